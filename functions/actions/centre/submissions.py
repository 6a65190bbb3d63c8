"""Submitting: one BatchGet, one transaction, and the same answer however often it is sent.

Double clicks, retries after a lost answer and parallel tabs are one submission with one reference (BY-09): the ids of
the submission and of its enquiries are fixed by the draft's id, and a second request finds it done. Two drafts about the
same candidate and syllabus meet at the candidate's card, which both rewrite under its version (CI-06, CI-08).
"""

from __future__ import annotations

from functions.actions.centre.submission_builder import SubmissionBuilder
from functions.actions.shared.document_links import Link, link_to
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import Pause, settle
from functions.adapters.consents import read_consents
from functions.adapters.documents import receipt_file
from functions.adapters.enquiries import read_enquiries
from functions.adapters.files import Files
from functions.adapters.register import read_cards_of_syllabus
from functions.adapters.submissions import SubmissionInputs, read_submission, read_submission_inputs
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.services import Service, Subject
from functions.domain.catalogue.syllabuses import Assessor
from functions.domain.consent.coverage import consent_problems, must_be_recorded
from functions.domain.eligibility.eligibility import asker_problems, declaration_problems, problems_of
from functions.domain.eligibility.waiting import group_warnings
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.portal_records import portal_of
from functions.domain.enquiries.submission import (
    DraftContent,
    State,
    Submission,
    Submit,
    reference_of,
)
from functions.domain.errors import Malformed, NotFound, Problem, Refused, TryAgain, problem
from functions.domain.fields import MOST_CANDIDATES
from functions.domain.people.people import Membership
from functions.domain.people.permissions import Act
from functions.domain.register.cards import WHOLE_SYLLABUS, Card, CentreSyllabus


def submit(session: Session, id: str, request: Submit, *, pause: Pause | None = None) -> Submission:
    """Submit the draft `id` with the content sent. Two calls of AWS where nobody is in the way.

    Return the submission as stored, also when it was submitted before. Raise Refused with every problem at once (the
    draft stays), NotFound where the id is another centre's, TryAgain where the table stays busy.
    """
    member = session.acting_for(Act.ASK)
    body = body_for(session, request.content)

    def attempt() -> Submission:
        inputs = inputs_of(session, member.organisation, id, request.content)
        stored = inputs.submission
        if stored and stored.organisation != member.organisation:
            raise NotFound
        if stored and stored.state is State.SUBMITTED:
            return stored
        service = _require_submittable(session, id, request, inputs)
        builder = SubmissionBuilder(session, request, inputs, body, service, _capacity(session, service, member))
        submission, writes = builder.build(id)
        session.table.commit(writes)
        return submission

    return settle(attempt, pause=pause)


def submitted(session: Session, id: str) -> tuple[Submission, list[Enquiry]]:
    """Return what was submitted, with its enquiries as they are now. Two calls. Raise NotFound, also for a draft."""
    stored = _require_submitted(session, id)
    return stored, read_enquiries(session.table, stored.enquiries)


def receipt_link(session: Session, files: Files, id: str) -> Link:
    """Return a link to the receipt's PDF. Raise TryAgain (code not_ready) while it is being made."""
    stored = _require_submitted(session, id)
    if files.size(receipt_file(id)) is None:
        raise TryAgain(problem("not_ready"))
    return link_to(files, receipt_file(id), f"Receipt-{stored.reference}.pdf")


def body_for(session: Session, content: DraftContent) -> Body:
    """Return the awarding body that a form is for, with the figures for its type of qualification. Raise Refused where it names none, Malformed where this desk does not serve it or it has no such route."""
    if not content.body:
        raise Refused(problem("body_missing", field="body"))
    body = session.body(content.body)
    if body is None or body.route(content.route) is None:
        raise Malformed(problem("malformed", field="body"))
    return body.of_syllabus(content.syllabus)


def inputs_of(session: Session, organisation: str, id: str, content: DraftContent) -> SubmissionInputs:
    """Return what deciding on a submission needs, in one call: its candidates' cards, and the cohorts that it is about.

    Another call reads everybody's cards for a service that depends on the marks of a whole cohort. Of too many candidates one more is read than a submission may take.
    """
    service = _service_of(session, content)
    everybody = service is not None and service.subject is Subject.COHORT
    numbers = () if everybody else tuple(dict.fromkeys(content.candidate_numbers(body_for(session, content))))[: MOST_CANDIDATES + 1]
    at = CentreSyllabus(content.body, content.series, organisation, content.syllabus)
    cohorts = _cohorts_of(service, content) if everybody or (service and service.appeal) else _cohorts_around(session, service, content)
    recorded = must_be_recorded(service)
    inputs = read_submission_inputs(session.table, id, at, candidates=numbers, components=cohorts, consenting=numbers if recorded else ())
    if service is None or not (service.availability.adjusted_only or (everybody and recorded)):
        return inputs
    cards = tuple(read_cards_of_syllabus(session.table, at))
    if not (everybody and recorded):
        return inputs._replace(everybody=cards)
    return inputs._replace(everybody=cards, consents=read_consents(session.table, at, [card.candidate for card in cards]))


