// What needs doing now: one line for each kind with its count, which leads to just that list. Kinds that count nothing are left out.
import { h, refill } from "./elements.js";

// `kinds` are {count, one, many, href, level}; level is "bad" for what is late and "warn" for what somebody waits for. Says `none` where there is nothing.
export function showAttention(place, kinds, { none, more = false }) {
  const counted = kinds.filter((each) => each.count > 0);
  if (counted.length === 0) return refill(place, h("p", { class: "todo-none" }, none));
  const line = ({ count, one, many, href, level }) =>
    h("li", {}, h("a", { class: `todo__item${level ? ` todo__item--${level}` : ""}`, href }, h("span", { class: "todo__count" }, count), " ", h("span", {}, count === 1 ? one : many)));
  return refill(place, h("ul", { class: "todo" }, counted.map(line)), more && h("p", { class: "hint" }, "There is more than could be counted here."));
}
