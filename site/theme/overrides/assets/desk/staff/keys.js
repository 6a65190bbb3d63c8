// Moving through the queue by keys. Focus moves from link to link, so Enter opens and a screen reader hears each enquiry; nothing is trapped:
// arrow keys count only inside the list, and letters can be switched off (WCAG 2.1.4).
const LETTERS = "staff.letter-keys";
const STEP = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 };

export function moveByKeys(table, pager) {
  const choice = document.getElementById("letter-keys");
  choice.checked = localStorage.getItem(LETTERS) !== "off";
  choice.addEventListener("change", () => localStorage.setItem(LETTERS, choice.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const step = STEP[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const inside = table.tBodies[0].contains(document.activeElement);
    const letter = event.key.length === 1;
    if (letter ? !choice.checked || document.activeElement.matches("input:not([type=checkbox]), textarea, select") : !inside) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    move(table, pager, step);
  });
}

function move(table, pager, step) {
  const links = [...table.tBodies[0].querySelectorAll("tr > :first-child a")];
  const here = links.findIndex((each) => each.closest("tr").contains(document.activeElement));
  const wanted = here === -1 ? (step > 0 ? 0 : links.length - 1) : here + step;
  const target = links[wanted] ?? (step > 0 ? pager.querySelector("button:not([hidden])") : null);
  target?.focus({ preventScroll: true });
  (target?.closest("tr") ?? target)?.scrollIntoView({ block: "nearest" });
}
