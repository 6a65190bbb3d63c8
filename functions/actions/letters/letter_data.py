"""From an enquiry to the data of its letters. Figures and the sentences of rules come from the domain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from functions.actions.letters.sender import sender_of
from functions.documents import contexts, outcome_contexts
from functions.domain.billing.enquiry_fees import fee_of
from functions.domain.calendar import local_day
from functions.domain.catalogue import deadlines
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.fees import quote
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service, Subject
from functions.domain.catalogue.sources import Rule
from functions.domain.catalogue.syllabuses import Component, Syllabus
from functions.domain.enquiries.amendments import is_amendable
from functions.domain.enquiries.change_terms import associate_of, change_terms, terms_on_submission
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.grade_checks import check_request_rows
from functions.domain.enquiries.portal_records import nothing_sent
from functions.domain.enquiries.school_assessed_appeals import appeal_rows
from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import Submission
from functions.domain.people.people import Organisation
from functions.domain.views.appeal_pages import target_text
from functions.domain.views.enquiry_pages import outcome_of


def acknowledgement(enquiry: Enquiry, body: Body, now: datetime) -> contexts.Acknowledgement:
    """Return the data of the acknowledgement letter: what was understood, the promised day, and until when changes are free.

    Of an enquiry that is accepted or declined, it says that it is accepted: today, or after an amendment on the day of the first letter.
    """
    route, series, service, syllabus = entries_of(enquiry, body)
    received = enquiry.received_at or enquiry.submitted_at
    accepted = enquiry.acknowledged_at or now
    return contexts.Acknowledgement(
        **letter_of(enquiry, body, now),
        enquiry_number=enquiry.number or enquiry.reference,
        components=tuple(component_of(syllabus, line.component) for line in enquiry.lines),
        submitted_at=moment(enquiry.submitted_at, body),
        received_at=moment(received, body),
        accepted_on=local_day(accepted, body.zone) if enquiry.is_accepted_or_declined else None,
        promised_by=deadlines.promised_by(body, service, accepted if service.target_from == "acceptance" else received),
        target=target_text(service, body),
        handling_notice=series.notice.text if series.notice else None,
        change_rule=f"Please check every detail. {change_terms(enquiry, body, now)}{_all_at_once(enquiry, route, service)}",
        appeal=enquiry.appeal is not None,
        next_steps=(
            *_evidence(route, service),
            contexts.Step(title="If something here is wrong", text=_mending(enquiry, route, service, body)),
        ),
    )


def _all_at_once(enquiry: Enquiry, route: Route, service: Service) -> str:
    """Return the rule that nothing can be added, where components can be taken out."""
    amendable = is_amendable(route, service, len(enquiry.lines)) and service.subject is Subject.CANDIDATE
    return f" {route.rules['all-at-once'].text}" if amendable else ""


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


def receipt_steps(
    submission: Submission, route: Route, service: Service | None, body: Body, associate: Organisation | None
) -> tuple[contexts.Step, ...]:
    """Return what happens next after a submission: through whom it goes, when there is a number and a letter, and how it can be changed."""
    if submission.portal:
        return _portal_steps(submission, route, service, body)
    within = submission.promised or route.timings
    acknowledgement = str(within.acknowledgement_within)
    whom = associate.name if associate else body.contact.address
    ask = f"ask {whom}" if associate else f"write to {whom}"
    waits = any(each == Status.PENDING.value for each in submission.began_as)
    since = " of your Associate’s approval" if associate else " of the end of the wait" if waits else ""
    each = "Each enquiry" if len(submission.enquiries) > 1 else "The enquiry"
    steps = []
    if waits:
        steps.append(
            contexts.Step(
                title="Waiting", text="It waits until the open enquiries about its candidates are finished, and has no number until then."
            )
        )
    seen = " Your centre sees it when your Associate releases it." if associate else ""
    steps += [
        contexts.Step(title="Enquiry number", text=f"{each} has its number within {within.number_within}{since}."),
        _acknowledgement_step(body, service, since=since, within=acknowledgement, seen=seen, ask=ask),
    ]
    if service:
        steps.append(contexts.Step(title="Changes", text=terms_on_submission(submission, body, route, service)))
    return tuple(steps)


def _portal_steps(submission: Submission, route: Route, service: Service | None, body: Body) -> tuple[contexts.Step, ...]:
    """Return what the centre does next with what it prepared for the body's own portal."""
    series = body.series_of(submission.content.series)
    until = deadlines.deadline_text(body, series, service.code) if series and service and not service.appeal else None
    steps = [
        contexts.Step(
            title="In the portal", text=f"Make the request in {submission.portal}. Its page on the desk lists what to enter, in order."
        ),
        contexts.Step(title="On the desk", text="Then record the day and the awarding body’s reference there, and later the outcome."),
    ]
    if until:
        steps.insert(1, contexts.Step(title="By when", text=f"Deadline: {until}. What counts is when you make it in the portal."))
    if service:
        steps.append(contexts.Step(title="Changes", text=terms_on_submission(submission, body, route, service)))
    return tuple(steps)


