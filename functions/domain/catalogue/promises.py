"""The times that an enquiry is promised, kept with it from its submission: later figures in the catalogue are for later enquiries (BY-20)."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel, ConfigDict, model_serializer, model_validator

from functions.domain.calendar import Period, Unit
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service

UNIT_LETTERS = {Unit.HOURS: "h", Unit.DAYS: "d", Unit.CALENDAR_DAYS: "c", Unit.WORKING_DAYS: "w"}
UNITS = {letter: unit for unit, letter in UNIT_LETTERS.items()}
NOT_PUBLISHED = "-"
LONGER = "+"
WRITTEN = re.compile(r"(\d+)([hdcw])")


class Promises(BaseModel):
    """Within what times an enquiry gets its number, its acknowledgement and its outcome, and can be changed without charge.

    `target` is None where none is published. It is stored as one short text, `24h 2w 24h 30d`, since every row of every list has
    it: number, acknowledgement, changes, target, with a plus where the target may take longer.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    number_within: Period
    acknowledgement_within: Period
    change_window: Period
    target: Period | None = None
    target_may_be_longer: bool = False

    @model_serializer
    def written(self) -> str:
        """Return the promises as they are stored."""
        periods = (self.number_within, self.acknowledgement_within, self.change_window, self.target)
        text = " ".join(f"{each.amount}{UNIT_LETTERS[each.unit]}" if each else NOT_PUBLISHED for each in periods)
        return text + (LONGER if self.target_may_be_longer else "")

    @model_validator(mode="before")
    @classmethod
    def read(cls, stored: Any) -> Any:
        """Return the fields of promises as they are stored. Raise ValueError if they cannot be read."""
        if not isinstance(stored, str):
            return stored
        words = stored.removesuffix(LONGER).split(" ")
        if len(words) != 4:
            raise ValueError("promises are four periods")
        number, acknowledgement, changes, target = (_period(each) for each in words)
        return {
            "number_within": number, "acknowledgement_within": acknowledgement, "change_window": changes, "target": target,
            "target_may_be_longer": stored.endswith(LONGER),
        }  # fmt: skip


def promises_of(route: Route, service: Service) -> Promises:
    """Return what an enquiry of a service is promised by the figures of its route."""
    times = route.timings
    return Promises(
        number_within=times.number_within, acknowledgement_within=times.acknowledgement_within, change_window=times.change_window,
        target=service.target, target_may_be_longer=service.target_may_be_longer,
    )  # fmt: skip


def as_promised(route: Route, service: Service, promises: Promises) -> tuple[Route, Service]:
    """Return a route and a service with the times that were promised; the same objects where nothing has changed since."""
    if promises == promises_of(route, service):
        return route, service
    times = route.timings.model_copy(
        update={name: getattr(promises, name) for name in ("number_within", "acknowledgement_within", "change_window")}
    )
    changed = {"target": promises.target, "target_may_be_longer": promises.target_may_be_longer}
    return route.model_copy(update={"timings": times}), service.model_copy(update=changed)


def _period(word: str) -> Period | None:
    if word == NOT_PUBLISHED:
        return None
    found = WRITTEN.fullmatch(word)
    if found is None:
        raise ValueError("a period is a number and a letter")
    return Period(amount=int(found[1]), unit=UNITS[found[2]])
