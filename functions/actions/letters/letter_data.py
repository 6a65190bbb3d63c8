"""From an enquiry to the data of its letters and e-mails. Figures and the sentences of rules come from the domain."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from functions.actions.letters.sender import sender_of
from functions.documents import contexts, mail_contexts
from functions.domain.billing.enquiry_fees import fee_of
from functions.domain.calendar import local_day
from functions.domain.catalogue import deadlines
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import FREE, FeeStatus, quote, status_after
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Document, Service
from functions.domain.catalogue.sources import Rule
from functions.domain.catalogue.syllabuses import Component, Syllabus
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.grade_checks import check_request_rows
from functions.domain.enquiries.school_assessed_appeals import appeal_rows
from functions.domain.enquiries.submission import Submission
from functions.domain.people.people import Organisation
from functions.domain.views.appeal_pages import target_text
from functions.domain.views.enquiry_pages import outcome_of


def acknowledgement(enquiry: Enquiry, body: Body, now: datetime) -> contexts.Acknowledgement:
    """Return the data of the acknowledgement letter: what was understood, the promised day, and until when changes are free."""
    route, series, service, syllabus = entries_of(enquiry, body)
    received = enquiry.received_at or enquiry.submitted_at
    return contexts.Acknowledgement(
        **letter_of(enquiry, body, now),
        enquiry_number=enquiry.number or enquiry.reference,
        components=tuple(component_of(syllabus, line.component) for line in enquiry.lines),
        submitted_at=moment(enquiry.submitted_at, body),
        received_at=moment(received, body),
        promised_by=deadlines.promised_by(body, service, received),
        target=target_text(service, body),
        handling_notice=series.notice.text if series.notice else None,
        change_rule=f"Please check every detail. {_change_rule(route, service)}",
        appeal=enquiry.appeal is not None,
        next_steps=(*_evidence(route, service), contexts.Step(title="If something here is wrong", text=_mending(service, body))),
    )


def _change_rule(route: Route, service: Service) -> str:
    window = route.timings.change_window
    if service.missing:
        return f"{FREE} You can cancel it until it is answered."
    if not route.fee_rule.late_change_charged:
        return f"You can cancel the {'appeal' if service.appeal else 'request'} until its outcome is there."
    if service.appeal:
        return f"You can cancel the appeal without charge within {window} of this acknowledgement; cancelling later costs an administration fee."
    if not service.availability.about_components:  # there is nothing to take out
        return f"You can cancel the enquiry without charge within {window} of this acknowledgement; cancelling later costs an administration fee."
    return (
        f"You can amend or cancel the enquiry without charge within {window} of this acknowledgement; a later change costs "
        f"an administration fee. {route.rules['all-at-once'].text}"
    )


def _evidence(route: Route, service: Service) -> tuple[contexts.Step, ...]:
    if service.appeal:
        return (_step("Documents", route.rules["appeal-documents"]),)
    if not service.evidence_asked:
        return ()
    such = " or ".join(service.evidence_asked)
    return (
        contexts.Step(
            title="Evidence",
            text=f"If our records may be wrong, upload evidence, such as {such}, on the enquiry’s page at the desk."
            if service.missing
            else f"Upload {such} on the enquiry’s page at the desk, if you have not done so yet.",
        ),
    )


def _mending(service: Service, body: Body) -> str:
    return f"{'Cancel the appeal' if service.appeal else 'Amend the enquiry' if service.availability.about_components else 'Cancel the enquiry'} on the desk, or write to {body.contact.email}."


def outcome(enquiry: Enquiry, body: Body, now: datetime) -> contexts.Outcome:
    """Return the data of the outcome letter: the mark of each component after review, the syllabus grade, the fee, and what follows."""
    route, _, service, syllabus = entries_of(enquiry, body)
    changed = status_after(enquiry.grade_before, enquiry.grade_after) is FeeStatus.WAIVED
    steps = []
    if changed:
        steps.append(contexts.Step(title="Statement of results", text=route.rules["statement"].text))
    if Document.SCRIPT in service.documents:
        steps.append(
            contexts.Step(
                title="Copy of script", text="A copy of the script of each component comes with this outcome, on the same page of the desk."
            )
        )
    steps.append(_step("Appeal", route.rules["appeal"]))
    finding = (
        f"The syllabus grade changes from {enquiry.grade_before} to {enquiry.grade_after}."
        if changed
        else f"The syllabus grade stays {enquiry.grade_after}."
    )
    return contexts.Outcome(
        **letter_of(enquiry, body, now),
        enquiry_number=enquiry.number or enquiry.reference,
        received_at=moment(enquiry.received_at or enquiry.submitted_at, body),
        lines=tuple(
            contexts.OutcomeLine(
                component=component_of(syllabus, line.component), mark_before=line.mark_before, mark_after=line.mark_after,
                result=outcome_of(line), reason=line.reason or None,
            )
            for line in enquiry.lines
        ),
        grade_before=enquiry.grade_before, grade_after=enquiry.grade_after, finding=finding, fee=fee_of(enquiry, body)["text"], next_steps=tuple(steps),
    )  # fmt: skip


def receipt(submission: Submission, organisation: Organisation, body: Body) -> contexts.Receipt:
    """Return the data of the receipt. It is made from the stored submission, so it says the same whenever it is made."""
    content = submission.content
    route, series, syllabus = body.route(content.route), body.series_of(content.series), body.syllabuses_by_code[content.syllabus]
    if route is None or series is None or submission.submitted_at is None or submission.digest is None:
        raise LookupError(f"submission {submission.id} cannot be printed")
    service = route.service(content.service)
    quoted = quote(body, route, content.service, len(content.components), content.candidate_numbers, cost=submission.cost)
    said = {each.id: each.text for each in route.declarations}
    within = submission.promised or route.timings
    return contexts.Receipt(
        **sender_of(body), dated=local_day(submission.submitted_at, body.zone),
        centre=contexts.Centre(number=organisation.centres.get(body.id, "-"), name=organisation.name), reference=submission.reference,
        service=contexts.CodeAndName(code=service.label if service else content.service, name=service.name if service else content.service), route=route.aside, series=series.title,
        qualification=syllabus.qualification, syllabus=contexts.CodeAndName(code=syllabus.code, name=syllabus.name),
        candidates=tuple(contexts.Candidate(number=each.number, name=each.name) for each in submission.candidates),
        **(_everybody(service) if service else {}),
        components=tuple(component_of(syllabus, code) for code in sorted(content.components)),
        asked=tuple(contexts.Step(title=row.term, text=row.value) for row in (*check_request_rows(content, route, service), *appeal_rows(content, service)) if row.value),
        submitted_at=moment(submission.submitted_at, body), submitted_by=submission.submitted_as or "Exams officer",
        contact_email=content.contact_email, note=content.note or None, grounds=submission.grounds or None, declarations=submission.accepted or tuple(said[each] for each in submission.declarations),
        fee=contexts.Fee(
            lines=tuple(contexts.FeeLine(candidate=number, text=service.title if service else content.service, money=each) for number, each in quoted.lines),
            total=quoted.total, waiver=quoted.waiver, explanation=quoted.explanation or None, demonstration=quoted.demonstration,
        ),
        digest=submission.digest,
        next_steps=(
            contexts.Step(title="Enquiry number", text=f"Each candidate’s enquiry has its number within {within.number_within}. If not, write to {body.contact.email}."),
            contexts.Step(
                title="Acknowledgement letter",
                text=f"It is there within {within.acknowledgement_within}, and an e-mail says so. If not, write to {body.contact.email} at once.",
            ),
        ),
    )  # fmt: skip


def mail(kind: str, enquiry: Enquiry, organisation: Organisation, body: Body, link: str) -> mail_contexts.MailContext:
    """Return the data of an e-mail about an enquiry; `link` opens the enquiry at the recipient's desk. Raise KeyError for another kind of e-mail."""
    route, series, service, syllabus = entries_of(enquiry, body)
    told: dict[str, Any] = {
        **_mail(organisation, body, enquiry.reference), "service": contexts.CodeAndName(code=service.label, name=service.name), "series": series.title,
        "syllabus": contexts.CodeAndName(code=syllabus.code, name=syllabus.name), "link": link,
        "enquiry_number": enquiry.number or enquiry.reference,
    }  # fmt: skip
    if kind == "acknowledgement" and enquiry.acknowledged_at:
        told["change_until"] = moment(deadlines.changes_free_until(body, route, enquiry.acknowledged_at), body)
    return mail_contexts.MAILS[kind].model_validate(told)