def problems_in(session: Session, id: str, content: DraftContent, inputs: SubmissionInputs) -> list[Problem]:
    """Return every reason for which the form cannot be submitted by this person, beside what is declared on submitting."""
    body = body_for(session, content)
    route, reference = body.route(content.route), reference_of(id)
    head = session.may(Act.ASK_AS_HEAD, inputs.organisation.id)
    problems = problems_of(
        content,
        body,
        inputs.organisation,
        inputs.cards,
        reference=reference,
        now=session.now,
        cohorts=inputs.cohorts,
        everybody=inputs.everybody,
    )
    service = _service_of(session, content)
    if service:
        about = consenting(service, content, body, inputs)
        problems += consent_problems(body, service, about, content.components, inputs.consents)
    return [*problems, *asker_problems(service, body, route, head=head, reference=reference)]


def consenting(service: Service, content: DraftContent, body: Body, inputs: SubmissionInputs) -> list[Card]:
    """Return the cards of those whose consent a request needs: the candidates named, or for a cohort all who took its components."""
    if service.subject is not Subject.COHORT:
        return [inputs.cards[each] for each in dict.fromkeys(content.candidate_numbers(body)) if each in inputs.cards]
    return [card for card in inputs.everybody if not content.components or any(card.result(each) for each in content.components)]


def _require_submittable(session: Session, id: str, request: Submit, inputs: SubmissionInputs) -> Service:
    """Return the service asked for. Raise Refused with every problem at once."""
    content = request.content
    body = body_for(session, content)
    route, service = body.route(content.route), _service_of(session, content)
    problems = problems_in(session, id, content, inputs)
    problems += declaration_problems(request.declarations, content.service, body, route)
    if (
        route
        and service
        and not request.accept_waiting
        and not portal_of(body)
        and (warnings := group_warnings(body, route, service, inputs.cards))
    ):
        problems.append(problem("waiting_not_accepted", field="accept_waiting", cites=warnings[0].citation))
    if problems or service is None:
        raise Refused(*problems)
    return service


def _capacity(session: Session, service: Service, member: Membership) -> Membership:
    """Return the membership under which the person submits: a Head of Centre who is exams officer too submits as Head what only a Head may."""
    if service.asked_by and session.may(Act.ASK_AS_HEAD, member.organisation):
        return session.allow(Act.ASK_AS_HEAD, member.organisation)
    return member


def _require_submitted(session: Session, id: str) -> Submission:
    stored = read_submission(session.table, id)
    if stored is None or stored.state is not State.SUBMITTED:
        raise NotFound
    session.allow(Act.READ, stored.organisation)
    return stored


def _service_of(session: Session, content: DraftContent) -> Service | None:
    route = body_for(session, content).route(content.route)
    return route.service(content.service) if route else None


def _cohorts_of(service: Service | None, content: DraftContent) -> tuple[str, ...]:
    """Return the components whose cohorts a request is about: those named, or the syllabus as a whole in their place.

    An appeal may follow a check of the cohort. A request about candidates is about no cohort.
    """
    if service is None or (service.subject is not Subject.COHORT and not service.appeal):
        return ()
    return tuple(dict.fromkeys(content.components)) if service.availability.about_components else (WHOLE_SYLLABUS,)


def _cohorts_around(session: Session, service: Service | None, content: DraftContent) -> tuple[str, ...]:
    """Return the components whose cohorts candidates of a request belong to: an outcome about a cohort may have changed their results."""
    syllabus = body_for(session, content).syllabuses_by_code.get(content.syllabus)
    if service is None or syllabus is None or service.subject is not Subject.CANDIDATE or service.missing:
        return ()
    if not service.availability.about_components:
        return (WHOLE_SYLLABUS,)
    return tuple(each.code for each in syllabus.components if each.assessed_by is Assessor.CENTRE)


# The submission and its history; an enquiry with its history, a card, and a consent or what leads an Associate to it.
assert 2 + 4 * MOST_CANDIDATES <= 100, "one transaction must hold a whole submission"
