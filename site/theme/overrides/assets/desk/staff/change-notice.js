// What somebody else changed while a page was open: said in words, from the enquiry as it was shown and as it is now.
import { timeElement } from "../dates.js";
import { h } from "../elements.js";

const FIELDS = [
  ["Status", (each) => each.status_text],
  ["With", (each) => each.handler?.name ?? "nobody"],
  ["On hold for an answer", (each) => (each.held ? "yes" : "no")],
  ["Service", (each) => each.service.label],
  ["Components", (each) => each.components.map((one) => one.code).join(", ")],
  ["Reviewers", (each) => each.components.map((one) => `${one.code}: ${one.reviewer ?? "nobody"}`).join(", ")],
  ["Marks after review", (each) => each.components.map((one) => `${one.code}: ${one.mark_after ?? "none"}`).join(", ")],
  ["Grade after review", (each) => each.grade_after ?? "none"],
  ["Candidates whose results change", (each) => each.cohort?.changed.map((one) => one.number).join(", ") || "none"],
];

function whatChanged(before, after) {
  const known = new Set(before.history.map(sign));
  const events = after.history.filter((each) => each.code !== "downloaded" && !known.has(sign(each))); // looking changes nothing
  const fields = FIELDS.map(([name, read]) => [name, read(before), read(after)]).filter(([, was, is]) => was !== is);
  return [
    ...events.map((each) => h("li", {}, h("strong", {}, each.what), `, ${each.who}, `, timeElement(each.at), each.why && `: “${each.why}”`)),
    ...fields.map(([name, was, is]) => h("li", {}, `${name}: ${was} → `, h("strong", {}, is))),
  ];
}

export function changeNotice(before, after, kept) {
  const changes = whatChanged(before, after);
  return h(
    "div",
    { class: "notice notice--warning", role: "alert" },
    h("p", { class: "notice__title" }, "Somebody changed this while you had it open, so your changes were not saved"),
    changes.length ? h("ul", {}, changes) : h("p", {}, "The letter was made again, or a file was added."),
    h("p", {}, kept ? "What you typed is still in the form. The page shows the enquiry as it is now: please decide again." : "The page shows the enquiry as it is now: please decide again."),
  );
}

function sign({ at, who, what }) {
  return `${at} ${who} ${what}`;
}
