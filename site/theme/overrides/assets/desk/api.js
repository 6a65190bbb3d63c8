// Calls to the API: the bearer token, JSON both ways, one shape of error, and another try where an answer got lost.
import { noteServerTime } from "./dates.js";
import { acting, idToken, ROOT, signIn } from "./session.js";

const TRIES = 4;
const FIRST_PAUSE = 400; // milliseconds; doubled with each try, with jitter so that a whole staff room does not knock at once
const PATIENCE = 20_000;
const PASSING = new Set([429, 502, 503, 504]);

// The desk's answer to a request that it did not carry out. `problems` is the list of {code, message, field, rule, source}.
export class Refusal extends Error {
  constructor(status, problems) {
    super(problems.map((each) => each.message).join(" "));
    this.status = status;
    this.problems = problems;
  }

  // Whether the request may have been carried out although no answer to it came.
  get lost() {
    return this.status === 0 || this.status >= 500;
  }

  // Whether somebody else changed the same thing meanwhile.
  get overtaken() {
    return this.status === 409;
  }

  has(code) {
    return this.problems.some((each) => each.code === code);
  }
}

// No answer, also after trying again. Whether the request was carried out is not known.
export class Unanswered extends Refusal {
  constructor() {
    super(0, [
      {
        code: "unanswered",
        message: "The desk did not answer. Check your connection and try again. What you typed is kept, and nothing is done twice.",
        field: null,
        rule: null,
        source: null,
      },
    ]);
  }
}

// `typed` in the question is what somebody typed to find something: it goes in a header, not in the address.
export function get(path, { typed, ...question } = {}, options = {}) {
  const said = Object.entries(question).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const query = new URLSearchParams(said).toString();
  return call("GET", query ? `${path}?${query}` : path, undefined, { repeatable: true, typed, ...options });
}

// `repeatable` is the caller's word that doing it twice is the same as doing it once. Drafts and their submission are.
export async function call(method, path, body, { repeatable = false, signal = null, typed = "" } = {}) {
  // A page that was opened without its id asks for what does not exist, and not for the list above it.
  const named = path.replace(/\/(?=[/?]|$)/g, "/none");
  for (let attempt = 1; ; attempt += 1) {
    const answer = await attemptOf(method, named, body, { signal, typed });
    const passing = answer === null || PASSING.has(answer.status);
    // 429 and 503 are the desk saying that it did nothing, so those may always be sent again.
    const again = passing && attempt < TRIES && (repeatable || answer?.status === 429 || answer?.status === 503);
    if (!again) return heard(read(answer));
    await pause(attempt, answer);
  }
}

async function attemptOf(method, path, body, options) {
  let answer = await send(method, path, body, await token(), options);
  if (answer?.status === 401) answer = await send(method, path, body, await token({ renew: true }), options);
  if (answer?.status === 401) return signIn(location.href, { ended: true });
  return answer;
}

async function token(options) {
  try {
    return (await idToken(options)) ?? (await signIn(location.href, { ended: true }));
  } catch (fault) {
    if (fault instanceof TypeError) throw new Unanswered();
    throw fault;
  }
}

async function send(method, path, body, bearer, { signal, typed }) {
  const headers = { Authorization: `Bearer ${bearer}`, Accept: "application/json" };
  if (typed) headers["X-Typed"] = encodeURIComponent(typed.replace(/\p{Surrogate}/gu, ""));
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const patience = AbortSignal.timeout(PATIENCE);
  try {
    const answer = await fetch(address(path), {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
    noteServerTime(answer);
    return { status: answer.status, after: Number(answer.headers.get("Retry-After")), said: await said(answer) };
  } catch (fault) {
    if (signal?.aborted) throw fault;
    return null;
  }
}

function address(path) {
  const url = new URL(`api/${path}`, ROOT);
  if (acting()) url.searchParams.set("organisation", acting());
  return url;
}

async function said(answer) {
  const text = await answer.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function read(answer) {
  if (answer === null) throw new Unanswered();
  if (answer.status >= 200 && answer.status < 300) return answer.said;
  if (Array.isArray(answer.said?.errors)) throw new Refusal(answer.status, answer.said.errors);
  if (answer.status === 413) throw refusal(413, "too_large", "This is too large to send.");
  if (answer.status === 429) throw refusal(429, "too_many", "Too many requests at once. Nothing was changed: wait a minute, then try again.");
  // Whatever the API does not find it says in its own shape. In front of it a web ACL refuses with 403, which the distribution shows as a page
  // that does not exist.
  if (answer.status === 403 || answer.status === 404) {
    throw refusal(403, "forbidden", "The desk’s security check refused this request. Nothing was changed: try again in a few minutes, and if it goes on, write to the awarding body.");
  }
  throw new Unanswered();
}

const answers = []; // those that came since a page was last put into an awarding body's words
let speaking = false;

// An answer about an awarding body that has words of its own says them, and the page goes on in them.
async function heard(answer) {
  answers.push(answer);
  speaking ||= Boolean(answer?.words);
  if (speaking) (await import("./words.js")).speak(answer?.words, answers.splice(0));
  return answer;
}

function refusal(status, code, message) {
  return new Refusal(status, [{ code, message, field: null, rule: null, source: null }]);
}

function pause(attempt, answer) {
  const wait = answer?.after > 0 ? Math.min(answer.after * 1000, 8000) : FIRST_PAUSE * 2 ** (attempt - 1) * (0.5 + Math.random());
  return new Promise((resolve) => setTimeout(resolve, wait));
}
