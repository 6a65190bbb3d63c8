"""What the letters that tell an outcome say: marks, findings, answers, decisions, statements of results."""

from typing import Literal

from pydantic import Field

from functions.documents.contexts import CodeAndName, Component, Context, Label, Letter, Moment, Sentences, SingleLine
from functions.domain.wording import PROVISIONAL


class OutcomeLine(Context):
    """One component after its review. A mark is None where there is none; `result` says what changed."""

    ours = frozenset({"result"})

    component: Component
    mark_before: int | None
    mark_after: int | None
    result: SingleLine
    reason: Sentences | None = None


class ShowsResults(Letter):
    """A letter that shows results, and so says that they are provisional (TX-11)."""

    provisional: Sentences | None = PROVISIONAL  # None in what was made before every such letter said so


class Outcome(ShowsResults):
    """The outcome letter of a review: each mark, the syllabus grade, and what follows.

    `finding` is the sentence on the syllabus grade and `fee` the sentence on whether the fee is charged, and why.
    """

    ours = frozenset({"everybody", "finding", "fee"})

    kind: Literal["outcome"] = "outcome"
    enquiry_number: Label
    received_at: Moment
    lines: tuple[OutcomeLine, ...] = Field(min_length=1)
    grade_before: SingleLine | None
    grade_after: SingleLine | None
    finding: Sentences
    fee: Sentences


class PartMark(Context):
    """The mark of one part of a component, such as a section or a task, and its maximum."""

    part: SingleLine
    mark: int
    most: int


class BreakdownLine(Context):
    """The mark of one component and its maximum, the same of its parts where they are known, and what became of the mark."""

    ours = frozenset({"result"})

    component: Component
    mark: int
    most: int | None
    result: SingleLine
    reason: Sentences | None = None
    parts: tuple[PartMark, ...] = ()


class Breakdown(ShowsResults):
    """The breakdown of marks after a check: what was checked, each mark with its maximum, and the grade.

    `title` is the document's name, as the awarding body has it.
    """

    ours = frozenset({"everybody", "checked", "finding", "fee"})

    kind: Literal["breakdown"] = "breakdown"
    title: SingleLine
    enquiry_number: Label
    received_at: Moment
    checked: Sentences
    lines: tuple[BreakdownLine, ...] = Field(min_length=1)
    finding: Sentences
    fee: Sentences


class Unmarked(Context):
    """A component without a mark, and why there is none."""

    component: Component
    why: Sentences


class Explanation(Letter):
    """The outcome letter about NO RESULT or PENDING. `unmarked` has lines only where no result can be issued."""

    ours = frozenset({"everybody", "finding", "fee"})

    kind: Literal["explanation"] = "explanation"
    enquiry_number: Label
    received_at: Moment
    finding: SingleLine
    explanation: Sentences
    unmarked: tuple[Unmarked, ...] = ()
    fee: Sentences


class ChangedMark(Context):
    """The mark of one component before and after; None where there is none."""

    component: Component
    before: int | None
    after: int | None


class ChangedCandidate(Context):
    """A candidate of a cohort whose results an outcome changes. `marks` has those that change, `grade_after` also a grade that stays."""

    number: SingleLine
    name: SingleLine
    marks: tuple[ChangedMark, ...] = ()
    grade_before: SingleLine | None
    grade_after: SingleLine | None


class ModerationOutcome(ShowsResults):
    """The outcome letter of a re-moderation: what was found, how many candidates' results change, and each of those candidates.

    `decision` is the outcome in the words of an awarding body that names its outcomes; one that gives no feedback leaves out `explanation`.
    """

    ours = frozenset({"everybody", "finding", "fee"})

    kind: Literal["moderation"] = "moderation"
    enquiry_number: Label
    received_at: Moment
    components: tuple[Component, ...] = Field(min_length=1)
    decision: SingleLine | None = None
    explanation: Sentences | None = None
    finding: Sentences
    changed: tuple[ChangedCandidate, ...] = ()
    fee: Sentences


class CheckOutcome(ShowsResults):
    """The outcome letter of a grade check: the finding, the sentence on the grade, and the reasons.

    `on_behalf` is given where the request had to say it. For a whole cohort, `changed` has the candidates whose grade changes.
    """

    ours = frozenset({"everybody", "on_behalf", "finding", "grade", "fee"})

    kind: Literal["check"] = "check"
    enquiry_number: Label
    received_at: Moment
    title: SingleLine
    on_behalf: SingleLine | None = None
    revised_grade: SingleLine | None = None
    finding: SingleLine
    grade: SingleLine | None
    changed: tuple[ChangedCandidate, ...] = ()
    explanation: Sentences
    fee: Sentences


class AppealDecision(ShowsResults):
    """The letter with the decision of an appeal. `heading` names its stage, `against` the enquiry whose outcome it is against.

    For a whole cohort, `changed` has the candidates whose results change, and `grade` says how many.
    """

    ours = frozenset({"everybody", "heading", "concern", "finding", "grade", "fee"})

    kind: Literal["appeal"] = "appeal"
    enquiry_number: Label
    received_at: Moment
    heading: SingleLine
    against: Label | None = None
    against_at: Moment | None = None
    concern: SingleLine | None = None
    finding: SingleLine
    reasons: Sentences
    grade: Sentences | None = None
    changed: tuple[ChangedCandidate, ...] = ()
    fee: Sentences


class StatementLine(Context):
    """One syllabus of a statement of results. `changed` says whether the enquiry before the statement changed its grade."""

    qualification: SingleLine
    syllabus: CodeAndName
    grade: SingleLine | None
    changed: bool = False


class Statement(ShowsResults):
    """A statement of results: a candidate's current syllabus grades in a series after an enquiry changed one."""

    ours = frozenset({"everybody", "rule"})

    kind: Literal["statement"] = "statement"
    enquiry_number: Label
    grade_before: SingleLine | None
    grade_after: SingleLine | None
    lines: tuple[StatementLine, ...] = Field(min_length=1)
    rule: Sentences
