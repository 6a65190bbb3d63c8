// Who is signed in: authorization code with PKCE through the sign-in pages of the pool that this desk is for.
// Tokens live in sessionStorage: they end with the tab, which is what a shared machine in an exams office needs.
// A token is shown to the API and to nothing else; what it says here is for display, the API decides.
import { h } from "./elements.js";

export const ROOT = new URL("../../", import.meta.url);
export const DESK = document.querySelector('meta[name="desk"]')?.content ?? "people";
// Centres and Associates sign in with one pool and come back to one page; each is led on from there to where they were.
const POOL = DESK === "staff" ? "staff" : "people";
const HOME = POOL === "staff" ? "staff/" : "desk/";
const TOKENS = `${POOL}.tokens`;
const PENDING = `${POOL}.sign-in.`;
const REVOKE_PATIENCE = 3000;
const SPARE_SECONDS = 60; // renewed this long before it ends, so that no call starts with a token that dies on its way

let configured = null;
let renewal = null;
let leaving = null; // for the sign-in page

// /config.json, which the deployment writes beside the site: region, and domain and client of each pool.
function configuration() {
  configured ??= fetch(new URL("config.json", ROOT), { cache: "no-cache" }).then((answer) => {
    if (!answer.ok) throw new Error("The desk’s address for signing in could not be read.");
    return answer.json();
  });
  configured.catch(() => (configured = null));
  return configured;
}

// The organisation that somebody acts for who belongs to several; null for everybody else.
export function acting() {
  return sessionStorage.getItem(`${DESK}.acting`);
}

export function actFor(organisation) {
  if (organisation === null) sessionStorage.removeItem(`${DESK}.acting`);
  else sessionStorage.setItem(`${DESK}.acting`, organisation);
}

export function signedIn() {
  const tokens = stored();
  return tokens !== null && (tokens.ends > Date.now() || Boolean(tokens.refresh));
}

// Name and e-mail address as the token has them, for the bar at the top; null where nobody is signed in.
export function claims() {
  const tokens = stored();
  return tokens === null ? null : payload(tokens.id);
}

// A token that will last the next call; null where signing in is needed.
export async function idToken({ renew = false } = {}) {
  const tokens = stored();
  if (tokens === null) return null;
  if (!renew && tokens.ends - SPARE_SECONDS * 1000 > Date.now()) return tokens.id;
  if (!tokens.refresh) return null;
  // One renewal at a time: parallel calls share it, since a rotated refresh token works only once.
  renewal ??= renewed(tokens).finally(() => (renewal = null));
  return renewal;
}

// Leaves for the sign-in page and never resolves. `back` is where to come back to; what was typed is kept by typed-values.js.
// Whose session has `ended` is told so first, for the sign-in page says nothing of where somebody comes from.
// Once for a page: calls that end together lead there once.
export function signIn(back = location.href, { ended = stored() !== null && !signedIn() } = {}) {
  leaving ??= leave(back, ended).catch((fault) => {
    leaving = null;
    throw fault;
  });
  return leaving;
}

async function leave(back, ended) {
  if (ended) await sayEnded();
  const { domain, client_id: client } = (await configuration())[POOL];
  const verifier = random(48);
  const state = random(24);
  sessionStorage.setItem(PENDING + state, JSON.stringify({ verifier, back }));
  document.dispatchEvent(new Event("desk:leaving"));
  const question = new URLSearchParams({
    response_type: "code",
    client_id: client,
    redirect_uri: callback(),
    scope: "openid email profile",
    state,
    code_challenge_method: "S256",
    code_challenge: await challenge(verifier),
  });
  location.assign(`${origin(domain)}/oauth2/authorize?${question}`);
  return new Promise(() => {});
}

