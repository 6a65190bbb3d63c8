"""Types of qualification, such as GCSE or T Level: what a syllabus leads to, and for which types a service is available.

A rule names types by id or by family. So a rule that several awarding bodies share names families, and each body its own types in them.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import StringConstraints

from functions.domain.catalogue.availability import Availability
from functions.domain.catalogue.sources import Basis, Entry, Text
from functions.domain.catalogue.syllabuses import Syllabus

TypeId = Annotated[str, StringConstraints(pattern="^[a-z][a-z0-9-]{0,39}$")]


class QualificationType(Entry):
    """A type of qualification of an awarding body, with the family of types that it belongs to, such as `a-level`."""

    id: TypeId
    name: Text
    family: TypeId
    basis: Basis


def types_named(types: Iterable[QualificationType], named: Iterable[str]) -> tuple[QualificationType, ...]:
    """Return the types that a rule names, by id or by family, in their own order."""
    wanted = frozenset(named)
    return tuple(each for each in types if wanted & {each.id, each.family})


def available_for_type(types: Iterable[QualificationType], availability: Availability, type: str) -> bool:
    """Return whether a service with these rules is available for syllabuses of the type with this id."""
    named = {each.id for each in types_named(types, availability.only_types or availability.excluded_types)}
    return type in named if availability.only_types else type not in named


def types_sentence(types: Iterable[QualificationType], availability: Availability) -> str:
    """Return the sentence that names the types for which a service is, or is not, available; empty if every type is the same to it."""
    if availability.only_types:
        return f"Available only for {_listed(types_named(types, availability.only_types), 'and')} qualifications."
    if availability.excluded_types:
        return f"Not available for {_listed(types_named(types, availability.excluded_types), 'or')} qualifications."
    return ""


def type_faults(types: tuple[QualificationType, ...], syllabuses: tuple[Syllabus, ...]) -> Iterator[str]:
    """Yield what is wrong with the types of an awarding body and with the syllabuses' references to them."""
    families = {each.family for each in types}
    for each in types:
        if each.id in families and each.id != each.family:
            yield f"qualification_types.{each.id}: “{each.id}” is also a family; write family: {each.id}, or another id"
    ids = [each.id for each in types]
    for syllabus in syllabuses:
        if syllabus.type not in ids:
            yield f"syllabuses.{syllabus.code}.type: no type has the id “{syllabus.type}”; write one of {', '.join(ids)}"


def availability_faults(types: tuple[QualificationType, ...], availability: Availability) -> Iterator[str]:
    """Yield what is wrong with the types that a service's rules name."""
    if availability.only_types and availability.excluded_types:
        yield "only_types: write only_types or excluded_types, not both"
    known = [*dict.fromkeys(name for each in types for name in (each.id, each.family))]
    for key, named in (("only_types", availability.only_types), ("excluded_types", availability.excluded_types)):
        for name in named:
            if name not in known:
                yield f"{key}: no type has the id or the family “{name}”; write one of {', '.join(known)}"


def _listed(types: Iterable[QualificationType], last: str) -> str:
    *names, final = [each.name for each in types]
    return f"{', '.join(names)} {last} {final}" if names else final
