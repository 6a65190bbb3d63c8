// /desk/paper/: one paper in the centre's own name, to read, to print and to have as a file; the request form also filled in for a candidate,
// whose number stands in no address.
import { queryValue, typedHere } from "../addresses.js";
import { call } from "../api.js";
import { onPress } from "../buttons.js";
import { DeskPage, openPage } from "../components/desk-page.js";
import { downloadButton } from "../download-button.js";
import { h, refill } from "../elements.js";
import { FORMAT } from "./paper-formats.js";
import { paperContents } from "./paper-contents.js";

class OwnPaperPage extends DeskPage {
  static module = "own-paper";

  async load() {
    const { asked } = this;
    const { paper } = await call("POST", "papers/page", asked, { repeatable: true });
    this.title.textContent = paper.title;
    document.title = paper.title;
    this.root.classList.toggle("paper--across", paper.across);
    const print = h("button", { type: "button", class: "button" }, "Print");
    onPress(print, () => window.print());
    const files = paper.formats.flatMap((format) => [" ", downloadButton(FORMAT[format], "papers/file", null, { ...asked, format })]);
    refill(this.part("ways"), print, files);
    refill(this.part("contents"), paperContents(paper));
  }

  get asked() {
    const [paper, body, service, syllabus] = ["paper", "body", "service", "syllabus"].map(queryValue);
    const components = queryValue("components").split(",").filter(Boolean);
    return { paper: paper || "none", body, candidate: typedHere(), service, syllabus, components };
  }
}

openPage(OwnPaperPage);
