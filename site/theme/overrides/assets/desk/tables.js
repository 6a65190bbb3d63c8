// Rows made from data, and sorting.
import { h, put, refill } from "./elements.js";

// One row. Cells are [heading, content, class]; the first is the row's own heading. Under 600 px the heading stands beside the content.
export function row(cells, attributes = {}) {
  return h(
    "tr",
    attributes,
    cells.filter(Boolean).map(([heading, content, className], index) =>
      index === 0
        ? h("th", { scope: "row", class: className }, content)
        : h("td", { "data-label": heading, class: className }, isEmpty(content) ? null : h("div", {}, content)),
    ),
  );
}

// An empty cell stays empty: on a narrow screen its heading is then left out too.
function isEmpty(content) {
  return [content].flat(2).every((each) => each === null || each === undefined || each === false || each === "");
}

export function fillRows(table, rows) {
  refill(table.tBodies[0] ?? put(table, h("tbody")).tBodies[0], ...rows);
}

// Makes the headings with data-sort="key" into buttons. `sorted(key, ascending)` is called with the choice; the list itself is the caller's.
export function sortable(table, sorted) {
  const headings = [...table.querySelectorAll("thead th[data-sort]")];
  for (const heading of headings) {
    const text = heading.textContent;
    heading.setAttribute("aria-sort", heading.getAttribute("aria-sort") ?? "none");
    const choose = () => {
      const ascending = heading.getAttribute("aria-sort") !== "ascending";
      for (const other of headings) other.setAttribute("aria-sort", "none");
      heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      sorted(heading.dataset.sort, ascending);
    };
    refill(heading, h("button", { type: "button", onclick: choose }, text));
  }
}

export function inOrder(list, value, ascending) {
  const sign = ascending ? 1 : -1;
  return [...list].sort((one, other) => sign * String(value(one)).localeCompare(String(value(other)), "en-GB", { numeric: true }));
}
