// /desk/several/: the requests of a spreadsheet, over several awarding bodies: checked, looked at, declared, submitted as a job; then what
// became of each row.
import { pageUrl, queryValue } from "../addresses.js";
import { call, get, Refusal } from "../api.js";
import { onPress } from "../buttons.js";
import { choice } from "../components/choices.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { Form } from "../components/form.js";
import { JobProgress, newId } from "../components/job-progress.js";
import { acceptDrops } from "../components/upload-box.js";
import { readCsv, saveFile, selectLine } from "../csv-file.js";
import { mayAct } from "../current-user.js";
import { formatTime } from "../dates.js";
import { counted, h, money, refill } from "../elements.js";
import { demonstrationMark } from "../enquiry/fee.js";
import { clearProblems, ruleText, showProblems } from "../error-summary.js";
import { showRowFaults } from "../imports/row-faults.js";
import { showSuccess, showTrouble } from "../notices.js";
import { fillRows, row } from "../tables.js";

class RowsForm extends Form {
  static module = "rows-form";

  constructor(root, page) {
    super(root);
    this.page = page;
    this.csv = this.element("csv");
    this.file = this.element("file");
  }

  init() {
    super.init();
    this.csv.value = this.typed.read()?.csv ?? "";
    this.file.addEventListener("change", () => this.read(this.file.files));
    acceptDrops(this.file.closest(".upload"), (files) => this.read(files));
  }

  get values() {
    return { csv: this.csv.value };
  }

  async read(files) {
    if (files.length === 0) return;
    const { text, said } = await readCsv(files[0]);
    this.csv.value = text;
    this.file.value = "";
    this.keep();
    this.page.clear();
    this.part("file-said").textContent = said;
  }

  problemsIn({ csv }) {
    this.page.clear();
    return csv.trim() ? [] : [{ field: "csv", message: "Paste the rows of your spreadsheet, or choose a CSV file." }];
  }

  send(values) {
    return call("POST", "request-lists/check", values, { repeatable: true });
  }

  // Checked, and not yet sent: what was pasted is kept until it is.
  stored(answer, values) {
    this.keep();
    if (answer.list) this.page.showList(answer.list, values.csv);
    else this.page.showFaults(answer);
  }
}

class SeveralRequestsPage extends DeskPage {
  static module = "several-requests";

  init() {
    this.rows = this.component(RowsForm, this);
    this.progress = this.component(JobProgress);
    this.columns = this.part("columns");
    this.errors = this.part("errors");
    this.preview = this.part("preview");
    onPress(this.element("send"), () => this.submit());
    onPress(this.element("template"), () => saveFile(this.template.file));
    onPress(this.element("save-result"), () => saveFile(this.became.file));
    this.element("leave").addEventListener("click", () => this.leave());
  }

  async load(me) {
    this.organisation = me.organisation.id;
    const able = mayAct(me, "ask");
    this.part("not-yours").hidden = able;
    this.columns.hidden = !able;
    if (!able) return;
    const [template, { jobs }] = await Promise.all([get("request-list-template"), get("request-lists")]);
    this.showTemplate(template);
    this.showEarlier(jobs);
    const opened = queryValue("id");
    const running = jobs.find((each) => !each.finished_at);
    if (opened) await this.openList(opened);
    else if (running) this.follow(running);
  }

  // A list by its address: its result, or how far it is.
  async openList(id) {
    const { job } = await get(`request-lists/${id}`);
    if (job.finished_at) await this.showResult(job);
    else this.follow(job);
  }

  showTemplate(template) {
    this.template = template;
    refill(this.part("headings"), template.headings.join(", "));
    refill(this.part("bodies"), template.bodies.map(bodyHelp));
  }

  showEarlier(jobs) {
    this.part("earlier").hidden = jobs.length === 0;
    refill(
      this.part("earlier-list"),
      jobs.map(({ id, about, started_at: at, started_by: by, facts }) =>
        h("li", {}, h("a", { href: pageUrl("desk/several/", { id }) }, `${about.title}, ${formatTime(at)}`), ` by ${by}`, facts.refused > 0 && `. ${facts.refused} not submitted`),
      ),
    );
  }

