// The order in which this tab works through a queue, so that 200 enquiries are walked through without going back to the list.
import { pageUrl } from "../addresses.js";
import { get } from "../api.js";

const KEY = "staff.queue-order";

// `ids` in order of receipt, as the queue showed them; `next` is where the queue goes on.
export function saveQueueOrder({ stage, ids, next }) {
  sessionStorage.setItem(KEY, JSON.stringify({ stage, ids, next }));
}

export function currentQueueOrder() {
  return JSON.parse(sessionStorage.getItem(KEY) ?? "null");
}

// The id of the enquiry after this one, or null at the end. Where no queue was looked at, it is the one of what is to be acknowledged.
export async function nextInQueue(id) {
  let order = currentQueueOrder() ?? (await readOn({ stage: "received", ids: [], next: null }));
  if (order.ids.indexOf(id) === order.ids.length - 1 && order.next) order = await readOn(order);
  return order.ids[order.ids.indexOf(id) + 1] ?? null;
}

export function enquiryUrl(id, query = {}) {
  return pageUrl("staff/enquiry/", { id, ...query });
}

export function queueUrl() {
  const stage = currentQueueOrder()?.stage;
  return pageUrl("staff/", stage && stage !== "received" ? { stage } : {});
}

async function readOn({ stage, ids, next: after }) {
  const { enquiries, next } = await get("staff/queue", { stage, after });
  const order = { stage, ids: [...ids, ...enquiries.map((each) => each.id).filter((each) => !ids.includes(each))], next };
  saveQueueOrder(order);
  return order;
}
