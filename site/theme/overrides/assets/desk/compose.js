// /guidance/group-awards/: composes the e-mail that asks for the recalculation of a group award. Nothing leaves this page: whoever fills it in sends
// the e-mail themselves.
import { h, part, refill } from "./elements.js";
import { clearProblems, once, showProblems } from "./forms.js";

const form = document.getElementById("compose");
const WANTED = [
  ["centre-number", "Enter the centre number."],
  ["centre-name", "Enter the name of the centre."],
  ["candidate-number", "Enter the candidate’s number."],
  ["candidate-name", "Enter the candidate’s name."],
];
const value = (name) => form.elements[name].value.trim();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearProblems();
  const missing = WANTED.filter(([name]) => value(name) === "").map(([field, message]) => ({ field, message }));
  if (missing.length === 0) return show(composed());
  part("composed").hidden = true;
  showProblems(missing);
});
// What was composed from other words is no longer what the form says.
form.addEventListener("input", () => (part("composed").hidden = true));

export function composed() {
  const { name, email } = form.elements.award.selectedOptions[0].dataset;
  const centre = `${value("centre-number")} ${value("centre-name")}`;
  const candidate = `${value("candidate-number")} ${value("candidate-name")}`;
  const lines = [
    `Please recalculate the ${name} of the candidate below.`,
    "",
    `Centre: ${centre}`,
    `Series: ${value("series")}`,
    `Candidate: ${candidate}`,
    ...(value("why") ? ["", "What looks wrong:", value("why")] : []),
  ];
  return { to: email, subject: `Recalculation of ${name}, ${value("series")}, centre ${value("centre-number")}`, text: lines.join("\n") };
}

function show({ to, subject, text }) {
  const place = part("composed");
  const address = `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replaceAll("\n", "\r\n"))}`;
  const whole = Object.assign(h("textarea", { class: "textarea", id: "composed-text", readonly: true, rows: "12" }), { value: `To: ${to}\nSubject: ${subject}\n\n${text}` });
  const said = h("span", { role: "status" });
  const copy = h("button", { type: "button", class: "button button--secondary" }, "Copy the text");
  once(copy, async () => {
    try {
      await navigator.clipboard.writeText(whole.value);
      said.textContent = "Copied.";
    } catch {
      whole.select(); // where the browser does not let us, it is one key away
      said.textContent = "Selected: copy it with your keyboard.";
    }
  });
  refill(
    place,
    h("h3", {}, "Your e-mail"),
    h("label", { class: "label", for: "composed-text" }, "Nothing has been sent. Send this yourself:"),
    whole,
    h("p", { class: "button-row" }, h("a", { class: "button", href: address }, "Open in your e-mail program"), copy, said),
  );
  place.hidden = false;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
}
