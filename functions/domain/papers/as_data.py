"""A paper as data, from the function that decides what stands in it to the one that makes a file of it, and as pages show it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter

from functions.domain.papers.parts import (
    Choice,
    Fields,
    Heading,
    Notice,
    Paper,
    Paragraph,
    Part,
    Signature,
    Table,
    Tasks,
)

KINDS: dict[str, type[Part]] = {
    each.__name__.lower(): each for each in (Heading, Paragraph, Notice, Table, Tasks, Fields, Choice, Signature)
}


def as_data(paper: Paper) -> dict[str, Any]:
    """Return the paper with the kind of each part named, and with what its properties say."""
    parts = [{"kind": type(each).__name__.lower(), **asdict(each)} for each in paper.parts]
    head = asdict(paper.letterhead) | {"said": paper.letterhead.said}
    if logo := paper.letterhead.logo:
        head["logo"] = logo.shown()
    return asdict(paper) | {"parts": parts, "letterhead": head, "prevailing": paper.prevailing, "made_by": paper.made_by}


def paper_of(data: dict[str, Any]) -> Paper:
    """Return the paper that `as_data` was made of, also once it has been JSON. Raise ValidationError or LookupError for what is none."""
    parts = tuple(_part(dict(each)) for each in data["parts"])
    head = {name: value for name, value in data["letterhead"].items() if name != "said"}
    if logo := head.get("logo"):
        head["logo"] = {name: value for name, value in logo.items() if name != "printed"}
    plain = {name: value for name, value in data.items() if name not in {"parts", "prevailing", "made_by"}} | {"letterhead": head}
    made: Paper = TypeAdapter(Paper).validate_python(plain | {"parts": ()})
    return Paper(**{**{name: getattr(made, name) for name in plain}, "parts": parts})


def _part(data: dict[str, Any]) -> Part:
    made: Part = TypeAdapter(KINDS[data.pop("kind")]).validate_python(data)
    return made
