"""What an import makes of the register, card by card: what is added, changed and removed, and what stays.

A file that does not say who marked, or by which route, leaves what an earlier one said: an omission must not let anybody review
their own marking. A name that the file corrects is corrected in the candidate's other syllabuses too: one number is one person.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from functions.domain.register.cards import Card, CentreSyllabus, Entry, Result

PORTION = 50  # cards that are changed at once


class RegisterState(BaseModel):
    """The import of a series that is running, empty if none is. Its version tells one import from the next."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    job: str = ""
    version: int = 0

    def taken(self, job: str) -> "RegisterState":
        return RegisterState(job=job, version=self.version + 1)

    def freed(self) -> "RegisterState":
        return RegisterState(version=self.version + 1)


class Place(NamedTuple):
    """Whose card: a centre's syllabus in a series, and a candidate number."""

    at: CentreSyllabus
    candidate: str


class CardChange(BaseModel):
    """What a file says of one card. What is None it leaves as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    organisation: str
    syllabus: str
    candidate: str
    entry: Entry | None = None  # all of it but `exempt`
    keeps_markers: bool = False
    keeps_route: bool = False
    name: str | None = None
    exempt: tuple[str, ...] | None = None

    def place(self, body: str, series: str) -> Place:
        return Place(CentreSyllabus(body, series, self.organisation, self.syllabus), self.candidate)

    def applied(self, stored: Entry | None) -> Entry | None:
        """Return the entry after the change; None where it changes an entry that the register does not have."""
        if self.entry is not None:
            return self._renewed(self.entry, stored)
        if stored is None:
            return None
        changes: dict[str, object] = {}
        if self.name is not None:
            changes["name"] = self.name
        if self.exempt is not None:
            changes["exempt"] = self.exempt
        return stored.model_copy(update=changes)

    def _renewed(self, entry: Entry, stored: Entry | None) -> Entry:
        if stored is None:
            return entry
        results = entry.results
        if self.keeps_markers:
            markers = {each.component: each.marker for each in stored.results}
            results = tuple(each.model_copy(update={"marker": markers.get(each.component)}) for each in results)
        route = stored.route if self.keeps_route else entry.route
        identifiers = {**stored.identifiers, **entry.identifiers}  # one that a file leaves out stays
        return entry.model_copy(update={"results": results, "route": route, "exempt": stored.exempt, "identifiers": identifiers})


class Changed(NamedTuple):
    """A card before and after an import; `before` is None for one that the import adds."""

    place: Place
    before: Card | None
    after: Entry

    @property
    def removed(self) -> list[Result]:
        """The results, and without any the exemptions, that the register has and the import takes away."""
        kept = {each.component for each in self.after.results}
        return [each for each in self.before.results if each.component not in kept] if self.before else []

    @property
    def exemptions_removed(self) -> list[str]:
        return [each for each in self.before.exempt if each not in self.after.exempt] if self.before else []


def register_changes(cards: Iterable[Card], stored: Mapping[Place, Card], *, markers: bool, routes: bool) -> list[CardChange]:
    """Return what a register's cards say, and for candidates whose name they correct, the new name in their other syllabuses.

    `stored` has all cards of the centres that the file names; `markers` and `routes` say whether it has those columns.
    """
    brought = {Place(each.centre_syllabus, each.candidate): each for each in cards}
    names = {(place.at.organisation, place.candidate): card.name for place, card in brought.items()}
    changes = [
        CardChange(
            organisation=each.organisation, syllabus=each.syllabus, candidate=each.candidate,
            entry=each.entry, keeps_markers=not markers, keeps_route=not routes,
        )
        for each in brought.values()
    ]  # fmt: skip
    for place, card in stored.items():
        name = names.get((place.at.organisation, place.candidate))
        if place not in brought and name is not None and name != card.name:
            changes.append(CardChange(organisation=card.organisation, syllabus=card.syllabus, candidate=card.candidate, name=name))
    return changes


def changed_cards(changes: Iterable[CardChange], stored: Mapping[Place, Card], *, body: str, series: str) -> list[Changed]:
    """Return the cards that the changes make different from what is stored, in order of centre, syllabus and candidate."""
    found = []
    for change in changes:
        place = change.place(body, series)
        before = stored.get(place)
        after = change.applied(before.entry if before else None)
        if after is not None and (before is None or after != before.entry):
            found.append(Changed(place, before, after))
    return sorted(found, key=lambda each: each.place)


def fingerprint(changed: Iterable[Changed]) -> str:
    """Return what tells one set of changes from another, in 16 characters: what was previewed is what is imported."""
    seen = hashlib.sha256()
    for each in changed:
        seen.update(f"{each.place}|{each.before and each.before.entry.model_dump_json()}|{each.after.model_dump_json()}\n".encode())
    return seen.hexdigest()[:16]
