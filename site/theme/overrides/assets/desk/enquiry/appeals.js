// Appeals as the page of an enquiry tells of them: those made against its outcome; on an appeal's own page, what it is about.
import { pageUrl } from "../addresses.js";
import { Component } from "../components/component.js";
import { timeElement } from "../dates.js";
import { h, refill, statusTag, summaryList } from "../elements.js";

// Against what an appeal is, on what grounds, and how it was decided.
export class AppealSummary extends Component {
  static module = "appeal-summary";

  // `desk` is where this desk has its enquiries; an Associate has the grounds and no link. `lateness` says whether the time for it is told too.
  constructor(root, { desk = null, lateness = false } = {}) {
    super(root);
    this.desk = desk;
    this.lateness = lateness;
  }

  show({ appeal, service }) {
    this.root.hidden = !appeal;
    if (!appeal) return;
    const { against, grounds, decision } = appeal;
    const whose = this.desk && against ? h("a", { href: pageUrl(this.desk, { id: against.id }), class: "number" }, against.name) : h("span", { class: "number" }, against?.name ?? "");
    refill(
      this.root,
      h("h2", { id: "appealed-title" }, service.name),
      summaryList([
        against && ["Against the outcome of", whose],
        against?.issued_at && ["Its letter was issued", timeElement(against.issued_at)],
        appeal.on_behalf_text && ["On behalf of", appeal.on_behalf_text],
        appeal.concern_text && ["About", appeal.concern_text],
        ["Grounds", h("span", { class: "thread__text" }, grounds)],
        decision && ["Decision", h("strong", {}, decision.finding_text)],
        decision && ["Reasons", h("span", { class: "thread__text" }, decision.reasons)],
      ]),
      this.lateness && h("p", { class: "hint" }, appeal.limit_text),
      appeal.evidence_text && h("p", {}, appeal.evidence_text),
    );
  }
}

// The appeals made against an outcome.
export class AppealList extends Component {
  static module = "appeal-list";

  constructor(root, { desk }) {
    super(root);
    this.desk = desk;
  }

  show({ appeals = [] }) {
    const line = (each) => h("li", {}, `${each.name} `, h("a", { href: pageUrl(this.desk, { id: each.id }), class: "number" }, each.number ?? each.reference), " ", statusTag(each.status, each.status_text));
    this.root.hidden = appeals.length === 0;
    refill(this.part("appeals-made"), appeals.map(line));
  }
}
