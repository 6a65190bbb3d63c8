// Extensions as the page of an enquiry tells of them: what it extends, or to whom it was extended. The same at every desk.
import { page } from "./desk.js";
import { h, part, refill, statusTag } from "./elements.js";

export function originalLink({ extends: original }, desk) {
  return h("a", { href: page(desk, { id: original.id }), class: "number" }, original.number);
}

// `desk` is the address of the desk's enquiries.
export function showExtension(enquiry, desk) {
  const of = part("extends");
  of.hidden = !enquiry.extends;
  if (enquiry.extends) {
    refill(
      of,
      h("p", { class: "notice__title" }, "Extension of ", originalLink(enquiry, desk)),
      h("p", {}, `“${enquiry.extends.reason}”`),
      h("p", {}, "The awarding body began it, following that enquiry. It ends with an outcome letter."),
    );
  }
  const to = part("extensions");
  to.hidden = enquiry.extensions.length === 0;
  refill(
    part("extensions-list"),
    enquiry.extensions.map((each) => h("li", {}, h("span", {}, h("a", { href: page(desk, { id: each.id }), class: "number" }, each.number), ` ${each.subject.label}`), " ", statusTag(each.status, each.status_text))),
  );
}
