"""Amending and cancelling an enquiry: by its centre, or by its Associate, who agrees to what its Associate Centre proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from functions.actions.shared.claims import cards_of, taken_out
from functions.actions.shared.effect_names import MAIL, RELEASE
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import commit_change
from functions.adapters.consents import put_consent, read_consents
from functions.adapters.enquiries import StoredEnquiry
from functions.adapters.register import put_card
from functions.adapters.table import Put
from functions.domain.consent.coverage import consent_problems, covering, holding, must_be_recorded
from functions.domain.consent.records import ConsentRecord
from functions.domain.eligibility.availability import component_problems
from functions.domain.eligibility.candidate_eligibility import candidate_problems
from functions.domain.enquiries import amendments
from functions.domain.enquiries.amendments import change_text
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.people.history import What
from functions.domain.people.people import Membership


@dataclass(frozen=True, slots=True)
class Change:
    """A change to store: the enquiry after it, what the history says, what else is stored, and whether it ends the enquiry."""

    after: Enquiry
    what: What
    about: str
    why: str
    also: Sequence[Put] = ()
    ends: bool = False


def cancellation(session: Session, stored: StoredEnquiry, request: amendments.Cancel, *, agreed: bool = False) -> Change:
    """Return the cancellation of an enquiry, which frees its candidates for another; or its proposal, where the Associate has to agree."""
    after = amendments.cancel(stored.enquiry, request, session.body_of(stored.enquiry), session.now, agreed=agreed)
    if after.proposed:
        return Change(after, What.CHANGE_PROPOSED, "cancel", request.reason)
    return Change(after, What.CANCELLED, "", request.reason, ends=True)


def amendment(session: Session, stored: StoredEnquiry, request: amendments.Amend, *, agreed: bool = False) -> Change:
    """Return an amendment: components taken out, or another service of the family (CI-06); or its proposal, as for a cancellation."""
    enquiry, body = stored.enquiry, session.body_of(stored.enquiry)
    route, syllabus = body.route(enquiry.route), body.syllabuses_by_code.get(enquiry.syllabus)
    wanted = route.service(request.service) if route else None
    cards = cards_of(session.table, enquiry)
    problems, consents = [], dict[str, ConsentRecord]()
    if wanted and wanted.code != enquiry.service and must_be_recorded(wanted):  # consent is for one service
        consents = read_consents(session.table, enquiry.centre_syllabus, [card.candidate for card in cards])
    if route and wanted and syllabus:
        problems = component_problems(body, wanted, syllabus, request.components)
        for card in cards:
            problems += candidate_problems(body, route, wanted, card, request.components, own=frozenset({enquiry.id}))
        if wanted.code != enquiry.service:
            problems += consent_problems(body, wanted, cards, request.components, consents)
    after = amendments.amend(enquiry, request, body, problems, session.now, agreed=agreed)
    about = change_text(enquiry, request.service, request.components)
    if after.proposed:
        return Change(after, What.CHANGE_PROPOSED, about, request.reason)
    moved = [put_card(card.reclaimed(enquiry.id, request.service)) for card in cards] if request.service != enquiry.service else []
    for card in cards:
        given = covering(consents.get(card.candidate), request.service, request.components, held=holding(card))
        if given:
            moved.append(put_consent(consents[card.candidate].used_by(given, enquiry.id)))
    return Change(after, What.AMENDED, about, request.reason, also=[*moved, *taken_out(session.table, enquiry, after)])


def store(session: Session, stored: StoredEnquiry, change: Change, member: Membership) -> StoredEnquiry:
    """Store a change with its history entry, all or nothing; return the enquiry after it.

    Of an Associate Centre's enquiry that its Associate has sent on, whoever did not make the change is told by e-mail.
    """
    enquiry, after = stored.enquiry, change.after
    event = session.event(change.what, member, after.version, why=change.why, about=change.about)
    due = [RELEASE] if change.ends else []
    if enquiry.associate and enquiry.approved_at:
        kind = "change_proposed" if change.what is What.CHANGE_PROPOSED else "changed"
        due.append(f"{MAIL}:{kind}:centre" if member.organisation == enquiry.associate else f"{MAIL}:{kind}")
    commit_change(session.table, after, event, due=due, also=change.also, ends=enquiry if change.ends else None)
    return stored.with_change(after, event)
