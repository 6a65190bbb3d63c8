"""Submitting: one BatchGet, one transaction, and the same answer however often it is sent.

Double clicks, retries after a lost answer and parallel tabs are one submission with one reference (BY-09): the ids of
the submission and of its enquiries are fixed by the draft's id, and whoever comes second finds it done. Two drafts
about the same candidate and syllabus meet at the candidate's card, which both rewrite under its version (CI-06, CI-08).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import datetime

from functions.actions.centre.drafts import body_for, card_keys, cards_in, cohorts_in
from functions.actions.shared.effect_names import MAIL, RECEIPT, RECEIVE
from functions.actions.shared.transactions import Decided, settled
from functions.adapters import keys
from functions.adapters.records import body_of, put_card, put_cohort, put_enquiry, put_event, put_pointer, submission_item
from functions.adapters.table import Put, Table, Write
from functions.domain.catalogue.bodies import Body, Catalogue
from functions.domain.catalogue.services import Service, Subject
from functions.domain.eligibility.eligibility import asker_problems, declaration_problems, problems_of
from functions.domain.eligibility.waiting import group_warnings, waits_for
from functions.domain.enquiries.current_results import grade_known_to_centre
from functions.domain.enquiries.enquiry import Enquiry, Line
from functions.domain.enquiries.grade_checks import check_request
from functions.domain.enquiries.school_assessed_appeals import appeal_details
from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import State, Submission, Submit, digest_of, enquiry_id, reference_of
from functions.domain.errors import NotFound, Refused, problem
from functions.domain.fields import MOST_CANDIDATES
from functions.domain.people.history import Event, What, actor
from functions.domain.people.people import ROLE_TEXT, Membership, Organisation, Person
from functions.domain.people.permissions import Act, acting_for, allow, may
from functions.domain.register.cards import WHOLE_SYLLABUS, Card, Claim, NamedCandidate

ALL = "all"  # the subject of an enquiry about everybody


def submit(
    table: Table, catalogue: Catalogue, person: Person, chosen: str | None, id: str, request: Submit, now: datetime,
    pause: Callable[[float], None] = time.sleep,
) -> Submission:  # fmt: skip
    """Submit the draft `id` with the content sent. Two calls of AWS where nobody is in the way.

    Returns the submission as stored, also when it was submitted before. Raises Refused with every problem at once (the
    draft stays), NotFound where the id is another centre's, TryAgain where the table stays busy.
    """
    member = acting_for(person, Act.ASK, chosen)
    body = body_for(catalogue, request.content)
    return settled(table, lambda: _decide(table, body, person, member, id, request, now), pause)


def _decide(table: Table, body: Body, person: Person, member: Membership, id: str, request: Submit, now: datetime) -> Decided:
    """What is stored already, or what to store."""
    content = request.content
    found = table.get_all([keys.submission(id), keys.organisation(member.organisation), *card_keys(content, member.organisation, body)])
    item = found.get(keys.submission(id))
    stored = Submission.model_validate_json(body_of(item)) if item else None
    if stored and stored.organisation != member.organisation:
        raise NotFound
    if stored and stored.state is State.SUBMITTED:
        return stored
    organisation = Organisation.model_validate_json(body_of(found[keys.organisation(member.organisation)]))
    route = body.route(content.route)
    service = route.service(content.service) if route else None
    cards, cohorts = cards_in(found), cohorts_in(found, content, organisation.id, service)
    reference = reference_of(id)
    problems = problems_of(content, body, organisation, cards, reference, now, cohorts=cohorts)
    problems += declaration_problems(request.declarations, content.service, body, route)
    head = may(person, Act.ASK_AS_HEAD, organisation.id)
    problems += asker_problems(service, body, route, head, reference)
    if service and service.asked_by and head:  # whoever is exams officer too submits this as Head of Centre
        member = allow(person, Act.ASK_AS_HEAD, organisation.id)
    if route and service and not request.accept_waiting and (warnings := group_warnings(body, route, service, cards)):
        problems.append(problem("waiting_not_accepted", field="accept_waiting", cites=warnings[0].citation))
    if problems or service is None or route is None:
        raise Refused(*problems)
    named = [cards[number] for number in content.candidate_numbers]
    subjects = _subjects(service, named)
    whole = cohorts.values() if service.subject is Subject.COHORT else ()
    associate = organisation.associates.get(body.id)
    grades = _grades(table, service, named)
    waits = {subject: waits_for(service, about) for subject, about in subjects.items()}
    began = {subject: _first(associate, waiting) for subject, waiting in waits.items()}
    by = actor(person, member)
    submission = Submission(
        id=id, reference=reference, organisation=organisation.id, content=content, state=State.SUBMITTED,
        version=(stored.version if stored else 0) + 1, saved_at=now, saved_by=person.id, submitted_at=now, submitted_by=person.id,
        submitted_as=ROLE_TEXT[member.role], declarations=request.declarations,
        candidates=tuple(NamedCandidate(number=card.candidate, name=card.name) for card in named),
        enquiries=tuple(enquiry_id(id, subject) for subject in subjects), began_as=tuple(each.value for each in began.values()),
        digest=digest_of(content, request.declarations),
    )  # fmt: skip
    event = Event(what=What.SUBMITTED, at=now, by=by, version=submission.version)
    writes: list[Write] = [
        Put(submission_item(submission), expect=submission.version - 1),
        put_event(keys.submission(id), event, due=(RECEIVE, RECEIPT, f"{MAIL}:receipt"), awarding=body.id),
    ]
    for subject, about in subjects.items():
        enquiry = _enquiry(submission, subject, organisation, body, service, about, person.id, now).model_copy(
            update={
                "status": began[subject],
                "waits_for": waits[subject],
                "associate": associate,
                "asked": check_request(content, service, *about, *whole),
                "appeal": appeal_details(content, route, service, about, cohorts.get(WHOLE_SYLLABUS)),
            }
        )
        if subject in grades:
            enquiry = enquiry.model_copy(update={"grade_before": grades[subject]})
        claim = Claim(family=service.family, service=service.code, subject=service.subject, enquiry=enquiry.id, reference=reference, at=now)
        told = (f"{MAIL}:to_approve",) if enquiry.associate else ()
        writes += [put_enquiry(enquiry), put_event(keys.enquiry(enquiry.id), event.model_copy(update={"version": 1}), told, body.id)]
        if enquiry.associate:
            writes.append(put_pointer(enquiry, enquiry.associate))
        writes += [put_card(card.claimed(claim)) for card in about]
        writes += [put_cohort(cohort.claimed(claim)) for cohort in whole]
    return submission, writes


def _grades(table: Table, service: Service, named: list[Card]) -> dict[str, str | None]:
    """By candidate, the grade that a check begins from: an earlier check may have changed the register's. Nothing for other services."""
    if service.grade_check is None:
        return {}
    earlier = {claim.enquiry for card in named for claim in card.claims if not claim.open}
    found = table.get_all([keys.enquiry(each) for each in sorted(earlier)]).values() if earlier else ()
    enquiries = [Enquiry.model_validate_json(body_of(item)) for item in found]
    return {card.candidate: grade_known_to_centre(card, enquiries) for card in named}


