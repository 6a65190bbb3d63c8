// Errors at the field and in a summary that takes the focus.
// A field `x` has the id `x`, its error the id `x-error`; a problem about "candidates.0713" belongs to the element with that id, or to `candidates`.
import { h, put, refill } from "./elements.js";

export function fieldOf(name) {
  if (!name) return null;
  return document.getElementById(name) ?? document.getElementById(name.split(".")[0]);
}

// Shows problems {code, message, field, rule, source} in the summary and at their fields, and takes the focus to the summary.
// `elsewhere` is the address of the form where a problem's field is to be found, when that is another page; `prefix` is that of a form
// whose ids have one, because another form on the page has fields of the same names.
export function showProblems(found, { title = null, elsewhere = null, focus = true, prefix = "" } = {}) {
  clearProblems();
  const problems = prefix ? found.map((each) => ({ ...each, field: each.field && prefix + each.field })) : found;
  const summary = errorSummary();
  refill(
    summary,
    h("h2", { class: "error-summary__title", "data-counts": title === null }, title),
    h("ul", {}, problems.map((each) => h("li", { "data-about": each.field }, entry(each, elsewhere), ruleText(each)))),
  );
  showLines(summary);
  summary.hidden = false;
  for (const each of problems) atField(each);
  if (focus) {
    summary.focus();
    summary.scrollIntoView({ block: "start" });
  }
}

// Errors at the fields alone, for what the desk notices while somebody is still filling in the form.
export function showAtFields(problems, names) {
  for (const name of names) clearField(name);
  for (const each of problems) if (names.includes(each.field)) atField(each);
}

export function clearProblems() {
  const summary = errorSummary();
  summary.hidden = true;
  summary.replaceChildren();
  for (const error of document.querySelectorAll(".field-error[data-shown]")) clearField(error.id.replace(/-error$/, ""));
}

// What is wrong in the same words with several fields is one line, which leads to the first of them; each field has its error.
// Returns how many lines are left to read.
export function showEachOnce(lines) {
  const said = new Set();
  for (const line of lines) {
    line.hidden = said.has(line.textContent);
    said.add(line.textContent);
  }
  return said.size;
}

// The title counts the lines. Without any the summary goes.
function showLines(summary) {
  const left = showEachOnce(summary.querySelectorAll("li"));
  const title = summary.querySelector("[data-counts]");
  if (left === 0) summary.hidden = true;
  if (left && title) title.textContent = counting(left);
}

function counting(problems) {
  return problems === 1 ? "There is a problem" : `There are ${problems} problems`;
}

function entry({ message, field }, elsewhere) {
  const target = fieldOf(field);
  if (target) {
    const follow = (event) => {
      event.preventDefault();
      goTo(target);
    };
    return h("a", { href: `#${target.id}`, onclick: follow }, message);
  }
  if (field && elsewhere) return h("a", { href: `${elsewhere}#${field}` }, message);
  return h("strong", {}, message);
}

export function ruleText({ rule, source }) {
  if (!rule && !source) return null;
  return h("span", { class: "rule" }, rule && `Rule: ${rule}`, source && ` Source: ${source}.`.replace("..", "."));
}

// Focus, also for what does not take it by itself: a group's first choice, or the group.
export function goTo(element) {
  const field = element.matches("input, select, textarea, button, a[href]") && !element.disabled ? element : null;
  const inside = field ?? element.querySelector("input:not(:disabled), select, textarea, button") ?? element;
  if (inside === element && !field) element.setAttribute("tabindex", "-1");
  const box = element.closest(".field, .fieldset, tr") ?? element;
  box.scrollIntoView({ block: "center" });
  inside.focus({ preventScroll: true });
}

function atField({ message, field }) {
  const target = fieldOf(field);
  if (!target) return;
  target.closest("[data-later]")?.removeAttribute("hidden"); // an error in what is shown only once it can be used
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true; // an error is never out of sight
  const error = errorOf(target);
  put(error, error.dataset.shown === undefined ? null : h("br"), h("span", { class: "visually-hidden" }, "Error: "), message);
  error.dataset.shown = "";
  error.hidden = false;
  target.closest(".field, .fieldset")?.classList.add("field--error");
  if (target.matches("input, select, textarea")) target.setAttribute("aria-invalid", "true");
  describe(target, error.id, true);
}

// The field's error goes, and with it its line in the summary: what was mended is not complained about any longer.
export function clearField(name) {
  const summary = document.getElementById("error-summary");
  for (const line of summary?.querySelectorAll("li[data-about]") ?? []) {
    if (line.dataset.about === name || line.dataset.about.startsWith(`${name}.`)) line.remove();
  }
  if (summary) showLines(summary);
  const target = document.getElementById(name);
  const error = document.getElementById(`${name}-error`);
  if (!error) return;
  error.replaceChildren();
  error.hidden = true;
  delete error.dataset.shown;
  if (!target) return;
  target.removeAttribute("aria-invalid");
  describe(target, error.id, false);
  const box = target.closest(".field, .fieldset");
  if (!box?.querySelector(".field-error[data-shown]")) box?.classList.remove("field--error");
}

function errorOf(target) {
  const id = `${target.id}-error`;
  const error = document.getElementById(id) ?? h("span", { id, class: "field-error" });
  if (!error.isConnected) {
    if (target.matches("input, select, textarea")) target.before(error);
    else (target.querySelector("legend, .hint") ?? target.firstElementChild).after(error);
  }
  return error;
}

function describe(target, id, on) {
  const ids = new Set((target.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  if (on) ids.add(id);
  else ids.delete(id);
  if (ids.size) target.setAttribute("aria-describedby", [...ids].join(" "));
  else target.removeAttribute("aria-describedby");
}

function errorSummary() {
  const found = document.getElementById("error-summary");
  if (found) return found;
  const summary = h("div", { id: "error-summary", class: "error-summary", role: "alert", tabindex: "-1", hidden: true });
  const title = document.querySelector("article h1");
  title.after(summary);
  return summary;
}
