// The box at the top of each desk, which leads to the page that lists what it finds. The key / leads to the box from anywhere on the page,
// unless somebody switched that off (WCAG 2.1.4).
import { linkTo, typedHere } from "../addresses.js";
import { Component } from "./component.js";

const STORAGE_KEY = "desk.find-key";

export class FindBox extends Component {
  static module = "find-box";

  constructor(root) {
    super(root);
    this.input = this.find("input");
    this.key = this.part("find-key");
  }

  init() {
    const [path, query] = this.root.dataset.leads.split("?");
    this.root.addEventListener("submit", (event) => {
      event.preventDefault();
      const typed = this.input.value.trim();
      if (!typed) return;
      const here = location.href;
      location.assign(linkTo(path, Object.fromEntries(new URLSearchParams(query)), typed));
      // The same page with other words behind the # is not loaded anew by itself.
      if (new URL(here).pathname === location.pathname) location.reload();
    });
    this.showKey(localStorage.getItem(STORAGE_KEY) !== "off");
    this.key.addEventListener("click", () => {
      const on = this.key.getAttribute("aria-pressed") !== "true";
      localStorage.setItem(STORAGE_KEY, on ? "on" : "off");
      this.showKey(on);
    });
    // Before the site's own search, which the same key would open.
    document.addEventListener("keydown", (event) => this.press(event), { capture: true });
    if (location.pathname.endsWith(`/${path}`)) this.input.value = typedHere();
  }

  showKey(on) {
    this.key.setAttribute("aria-pressed", String(on));
  }

  press(event) {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || this.key.getAttribute("aria-pressed") !== "true") return;
    if (document.activeElement.matches("input:not([type=checkbox], [type=radio]), textarea, select") || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.input.focus();
    this.input.select();
  }
}
