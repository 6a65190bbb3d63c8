// Moving through the queue by keys. Focus moves from link to link, so Enter opens and a screen reader hears each enquiry; nothing is trapped:
// arrow keys count only inside the list, and letters can be switched off (WCAG 2.1.4).
import { Component } from "../components/component.js";

const STORAGE_KEY = "staff.letter-keys";
const STEPS = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 };
const CHOOSE = "x"; // as in the centre's log

export class QueueKeys extends Component {
  static module = "queue-keys";

  // `list` is the PagedList of the queue.
  constructor(root, { list }) {
    super(root);
    this.list = list;
    this.letters = this.element("letter-keys");
  }

  init() {
    this.letters.checked = localStorage.getItem(STORAGE_KEY) !== "off";
    this.letters.addEventListener("change", () => localStorage.setItem(STORAGE_KEY, this.letters.checked ? "on" : "off"));
    document.addEventListener("keydown", (event) => this.press(event));
  }

  press(event) {
    const { key } = event;
    if (!(key in STEPS || key === CHOOSE) || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const { activeElement: active } = document;
    const isLetter = key.length === 1;
    if (isLetter ? !this.letters.checked || active.matches("input:not([type=checkbox]), textarea, select") : !this.rows.contains(active)) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    if (key === CHOOSE) this.choose(active);
    else this.move(STEPS[key]);
  }

  // Chooses the enquiry in focus, or takes it out again, where several can be acknowledged together.
  choose(active) {
    if (this.rows.contains(active)) active.closest("tr").querySelector("input[type=checkbox]")?.click();
  }

  get rows() {
    return this.list.table.tBodies[0];
  }

  move(step) {
    const links = [...this.rows.querySelectorAll("tr > :first-child a")];
    const here = links.findIndex((each) => each.closest("tr").contains(document.activeElement));
    const wanted = here === -1 ? (step > 0 ? 0 : links.length - 1) : here + step;
    const target = links[wanted] ?? (step > 0 ? this.list.pager.querySelector("button:not([hidden])") : null);
    target?.focus({ preventScroll: true });
    (target?.closest("tr") ?? target)?.scrollIntoView({ block: "nearest" });
  }
}
