// A document to be looked at before it goes out, under the name of the one whose it must be.
import { h } from "../elements.js";

// `link` is {url, expires_in}. Where the browser does not show PDFs in the page, the link opens it.
export function look(enquiry, name, { url, expires_in: seconds }, ...actions) {
  const whose = enquiry.subject.label;
  const page = `${url}#navpanes=0&view=FitH`; // for the browser's own viewer: the page at full width, without its list of pages
  const open = h("a", { href: url, target: "_blank", rel: "noopener" }, `Open ${name} in a new tab`);
  const shown = h(
    "div",
    { class: "look", role: "group", tabindex: "-1", "aria-label": `${name} for ${whose}` },
    h(
      "p",
      { class: "look__who" },
      h("strong", {}, whose),
      h("span", {}, `${enquiry.centre.number} ${enquiry.centre.name}`),
      h("span", {}, `Enquiry ${enquiry.number ?? enquiry.reference}`),
    ),
    h("iframe", { class: "look__page", src: page, title: `${name} for ${whose}` }),
    h("p", { class: "look__link" }, open, " if it is not shown here, or to see it larger."),
    actions.length > 0 && h("p", { class: "button-row" }, actions),
  );
  setTimeout(() => open.replaceWith("Look at it again to open it: its link has ended,"), seconds * 1000);
  return shown;
}
