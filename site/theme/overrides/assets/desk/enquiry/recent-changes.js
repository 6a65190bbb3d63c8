// What this tab changed a moment ago, for lists that have not caught up with it yet.

const FRESH_FOR = 60_000;
const KEY = "recent-changes";

// A list is read from an index that follows its table by a moment. What this tab changed itself is remembered until then.
export function rememberChange(enquiry) {
  const changes = remembered();
  changes[enquiry.id] = { at: Date.now(), row: enquiry };
  sessionStorage.setItem(KEY, JSON.stringify(changes));
}

export function withRecentChanges(rows) {
  const changes = remembered();
  return rows.map((each) => (changes[each.id] ? { ...each, ...changes[each.id].row } : each));
}

function remembered() {
  const changes = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  return Object.fromEntries(Object.entries(changes).filter(([, { at }]) => Date.now() - at < FRESH_FOR));
}
