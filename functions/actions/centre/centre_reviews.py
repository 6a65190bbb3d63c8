"""Centre Reviews on a centre's desk: record, list, correct; and the one that an enquiry rests on (SG-01)."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from functions.actions.shared.bodies_asked import body_asked
from functions.actions.shared.transactions import commit
from functions.adapters import keys
from functions.adapters.records import body_of, put_card, put_cohort, put_correction, put_review
from functions.adapters.table import Busy, Conflict, Item, Table, Write
from functions.domain.calendar import iso, spoken_day
from functions.domain.catalogue.bodies import Body, Catalogue
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.errors import Changed, NotFound, Refused, TryAgain, problem
from functions.domain.fields import as_printed
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act, acting_for
from functions.domain.register.cards import WHOLE_SYLLABUS, Card, Cohort
from functions.domain.register.centre_reviews import (
    ASKER_TEXT,
    REVIEW_FINDINGS,
    CentreReview,
    Correction,
    CorrectReview,
    RecordReview,
    record_review,
)

ATTEMPTS = 4


def record(
    table: Table, catalogue: Catalogue, person: Person, chosen: str | None, id: str, request: RecordReview, now: datetime
) -> dict[str, Any]:
    """Store a Centre Review, and on the cards of its candidates (or the cohort) that there is one: all or nothing.

    The record bears who stored it and when, and is never changed, so it is its own history. Sent again it is the same record.
    """
    member = acting_for(person, Act.ASK, chosen)
    body = body_asked(table, catalogue, member.organisation, request.body)
    for _ in range(ATTEMPTS):
        if done := _stored(table, body, request.series, member.organisation, id):
            if _same(done, request):
                return shown(done, (), body)
            raise Changed(problem("changed_meanwhile"))
        cards = _cards(table, body, request, member.organisation)
        review = record_review(id, request, body, member.organisation, cards, person.id, now)
        writes: list[Write] = [put_review(review), *(put_card(cards[each.number].reviewed(id)) for each in review.candidates)]
        if not review.candidates:
            writes.append(put_cohort(_cohort(table, review).reviewed(id)))
        try:
            table.commit(writes)
        except (Conflict, Busy):
            continue  # somebody asked about one of them at this moment: read again
        return shown(review, (), body)
    raise TryAgain


def listing(table: Table, catalogue: Catalogue, person: Person, chosen: str | None, body_id: str, series: str) -> dict[str, Any]:
    """The centre's Centre Reviews of a series with their corrections, last recorded first. One call."""
    member = acting_for(person, Act.READ, chosen)
    body = body_asked(table, catalogue, member.organisation, body_id)
    found = reviews_in(table.partition(keys.cards(body.id, series, member.organisation), "REVIEW#"))
    found.sort(key=lambda each: each[0].recorded_at, reverse=True)
    return {"reviews": [shown(review, corrections, body) for review, corrections in found]}


def correct(
    table: Table, catalogue: Catalogue, person: Person, chosen: str | None, id: str, request: CorrectReview, now: datetime
) -> dict[str, Any]:
    """Put a correction beside a Centre Review, which itself stays as it is. Raises NotFound where there is none."""
    member = acting_for(person, Act.ASK, chosen)
    body = body_asked(table, catalogue, member.organisation, request.body)
    review = _stored(table, body, request.series, member.organisation, id)
    if review is None:
        raise NotFound
    if not request.text:
        raise Refused(problem("correction_missing", field="text"))
    with suppress(Changed):  # the same words stand there already
        commit(table, [put_correction(review, Correction(review=id, text=request.text, at=now, by=person.id))])
    return shown(*_with_corrections(table, review), body)


def review_of(table: Table, enquiry: Enquiry, body: Body) -> dict[str, Any] | None:
    """The Centre Review that an enquiry rests on, as its centre, its Associate and staff read it; None for other enquiries."""
    if enquiry.asked is None:
        return None
    key = keys.centre_review(enquiry.body, enquiry.series, enquiry.organisation, enquiry.asked.centre_review)
    found = reviews_in(table.partition(key.pk, key.sk))
    return shown(*found[0], body) if found else None


def reviews_in(items: list[Item]) -> list[tuple[CentreReview, tuple[Correction, ...]]]:
    """Centre Reviews among what was read, each with its corrections in the order in which they came."""
    reviews = [CentreReview.model_validate_json(body_of(item)) for item in items if "#C#" not in str(item["sk"])]
    corrections = [Correction.model_validate_json(body_of(item)) for item in items if "#C#" in str(item["sk"])]
    corrections.sort(key=lambda each: each.at)
    return [(review, tuple(each for each in corrections if each.review == review.id)) for review in reviews]


def shown(review: CentreReview, corrections: tuple[Correction, ...], body: Body) -> dict[str, Any]:
    """A Centre Review in the API's shape."""
    syllabus, route = body.syllabuses_by_code.get(review.syllabus), body.route(review.route)
    return {
        "id": review.id, "series": review.series, "route": route.name if route else review.route,
        "syllabus": {"code": review.syllabus, "name": syllabus.name if syllabus else ""},
        "candidates": [{"number": each.number, "name": each.name} for each in review.candidates], "cohort": not review.candidates,
        "asked_by": review.asked_by.value, "asked_by_text": ASKER_TEXT[review.asked_by],
        "completed_on": review.completed_on.isoformat(), "completed_text": spoken_day(review.completed_on), "completed_by": review.completed_by,
        "finding": review.finding, "finding_text": REVIEW_FINDINGS[review.finding], "explanation": review.explanation,
        "recorded_at": iso(review.recorded_at), "corrections": [{"text": each.text, "at": iso(each.at)} for each in corrections],
    }  # fmt: skip


def _stored(table: Table, body: Body, series: str, organisation: str, id: str) -> CentreReview | None:
    item = table.get(keys.centre_review(body.id, series, organisation, id))
    return CentreReview.model_validate_json(body_of(item)) if item else None


def _with_corrections(table: Table, review: CentreReview) -> tuple[CentreReview, tuple[Correction, ...]]:
    key = keys.centre_review(review.body, review.series, review.organisation, review.id)
    return reviews_in(table.partition(key.pk, key.sk))[0]


def _same(review: CentreReview, request: RecordReview) -> bool:
    """Whether this is what stands recorded: then it was sent twice, and is one record."""
    named = {as_printed(each) for each in request.candidates}
    return (named, request.asked_by, request.completed_on, request.completed_by, request.finding, request.explanation, request.syllabus) == (
        {each.number for each in review.candidates}, review.asked_by.value, review.completed_on.isoformat(), review.completed_by,
        review.finding, review.explanation, review.syllabus,
    )  # fmt: skip


def _cards(table: Table, body: Body, request: RecordReview, organisation: str) -> dict[str, Card]:
    if not request.series or not request.syllabus:
        return {}
    items = table.partition(keys.cards(body.id, request.series, organisation), f"CARD#{request.syllabus}#")
    return {card.candidate: card for card in (Card.model_validate_json(body_of(item)) for item in items)}


def _cohort(table: Table, review: CentreReview) -> Cohort:
    item = table.get(keys.cohort(review.body, review.series, review.organisation, review.syllabus, WHOLE_SYLLABUS))
    new = Cohort(
        body=review.body, series=review.series, organisation=review.organisation, syllabus=review.syllabus, component=WHOLE_SYLLABUS
    )
    return Cohort.model_validate_json(body_of(item)) if item else new
