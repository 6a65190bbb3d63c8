// A document to be looked at before it goes out, under the name of the candidate whose it must be.
import { h, numberAndName } from "../elements.js";

// `link` is {url, expires_in}. Where the browser does not show PDFs in the page, the link opens it.
export function documentPreview(enquiry, name, { url, expires_in: seconds }, ...actions) {
  const whose = enquiry.subject.label;
  const address = `${url}#navpanes=0&view=FitH`; // for the browser's own viewer: the page at full width, without its list of pages
  const open = h("a", { href: url, target: "_blank", rel: "noopener" }, `Open ${name} in a new tab`);
  const preview = h(
    "div",
    { class: "preview", role: "group", tabindex: "-1", "aria-label": `${name} for ${whose}` },
    h(
      "p",
      { class: "preview__who" },
      h("strong", {}, whose),
      h("span", {}, numberAndName(enquiry.centre)),
      h("span", {}, `Enquiry ${enquiry.number ?? enquiry.reference}`),
    ),
    h("iframe", { class: "preview__page", src: address, title: `${name} for ${whose}` }),
    h("p", { class: "preview__link" }, open, " if it is not shown here, or to see it larger."),
    actions.length > 0 && h("p", { class: "button-row" }, actions),
  );
  setTimeout(() => open.replaceWith("Look at it again to open it: its link has ended,"), seconds * 1000);
  return preview;
}
