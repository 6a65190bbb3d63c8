// Texts with a limit: nothing that is typed or pasted is cut. Near the limit it says how much is left, and beyond it how much is too long.

const NEARLY = 0.8;

export function watchLengths(place = document) {
  place.addEventListener("input", ({ target }) => {
    if (target.matches("input[data-longest], textarea[data-longest]")) showLength(target);
  });
}

function showLength(field) {
  const longest = Number(field.dataset.longest);
  const length = [...field.value.trim()].length;
  const said = lengthText(field);
  const over = length - longest;
  said.hidden = length < longest * NEARLY;
  said.classList.toggle("field-length--over", over > 0);
  said.textContent = over > 0 ? `${counted(over)} too many. Shorten it: nothing is cut by itself.` : `${counted(longest - length)} left.`;
}

function counted(count) {
  return `${count.toLocaleString("en-GB")} character${count === 1 ? "" : "s"}`;
}

function lengthText(field) {
  const id = `${field.id}-length`;
  const found = document.getElementById(id);
  if (found) return found;
  const said = Object.assign(document.createElement("span"), { id, className: "hint field-length" });
  said.setAttribute("role", "status");
  field.after(said);
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
  return said;
}