def _acknowledgement_step(body: Body, service: Service | None, *, since: str, within: str, seen: str, ask: str) -> contexts.Step:
    """Return when the acknowledgement letter comes, or the decision whether the enquiry is accepted."""
    if service and service.acceptance:
        text = f"{body.name} accepts the enquiry or declines it within {within}{since}, and an e-mail says so.{seen} If none comes, {ask}."
        return contexts.Step(title="Acceptance", text=text)
    text = f"It is there within {within}{since}, and an e-mail says so.{seen} If either does not come, {ask} at once."
    return contexts.Step(title="Acknowledgement letter", text=text)


def _through(associate: Organisation, body: Body) -> str:
    return (
        f"{associate.name}, your Associate, has still to approve it and send it on. {body.name} does not have it yet, so this "
        f"receipt does not prove that it reached {body.name} in time: what counts is when it is sent on."
    )


def _mending(enquiry: Enquiry, route: Route, service: Service, body: Body) -> str:
    amendable = is_amendable(route, service, len(enquiry.lines))
    step = "Cancel the appeal" if service.appeal else "Amend or cancel the enquiry" if amendable else "Cancel the enquiry"
    if enquiry.associate:
        return f"{step} on the desk, or tell {associate_of(enquiry)}, who reports errors to {body.name}."
    return f"{step} on the desk, or write to {body.contact.address}."


def outcome(enquiry: Enquiry, body: Body, now: datetime, beside: Sequence[Enquiry] = ()) -> outcome_contexts.Outcome:
    """Return the data of the outcome letter: the mark of each component after review, the syllabus grade, the fee, and what follows.

    `beside` count together with the enquiry for its fee.
    """
    syllabus = entries_of(enquiry, body).syllabus
    return outcome_contexts.Outcome(
        **letter_of(enquiry, body, now),
        enquiry_number=enquiry.number or enquiry.reference,
        received_at=moment(enquiry.received_at or enquiry.submitted_at, body),
        lines=tuple(
            outcome_contexts.OutcomeLine(
                component=component_of(syllabus, line.component), mark_before=line.mark_before, mark_after=line.mark_after,
                result=outcome_of(line), reason=line.reason or None,
            )
            for line in enquiry.lines
        ),
        grade_before=enquiry.grade_before, grade_after=enquiry.grade_after, finding=grade_finding(enquiry), fee=fee_of(enquiry, body, beside=beside)["text"], next_steps=outcome_steps(enquiry, body),
    )  # fmt: skip


def grade_finding(enquiry: Enquiry) -> str:
    """Return the sentence on the syllabus grade after a review."""
    if enquiry.changes_grade:
        return f"The syllabus grade changes from {enquiry.grade_before} to {enquiry.grade_after}."
    return f"The syllabus grade stays {enquiry.grade_after}."


def outcome_steps(enquiry: Enquiry, body: Body) -> tuple[contexts.Step, ...]:
    """Return what follows an outcome with marks: a statement of results where a grade changed, copies of scripts, an appeal."""
    route, _, service, _ = entries_of(enquiry, body)
    steps = [_step("Statement of results", route.rules["statement"])] if enquiry.changes_grade and "statement" in route.rules else []
    if Document.SCRIPT in service.documents:
        own = body.document_names.get(Document.SCRIPT)
        title = own or "Copy of script"
        text = f"{own}: one comes" if own else "A copy of the script of each component comes"
        of_each = " for each component" if own else ""
        steps.append(contexts.Step(title=title, text=f"{text}{of_each} with this outcome, on the same page of the desk."))
    return (*steps, *([_step("Appeal", route.rules["appeal"])] if "appeal" in route.rules else []))


