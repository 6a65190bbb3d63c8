// A file that somebody brings: dropped or chosen, its checksum made here, posted straight to the store, and watched until it is attached or refused.
import { Refusal } from "../api.js";
import { h, put } from "../elements.js";
import { showAtFields } from "../error-summary.js";
import { announce } from "../notices.js";
import { Component } from "./component.js";

const PAUSES = [500, 700, 1000, 1000, 1500, 2000, 2000, 3000, 3000, 5000, 5000, 5000, 10_000, 10_000, 10_000]; // milliseconds between looks

// `limits` is the element of the page that says how many bytes are taken and what to bring (data-most, data-hint); `announced({filename, size, sha256})` answers the form to post with, `became(upload)` what became of it;
// `attached(document)` hears when the file is checked and there. The box makes its own element, which its owner puts where it belongs.
export class UploadBox extends Component {
  static module = "upload-box";

  constructor({ id, label, limits, accept, announced, became, attached }) {
    super(h("div", { class: "field", "data-module": UploadBox.module }));
    Object.assign(this, { id, most: Number(limits.dataset.most), announced, became, attached, busy: false });
    this.input = h("input", { type: "file", id, accept, "aria-describedby": `${id}-hint ${id}-error` });
    this.bar = h("progress", { max: "100", value: "0", hidden: true, "aria-label": "Sent so far" });
    this.status = h("span", { class: "hint", role: "status" });
    this.again = h("button", { type: "button", class: "button button--secondary button--small", hidden: true }, "Look again");
    this.box = h("div", { class: "upload" }, this.input, this.bar, this.status, this.again);
    put(
      this.root,
      h("label", { class: "label", for: id }, label),
      h("span", { class: "hint", id: `${id}-hint` }, limits.dataset.hint),
      h("span", { class: "field-error", id: `${id}-error`, hidden: true }),
      this.box,
    );
  }

  init() {
    this.input.addEventListener("change", () => this.take(this.input.files));
    this.again.addEventListener("click", () => this.watch(this.waiting));
    acceptDrops(this.box, (files) => this.take(files));
  }

  async take(files) {
    if (this.busy || files.length === 0) return;
    if (files.length > 1) return this.refuse("Choose one file at a time: each belongs to one document.");
    const [file] = files;
    if (file.size === 0) return this.refuse(`“${file.name}” is empty: it has 0 bytes. Nothing was changed: open it on your computer to see what it holds, then choose the right file.`);
    if (file.size > this.most) return this.refuse(`“${file.name}” has ${(file.size / 1e6).toFixed(1)} MB; the limit is ${this.most / 1e6} MB. Nothing was changed.`);
    this.begin(`Reading ${file.name}…`);
    try {
      const sha256 = await checksum(file);
      const { upload } = await this.announced({ filename: lastCharacters(file.name, 200), size: file.size, sha256 });
      this.say(`Sending ${file.name}…`);
      await post(upload, file, (part) => (this.bar.value = part));
      await this.watch(upload.id);
    } catch (fault) {
      this.end();
      if (!(fault instanceof Refusal) && !(fault instanceof Lost)) throw fault;
      this.refuse(fault.message);
    }
  }

  // Asks what became of the file until it is known, ever more slowly.
  async watch(id) {
    this.begin("Sent. It is being checked…");
    this.bar.removeAttribute("value");
    try {
      for (const wait of PAUSES) {
        await new Promise((resolve) => setTimeout(resolve, wait));
        const { upload } = await this.became(id);
        if (upload.state === "refused") return this.refuse(upload.errors.map((each) => each.message).join(" "));
        if (upload.state === "attached") {
          this.end("Checked and attached.");
          return await this.attached(upload.document);
        }
      }
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
    }
    this.end("The check is taking longer than usual. Nothing has changed yet.");
    this.waiting = id;
    this.again.hidden = false;
  }

  begin(text) {
    this.busy = true;
    this.input.hidden = true;
    this.again.hidden = true;
    this.bar.hidden = false;
    this.bar.value = 0;
    showAtFields([], [this.id]);
    this.say(text);
  }

  end(text = "") {
    this.busy = false;
    this.input.hidden = false;
    this.input.value = "";
    this.bar.hidden = true;
    this.say(text);
  }

  refuse(message) {
    this.end();
    showAtFields([{ message, field: this.id }], [this.id]);
    announce(message);
    if (!isTypingElsewhere(this.root)) this.input.focus();
  }

  say(text) {
    this.status.textContent = text;
  }
}

// A file that is let go beside a box would otherwise replace the page, and with it what was typed.
for (const type of ["dragover", "drop"]) document.addEventListener(type, (event) => event.preventDefault());

// Files dropped on the box are taken; while they are held over it, it shows that.
export function acceptDrops(box, take) {
  for (const type of ["dragenter", "dragover"]) box.addEventListener(type, () => box.classList.add("upload--over"));
  for (const type of ["dragleave", "drop"]) box.addEventListener(type, () => box.classList.remove("upload--over"));
  box.addEventListener("drop", (event) => take(event.dataTransfer.files));
}

// The post to the store got lost.
class Lost extends Error {}

// The end of a name, its last dot included. Counted in characters, so that no emoji is cut in half; what came in half is replaced.
function lastCharacters(name, most) {
  return [...name.replace(/\p{Surrogate}/gu, "\uFFFD")].slice(-most).join("");
}

async function checksum(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// fetch cannot say how much has gone out, so this is an XMLHttpRequest.
function post({ url, fields }, file, sent) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const lost = () => reject(new Lost("The file did not arrive, and nothing was changed. Check your connection and send it again."));
    request.upload.addEventListener("progress", ({ loaded, total }) => sent((100 * loaded) / total));
    request.addEventListener("load", () => (request.status >= 200 && request.status < 300 ? resolve() : lost()));
    request.addEventListener("error", lost);
    request.open("POST", url);
    request.send(form);
  });
}

// Whether somebody is typing in another part of the page, whose focus is then theirs.
export function isTypingElsewhere(element) {
  const { activeElement: active } = document;
  return active.matches("input, select, textarea") && !element.contains(active);
}
