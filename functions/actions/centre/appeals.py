"""An appeal against an outcome: written by the centre on the page of the outcome, submitted once. Staff decide it (staff/outcomes.py).

Submitting it is like any submission: the ids follow from the outcome and the stage, so a second request, later or at the
same moment, finds it done.
"""

from __future__ import annotations

from typing import Any

from functions.actions.shared.claims import cards_of
from functions.actions.shared.effect_names import MAIL, due_on_submission
from functions.actions.shared.outcome_appeals import draft_shown
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry
from functions.actions.shared.transactions import Pause, settle
from functions.adapters import keys
from functions.adapters.enquiries import (
    AppealDraft,
    StoredEnquiry,
    put_appeal_pointer,
    put_associate_pointer,
    put_enquiry,
    read_enquiries,
    save_appeal_draft,
)
from functions.adapters.events import put_event
from functions.adapters.organisations import read_organisation
from functions.adapters.register import put_card
from functions.adapters.submissions import put_submission, read_submission
from functions.adapters.table import Conflict, Write
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service
from functions.domain.eligibility.eligibility import declaration_problems
from functions.domain.enquiries import appeals
from functions.domain.enquiries.appeal_records import AppealDetails
from functions.domain.enquiries.appeals import SaveAppeal, SubmitAppeal, next_appeal
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Line
from functions.domain.enquiries.portal_records import portal_of
from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import DraftContent, State, Submission, digest_of, enquiry_id, figures_of, reference_of
from functions.domain.errors import Changed, Refused, problem
from functions.domain.people.history import What
from functions.domain.people.people import ROLE_TEXT, Organisation
from functions.domain.people.permissions import Act
from functions.domain.register.cards import Claim
from functions.domain.views import appeal_pages

APPEAL = "appeal"  # the subject of the one enquiry that an appeal becomes


def save(session: Session, id: str, request: SaveAppeal) -> dict[str, Any]:
    """Keep what is written of an appeal for the whole centre, and return what would keep it from being submitted.

    Raise Refused where there is nothing to appeal against, Changed where a colleague saved in between.
    """
    stored = open_enquiry(session, Act.ASK, id)
    enquiry, body = stored.enquiry, session.body_now(stored.enquiry)
    offered = _require_offered(session, stored)
    if early := appeals.too_early_problem(enquiry, body):
        raise Refused(early)
    earlier_draft = stored.appeal_draft(offered.code)
    draft = AppealDraft(grounds=request.grounds, version=(request.version or 0) + 1, at=session.now)
    try:
        save_appeal_draft(session.table, draft, id, offered.code)
    except Conflict:
        if earlier_draft is None or (earlier_draft.version, earlier_draft.grounds) != (
            draft.version,
            draft.grounds,
        ):  # else its answer got lost
            raise Changed(problem("changed_meanwhile")) from None
        draft = earlier_draft
    made = read_enquiries(session.table, stored.appeals)
    earlier = [each for each in made if each.service == offered.code]
    head = session.may(Act.ASK_AS_HEAD, enquiry.organisation)
    return {
        "appeal_offer": appeal_pages.offer(enquiry, made, draft_shown(draft), body, session.now),
        "problems": appeals.appeal_problems(enquiry, offered, body, request.grounds, earlier, head=head, now=session.now),
        "contact_email": read_organisation(session.table, enquiry.organisation).contact_email,
    }


def submit(session: Session, id: str, request: SubmitAppeal, *, pause: Pause | None = None) -> Submission:
    """Submit the appeal against the outcome of enquiry `id`.

    Return the submission as stored, also where it was submitted before. Raise Refused with every problem at once, NotFound
    for another centre's enquiry, Changed where the page shows less than there is, TryAgain where the table stays busy.
    """

    def attempt() -> Submission:
        stored = open_enquiry(session, Act.ASK, id)
        offered = _require_offered(session, stored)
        submission_id = appeals.appeal_submission_id(id, offered.code, request.attempt)
        if done := read_submission(session.table, submission_id):
            return done
        _require_submittable(session, stored, offered, request)
        submission, writes = _made(session, stored.enquiry, offered, request, submission_id)
        session.table.commit(writes)
        return submission

    return settle(attempt, pause=pause)


def _require_offered(session: Session, stored: StoredEnquiry) -> Service:
    """Return the appeal that can be made against the outcome. Raise Refused where there is none."""
    body = session.body_now(stored.enquiry)
    offered = next_appeal(stored.enquiry, body)
    if offered is None:
        raise Refused(*appeals.outcome_problems(stored.enquiry, None, body, session.now))
    return offered


