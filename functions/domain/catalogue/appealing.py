"""What an appeal is made against, about what, and within which time."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import StringConstraints

from functions.domain.calendar import Period
from functions.domain.catalogue.sources import Basis, Entry, Rule, Text


class After(StrEnum):
    """What must be over before an appeal can be made."""

    OUTCOME = "outcome"  # the outcome letter of the enquiry is issued
    STAGE_1 = "stage-1"  # the decision on the stage 1 appeal is issued
    CHECK = "check"  # a post-results check of the grade has ended
    CENTRE_REVIEW = "centre-review"  # a Centre Review is recorded
    NOTHING = "nothing"  # nothing that this desk records, as for an appeal against a malpractice decision


class Concern(Entry):
    """One of the things that an appeal can be about."""

    id: Annotated[str, StringConstraints(pattern="^[a-z_]{1,30}$")]
    text: Text


class Limit(Entry):
    """The time after the letter within which an appeal must be made.

    `after_reasons` is the time after the reasons for the outcome, where the centre asked for them; the later of the two ends counts.
    """

    within: Period
    after_reasons: Period | None = None
    basis: Basis


class Appealing(Entry):
    """The details of a service that is an appeal. A missing `limit` means that none is published; staff then judge lateness (ours)."""

    stage: Literal[1, 2]
    after: After
    limit: Limit | None = None
    states: tuple[Rule, ...] = ()  # what the appeal must say
    concerns: tuple[Concern, ...] = ()
    reviews_evidence: bool | None = None  # whether a candidate's evidence is reviewed again; None where that is not published

    @property
    def from_outcome(self) -> bool:
        """Return whether the appeal starts from the page of the enquiry that it is against. Otherwise it starts at the desk."""
        return self.after in {After.OUTCOME, After.STAGE_1}
