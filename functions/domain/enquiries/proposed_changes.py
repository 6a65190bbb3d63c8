"""A change that an Associate Centre has proposed and that its Associate has to agree to, because it pays for it (ours)."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict


class ProposedChange(BaseModel):
    """A cancellation, or an amendment with the service and the components that would remain. An enquiry has at most one."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    what: Literal["amended", "cancelled"]
    service: str = ""
    components: tuple[str, ...] = ()
    reason: str = ""
    at: datetime
