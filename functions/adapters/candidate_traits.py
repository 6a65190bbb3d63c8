"""By what a centre's candidates are found at every awarding body and in every series: items without content, one a candidate and trait.

A trait is in the key as a fingerprint only. What is found may be out of date: whoever reads it looks at the cards as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from functions.adapters import keys
from functions.adapters.items import pointer_item
from functions.adapters.keys import FINGERPRINT, Key
from functions.adapters.table import Delete, Put, Table, chunks
from functions.domain.register.same_candidates import NAME, EnteredCandidate
from functions.domain.search import folded

AT_ONCE = 8


class FoundPlace(NamedTuple):
    """Where a candidate with a trait is entered: an awarding body, a series, a candidate number."""

    body: str
    series: str
    candidate: str


def put_traits(table: Table, entered: Mapping[tuple[str, str], EnteredCandidate]) -> None:
    """Let candidates, by centre and number, be found by number, name and lasting identifiers. Only what is missing is written, so that
    whoever is interrupted comes further each time."""
    keys_of_traits = [_key(who[0], each, name, value) for who, each in entered.items() for name, value in each.traits.items()]
    there = {key for some in chunks(keys_of_traits) for key in table.get_all(some)}
    missing = [key for key in keys_of_traits if key not in there]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda key: table.put(Put(pointer_item(key, ""), expect=None)), missing))


def forget_name(table: Table, organisation: str, entered: EnteredCandidate, name: str) -> None:
    """Let a candidate no longer be found by a name that was corrected."""
    if folded(name) != entered.traits[NAME]:
        table.delete(Delete(_key(organisation, entered, NAME, folded(name))))


def find_by_traits(table: Table, organisation: str, traits: Iterable[tuple[str, str]]) -> list[FoundPlace]:
    """Return where candidates of a centre are entered who have one of these traits (name and value), each place once. A call for each."""

    def found(trait: tuple[str, str]) -> list[FoundPlace]:
        items = table.partition(keys.traits_of(organisation), _trait(*trait))
        return [FoundPlace(*keys.who_entered(str(each["sk"]))) for each in items]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(dict.fromkeys(place for places in pool.map(found, traits) for place in places))


def _key(organisation: str, entered: EnteredCandidate, name: str, value: str) -> Key:
    return Key(keys.traits_of(organisation), keys.entered_with(_trait(name, value), entered.body, entered.series, entered.number))


def _trait(name: str, value: str) -> str:
    return keys.trait(name, hashlib.sha256(value.encode()).hexdigest()[:FINGERPRINT])
