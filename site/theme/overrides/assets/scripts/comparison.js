// Shows the columns of the chosen awarding bodies, in step with the address: ?body=ncfe&body=aqa
import { Component, start } from "../desk/components/component.js";

class Comparison extends Component {
  static module = "comparison";

  constructor(root) {
    super(root);
    this.chooser = this.optionalPart("chooser"); // not there where there is nothing to choose from
  }

  init() {
    if (!this.chooser) return;
    this.boxes = [...this.chooser.querySelectorAll("input")];
    const asked = new URLSearchParams(location.search).getAll("body");
    if (this.boxes.some(({ value }) => asked.includes(value))) {
      for (const box of this.boxes) box.checked = asked.includes(box.value);
    }
    this.chooser.addEventListener("change", () => this.choose());
    for (const button of this.chooser.querySelectorAll("[data-choose]")) {
      button.addEventListener("click", () => {
        for (const box of this.boxes) box.checked = button.dataset.choose === "all";
        this.choose();
      });
    }
    this.show();
  }

  choose() {
    const chosen = new URLSearchParams(this.chosen.map((id) => ["body", id]));
    history.replaceState(null, "", this.chosen.length < this.boxes.length ? `?${chosen}` : location.pathname);
    this.show();
  }

  get chosen() {
    return this.boxes.filter(({ checked }) => checked).map(({ value }) => value);
  }

  show() {
    const { chosen } = this;
    for (const cell of this.root.querySelectorAll(".compare [data-body]")) cell.hidden = !chosen.includes(cell.dataset.body);
    const { fit } = this.root.dataset;
    this.find(".compare").classList.toggle("compare--many", chosen.length > Number(fit));
  }
}

start(Comparison);
