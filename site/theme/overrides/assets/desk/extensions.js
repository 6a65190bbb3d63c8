// /desk/extensions/: what the awarding body extended the centre's enquiries to, by series. Nobody asks for one here.
import { get } from "./calls.js";
import { openDesk } from "./desk.js";
import { part, put } from "./elements.js";
import { originalLink } from "./extended.js";
import { finder } from "./finding.js";
import { announce } from "./forms.js";
import { enquiryLink, statusOf, subject, submittedOn, withChanges } from "./rows.js";
import { fillRows, paged, row } from "./tables.js";

const form = document.getElementById("find");
const table = part("enquiries");
const list = paged(part("pager"), load, show);
const found = finder(form, table, list, ["series"]);

openDesk(async () => {
  const { series } = await get("series");
  await found.start(series);
});

async function load(after) {
  const { enquiries, next } = await get("extensions", { ...found.wanted(), after });
  return { items: withChanges(enquiries), next };
}

function show(items, { first }) {
  if (first) fillRows(table, items.map(line));
  else put(table.tBodies[0], items.map(line));
  const none = table.tBodies[0].rows.length === 0;
  table.parentElement.hidden = none;
  part("none").hidden = !none;
  if (first) announce(none ? "No extensions in this series." : `${items.length} extensions shown.`);
}

function line(each) {
  return row([
    ["Enquiry", enquiryLink(each)],
    ["Candidate", subject(each)],
    ["Syllabus", `${each.syllabus.code} ${each.syllabus.name}`],
    ["Service", each.service.code],
    ["Status", statusOf(each)],
    ["Extension of", originalLink(each, "desk/enquiry/")],
    ["Begun", submittedOn(each)],
  ]);
}
