// What every page has: the switch of colours, the clock of a practice desk, days remaining, and search when it is asked for.
import { keepDaysRemaining, keepDeskClock } from "./clock.js";

const media = { automatic: "screen and (prefers-color-scheme: dark)", light: "not all", dark: "screen" };
const next = { automatic: "light", light: "dark", dark: "automatic" };

function storedScheme() {
  try {
    return localStorage.getItem("scheme") ?? "automatic";
  } catch {
    return "automatic";
  }
}

function setUpScheme(button) {
  const label = button.querySelector("[data-scheme-label]");
  let scheme = storedScheme() in media ? storedScheme() : "automatic";
  const show = () => {
    document.getElementById("dark").media = media[scheme];
    label.textContent = `Colours: ${scheme}`;
  };
  show();
  button.addEventListener("click", () => {
    scheme = next[scheme];
    try {
      localStorage.setItem("scheme", scheme);
    } catch {
      // Not kept for the next page: the choice still holds on this one.
    }
    show();
  });
}

function setUpSearch(button, dialog) {
  const open = async () => {
    if (dialog.open) return;
    dialog.showModal();
    const { startSearch } = await import("./search.js");
    await startSearch(dialog);
  };
  button.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      open();
    }
  });
}

setUpScheme(document.querySelector("[data-scheme-switch]"));
setUpSearch(document.querySelector("[data-search-open]"), document.getElementById("search"));
keepDeskClock();
keepDaysRemaining();
