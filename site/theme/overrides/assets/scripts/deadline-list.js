// Filters the deadlines in place, in step with the address, and keeps what has closed since the site was built below what is open.
import { Component, start } from "../desk/components/component.js";

class DeadlineList extends Component {
  static module = "deadline-list";

  constructor(root) {
    super(root);
    this.form = this.optionalPart("filters"); // not there where there is nothing to choose from
    this.rows = [...root.querySelectorAll("tbody tr")];
  }

  init() {
    this.sinkClosed();
    if (!this.form) return;
    const asked = new URLSearchParams(location.search);
    for (const { name, options } of this.form.elements) {
      if ([...options].some(({ value }) => value === asked.get(name))) this.form.elements[name].value = asked.get(name);
    }
    this.form.addEventListener("change", () => {
      const chosen = new URLSearchParams(this.chosen);
      history.replaceState(null, "", chosen.size ? `?${chosen}` : location.pathname);
      this.show();
    });
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.show();
  }

  get chosen() {
    return [...new FormData(this.form)].filter(([, value]) => value);
  }

  show() {
    const { chosen } = this;
    for (const row of this.rows) row.hidden = !chosen.every(([name, value]) => row.dataset[name].split(" ").includes(value));
    const open = this.rows.filter((row) => !row.hidden && !isClosed(row)).length;
    this.part("count").textContent = !chosen.length ? "" : open === 1 ? "1 deadline is open or opens later." : `${open} deadlines are open or open later.`;
  }

  sinkClosed() {
    const body = this.find("tbody");
    for (const row of [...body.rows].filter(isClosed)) body.append(row);
  }
}

function isClosed(row) {
  const chip = row.querySelector("[data-closes-at]");
  return chip ? chip.textContent === "closed" : Boolean(row.closest('[data-part="closed"]'));
}

start(DeadlineList);
