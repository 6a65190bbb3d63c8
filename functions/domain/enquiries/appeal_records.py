"""What an appeal carries beside what every enquiry does: what it is against, on what grounds, and how it was decided."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from functions.domain.register.centre_reviews import Asker

Verdict = Literal["allowed", "partly", "not_allowed", "out_of_time"]
OUT_OF_TIME: Verdict = "out_of_time"


class AppealDetails(BaseModel):
    """What an appeal is against, and why. `until` is the first moment that was too late for it, where there is a limit.

    `enquiry` is the one whose outcome it is against, `issued_at` when that letter went out, from which lateness is judged.
    An appeal about a school-assessed grade says on whose behalf it is made, and a special enquiry what its `concern` is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    enquiry: str | None = None
    name: str | None = None  # its number, or its reference
    issued_at: datetime | None = None
    until: datetime | None = None
    grounds: str
    concern: str = ""
    on_behalf: Asker | None = None
    centre_review: str | None = None


class Decision(BaseModel):
    """How an appeal was decided, with the reasons that its letter gives."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    finding: Verdict
    reasons: str
