// /desk/new/: a new enquiry or a draft to go on with. The page shows; what may be asked for is decided by the check, which the API answers.
import { pageUrl, queryValue } from "../addresses.js";
import { get, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { catalogue } from "../catalogue.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { formatTime } from "../dates.js";
import { confirmed } from "../dialogs.js";
import { h, refill } from "../elements.js";
import { showFee } from "../enquiry/fee.js";
import { fieldOf, goTo, showAtFields, showProblems } from "../error-summary.js";
import { leaveMessage, showSuccess } from "../notices.js";
import { guardLeaving } from "../typed-values.js";
import { Draft, EMPTY } from "./draft.js";
import { EnquiryForm, usualRoute } from "./enquiry-form.js";
import { firstToClose } from "./series.js";

const CHECK_AFTER = 350; // milliseconds of quiet before fee and refusals are asked for again
const CHECKED_EARLY = ["route", "service", "components"]; // fields whose refusals are shown while the form is still being filled in

class NewEnquiryPage extends DeskPage {
  static module = "new-enquiry";

  constructor(root) {
    super(root);
    this.draft = null;
    this.touched = queryValue("draft") !== ""; // whether there may be something that would be missed
    this.checking = null;
    this.waiting = null;
  }

  init() {
    this.form = this.component(EnquiryForm, {
      changed: () => {
        this.touched = true;
      },
      drawn: () => {
        this.showSaved();
        this.checkSoon();
      },
      otherBody: (body) => this.beginWith(body),
    });
    this.element("correct").addEventListener("click", leaveWithoutAsking); // what was typed is there again on coming back
    onPress(this.element("save"), () => this.save());
    onPress(this.element("delete"), () => this.remove());
    onPress(this.element("continue"), () => this.goOn());
    guardLeaving(() => this.draft !== null && this.draft.unsaved && this.touched);
  }

  async load() {
    const { series } = await get("series");
    const { organisation: centre } = await get("centre");
    this.draft = await this.openDraft(series, centre);
    this.element("correct").href = pageUrl("desk/centre/", { draft: this.draft.id });
    this.form.show({ draft: this.draft, series, centre, offered: await catalogue(this.draft.content.body) });
    if (this.draft.overtaken) this.offerTyped();
    this.goToField();
  }

  // ?draft= goes on with one; otherwise a new one begins, for the series and service chosen on the way here, and gets its address at once.
  async openDraft(series, centre) {
    if (queryValue("draft")) return Draft.open(queryValue("draft"));
    const [id, body] = [queryValue("series"), queryValue("body")];
    const of = body ? series.filter((each) => each.body === body) : series;
    const wanted = of.find((each) => each.id === id) ?? firstToClose(of) ?? firstToClose(series);
    const draft = Draft.begin({
      ...EMPTY,
      body: (wanted ?? series[0])?.body ?? EMPTY.body,
      series: wanted?.id ?? "",
      route: usualRoute(wanted, queryValue("route")),
      service: queryValue("service"),
      contact_email: centre.contact_email,
    });
    history.replaceState(null, "", pageUrl("desk/new/", { draft: draft.id }));
    return draft;
  }

  // Another awarding body has other series, services and syllabuses: of what was typed the note and the address stay.
  beginWith(body) {
    const first = this.form.series.find((each) => each.body === body && each.open) ?? this.form.series.find((each) => each.body === body);
    const { contact_email, contact_email_confirmed, note } = this.draft.content;
    this.draft.change({ ...EMPTY, body, series: first?.id ?? "", route: usualRoute(first, ""), contact_email, contact_email_confirmed, note });
    leaveWithoutAsking();
    location.reload();
  }

  // #note, #candidates.0713: whoever comes from the answers to change one lands on it. A candidate's line is there once they are listed.
  async goToField() {
    await this.form.listed;
    const wanted = fieldOf(decodeURIComponent(location.hash.slice(1)));
    if (wanted) setTimeout(() => goTo(wanted)); // once the form is shown: what is hidden takes no focus
  }

  checkSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.checkNow(), CHECK_AFTER);
  }

  // The live check: the fee, and the refusals that choosing something else can cure. A failure here says nothing: the button checks again.
  async checkNow() {
    this.checking?.abort();
    this.checking = new AbortController();
    const { signal } = this.checking;
    try {
      const { problems, fee } = await this.draft.check({ signal });
      if (signal.aborted) return;
      showFee(this.part("fee"), fee);
      if (document.getElementById("error-summary")?.hidden ?? true) showAtFields(problems.filter((each) => !each.code.endsWith("_missing")), CHECKED_EARLY);
    } catch (fault) {
      if (!signal.aborted && !(fault instanceof Refusal)) throw fault;
    }
  }

  showSaved() {
    const { draft } = this;
    const text = draft.savedAt ? `Draft ${draft.reference}, saved ${formatTime(draft.savedAt)}${draft.unsaved ? "; changed since" : ""}.` : "Not saved yet.";
    if (this.part("saved").textContent !== text) this.part("saved").textContent = text;
    this.element("delete").hidden = !draft.begun;
  }

  async save() {
    if (!(await this.store())) return;
    showSuccess(this.message, h("strong", {}, `Draft ${this.draft.reference} saved.`), " Nothing has been submitted. Everybody at your centre can continue with it, and nobody else can see it.");
  }

  // Saves; false where the desk refused, which it then says.
  async store() {
    refill(this.message);
    try {
      await this.draft.save();
      this.showSaved();
      return true;
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      showProblems(fault.problems, { title: "The draft was not saved" });
      if (fault.has("already_submitted")) location.assign(pageUrl("desk/submitted/", { id: this.draft.id }));
      return false;
    }
  }

  async remove() {
    if (!(await confirmed(this.element("delete-dialog")))) return;
    const { draft } = this;
    try {
      await draft.remove();
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      if (fault.status !== 404) return showProblems(fault.problems, { title: "The draft was not deleted" });
    }
    leaveMessage(draft.reference ? `Draft ${draft.reference} has been deleted.` : "The draft has been deleted.");
    leaveWithoutAsking();
    location.assign(pageUrl("desk/enquiries/"));
  }

  // Saves, checks, and goes on to the answers where nothing stands in the way.
  async goOn() {
    if (this.draft.begun && !(await this.store())) return; // an empty form is not stored, but told what is missing
    try {
      const { problems } = await this.draft.check();
      if (problems.length) return showProblems(problems);
      leaveWithoutAsking();
      location.assign(pageUrl("desk/check/", { draft: this.draft.id }));
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      showProblems(fault.problems, { title: "This could not be checked" });
    }
  }

  // It was saved on another machine after it was typed on here: somebody has to choose.
  offerTyped() {
    const take = h("button", { type: "button", class: "button button--secondary" }, "Use what I typed here");
    take.addEventListener("click", () => {
      this.draft.change(this.draft.typedContent);
      this.form.draw();
      refill(this.message);
    });
    const text = h("p", {}, "This draft was saved somewhere else after you typed here. You see the saved version.");
    refill(this.message, h("div", { class: "notice notice--warning", role: "status" }, text, take));
  }
}

function leaveWithoutAsking() {
  document.dispatchEvent(new Event("desk:leaving"));
}

openPage(NewEnquiryPage);
