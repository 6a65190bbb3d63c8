"""The cards of an enquiry's candidates, and its claims on cards and cohorts: freed when it ends without being carried out, closed when it is completed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from functions.adapters import keys
from functions.adapters.records import body_of, put_card, put_cohort
from functions.adapters.table import Put, Table, chunks
from functions.domain.catalogue.bodies import Body
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.register.cards import WHOLE_SYLLABUS, Card, Cohort


def cards_of(table: Table, enquiry: Enquiry) -> list[Card]:
    """The cards of an enquiry's candidates, as they stand now; none for an enquiry about everybody."""
    wanted = [keys.card(enquiry.body, enquiry.series, enquiry.organisation, enquiry.syllabus, each.number) for each in enquiry.candidates]
    return [Card.model_validate_json(body_of(item)) for item in table.get_all(wanted).values()] if wanted else []


def enquiries_about(table: Table, cards: Iterable[Card]) -> list[Enquiry]:
    """Every enquiry that holds a claim on one of these cards; no call where there is none."""
    wanted = dict.fromkeys(keys.enquiry(claim.enquiry) for card in cards for claim in card.claims)
    return [Enquiry.model_validate_json(body_of(item)) for some in chunks(wanted) for item in table.get_all(some).values()]


def register_entries(table: Table, enquiry: Enquiry, body: Body) -> list[dict[str, Any]]:
    """What the register has of an enquiry's candidate in its syllabus, a line a component; nothing for an enquiry about components."""
    _, _, service, syllabus = entries_of(enquiry, body)
    if service.missing is None:
        return []
    titles = {each.code: each.title for each in syllabus.components}
    return [
        {"code": each.component, "title": titles.get(each.component, ""), "mark": each.mark, "exempt": each.component in card.exempt}
        for card in cards_of(table, enquiry)
        for each in card.results
    ]


def without_mark(card: Card) -> frozenset[str]:
    """The components that a candidate was entered for, not exempted from, and has no mark in."""
    return frozenset(each.component for each in card.results if each.mark is None and each.component not in card.exempt)


def freed(table: Table, enquiry: Enquiry) -> list[Put]:
    """What to store, in the transaction that cancels or rejects the enquiry, to leave its candidates free (ours: CI-08)."""
    cards, cohorts = _held(table, enquiry)
    return [*(put_card(card.freed(enquiry.id)) for card in cards), *(put_cohort(cohort.freed(enquiry.id)) for cohort in cohorts)]


def closed(table: Table, enquiry: Enquiry) -> list[Put]:
    """What to store, in the transaction that completes the enquiry, so that nothing waits for it any more."""
    cards, cohorts = _held(table, enquiry)
    return [*(put_card(card.closed(enquiry.id)) for card in cards), *(put_cohort(cohort.closed(enquiry.id)) for cohort in cohorts)]


def taken_out(table: Table, before: Enquiry, after: Enquiry) -> list[Put]:
    """What to store with an amendment, so that a component taken out of a re-moderation can be asked for again (ours)."""
    return [put_cohort(cohort.freed(before.id)) for cohort in _held(table, before)[1] if cohort.component not in after.components]


def _held(table: Table, enquiry: Enquiry) -> tuple[list[Card], list[Cohort]]:
    cards = [card for card in cards_of(table, enquiry) if card.holds(enquiry.id)]
    if enquiry.candidates:
        return cards, []
    wanted = [
        keys.cohort(enquiry.body, enquiry.series, enquiry.organisation, enquiry.syllabus, each)
        for each in enquiry.components or (WHOLE_SYLLABUS,)
    ]
    cohorts = [Cohort.model_validate_json(body_of(item)) for item in table.get_all(wanted).values()]
    return cards, [cohort for cohort in cohorts if cohort.holds(enquiry.id)]
