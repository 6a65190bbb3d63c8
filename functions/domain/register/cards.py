"""The card of a candidate and syllabus in a series: the results register's entry, and who has asked for what.

Every submission rewrites the cards of its candidates under their version, so two submissions cannot both believe that a
candidate is free. An import of the register rewrites the entry under the same version and leaves the claims alone.
"""

from collections.abc import Container
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.catalogue.services import STANDARD, Subject


class Origin(StrEnum):
    """Where a component's mark comes from. A calculated assessed mark rules a request out (S1).

    `moderation` adjusted the centre's mark or confirmed it; `centre` is the centre's own mark, accepted as it was, where the
    awarding body tells the two apart.
    """

    EXAM = "exam"
    MODERATION = "moderation"
    CENTRE = "centre"
    CALCULATED = "calculated"
    NONE = "none"


EXAMINER = "[A-Za-z0-9][A-Za-z0-9._/\\-]{0,39}"  # an awarding body's id of somebody who marks


class Result(BaseModel):
    """A candidate's result in one component; `mark` is None where there is none, `marker` where the register does not say who set it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    component: str
    mark: int | None
    origin: Origin
    marker: str | None = None


class Claim(BaseModel):
    """An enquiry about this candidate and syllabus: the family of services it holds, if any, and whether it is still open.

    A claim stays when its enquiry is completed, for the family stays taken; only what is open is waited for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    family: str | None
    service: str
    subject: Subject = Subject.CANDIDATE
    enquiry: str
    reference: str
    at: datetime
    open: bool = True
    components: tuple[str, ...] = ()  # empty for a syllabus as a whole, and for claims from before they were kept
    ended_at: datetime | None = None  # when it was completed

    def touches(self, components: tuple[str, ...] | None) -> bool:
        """Return whether the claim is about one of these components; with None, about anything."""
        return components is None or not self.components or not components or bool(set(components) & set(self.components))


class CentreSyllabus(NamedTuple):
    """One syllabus of one series at one centre of an awarding body: what the register's entries belong to."""

    body: str
    series: str
    organisation: str
    syllabus: str


class Claimed(BaseModel):
    """Anything that enquiries are about and hold claims on. Every change is a new version, written over the one it was read as."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    claims: tuple[Claim, ...] = ()
    reviews: tuple[str, ...] = ()  # the ids of the Centre Reviews about it, oldest first
    version: int = 0

    @property
    def open_claims(self) -> tuple[Claim, ...]:
        return tuple(each for each in self.claims if each.open)

    def holds(self, enquiry: str) -> bool:
        return any(each.enquiry == enquiry for each in self.claims)

    def claimed(self, claim: Claim) -> Self:
        return self._with((*self.claims, claim))

    def freed(self, enquiry: str) -> Self:
        """Return a copy without the claims of a cancelled or rejected enquiry (ours: CI-08)."""
        return self._with(tuple(each for each in self.claims if each.enquiry != enquiry))

    def closed(self, enquiry: str, at: datetime) -> Self:
        """Return a copy with the enquiry's claim closed, so that nothing waits for it any more."""
        ended = {"open": False, "ended_at": at}
        return self._with(tuple(each.model_copy(update=ended) if each.enquiry == enquiry else each for each in self.claims))

    def reclaimed(self, enquiry: str, service: str) -> Self:
        """Return a copy in which the enquiry's claim names another service of the same family."""
        return self._with(tuple(each.model_copy(update={"service": service}) if each.enquiry == enquiry else each for each in self.claims))

    def reviewed(self, review: str) -> Self:
        """Return a copy with one more Centre Review."""
        return self.model_copy(update={"reviews": (*self.reviews, review), "version": self.version + 1})

    def _with(self, claims: tuple[Claim, ...]) -> Self:
        return self.model_copy(update={"claims": claims, "version": self.version + 1})


class Entry(BaseModel):
    """What the results register says of a candidate in a syllabus."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str
    grade: str | None
    results: tuple[Result, ...]
    exempt: tuple[str, ...] = ()
    route: str = STANDARD
    identifiers: dict[str, str] = Field(default_factory=dict)  # further ones, such as a UCI, by the id that the awarding body gives them


class Pending(BaseModel):
    """What an import is about to make of a card. It counts from the moment at which the import's job is in force, for all cards at once."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    job: str
    entry: Entry


class Card(Claimed):
    """One candidate in one syllabus of one series, whose result was reached by one `route`. `version` is 0 for a card that was never stored.

    While an import runs, `pending` has what it will make of the card; a `provisional` card is known only by that.
    """

    body: str
    series: str
    organisation: str
    syllabus: str
    candidate: str
    name: str
    grade: str | None
    results: tuple[Result, ...]
    exempt: tuple[str, ...] = ()
    route: str = STANDARD
    identifiers: dict[str, str] = Field(default_factory=dict)
    pending: Pending | None = None
    provisional: bool = False

    @property
    def entry(self) -> Entry:
        """What the register says now, without what is pending."""
        return Entry(
            name=self.name, grade=self.grade, results=self.results, exempt=self.exempt, route=self.route, identifiers=self.identifiers
        )  # fmt: skip

    def with_entry(self, entry: Entry) -> "Card":
        """Return a copy of the same version that says this, with nothing pending."""
        return self.model_copy(
            update={**{name: getattr(entry, name) for name in Entry.model_fields}, "pending": None, "provisional": False}
        )

    def in_force(self, jobs: Container[str]) -> "Card | None":
        """Return the card as it counts while these imports are in force; None for one that no import in force has brought."""
        if self.pending and self.pending.job in jobs:
            return self.with_entry(self.pending.entry)
        return None if self.provisional else self

    @property
    def centre_syllabus(self) -> CentreSyllabus:
        return CentreSyllabus(self.body, self.series, self.organisation, self.syllabus)

    def result(self, component: str) -> Result | None:
        return next((each for each in self.results if each.component == component), None)

    def marker(self, component: str) -> str | None:
        """Return who set the mark; None if the register does not say."""
        found = self.result(component)
        return found.marker if found else None

    def claim_of(self, family: str | None, *, open_only: bool = False, components: tuple[str, ...] | None = None) -> Claim | None:
        """The claim that keeps others of this family out, if it must still be `open` for that; None where the service excludes nobody.

        With `components` only a claim on one of them does, where the family is taken for each component by itself.
        """
        for each in self.claims:
            if family and each.family == family and (each.open or not open_only) and each.touches(components):
                return each
        return None


WHOLE_SYLLABUS = ""  # in place of a component: the cohort of a syllabus whose grades the centre gave


class Cohort(Claimed):
    """Everybody of a centre in one component that the centre assessed, or in a WHOLE_SYLLABUS: who has asked about all of them."""

    body: str
    series: str
    organisation: str
    syllabus: str
    component: str

    @property
    def centre_syllabus(self) -> CentreSyllabus:
        return CentreSyllabus(self.body, self.series, self.organisation, self.syllabus)


class NamedCandidate(BaseModel):
    """A candidate as an enquiry carries them. Subjects' names live here and nowhere in history, mail or logs."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    number: str
    name: str
