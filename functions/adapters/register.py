"""The results register in the table: candidates' cards, cohorts, and Centre Reviews.

While an import runs, cards have pending entries. All functions here but `read_stored_card` return cards as they count: with the
pending entry where its job is in force, without it where it is not, so that nobody ever sees half an import.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from functions.adapters import keys
from functions.adapters.items import item_of, listed_item_of, model_in
from functions.adapters.jobs import read_jobs_in_force
from functions.adapters.keys import FINGERPRINT, Key
from functions.adapters.table import Item, Put, Table, chunks
from functions.domain.register.cards import Card, CentreSyllabus, Cohort
from functions.domain.register.centre_reviews import CentreReview, Correction
from functions.domain.register.changes import RegisterState

Corrected = tuple[CentreReview, tuple[Correction, ...]]

ENTRIES = 100  # cards of a candidate a call


def put_card(card: Card) -> Put:
    """Store a card over the version before it."""
    key = keys.card(card.centre_syllabus, card.candidate)
    entries = keys.entries_of(card.body, card.series, card.organisation, card.candidate)
    return Put(listed_item_of(key, card.version, card, g1pk=entries, g1sk=card.syllabus), expect=card.version - 1)


def read_cards(table: Table, at: CentreSyllabus, candidates: Iterable[str]) -> dict[str, Card]:
    """Return the cards of these candidates, by candidate number; a candidate without an entry is left out. One call, none for nobody."""
    wanted = [keys.card(at, each) for each in candidates]
    return cards_in(table, table.get_all(wanted)) if wanted else {}


def read_stored_card(table: Table, at: CentreSyllabus, candidate: str) -> Card | None:
    """Return the card of one candidate as it is stored, with what an import has pending: for the import itself."""
    item = table.get(keys.card(at, candidate))
    return model_in(Card, item) if item else None


def read_cards_everywhere(table: Table, wanted: Iterable[tuple[CentreSyllabus, str]]) -> dict[tuple[CentreSyllabus, str], Card]:
    """Return the cards of candidates of any centre and syllabus, as many calls as hundreds are wanted."""
    found: list[Item] = []
    for some in chunks(dict.fromkeys(keys.card(at, candidate) for at, candidate in wanted)):
        found += table.get_all(some).values()
    return {(card.centre_syllabus, card.candidate): card for card in _as_they_count(table, found)}


def read_cards_of_syllabus(table: Table, at: CentreSyllabus) -> list[Card]:
    """Return the cards of all candidates of a centre in a syllabus, in order of candidate number."""
    return _as_they_count(table, table.partition(keys.register(at.body, at.series, at.organisation), keys.cards_of(at.syllabus)))


def read_cards_of_centre(table: Table, body: str, series: str, organisation: str) -> list[Card]:
    """Return the cards of all candidates of a centre in a series, in order of syllabus and candidate number."""
    return _as_they_count(table, table.partition(keys.register(body, series, organisation), keys.CARDS))


def list_cards_of_candidate(table: Table, body: str, series: str, organisation: str, candidate: str) -> list[Card]:
    """Return a candidate's cards in every syllabus, in order of syllabus, from an index, which may lag by a moment."""
    items: list[Item] = []
    after: dict[str, str] | None = None
    while True:
        page = table.index("lists", keys.entries_of(body, series, organisation, candidate), limit=ENTRIES, after=after)
        items += page.items
        if page.next is None:
            return _as_they_count(table, items)
        after = {name: str(items[-1][name]) for name in ("g1pk", "g1sk", "pk", "sk")}


def read_register_state(table: Table, body: str, series: str, centre: str = "") -> RegisterState:
    """Return which import of a series is running, if one is, or of a centre's own results; the version changes with each import."""
    item = table.get(keys.register_state(body, series, centre))
    return model_in(RegisterState, item) if item else RegisterState()


def is_any_imported(table: Table, series: Iterable[tuple[str, str]], centre: str) -> bool:
    """Return whether a centre has ever begun to import results of its own, in any of these series (body, series). One call, none for none."""
    wanted = [keys.register_state(body, each, centre) for body, each in series]
    return bool(wanted and table.get_all(wanted))


