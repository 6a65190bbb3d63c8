// /associate/enquiries/: every enquiry of the Associate Centres in a series; choose many and release one kind of document of each.
import { get } from "../api.js";
import { onPress } from "../buttons.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { FilterForm } from "../components/filter-form.js";
import { JobProgress } from "../components/job-progress.js";
import { showJobResults } from "../components/job-results.js";
import { PagedList } from "../components/paged-list.js";
import { RowSelection } from "../components/row-selection.js";
import { confirmed } from "../dialogs.js";
import { counted } from "../elements.js";
import { SORTS } from "../enquiry/enquiry-rows.js";
import { showLeftMessage } from "../notices.js";
import { countedCentres, enquiryUrl, releaseRow } from "./enquiry-rows.js";

const MOST_GATHERED = 500; // of what waits to be released, shown together so that all can be chosen
const KINDS = {
  acknowledgement: { name: "acknowledgement letter", slots: /^AckLetter/ },
  outcome: { name: "outcome letter", slots: /^OutLetter/ },
  other: { name: "other documents", slots: /^(CoSLetter|Rpt|Statement|Breakdown|DigitalEvidence|TaskMarks)/ },
};

class ReleasePage extends DeskPage {
  static module = "associate-enquiries";

  constructor(root) {
    super(root);
    this.operation = this.element("operation");
    this.proceedButton = this.element("proceed");
  }

  init() {
    this.filter = this.component(FilterForm, { apply: () => this.list.restart(), changed: () => this.matchOperation() });
    this.list = this.component(PagedList, {
      load: (after) => this.read(after),
      row: releaseRow,
      nouns: ["enquiry", "enquiries"],
      sorts: SORTS,
      narrowed: () => this.filter.narrowed,
      shown: ({ isEmpty }) => {
        this.selection.root.hidden = isEmpty;
        this.part("none-found-title").textContent = this.filter.values.release ? "No document of this kind is waiting to be released" : "Nothing matches";
        this.selection.update();
      },
    });
    this.selection = this.component(RowSelection, { list: this.list, changed: (ids) => this.showChosen(ids) });
    this.filter.root.addEventListener("submit", () => this.message.replaceChildren());
    this.operation.addEventListener("change", () => this.showChosen(this.selection.ids));
    this.progress = this.component(JobProgress);
    onPress(this.proceedButton, () => this.release());
  }

  async load() {
    showLeftMessage(this.message);
    this.filter.show((await get("series")).series);
    const [job] = await Promise.all([this.progress.unfinished(["releases"]), this.list.start()]);
    if (job) this.list.withTrouble(() => this.follow(job));
  }

  // Who looks for what waits to be released wants to release just that.
  matchOperation() {
    const { release } = this.filter.values;
    if (KINDS[release]) this.operation.value = release;
  }

  async read(after) {
    const wanted = this.filter.values;
    const items = [];
    let next = after;
    do {
      const answer = await get("associate/enquiries", { ...wanted, after: next });
      items.push(...answer.enquiries);
      ({ next } = answer);
    } while (next && wanted.release && items.length < MOST_GATHERED);
    return { items, next };
  }

  showChosen(ids) {
    this.proceedButton.disabled = ids.length === 0 || this.operation.value === "";
  }

  async release() {
    const kind = this.operation.value;
    const { items: chosen } = this.selection;
    const having = chosen.filter((each) => each.to_release.some((slot) => KINDS[kind].slots.test(slot)));
    this.describeRelease(KINDS[kind].name, chosen, having);
    if (!(await confirmed(this.element("release-dialog")))) return;
    const enquiries = having.map((each) => each.id);
    await this.list.withTrouble(async () => this.follow(await this.progress.begin("associate/release", { enquiries, what: kind }), KINDS[kind].name));
  }

  // Follows a release to its end and says what became of it; `name` is what was released, where this tab knows.
  async follow(job, name = "documents") {
    const done = await this.progress.follow(job);
    if (!done) return;
    await this.list.restart();
    showJobResults(this.message, `Released: ${name} of ${counted(done.facts.done, "enquiry", "enquiries")}. Centres are told by e-mail.`, done, enquiryUrl);
  }

  describeRelease(name, chosen, having) {
    const none = chosen.length - having.length;
    const others = none ? ` The other ${none} of the ${chosen.length} chosen ${none === 1 ? "has" : "have"} nothing of this kind to release.` : "";
    this.part("release-title").textContent = `Release ${name}`;
    this.part("release-count").textContent = having.length
      ? `${counted(having.length, "enquiry", "enquiries")} of ${countedCentres(having)}.${others}`
      : `None of the ${chosen.length} chosen has ${name} to release.`;
    this.part("release-yes").hidden = having.length === 0;
    this.part("release-yes").textContent = `Release ${name}`;
  }
}

openPage(ReleasePage);
