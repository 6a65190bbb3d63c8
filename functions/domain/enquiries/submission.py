"""What a centre drafts, checks and submits. A submission becomes one enquiry for each candidate (CI-33).

These models validate requests, and the forms on the site are rendered from them: `title` is the label, `description`
the hint, and the browser applies the same pattern and limits. Patterns are ASCII and anchored, since
Chromium drops a pattern that it finds invalid and pydantic's \\d knows other alphabets' digits.
"""

import hashlib
import json
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple, TypedDict

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.catalogue.fees import Cost, cost_of
from functions.domain.catalogue.promises import Promises, promises_of
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import STANDARD, Service
from functions.domain.fields import CODE, CandidateNumber, CodeOrNothing, ComponentCode, EmailOrNothing, Request, Version
from functions.domain.register.cards import NamedCandidate
from functions.domain.register.centre_reviews import Asker

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class DraftContent(Request):
    """The content of the form, complete or not. eligibility/eligibility.py decides what must be there to submit it."""

    body: Annotated[str, Field(title="Awarding body", max_length=40)] = ""
    route: Annotated[
        str, Field(title="Route", description="How your candidates’ results in this syllabus were reached.", max_length=40)
    ] = STANDARD
    series: Annotated[str, Field(title="Series", pattern="^([0-9]{4}-[0-9]{2})?$")] = ""
    service: Annotated[
        str, Field(title="Service", description="Choose one for all the components of a syllabus.", pattern=f"^({CODE})?$")
    ] = ""
    qualification: Annotated[str, Field(title="Qualification", max_length=80)] = ""
    syllabus: Annotated[
        CodeOrNothing,
        Field(title="Assessment", description="Type the name or the number of the syllabus, such as Mathematics or 0580."),
    ] = ""
    components: Annotated[
        tuple[ComponentCode, ...],
        Field(title="Components", description="Choose all that you want reviewed. You cannot add one later.", max_length=20),
    ] = ()
    candidates: Annotated[
        tuple[CandidateNumber, ...],
        Field(title="Candidates", description="Search by number, with or without leading zeros, or by name.", max_length=60),
    ] = ()
    contact_email: Annotated[
        EmailOrNothing, Field(title="Centre’s e-mail address", description="We write here when a letter is ready.")
    ] = ""
    contact_email_confirmed: Annotated[bool, Field(title="This address is right")] = False
    note: Annotated[
        str,
        Field(
            title="Note (optional)",
            max_length=200,
            description="For your reference only. If you leave it empty, we fill it with series, syllabus and enquiry number when we receive the enquiry.",
        ),
    ] = ""

    on_behalf: Annotated[
        Literal["", "centre", "candidate", "guardian"],
        Field(title="On whose behalf?", description="Only a centre can submit this, even if the doubts are somebody else’s."),
    ] = ""
    revised_grade: Annotated[
        str, Field(title="Revised grade", description="The grade that your centre would have given without the error.", max_length=20)
    ] = ""
    error: Annotated[
        str, Field(title="The error", description="What went wrong, in a few sentences, and how it was found.", max_length=1000)
    ] = ""

    concern: Annotated[str, Field(title="What is the appeal about?", pattern="^[a-z_]{0,30}$")] = ""
    grounds: Annotated[
        str,
        Field(
            title="Grounds of the appeal",
            description="In your own words, at most 2,000 characters. You can upload documents once the appeal is submitted.",
            max_length=2000,
        ),
    ] = ""

    @property
    def begun(self) -> bool:
        """Whether anything is chosen or written that a draft would keep."""
        return any((self.service, self.syllabus, self.components, self.candidates, self.note, self.error, self.grounds))

    def candidate_numbers(self, body: Body) -> tuple[str, ...]:
        """Return the candidates' numbers as the awarding body prints them."""
        return tuple(map(body.printed, self.candidates))


class SaveDraft(Request):
    """A draft to save. `version` is the one that was looked at; None for a new draft."""

    content: DraftContent
    version: Version | None = None


