// What is wrong in the rows of a file, by row and column, each one press from its line.
import { counted, h } from "../elements.js";
import { fillRows, row } from "../tables.js";

// `section` is the card for it; `goTo(line)` leads to a line of the file; `more` is how many faults are not listed.
export function showRowFaults(section, { title, errors, more, goTo }) {
  const part = (name) => section.querySelector(`[data-part="${name}"]`);
  const faultRow = ({ row: number, line, column, message }) => {
    const go = h("button", { type: "button", class: "button button--quiet button--small", onclick: () => goTo(line) }, h("span", { class: "only-narrow" }, "Row "), `${number}`, h("span", { class: "visually-hidden" }, ": go to the line"));
    return row([["Row", go], ["Column", column || "whole file"], ["What is wrong", message]]);
  };
  part("errors-title").textContent = `${title}: ${counted(errors.length + more, "fault")}`;
  part("errors-more").textContent = more > 0 ? `The first ${errors.length} are listed. Correct them and check the file again to see the others.` : "Correct the lines below or in your file, then check it again.";
  fillRows(part("errors-table"), errors.map(faultRow));
  section.hidden = false;
  section.focus({ preventScroll: true });
  section.scrollIntoView({ block: "start" });
}
