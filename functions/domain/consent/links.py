"""The link that a candidate reads, agrees and follows the request with (BY-08): what is kept of it, and when it works.

Its token is random and stands behind the # of the address, so that it reaches no log; the table has its SHA-256 alone. Each candidate has
one link for a series of an awarding body. Sending another makes the one before useless. Time is the system's, not the desk's.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.consent.recording import MOST_AT_ONCE, AskedFor
from functions.domain.fields import CandidateNumber, EmailOrNothing, Request
from functions.domain.tokens import hash_of

LINK_KEPT = timedelta(days=180)  # how long a link works: from results day to the end of an appeal (ours)


class LinkWay(StrEnum):
    """How a link reaches its candidate."""

    EMAIL = "email"
    SHEET = "sheet"


class ConsentLink(BaseModel):
    """The one link of a candidate in a series of an awarding body. `hash` is empty until the e-mail with its token is sent, and once it is revoked.

    `turn` counts the links that were asked for. `mail` is what became of the e-mail: due, sent or refused.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    organisation: str
    organisation_name: str
    body: str
    series: str
    candidate: str
    name: str
    turn: int = 1
    hash: str = ""
    way: LinkWay
    email: str = ""
    mail: str = ""
    language: str = "en"
    asked_at: datetime  # desk time
    expires_at: datetime  # the system's time
    revoked: bool = False
    version: int = 0

    def works_with(self, hash: str, system_now: datetime) -> bool:
        """Return whether the token with this hash opens it."""
        return bool(self.hash) and self.hash == hash and not self.revoked and system_now < self.expires_at

    def with_token(self, token: str, system_now: datetime) -> "ConsentLink":
        """Return the next version, which this token opens and no other."""
        return self.changed(hash=hash_of(token), expires_at=system_now + LINK_KEPT)

    def changed(self, **changes: object) -> "ConsentLink":
        return self.model_copy(update={**changes, "version": self.version + 1})


class LinkTarget(BaseModel):
    """Whose consents a token opens."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    organisation: str
    body: str
    series: str
    candidate: str


class Recipient(Request):
    candidate: CandidateNumber
    email: EmailOrNothing = ""


class SendLinks(AskedFor):
    """Links to send to candidates, who are asked for their consent to a request; a candidate who has one already gets another."""

    recipients: Annotated[tuple[Recipient, ...], Field(title="Candidates", max_length=MOST_AT_ONCE)] = ()
    by: Annotated[Literal["", "email", "sheet"], Field(title="How do the links reach the candidates?")] = ""
    language: Annotated[Literal["en", "cy"], Field(title="Language")] = "en"


class RevokeLink(Request):
    """The link of a candidate that is to work no longer."""

    body: Annotated[str, Field(max_length=40)]
    series: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}$")]
    candidate: CandidateNumber
