// A PDF brought by staff for one document of an enquiry.
import { call, get } from "../calls.js";
import { UploadBox } from "../upload-box.js";

const MOST_BYTES = 25_000_000; // as the desk takes them; asked here only so that no huge file is read for nothing

// `announced` and `attached` as for every box; `slot` is the document's.
export class Upload extends UploadBox {
  constructor({ slot, ...told }) {
    super({
      id: `file-${slot}`,
      hint: "Drop the PDF on the box or choose it; at most 25 MB. It is checked first and goes to nobody before you issue it.",
      accept: "application/pdf,.pdf",
      most: MOST_BYTES,
      became: (id) => get(`staff/uploads/${id}`),
      ...told,
    });
  }
}

export function announceUpload(enquiry, { kind, component }) {
  return (file) => call("POST", `staff/enquiries/${enquiry}/uploads`, { kind, component, ...file }, { repeatable: true });
}
