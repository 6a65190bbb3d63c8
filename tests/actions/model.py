"""The plain model of enquiries' lives: what was decided, and nothing about storage.

It holds who asked for what, what it had to wait for, what was issued and released, and how it ended. Everything stored is compared with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from functions.domain.enquiries.expected_documents import expected_documents
from functions.domain.enquiries.statuses import Status
from functions.domain.people.people import Role
from tests import builders
from tests.builders import CAMBRIDGE, membership, person

LONDON = ZoneInfo("Europe/London")
MEMBERS = ("0001", "0002", "0003", "0004", "0005")
CENTRES = ("northfield", "lakeside")
FAMILY = ("1", "1S", "2", "2S")
COMPONENTS = {"5": ("03",)}  # every other service is asked for component 12 here
GRADE = "B"  # that every candidate has in the register
STATEMENT = "Statement"
GONE = (Status.CANCELLED, Status.REJECTED)
IN_THE_BODYS_HANDS = (Status.RECEIVED, Status.ACKNOWLEDGED, Status.COMPLETED)
RELEASED_AS = {"acknowledgement": {"AckLetter"}, "outcome": {"OutLetter"}, "other": {"CoSLetter-12", "Rpt", STATEMENT}}
OFFICERS = {each: person(membership(organisation=each), id=f"officer of {each}") for each in CENTRES}
ASSOCIATE = person(membership(Role.ASSOCIATE, "meridian"), id="associate")
HEADS = {each: person(membership(Role.HEAD_OF_CENTRE, each), id=f"head of {each}") for each in CENTRES}
COLLEAGUE = person(membership(Role.CASEWORKER, CAMBRIDGE), id="colleague", staff_pool=True)
STAFF = person(membership(Role.CASEWORKER, CAMBRIDGE), id="caseworker", staff_pool=True)
FINANCE = person(membership(Role.FINANCE, CAMBRIDGE), id="finance", staff_pool=True)
OUTSIDERS = {"northfield": (OFFICERS["lakeside"], ASSOCIATE, STAFF), "lakeside": (OFFICERS["northfield"], ASSOCIATE, STAFF)}


@dataclass
class Life:
    """One enquiry in the model. `waits` are the enquiries that had to be finished first when it was submitted."""

    id: str
    centre: str
    service: str
    about: tuple[str, ...]
    waits: set[str]
    end: Status | None = None
    approved: bool = False
    acknowledged_at: datetime | None = None
    late_changes: int = 0
    components: tuple[str, ...] = ("12",)
    against: str | None = None  # of an appeal: the enquiry whose outcome it is against
    extends: str | None = None  # of an extension: the enquiry that staff extended
    grade_before: str | None = GRADE
    grade: str | None = None  # that the outcome left, where it says one
    decided_by: str = ""  # who issued the outcome
    decided_at: datetime | None = None
    issued: set[str] = field(default_factory=set)
    released: set[str] = field(default_factory=set)

    @property
    def open(self) -> bool:
        return self.end is None

    @property
    def through_associate(self) -> bool:
        return self.centre == "lakeside"

    @property
    def slots(self) -> list[str]:
        """Return every document that staff must issue, in the order in which it is done."""
        if self.extends:
            return ["OutLetter"]
        return [each.slot for each in expected_documents(builders.service(self.service), self.components)]

    @property
    def completes_with(self) -> set[str]:
        more = {"1S": {"CoSLetter-12"}, "2S": {"CoSLetter-12"}, "5": {"Rpt"}}.get(self.service, set())
        return {"Rpt"} if self.service == "9" else {"OutLetter"} if self.extends else {"OutLetter"} | more

    @property
    def needs_statement(self) -> bool:
        """Return whether the outcome changed the grade, which requires an updated statement of results."""
        return self.regraded and len(self.about) == 1 and "OutLetter" in self.issued

    @property
    def regraded(self) -> bool:
        return self.grade is not None and self.grade != self.grade_before

    @property
    def outcome_open(self) -> bool:
        """Return whether it is finished and its centre has its outcome letter."""
        seen = self.released if self.through_associate else self.issued
        return self.end is Status.COMPLETED and "OutLetter" in seen

    @property
    def appeal(self) -> str | None:
        """Return the stage of appeal that can follow its outcome."""
        return None if self.service in ("9", "A2") else "A2" if self.service == "A1" else "A1"

    @property
    def appeal_until(self) -> datetime | None:
        """Return the end of the last day for an appeal, in London: 14 days after the letter for stage 2; stage 1 has no published limit."""
        if self.service != "A1" or self.decided_at is None:
            return None
        return builders.london(f"{self.decided_at.astimezone(LONDON).date() + timedelta(days=15)} 00:00")

    def change(self, at: datetime) -> None:
        """Change it, as the centre: free until 24 hours after the acknowledgement, charged afterwards."""
        if self.acknowledged_at and at >= self.acknowledged_at + timedelta(hours=24):
            self.late_changes += 1

    def issue(self, slot: str, by: str, at: datetime) -> None:
        self.issued.add(slot)
        self.acknowledged_at = self.acknowledged_at or at
        self.released.discard(slot)  # another file than the one that was let through
        if self.completes_with <= self.issued:
            self.end = self.end or Status.COMPLETED
        if slot == "OutLetter":
            self.decided_by, self.decided_at = by, at
