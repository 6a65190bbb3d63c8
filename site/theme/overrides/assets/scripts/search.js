// Search in the guidance, with the worker that Material ships: it and the index are fetched when the dialog opens for the first time.
import { Component } from "../desk/components/component.js";

const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;
const SHOWN = 10;
const BEFORE = 40; // letters of an excerpt before the first word that matches
const LENGTH = 160;

// What families write in two ways; the index cuts words at hyphens. “Re-check” stays: services are named so.
const HYPHEN = /\b(re)-(?=mark|grade|sit|take)/gi;

export class GuidanceSearch extends Component {
  static module = "guidance-search";

  constructor(root) {
    super(root);
    this.input = this.find("input");
    this.status = this.part("search-status");
    this.list = this.part("search-results");
    this.ready = false; // asked before it has the index, the worker finds nothing and complains; what was typed meanwhile is asked then
  }

  get query() {
    return this.input.value.trim();
  }

  async init() {
    const { base, search } = JSON.parse(document.getElementById("__config").textContent);
    this.siteRoot = new URL(`${base}/`, location.href);
    this.worker = new Worker(new URL(search, location.href));
    const answer = await fetch(new URL("search/search_index.json", this.siteRoot));
    if (!answer.ok) {
      this.status.textContent = "The index could not be loaded. The pages are listed at the foot of every page.";
      return;
    }
    this.worker.addEventListener("message", ({ data }) => this.hear(data));
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => {
      // Enter would press “Close”; it opens the best page instead.
      const best = this.list.querySelector("a");
      if (event.key !== "Enter" || !best) return;
      event.preventDefault();
      best.click();
    });
    const { config, docs } = await answer.json();
    this.worker.postMessage({ type: SETUP, data: { config, docs, options: { suggest: false } } });
  }

  ask() {
    if (this.ready) this.worker.postMessage({ type: QUERY, data: this.query.replaceAll(HYPHEN, "$1") });
  }

  hear({ type, data }) {
    if (type === READY) {
      this.ready = true;
      if (this.query) this.ask();
    }
    if (type === RESULT) this.show(data.items);
  }

  show(pages) {
    const { query } = this;
    const found = query ? alike(pages.map(bestOf)) : [];
    this.status.textContent = query ? countText(pages.length, found.length, query) : "Type a word: deadline, script, fee.";
    this.list.replaceChildren(...found.slice(0, SHOWN).map((each) => entry(each, this.siteRoot)));
  }
}

// A page comes as its sections that match, the best first; the page itself is always among them.
function bestOf(sections) {
  const page = sections.find(({ location }) => !location.includes("#"));
  const [best] = sections;
  return { best, page: plain(page.title), title: plain(best.title) };
}

// Awarding bodies have the same pages. What several have under one title is one entry, the best, with links to the others.
function alike(found) {
  const entries = new Map();
  for (const each of found) {
    const [, body, rest] = /^bodies\/([^/]+)\/(.+)$/.exec(each.best.location) ?? [];
    const name = each.page.split(": ")[0];
    const key = body ? `${rest} ${each.title.replace(name, "")}` : each.best.location;
    const entry = entries.get(key);
    if (entry) entry.others.push({ name, location: each.best.location });
    else entries.set(key, { ...each, others: [] });
  }
  return [...entries.values()];
}

function countText(pages, entries, query) {
  if (pages === 0) return `Nothing found for “${query}”. Try one word, or another one: review, script, deadline, fee, appeal.`;
  const found = pages === 1 ? "1 page" : `${pages} pages`;
  return `${found} found for “${query}”${entries > SHOWN ? ", the best below" : ""}.`;
}

function entry({ best, page, title, others }, root) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = new URL(best.location, root);
  const name = document.createElement("strong");
  name.textContent = title;
  link.append(name);
  if (page !== title) {
    const where = document.createElement("span");
    where.className = "search__page";
    where.textContent = page;
    link.append(" ", where);
  }
  const text = document.createElement("p");
  text.append(...excerpt(best.text));
  link.append(text);
  item.append(link);
  if (others.length > 0) item.append(elsewhere(others, root));
  return item;
}

function elsewhere(others, root) {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = others.length === 1 ? "Also for 1 other awarding body" : `Also for ${others.length} other awarding bodies`;
  const list = document.createElement("ul");
  for (const { name, location } of others.toSorted((one, other) => one.name.localeCompare(other.name))) {
    const link = document.createElement("a");
    link.href = new URL(location, root);
    link.textContent = name;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  details.append(summary, list);
  return details;
}

// What is found is text for us, never markup; only that a word matches is kept, between these two signs.
const [OPENED, CLOSED] = ["\u0001", "\u0002"];

function plain(markup) {
  return signed(markup).replaceAll(/[\u0001\u0002]/g, "");
}

function signed(markup) {
  const { body } = new DOMParser().parseFromString(markup, "text/html");
  for (const mark of body.querySelectorAll("mark")) mark.textContent = OPENED + mark.textContent + CLOSED;
  for (const block of body.querySelectorAll("p, li, ul, ol, pre")) block.append(" ");
  return body.textContent.replaceAll(/\s+/g, " ").trim();
}

// The words around the first that matches, or the first words where only the title does.
function excerpt(markup) {
  const text = signed(markup);
  const first = text.indexOf(OPENED);
  const start = first <= BEFORE ? 0 : text.indexOf(" ", first - BEFORE) + 1;
  const end = text.length <= start + LENGTH ? text.length : text.lastIndexOf(" ", start + LENGTH);
  const parts = text.slice(start, end).split(/([\u0001\u0002])/);
  const nodes = [start > 0 ? "… " : ""];
  for (const [place, part] of parts.entries()) {
    if (part === OPENED || part === CLOSED) continue;
    if (parts[place - 1] !== OPENED) nodes.push(part);
    else {
      const mark = document.createElement("mark");
      mark.textContent = part;
      nodes.push(mark);
    }
  }
  return [...nodes, end < text.length ? " …" : ""];
}