  clear() {
    clearProblems();
    this.message.replaceChildren();
    this.errors.hidden = true;
    this.preview.hidden = true;
    this.part("result").hidden = true;
    this.columns.hidden = false;
  }

  leave() {
    this.clear();
    this.rows.csv.focus();
  }

  showFaults({ errors, more_errors: more }) {
    this.clear();
    showRowFaults(this.errors, { title: "Nothing was submitted", errors, more, goTo: (line) => selectLine(this.rows.csv, line) });
  }

  showList(list, csv) {
    this.clear();
    this.list = { ...list, csv };
    this.columns.hidden = true;
    const { requests, sums, rows, repaired } = list;
    this.part("preview-title").textContent = `${counted(requests.length, "request")} from ${counted(rows, "row")} will be submitted`;
    this.part("repaired").hidden = repaired.length === 0;
    refill(this.part("repaired-list"), repaired.map(({ column, times, row: first, message }) => h("li", {}, message, " ", h("span", { class: "aside" }, `${column ? `Column ${column}. ` : ""}${times === 1 ? `Row ${first}` : `${times} rows, the first of them ${first}`}.`))));
    fillRows(this.part("requests"), requests.map(requestRow));
    fillRows(this.part("sums"), sums.map(sumRow));
    const portals = [...new Set(requests.filter((each) => each.prepared).map((each) => each.body))];
    this.part("prepared").hidden = portals.length === 0;
    this.part("prepared").textContent = `Requests to ${portals.join(" and ")} are prepared here. You then make each in the awarding body’s own portal: its page says what to enter.`;
    this.showDeclarations(list);
    this.preview.hidden = false;
    this.preview.focus({ preventScroll: true });
    this.preview.scrollIntoView({ block: "start" });
  }

  showDeclarations({ declarations, warnings, contact_email: contact }) {
    const several = new Set(declarations.map((each) => each.body)).size > 1;
    const box = ({ key, text, source, requests }, place) =>
      choice({ type: "checkbox", id: `declaration-${place}`, name: "declarations", value: key }, text, h("span", { class: "source" }, `For ${counted(requests, "request")}. ${source}`));
    const boxes = declarations.map((each, place) => ({ body: each.body, box: box(each, place) }));
    const bodies = [...new Set(declarations.map((each) => each.body))];
    refill(this.part("declarations"), bodies.map((body) => [several && h("p", { class: "label" }, body), h("div", { class: "choices" }, boxes.filter((each) => each.body === body).map((each) => each.box))]));
    this.part("waiting").hidden = warnings.length === 0;
    refill(this.part("waiting-list"), warnings.map((each) => h("li", {}, each.message, ruleText(each))));
    this.element("accept_waiting").checked = false;
    this.element("contact_email_confirmed").checked = false;
    this.part("contact").textContent = contact;
  }

  async submit() {
    clearProblems();
    const { csv, contact_email } = this.list;
    const sent = {
      csv,
      id: await idFor(`${this.organisation}\n${csv}`),
      contact_email,
      contact_email_confirmed: this.element("contact_email_confirmed").checked,
      accept_waiting: this.element("accept_waiting").checked,
      declarations: [...this.part("declarations").querySelectorAll("input:checked")].map((each) => each.value),
    };
    let answer;
    try {
      answer = await call("POST", "request-lists", sent, { repeatable: true });
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      return showProblems(fault.lost ? [{ message: "We do not know whether the desk has your requests. Press Submit again: none goes in twice." }] : fault.problems, { title: fault.lost ? "No answer yet" : "Nothing was submitted" });
    }
    if (!answer.job) return this.showFaults(answer);
    this.rows.typed.forget();
    history.replaceState(null, "", pageUrl("desk/several/", { id: answer.job.id }));
    await this.follow(answer.job);
  }

