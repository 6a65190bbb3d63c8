"""The names of what must still follow from an event: kept on its history entry until it is done."""

from __future__ import annotations

from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.services import TELLING_OUTCOME
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.submission import Submission

RECEIVE = "receive"  # number an enquiry and put it into the queue
RECEIPT = "receipt"  # make the receipt of a submission
RELEASE = "release"  # move on what waited for an enquiry
STATEMENT = "statement"  # make the updated statement of results
CONSENTS = "consents"  # note on candidates' consents which request rests on them
CONSENT_LINK, CONSENT_COPY = "consent_link", "consent_copy"  # e-mails to a candidate
TELL = "tell"  # leave an e-mail due for each centre
MAIL = "mail"  # send an e-mail: mail:KIND, or mail:KIND:RECIPIENT
ADDRESS_BEFORE, ADDRESS_AFTER = f"{MAIL}:address_changed:before", f"{MAIL}:address_changed:after"  # to the old and the new address
INVOICE_PAPER, CREDIT_PAPER = "invoice", "credit_note"  # make the PDF; the e-mails have the same names
ACCOUNT, INVITE_AGAIN, END_ACCESS, RESET_FACTOR = "account", "invite_again", "end_access", "reset_factor"  # of a person's sign-in
MEMBERSHIP, MEMBERSHIP_CONTACT = f"{MAIL}:membership", f"{MAIL}:membership:contact"  # to the person, to the organisation's address
SUMMARY = f"{MAIL}:summary"

ASKER = "asker"  # a recipient: the person who submitted the enquiry
ACCEPTANCE, DECLINED = "acceptance", "declined"  # e-mails with which a body accepts or declines

MAILS = {  # the e-mail that says that a document is available
    Document.ACKNOWLEDGEMENT: "acknowledgement",
    Document.OUTCOME: "outcome",
    Document.SCRIPT: "copy_of_script",
    Document.REPORT: "report",
    Document.BREAKDOWN: "breakdown",
    Document.EVIDENCE: "digital_evidence",
    Document.TASKS: "task_marks",
    Document.STATEMENT: "statement",
}


def due_on_submission(submission: Submission) -> tuple[str, ...]:
    """Return what follows a submission. What the centre makes in a body's own portal gets no number here, for nobody here receives it."""
    follows = (RECEIPT, f"{MAIL}:receipt")
    return follows if submission.portal else (RECEIVE, *follows)


def mail_for(document: Document, enquiry: Enquiry) -> str:
    """Return the e-mail that says that a document of an enquiry is available."""
    return ACCEPTANCE if document is Document.ACKNOWLEDGEMENT and enquiry.is_accepted_or_declined else MAILS[document]


def mails_to_asker(enquiry: Enquiry, kind: str) -> tuple[str, ...]:
    """Return the e-mails for a decision, to the contact address, and the person who submitted the enquiry.

    An Associate Centre deals with its Associate: both are told of a decline, and a letter is the Associate's to release (CI-14).
    """
    if enquiry.associate:
        return (f"{MAIL}:{kind}", f"{MAIL}:{kind}:centre") if kind == DECLINED else (f"{MAIL}:{kind}",)
    return (f"{MAIL}:{kind}", f"{MAIL}:{kind}:{ASKER}")


def mails_for(document: Document, enquiry: Enquiry) -> tuple[str, ...]:
    """Return the e-mails that are due once a document is issued; of a body's decisions also to the person who submitted (NC-13)."""
    kind = mail_for(document, enquiry)
    decides = enquiry.is_accepted_or_declined and document in {Document.ACKNOWLEDGEMENT, *TELLING_OUTCOME}
    return mails_to_asker(enquiry, kind) if decides else (f"{MAIL}:{kind}",)
