// Desk time: the system's time and the offset that the site was built with (zero in production).
export function deskOffsetSeconds() {
  return Number(document.querySelector('meta[name="desk-offset-seconds"]')?.content ?? 0);
}

export function deskNow() {
  return new Date(Date.now() + deskOffsetSeconds() * 1000);
}

export function inZone(moment, zone, options = { dateStyle: "long", timeStyle: "short" }) {
  return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone }).format(moment);
}

// The calendar day in a zone, as a number of days, so that two of them can be subtracted.
function dayNumber(moment, zone) {
  const [year, month, day] = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" })
    .format(moment)
    .split("-")
    .map(Number);
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

// The same words as the build prints (opening_text and remaining_text in functions/domain/catalogue/deadlines.py): change them together.
export function remainingText(closesAt, zone, now = deskNow(), opensAt = null) {
  if (opensAt && now < opensAt) return { text: `opens ${inZone(opensAt, zone, { dateStyle: "long" })}`, level: "closed" };
  if (now >= closesAt) return { text: "closed", level: "closed" };
  const days = dayNumber(new Date(closesAt - 1), zone) - dayNumber(now, zone);
  if (days === 0) return { text: "closes today", level: "last" };
  return { text: days === 1 ? "1 day left" : `${days} days left`, level: days <= 7 ? "soon" : "open" };
}
