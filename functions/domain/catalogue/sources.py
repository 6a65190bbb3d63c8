"""What every entry of the catalogue has in common: nothing unknown, nothing that changes, and the source it rests on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


Money = Annotated[Decimal, Field(ge=0, decimal_places=2)]


class Entry(BaseModel):
    """Anything in the catalogue: no unknown keys, nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Trust(StrEnum):
    """How far an entry can be trusted, said beside it wherever it is shown."""

    PUBLISHED = "published"
    REPORTED = "reported"
    OURS = "ours"
    DEMONSTRATION = "demonstration"


class Source(Entry):
    title: Text
    publisher: Text
    trust: Trust


class Basis(Entry):
    """Which source an entry rests on, and the day somebody last held the entry against it."""

    source: str
    checked: date
    note: str | None = None


class Rule(Entry):
    """A rule of the body that no single service carries. `text` is what pages and refusals print."""

    text: Text
    basis: Basis


TRUST_TEXT = {
    Trust.PUBLISHED: "published",
    Trust.REPORTED: "reported, not confirmed",
    Trust.OURS: "our own rule",
    Trust.DEMONSTRATION: "demonstration figure",
}
