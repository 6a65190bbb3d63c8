"""The times that an enquiry is promised, kept with it from its submission: later figures in the catalogue are for later enquiries (BY-20)."""

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_serializer, model_validator

from functions.domain.calendar import Period, Unit
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Acceptance, Service

UNIT_LETTERS = {Unit.HOURS: "h", Unit.DAYS: "d", Unit.CALENDAR_DAYS: "c", Unit.WORKING_DAYS: "w"}
UNITS = {letter: unit for unit, letter in UNIT_LETTERS.items()}
NOT_PUBLISHED = "-"
ACCEPTED, LONGER = "a", "+"
WRITTEN = re.compile(r"(\d+)([hdcw])")


class Promises(BaseModel):
    """Within what times an enquiry gets its number, its acknowledgement and its outcome, and can be changed without charge.

    With `acceptance`, the acknowledgement is the acceptance of the enquiry, which may be declined instead. `target` is None where
    none is published. It is stored as one short text, `24h 2w 24h 30d`, since every row of every list has it: number,
    acknowledgement, changes, target. An `a` after the acknowledgement says that it is an acceptance, after the target that the
    target counts from it, and a plus at the end that the target may take longer: `24h 5wa 24h 25wa+`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    number_within: Period
    acknowledgement_within: Period
    change_window: Period
    target: Period | None = None
    target_may_be_longer: bool = False
    acceptance: bool = False
    target_from: Literal["receipt", "acceptance"] = "receipt"

    @model_serializer
    def written(self) -> str:
        """Return the promises as they are stored."""
        acknowledgement = _written(self.acknowledgement_within) + (ACCEPTED if self.acceptance else "")
        target = (
            _written(self.target) + (ACCEPTED if self.target_from == "acceptance" else "") + (LONGER if self.target_may_be_longer else "")
        )
        return " ".join((_written(self.number_within), acknowledgement, _written(self.change_window), target))

    @model_validator(mode="before")
    @classmethod
    def read(cls, stored: Any) -> Any:
        """Return the fields of promises as they are stored. Raise ValueError if they cannot be read."""
        if not isinstance(stored, str):
            return stored
        words = stored.removesuffix(LONGER).split(" ")
        if len(words) != 4:
            raise ValueError("promises are four periods")
        number, acknowledgement, changes, target = words
        return {
            "number_within": _period(number), "acknowledgement_within": _period(acknowledgement.removesuffix(ACCEPTED)),
            "change_window": _period(changes), "target": _period(target.removesuffix(ACCEPTED)), "target_may_be_longer": stored.endswith(LONGER),
            "acceptance": acknowledgement.endswith(ACCEPTED), "target_from": "acceptance" if target.endswith(ACCEPTED) else "receipt",
        }  # fmt: skip


def promises_of(route: Route, service: Service) -> Promises:
    """Return what an enquiry of a service is promised by the figures of its route."""
    times = route.timings
    return Promises(
        number_within=times.number_within, acknowledgement_within=acknowledgement_within(route, service), change_window=times.change_window,
        target=service.target, target_may_be_longer=service.target_may_be_longer, acceptance=service.acceptance is not None,
        target_from=service.target_from,
    )  # fmt: skip


def acknowledgement_within(route: Route, service: Service) -> Period:
    """Return within what time of submission an enquiry is acknowledged, or with an acceptance step, accepted or declined."""
    own = service.acceptance.within if service.acceptance else None
    return own or route.timings.acknowledgement_within


def as_promised(route: Route, service: Service, promises: Promises) -> tuple[Route, Service]:
    """Return a route and a service with the times that were promised; the same objects where nothing has changed since."""
    if promises == promises_of(route, service):
        return route, service
    times = route.timings.model_copy(
        update={name: getattr(promises, name) for name in ("number_within", "acknowledgement_within", "change_window")}
    )
    changed = {
        "target": promises.target, "target_may_be_longer": promises.target_may_be_longer, "target_from": promises.target_from,
        "acceptance": _acceptance(service, promises),
    }  # fmt: skip
    return route.model_copy(update={"timings": times}), service.model_copy(update=changed)


def _acceptance(service: Service, promises: Promises) -> Acceptance | None:
    if not promises.acceptance:
        return None
    basis = service.acceptance.basis if service.acceptance else service.basis
    return Acceptance(within=promises.acknowledgement_within, basis=basis)


def _written(period: Period | None) -> str:
    return f"{period.amount}{UNIT_LETTERS[period.unit]}" if period else NOT_PUBLISHED


def _period(word: str) -> Period | None:
    if word == NOT_PUBLISHED:
        return None
    found = WRITTEN.fullmatch(word)
    if found is None:
        raise ValueError("a period is a number and a letter")
    return Period(amount=int(found[1]), unit=UNITS[found[2]])
