"""Documents, evidence and printed statements in the table: what their files are called, and who may open them."""

import hashlib
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from functions.adapters import cursors, keys
from functions.adapters.items import item_of, listed_item_of, model_in
from functions.adapters.keys import FINGERPRINT
from functions.adapters.table import Put, Table
from functions.domain.calendar import iso
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import CaseOwner
from functions.domain.enquiries.expected_documents import CODE_IN_SLOT, code_in_slot

DOCUMENT_ID = (
    f"(AckLetter|OutLetter|Rpt|Breakdown|Statement(-{CODE_IN_SLOT})?|(CoSLetter|DigitalEvidence|TaskMarks)-{CODE_IN_SLOT})"
    "[.][0-9a-f]{16}"  # what StoredDocument.id can be
)
ATTACHED, ISSUED = "attached", "issued"


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
        return self.sha256[:FINGERPRINT]

    @property
    def id(self) -> str:
        """The slot and the fingerprint of the content: another file in the same slot is another document."""
        return f"{self.slot}.{self.fingerprint}"

    @property
    def file(self) -> str:
        """The key of the file. It contains the fingerprint, so nothing is ever put in its place."""
        return document_file(self.enquiry, self.id)


class Evidence(BaseModel):
    """A checked file that a centre has added to an enquiry. `kind` is what its content is: pdf, jpg or png."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    enquiry: str
    name: str
    kind: str
    size: int
    sha256: str
    at: datetime

    @property
    def fingerprint(self) -> str:
        return self.sha256[:FINGERPRINT]

    @property
    def file(self) -> str:
        return f"evidence/{self.enquiry}/{self.fingerprint}.{self.kind}"


class Printing(BaseModel):
    """An updated statement of results for staff to print and send. `sent_at` and `sent_by` are empty until it is sent.

    An enquiry about a cohort has one for each candidate whose grade it changed: the document's slot names the candidate.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    enquiry: str
    body: str
    document: str
    made_at: datetime
    sent_at: datetime | None = None
    sent_by: CaseOwner | None = None

    @property
    def candidate(self) -> str:
        """The number of the candidate, only where the enquiry is about a cohort."""
        return code_in_slot(slot_in(self.document))


def slot_in(document: str) -> str:
    """Return the slot in the id of a document: 'AckLetter' of 'AckLetter.0f3a…'. A code in a slot may have dots itself."""
    return document.rpartition(".")[0]


def note_file(context: BaseModel) -> str:
    """Return the key of a centre's note to a family, by what it says: the same note is the same file. It is kept for two days."""
    return f"previews/notes/{hashlib.sha256(context.model_dump_json().encode()).hexdigest()[: 2 * FINGERPRINT]}.pdf"


def paper_file(order: BaseModel, format: str) -> str:
    """Return the key of a centre's own paper, by what it says: the same paper is the same file. It is kept for two days."""
    return f"previews/papers/{hashlib.sha256(order.model_dump_json().encode()).hexdigest()[: 2 * FINGERPRINT]}.{format}"


def receipt_file(submission: str) -> str:
    """Return the key of a submission's receipt."""
    return f"receipts/{submission}.pdf"


def document_file(enquiry: str, document: str) -> str:
    """Return the key of the file of a document by the document's id."""
    return f"documents/{enquiry}/{document}.pdf"


def put_document(document: StoredDocument, enquiry: Enquiry, expect: int | None = None) -> Put:
    """Store the document with the attributes that permit opening it: `stage`, and who may.

    `org` is the centre once it may; `associate` and `awarding` are the others, who may as soon as it is there. `expect` as in Put.
    """
    centre = enquiry.organisation if document.slot in enquiry.open_to_centre else ""
    readers = {"org": centre, "associate": enquiry.associate or "", "awarding": enquiry.body}
    return Put(item_of(keys.document(document.enquiry, document.id), 1, document, stage=document.stage, **readers), expect)


def put_evidence(evidence: Evidence, enquiry: Enquiry) -> Put:
    """Store the evidence with those who may open it: the centre, its Associate if it has one, and the awarding body."""
    readers = {"org": enquiry.organisation, "associate": enquiry.associate or "", "awarding": enquiry.body}
    return Put(item_of(keys.evidence(enquiry.id, evidence.fingerprint), 1, evidence, **readers))


def read_evidence(table: Table, enquiry: str, fingerprint: str) -> Evidence | None:
    """Return one file of evidence of an enquiry."""
    item = table.get(keys.evidence(enquiry, fingerprint))
    return model_in(Evidence, item) if item else None


def put_printing(printing: Printing, expect: int) -> Put:
    """Store it in the list of statements to print, in order of making, or in that of statements sent."""
    stage, since = (keys.PRINTED, printing.sent_at) if printing.sent_at else (keys.TO_PRINT, printing.made_at)
    place = "#".join(each for each in (iso(since), printing.enquiry, printing.candidate) if each)
    listed = {"g2pk": keys.queue(printing.body, stage), "g2sk": place}
    return Put(listed_item_of(keys.printing(printing.enquiry, printing.candidate), expect + 1, printing, **listed), expect)


def read_printing(table: Table, enquiry: str, candidate: str = "") -> Printing | None:
    """Return whether an enquiry's statement is printed and sent; None where it has none. `candidate` only for one about a cohort."""
    item = table.get(keys.printing(enquiry, candidate))
    return model_in(Printing, item) if item else None


def list_printings(table: Table, body: str, *, sent: bool, limit: int, after: str = "") -> tuple[list[Printing], str | None]:
    """Return a page of the statements of an awarding body to print, the first made first, or of those sent, the latest first.

    With it comes the cursor to go on after; None at the end.
    """
    pk = keys.queue(body, keys.PRINTED if sent else keys.TO_PRINT)
    last = keys.printing(cursors.enquiry_in(after), cursors.candidate_in(after)) if cursors.is_cursor(after) else None
    start = {"g2pk": pk, "g2sk": after, **last._asdict()} if last else None
    page = table.index("queues", pk, limit=limit, after=start, newest_first=sent)
    return [model_in(Printing, item) for item in page.items], page.next
