// A document to be looked at before it goes out, beside the candidate whose it must be.
import { h, numberAndName, summaryList } from "../elements.js";
import { formatDay } from "../dates.js";
import { serviceName } from "../enquiry/enquiry-rows.js";

const A4 = { width: 794, height: 1123 }; // CSS pixels: the place of a page is kept while it comes

// `link` is {url, expires_in} of the PDF; a letter that the desk makes also has `pages`, addresses of pictures of its pages, and `words`, what
// it says. Without them the browser's own viewer shows the PDF; where it does not, the link opens it.
export function documentPreview(enquiry, name, { url, expires_in: seconds, pages = [], words = [] }, ...actions) {
  const whose = enquiry.subject.label;
  const open = h("a", { href: url, target: "_blank", rel: "noopener" }, `Open ${name} in a new tab`);
  const preview = h(
    "div",
    { class: "preview", role: "group", tabindex: "-1", "aria-label": `${name} for ${whose}` },
    h(
      "div",
      { class: "preview__layout" },
      h(
        "div",
        { class: "preview__side" },
        h("p", { class: "preview__who" }, h("strong", {}, whose), h("span", {}, numberAndName(enquiry.centre)), h("span", {}, `Enquiry ${enquiry.number ?? enquiry.reference}`)),
        pages.length > 0 && facts(enquiry),
        actions.length > 0 && h("p", { class: "button-row" }, actions),
        h("p", { class: "preview__link" }, open, pages.length > 0 ? "." : " if it is not shown here, or to see it larger."),
        words.length > 0 && h("details", { class: "details" }, h("summary", {}, "The letter in words"), h("ul", { class: "plain" }, words.map((each) => h("li", {}, each)))),
      ),
      pages.length > 0 ? pictures(pages, name, whose) : h("iframe", { class: "preview__page", src: `${url}#navpanes=0&view=FitH`, title: `${name} for ${whose}` }),
    ),
  );
  setTimeout(() => open.replaceWith(`Preview it again to open ${name}: its link has ended`), seconds * 1000);
  return preview;
}

// Asks for the pictures before they are shown.
export function fetchPictures({ pages = [] }) {
  for (const each of pages) new Image().src = each;
}

function facts({ syllabus, service, series, received_at: received }) {
  return summaryList([
    ["Syllabus", `${syllabus.code} ${syllabus.name}`],
    ["Service", serviceName(service)],
    ["Series", series.title],
    received && ["Received", formatDay(received.slice(0, 10))],
  ]);
}

function pictures(pages, name, whose) {
  const alt = (place) => `${name} for ${whose}, page ${place + 1} of ${pages.length}. Its words are under “The letter in words”.`;
  return h(
    "div",
    { class: "preview__pages", role: "region", tabindex: "0", "aria-label": `Pages of ${name}` },
    pages.map((src, place) => h("img", { class: "preview__picture", src, alt: alt(place), ...A4 })),
  );
}
