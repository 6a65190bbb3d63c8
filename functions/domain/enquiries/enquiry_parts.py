"""The parts that an enquiry is made of: its components with their marks, its charges, issued documents, answer."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from functions.domain.catalogue.fees import Amount


class PartMark(BaseModel):
    """The mark of one part of a component after review, such as a section or a task, and its maximum."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    part: str
    mark: int
    most: int


class Line(BaseModel):
    """One component of an enquiry: the marks before and after review, the reason for a change, and the tolerance when it was recorded.

    `marker` gave the mark before, `reviewer` reviews it. Both are the awarding body's own ids, which no centre sees (BY-12).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    component: str
    mark_before: int | None = None
    mark_after: int | None = None
    reason: str = ""
    marker: str | None = None
    reviewer: str | None = None
    tolerance: int | None = None
    parts: tuple[PartMark, ...] = ()  # where staff recorded them, for a breakdown of marks


class Charge(BaseModel):
    """The administration fee for a change after the free window. The amount is None where the awarding body publishes none."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    what: str
    amount: Amount | None
    at: datetime


class CaseOwner(BaseModel):
    """The member of staff who is working on an enquiry. Colleagues see who it is; the centre does not."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    name: str


class Issued(BaseModel):
    """A document that was issued. `fingerprint` is the start of its SHA-256 and part of its file's name, so what was issued cannot change."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    at: datetime
    fingerprint: str
    size: int


class Extension(BaseModel):
    """The enquiry that an extension extends (`of` is its id), and the reason, in words for the centre."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    of: str
    number: str
    reason: str


class Unmarked(BaseModel):
    """A component without a mark, and the reason."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    component: str
    why: str


class Answer(BaseModel):
    """An outcome in words, which staff record.

    For a missing result (CI-03) `finding` says that it is explained, will be issued or cannot be issued. For a grade check it is
    the id of one of the service's findings. `explanation` gives the reasons.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    finding: str
    explanation: str
    unmarked: tuple[Unmarked, ...] = ()
