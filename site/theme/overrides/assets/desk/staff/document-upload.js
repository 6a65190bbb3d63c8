// A PDF brought by staff for one document of an enquiry.
import { call, get } from "../api.js";
import { UploadBox } from "../components/upload-box.js";

const MOST_BYTES = 25_000_000; // as the desk takes them; asked here only so that no huge file is read for nothing

export class DocumentUpload extends UploadBox {
  // `enquiry` is its id, `document` one of its documents; `label` and `attached` as for every box.
  constructor(enquiry, { slot, kind, component }, { label, attached }) {
    super({
      id: `file-${slot}`,
      label,
      hint: "Drop a PDF here or choose one, at most 25 MB. It is checked first. Nobody gets it before you issue it.",
      accept: "application/pdf,.pdf",
      most: MOST_BYTES,
      announced: (file) => call("POST", `staff/enquiries/${enquiry}/uploads`, { kind, component, ...file }, { repeatable: true }),
      became: (id) => get(`staff/uploads/${id}`),
      attached,
    });
  }
}