def receipt(submission: Submission, organisation: Organisation, body: Body, associate: Organisation | None = None) -> contexts.Receipt:
    """Return the data of the receipt. It is made from the stored submission, so it says the same whenever it is made.

    For an Associate Centre it proves what the centre submitted to its `associate`, and not that the awarding body has it.
    """
    content = submission.content
    route, series, syllabus = body.route(content.route), body.series_of(content.series), body.syllabuses_by_code[content.syllabus]
    if route is None or series is None or submission.submitted_at is None or submission.digest is None:
        raise LookupError(f"submission {submission.id} cannot be printed")
    service = route.service(content.service)
    quoted = quote(body, route, content.service, len(content.components), content.candidate_numbers(body), cost=submission.cost)
    said = {each.id: each.text for each in route.declarations}
    return contexts.Receipt(
        **sender_of(body, contact=f"your Associate, {associate.name}" if associate else None), dated=local_day(submission.submitted_at, body.zone),
        centre=contexts.Centre(number=organisation.centres.get(body.id, "-"), name=organisation.name), reference=submission.reference,
        service=contexts.CodeAndName(code=service.label if service else content.service, name=service.name if service else content.service), route=route.aside, series=series.title,
        qualification=syllabus.qualification, syllabus=contexts.CodeAndName(code=syllabus.code, name=syllabus.name),
        candidates=tuple(contexts.Candidate(number=each.number, name=each.name) for each in submission.candidates),
        **(_everybody(service) if service else {}),
        components=tuple(component_of(syllabus, code) for code in sorted(content.components)),
        asked=tuple(contexts.Asked(title=row.term, text=row.value) for row in (*check_request_rows(content, route, service), *appeal_rows(content, service)) if row.value),
        submitted_at=moment(submission.submitted_at, body), submitted_by=submission.submitted_as or "Exams officer",
        contact_email=content.contact_email, note=content.note or None, grounds=submission.grounds or None, declarations=submission.accepted or tuple(said[each] for each in submission.declarations),
        fee=contexts.Fee(
            lines=tuple(contexts.FeeLine(candidate=number, text=service.title if service else content.service, money=each) for number, each in quoted.lines),
            total=quoted.total, factors=quoted.factors, waiver=quoted.waiver, explanation=quoted.explanation or None, demonstration=quoted.demonstration,
        ),
        digest=submission.digest,
        next_steps=receipt_steps(submission, route, service, body, associate),
        through=_through(associate, body) if associate else None,
        prepared=nothing_sent(body.name, submission.portal) if submission.portal else None,
    )  # fmt: skip


def letter_of(enquiry: Enquiry, body: Body, now: datetime) -> dict[str, Any]:
    route, series, service, syllabus = entries_of(enquiry, body)
    return {
        **sender_of(body, contact=associate_of(enquiry) if enquiry.associate else None), "dated": local_day(now, body.zone),
        "centre": contexts.Centre(number=enquiry.centre or "-", name=enquiry.organisation_name), "reference": enquiry.reference,
        "service": contexts.CodeAndName(code=service.label, name=service.name), "route": route.aside, "series": series.title, "qualification": enquiry.qualification,
        "syllabus": contexts.CodeAndName(code=syllabus.code, name=syllabus.name),
        "candidates": tuple(contexts.Candidate(number=each.number, name=each.name) for each in enquiry.candidates),
        **_everybody(service),
    }  # fmt: skip


def _everybody(service: Service) -> dict[str, str]:
    """Return what a document says in place of candidates where it is about a whole cohort; nothing for other services."""
    return {"everybody": "The whole cohort in this syllabus"} if service.availability.whole_cohort else {}


def component_of(syllabus: Syllabus, code: str) -> contexts.Component:
    found: Component | None = syllabus.component(code)
    return contexts.Component(code=code, title=found.title if found else code)


def moment(at: datetime, body: Body) -> contexts.Moment:
    return contexts.Moment(at=at, zone=body.zone)


def _step(title: str, rule: Rule) -> contexts.Step:
    return contexts.Step(title=title, text=rule.text)
