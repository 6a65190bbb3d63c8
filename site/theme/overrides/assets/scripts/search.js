// Search in the guidance, with the worker that Material ships: it and the index are fetched when the dialog opens for the first time.
const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;
const SHOWN = 10;

let started = null;

export function startSearch(dialog) {
  started ??= start(dialog);
  return started;
}

async function start(dialog) {
  const { base, search } = JSON.parse(document.getElementById("__config").textContent);
  const root = new URL(`${base}/`, location.href);
  const input = dialog.querySelector("input");
  const status = dialog.querySelector("[data-search-status]");
  const list = dialog.querySelector("[data-search-results]");
  const worker = new Worker(new URL(search, location.href));
  const answer = await fetch(new URL("search/search_index.json", root));
  if (!answer.ok) {
    status.textContent = "The index could not be loaded. The pages are listed at the foot of every page.";
    return;
  }
  let ready = false; // asked before it has the index, the worker finds nothing and complains; what was typed meanwhile is asked then
  const ask = () => ready && worker.postMessage({ type: QUERY, data: input.value.trim() });
  worker.addEventListener("message", ({ data: { type, data } }) => {
    if (type === READY) {
      ready = true;
      if (input.value.trim()) ask();
    }
    if (type === RESULT) show(data.items, input.value.trim(), root, status, list);
  });
  input.addEventListener("input", ask);
  input.addEventListener("keydown", (event) => {
    // Enter would press “Close”; it opens the best page instead.
    const best = list.querySelector("a");
    if (event.key !== "Enter" || !best) return;
    event.preventDefault();
    best.click();
  });
  const { config, docs } = await answer.json();
  worker.postMessage({ type: SETUP, data: { config, docs, options: { suggest: false } } });
}

function show(items, query, root, status, list) {
  list.replaceChildren();
  if (!query) {
    status.textContent = "Type a word: deadline, script, fee.";
    return;
  }
  status.textContent = said(items.length, query);
  for (const [section] of items.slice(0, SHOWN)) list.append(entry(section, root));
}

function said(count, query) {
  if (count === 0) return `Nothing found for “${query}”.`;
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
