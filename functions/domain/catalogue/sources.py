"""The base of every catalogue entry: no unknown keys, no changes after loading, and a source."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


Money = Annotated[Decimal, Field(ge=0, decimal_places=2)]
Url = Annotated[str, StringConstraints(pattern=r"^https://[a-z0-9.-]+/[a-z0-9./-]*$")]


class Entry(BaseModel):
    """An entry of the catalogue: immutable, without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Trust(StrEnum):
    """How far a source can be trusted. It is printed beside every entry that is not published."""

    PUBLISHED = "published"
    REPORTED = "reported"
    OURS = "ours"
    DEMONSTRATION = "demonstration"


class Source(Entry):
    """A publication that entries rest on, or our own decision. Pages link the title to `url`, its address or the page that offers it."""

    title: Text
    publisher: Text
    trust: Trust
    url: Url | None = None


class Basis(Entry):
    """The source of an entry, and the day on which somebody last compared the two."""

    source: str
    checked: date
    note: str | None = None


class Paper(Entry):
    """A publication of the awarding body that pages name, such as a factsheet. The desk holds no copy.

    `url` is its address or that of the page that offers it; `find` says in words where it is. One of the two is given.
    """

    title: Text
    kind: Text | None = None  # such as "PDF"
    url: Url | None = None
    find: Text | None = None
    basis: Basis


class Rule(Entry):
    """A rule that belongs to no single service. Pages and refusals print `text`."""

    text: Text
    basis: Basis


TRUST_TEXT = {
    Trust.PUBLISHED: "published",
    Trust.REPORTED: "reported, not confirmed",
    Trust.OURS: "our own rule",
    Trust.DEMONSTRATION: "demonstration figure",
}
