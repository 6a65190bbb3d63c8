// Beside a mark: how far it is from the next grade boundaries, and where these are published. It is information, never advice.
import { h } from "../elements.js";

export function distanceAside(text) {
  return text && h("span", { class: "aside" }, text);
}

export function boundarySource(boundaries) {
  if (!boundaries) return null;
  const { title, url, text } = boundaries;
  return h("p", { class: "source" }, "Grade boundaries: ", url ? h("a", { href: url }, title) : title, `, ${text}. How far a mark is from them is information, not advice to ask for a review.`);
}
