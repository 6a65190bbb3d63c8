// A button that brings a file. Its link lives minutes, so it is made on the press; until the file is there the desk says so.
import { call, Refusal } from "./api.js";
import { onPress } from "./buttons.js";
import { h } from "./elements.js";

// `path` is where the API makes the link, `asked` what is sent to it. `after` stands between the button and what went wrong.
export function downloadButton(name, path, after = null, asked = undefined) {
  const trouble = h("span", { class: "field-error", role: "alert" });
  const button = h("button", { type: "button", class: "button button--secondary button--small" }, h("span", { class: "visually-hidden" }, "Download "), name);
  onPress(button, async () => {
    trouble.textContent = "";
    try {
      location.assign((await call("POST", path, asked, { repeatable: true })).url);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      trouble.textContent = fault.message;
    }
  });
  return h("span", {}, button, after, trouble);
}