// On the page that the sign-in page comes back to: changes the code for tokens, and says where to go on. Throws Error with a sentence.
export async function finishSignIn(address = new URL(location.href)) {
  const question = address.searchParams;
  const key = PENDING + question.get("state");
  const pending = JSON.parse(sessionStorage.getItem(key) ?? "null");
  sessionStorage.removeItem(key);
  if (question.get("error")) throw new Error(question.get("error_description") ?? "The sign-in page refused.");
  if (pending === null || !question.get("code")) throw new Error("This sign-in was not started in this tab, or has already been used.");
  const { client_id: client } = (await configuration())[POOL];
  const tokens = await exchange({
    grant_type: "authorization_code",
    client_id: client,
    code: question.get("code"),
    redirect_uri: callback(),
    code_verifier: pending.verifier,
  });
  if (tokens === null) throw new Error("The sign-in page’s answer was not accepted. It may have taken too long.");
  keep(tokens, null);
  const back = new URL(pending.back);
  return back.origin === location.origin ? back : new URL(HOME, ROOT);
}

// Forgets the tokens and everything kept in this tab, revokes what would renew them, and ends the session of the sign-in pages too.
export async function signOut() {
  if (!document.dispatchEvent(new Event("desk:signing-out", { cancelable: true }))) return;
  const { domain, client_id: client } = (await configuration())[POOL];
  const { refresh } = stored() ?? {};
  sessionStorage.clear();
  if (refresh) await revoke(domain, client, refresh);
  const question = new URLSearchParams({ client_id: client, logout_uri: new URL(HOME, ROOT).href });
  location.assign(`${origin(domain)}/logout?${question}`);
}

function sayEnded() {
  const dialog = h(
    "dialog",
    { class: "dialog", id: "session-ended", "aria-labelledby": "session-ended-title" },
    h("form", { method: "dialog" }, h("h2", { id: "session-ended-title" }, "Your session has ended"), h("p", {}, "Sign in again. You come back to this page, and what you typed is kept."), h("p", { class: "button-row" }, h("button", { class: "button" }, "Sign in again"))),
  );
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", resolve, { once: true });
    dialog.showModal();
  });
}

async function renewed(tokens) {
  const { client_id: client } = (await configuration())[POOL];
  const fresh = await exchange({ grant_type: "refresh_token", client_id: client, refresh_token: tokens.refresh });
  if (fresh === null) {
    sessionStorage.removeItem(TOKENS);
    return null;
  }
  keep(fresh, tokens.refresh);
  return fresh.id_token;
}

// null where the pool says no, which it does with 400 or 401. Anything else, such as 429 or 503, throws like a call without an answer:
// that is no reason to forget who is signed in.
async function exchange(fields) {
  const { domain } = (await configuration())[POOL];
  const answer = await fetch(`${origin(domain)}/oauth2/token`, { method: "POST", body: new URLSearchParams(fields) });
  if (answer.status === 400 || answer.status === 401) return null;
  if (!answer.ok) throw new TypeError("the sign-in service did not answer");
  return answer.json();
}

// Whoever has a copy of the refresh token can do nothing more with it. Signing out goes on where the service does not answer.
async function revoke(domain, client, token) {
  const body = new URLSearchParams({ client_id: client, token });
  await fetch(`${origin(domain)}/oauth2/revoke`, { method: "POST", body, signal: AbortSignal.timeout(REVOKE_PATIENCE) }).catch(() => {});
}

function keep(tokens, refresh) {
  const seconds = Number(tokens.expires_in ?? 3600);
  const kept = { id: tokens.id_token, refresh: tokens.refresh_token ?? refresh, ends: Date.now() + seconds * 1000 };
  sessionStorage.setItem(TOKENS, JSON.stringify(kept));
}

function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(TOKENS) ?? "null");
  } catch {
    return null;
  }
}

function callback() {
  return new URL(`${HOME}signed-in/`, ROOT).href;
}

function origin(domain) {
  return (domain.includes("://") ? domain : `https://${domain}`).replace(/\/$/, "");
}

function payload(token) {
  const bytes = Uint8Array.from(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

function random(bytes) {
  return base64url(crypto.getRandomValues(new Uint8Array(bytes)));
}

async function challenge(verifier) {
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
