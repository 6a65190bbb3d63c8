// Search in the guidance, with the worker that Material ships: it and the index are fetched when the dialog opens for the first time.
import { Component } from "../desk/components/component.js";

const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;
const SHOWN = 10;

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
    if (this.ready) this.worker.postMessage({ type: QUERY, data: this.query });
  }

  hear({ type, data }) {
    if (type === READY) {
      this.ready = true;
      if (this.query) this.ask();
    }
    if (type === RESULT) this.show(data.items);
  }

  show(items) {
    const { query } = this;
    this.status.textContent = query ? countText(items.length, query) : "Type a word: deadline, script, fee.";
    this.list.replaceChildren(...(query ? items.slice(0, SHOWN).map(([section]) => entry(section, this.siteRoot)) : []));
  }
}

function countText(count, query) {
  if (count === 0) return `Nothing found for “${query}”. Try one word, or another one: review, script, deadline, fee, appeal.`;
  const pages = count === 1 ? "1 page" : `${count} pages`;
  return `${pages} found for “${query}”${count > SHOWN ? `, the best ${SHOWN} below` : ""}.`;
}

// The worker marks the words that match with <mark>; everything else is taken as text, never as markup.
function entry(section, root) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = new URL(section.location, root);
  const title = document.createElement("strong");
  title.textContent = plain(section.title);
  const text = document.createElement("p");
  text.textContent = shorten(plain(section.text));
  link.append(title, text);
  item.append(link);
  return item;
}

function plain(markup) {
  return new DOMParser().parseFromString(markup, "text/html").body.textContent.replaceAll(/\s+/g, " ").trim();
}

function shorten(text) {
  return text.length <= 160 ? text : `${text.slice(0, 157)}…`;
}
