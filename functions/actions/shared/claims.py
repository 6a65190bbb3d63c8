"""The claims of an enquiry on candidates' cards and on cohorts: freed when it ends without being carried out, closed when it is completed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from functions.adapters.enquiries import read_enquiries
from functions.adapters.register import put_card, put_cohort, read_cards, read_cards_of_syllabus, read_cohorts, read_cohorts_everywhere
from functions.adapters.table import Put, Table
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.catalogue.services import Subject
from functions.domain.enquiries.cohort_outcomes import CohortCandidate, cohort_candidates
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.register.cards import WHOLE_SYLLABUS, Card, CentreSyllabus, Claim, Cohort


def cards_of(table: Table, enquiry: Enquiry) -> list[Card]:
    """Return the cards of an enquiry's candidates; none for an enquiry about everybody."""
    return list(read_cards(table, enquiry.centre_syllabus, [each.number for each in enquiry.candidates]).values())


def enquiries_about(table: Table, cards: Iterable[Card]) -> list[Enquiry]:
    """Return every enquiry that has a claim on one of these cards or on a cohort that they belong to; no call for no card."""
    about = list(cards)
    wanted = {(card.centre_syllabus, code) for card in about for code in (*(each.component for each in card.results), WHOLE_SYLLABUS)}
    cohorts = read_cohorts_everywhere(table, sorted(wanted)) if wanted else []
    return read_enquiries(table, dict.fromkeys(claim.enquiry for each in (*about, *cohorts) for claim in each.claims))


def cohort_of(table: Table, enquiry: Enquiry) -> list[CohortCandidate]:
    """Return everybody in the cohort of an enquiry, with current results. Three calls."""
    cards = read_cards_of_syllabus(table, enquiry.centre_syllabus)
    return cohort_candidates(enquiry, cards, enquiries_about(table, cards))


def cohort_enquiries(table: Table, catalogue: Catalogue, at: CentreSyllabus) -> list[str]:
    """Return the ids of the enquiries that have a claim on everybody of a centre in a syllabus or one of its components."""
    syllabus = catalogue.bodies[at.body].syllabuses_by_code.get(at.syllabus)
    components = [each.code for each in syllabus.components] if syllabus else []
    cohorts = read_cohorts(table, at, [WHOLE_SYLLABUS, *components])
    return list(dict.fromkeys(claim.enquiry for each in cohorts.values() for claim in each.claims))


def register_entries(table: Table, enquiry: Enquiry, body: Body) -> list[dict[str, Any]]:
    """Return what the register has of the candidate of an enquiry about a missing result, one entry a component; nothing for other enquiries."""
    entries = entries_of(enquiry, body)
    if entries.service.missing is None:
        return []
    titles = {each.code: each.title for each in entries.syllabus.components}
    return [
        {"code": each.component, "title": titles.get(each.component, ""), "mark": each.mark, "exempt": each.component in card.exempt}
        for card in cards_of(table, enquiry)
        for each in card.results
    ]


def without_mark(card: Card) -> frozenset[str]:
    """Return the components that a candidate was entered for, not exempted from, and has no mark in."""
    return frozenset(each.component for each in card.results if each.mark is None and each.component not in card.exempt)


def freed(table: Table, enquiry: Enquiry) -> list[Put]:
    """Return what to store, in the transaction that cancels or rejects the enquiry, to leave its candidates free (ours: CI-08)."""
    return [
        *(put_card(card.freed(enquiry.id)) for card in _held_cards(table, enquiry)),
        *(put_cohort(cohort.freed(enquiry.id)) for cohort in _held_cohorts(table, enquiry)),
    ]


def closed(table: Table, enquiry: Enquiry, at: datetime) -> list[Put]:
    """Return what to store, in the transaction that completes the enquiry at `at`, so that nothing waits for it any longer.

    An appeal about a cohort claims it only here, for nothing waits for an appeal (ours): so that its outcome is found among those
    that made the current results.
    """
    if enquiry.appeal and not enquiry.candidates:
        claim = Claim(
            family=None, service=enquiry.service, subject=Subject.COHORT, enquiry=enquiry.id, reference=enquiry.reference,
            at=enquiry.submitted_at, open=False, ended_at=at,
        )  # fmt: skip
        return [put_cohort(each.claimed(claim)) for each in _cohorts(table, enquiry) if not each.holds(enquiry.id)]
    return [
        *(put_card(card.closed(enquiry.id, at)) for card in _held_cards(table, enquiry)),
        *(put_cohort(cohort.closed(enquiry.id, at)) for cohort in _held_cohorts(table, enquiry)),
    ]


def taken_out(table: Table, before: Enquiry, after: Enquiry) -> list[Put]:
    """Return what to store with an amendment, so that a component taken out of a re-moderation can be asked for again (ours)."""
    return [put_cohort(each.freed(before.id)) for each in _held_cohorts(table, before) if each.component not in after.components]


def _held_cards(table: Table, enquiry: Enquiry) -> list[Card]:
    return [card for card in cards_of(table, enquiry) if card.holds(enquiry.id)]


def _held_cohorts(table: Table, enquiry: Enquiry) -> list[Cohort]:
    return [] if enquiry.candidates else [each for each in _cohorts(table, enquiry) if each.holds(enquiry.id)]


def _cohorts(table: Table, enquiry: Enquiry) -> list[Cohort]:
    """Return the cohorts that an enquiry about everybody is about."""
    return list(read_cohorts(table, enquiry.centre_syllabus, enquiry.components or (WHOLE_SYLLABUS,)).values())
