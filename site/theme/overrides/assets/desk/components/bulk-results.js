// What became of many lines that something was done with: how many went well, then every one that did not, with why, and a link to it.
import { counted, h, refill } from "../elements.js";
import { enquiryName } from "../enquiry/enquiry-rows.js";

// `failed` is {each, problems} of those that did not; `urlOf(id)` is the address of an enquiry.
export function showBulkResults(place, done, failed, urlOf) {
  const line = ({ each, problems }) =>
    h("li", {}, h("a", { href: urlOf(each.id), class: "number" }, enquiryName(each).name), `, ${each.centre.name}: ${problems.map((one) => one.message).join(" ")}`);
  refill(
    place,
    done && h("div", { class: "notice notice--success", role: "status" }, h("p", {}, done)),
    failed.length > 0 &&
      h(
        "div",
        { class: "notice notice--error", role: "alert" },
        h("p", { class: "notice__title" }, `${counted(failed.length, "enquiry", "enquiries")} could not be dealt with`),
        h("ul", {}, failed.map(line)),
      ),
  );
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "center" });
}
