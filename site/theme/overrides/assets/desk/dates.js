// Dates and times of the desk. Moments are shown in the awarding body's zone, which the deadlines are in too.
import { deskOffsetSeconds, inZone } from "../scripts/clock.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const ZONE = document.querySelector('meta[name="desk-zone"]')?.content ?? "Europe/London";

let skew = 0; // how far the server's clock is from this machine's, in milliseconds

// Every answer says what the server's time is; machines in schools are often minutes out.
export function noteServerTime(response) {
  const said = Date.parse(response.headers.get("Date") ?? "");
  if (!Number.isNaN(said) && Math.abs(said - Date.now() - skew) > 1500) skew = said - Date.now();
}

// Desk time: the server's time and the desk's offset (zero in production).
export function serverNow() {
  return new Date(Date.now() + skew + deskOffsetSeconds() * 1000);
}

// "20 September 2022" from "2022-09-20": a calendar day has no zone.
export function formatDay(isoDate) {
  return inZone(new Date(`${isoDate}T12:00:00Z`), "UTC", { dateStyle: "long" });
}

export function formatTime(iso, zone = ZONE) {
  return inZone(new Date(iso), zone, { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });
}

export function timeElement(iso, zone = ZONE) {
  const element = document.createElement("time");
  element.dateTime = iso;
  element.textContent = iso.length === 10 ? formatDay(iso) : formatTime(iso, zone);
  return element;
}

export function zoneName(zone = ZONE) {
  return zone.replaceAll("_", " ");
}

// A deadline seen from another zone than the awarding body's: null where the reader's clock shows the same.
export function closingInOwnZone(closesAt, zone = ZONE) {
  const last = new Date(new Date(closesAt) - MINUTE);
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const options = { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" };
  const here = inZone(last, own, options);
  return here === inZone(last, zone, options) ? null : here;
}

// "19 hours 12 minutes", "2 days 3 hours", "less than a minute".
export function formatDuration(milliseconds) {
  const parts = [
    [Math.floor(milliseconds / DAY), "day"],
    [Math.floor((milliseconds % DAY) / HOUR), "hour"],
    [Math.floor((milliseconds % HOUR) / MINUTE), "minute"],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return "less than a minute";
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`)
    .join(" ");
}

// Keeps `show(millisecondsLeft)` right until the moment has passed; `over` is called once when it has. Returns a function that stops it.
export function countDown(until, show, over = () => {}) {
  const end = new Date(until);
  let timer = null;
  const step = () => {
    const left = end - serverNow();
    if (left <= 0) {
      clearInterval(timer);
      over();
      return;
    }
    show(left);
  };
  timer = setInterval(step, 15_000);
  step();
  return () => clearInterval(timer);
}
