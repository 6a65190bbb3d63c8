"""What the outcome of an enquiry about a cohort says of its candidates: those whom it changes, with results before and after (CI-42)."""

from pydantic import BaseModel, ConfigDict

from functions.domain.catalogue.fees import FeeStatus, status_after


class MarkChange(BaseModel):
    """The mark of one component before and after an outcome; None where there is none."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    component: str
    mark_before: int | None
    mark_after: int | None


class CandidateOutcome(BaseModel):
    """The results of one candidate before and after an outcome. `marks` is empty where grades alone were checked."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    number: str
    name: str
    marks: tuple[MarkChange, ...] = ()
    grade_before: str | None
    grade_after: str | None

    @property
    def changes_grade(self) -> bool:
        """Return whether the candidate's syllabus grade changes, up or down."""
        return status_after(self.grade_before, self.grade_after) is FeeStatus.WAIVED


class CohortOutcome(BaseModel):
    """The outcome about a cohort of `size` candidates. `changed` has those whom it changes; everybody else keeps marks and grade.

    `explanation` says what the re-moderation found; it is empty where the finding of a check says it. `finding` is the id of one of
    the outcomes that the body names for a re-moderation; empty where it names none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    size: int
    changed: tuple[CandidateOutcome, ...] = ()
    explanation: str = ""
    finding: str = ""
