// Rows of a list chosen at once: the box in each row, the one for all that are shown, and how many are chosen.
import { counted, h } from "../elements.js";
import { Component } from "./component.js";

const MOST = 500; // that one request takes

export class RowSelection extends Component {
  static module = "row-selection";

  // `list` is the PagedList; `nouns` as for it; `changed(ids)` hears of every choice, of none where too many are chosen.
  constructor(root, { list, changed }) {
    super(root);
    this.list = list;
    this.changed = changed;
    this.all = this.element("all");
    this.status = this.part("chosen");
  }

  init() {
    this.all.addEventListener("change", () => {
      for (const box of this.boxes) box.checked = this.all.checked;
      this.update();
    });
    this.list.table.addEventListener("change", (event) => event.target.matches("[data-pick]") && this.update());
  }

  get boxes() {
    return [...this.list.table.tBodies[0].querySelectorAll("input[data-pick]")];
  }

  get ids() {
    return this.boxes.filter((each) => each.checked).map((each) => each.value);
  }

  get items() {
    const { ids } = this;
    return this.list.items.filter((each) => ids.includes(each.id));
  }

  say(text) {
    this.status.textContent = text;
  }

  update() {
    const { ids, boxes } = this;
    this.all.checked = boxes.length > 0 && ids.length === boxes.length;
    this.all.indeterminate = ids.length > 0 && ids.length < boxes.length;
    const tooMany = ids.length > MOST ? `. Choose at most ${MOST} at once` : "";
    this.say(ids.length ? `${counted(ids.length, ...this.list.nouns)} chosen${tooMany}` : "None chosen");
    this.changed(tooMany ? [] : ids);
  }
}

// A row's box with the link beside it. `name` is that of the enquiry.
export function selectable({ id, centre, subject }, name, link) {
  const box = h("input", { type: "checkbox", value: id, "data-pick": true, "aria-label": `Choose ${name}, ${centre.name}, ${subject.label}` });
  return h("span", { class: "pick" }, box, link);
}
