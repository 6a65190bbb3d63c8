"""The data of each e-mail: one frozen model for each kind. Unknown fields are refused, and none takes a candidate, a mark or a grade."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from functions.documents.contexts import Centre, CodeAndName, Context, Label, Letterhead, Moment, Sentences, SingleLine
from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.words import OUR_WORDS, Words

Link = Annotated[str, Field(max_length=500, pattern=r"^https?://[^\s<>\"]+$")]


class EmailContext(Context):
    """What every e-mail says: which awarding body sends it, to which centre, and where on the desk to read on."""

    body: SingleLine
    contact: SingleLine
    letterhead: Letterhead = Letterhead()
    words: Words = OUR_WORDS
    centre: Centre
    link: Link
    demonstration: SingleLine | None = None


class AnnouncementMail(EmailContext):
    """To every centre: the awarding body has an announcement. The e-mail does not repeat it."""

    kind: Literal["announcement"] = "announcement"


class AddressChangedMail(EmailContext):
    """To the address that a centre had before a correction (`is_former`), and to the one that it has now. Neither names the other."""

    kind: Literal["address_changed"] = "address_changed"
    is_former: bool


class MembershipMail(EmailContext):
    """To somebody whose access to an organisation began, changed or ended; of a change of coordinators, to the organisation's address.

    `centre` is the organisation, of whichever kind. It names nobody else.
    """

    kind: Literal["membership"] = "membership"
    change: Literal["added", "roles", "left", "factor", "drafts", "coordinator"]
    roles: tuple[SingleLine, ...] = ()


class SummaryLine(Context):
    """One line of a summary: how much, of what, and the page of the desk that lists it."""

    count: int
    text: SingleLine
    link: Link


class SummaryMail(EmailContext):
    """To somebody who asked for it: how much there is to do. It names nobody and says no result. `stop` ends it at one click."""

    kind: Literal["summary"] = "summary"
    lines: Annotated[tuple[SummaryLine, ...], Field(min_length=1)]
    often: Literal["daily", "weekly"]
    stop: Link
    stop_by_post: Link


class SignInInvitationMail(EmailContext):
    """To somebody for whom an account was made: the password for the first sign-in. Cognito puts password and address in and sends it.

    `centre` is the organisation that invites, of whichever kind.
    """

    kind: Literal["sign_in_invitation"] = "sign_in_invitation"
    password: Label
    address: Label


class SignInCodeMail(EmailContext):
    """To somebody who has forgotten their password: a code. Cognito puts it in and sends it."""

    kind: Literal["sign_in_code"] = "sign_in_code"
    code: Label


class Mail(EmailContext):
    """What every e-mail about an enquiry says: which document is ready, for which enquiry, and where on the desk to open it.

    No field takes a candidate, a mark, a grade or the centre's note, which often holds a candidate's name.
    """

    reference: Label
    service: CodeAndName
    series: SingleLine
    syllabus: CodeAndName


class NumberedMail(Mail):
    """About an enquiry that has its number."""

    enquiry_number: Label


class DocumentMail(NumberedMail):
    """A document is ready: one of the kind `about`. `document` is what the awarding body calls it, where it has a name of its own."""

    about: ClassVar[Document]
    document: SingleLine | None = None


class ReceiptMail(Mail):
    """To the contact address: what was submitted, and to which Associate where there is one. `link` opens it.

    `prepared` says that a request which is made in a body's own portal was sent to nobody.
    """

    kind: Literal["receipt"] = "receipt"
    associate: SingleLine | None = None
    prepared: Sentences | None = None
    submitted_at: Moment


class AcknowledgementMail(DocumentMail):
    """The acknowledgement letter is ready. `changes` says until when the enquiry can be amended or cancelled, and at what cost."""

    ours = frozenset({"changes"})
    about: ClassVar[Document] = Document.ACKNOWLEDGEMENT
    kind: Literal["acknowledgement"] = "acknowledgement"
    changes: Sentences


class AcceptanceMail(NumberedMail):
    """The enquiry is accepted, and its letter is ready. `changes` as for the acknowledgement letter."""

    ours = frozenset({"changes"})

    kind: Literal["acceptance"] = "acceptance"
    changes: Sentences


class DeclinedMail(NumberedMail):
    """The awarding body does not accept the enquiry. The desk gives the reason."""

    kind: Literal["declined"] = "declined"


class ChangedMail(NumberedMail):
    """To whoever did not make it, centre or Associate: an enquiry was amended or cancelled, or a proposed change was declined."""

    kind: Literal["changed"] = "changed"


class ChangeProposedMail(NumberedMail):
    """To an Associate: its Associate Centre proposes a change that costs something."""

    kind: Literal["change_proposed"] = "change_proposed"


class OutcomeMail(DocumentMail):
    """The outcome letter is ready. Only the letter says what the outcome is."""

    about: ClassVar[Document] = Document.OUTCOME
    kind: Literal["outcome"] = "outcome"


class ReportMail(DocumentMail):
    """A report is ready."""

    about: ClassVar[Document] = Document.REPORT
    kind: Literal["report"] = "report"


class BreakdownMail(DocumentMail):
    """A breakdown of marks is ready. Only the document says the marks."""

    about: ClassVar[Document] = Document.BREAKDOWN
    kind: Literal["breakdown"] = "breakdown"


class DigitalEvidenceMail(DocumentMail):
    """Digital evidence of a candidate is ready."""

    about: ClassVar[Document] = Document.EVIDENCE
    kind: Literal["digital_evidence"] = "digital_evidence"


class TaskMarksMail(DocumentMail):
    """A breakdown of marks by task is ready."""

    about: ClassVar[Document] = Document.TASKS
    kind: Literal["task_marks"] = "task_marks"


class StatementMail(DocumentMail):
    """An updated statement of results is ready."""

    about: ClassVar[Document] = Document.STATEMENT
    kind: Literal["statement"] = "statement"


class ExtendedMail(NumberedMail):
    """The awarding body extended this enquiry to other candidates. The desk says to whom."""

    kind: Literal["extended"] = "extended"


class ToApproveMail(NumberedMail):
    """To an Associate: an enquiry of one of its Associate Centres waits for approval."""

    kind: Literal["to_approve"] = "to_approve"


class MessageMail(NumberedMail):
    """There is a message about an enquiry. Only the desk shows it."""

    kind: Literal["message"] = "message"


class RejectedMail(NumberedMail):
    """To an Associate Centre: its Associate did not send the enquiry on. The desk gives the reason."""

    kind: Literal["rejected"] = "rejected"


class CopyOfScriptMail(DocumentMail):
    """A copy of a script is ready."""

    about: ClassVar[Document] = Document.SCRIPT
    kind: Literal["copy_of_script"] = "copy_of_script"


class BillMail(EmailContext):
    """To a payer, about an invoice or a credit note. `reference` is its number. Only the desk shows the amounts and the candidates."""

    reference: Label
    series: SingleLine


class InvoiceMail(BillMail):
    """An invoice was issued."""

    kind: Literal["invoice"] = "invoice"


class CreditNoteMail(BillMail):
    """A credit note was issued."""

    kind: Literal["credit_note"] = "credit_note"
    invoice_number: Label


MailContext = (
    ReceiptMail | AcknowledgementMail | AcceptanceMail | DeclinedMail | ChangedMail | ChangeProposedMail | OutcomeMail | CopyOfScriptMail | ReportMail | BreakdownMail | DigitalEvidenceMail | TaskMarksMail | StatementMail | ExtendedMail
    | ToApproveMail | RejectedMail | MessageMail | AnnouncementMail | AddressChangedMail | MembershipMail | SummaryMail | SignInInvitationMail | SignInCodeMail | InvoiceMail | CreditNoteMail
)  # fmt: skip

MAILS: dict[str, type[MailContext]] = {
    "receipt": ReceiptMail,
    "acknowledgement": AcknowledgementMail,
    "acceptance": AcceptanceMail,
    "declined": DeclinedMail,
    "changed": ChangedMail,
    "change_proposed": ChangeProposedMail,
    "outcome": OutcomeMail,
    "copy_of_script": CopyOfScriptMail,
    "report": ReportMail,
    "breakdown": BreakdownMail,
    "digital_evidence": DigitalEvidenceMail,
    "task_marks": TaskMarksMail,
    "statement": StatementMail,
    "extended": ExtendedMail,
    "to_approve": ToApproveMail,
    "rejected": RejectedMail,
    "message": MessageMail,
    "invoice": InvoiceMail,
    "credit_note": CreditNoteMail,
    "announcement": AnnouncementMail,
    "address_changed": AddressChangedMail,
    "membership": MembershipMail,
    "summary": SummaryMail,
    "sign_in_invitation": SignInInvitationMail,
    "sign_in_code": SignInCodeMail,
}
