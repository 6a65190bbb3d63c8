"""Long work as a job: its steps are written first, done a portion at a time, shown as it goes, and continued after an interruption.

A kind of job names its steps; what a portion of a step does is with the actions, and doing it twice is doing it once.
"""

from datetime import datetime, timedelta
from typing import NamedTuple, Self

from pydantic import BaseModel, ConfigDict

from functions.domain.errors import Problem
from functions.domain.people.history import Actor
from functions.domain.retries import retry_wait

LEASE = timedelta(minutes=2)  # without a sign of life for so long, a job's worker has died and another one goes on


class Step(BaseModel):
    """One step of a job: how many portions it has, and how many of them are done."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str
    portions: int
    done: int = 0


class LeftOut(BaseModel):
    """One of many things that a job could not do, with the problems that stood in the way. `name` is empty for what is not theirs."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    name: str
    problems: tuple[Problem, ...]


class Job(BaseModel):
    """A piece of long work for an awarding body, or for an Associate, whose id `body` then is. Where a centre has it done for itself
    with an awarding body's results, `organisation` is the centre.

    `about` is what it concerns, such as a series or a number of letters; `facts` are the figures to show.

    From `in_force_at` on everybody sees what it makes, if it is of a kind that makes everything visible at once.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    kind: str
    body: str
    organisation: str = ""
    about: str
    by: Actor
    by_name: str
    started_at: datetime
    steps: tuple[Step, ...]
    facts: dict[str, int] = {}
    cursor: str = ""  # where a step whose portions are not known beforehand goes on
    in_force_at: datetime | None = None
    finished_at: datetime | None = None
    seen_at: datetime
    attempts: int = 0
    last_error: str = ""
    version: int = 1

    @property
    def owner(self) -> str:
        """The organisation whose people may see it."""
        return self.organisation or self.body

    @property
    def step(self) -> Step | None:
        """The step to do next; None once all are done."""
        return next((each for each in self.steps if each.done < each.portions), None)

    @property
    def percent(self) -> int:
        """How much is done, in whole percent, of which 100 means all of it."""
        portions = sum(each.portions for each in self.steps)
        return 100 if self.step is None else sum(each.done for each in self.steps) * 100 // portions

    @property
    def due_at(self) -> datetime:
        """When another worker is to go on with it, if nobody has until then: after a failure later each time."""
        if not self.attempts:
            return self.seen_at + LEASE
        return self.seen_at + retry_wait(self.attempts - 1)

    def advanced(self, at: datetime) -> Self:
        """Return the job with the next portion of its step done."""
        current = self.step
        steps = tuple(each.model_copy(update={"done": each.done + 1}) if each is current else each for each in self.steps)
        after = self.changed(at, steps=steps, attempts=0, last_error="")
        return after if after.step else after.model_copy(update={"finished_at": at})

    def failed(self, error: str, at: datetime) -> Self:
        """Return the job after a portion failed; `error` names the kind of failure, never its content."""
        return self.changed(at, attempts=self.attempts + 1, last_error=error)

    def changed(self, at: datetime, **changes: object) -> Self:
        """Return the next version, with a sign of life."""
        return self.model_copy(update={"seen_at": at, "version": self.version + 1, **changes})


class KindOfJob(NamedTuple):
    """How a kind of job is called, and its steps in words."""

    title: str
    steps: dict[str, str]


REGISTER, EXEMPTIONS, INVOICES = "register", "exemptions", "invoices"
ACKNOWLEDGEMENTS, STATEMENTS, APPROVALS, RELEASES = "acknowledgements", "statements", "approvals", "releases"  # each about many enquiries
SUBMISSIONS = "submissions"
MANY = 500  # things that are asked for at once
_UPDATE = {
    "prepare": "Preparing the changes",
    "put_in_force": "Putting them in force",
    "settle": "Tidying up",
    "finish": "Finishing",
}
KINDS = {
    REGISTER: KindOfJob("Import of the results register", _UPDATE),
    INVOICES: KindOfJob("Invoice run", {"bill": "Issuing invoices"}),
    EXEMPTIONS: KindOfJob("Import of exemptions", _UPDATE),
    ACKNOWLEDGEMENTS: KindOfJob("Acknowledgement", {"each": "Issuing letters"}),
    STATEMENTS: KindOfJob("Posting", {"each": "Marking as sent"}),
    APPROVALS: KindOfJob("Approval", {"each": "Sending on"}),
    RELEASES: KindOfJob("Release of documents", {"each": "Releasing documents"}),
    SUBMISSIONS: KindOfJob("Submission", {"each": "Submitting"}),
}


def portions_of(count: int, size: int) -> int:
    """Return how many portions of this size hold so many things."""
    return -(-count // size)
