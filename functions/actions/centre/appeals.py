"""An appeal against an outcome: written by the centre on the page of the outcome, submitted once. Deciding it is a review (reviewing.py).

Submitting it is like any submission: the ids follow from the outcome and the stage, so whoever sends it again, or at the
same moment, finds it done.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from functions.actions.shared.claims import cards_of
from functions.actions.shared.effect_names import MAIL, RECEIPT, RECEIVE
from functions.actions.shared.outcome_appeals import appeals_in, draft_in, shown_draft
from functions.actions.shared.stored_enquiries import body_of_enquiry, load
from functions.actions.shared.transactions import Decided, settled
from functions.adapters import keys
from functions.adapters.records import (
    AppealDraft,
    appeal_draft_put,
    appeal_put,
    body_of,
    put_card,
    put_enquiry,
    put_event,
    put_pointer,
    submission_item,
)
from functions.adapters.table import Conflict, Put, Table, Write
from functions.domain.catalogue.bodies import Body, Catalogue
from functions.domain.catalogue.services import Document, Service
from functions.domain.eligibility.eligibility import declaration_problems
from functions.domain.enquiries import appeals
from functions.domain.enquiries.appeal_records import AppealDetails
from functions.domain.enquiries.appeals import SaveAppeal, SubmitAppeal, next_appeal
from functions.domain.enquiries.enquiry import Enquiry, Line, entries_of
from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import DraftContent, State, Submission, digest_of, enquiry_id, reference_of
from functions.domain.errors import Changed, NotFound, Refused, problem
from functions.domain.people.history import Event, What, actor
from functions.domain.people.people import ROLE_TEXT, Organisation, Person
from functions.domain.people.permissions import Act, allow, may
from functions.domain.register.cards import Claim
from functions.domain.views import appeal_pages

APPEAL = "appeal"  # the subject of the one enquiry that an appeal becomes


def save(table: Table, catalogue: Catalogue, person: Person, id: str, request: SaveAppeal, now: datetime) -> dict[str, Any]:
    """Keep what is written of an appeal for the whole centre, and say what would keep it from being submitted.

    Raises Refused where there is nothing to appeal against, Changed where a colleague saved in between.
    """
    enquiry, items = load(table, person, Act.ASK, id)
    body = body_of_enquiry(catalogue, enquiry)
    offered = next_appeal(enquiry, body)
    if offered is None:
        raise Refused(*appeals.outcome_problems(enquiry, None, body, now))
    if early := appeals.too_early_problem(enquiry, body):
        raise Refused(early)
    stored = draft_in(items, offered)
    draft = AppealDraft(grounds=request.grounds, version=(request.version or 0) + 1, at=now)
    try:
        table.put(appeal_draft_put(draft, id, offered.code))
    except Conflict:
        if stored is None or (stored.version, stored.grounds) != (draft.version, draft.grounds):  # else its answer got lost
            raise Changed(problem("changed_meanwhile")) from None
        draft = stored
    made = appeals_in(table, items)
    earlier = [each for each in made if each.service == offered.code]
    head = may(person, Act.ASK_AS_HEAD, enquiry.organisation)
    return {
        "appeal_offer": appeal_pages.offer(enquiry, made, shown_draft(draft), body, now),
        "problems": appeals.appeal_problems(enquiry, offered, body, request.grounds, earlier, head=head, now=now),
        "contact_email": _organisation(table, enquiry.organisation).contact_email,
    }


def submit(
    table: Table, catalogue: Catalogue, person: Person, id: str, request: SubmitAppeal, now: datetime,
    pause: Callable[[float], None] = time.sleep,
) -> Submission:  # fmt: skip
    """Submit the appeal against the outcome of enquiry `id`.

    Returns the submission as stored, also where it was submitted before. Raises Refused with every problem at once, NotFound
    for another centre's enquiry, Changed where the page shows less than there is, TryAgain where the table stays busy.
    """
    return settled(table, lambda: _decide(table, catalogue, person, id, request, now), pause)


def _decide(table: Table, catalogue: Catalogue, person: Person, id: str, request: SubmitAppeal, now: datetime) -> Decided:
    """What is stored already, or what to store."""
    enquiry, items = load(table, person, Act.ASK, id)
    body = body_of_enquiry(catalogue, enquiry)
    offered = next_appeal(enquiry, body)
    if offered is None:
        raise Refused(*appeals.outcome_problems(enquiry, None, body, now))
    submission_id = appeals.appeal_submission_id(id, offered.code, request.attempt)
    if item := table.get(keys.submission(submission_id)):
        return Submission.model_validate_json(body_of(item))
    earlier = [each for each in appeals_in(table, items) if each.service == offered.code]
    head = may(person, Act.ASK_AS_HEAD, enquiry.organisation)
    route = entries_of(enquiry, body).route
    problems = appeals.appeal_problems(enquiry, offered, body, request.grounds, earlier, head=head, now=now)
    problems += declaration_problems(request.declarations, offered.code, body, route)
    if problems:
        raise Refused(*problems)
    if request.attempt != appeals.ended_attempts(earlier):
        raise Changed(problem("changed_meanwhile"))
    member = allow(person, Act.ASK_AS_HEAD if offered.asked_by else Act.ASK, enquiry.organisation)
    organisation = _organisation(table, enquiry.organisation)
    content = DraftContent(
        body=enquiry.body, route=enquiry.route, series=enquiry.series, service=offered.code, qualification=enquiry.qualification,
        syllabus=enquiry.syllabus, components=enquiry.components, candidates=tuple(each.number for each in enquiry.candidates),
        contact_email=organisation.contact_email, contact_email_confirmed=True,
    )  # fmt: skip
    appeal = _appeal(enquiry, offered, organisation, body, submission_id, request.grounds, person.id, now)
    submission = Submission(
        id=submission_id, reference=appeal.reference, organisation=organisation.id, content=content, state=State.SUBMITTED, saved_at=now,
        saved_by=person.id, submitted_at=now, submitted_by=person.id, submitted_as=ROLE_TEXT[member.role], declarations=request.declarations,
        candidates=enquiry.candidates, grounds=request.grounds, enquiries=(appeal.id,), began_as=(appeal.status.value,),
        digest=digest_of(content, request.declarations, request.grounds),
    )  # fmt: skip
    event = Event(what=What.SUBMITTED, at=now, by=actor(person, member), version=1)
    told = (f"{MAIL}:to_approve",) if appeal.associate else ()
    writes: list[Write] = [
        Put(submission_item(submission)),
        put_event(keys.submission(submission_id), event, due=(RECEIVE, RECEIPT, f"{MAIL}:receipt"), awarding=body.id),
        put_enquiry(appeal),
        put_event(keys.enquiry(appeal.id), event, told, body.id),
        appeal_put(appeal, id, request.attempt),
    ]
    # On the cards from the start, so that what stands for a candidate is found; closed, for nothing waits for an appeal (ours).
    claim = Claim(family=None, service=offered.code, enquiry=appeal.id, reference=appeal.reference, at=now, open=False)
    writes += [put_card(card.claimed(claim)) for card in cards_of(table, enquiry)]
    if appeal.associate:
        writes.append(put_pointer(appeal, appeal.associate))
    return submission, writes


def _appeal(
    enquiry: Enquiry, offered: Service, organisation: Organisation, body: Body, submission: str, grounds: str, by: str, now: datetime
) -> Enquiry:
    """The appeal as an enquiry: about those and those components that the outcome is about, with the marks and the grade that it left."""
    associate = organisation.associates.get(body.id)
    letter = enquiry.issued[Document.OUTCOME.value]
    return Enquiry(
        id=enquiry_id(submission, APPEAL), submission=submission, reference=reference_of(submission), organisation=enquiry.organisation,
        organisation_name=organisation.name, centre=organisation.centres.get(body.id, ""), body=enquiry.body, route=enquiry.route,
        series=enquiry.series, service=offered.code, qualification=enquiry.qualification, syllabus=enquiry.syllabus,
        candidates=enquiry.candidates,
        lines=tuple(Line(component=each.component, mark_before=each.mark_before if each.mark_after is None else each.mark_after) for each in enquiry.lines),
        contact_email=organisation.contact_email, status=Status.WITH_ASSOCIATE if associate else Status.SUBMITTED, associate=associate,
        submitted_at=now, submitted_by=by, grade_before=enquiry.grade_after or enquiry.grade_before,
        appeal=AppealDetails(
            enquiry=enquiry.id, name=enquiry.number or enquiry.reference, issued_at=letter.at, grounds=grounds,
            until=appeals.appeal_until(enquiry, offered, body),
        ),
    )  # fmt: skip


def _organisation(table: Table, id: str) -> Organisation:
    item = table.get(keys.organisation(id))
    if item is None:
        raise NotFound
    return Organisation.model_validate_json(body_of(item))
