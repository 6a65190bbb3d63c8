"""The card of a candidate and syllabus in a series: the results register's entry, and who has asked for what.

Every submission rewrites the cards of its candidates under their version, so two submissions cannot both believe that a
candidate is free. An import of the register rewrites the entry under the same version and leaves the claims alone.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Origin(StrEnum):
    """Where a component's mark comes from. A calculated assessed mark rules a request out (S1)."""

    EXAM = "exam"
    MODERATION = "moderation"
    CALCULATED = "calculated"
    NONE = "none"


class Result(BaseModel):
    """A candidate's result in one component; `mark` is None where there is none."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    component: str
    mark: int | None
    origin: Origin


class Claim(BaseModel):
    """An enquiry that holds a family of services for this candidate and syllabus."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    family: str
    service: str
    enquiry: str
    reference: str
    at: datetime


class Card(BaseModel):
    """One candidate in one syllabus of one series. `version` is 0 for a card that was never stored."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    body: str
    series: str
    organisation: str
    syllabus: str
    candidate: str
    name: str
    grade: str | None
    results: tuple[Result, ...]
    exempt: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    version: int = 0

    def result(self, component: str) -> Result | None:
        return next((each for each in self.results if each.component == component), None)

    def claim_of(self, family: str | None) -> Claim | None:
        """The claim that keeps others of this family out; None where the service excludes nobody."""
        return next((each for each in self.claims if family and each.family == family), None)

    def claimed(self, claim: Claim) -> Card:
        return self.model_copy(update={"claims": (*self.claims, claim), "version": self.version + 1})

    def freed(self, enquiry: str) -> Card:
        """Without the claims of an enquiry that was cancelled or rejected (ours: CI-08)."""
        kept = tuple(each for each in self.claims if each.enquiry != enquiry)
        return self.model_copy(update={"claims": kept, "version": self.version + 1})

    def reclaimed(self, enquiry: str, service: str) -> Card:
        """With the enquiry's claim standing under another service of the same family."""
        claims = tuple(each.model_copy(update={"service": service}) if each.enquiry == enquiry else each for each in self.claims)
        return self.model_copy(update={"claims": claims, "version": self.version + 1})
