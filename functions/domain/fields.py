"""Types of the fields that forms and handlers share: candidate numbers, component codes, e-mail addresses, versions.

Patterns are ASCII and anchored, since Chromium drops a pattern that it finds invalid and pydantic's \\d knows other alphabets' digits.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

CandidateNumber = Annotated[str, StringConstraints(pattern="^[0-9]{1,4}$")]


ComponentCode = Annotated[str, StringConstraints(pattern="^[0-9]{2}$")]


EMAIL_PATTERN = "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\\-]+@[A-Za-z0-9\\-]+([.][A-Za-z0-9\\-]+)+$"


Email = Annotated[str, StringConstraints(max_length=254, pattern=EMAIL_PATTERN)]


Uuid = Annotated[str, StringConstraints(pattern="^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]


class Request(BaseModel):
    """Anything that comes in from outside: unknown keys are refused and lengths are limited."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, str_strip_whitespace=True)


def as_printed(number: str) -> str:
    """Return a candidate number with its leading zeros: '713' and '0713' are the same candidate (ours: CI-18)."""
    return number.zfill(4)


Version = Annotated[int, Field(ge=1)]


Reason = Annotated[str, Field(title="Why", max_length=500)]


MOST_CANDIDATES = 20  # so that the submission, its enquiries, their history and the cards fit into one transaction
