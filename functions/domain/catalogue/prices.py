"""Prices: figures, the unit that each is for, and the source of each."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from functions.domain.catalogue.sources import Basis, Entry, Money


class ChargeUnit(StrEnum):
    """What one fee is charged for. Cambridge does not publish its unit."""

    ENQUIRY = "enquiry"
    COMPONENT = "component"
    CANDIDATE = "candidate"
    SUBJECT = "subject"
    COHORT = "cohort"
    BATCH = "batch"  # of entries, as the body counts them: the desk cannot say how many a request is about


class Prices(Entry):
    """Figures and their unit. For Cambridge only the demonstration has any."""

    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")]
    unit: ChargeUnit
    units: dict[str, ChargeUnit] = Field(default_factory=dict)  # by service, where it is another
    services: dict[str, Money]
    appeals: dict[str, Money] = Field(default_factory=dict)  # for each appeal, whatever the unit of the others
    late_change: Money | None = None
    basis: Basis
    bases: dict[str, Basis] = Field(default_factory=dict)  # by service or appeal, where the figure has another source

    def unit_of(self, service: str) -> ChargeUnit:
        return self.units.get(service, self.unit)

    def basis_of(self, service: str) -> Basis:
        return self.bases.get(service, self.basis)
