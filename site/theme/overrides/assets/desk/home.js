// /desk/: the series to choose from; of the chosen one its services, deadlines and days remaining; drafts to go on with; what needs attention.
import { remainingText } from "../scripts/clock.js";
import { get } from "./calls.js";
import { asked, openDesk, page } from "./desk.js";
import { draftList } from "./drafts.js";
import { counted, h, part, refill } from "./elements.js";
import { once, showLeftMessage } from "./forms.js";
import { enquiryRow, withChanges } from "./rows.js";
import { signIn, signedIn } from "./session.js";
import { fillRows, row } from "./tables.js";
import { closingWhereYouAre, countDown, day, duration, serverNow, zoneName } from "./when.js";

const DAY = 86_400_000;

if (signedIn()) openDesk(render);
else showSignIn();

function showSignIn() {
  part("desk").hidden = true;
  part("sign-in").hidden = false;
  once(part("sign-in-button"), () => signIn());
}

async function render() {
  showLeftMessage(part("message"));
  const [{ series }, { drafts }] = await Promise.all([get("series"), get("drafts")]);
  const chosen = series.find((each) => each.id === asked("series")) ?? firstToClose(series) ?? series[0];
  if (!chosen) {
    part("no-series").hidden = false;
    return;
  }
  refill(part("series-list"), series.map((each) => seriesTab(each, each === chosen)));
  showSeries(chosen);
  const titles = new Map(series.map((each) => [each.id, each.title]));
  const place = part("drafts");
  refill(place, draftList(drafts, titles));
  await showAttention(chosen);
}

function firstToClose(series) {
  return series.filter((each) => each.open).sort((one, other) => one.closes_at.localeCompare(other.closes_at))[0];
}

function seriesTab(each, current) {
  return h(
    "li",
    {},
    h("a", { href: page("desk/", { series: each.id }), "aria-current": current ? "true" : null }, each.title, h("span", { class: "count" }, each.remaining_text)),
  );
}

function showSeries(series) {
  part("series-title").textContent = `${series.title}, ${series.body_name}`;
  const chip = part("series-remaining");
  const closes = new Date(series.closes_at);
  const { text, level } = remainingText(closes, series.zone, serverNow());
  chip.textContent = text;
  chip.className = level === "open" ? "chip" : `chip chip--${level}`;
  if (closes - serverNow() < 2 * DAY && series.open) {
    countDown(series.closes_at, (left) => (chip.textContent = `${duration(left)} left`), () => (chip.textContent = "closed"));
  }
  const here = closingWhereYouAre(series.closes_at, series.zone);
  refill(
    part("series-deadline"),
    `Submit by the end of ${day(series.closes_on)} (${zoneName(series.zone)}).`,
    here && ` Where you are, that is ${here}.`,
  );
  const notice = part("series-notice");
  notice.hidden = !series.notice;
  if (series.notice) refill(notice, h("p", {}, series.notice));
  const create = part("create");
  create.hidden = !series.open;
  create.href = page("desk/new/", { series: series.id });
  part("enquiries-link").href = page("desk/enquiries/", { series: series.id });
  fillRows(part("services"), series.services.map((each) => serviceRow(series, each)));
}

function serviceRow(series, each) {
  const ask = h(
    "a",
    { class: "button button--secondary button--small", href: page("desk/new/", { series: series.id, service: each.code }), "aria-label": `Create enquiry, service ${each.code}` },
    "Create",
  );
  const days = each.days_remaining < 0 ? "closed" : each.days_remaining === 0 ? "closes today" : counted(each.days_remaining, "day");
  return row(
    [
      ["Service", h("span", { class: "number" }, each.code)],
      ["What it is", each.name],
      ["Deadline", day(each.closes_on)],
      ["Time left", days],
      ["Outcome", each.target_text],
      ["", each.available ? ask : h("span", { class: "hint" }, each.not_yet ? `Not on this desk yet. ${each.not_yet}` : "Closed")],
    ],
    { class: each.available ? null : "unavailable" },
  );
}

// Late enquiries of the chosen series, those first that were submitted first.
async function showAttention(series) {
  const place = part("attention");
  try {
    const { enquiries, next } = await get("enquiries", { series: series.id });
    const rows = withChanges(enquiries);
    const late = rows.filter((each) => each.late);
    const asked = rows.filter((each) => each.message);
    const attention = rows.filter((each) => each.late || each.message).reverse();
    part("attention-table").parentElement.hidden = attention.length === 0;
    fillRows(part("attention-table"), attention.map(enquiryRow));
    const open = rows.filter((each) => !["completed", "cancelled", "rejected"].includes(each.status)).length;
    place.textContent = asked.length
      ? `${asked.length === 1 ? "One enquiry has" : `${asked.length} enquiries have`} a question for you.${late.length ? " What is late says whom to write to." : ""}`
      : late.length
        ? "Nothing is lost, but these are later than they should be. Each says whom to write to."
        : rows.length
          ? `Nothing is late. ${open} of the ${next ? "last " : ""}${rows.length} enquiries in ${series.title} ${open === 1 ? "is" : "are"} open.`
          : `Your centre has no enquiries in ${series.title} yet.`;
  } catch (fault) {
    place.textContent = `What is late could not be read: ${fault.message}`;
  }
}

