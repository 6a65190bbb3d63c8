"""The names of several services in one line, without repeating the word that most of them begin with."""

from __future__ import annotations

from collections.abc import Iterable

from functions.domain.catalogue.services import Service


def asked_for(services: Iterable[Service]) -> str:
    """Return the names of services in one line: 'Services 1, 1S, 2', 'Appeals'."""
    services = tuple(services)
    if len(services) > 1 and all(each.appeal for each in services):
        return "Appeals"
    numbered = [each.code for each in services if each.title == f"Service {each.code}"]
    others = [each.title.removeprefix("Enquiry about ") for each in services if each.code not in numbered]
    first = [f"Service{'s' if len(numbered) > 1 else ''} {', '.join(numbered)}"] if numbered else []
    return "; ".join([*first, ", ".join(others)] if others else first)
