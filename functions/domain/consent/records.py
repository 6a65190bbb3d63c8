"""What is kept of a candidate's consent: for each service and its components what was asked, what was answered, when and how (JQ-05).

One record is about one candidate in one syllabus of one series. The words that were agreed to are kept beside it (`AgreedText`), since
lists do not need them. Names live in the records and in no history entry.
"""

import hashlib
from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from functions.domain.catalogue.services import STANDARD


class ConsentState(StrEnum):
    """How far one consent is. What was `used` belongs to a request that is submitted."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STATE_TEXT = {
    ConsentState.ASKED: "Asked, no answer yet",
    ConsentState.GIVEN: "Given",
    ConsentState.REFUSED: "Refused",
    ConsentState.WITHDRAWN: "Withdrawn",
}
MISSING_TEXT, NOT_NEEDED_TEXT = "Missing", "Not needed"


class Way(StrEnum):
    """How consent was given."""

    LINK = "link"
    PAPER = "paper"
    EMAIL = "email"


WAY_TEXT = {Way.LINK: "On the candidate’s link", Way.PAPER: "On paper", Way.EMAIL: "By e-mail"}


class Giver(StrEnum):
    """Who gave it."""

    CANDIDATE = "candidate"
    GUARDIAN = "guardian"


GIVER_TEXT = {Giver.CANDIDATE: "The candidate", Giver.GUARDIAN: "A parent or guardian"}


class Agreement(BaseModel):
    """How consent was given: on which day, by whom, in which version and language of the words, with which choice and evidence.

    `by` is the id of the person who recorded it, empty where it came over the link. `scan` is the fingerprint of the file that shows it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    way: Way
    day: date
    recorded_at: datetime
    by: str = ""
    giver: Giver = Giver.CANDIDATE
    guardian: str = ""
    signed: str = ""  # the name that was typed, over the link
    choice: str = ""
    wording: str
    language: str = "en"
    scan: str = ""


class ServiceConsent(BaseModel):
    """Consent to one service about these components (none: the syllabus as a whole). `enquiry` is the request that was made with it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    service: str
    components: tuple[str, ...] = ()
    state: ConsentState
    at: datetime  # since when it has this state
    agreement: Agreement | None = None
    enquiry: str | None = None

    @property
    def id(self) -> str:
        """A short name for it within its record: what an answer names."""
        return hashlib.sha256(f"{self.service}/{'/'.join(self.components)}".encode()).hexdigest()[:8]

    def is_about(self, service: str, components: tuple[str, ...]) -> bool:
        return self.service == service and self.components == tuple(sorted(components))


class ConsentRecord(BaseModel):
    """The consents of one candidate in one syllabus of one series of an awarding body. `version` is 0 for one that was never stored."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    organisation: str
    body: str
    series: str
    route: str = STANDARD
    syllabus: str
    candidate: str
    name: str
    consents: tuple[ServiceConsent, ...] = ()
    looked_at: datetime  # from when it is looked at whether it can be deleted
    version: int = 0

    def consent(self, id: str) -> ServiceConsent | None:
        """Return the consent with this short name; None if there is none."""
        return next((each for each in self.consents if each.id == id), None)

    def to(self, service: str, components: tuple[str, ...]) -> ServiceConsent | None:
        """Return the consent to exactly these components under a service, whatever its state; None if it was never asked for."""
        return next((each for each in self.consents if each.is_about(service, components)), None)

    def with_consent(self, consent: ServiceConsent) -> "ConsentRecord":
        """Return the next version, with this consent in place of the one to the same service and components."""
        kept = tuple(each for each in self.consents if each.id != consent.id)
        return self.model_copy(update={"consents": (*kept, consent), "version": self.version + 1})

    def used_by(self, consent: ServiceConsent, enquiry: str) -> "ConsentRecord":
        """Return the next version, in which a submitted request rests on the consent."""
        return self.with_consent(consent.model_copy(update={"enquiry": enquiry}))


class AgreedText(BaseModel):
    """The words that somebody agreed to, sentence by sentence as they read them."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    wording: str
    language: str
    sentences: tuple[str, ...]
    copy_to: str = ""  # the e-mail address to which whoever agreed wanted a copy


class Scan(BaseModel):
    """A checked file that shows consent on paper or by e-mail. `kind` is what its content is: pdf, jpg or png."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    organisation: str
    body: str
    series: str
    name: str
    kind: str
    sha256: str
    at: datetime
