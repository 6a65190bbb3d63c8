// What every page has: the switch of colours, the clock of a practice desk, days remaining, and search when it is asked for.
import { Component, start } from "../desk/components/component.js";
import { deskNow, inZone, remainingText } from "./clock.js";

const MEDIA = { automatic: "screen and (prefers-color-scheme: dark)", light: "not all", dark: "screen" };
const NEXT = { automatic: "light", light: "dark", dark: "automatic" };

// Kept for the next page by colour-scheme.js, which runs before the first paint.
class ColourSwitch extends Component {
  static module = "colour-switch";

  init() {
    this.scheme = storedScheme();
    this.root.addEventListener("click", () => {
      this.scheme = NEXT[this.scheme];
      try {
        localStorage.setItem("scheme", this.scheme);
      } catch {
        // Not kept for the next page: the choice still holds on this one.
      }
      this.show();
    });
    this.show();
  }

  show() {
    document.getElementById("dark").media = MEDIA[this.scheme];
    this.part("scheme").textContent = `Colours: ${this.scheme}`;
  }
}

function storedScheme() {
  try {
    const scheme = localStorage.getItem("scheme");
    return scheme in MEDIA ? scheme : "automatic";
  } catch {
    return "automatic";
  }
}

// Opens the search, also by the key “/”. What searches is fetched when it is opened for the first time.
class SearchButton extends Component {
  static module = "search-button";

  init() {
    this.root.addEventListener("click", () => this.open());
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.open();
    });
  }

  async open() {
    const dialog = document.getElementById("search");
    if (dialog.open) return;
    dialog.showModal();
    const { GuidanceSearch } = await import("./search.js");
    this.search ??= start(GuidanceSearch);
  }
}

// <span class="chip" data-module="days-remaining" data-closes-at="2022-09-20T23:00:00Z" data-zone="Europe/London">29 days left</span>
class DaysRemaining extends Component {
  static module = "days-remaining";

  init() {
    this.show();
    setInterval(() => this.show(), 60_000);
  }

  show() {
    const { closesAt, opensAt, zone } = this.root.dataset;
    const { text, level } = remainingText(new Date(closesAt), zone, undefined, opensAt && new Date(opensAt));
    if (this.root.textContent !== text) this.root.textContent = text;
    this.root.className = level === "open" ? "chip" : `chip chip--${level}`;
  }
}

// The desk's time, on a practice desk.
class DeskClock extends Component {
  static module = "desk-clock";

  init() {
    this.time = this.find("time");
    this.show();
    setInterval(() => this.show(), 30_000);
  }

  show() {
    const now = deskNow();
    const { zone } = this.root.dataset;
    this.time.dateTime = now.toISOString();
    this.time.textContent = `${inZone(now, zone)} (${zone})`;
  }
}

start(ColourSwitch);
start(SearchButton);
start(DeskClock, { optional: true });
start(DaysRemaining, { optional: true });
