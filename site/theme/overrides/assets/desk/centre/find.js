// /desk/find/: what the box at the top finds, over all series and awarding bodies: enquiries, candidates, drafts.
import { linkTo, pageUrl, typedHere } from "../addresses.js";
import { get } from "../api.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { counted, h, numberAndName } from "../elements.js";
import { enquiryRow } from "../enquiry/enquiry-rows.js";
import { withRecentChanges } from "../enquiry/recent-changes.js";
import { fillRows, row } from "../tables.js";

class FindPage extends DeskPage {
  static module = "find";

  async load() {
    const typed = typedHere();
    const found = typed ? await get("find", { typed }) : { enquiries: [], candidates: [], drafts: [], more: false };
    const enquiries = withRecentChanges(found.enquiries);
    this.showTable("enquiries", enquiries.map(enquiryRow));
    this.showTable("candidates", found.candidates.map(candidateRow));
    this.showTable("drafts", found.drafts.map(draftRow));
    this.part("more").hidden = !found.more;
    const count = enquiries.length + found.candidates.length + found.drafts.length;
    this.part("none").hidden = count > 0 || !typed;
    this.part("count").textContent = !typed ? "Type in the box at the top: part of a name or note, a candidate’s number, an enquiry number or reference, or a subject." : `${counted(count, "result")} for “${typed}”`;
  }

  showTable(name, rows) {
    const table = this.part(name);
    table.closest("section").hidden = rows.length === 0;
    fillRows(table, rows);
  }
}

function candidateRow({ number, name, body, series, subjects }) {
  return row([
    ["Candidate", h("a", { href: linkTo("desk/candidate/", { body: body.id, series: series.id }, number) }, numberAndName({ number, name }))],
    ["Awarding body", body.name],
    ["Series", series.title],
    ["Subjects", subjects.join(", ")],
  ]);
}

function draftRow({ id, reference, saved_on: saved, content }) {
  return row([
    ["Draft", h("a", { href: pageUrl("desk/new/", { draft: id }), class: "number" }, reference)],
    ["Syllabus", content.syllabus],
    ["Candidates", content.candidates.join(", ")],
    ["Saved", saved],
    ["Note", content.note],
  ]);
}

openPage(FindPage);