def put_register_state(state: RegisterState, body: str, series: str, centre: str = "") -> Put:
    """Store the next version of the state."""
    return Put(item_of(keys.register_state(body, series, centre), state.version, state), expect=state.version - 1)


def put_cohort(cohort: Cohort) -> Put:
    """Store a cohort over the version before it."""
    return Put(item_of(keys.cohort(cohort.centre_syllabus, cohort.component), cohort.version, cohort), expect=cohort.version - 1)


def read_cohorts(table: Table, at: CentreSyllabus, components: Iterable[str]) -> dict[str, Cohort]:
    """Return the cohorts of these components, by component; one that nobody has asked about yet is a new one. One call, none for no component."""
    wanted = tuple(components)
    return cohorts_in(table.get_all([keys.cohort(at, each) for each in wanted]), at, wanted) if wanted else {}


def read_cohorts_everywhere(table: Table, wanted: Iterable[tuple[CentreSyllabus, str]]) -> list[Cohort]:
    """Return the stored cohorts of components of any centre and syllabus; those that nobody has asked about are left out."""
    by_key = dict.fromkeys(keys.cohort(at, component) for at, component in wanted)
    return [model_in(Cohort, item) for some in chunks(by_key) for item in table.get_all(some).values()]


def register_keys(at: CentreSyllabus, candidates: Iterable[str], components: Iterable[str]) -> list[Key]:
    """Return the keys of these candidates' cards and these components' cohorts, for one read together with other items."""
    return [*(keys.cohort(at, each) for each in components), *(keys.card(at, each) for each in candidates)]


def cards_in(table: Table, found: Mapping[Key, Item]) -> dict[str, Card]:
    """Return the cards among the items of one read, by candidate number."""
    cards = _as_they_count(table, [item for key, item in found.items() if key.sk.startswith(keys.CARDS)])
    return {card.candidate: card for card in cards}


def _as_they_count(table: Table, items: Iterable[Item]) -> list[Card]:
    """Return the cards of one read as they count now. Imports are asked about only where something is pending."""
    cards = [model_in(Card, item) for item in items]
    pending = {card.pending.job for card in cards if card.pending}
    jobs = read_jobs_in_force(table, pending) if pending else frozenset[str]()
    return [counts for card in cards if (counts := card.in_force(jobs))]


def cohorts_in(found: Mapping[Key, Item], at: CentreSyllabus, components: Iterable[str]) -> dict[str, Cohort]:
    """Return the cohorts of these components out of one read, a new one where nothing is stored."""
    cohorts = {}
    for component in components:
        item = found.get(keys.cohort(at, component))
        cohorts[component] = model_in(Cohort, item) if item else Cohort(**at._asdict(), component=component)
    return cohorts


def put_centre_review(review: CentreReview) -> Put:
    """Store a Centre Review, never over another: a record is not changed."""
    return Put(item_of(_review_key(review), 1, review))


def put_correction(review: CentreReview, correction: Correction) -> Put:
    """Store a correction under the fingerprint of its words, so that sending it twice is sending it once."""
    fingerprint = hashlib.sha256(correction.text.encode()).hexdigest()[:FINGERPRINT]
    return Put(item_of(keys.correction(_review_key(review), fingerprint), 1, correction))


def read_centre_review(table: Table, body: str, series: str, organisation: str, id: str) -> Corrected | None:
    """Return a Centre Review with its corrections, in the order in which they came."""
    key = keys.centre_review(body, series, organisation, id)
    return next(iter(_corrected(table.partition(key.pk, key.sk))), None)


def read_centre_reviews(table: Table, body: str, series: str, organisation: str) -> list[Corrected]:
    """Return all Centre Reviews of a centre's series with their corrections."""
    return _corrected(table.partition(keys.register(body, series, organisation), keys.REVIEWS))


def _corrected(items: list[Item]) -> list[Corrected]:
    reviews = [model_in(CentreReview, item) for item in items if keys.CORRECTION not in str(item["sk"])]
    corrections = [model_in(Correction, item) for item in items if keys.CORRECTION in str(item["sk"])]
    corrections.sort(key=lambda each: each.at)
    return [(review, tuple(each for each in corrections if each.review == review.id)) for review in reviews]


def _review_key(review: CentreReview) -> Key:
    return keys.centre_review(review.body, review.series, review.organisation, review.id)
