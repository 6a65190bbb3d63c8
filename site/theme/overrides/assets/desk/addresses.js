// Addresses of the site's pages, and what the address of this page asks for.
import { ROOT } from "./session.js";

// The address of a page, such as pageUrl("desk/enquiry/", { id }).
export function pageUrl(path, query = {}) {
  const text = new URLSearchParams(query).toString();
  return new URL(text ? `${path}?${text}` : path, ROOT).href;
}

export function queryValue(name) {
  return new URLSearchParams(location.search).get(name) ?? "";
}
