// /desk/: what needs attention over all series; drafts to go on with; of a series its services, deadlines and days remaining.
import { remainingText } from "../../scripts/clock.js";
import { pageUrl, queryValue } from "../addresses.js";
import { get } from "../api.js";
import { showAttention } from "../attention.js";
import { DeskHomePage, openPage } from "../components/desk-page.js";
import { mayAct } from "../current-user.js";
import { closingInOwnZone, countDown, formatDay, formatDuration, serverNow, zoneName } from "../dates.js";
import { counted, h, refill } from "../elements.js";
import { enquiryRow } from "../enquiry/enquiry-rows.js";
import { withRecentChanges } from "../enquiry/recent-changes.js";
import { showLeftMessage } from "../notices.js";
import { fillRows, row } from "../tables.js";
import { showDrafts } from "./draft-list.js";
import { firstToClose, inOrderOfClosing, openAndOther } from "./series.js";
import { SetUpList } from "./set-up-list.js";

const DAY = 86_400_000;
const CLOSING_SOON = 7; // days
const MOST_TABS = 6;

class HomePage extends DeskHomePage {
  static module = "centre-home";

  constructor(root) {
    super(root);
    this.remaining = this.part("series-remaining");
    this.deadline = this.part("series-deadline");
  }

  init() {
    this.setUp = this.component(SetUpList, this);
  }

  async load(me) {
    showLeftMessage(this.message);
    const none = { drafts: [], next: null }; // drafts are for those who work on them
    const [{ series }, drafts, found, setUp] = await Promise.all([
      get("series"), mayAct(me, "ask") ? get("drafts") : none, get("attention").catch((fault) => fault), this.setUp.read(me, { first: true }),
    ]);
    this.setUp.show(setUp);
    const isWanted = (each) => each.id === queryValue("series") && [each.body, ""].includes(queryValue("body"));
    const chosen = series.find(isWanted) ?? firstToClose(series) ?? series[0];
    if (!chosen) {
      this.part("no-series").hidden = false;
      return;
    }
    const several = new Set(series.map((each) => each.body)).size > 1;
    const titles = new Map(series.map((each) => [`${each.body}/${each.id}`, several ? `${each.body_name}, ${each.title}` : each.title]));
    const routes = new Map(series.flatMap((each) => each.routes.map((route) => [`${each.body}/${route.id}`, route.name])));
    this.listSeries(series, chosen, several);
    this.showSeries(chosen);
    showDrafts(this.part("drafts"), drafts, titles, routes);
    this.showAttention(series, found);
  }

  // Those that close first come first. Of many, those that are not open are folded: with several awarding bodies most are.
  listSeries(series, chosen, several) {
    const tabs = (found) => found.map((each) => seriesTab(each, each === chosen, several));
    const [first, folded] = series.length > MOST_TABS ? openAndOther(series, chosen) : [inOrderOfClosing(series), []];
    const place = this.part("other-series");
    refill(this.part("series-list"), tabs(first));
    refill(this.part("other-series-list"), tabs(folded));
    place.hidden = folded.length === 0;
    place.querySelector("summary").textContent = `${counted(folded.length, "series", "series")} not open now`;
  }

  showSeries(series) {
    const notice = this.part("series-notice");
    const create = this.part("create");
    this.part("series-title").textContent = `${series.title}, ${series.body_name}`;
    this.showDeadline(series);
    notice.hidden = !series.notice;
    if (series.notice) refill(notice, h("p", {}, series.notice));
    create.hidden = !series.open;
    create.href = pageUrl("desk/new/", { body: series.body, series: series.id });
    refill(this.part("services"), series.routes.map((route, position) => this.routeServices(series, route, position)));
  }

  showDeadline(series) {
    const chip = this.remaining;
    if (!series.closes_at) {
      chip.textContent = series.open ? series.remaining_text : "closed";
      chip.className = "chip";
      refill(this.deadline, series.find);
      return;
    }
    const closes = new Date(series.closes_at);
    const { text, level } = remainingText(closes, series.zone, serverNow(), series.opens_at && new Date(series.opens_at));
    chip.textContent = text;
    chip.className = level === "open" ? "chip" : `chip chip--${level}`;
    if (closes - serverNow() < 2 * DAY && series.open) {
      countDown(series.closes_at, (left) => (chip.textContent = `${formatDuration(left)} left`), () => (chip.textContent = "closed"));
    }
    const here = closingInOwnZone(series.closes_at, series.zone);
    refill(
      this.deadline,
      `${series.days_remaining < 0 ? "Closed at" : "Submit by"} the end of ${formatDay(series.closes_on)} (${zoneName(series.zone)}).`,
      here && ` Where you are, that is ${here}.`,
    );
  }

