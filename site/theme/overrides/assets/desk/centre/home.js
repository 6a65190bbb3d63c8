// /desk/: the series to choose from; of the chosen one its services, deadlines and days remaining; drafts to go on with; what needs attention.
import { remainingText } from "../../scripts/clock.js";
import { pageUrl, queryValue } from "../addresses.js";
import { get } from "../api.js";
import { DeskHomePage, openPage } from "../components/desk-page.js";
import { closingInOwnZone, countDown, formatDay, formatDuration, serverNow, zoneName } from "../dates.js";
import { counted, h, refill } from "../elements.js";
import { enquiryRow } from "../enquiry/enquiry-rows.js";
import { withRecentChanges } from "../enquiry/recent-changes.js";
import { showLeftMessage } from "../notices.js";
import { fillRows, row } from "../tables.js";
import { draftList } from "./draft-list.js";

const DAY = 86_400_000;
const MOST_LISTED = 10; // shown; the others are in the list
const MOST_PAGES = 20;
const NARROW = "(max-width: 37.49em)"; // as in the styles

class HomePage extends DeskHomePage {
  static module = "centre-home";

  constructor(root) {
    super(root);
    this.remaining = this.part("series-remaining");
    this.deadline = this.part("series-deadline");
  }

  async load() {
    showLeftMessage(this.message);
    const [{ series }, { drafts }] = await Promise.all([get("series"), get("drafts")]);
    const chosen = series.find((each) => each.id === queryValue("series")) ?? firstToClose(series) ?? series[0];
    if (!chosen) {
      this.part("no-series").hidden = false;
      return;
    }
    const titles = new Map(series.map((each) => [each.id, each.title]));
    const routes = new Map(series.flatMap((each) => each.routes).map((each) => [each.id, each.name]));
    refill(this.part("series-list"), series.map((each) => seriesTab(each, each === chosen)));
    this.showSeries(chosen);
    refill(this.part("drafts"), draftList(drafts, titles, routes));
    await this.showAttention(chosen);
  }

  showSeries(series) {
    const notice = this.part("series-notice");
    const create = this.part("create");
    this.part("series-title").textContent = `${series.title}, ${series.body_name}`;
    this.showDeadline(series);
    notice.hidden = !series.notice;
    if (series.notice) refill(notice, h("p", {}, series.notice));
    create.hidden = !series.open;
    create.href = pageUrl("desk/new/", { series: series.id });
    this.part("enquiries-link").href = pageUrl("desk/enquiries/", { series: series.id });
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

  // The services of one route; the route is named where the series has several. On a phone all but the first are folded.
  routeServices(series, route, position) {
    const several = series.routes.length > 1;
    const place = this.element("services-table").content.cloneNode(true).firstElementChild;
    if (several) place.setAttribute("aria-label", `Services, ${route.name}`);
    fillRows(place.querySelector("table"), route.services.map((each) => serviceRow(series, route, each)));
    const reviews = h("a", { href: pageUrl("desk/centre-reviews/", { series: series.id }) }, "Centre Review");
    const first = route.centre_review_first && h("p", {}, "A ", reviews, " comes first. The numbers mean something different from those for examinations.");
    if (position > 0 && matchMedia(NARROW).matches) return h("details", { class: "details" }, h("summary", {}, `${route.name}: ${counted(route.services.length, "service")}`), first, place);
    return [(several || first) && h("h3", {}, route.name), first, place];
  }

  // Enquiries of the chosen series that are late or have a question, those first that were submitted first. The list comes newest first, so
  // all of it is read, up to a limit.
  async showAttention(series) {
    const place = this.part("attention");
    const table = this.part("attention-table");
    try {
      const { rows, more } = await allEnquiries(series.id);
      const listed = rows.filter((each) => each.late || each.message).reverse();
      table.parentElement.hidden = listed.length === 0;
      fillRows(table, listed.slice(0, MOST_LISTED).map(enquiryRow));
      refill(place, attentionText(series, rows, listed, more));
    } catch (fault) {
      place.textContent = `The list of late enquiries could not be read: ${fault.message}`;
    }
  }
}

function firstToClose(series) {
  return series.filter((each) => each.open).sort((one, other) => (one.closes_at ?? "9").localeCompare(other.closes_at ?? "9"))[0]; // a deadline not known here comes last
}

function seriesTab(each, current) {
  return h(
    "li",
    {},
    h("a", { href: pageUrl("desk/", { series: each.id }), "aria-current": current ? "true" : null }, each.title, h("span", { class: "count" }, each.remaining_text)),
  );
}

function serviceRow(series, route, each) {
  const ask = h(
    "a",
    { class: "button button--secondary button--small", href: pageUrl("desk/new/", { series: series.id, route: route.id, service: each.code }), "aria-label": `${each.label === each.name ? `Create: ${each.name}` : `Create enquiry, service ${each.code}`}${series.routes.length > 1 ? `, ${route.name}` : ""}` },
    "Create",
  );
  const days = !series.open && series.opens_at && new Date(series.opens_at) > serverNow() ? series.remaining_text : each.days_remaining === null ? "not known here" : each.days_remaining < 0 ? "closed" : each.days_remaining === 0 ? "closes today" : counted(each.days_remaining, "day");
  const said = each.closes_on === series.closes_on ? "number only-wide" : "number"; // what stands above the table is not repeated on a phone
  return row(
    [
      ["Service", [h("span", { class: "number" }, each.label === each.name ? "Appeal" : each.code), h("span", { class: "only-narrow" }, ` ${each.name}`)]],
      ["What it is", each.name, "only-wide"],
      ["Deadline", each.closes_on ? formatDay(each.closes_on) : "not known here", said],
      ["Time left", days, said],
      ["Outcome", each.target_text],
      ["", each.available ? ask : h("span", { class: "hint" }, each.not_yet ? `Not on this desk yet. ${each.not_yet}` : "Closed")],
    ],
    { class: each.available ? null : "unavailable" },
  );
}

async function allEnquiries(id) {
  const rows = [];
  let after = null;
  for (let read = 0; read < MOST_PAGES; read += 1) {
    const { enquiries, next } = await get("enquiries", { series: id, after });
    rows.push(...withRecentChanges(enquiries));
    after = next;
    if (!after) break;
  }
  return { rows, more: after !== null };
}

function attentionText(series, rows, listed, more) {
  const all = more ? `the newest ${rows.length} enquiries` : counted(rows.length, "enquiry", "enquiries");
  if (rows.length === 0) return `Your centre has no enquiries in ${series.title} yet.`;
  if (listed.length === 0) {
    const open = rows.filter((each) => !["completed", "cancelled", "rejected"].includes(each.status)).length;
    return `Nothing is late. Of ${all} in ${series.title}, ${open} ${open === 1 ? "is" : "are"} open.`;
  }
  const [late, asked] = ["late", "message"].map((what) => listed.filter((each) => each[what]).length);
  const said = [late && `${late} ${late === 1 ? "is" : "are"} later than promised`, asked && `${asked} ${asked === 1 ? "has" : "have"} a question for you`].filter(Boolean).join(" and ");
  const shown = listed.length > MOST_LISTED ? ` The ${MOST_LISTED} that were submitted first are shown.` : "";
  return `Of ${all} in ${series.title}, ${said}.${late ? " Open a late enquiry to see whom to write to." : ""}${shown}`;
}

openPage(HomePage);