def receipt_mail(submission: Submission, organisation: Organisation, body: Body, site: str) -> mail_contexts.ReceiptMail:
    """Return the data of the e-mail that confirms a submission."""
    content = submission.content
    route, series, syllabus = body.route(content.route), body.series_of(content.series), body.syllabuses_by_code[content.syllabus]
    service = route.service(content.service) if route else None
    if submission.submitted_at is None or series is None:
        raise LookupError(f"submission {submission.id} was not submitted")
    return mail_contexts.ReceiptMail(
        **_mail(organisation, body, submission.reference), service=contexts.CodeAndName(code=service.label if service else content.service, name=service.name if service else content.service),
        series=series.title, syllabus=contexts.CodeAndName(code=syllabus.code, name=syllabus.name),
        link=f"{site}/desk/submitted/?id={submission.id}", submitted_at=moment(submission.submitted_at, body),
    )  # fmt: skip


def announcement_mail(organisation: Organisation, body: Body, link: str) -> mail_contexts.AnnouncementMail:
    """Return the data of the e-mail that there is a message for all centres. The message itself is on the desk only."""
    told = _mail(organisation, body, "")
    del told["reference"]
    return mail_contexts.AnnouncementMail(**told, link=link)


def letter_of(enquiry: Enquiry, body: Body, now: datetime) -> dict[str, Any]:
    route, series, service, syllabus = entries_of(enquiry, body)
    return {
        **sender_of(body), "dated": local_day(now, body.zone),
        "centre": contexts.Centre(number=enquiry.centre or "-", name=enquiry.organisation_name), "reference": enquiry.reference,
        "service": contexts.CodeAndName(code=service.label, name=service.name), "route": route.aside, "series": series.title, "qualification": enquiry.qualification,
        "syllabus": contexts.CodeAndName(code=syllabus.code, name=syllabus.name),
        "candidates": tuple(contexts.Candidate(number=each.number, name=each.name) for each in enquiry.candidates),
        **_everybody(service),
    }  # fmt: skip


def _everybody(service: Service) -> dict[str, str]:
    """Return what a document says in place of candidates where it is about a whole cohort; nothing for other services."""
    return {"everybody": "The whole cohort in this syllabus"} if service.availability.whole_cohort else {}


def _mail(organisation: Organisation, body: Body, reference: str) -> dict[str, Any]:
    centre = contexts.Centre(number=organisation.centres.get(body.id, "-"), name=organisation.name)
    return {**sender_of(body), "centre": centre, "reference": reference}


def component_of(syllabus: Syllabus, code: str) -> contexts.Component:
    found: Component | None = syllabus.component(code)
    return contexts.Component(code=code, title=found.title if found else code)


def moment(at: datetime, body: Body) -> contexts.Moment:
    return contexts.Moment(at=at, zone=body.zone)


def _step(title: str, rule: Rule) -> contexts.Step:
    return contexts.Step(title=title, text=rule.text)
