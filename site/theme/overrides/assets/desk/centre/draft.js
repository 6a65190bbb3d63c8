// One draft: what stands in the form, what was saved, and what was typed since. Its id is made here, so that saving or submitting twice is once.
import { call, get } from "../api.js";
import { typedValues } from "../typed-values.js";

export const EMPTY = Object.freeze({
  body: "",
  route: "standard",
  series: "",
  service: "",
  qualification: "",
  syllabus: "",
  components: [],
  candidates: [],
  contact_email: "",
  contact_email_confirmed: false,
  note: "",
  on_behalf: "",
  revised_grade: "",
  error: "",
  concern: "",
  grounds: "",
});

export class Draft {
  constructor(id, content, { version = null, reference = null, savedAt = null } = {}) {
    this.id = id;
    this.content = { ...EMPTY, ...content };
    this.version = version;
    this.reference = reference;
    this.savedAt = savedAt;
    this.savedContent = version === null ? null : JSON.stringify(this.content);
    this.kept = typedValues(`draft.${id}`);
  }

  static begin(content) {
    const draft = new Draft(newId(), content);
    draft.kept.keep({ version: null, content: draft.content });
    return draft;
  }

  // The draft as saved, with what was typed in this tab since. `overtaken` says that it was saved elsewhere meanwhile: what was typed
  // is then in `typedContent`, for somebody to choose.
  static async open(id) {
    const kept = typedValues(`draft.${id}`).read();
    if (kept && kept.version === null) return new Draft(id, kept.content);
    const { draft: saved } = await get(`drafts/${id}`);
    const draft = new Draft(id, saved.content, { version: saved.version, reference: saved.reference, savedAt: saved.saved_at });
    draft.take(kept);
    return draft;
  }

  take(kept) {
    if (!kept || JSON.stringify({ ...EMPTY, ...kept.content }) === this.savedContent) return;
    if (kept.version === this.version) this.content = { ...EMPTY, ...kept.content };
    else this.typedContent = { ...EMPTY, ...kept.content };
    this.overtaken = kept.version !== this.version;
  }

  get unsaved() {
    return JSON.stringify(this.content) !== this.savedContent;
  }

  get begun() {
    return this.version !== null || ["service", "syllabus", "note"].some((name) => this.content[name] !== "");
  }

  change(values) {
    Object.assign(this.content, values);
    this.kept.keep({ version: this.version, content: this.content });
  }

  async save() {
    const sent = { content: this.content, version: this.version };
    const { draft: saved } = await call("PUT", `drafts/${this.id}`, sent, { repeatable: true });
    this.version = saved.version;
    this.reference = saved.reference;
    this.savedAt = saved.saved_at;
    this.savedContent = JSON.stringify(sent.content);
    this.kept.keep({ version: this.version, content: this.content });
  }

  async remove() {
    if (this.version !== null) await call("DELETE", `drafts/${this.id}`, undefined, { repeatable: true });
    this.kept.forget();
  }

  check(options) {
    return call("POST", `drafts/${this.id}/check`, { content: this.content }, { repeatable: true, ...options });
  }

  // `acceptWaiting` is somebody's word that a report may wait for the open enquiries about its candidates.
  async submit(declarations, acceptWaiting) {
    const sent = { content: this.content, declarations, accept_waiting: acceptWaiting };
    const { submission } = await call("POST", `drafts/${this.id}/submit`, sent, { repeatable: true });
    this.kept.forget();
    return submission;
  }
}

// A random UUID, also where the page is not in a secure context and crypto.randomUUID is missing.
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
