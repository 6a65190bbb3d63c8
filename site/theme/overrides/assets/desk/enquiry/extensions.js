// Extensions as the page of an enquiry tells of them: what it extends, or to whom it was extended. The same at every desk.
import { pageUrl } from "../addresses.js";
import { Component } from "../components/component.js";
import { h, refill, statusTag } from "../elements.js";
import { ruleText } from "../error-summary.js";

export function originalLink({ extends: original }, desk) {
  return h("a", { href: pageUrl(desk, { id: original.id }), class: "number" }, original.number);
}

// What awarding bodies say about extensions, each rule with its source.
export function rulesOnExtensions(bodies) {
  return bodies.flatMap(({ rules }) => rules.map((each) => h("p", {}, ruleText(each))));
}

// What the enquiry extends. `desk` is the address of the desk's enquiries.
export class ExtensionNotice extends Component {
  static module = "extension-notice";

  constructor(root, { desk }) {
    super(root);
    this.desk = desk;
  }

  show(enquiry) {
    this.root.hidden = !enquiry.extends;
    if (!enquiry.extends) return;
    refill(
      this.root,
      h("p", { class: "notice__title" }, "Extension of ", originalLink(enquiry, this.desk)),
      h("p", {}, `“${enquiry.extends.reason}”`),
      h("p", {}, "The awarding body started it after that enquiry. It ends with an outcome letter."),
    );
  }
}

// To whom the enquiry was extended.
export class ExtensionList extends Component {
  static module = "extension-list";

  constructor(root, { desk }) {
    super(root);
    this.desk = desk;
  }

  show({ extensions }) {
    const line = ({ id, number, subject, status, status_text: text }) =>
      h("li", {}, h("span", {}, h("a", { href: pageUrl(this.desk, { id }), class: "number" }, number), ` ${subject.label}`), " ", statusTag(status, text));
    this.root.hidden = extensions.length === 0;
    refill(this.part("extensions-list"), extensions.map(line));
  }
}
