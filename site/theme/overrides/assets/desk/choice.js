// Many lines of a list chosen at once: the boxes, and what became of each.
import { counted, h, put } from "./elements.js";
import { enquiryName } from "./rows.js";

// The boxes of a table: one in its head for all that are shown. `changed(ids)` hears of every choice.
export class Choice {
  constructor(table, all, changed) {
    this.table = table;
    this.all = all;
    this.changed = changed;
    this.all.addEventListener("change", () => {
      for (const box of this.boxes) box.checked = this.all.checked;
      this.tell();
    });
    table.addEventListener("change", (event) => event.target.matches("[data-pick]") && this.tell());
  }

  get boxes() {
    return [...this.table.tBodies[0].querySelectorAll("input[data-pick]")];
  }

  get ids() {
    return this.boxes.filter((each) => each.checked).map((each) => each.value);
  }

  tell() {
    const { ids, boxes } = this;
    this.all.checked = boxes.length > 0 && ids.length === boxes.length;
    this.all.indeterminate = ids.length > 0 && ids.length < boxes.length;
    this.changed(ids);
  }
}

// What became of each: how many went well, then every one that did not, with why, and a link to it.
export function results(place, done, failed, addressOf) {
  const parts = [];
  if (done) parts.push(h("div", { class: "notice notice--success", role: "status" }, h("p", {}, done)));
  if (failed.length) {
    const lines = failed.map(({ each, problems }) => h("li", {}, h("a", { href: addressOf(each.id), class: "number" }, enquiryName(each).name), `, ${each.centre.name}: ${problems.map((one) => one.message).join(" ")}`));
    parts.push(h("div", { class: "notice notice--error", role: "alert" }, h("p", { class: "notice__title" }, `${counted(failed.length, "enquiry", "enquiries")} could not be dealt with`), h("ul", {}, lines)));
  }
  place.replaceChildren();
  put(place, ...parts);
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "center" });
}
