"""How an import changes the register: whole or not at all, however often it is interrupted.

The new entries are written beside the old ones (`prepare`), then all of them count from one write on, that of the job itself
(`put_in_force`), then they replace the old ones (`settle`). Nobody sees half of it: functions/adapters/register.py.
Each portion can be done again. A submission that comes between is never overwritten: the card is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from functions.actions.effects.means import Means
from functions.actions.shared.claims import cohort_enquiries
from functions.actions.shared.transactions import commit_change, settle
from functions.adapters.candidate_traits import forget_name, put_traits
from functions.adapters.enquiries import read_enquiry
from functions.adapters.jobs import delete_portion, read_portion
from functions.adapters.register import put_card, put_register_state, read_register_state, read_stored_card
from functions.adapters.table import Conflict
from functions.domain.enquiries.corrected_names import with_corrected_name
from functions.domain.errors import Changed
from functions.domain.jobs import Job
from functions.domain.people.history import Event, What
from functions.domain.register.cards import Card, Pending
from functions.domain.register.changes import CardChange, Place
from functions.domain.register.same_candidates import EnteredCandidate

AT_ONCE = 8


def prepare(means: Means, job: Job, portion: int) -> Job:
    """Write the new entries of a portion of cards beside the old ones, and cards that are new as provisional ones."""

    def write(change: CardChange) -> None:
        place = change.place(job.body, job.about)
        stored = read_stored_card(means.table, *place)
        entry = change.applied(None if stored is None or stored.provisional else stored.entry)
        if entry is None:
            return
        pending = Pending(job=job.id, entry=entry)
        if stored is None:
            new = Card(
                **place.at._asdict(), candidate=place.candidate, name=entry.name, grade=None, results=(), pending=pending, provisional=True
            )
            means.table.put(put_card(new.model_copy(update={"version": 1})))
        elif stored.pending != pending:
            means.table.put(put_card(stored.model_copy(update={"pending": pending, "version": stored.version + 1})))

    _each(write, read_portion(means.table, job.id, portion, CardChange))
    return job


def put_in_force(means: Means, job: Job, _: int) -> Job:
    """Let all new entries count from now on: storing the job is what does it."""
    return job.model_copy(update={"in_force_at": means.now()})


def settle_cards(means: Means, job: Job, portion: int) -> Job:
    """Replace the old entries of a portion of cards by the new ones, tell their enquiries a corrected name, and let the candidates be
    found by who they are."""
    changes = read_portion(means.table, job.id, portion, CardChange)
    cohorts = {at: cohort_enquiries(means.table, means.catalogue, at) for at in {each.place(job.body, job.about).at for each in changes}}
    settled: list[tuple[Card, str]] = []  # each with the name before

    def write(change: CardChange) -> None:
        place = change.place(job.body, job.about)
        stored = read_stored_card(means.table, *place)
        if stored is None:
            return
        before = stored.name
        if stored.pending and stored.pending.job == job.id:
            stored = stored.with_entry(stored.pending.entry).model_copy(update={"version": stored.version + 1})
            means.table.put(put_card(stored))
        if change.exempt is None:
            settled.append((stored, before))
        for id in dict.fromkeys([*(claim.enquiry for claim in stored.claims), *cohorts[place.at]]):
            _correct_name(means, job, id, place, stored.name)

    _each(write, changes)
    _let_be_found(means, job, settled)
    return job


def _let_be_found(means: Means, job: Job, settled: Iterable[tuple[Card, str]]) -> None:
    """Let the candidates of these cards be found by number, name and lasting identifiers, and no longer by the name that each had before."""
    identifiers = means.catalogue.bodies[job.body].identifiers
    cards: dict[tuple[str, str], list[Card]] = {}
    names: dict[tuple[str, str], set[str]] = {}
    for card, before in settled:
        who = (card.organisation, card.candidate)
        cards.setdefault(who, []).append(card)
        names.setdefault(who, set()).add(before)

    entered = {who: EnteredCandidate.of(every, identifiers) for who, every in cards.items()}
    put_traits(means.table, entered)
    for who, each in entered.items():
        for name in names[who]:
            forget_name(means.table, who[0], each, name)


def finish(means: Means, job: Job, _: int) -> Job:
    """Forget the portions, which nobody needs any more, and let the next import of the series begin."""
    (settled,) = (each for each in job.steps if each.name == "settle")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda portion: delete_portion(means.table, job.id, portion), range(settled.portions)))

    def attempt() -> None:
        state = read_register_state(means.table, job.body, job.about, job.organisation)
        if state.job == job.id:
            means.table.put(put_register_state(state.freed(), job.body, job.about, job.organisation))

    settle(attempt)
    return job


def _correct_name(means: Means, job: Job, id: str, place: Place, name: str) -> None:
    """Give an enquiry the candidate's name as the register has it now, for the letters to come; its history says so, without the name."""

    def attempt() -> None:
        enquiry = read_enquiry(means.table, id)
        if enquiry is None:
            return
        after = with_corrected_name(enquiry, place.candidate, name)
        if after is None:
            return
        event = Event(what=What.RENAMED, at=means.now(), by=job.by, version=after.version, about=place.candidate)
        try:
            commit_change(means.table, after, event)
        except Changed as changed:
            raise Conflict from changed

    settle(attempt)


def _each(write: Callable[[CardChange], None], changes: Iterable[CardChange]) -> None:
    """Write several cards at once, each again where somebody else wrote it meanwhile."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda change: settle(lambda: write(change)), list(changes)))
