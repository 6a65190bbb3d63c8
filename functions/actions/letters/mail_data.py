"""The data of the e-mails."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from functions.actions.letters.letter_data import moment
from functions.actions.letters.sender import sender_of
from functions.documents import contexts, mail_contexts
from functions.domain.catalogue.bodies import Body
from functions.domain.enquiries.change_terms import Reader, change_terms
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.portal_records import nothing_sent
from functions.domain.enquiries.submission import Submission
from functions.domain.people.people import Organisation


def mail(
    kind: str,
    enquiry: Enquiry,
    organisation: Organisation,
    body: Body,
    link: str,
    *,
    now: datetime,
    associate: Organisation | None,
    reader: Reader,
) -> mail_contexts.MailContext:
    """Return the data of an e-mail about an enquiry; `link` opens the enquiry at the desk of the `reader`. Raise KeyError for another kind of e-mail.

    An Associate Centre is sent to its `associate` with questions, and not past it.
    """
    _, series, service, syllabus = entries_of(enquiry, body)
    told: dict[str, Any] = {
        **_mail(organisation, body, enquiry.reference, associate if reader == "centre" else None), "service": contexts.CodeAndName(code=service.label, name=service.name), "series": series.title,
        "syllabus": contexts.CodeAndName(code=syllabus.code, name=syllabus.name), "link": link,
        "enquiry_number": enquiry.number or enquiry.reference,
    }  # fmt: skip
    context = mail_contexts.MAILS[kind]
    if issubclass(context, mail_contexts.DocumentMail):
        told["document"] = body.document_names.get(context.about)
    if kind in {"acknowledgement", "acceptance"}:
        told["changes"] = change_terms(enquiry, body, now, reader)
    return context.model_validate(told)


def receipt_mail(
    submission: Submission, organisation: Organisation, body: Body, site: str, associate: Organisation | None = None
) -> mail_contexts.ReceiptMail:
    """Return the data of the e-mail that confirms a submission."""
    content = submission.content
    route, series, syllabus = body.route(content.route), body.series_of(content.series), body.syllabuses_by_code[content.syllabus]
    service = route.service(content.service) if route else None
    if submission.submitted_at is None or series is None:
        raise LookupError(f"submission {submission.id} was not submitted")
    return mail_contexts.ReceiptMail(
        **_mail(organisation, body, submission.reference, associate), associate=associate.name if associate else None,
        prepared=nothing_sent(body.name, submission.portal) if submission.portal else None, service=contexts.CodeAndName(code=service.label if service else content.service, name=service.name if service else content.service),
        series=series.title, syllabus=contexts.CodeAndName(code=syllabus.code, name=syllabus.name),
        link=f"{site}/desk/submitted/?id={submission.id}", submitted_at=moment(submission.submitted_at, body),
    )  # fmt: skip


def announcement_mail(organisation: Organisation, body: Body, link: str) -> mail_contexts.AnnouncementMail:
    """Return the data of the e-mail that there is a message for all centres. The message itself is on the desk only."""
    told = _mail(organisation, body, "")
    del told["reference"]
    return mail_contexts.AnnouncementMail(**told, link=link)


def _mail(organisation: Organisation, body: Body, reference: str, associate: Organisation | None = None) -> dict[str, Any]:
    centre = contexts.Centre(number=organisation.centres.get(body.id, "-"), name=organisation.name)
    return {**sender_of(body, contact=associate.contact_email if associate else None), "centre": centre, "reference": reference}
