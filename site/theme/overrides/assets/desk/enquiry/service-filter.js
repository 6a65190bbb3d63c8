// The services by which a list of enquiries is narrowed: an option for each code, which means another service on another route.
import { h, put } from "../elements.js";

export function fillServices(select, routes) {
  if (select.options.length > 1) return;
  const names = new Map();
  for (const { code, name } of routes.flatMap((each) => each.services)) names.set(code, (names.get(code) ?? new Set()).add(name));
  put(select, [...names].map(([code, all]) => h("option", { value: code }, `${code} ${[...all].join(" / ")}`)));
}
