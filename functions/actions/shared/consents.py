"""Consents as stored, for whatever asks about them: submissions, the list of consents, the log of requests."""

from __future__ import annotations

from typing import NamedTuple

from functions.actions.shared.session import Session
from functions.adapters.consents import list_consents
from functions.domain.catalogue.services import Service
from functions.domain.consent.coverage import state_of
from functions.domain.consent.records import ConsentRecord


class ConsentsInSeries(NamedTuple):
    """The consents of a centre's candidates in one series of an awarding body, by candidate and syllabus."""

    records: dict[tuple[str, str], ConsentRecord]

    def state(self, candidate: str, syllabus: str, service: Service, components: tuple[str, ...]) -> tuple[str, str]:
        """Return how far a candidate's consent to a service is, as a code and in words.

        The codes are not_needed, missing, asked, given, refused and withdrawn.
        """
        return state_of(self.records.get((candidate, syllabus)), service, components)


def consents_of(session: Session, organisation: str, body: str, series: str) -> ConsentsInSeries:
    """Return the consents of a centre's candidates in a series of an awarding body. One call for each 200 records."""
    found = list_consents(session.table, organisation, body, series)
    return ConsentsInSeries({(each.candidate, each.syllabus): each for each in found})
