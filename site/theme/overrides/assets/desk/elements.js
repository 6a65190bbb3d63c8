// Elements made from data. Text stays text: nothing that came from outside is ever read as markup, or turns round what stands beside it.
import { isolated, withoutDirectionChanges } from "./typed-text.js";

export function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : withoutDirectionChanges(`${value}`));
  }
  put(element, ...children);
  return element;
}

// Adds children; null, undefined and false are left out, so that a condition can stand in the list.
export function put(element, ...children) {
  const shown = children.flat(2).filter((child) => child !== null && child !== undefined && child !== false);
  element.append(...shown.map((child) => (child instanceof Node ? child : withoutDirectionChanges(`${child}`))));
  return element;
}

export function refill(element, ...children) {
  element.replaceChildren();
  return put(element, ...children);
}

export function part(name, within = document) {
  return within.querySelector(`[data-part="${name}"]`);
}

export function statusTag(status, text) {
  return h("span", { class: "tag", "data-status": status }, text);
}

// <dl class="summary">: pairs of term and content; a third member is what stands at the end of the row.
export function summaryList(pairs) {
  return h(
    "dl",
    { class: "summary" },
    pairs
      .filter(Boolean)
      .map(([term, value, action]) => h("div", { class: "summary__row" }, h("dt", {}, term), h("dd", {}, value), action && h("dd", {}, action))),
  );
}

export function money(value) {
  return new Intl.NumberFormat("en-GB", { style: "currency", currency: value.currency }).format(Number(value.amount)).replace("-", "−");
}

// A number and the name beside it: a candidate's, a centre's.
export function numberAndName({ number, name }) {
  return [h("span", { class: "number" }, number), ` ${isolated(name)}`];
}

// Whom to write to: an address as a link. Where only a name is known, such as "your Associate, Meridian", it is the name.
export function contactLink(contact) {
  return contact.includes("@") ? h("a", { href: `mailto:${contact}` }, contact) : isolated(contact);
}

export function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}
