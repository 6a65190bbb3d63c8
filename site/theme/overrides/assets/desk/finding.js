// A list that a form narrows. What is asked for stands in the address, so it can be kept, shared and gone back to.
import { Refusal } from "./calls.js";
import { asked } from "./desk.js";
import { h, part, put } from "./elements.js";

// `form` has a choice of series and the other fields of `names`; `list` is paged(…) of `table`. `before` runs whenever another list is about to come.
export function finder(form, table, list, names, before = () => {}) {
  const others = names.filter((name) => name !== "series");
  const value = (name) => form.elements[name].value.trim();
  let known = [];

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.pushState(null, "", `?${new URLSearchParams([...new FormData(form)].filter(([, each]) => each))}`);
    find();
  });
  for (const name of names) if (form.elements[name].matches("select")) form.elements[name].addEventListener("change", () => form.requestSubmit());
  part("clear")?.addEventListener("click", () => {
    for (const name of others) form.elements[name].value = "";
    form.requestSubmit();
  });
  addEventListener("popstate", () => {
    readAddress();
    find();
  });

  function readAddress() {
    for (const name of names) form.elements[name].value = asked(name);
    const chosen = known.find((each) => each.id === asked("series")) ?? known.find((each) => each.open) ?? known[0];
    form.elements.series.value = chosen?.id ?? "";
  }

  async function find() {
    before();
    part("trouble").hidden = true;
    table.setAttribute("aria-busy", "true");
    try {
      await list.start();
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      part("trouble").hidden = false;
      part("trouble-text").textContent = fault.message;
    } finally {
      table.removeAttribute("aria-busy");
    }
  }

  return {
    find,
    // The first list, of the series that the address names or that is open. A fault is the page's to show.
    async start(series) {
      known = series;
      put(form.elements.series, known.map((each) => h("option", { value: each.id }, each.title)));
      readAddress();
      before();
      await list.start();
    },
    wanted: () => Object.fromEntries(names.map((name) => [name, value(name)])),
    narrowed: () => others.some(value),
  };
}
