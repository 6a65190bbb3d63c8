"""The names of what must still follow from an event: kept on its history entry until it is done."""

from __future__ import annotations

from functions.domain.catalogue.services import Document

RECEIVE = "receive"  # number an enquiry and put it into the queue
RECEIPT = "receipt"  # make the receipt of a submission
RELEASE = "release"  # move on what waited for an enquiry
STATEMENT = "statement"  # make the updated statement of results
TELL = "tell"  # leave an e-mail due for each centre
MAIL = "mail"  # send an e-mail: mail:KIND, or mail:KIND:RECIPIENT
ADDRESS_BEFORE, ADDRESS_AFTER = f"{MAIL}:address_changed:before", f"{MAIL}:address_changed:after"  # to the old and the new address
INVOICE_PAPER, CREDIT_PAPER = "invoice", "credit_note"  # make the PDF; the e-mails have the same names

MAILS = {  # the e-mail that says that a document is available
    Document.ACKNOWLEDGEMENT: "acknowledgement",
    Document.OUTCOME: "outcome",
    Document.SCRIPT: "copy_of_script",
    Document.REPORT: "report",
    Document.STATEMENT: "statement",
}
