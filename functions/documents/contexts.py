"""What each letter and each e-mail is told: one frozen model a document, and nothing else reaches a template.

A context carries facts and the sentences of rules, which the domain supplies; the templates arrange them and state no
figure and no rule of their own. Unknown fields are refused, so an e-mail cannot be given a candidate's name or a mark:
its context has no field to put one in.

Everything survives `model_dump(mode="json")` and `model_validate`, for that is how a context travels to the function
that renders letters.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from functions.domain.catalogue.fees import Amount


def one_line(text: str) -> str:
    """`text` with each run of spaces and breaks made one space: no line break reaches a table's cell or a subject."""
    return " ".join(text.split())


def paragraphs(text: str) -> str:
    """`text` with one line a paragraph and a blank line between them."""
    return "\n\n".join(one_line(part) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())


def known_zone(zone: str) -> str:
    """`zone`, which must be one of the IANA database: found out here rather than in the middle of a letter."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("no such time zone") from None
    return zone


SingleLine = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), AfterValidator(one_line)]
"""One line of text."""
Sentences = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), AfterValidator(paragraphs)]
"""A rule or an explanation in the words of the domain; blank lines part paragraphs."""
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40), AfterValidator(one_line)]
"""A number or reference, short enough for the subject of an e-mail."""
Address = Annotated[str, StringConstraints(max_length=254, pattern=r"^[^\s@<>]+@[^\s@<>]+$")]


class Context(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class CodeAndName(Context):
    """Something with a code and a name: a service, a syllabus."""

    code: SingleLine
    name: SingleLine


class Centre(Context):
    number: SingleLine
    name: SingleLine


class Candidate(Context):
    number: SingleLine
    name: SingleLine


class Component(Context):
    code: SingleLine
    title: SingleLine


class Moment(Context):
    """A moment and the zone of the awarding body, in whose time it is printed."""

    at: AwareDatetime
    zone: Annotated[str, AfterValidator(known_zone)]


class Step(Context):
    """Something that happens next, or that the centre may do: a short heading and what to know."""

    title: SingleLine
    text: Sentences


class Letter(Context):
    """What stands in every document about an enquiry.

    `dated` is the day the document bears (and the only day in its metadata: the same context gives the same bytes).
    `demonstration`, where given, is printed at the head of every page, so that a letter from a demonstration desk is
    never taken for an awarding body's. `route` is by which regulations the results were reached, where it is not the usual one.
    """

    body: SingleLine
    contact: SingleLine
    dated: date
    centre: Centre
    reference: Label
    service: CodeAndName
    route: SingleLine | None = None
    series: SingleLine
    qualification: SingleLine
    syllabus: CodeAndName
    candidates: tuple[Candidate, ...]
    everybody: SingleLine = "All in the original sample"  # said in place of candidates, where none is named
    next_steps: tuple[Step, ...] = ()
    demonstration: SingleLine | None = None


class Acknowledgement(Letter):
    """That the body has the enquiry, what it understood, by when it answers and until when it can be changed.

    `promised_by` is None where the body publishes no time within which it answers; `target` says so.

    `change_until` is None where the letter is made before the moment it is issued at is known; the rule, which is
    always printed, then speaks for itself. `handling_notice` is the series' notice of longer handling times.
    """

    kind: Literal["acknowledgement"] = "acknowledgement"
    enquiry_number: Label
    components: tuple[Component, ...] = ()
    submitted_at: Moment
    received_at: Moment
    promised_by: date | None
    target: Sentences
    handling_notice: Sentences | None = None
    change_rule: Sentences
    appeal: bool = False
    change_until: Moment | None = None


class OutcomeLine(Context):
    """One component after its review. A mark is None where there is none to give; `result` says what changed."""

    component: Component
    mark_before: int | None
    mark_after: int | None
    result: SingleLine
    reason: Sentences | None = None


class Outcome(Letter):
    """What the review found for one candidate's enquiry, mark by mark, and what follows from it.

    `finding` is the sentence on the syllabus grade and `fee` the sentence on whether the fee is charged, and why.
    `provisional` says, where the body says so, that results stay provisional until certificates confirm them.
    """

    kind: Literal["outcome"] = "outcome"
    enquiry_number: Label
    received_at: Moment
    lines: tuple[OutcomeLine, ...] = Field(min_length=1)
    grade_before: SingleLine | None
    grade_after: SingleLine | None
    finding: Sentences
    fee: Sentences
    provisional: Sentences | None = None


class Unmarked(Context):
    """A component without a mark, and why there is none."""

    component: Component
    why: Sentences


class Explanation(Letter):
    """The answer to an enquiry about NO RESULT or PENDING. `unmarked` has lines only where no result can be issued."""

    kind: Literal["explanation"] = "explanation"
    enquiry_number: Label
    received_at: Moment
    finding: SingleLine
    explanation: Sentences
    unmarked: tuple[Unmarked, ...] = ()
    fee: Sentences


class CheckOutcome(Letter):
    """What a check found that is answered by a finding: the finding, what it makes of the grade, and the reasons.

    `on_behalf` says whose doubts they were by what they are, where the request had to say it. `grade` is None for a cohort, whose grades are not listed.
    """

    kind: Literal["check"] = "check"
    enquiry_number: Label
    received_at: Moment
    title: SingleLine
    on_behalf: SingleLine | None = None
    revised_grade: SingleLine | None = None
    finding: SingleLine
    grade: SingleLine | None
    explanation: Sentences
    fee: Sentences


class AppealDecision(Letter):
    """How an appeal was decided. `heading` names its stage, `against` the enquiry whose outcome it is against."""

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
    fee: Sentences


class StatementLine(Context):
    """One syllabus of a statement of results; `changed` where the enquiry that the statement follows changed its grade."""

    qualification: SingleLine
    syllabus: CodeAndName
    grade: SingleLine | None
    changed: bool = False


class Statement(Letter):
    """A candidate's syllabus grades in a series as they stand after an enquiry changed one: to print and send, and as download."""

    kind: Literal["statement"] = "statement"
    enquiry_number: Label
    grade_before: SingleLine | None
    grade_after: SingleLine | None
    lines: tuple[StatementLine, ...] = Field(min_length=1)
    rule: Sentences


class FeeLine(Context):
    """One line of the fee: for which candidate's number, for what, how much."""

    candidate: SingleLine
    text: SingleLine
    money: Amount


class Fee(Context):
    """The fee as it was estimated on submission; no lines and no total where the body does not publish its fees."""

    lines: tuple[FeeLine, ...] = ()
    total: Amount | None = None
    waiver: Sentences
    explanation: Sentences | None
    demonstration: bool = False


class Receipt(Letter):
    """Proof of what was submitted and when, made at once and never changed.

    `submitted_by` is a role, not a name. `digest` is the SHA-256, in hexadecimal, of the submission as the desk stores
    it: whoever holds the receipt can show later that nothing was altered.
    """

    kind: Literal["receipt"] = "receipt"
    components: tuple[Component, ...] = ()
    asked: tuple[Step, ...] = ()
    submitted_at: Moment
    submitted_by: SingleLine
    contact_email: Address
    note: Sentences | None = None
    grounds: Sentences | None = None
    declarations: tuple[Sentences, ...] = Field(min_length=1)
    fee: Fee
    digest: str = Field(pattern=r"^[0-9a-f]{64}$")
