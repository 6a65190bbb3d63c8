"""Documents, evidence and uploads as items of the table: what their files are called, and who may open them."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from functions.adapters import keys
from functions.adapters.records import FINGERPRINT_LENGTH, item_of
from functions.adapters.table import Item, Put
from functions.domain.calendar import iso
from functions.domain.enquiries.enquiry import CaseOwner, Enquiry
from functions.domain.people.people import Role

EVIDENCE = "Evidence"
DOCUMENT_ID = "(AckLetter|OutLetter|Rpt|Statement|CoSLetter-[0-9]{2})[.][0-9a-f]{16}"  # what StoredDocument.id can be


class StoredDocument(BaseModel):
    """A document of an enquiry: `attached` when its file is checked, `issued` when its centre may open it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    enquiry: str
    slot: str
    stage: str
    sha256: str
    size: int
    at: datetime

    @property
    def fingerprint(self) -> str:
        return self.sha256[:FINGERPRINT_LENGTH]

    @property
    def id(self) -> str:
        """The slot and what identifies the bytes: another file in the same slot is another document."""
        return f"{self.slot}.{self.fingerprint}"

    @property
    def file(self) -> str:
        """Where the file lies. The name bears the content's fingerprint, so nothing is ever put in its place."""
        return document_file(self.enquiry, self.id)


def receipt_file(submission: str) -> str:
    """Where a submission's receipt lies once it is made."""
    return f"receipts/{submission}.pdf"


def document_file(enquiry: str, document: str) -> str:
    return f"documents/{enquiry}/{document}.pdf"


class Evidence(BaseModel):
    """A file that a centre brought to an enquiry, checked. `kind` is what its content is: pdf, jpg or png."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    enquiry: str
    name: str
    kind: str
    size: int
    sha256: str
    at: datetime

    @property
    def fingerprint(self) -> str:
        return self.sha256[:FINGERPRINT_LENGTH]

    @property
    def file(self) -> str:
        return f"evidence/{self.enquiry}/{self.fingerprint}.{self.kind}"


class Printing(BaseModel):
    """An updated statement of results that staff are to print and send, or have: then `sent_at` and `sent_by` say when and who."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    enquiry: str
    body: str
    document: str
    made_at: datetime
    sent_at: datetime | None = None
    sent_by: CaseOwner | None = None


class Upload(BaseModel):
    """A file that was announced: what it must be when it arrives, and what became of it. Staff's has a document's slot; a
    centre's is evidence, and says whose it is."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    enquiry: str
    body: str
    slot: str
    filename: str
    size: int
    sha256: str
    stage: str = "waiting"
    problems: tuple[tuple[str, str], ...] = ()
    by: str
    organisation: str = ""
    role: Role | None = None


def put_document(document: StoredDocument, enquiry: Enquiry, expect: int | None = None) -> Put:
    """The document, with the attributes on which a link's permission is a condition: `stage`, and who may open it.

    `org` is the centre once it may, `associate` and `awarding` are the others who may as soon as it is there. `expect` as in Put.
    """
    centre = enquiry.organisation if document.slot in enquiry.open_to_centre else ""
    who = {"org": centre, "associate": enquiry.associate or "", "awarding": enquiry.body}
    item = item_of(keys.document(document.enquiry, document.id), 1, document, stage=document.stage, **who)
    return Put(item, expect)


def put_printing(printing: Printing, expect: int) -> Put:
    """It stands in the list of what is to print, in order of making, or of what is printed."""
    stage, since = (keys.PRINTED, printing.sent_at) if printing.sent_at else (keys.TO_PRINT, printing.made_at)
    listed = {"g2pk": keys.queue(printing.body, stage), "g2sk": f"{iso(since)}#{printing.enquiry}"}
    return Put(item_of(keys.printing(printing.enquiry), expect + 1, printing, **listed), expect)


def evidence_put(evidence: Evidence, enquiry: Enquiry) -> Put:
    """The file, with those who may open it: the centre, its Associate if it has one, and the awarding body."""
    who = {"org": enquiry.organisation, "associate": enquiry.associate or "", "awarding": enquiry.body}
    return Put(item_of(keys.evidence(enquiry.id, evidence.fingerprint), 1, evidence, **who))


def upload_item(upload: Upload, expires: datetime) -> Item:
    item = item_of(keys.upload(upload.id), 1, upload, stage=upload.stage)
    item["ttl"] = int(expires.timestamp())
    return item
