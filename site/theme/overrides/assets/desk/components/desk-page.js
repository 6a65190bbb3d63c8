// A page of a desk: somebody is signed in, the bar says who and for which organisation, and the page is loading, ready, or says what went wrong.
import { Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { h, part, refill } from "../elements.js";
import { ruleText, showEachOnce } from "../error-summary.js";
import { currentUser, mayAct } from "../current-user.js";
import { DESK, signedIn, signIn } from "../session.js";
import { actForAnother, showSessionBar, showTabs } from "../session-bar.js";
import { Component, start } from "./component.js";
import { FindBox } from "./find-box.js";
import { watchLengths } from "./text-length.js";

// A page extends this and fills itself in load(me), which may be tried again; what is listened to belongs in init().
export class DeskPage extends Component {
  constructor(root) {
    super(root);
    this.loading = this.part("loading");
    this.ready = this.part("ready");
    this.fault = this.part("fault");
    this.title = document.querySelector("article h1");
    this.message = this.optionalPart("message");
  }

  // Where nobody is signed in, the sign-in page comes first and leads back here.
  async open() {
    if (!signedIn()) await signIn();
    await this.fill();
  }

  async load() {}

  async fill() {
    this.root.setAttribute("aria-busy", "true");
    this.loading.hidden = false;
    this.fault.hidden = true;
    try {
      const me = await currentUser();
      showSessionBar(me);
      if (me.organisation) showTabs((act) => mayAct(me, act));
      document.body.classList.toggle("reads-only", DESK === "people" && me.organisation !== null && !mayAct(me, "ask"));
      if (me.organisation) await this.load(me);
      else this.offerOrganisations(me);
      this.ready.hidden = !me.organisation;
    } catch (problem) {
      this.ready.hidden = true;
      this.showFault(problem);
      if (!(problem instanceof Refusal)) throw problem; // a fault of ours belongs in the console too
    } finally {
      this.loading.hidden = true;
      this.root.removeAttribute("aria-busy");
    }
  }

  // For who belongs to several organisations: each call says for which it is.
  offerOrganisations(me) {
    const several = new Map(me.person.roles.map((each) => [each.organisation, each.organisation_name]));
    const choice = ([id, name]) => h("li", {}, h("button", { type: "button", class: "button button--secondary", onclick: () => actForAnother(id) }, name));
    refill(this.fault, h("h2", {}, "Who are you acting for?"), h("ul", { class: "plain" }, [...several].map(choice)));
    this.fault.hidden = false;
  }

  showFault(problem) {
    const problems = problem instanceof Refusal ? problem.problems : [{ message: "Something went wrong on this page. Nothing was changed." }];
    const absent = problem instanceof Refusal && problem.status === 404;
    const retry = h("button", { type: "button", class: "button button--secondary" }, "Try again");
    onPress(retry, () => this.fill());
    const lines = problems.map((each) => h("p", {}, each.message, ruleText(each)));
    showEachOnce(lines);
    refill(
      this.fault,
      h(
        "div",
        { class: absent ? "notice notice--warning" : "notice notice--error", role: "alert" },
        h("p", { class: "notice__title" }, absent ? "Nothing here" : "This could not be shown"),
        lines,
      ),
      h("p", { class: "button-row" }, !absent && retry, this.optionalPart("back")?.content.cloneNode(true)),
    );
    this.fault.hidden = false;
  }
}

// A desk's own first page: where nobody is signed in, it says what the desk is and offers to sign in.
export class DeskHomePage extends DeskPage {
  async open() {
    if (signedIn()) return super.open();
    this.root.hidden = true;
    part("sign-in").hidden = false;
    onPress(part("sign-in-button"), () => signIn());
  }
}

// What the script of a desk's page ends with.
export function openPage(Page) {
  const [page] = start(Page);
  start(FindBox, { optional: true });
  watchLengths();
  return page.open();
}