  // The services of one route; the route is named where the series has several. All but the first are folded: they repeat much of it.
  routeServices(series, route, position) {
    const several = series.routes.length > 1;
    const place = this.element("services-table").content.cloneNode(true).firstElementChild;
    if (several) place.setAttribute("aria-label", `Services, ${route.name}`);
    fillRows(place.querySelector("table"), route.services.map((each) => serviceRow(series, route, each)));
    const reviews = h("a", { href: pageUrl("desk/centre-reviews/", { series: series.id }) }, "Centre Review");
    const first = route.centre_review_first && h("p", {}, "A ", reviews, " comes first. The numbers mean other things than for examinations.");
    if (position > 0) return h("details", { class: "details" }, h("summary", {}, `${route.name}: ${counted(route.services.length, "service")}`), first, place);
    return [(several || first) && h("h3", {}, route.name), first, place];
  }

  // Over all series, those first that were submitted first: a series that has closed is where most of it is.
  showAttention(series, found) {
    const place = this.part("attention");
    const table = this.part("attention-table");
    if (found instanceof Error) {
      place.textContent = `What needs attention could not be read: ${found.message}`;
      return;
    }
    const { counts, enquiries, needing, more } = found;
    const kinds = KINDS.map((each) => ({ ...each, count: counts[each.kind], href: pageUrl("desk/enquiries/", { status: each.kind }) }));
    showAttention(this.part("kinds"), [...kinds, ...series.map(closingSoon)], { none: attentionNone(found), more });
    table.parentElement.hidden = enquiries.length === 0;
    fillRows(table, withRecentChanges(enquiries).map(enquiryRow));
    place.hidden = needing <= enquiries.length;
    place.textContent = `The ${enquiries.length} of these ${needing} that were submitted first:`;
  }
}

const KINDS = [
  { kind: "to_make", one: "request is prepared and still to be made in the awarding body’s portal", many: "requests are prepared and still to be made in the awarding bodies’ portals", level: "warn" },
  { kind: "late", one: "enquiry is later than promised", many: "enquiries are later than promised", level: "bad" },
  { kind: "question", one: "question waits for your answer", many: "questions wait for your answer", level: "warn" },
  { kind: "again", one: "was rejected by your Associate, and can be submitted again", many: "were rejected by your Associate, and can be submitted again", level: "warn" },
];

// A series that closes within a week; its count is that of the days left.
function closingSoon({ id, body, title, open, days_remaining: days }) {
  const soon = open && days !== null && days <= CLOSING_SOON;
  return { count: soon ? Math.max(days, 1) : 0, one: days < 1 ? `day: ${title} closes today` : `day until ${title} closes`, many: `days until ${title} closes`, href: pageUrl("desk/new/", { body, series: id }), level: "warn" };
}

// With `several` awarding bodies, each is named.
function seriesTab(each, current, several) {
  return h(
    "li",
    {},
    h("a", { href: pageUrl("desk/", { body: each.body, series: each.id }), "aria-current": current ? "true" : null }, several ? `${each.body_name}, ${each.title}` : each.title, h("span", { class: "count" }, each.remaining_text)),
  );
}

function serviceRow(series, route, each) {
  const named = each.label === each.name; // the awarding body has given it no code
  const ask = h(
    "a",
    { class: "button button--secondary button--small", href: pageUrl("desk/new/", { body: series.body, series: series.id, route: route.id, service: each.code }), "aria-label": `${named ? `Create: ${each.name}` : `Create enquiry, service ${each.code}`}${series.routes.length > 1 ? `, ${route.name}` : ""}` },
    "Create",
  );
  const days = !series.open && series.opens_at && new Date(series.opens_at) > serverNow() ? series.remaining_text : each.days_remaining === null ? "not known here" : each.days_remaining < 0 ? "closed" : each.days_remaining === 0 ? "closes today" : counted(each.days_remaining, "day");
  const said = each.closes_on === series.closes_on ? "number only-wide" : "number"; // what stands above the table is not repeated on a phone
  const made = row(
    [
      ["Service", named ? each.name : [h("span", { class: "number" }, each.code), h("span", { class: "only-narrow" }, ` ${each.name}`)]],
      !named && ["What it is", each.name, "only-wide"],
      ["Deadline", each.closes_on ? formatDay(each.closes_on) : "not known here", said],
      ["Time left", days, said],
      ["Outcome", each.target_text],
      ["", each.available ? ask : h("span", { class: "hint" }, each.not_yet ? `Not on this desk yet. ${each.not_yet}` : "Closed")],
    ],
    { class: each.available ? null : "unavailable" },
  );
  if (named) made.cells[0].colSpan = 2; // its name stands in both columns
  return made;
}

function attentionNone({ looked_at: all, open }) {
  if (all === 0) return "Nothing needs attention. Your centre has no enquiries yet.";
  return `Nothing needs attention. Of your ${counted(all, "enquiry", "enquiries")}, ${open} ${open === 1 ? "is" : "are"} open.`;
}

openPage(HomePage);
