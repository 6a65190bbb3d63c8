"""Centre Reviews that a centre records before it asks for a check of a grade that it gave (SG-01)."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from functions.actions.shared.bodies_asked import body_asked
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import commit, settle
from functions.adapters.register import (
    put_card,
    put_centre_review,
    put_cohort,
    put_correction,
    read_cards_of_syllabus,
    read_centre_review,
    read_centre_reviews,
    read_cohorts,
)
from functions.adapters.table import Write
from functions.domain.catalogue.bodies import Body
from functions.domain.errors import Changed, NotFound, Refused, problem
from functions.domain.people.permissions import Act
from functions.domain.register.cards import WHOLE_SYLLABUS, Card, CentreSyllabus
from functions.domain.register.centre_reviews import CentreReview, Correction, CorrectReview, RecordReview, record_review
from functions.domain.views.centre_review_pages import centre_review_page


def record(session: Session, id: str, request: RecordReview) -> dict[str, Any]:
    """Store a Centre Review, and on the cards of its candidates (or the cohort) that there is one: all or nothing.

    The record says who stored it and when, and is never changed, so it is its own history. Sent again it is the same record.
    """
    member = session.acting_for(Act.ASK)
    body = body_asked(session, member.organisation, request.body)
    at = CentreSyllabus(body.id, request.series, member.organisation, request.syllabus)

    def attempt() -> dict[str, Any]:
        if done := read_centre_review(session.table, body.id, request.series, member.organisation, id):
            if _is_same(done[0], request, body):
                return centre_review_page(done[0], (), body)
            raise Changed(problem("changed_meanwhile"))
        cards: dict[str, Card] = {}
        if request.series and request.syllabus:
            cards = {card.candidate: card for card in read_cards_of_syllabus(session.table, at)}
        review = record_review(id, request, body, organisation=member.organisation, cards=cards, by=session.person.id, now=session.now)
        writes: list[Write] = [put_centre_review(review), *(put_card(cards[each.number].reviewed(id)) for each in review.candidates)]
        if not review.candidates:
            writes.append(put_cohort(read_cohorts(session.table, at, [WHOLE_SYLLABUS])[WHOLE_SYLLABUS].reviewed(id)))
        session.table.commit(writes)
        return centre_review_page(review, (), body)

    return settle(attempt)


def listing(session: Session, body_id: str, series: str) -> dict[str, Any]:
    """Return the centre's Centre Reviews of a series with their corrections, the last recorded first. One call."""
    member = session.acting_for(Act.READ)
    body = body_asked(session, member.organisation, body_id)
    found = read_centre_reviews(session.table, body.id, series, member.organisation)
    found.sort(key=lambda each: each[0].recorded_at, reverse=True)
    return {"reviews": [centre_review_page(review, corrections, body) for review, corrections in found]}


def correct(session: Session, id: str, request: CorrectReview) -> dict[str, Any]:
    """Add a correction to a Centre Review, which itself stays as it is. Raise NotFound where there is none."""
    member = session.acting_for(Act.ASK)
    body = body_asked(session, member.organisation, request.body)
    stored = read_centre_review(session.table, body.id, request.series, member.organisation, id)
    if stored is None:
        raise NotFound
    if not request.text:
        raise Refused(problem("correction_missing", field="text"))
    correction = Correction(review=id, text=request.text, at=session.now, by=session.person.id)
    with suppress(Changed):  # the same words are there already
        commit(session.table, [put_correction(stored[0], correction)])
    review, corrections = read_centre_review(session.table, body.id, request.series, member.organisation, id) or stored
    return centre_review_page(review, corrections, body)


def _is_same(review: CentreReview, request: RecordReview, body: Body) -> bool:
    """Return whether this is what is recorded already: then it was sent twice, and is one record."""
    named = {body.printed(each) for each in request.candidates}
    return (named, request.asked_by, request.completed_on, request.completed_by, request.finding, request.explanation, request.syllabus) == (
        {each.number for each in review.candidates}, review.asked_by.value, review.completed_on.isoformat(), review.completed_by,
        review.finding, review.explanation, review.syllabus,
    )  # fmt: skip
