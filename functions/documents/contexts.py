"""The data of each letter: one frozen model for each kind, and nothing else reaches a template.

A context has facts, and sentences of rules that the domain supplies. The templates arrange them and state no figure and no
rule of their own. Unknown fields are refused.

Every context survives `model_dump(mode="json")` and `model_validate`, since it is sent as JSON to the function that renders
letters.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from functions.domain.catalogue.fees import Amount
from functions.domain.catalogue.words import OUR_WORDS, Words


def one_line(text: str) -> str:
    """Return `text` with each run of white space as one space, so that no line break reaches a table's cell or a subject."""
    return " ".join(text.split())


def paragraphs(text: str) -> str:
    """Return `text` with each paragraph on one line and a blank line between them."""
    return "\n\n".join(one_line(part) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())


def known_zone(zone: str) -> str:
    """Return `zone`. Raise ValueError unless it is a time zone of the IANA database."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("no such time zone") from None
    return zone


SingleLine = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), AfterValidator(one_line)]
"""One line of text."""
Sentences = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), AfterValidator(paragraphs)]
"""A rule or an explanation in the words of the domain, with blank lines between paragraphs."""
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40), AfterValidator(one_line)]
"""A number or reference, short enough for the subject of an e-mail."""
Address = Annotated[str, StringConstraints(max_length=254, pattern=r"^[^\s@<>]+@[^\s@<>]+$")]


class Context(BaseModel):
    """What all data of letters and e-mails have in common."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    ours: ClassVar[frozenset[str]] = frozenset()  # the fields with sentences of ours, which are printed in the words of the awarding body


class CodeAndName(Context):
    """Something with a code and a name: a service, a syllabus."""

    code: SingleLine
    name: SingleLine


class Centre(Context):
    """A centre with its number."""

    number: SingleLine
    name: SingleLine


class Candidate(Context):
    """A candidate with their number."""

    number: SingleLine
    name: SingleLine


class Component(Context):
    """A component of a syllabus."""

    code: SingleLine
    title: SingleLine


class Moment(Context):
    """A moment, and the time zone of the awarding body, in which it is printed."""

    at: AwareDatetime
    zone: Annotated[str, AfterValidator(known_zone)]


class Letterhead(Context):
    """What stands at the head and the foot of a document besides the body's name. What is not known is left out.

    `initials` are drawn as the body's mark. `address_note` says that an address is not the body's own.
    """

    initials: Annotated[str, StringConstraints(pattern="^[A-Z]{1,3}$")] | None = None
    signed: SingleLine | None = None
    address: tuple[SingleLine, ...] = ()
    address_note: SingleLine | None = None


class Step(Context):
    """A short heading and its text, such as something that happens next or that the centre may do."""

    ours = frozenset({"title", "text"})

    title: SingleLine
    text: Sentences


class Asked(Step):
    """Something that a request says besides what every request says: our heading, and what the centre chose or wrote."""

    ours = frozenset({"title"})


class Headed(Context):
    """What every document has at its head: whose it is and whom to ask, their words, the day, and the centre."""

    body: SingleLine
    contact: SingleLine
    letterhead: Letterhead = Letterhead()
    words: Words = OUR_WORDS
    dated: date
    centre: Centre


class Letter(Headed):
    """What every document about an enquiry has in common.

    `dated` is the date of the document and the only date in its metadata, so that the same context gives the same bytes.
    `demonstration` is printed at the head of every page, so that a letter from a demonstration desk is never taken for an
    awarding body's. `route` is given where it is not the usual one of the series.
    """

    ours = frozenset({"everybody"})

    reference: Label
    service: CodeAndName
    route: SingleLine | None = None
    series: SingleLine
    qualification: SingleLine
    syllabus: CodeAndName
    candidates: tuple[Candidate, ...]
    everybody: SingleLine = "All in the original sample"  # printed where no candidate is named
    next_steps: tuple[Step, ...] = ()
    demonstration: SingleLine | None = None


class Acknowledgement(Letter):
    """The acknowledgement letter: what the awarding body received, by when it answers, and until when it can be changed.

    `promised_by` is None where no target is published; `target` then says so. `change_until` is None where the letter is made
    before the time of its issue is known; the rule is always printed. `handling_notice` is the series' notice of longer times.
    With `accepted_on` it is the letter by which the awarding body accepts the enquiry, on that day.
    """

    ours = frozenset({"everybody", "target", "handling_notice", "change_rule"})

    kind: Literal["acknowledgement"] = "acknowledgement"
    enquiry_number: Label
    components: tuple[Component, ...] = ()
    submitted_at: Moment
    received_at: Moment
    promised_by: date | None
    target: Sentences
    handling_notice: Sentences | None = None
    change_rule: Sentences
    accepted_on: date | None = None
    appeal: bool = False
    change_until: Moment | None = None


class FeeLine(Context):
    """One line of the fee: the candidate's number, what it is for, and how much."""

    ours = frozenset({"text"})

    candidate: SingleLine
    text: SingleLine
    money: Amount


class Fee(Context):
    """The fee as estimated on submission, without lines and total where the awarding body does not publish its fees.

    `factors` is what the total is the product of, as the form shows it: counts in words and the price of one; empty where one price is all.
    """

    ours = frozenset({"waiver", "explanation", "factors"})

    lines: tuple[FeeLine, ...] = ()
    total: Amount | None = None
    factors: tuple[SingleLine | Amount, ...] = ()
    waiver: Sentences
    explanation: Sentences | None
    demonstration: bool = False


class Receipt(Letter):
    """The receipt: proof of what was submitted and when. It is made once and never changed.

    `through` says of an Associate Centre's submission that it is with the Associate first, `prepared` of a request that is made in a
    body's own portal that nobody has it yet. `submitted_by` is a role, not a name. `digest` is the SHA-256 of the submission as stored, in hexadecimal: with it the
    holder of the receipt can show that nothing was altered.
    """

    ours = frozenset({"everybody", "through"})

    kind: Literal["receipt"] = "receipt"
    through: Sentences | None = None
    prepared: Sentences | None = None
    components: tuple[Component, ...] = ()
    asked: tuple[Asked, ...] = ()
    submitted_at: Moment
    submitted_by: SingleLine
    contact_email: Address
    note: Sentences | None = None
    grounds: Sentences | None = None
    declarations: tuple[Sentences, ...] = Field(min_length=1)
    fee: Fee
    digest: str = Field(pattern=r"^[0-9a-f]{64}$")
