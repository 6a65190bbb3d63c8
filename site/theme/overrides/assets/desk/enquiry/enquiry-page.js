// The page of one enquiry, at whichever desk: read it, draw each of its sections, say what was done.
import { queryValue } from "../addresses.js";
import { get } from "../api.js";
import { DeskPage } from "../components/desk-page.js";
import { showSuccess } from "../notices.js";
import { enquiryName } from "./enquiry-rows.js";

export class EnquiryPage extends DeskPage {
  // `path` is where the desk's enquiries are in the API.
  constructor(root, path) {
    super(root);
    this.id = queryValue("id");
    this.path = path;
    this.enquiry = null;
    this.sections = []; // components that show(enquiry)
  }

  get apiPath() {
    return `${this.path}/${this.id}`;
  }

  async read() {
    return (await get(this.apiPath)).enquiry;
  }

  async load() {
    await this.readAgain();
  }

  async readAgain() {
    this.show(await this.read());
  }

  show(enquiry) {
    this.enquiry = enquiry;
    for (const section of this.sections) section.show(enquiry);
  }

  showTitle(about) {
    const { title } = enquiryName(this.enquiry);
    this.title.textContent = title;
    document.title = `${title}, ${about}`;
  }

  say(...content) {
    showSuccess(this.message, ...content);
    this.message.scrollIntoView({ block: "center" });
  }
}
