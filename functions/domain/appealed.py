"""What an appeal carries beside what every enquiry does: what it is against, on what grounds, and how it was decided."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

Finding = Literal["allowed", "partly", "not_allowed", "out_of_time"]


class Against(BaseModel):
    """The outcome that an appeal is against, and why. `until` is the first moment that was too late for it, where there is a limit.

    `issued_at` is when the outcome's letter went out, from which lateness is judged.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    enquiry: str
    name: str  # its number, or its reference
    issued_at: datetime
    until: datetime | None = None
    grounds: str


class Decision(BaseModel):
    """How an appeal was decided, with the reasons that its letter gives."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    finding: Finding
    reasons: str