def _subjects(service: Service, named: list[Card]) -> dict[str, list[Card]]:
    """What becomes one enquiry each: every candidate for services about a candidate, else the group or the cohort as one (CI-33)."""
    if service.subject is Subject.CANDIDATE:
        return {card.candidate: [card] for card in named}
    return {ALL: named}


def _first(associate: str | None, waiting: tuple[str, ...]) -> Status:
    """Where an enquiry begins: with the Associate, waiting for others, or on its way."""
    return Status.WITH_ASSOCIATE if associate else Status.PENDING if waiting else Status.SUBMITTED


def _enquiry(
    submission: Submission, subject: str, organisation: Organisation, body: Body, service: Service, about: Iterable[Card], by: str, now: datetime
) -> Enquiry:  # fmt: skip
    """One enquiry out of a submission, for one candidate with the marks and the grade that stand in the register."""
    content, cards = submission.content, list(about)
    alone = cards[0] if service.subject is Subject.CANDIDATE else None
    marks = {each.component: each.mark for each in alone.results} if alone else {}
    return Enquiry(
        id=enquiry_id(submission.id, subject), submission=submission.id, reference=submission.reference,
        organisation=organisation.id, organisation_name=organisation.name,
        centre=organisation.centres.get(body.id, ""), body=body.id, route=content.route, series=content.series, service=service.code,
        qualification=body.syllabuses_by_code[content.syllabus].qualification, syllabus=content.syllabus,
        candidates=tuple(NamedCandidate(number=card.candidate, name=card.name) for card in cards),
        lines=tuple(
            Line(component=code, mark_before=marks.get(code), marker=alone.marker(code) if alone else None) for code in sorted(content.components)
        ),
        contact_email=content.contact_email, status=Status.SUBMITTED,
        submitted_at=now, submitted_by=by, note=content.note, grade_before=alone.grade if alone else None,
    )  # fmt: skip


assert 2 + 4 * MOST_CANDIDATES <= 100, "one transaction must hold a whole submission"
