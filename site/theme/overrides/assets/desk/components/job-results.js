// What became of a job about many enquiries: how many went well, then every one that did not, with why, and a link to it.
import { counted, h, refill } from "../elements.js";

// `done` is what to say of those that went well; `urlOf(id)` is the address of an enquiry.
export function showJobResults(place, done, { facts, left_out: leftOut }, urlOf) {
  const line = ({ id, name, errors }) => h("li", {}, name ? h("a", { href: urlOf(id) }, name) : "An enquiry that is not yours", `: ${errors.map((one) => one.message).join(" ")}`);
  refill(
    place,
    facts.done > 0 && h("div", { class: "notice notice--success", role: "status" }, h("p", {}, done)),
    leftOut.length > 0 &&
      h(
        "div",
        { class: "notice notice--error", role: "alert" },
        h("p", { class: "notice__title" }, `${counted(leftOut.length, "enquiry", "enquiries")} could not be dealt with`),
        h("ul", {}, leftOut.map(line)),
      ),
  );
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "center" });
}