  async follow(job) {
    this.clear();
    this.columns.hidden = true;
    const done = await this.progress.follow(job);
    if (done) await this.showResult(done);
  }

  async showResult(job) {
    this.became = await get(`request-lists/${job.id}`);
    forgetIds(job.id);
    const { done, refused } = this.became.job.facts;
    this.clear();
    this.columns.hidden = true;
    const section = this.part("result");
    this.part("result-title").textContent = `${counted(done + refused, "request")}, ${formatTime(job.started_at)}`;
    const said = this.part("result-said");
    if (refused === 0) showSuccess(said, `${done === 1 ? "The request is in." : `All ${done} requests are in.`}`);
    else showTrouble(said, `${counted(refused, "request")} could not be submitted; ${done === 0 ? "none is" : `${done} ${done === 1 ? "is" : "are"}`} in. Correct ${refused === 1 ? "it" : "these"} and submit ${refused === 1 ? "it" : "them"} again.`);
    const { rows } = this.became;
    section.querySelector(".table-scroll").hidden = rows === null;
    this.element("save-result").hidden = rows === null;
    fillRows(this.part("result-rows"), (rows ?? []).map(resultRow));
    section.hidden = false;
    section.focus({ preventScroll: true });
    section.scrollIntoView({ block: "start" });
  }
}

// The same rows have the same id in every tab until they have gone in, so that two tabs cannot submit them twice. Nothing of them is kept but
// a fingerprint.
async function idFor(text) {
  const key = `desk.list.${await fingerprint(text)}`;
  const id = localStorage.getItem(key) ?? newId();
  localStorage.setItem(key, id);
  return id;
}

function forgetIds(id) {
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith("desk.list.") && localStorage.getItem(each) === id)) localStorage.removeItem(key);
}

async function fingerprint(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...bytes.slice(0, 16)].map((each) => each.toString(16).padStart(2, "0")).join("");
}

function bodyHelp({ name, series, services, numbers }) {
  const examples = numbers.map(({ label, example }) => `${label} ${example}`).join(", ");
  return h(
    "details",
    { class: "details" },
    h("summary", {}, name),
    h("p", {}, series.length ? `Open now: ${series.join(", ")}.` : "No series is open now."),
    h("p", {}, `${examples}.`),
    services.length > 0 && h("ul", {}, services.map(({ code, name: service }) => h("li", {}, code === service ? service : [h("code", {}, code), ` ${service}`]))),
  );
}

function requestRow({ rows, about, body, series, route, syllabus, components, service, fee, prepared }) {
  const price = fee.free ? "No charge" : fee.total ? money(fee.total) : "Not known here";
  return row([
    ["Row", rows.join(", ")],
    ["Candidate", about],
    ["Awarding body", [body, h("span", { class: "name" }, series)]],
    ["Subject", syllabus],
    ["Components", components.join(", ")],
    ["Service", [service, route && h("span", { class: "name" }, route), prepared && h("span", { class: "name" }, "to be made in its portal")]],
    ["Fee", price, "amount"],
  ]);
}

function sumRow({ body, requests, total, unknown, demonstration }) {
  return row([
    ["Awarding body", body],
    ["Requests", `${requests}`, "count"],
    ["Fees", [total ? money(total) : unknown ? "Not known here" : "No charge", total && demonstration && [" ", demonstrationMark()], total && unknown > 0 && ` and ${unknown} not known here`], "amount"],
  ]);
}

function resultRow({ row: number, about, body, series, syllabus, service, state, state_text: text, reference, submission, errors }) {
  return row([
    ["Row", `${number}`],
    ["Candidate", about],
    ["Awarding body", [body, h("span", { class: "name" }, series)]],
    ["Subject", syllabus],
    ["Service", service],
    ["What became of it", [h("span", { class: state === "refused" ? "chip chip--last" : "chip" }, text), errors.map((each) => h("p", {}, each))]],
    ["Reference", submission && h("a", { href: pageUrl("desk/submitted/", { id: submission }), class: "number" }, reference)],
  ]);
}

openPage(SeveralRequestsPage);
