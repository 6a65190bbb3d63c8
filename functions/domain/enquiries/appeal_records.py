"""What an appeal has besides what every enquiry has: what it is against, its grounds, and its decision."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from functions.domain.register.centre_reviews import Asker

Verdict = Literal["allowed", "partly", "not_allowed", "out_of_time"]
OUT_OF_TIME: Verdict = "out_of_time"


class AppealDetails(BaseModel):
    """What an appeal is against, and its grounds.

    `enquiry` is the id of the enquiry whose outcome it is against, and `issued_at` the time of that letter, from which the limit
    counts. `until` is the first moment that was too late; None without a limit. Only appeals about school-assessed grades say on
    whose behalf they are made, and only some of them have a `concern`.
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
    """The verdict on an appeal, with the reasons that its letter gives."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    finding: Verdict
    reasons: str
