// What a new centre sets up: each item leads to its page, and is ticked by what the centre has. On the desk's first page the list can be put
// away; My centre details goes on showing it while something is left. Once everything is done, it is not asked about again in this browser.
import { pageUrl } from "../addresses.js";
import { get } from "../api.js";
import { onPress } from "../buttons.js";
import { Component } from "../components/component.js";
import { h, refill } from "../elements.js";
import { showSuccess } from "../notices.js";

const AWAY = "away";
const DONE = "done";
const ITEMS = {
  address: { page: "desk/centre/", title: "Check the centre’s e-mail address", text: "We write to it when a letter is ready. Save it, even if it is right already." },
  colleagues: { page: "desk/people/", title: "Invite your colleagues", text: "An exams officer and the Head of Centre, and anybody who should read along." },
  own_dates: { page: "desk/terms/", title: "Enter your own dates and charges", text: "The days by which candidates must ask you, and what your centre charges. Papers and the log have them." },
  results: { page: "desk/import/", title: "Bring in your candidates’ results", text: "Those of the awarding bodies with portals of their own. The others bring in theirs themselves." },
};
const MAY = ["correct_centre", "manage_people", "import_own"]; // somebody who may do none of it is not asked about it

export class SetUpList extends Component {
  static module = "set-up-list";

  constructor(root, page) {
    super(root);
    this.page = page;
    this.away = this.part("put-away");
    this.back = this.part("bring-back");
  }

  init() {
    onPress(this.away, () => {
      this.keep(AWAY);
      this.say("The list is put away. You find it under ", h("a", { href: pageUrl("desk/centre/") }, "My centre details"), ".");
    });
    onPress(this.back, () => {
      this.keep(null);
      this.say("The list is on the first page of your desk again.");
    });
  }

  // What to give show(): null where there is nothing to ask. `first` says that this is the desk's first page, where it can be put away.
  async read(me, { first }) {
    this.first = first;
    this.key = `set-up.${me.person.id}.${me.organisation.id}`;
    const asked = me.person.roles.some((each) => each.organisation === me.organisation.id && each.acts.some((act) => MAY.includes(act)));
    const kept = localStorage.getItem(this.key);
    if (!asked || kept === DONE || (first && kept === AWAY)) return null;
    return get("set-up").catch(() => null); // the page is worth having without it
  }

  show(found) {
    const items = found?.items ?? [];
    const done = items.filter((each) => each.done).length;
    if (found && done === items.length) this.keep(DONE);
    else this.root.hidden = items.length === 0;
    this.part("set-up-count").textContent = `${done} of ${items.length} done`;
    refill(this.part("set-up-items"), items.map(item));
    this.showButtons();
  }

  keep(value) {
    if (value === null) localStorage.removeItem(this.key);
    else localStorage.setItem(this.key, value);
    this.root.hidden = value === DONE || (this.first && value === AWAY);
    this.showButtons();
  }

  say(...words) {
    showSuccess(this.page.message, ...words);
    this.page.message.focus();
  }

  showButtons() {
    const away = localStorage.getItem(this.key) === AWAY;
    this.away.hidden = away;
    this.back.hidden = !away;
  }
}

function item({ key, done }) {
  const { page, title, text } = ITEMS[key];
  return h(
    "li",
    { class: done ? "set-up__item set-up__item--done" : "set-up__item" },
    h("span", { class: "set-up__tick", "aria-hidden": "true" }, done ? "✓" : ""),
    h("span", {}, h("a", { href: pageUrl(page) }, title), h("span", { class: "visually-hidden" }, done ? " (done)" : " (to do)"), h("span", { class: "aside" }, text)),
  );
}
