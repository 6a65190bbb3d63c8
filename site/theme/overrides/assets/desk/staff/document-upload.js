// A PDF brought by staff for one document of an enquiry.
import { call, get } from "../api.js";
import { UploadBox } from "../components/upload-box.js";

export class DocumentUpload extends UploadBox {
  // `enquiry` is its id, `document` one of its documents; `label`, `limits` and `attached` as for every box.
  constructor(enquiry, { slot, kind, component }, { label, limits, attached }) {
    super({
      id: `file-${slot}`,
      label,
      limits,
      accept: "application/pdf,.pdf",
      announced: (file) => call("POST", `staff/enquiries/${enquiry}/uploads`, { kind, component, ...file }, { repeatable: true }),
      became: (id) => get(`staff/uploads/${id}`),
      attached,
    });
  }
}
