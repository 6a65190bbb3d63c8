"""What a paper of one centre has instead of blanks: its own last days, charges and words, and the candidate that a form is for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from functions.domain.calendar import spoken_day
from functions.domain.catalogue.fees import Amount
from functions.domain.papers.parts import Letterhead, Paper
from functions.domain.papers.service_lines import ServiceLine


class OwnTerms(Protocol):
    """A centre's own dates and charges, as it keeps them at the desk."""

    @property
    def payment_text(self) -> str: ...

    def own_date(self, body: str, series: str, route: str, service: str) -> date | None:
        """Return the centre's last day for a service in a series; None where it has none."""

    def own_charge(self, body: str, route: str, service: str) -> Amount | None:
        """Return what the centre charges for a request of a service; None where it charges nothing."""


@dataclass(frozen=True)
class NoTerms:
    """Those of a blank paper."""

    payment_text: str = ""

    def own_date(self, body: str, series: str, route: str, service: str) -> date | None:  # noqa: ARG002
        return None

    def own_charge(self, body: str, route: str, service: str) -> Amount | None:  # noqa: ARG002
        return None


BLANK = NoTerms()


@dataclass(frozen=True)
class Entry:
    """What a candidate was entered for, with the grade that stands now: a line of the form to choose from.

    `units` and `service` are what of it is asked for, where that is known; the service by its code.
    """

    body: str
    subject: str
    grade: str
    qualification: str = ""
    units: str = ""
    service: str = ""


@dataclass(frozen=True)
class Candidate:
    """The candidate for whom a form is filled in."""

    number: str
    name: str
    entries: tuple[Entry, ...] = ()


def own_last_day(own: OwnTerms, line: ServiceLine) -> str:
    """Return the centre's own last day for a service in words; empty where it has none."""
    day = own.own_date(line.body.id, line.series.id, line.route.id, line.service.code)
    return spoken_day(day) if day else ""


def own_charge(own: OwnTerms, line: ServiceLine) -> str:
    """Return the centre's own charge for a request of a service in words; empty where it has none."""
    charge = own.own_charge(line.body.id, line.route.id, line.service.code)
    return str(charge) if charge else ""


def from_centre(paper: Paper, letterhead: Letterhead) -> Paper:
    """Return the paper as one of a centre's own, with its name at the head."""
    return replace(
        paper,
        letterhead=letterhead,
        lead=paper.lead.replace(" Write in your centre’s own last days and charges before you give it out.", ""),
    )
