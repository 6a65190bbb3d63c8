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

// What was typed to find somebody may be a name or a number, so it stands in no address: it would stay in the browser's history and in logs.
// A link carries it behind "#~", which no server sees; the page that it leads to takes it out of its address at once and keeps it with the
// entry of its history, where "back" and "reload" find it.
const MARK = "#~";

export function linkTo(path, query, typed) {
  return pageUrl(path, query) + MARK + encodeURIComponent(typed);
}

export function typedHere() {
  return history.state?.typed ?? "";
}

export function keepTyped(typed, address = location.pathname + location.search, { replace = false } = {}) {
  history[replace ? "replaceState" : "pushState"]({ typed }, "", address);
}

if (location.hash.startsWith(MARK)) keepTyped(decodeURIComponent(location.hash.slice(MARK.length)), undefined, { replace: true });
