"""The plain model of enquiries' lives: what was decided, and nothing of how it is stored.

Who asked for what, what it had to wait for, what was issued and released, how it ended. Everything stored is compared with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from functions.domain.enquiry import Status, expected_documents
from functions.domain.people import Role
from tests import builders
from tests.builders import CAMBRIDGE, membership, person

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
STAFF = person(membership(Role.CASEWORKER, CAMBRIDGE), id="caseworker", staff_pool=True)
FINANCE = person(membership(Role.FINANCE, CAMBRIDGE), id="finance", staff_pool=True)
OUTSIDERS = {"northfield": (OFFICERS["lakeside"], ASSOCIATE, STAFF), "lakeside": (OFFICERS["northfield"], ASSOCIATE, STAFF)}


@dataclass
class Life:
    """One enquiry as the model has it. `waits` are the enquiries that had to be finished first, when it was submitted."""

    id: str
    centre: str
    service: str
    about: tuple[str, ...]
    waits: set[str]
    end: Status | None = None
    approved: bool = False
    acknowledged_at: datetime | None = None
    late_changes: int = 0
    grade: str = GRADE
    issued: set[str] = field(default_factory=set)
    released: set[str] = field(default_factory=set)

    @property
    def open(self) -> bool:
        return self.end is None

    @property
    def through_associate(self) -> bool:
        return self.centre == "lakeside"

    @property
    def components(self) -> tuple[str, ...]:
        return COMPONENTS.get(self.service, ("12",))

    @property
    def slots(self) -> list[str]:
        """Every document that somebody is to issue, in the order in which it is done."""
        return [slot for slot, _, _ in expected_documents(builders.service(self.service), self.components)]

    @property
    def completes_with(self) -> set[str]:
        return {"1": {"OutLetter"}, "2": {"OutLetter"}, "5": {"OutLetter", "Rpt"}, "9": {"Rpt"}}.get(
            self.service, {"OutLetter", "CoSLetter-12"}
        )

    @property
    def statement_due(self) -> bool:
        """Whether the outcome changed the grade, which calls for an updated statement of results."""
        return self.grade != GRADE and "OutLetter" in self.issued

    def change(self, at: datetime) -> None:
        """The centre changes it: free until 24 hours after the acknowledgement, charged for from then on."""
        if self.acknowledged_at and at >= self.acknowledged_at + timedelta(hours=24):
            self.late_changes += 1

    def issue(self, slot: str, at: datetime) -> None:
        self.issued.add(slot)
        self.acknowledged_at = self.acknowledged_at or at
        self.released.discard(slot)  # another file than the one that was let through
        if self.completes_with <= self.issued:
            self.end = self.end or Status.COMPLETED