def _require_submittable(session: Session, stored: StoredEnquiry, offered: Service, request: SubmitAppeal) -> None:
    enquiry, body = stored.enquiry, session.body_now(stored.enquiry)
    earlier = [each for each in read_enquiries(session.table, stored.appeals) if each.service == offered.code]
    head = session.may(Act.ASK_AS_HEAD, enquiry.organisation)
    problems = appeals.appeal_problems(enquiry, offered, body, request.grounds, earlier, head=head, now=session.now)
    problems += declaration_problems(request.declarations, offered.code, body, _route(session, enquiry))
    if problems:
        raise Refused(*problems)
    if request.attempt != appeals.ended_attempts(earlier):
        raise Changed(problem("changed_meanwhile"))


def _made(session: Session, enquiry: Enquiry, offered: Service, request: SubmitAppeal, id: str) -> tuple[Submission, list[Write]]:
    """Return the submission with this id and what to store: it, the appeal as an enquiry, their history, and the candidates' cards."""
    member = session.allow(Act.ASK_AS_HEAD if offered.asked_by else Act.ASK, enquiry.organisation)
    organisation = read_organisation(session.table, enquiry.organisation)
    content = DraftContent(
        body=enquiry.body, route=enquiry.route, series=enquiry.series, service=offered.code, qualification=enquiry.qualification,
        syllabus=enquiry.syllabus, components=enquiry.components, candidates=tuple(each.number for each in enquiry.candidates),
        contact_email=organisation.contact_email, contact_email_confirmed=True,
    )  # fmt: skip
    appeal = _appeal(session, enquiry, offered, organisation, submission=id, grounds=request.grounds)
    words = {each.id: each.text for each in _route(session, enquiry).declarations}
    submission = Submission(
        id=id, reference=appeal.reference, organisation=organisation.id, content=content, state=State.SUBMITTED, saved_at=session.now,
        saved_by=session.person.id, submitted_at=session.now, submitted_by=session.person.id, submitted_as=ROLE_TEXT[member.role],
        declarations=request.declarations, candidates=enquiry.candidates, grounds=request.grounds, enquiries=(appeal.id,),
        began_as=(appeal.status.value,), digest=digest_of(content, request.declarations, request.grounds), associate=appeal.associate,
        portal=appeal.portal.name if appeal.portal else "", cost=appeal.cost, promised=appeal.promised, accepted=tuple(words[each] for each in request.declarations),
    )  # fmt: skip
    event = session.event(What.SUBMITTED, member, 1)
    mails = (f"{MAIL}:to_approve",) if appeal.associate else ()
    # On the cards from the start, so that the candidate's current result is found; closed, for nothing waits for an appeal (ours).
    claim = Claim(family=None, service=offered.code, enquiry=appeal.id, reference=appeal.reference, at=session.now, open=False)
    return submission, [
        put_submission(submission, expect=0),
        put_event(keys.submission(id), event, due=due_on_submission(submission), awarding=(enquiry.body,)),
        put_enquiry(appeal),
        put_event(keys.enquiry(appeal.id), event, mails, (enquiry.body,)),
        put_appeal_pointer(appeal, enquiry.id, request.attempt),
        *(put_card(card.claimed(claim)) for card in cards_of(session.table, enquiry)),
        *([put_associate_pointer(appeal, appeal.associate)] if appeal.associate else []),
    ]


def _appeal(session: Session, enquiry: Enquiry, offered: Service, organisation: Organisation, *, submission: str, grounds: str) -> Enquiry:
    """Return the appeal as an enquiry: about the candidates and components of the outcome, with the marks and the grade after it."""
    body = session.body_now(enquiry)
    portal = portal_of(body)
    associate = None if portal else organisation.associates.get(body.id)
    return Enquiry(
        id=enquiry_id(submission, APPEAL), submission=submission, reference=reference_of(submission), organisation=enquiry.organisation,
        organisation_name=organisation.name, centre=organisation.centres.get(body.id, ""), body=enquiry.body, route=enquiry.route,
        series=enquiry.series, service=offered.code, qualification=enquiry.qualification, syllabus=enquiry.syllabus,
        candidates=enquiry.candidates,
        lines=tuple(
            Line(component=each.component, mark_before=each.mark_before if each.mark_after is None else each.mark_after)
            for each in enquiry.lines
        ),
        portal=portal, contact_email=organisation.contact_email, status=Status.WITH_ASSOCIATE if associate else Status.SUBMITTED, associate=associate,
        associate_name=read_organisation(session.table, associate).name if associate else "",
        **figures_of(body, _route(session, enquiry), offered), submitted_at=session.now, submitted_by=session.person.id, grade_before=enquiry.grade_after or enquiry.grade_before,
        appeal=AppealDetails(
            enquiry=enquiry.id, name=enquiry.number or enquiry.reference, issued_at=enquiry.outcome_at, grounds=grounds,
            until=appeals.appeal_until(enquiry, offered, body),
        ),
    )  # fmt: skip


def _route(session: Session, enquiry: Enquiry) -> Route:
    """Return the enquiry's route with the figures that are valid now."""
    return session.body_now(enquiry).route_asked(enquiry.series, enquiry.route)
