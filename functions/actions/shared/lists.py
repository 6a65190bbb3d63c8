"""Reading lists of enquiries page by page: as many index pages as it takes to fill one page of those that are kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from functions.adapters import keys
from functions.adapters.records import body_of
from functions.adapters.table import Item, Table
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.fields import as_printed

MOST_READ = 1000  # items that one search looks through before it offers to go on
CURSOR = re.compile(r"[0-9TZ:.\-]{24}#[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Listed:
    """Enquiries of a list, and where to go on: a cursor for `after`, None at the end."""

    enquiries: tuple[Enquiry, ...]
    next: str | None


def in_list(item: Item) -> Enquiry:
    """The enquiry of an item that is one."""
    return Enquiry.model_validate_json(body_of(item))


def newest_first(table: Table, pk: str, after: str, size: int, keep: Callable[[Enquiry], bool], *, at_once: int) -> Listed:
    """A page of `size` enquiries out of a list that holds the enquiries themselves; one call where `keep` keeps everything."""
    return _filled(table, pk, after, size, keep, at_once, keys.HEAD, lambda items: {str(each["pk"]): in_list(each) for each in items})


def newest_first_by_pointer(
    table: Table, pk: str, after: str, size: int, keep: Callable[[Enquiry], bool], sk: str = keys.POINTER
) -> Listed:
    """The same for a list of pointers (adapters/keys.py): the enquiries are read beside them, so two calls a page."""

    def pointed_at(items: list[Item]) -> Mapping[str, Enquiry]:
        found = table.get_all([keys.enquiry(str(each["enquiry"])) for each in items]) if items else {}
        return {key.pk: in_list(item) for key, item in found.items()}

    return _filled(table, pk, after, size, keep, size, sk, pointed_at)


def in_order(table: Table, pk: str, after: str, size: int) -> Listed:
    """A page of a queue, first come first. One call."""
    start = {"g2pk": pk, "g2sk": after, **_of(after, keys.HEAD)} if CURSOR.fullmatch(after) else None
    page = table.index("queues", pk, limit=size, after=start)
    return Listed(tuple(in_list(item) for item in page.items), page.next)


def _filled(
    table: Table, pk: str, after: str, size: int, keep: Callable[[Enquiry], bool], at_once: int, sk: str,
    enquiries: Callable[[list[Item]], Mapping[str, Enquiry]],
) -> Listed:  # fmt: skip
    kept: list[Enquiry] = []
    cursor, read = (after if CURSOR.fullmatch(after) else ""), 0
    while True:
        start = {"g1pk": pk, "g1sk": cursor, **_of(cursor, sk)} if cursor else None
        page = table.index("lists", pk, limit=at_once, after=start, newest_first=True)
        read += len(page.items)
        found = enquiries(page.items)
        for item in page.items:
            cursor = str(item["g1sk"])
            enquiry = found[str(item["pk"])]
            if not keep(enquiry):
                continue
            kept.append(enquiry)
            if len(kept) == size:
                more = page.next is not None or item is not page.items[-1]
                return Listed(tuple(kept), cursor if more else None)
        if page.next is None or read >= MOST_READ:
            return Listed(tuple(kept), page.next)
        cursor = page.next


def _of(cursor: str, sk: str) -> dict[str, str]:
    """The key of the item that a cursor ends at."""
    return {"pk": keys.enquiry(cursor.split("#")[1]).pk, "sk": sk}


def matches(enquiry: Enquiry, wanted: str) -> bool:
    typed = wanted.strip().casefold()
    if not typed:
        return True
    said = [enquiry.note, enquiry.number or "", enquiry.reference, *(each.name for each in enquiry.candidates)]
    if any(typed in each.casefold() for each in said):
        return True
    return typed.isdigit() and any(each.number == as_printed(typed) for each in enquiry.candidates)
