// Whose turn it is: the order in which this tab works through a queue, so that 200 enquiries are walked through without going back to the list.
import { get } from "../calls.js";
import { page } from "../desk.js";

const KEY = "staff.turn";

// `ids` in order of receipt, as the queue showed them; `next` is where the queue goes on.
export function keepTurn({ stage, ids, next }) {
  sessionStorage.setItem(KEY, JSON.stringify({ stage, ids, next }));
}

export function currentTurn() {
  return JSON.parse(sessionStorage.getItem(KEY) ?? "null");
}

// The id of the enquiry after this one, or null at the end. Without a queue that was looked at, the turn begins at what is to be acknowledged.
export async function nextAfter(id) {
  let turn = currentTurn() ?? (await more({ stage: "received", ids: [], next: null }));
  if (turn.ids.indexOf(id) === turn.ids.length - 1 && turn.next) turn = await more(turn);
  return turn.ids[turn.ids.indexOf(id) + 1] ?? null;
}

export function addressOf(id, question = {}) {
  return page("staff/enquiry/", { id, ...question });
}

export function addressOfQueue() {
  const stage = currentTurn()?.stage;
  return page("staff/", stage && stage !== "received" ? { stage } : {});
}

async function more({ stage, ids, next: after }) {
  const { enquiries, next } = await get("staff/queue", { stage, after });
  const turn = { stage, ids: [...ids, ...enquiries.map((each) => each.id).filter((each) => !ids.includes(each))], next };
  keepTurn(turn);
  return turn;
}