class CheckDraft(Request):
    """A draft to check without saving it."""

    content: DraftContent


class Submit(Request):
    """A draft to submit, with the ids of the declarations that were ticked."""

    content: DraftContent
    declarations: Annotated[tuple[Annotated[str, Field(max_length=40)], ...], Field(title="Declarations", max_length=10)] = ()
    accept_waiting: Annotated[bool, Field(title="Continue: the report can wait for open enquiries about these candidates")] = False


class FormRow(NamedTuple):
    """One thing that a submission says, for its summary and its receipt: the term, the value, and the form field that it comes from."""

    term: str
    value: str
    field: str


class State(StrEnum):
    """Whether a submission is still a draft."""

    DRAFT = "draft"
    SUBMITTED = "submitted"


class CheckRequest(BaseModel):
    """What a request for a grade check says besides candidate and syllabus, and the id of the Centre Review before it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    on_behalf: Asker
    revised_grade: str = ""
    error: str = ""
    centre_review: str


class Submission(BaseModel):
    """A draft; once submitted, the fixed record that the receipt is printed from."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    reference: str
    organisation: str
    content: DraftContent
    state: State = State.DRAFT
    version: int = 1
    saved_at: datetime
    saved_by: str
    submitted_at: datetime | None = None
    submitted_by: str | None = None
    submitted_as: str | None = None  # the role, for the receipt
    declarations: tuple[str, ...] = ()
    candidates: tuple[NamedCandidate, ...] = ()
    grounds: str = ""  # of an appeal
    enquiries: tuple[str, ...] = ()
    began_as: tuple[str, ...] = ()  # the first status of each, for some begin by waiting
    digest: str | None = None
    cost: Cost | None = None  # by the figures of its day, as its enquiries have it
    promised: Promises | None = None
    accepted: tuple[str, ...] = ()  # the declarations in the words that were accepted
    associate: str | None = None  # the Associate through which it went
    portal: str = ""  # the awarding body's own portal, in which the centre makes it


class Figures(TypedDict):
    """The catalogue's figures of the day of submission, as a submission and its enquiries keep them."""

    promised: Promises
    cost: Cost


def figures_of(body: Body, route: Route, service: Service) -> Figures:
    """Return what an enquiry of a service is promised and costs by the body's figures."""
    return {"promised": promises_of(route, service), "cost": cost_of(body, route, service)}


def submission_body(submission: Submission, catalogue: Catalogue) -> Body:
    """Return the awarding body of a submission, with the figures that were valid when it was submitted for its type of qualification."""
    content = submission.content
    return catalogue.bodies[content.body].at(submission.submitted_at or submission.saved_at).of_syllabus(content.syllabus)


def reference_of(submission: str) -> str:
    """Return the reference of a submission's id: RD-XXXXX-XXXXX, from 50 bits of its SHA-256.

    It is derived and not random, so that repeated and parallel requests get the same one.
    """
    bits = int.from_bytes(hashlib.sha256(submission.encode()).digest()[:8]) >> 14
    letters = "".join(CROCKFORD[(bits >> shift) & 31] for shift in range(45, -5, -5))
    return f"RD-{letters[:5]}-{letters[5:]}"


def enquiry_id(submission: str, subject: str) -> str:
    """Return the id of the enquiry about `subject`: the same however often it is submitted, and as hard to guess as the submission's."""
    return hashlib.sha256(f"{submission}/{subject}".encode()).hexdigest()[:32]


def digest_of(content: DraftContent, declarations: tuple[str, ...], grounds: str = "") -> str:
    """Return the SHA-256 of what was submitted, in hexadecimal. With it, the holder of a receipt can show that the content is unaltered."""
    submitted = {"content": content.model_dump(mode="json"), "declarations": sorted(declarations)} | (
        {"grounds": grounds} if grounds else {}
    )
    canonical = json.dumps(submitted, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
