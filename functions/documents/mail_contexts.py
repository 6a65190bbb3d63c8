"""What each e-mail is told: one frozen model a kind. Unknown fields are refused, and none takes a candidate, a mark or a grade."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from functions.documents.contexts import Centre, Facts, Label, Line, Moment, Named

Link = Annotated[str, Field(max_length=500, pattern=r"^https?://[^\s<>\"]+$")]


class AnnouncementMail(Facts):
    """To every centre: the awarding body has a message for its centres. It is about no enquiry, and says nothing of the message."""

    kind: Literal["announcement"] = "announcement"
    body: Line
    contact: Line
    centre: Centre
    link: Link
    demonstration: Line | None = None


class Mail(Facts):
    """What every e-mail about an enquiry says: which document is ready, for which enquiry, and where on the desk to open it.

    No field takes a candidate, a mark, a grade or the centre's note, which often holds a candidate's name.
    """

    body: Line
    contact: Line
    centre: Centre
    reference: Label
    service: Named
    series: Line
    syllabus: Named
    link: Link
    demonstration: Line | None = None


class ReceiptMail(Mail):
    """To the contact address, when a submission has been taken in. `link` opens the submission."""

    kind: Literal["receipt"] = "receipt"
    submitted_at: Moment


class AcknowledgementMail(Mail):
    """The acknowledgement letter is ready. `change_until` is the end of free amendment and cancellation, where the body has one."""

    kind: Literal["acknowledgement"] = "acknowledgement"
    enquiry_number: Label
    change_until: Moment | None = None


class OutcomeMail(Mail):
    """The outcome letter is ready; what it says stands in the letter alone."""

    kind: Literal["outcome"] = "outcome"
    enquiry_number: Label


class ReportMail(Mail):
    """A report is ready."""

    kind: Literal["report"] = "report"
    enquiry_number: Label


class StatementMail(Mail):
    """An updated statement of results is ready."""

    kind: Literal["statement"] = "statement"
    enquiry_number: Label


class ExtendedMail(Mail):
    """The awarding body extended this enquiry to other candidates; to whom stands on the desk."""

    kind: Literal["extended"] = "extended"
    enquiry_number: Label


class ToApproveMail(Mail):
    """To an Associate: an enquiry of one of its Associate Centres waits for approval."""

    kind: Literal["to_approve"] = "to_approve"
    enquiry_number: Label


class MessageMail(Mail):
    """Somebody wrote about an enquiry; what they wrote stands on the desk."""

    kind: Literal["message"] = "message"
    enquiry_number: Label


class RejectedMail(Mail):
    """To an Associate Centre: its Associate did not send the enquiry on. Why stands on the desk."""

    kind: Literal["rejected"] = "rejected"
    enquiry_number: Label


class CopyOfScriptMail(Mail):
    """A copy of a script is ready."""

    kind: Literal["copy_of_script"] = "copy_of_script"
    enquiry_number: Label


class InvoiceMail(Facts):
    """To who is invoiced: an invoice was issued. `reference` is its number; what is owed and for whom stands on the desk."""

    body: Line
    contact: Line
    centre: Centre
    reference: Label
    series: Line
    link: Link
    demonstration: Line | None = None
    kind: Literal["invoice"] = "invoice"


class CreditNoteMail(Facts):
    """To who is invoiced: a credit note was issued. `reference` is its number."""

    body: Line
    contact: Line
    centre: Centre
    reference: Label
    series: Line
    link: Link
    demonstration: Line | None = None
    kind: Literal["credit_note"] = "credit_note"
    invoice_number: Label


MailContext = (
    ReceiptMail | AcknowledgementMail | OutcomeMail | CopyOfScriptMail | ReportMail | StatementMail | ExtendedMail
    | ToApproveMail | RejectedMail | MessageMail | AnnouncementMail | InvoiceMail | CreditNoteMail
)  # fmt: skip

MAILS: dict[str, type[MailContext]] = {
    "receipt": ReceiptMail,
    "acknowledgement": AcknowledgementMail,
    "outcome": OutcomeMail,
    "copy_of_script": CopyOfScriptMail,
    "report": ReportMail,
    "statement": StatementMail,
    "extended": ExtendedMail,
    "to_approve": ToApproveMail,
    "rejected": RejectedMail,
    "message": MessageMail,
    "invoice": InvoiceMail,
    "credit_note": CreditNoteMail,
    "announcement": AnnouncementMail,
}
