// Evidence for an enquiry: the files that the centre brought, each with checksum and time, and on the centre's desk the box to bring one in.
import { call, get } from "../api.js";
import { Component } from "../components/component.js";
import { UploadBox } from "../components/upload-box.js";
import { timeElement } from "../dates.js";
import { downloadButton } from "../download-button.js";
import { h, refill } from "../elements.js";

const KINDS = { pdf: "PDF", jpg: "JPEG", png: "PNG" };

export class EvidenceList extends Component {
  static module = "evidence";

  // `path` is where the desk's enquiries are in the API.
  constructor(root, { path }) {
    super(root);
    this.path = path;
  }

  show({ id, evidence, evidence_asked: asked, portal }) {
    const shown = Boolean(asked) || Boolean(portal);
    this.root.hidden = !shown;
    if (!shown) return;
    if (portal) this.find("h2").textContent = `Documents from ${portal.body_name}`;
    this.part("no-evidence").hidden = evidence.length > 0;
    refill(this.part("evidence-list"), evidence.map((each) => h("li", {}, evidenceLine(each, `${this.path}/${id}/evidence/${each.id}/link`))));
  }
}

// On the centre's page. Posted straight to the store and watched until it is kept or refused.
export class CentreEvidence extends EvidenceList {
  constructor(root, { page }) {
    super(root, page);
    this.upload = new UploadBox({
      id: "evidence-file",
      label: "Upload a file",
      limits: this.part("bring-evidence"),
      accept: "application/pdf,image/jpeg,image/png,.pdf,.jpg,.jpeg,.png",
      announced: (file) => call("POST", `${page.apiPath}/evidence`, file, { repeatable: true }),
      became: (id) => get(`uploads/${id}`),
      attached: () => page.readAgain(),
    });
  }

  init() {
    this.upload.init();
    this.part("bring-evidence").append(this.upload.root);
  }

  show(enquiry) {
    super.show(enquiry);
    this.part("bring-evidence").hidden = !enquiry.evidence_taken;
  }
}

function evidenceLine({ name, kind, size, sha256, at }, path) {
  const about = h("span", { class: "aside" }, `${KINDS[kind]}, ${Math.max(1, Math.round(size / 1000))} kB. SHA-256 `, h("code", { class: "checksum" }, sha256));
  return [downloadButton(name, path, about), h("span", { class: "hint" }, "Came ", timeElement(at))];
}
