"""Lists of enquiries, read from the indexes page by page: a centre's, an Associate's, and the queues.

An index may lag by a moment, so a list never decides anything. A page that is filtered reads as many pages of the index as
it takes to fill it, up to MOST_READ items; then its cursor offers to go on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from functions.adapters import cursors, keys
from functions.adapters.enquiries import listed_in, read_enquiries
from functions.adapters.items import model_in, target_of
from functions.adapters.table import Item, Table
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import Status

MOST_READ = 1000  # items that one search looks through
_SERIES_FROM = "~"  # in a cursor of a list over several series: the series to go on in, then the place in it
AT_ONCE = 100  # items that a filtered page reads at once
READ_ALL = 200

Keep = Callable[[Enquiry], bool]
Listed = TypeVar("Listed")
AnyPage = tuple[Sequence[Listed], str | None]  # what a page of a list is: the things, and the cursor to go on


class EnquiryPage(NamedTuple):
    """A page of a list, and the cursor for `after` to go on; None at the end."""

    enquiries: Sequence[Enquiry]
    next: str | None


class _List(NamedTuple):
    """A list in an index: its key, the sort key of its items in the table, and how its items lead to enquiries."""

    pk: str
    sk: str
    enquiries: Callable[[list[Item]], Mapping[str, Enquiry]]  # by the items' partition key
    oldest_first: bool = False


def list_of_centre(
    table: Table, organisation: str, series: str, *, size: int, after: str = "", keep: Keep | None = None, oldest_first: bool = False
) -> EnquiryPage:
    """Return a page of a centre's enquiries of a series, the latest first unless `oldest_first`; one call where nothing is filtered by `keep`."""
    listed = _List(keys.list_of(organisation, series), keys.HEAD, _stored_in, oldest_first)
    return _filled(table, listed, size, after, keep)


def list_of_associate(
    table: Table, associate: str, series: str, *, size: int, after: str = "", keep: Keep | None = None, oldest_first: bool = False
) -> EnquiryPage:
    """Return a page of what came through an Associate in a series, the latest first unless `oldest_first`; two calls where nothing is filtered."""
    listed = _List(keys.list_of(associate, series), keys.ASSOCIATE, _pointed_at(table), oldest_first)
    return _filled(table, listed, size, after, keep)


def list_across(series: Sequence[str], *, size: int, after: str, read: Callable[[str, int, str], EnquiryPage]) -> EnquiryPage:
    """Return a page of a list over several series, one series after the other, each as `read(series, size, after)` lists it."""
    return EnquiryPage(*page_across(series, size=size, after=after, read=read))


def page_across(series: Sequence[str], *, size: int, after: str, read: Callable[[str, int, str], AnyPage[Listed]]) -> AnyPage[Listed]:
    """Return a page over several series of whatever `read(series, size, after)` lists, and the cursor to go on; None at the end."""
    at, _, place = after.partition(_SERIES_FROM)
    left = series[series.index(at) :] if at in series else series
    found: list[Listed] = []
    for position, id in enumerate(left):
        listed, following = read(id, size - len(found), place)
        found += listed
        if following is not None:
            return found, f"{id}{_SERIES_FROM}{following}"
        if len(found) == size and position + 1 < len(left):
            return found, f"{left[position + 1]}{_SERIES_FROM}"
        place = ""
    return found, None


def read_across(series: Sequence[str], read: Callable[[str, int, str], EnquiryPage], *, at_once: int, most: int) -> EnquiryPage:
    """Return all of a list over several series, or the first `most` enquiries and where it goes on."""
    return read_pages(lambda size, after: list_across(series, size=size, after=after, read=read), at_once=at_once, most=most)


def read_queue(table: Table, owner: str, stage: Status, *, most: int) -> EnquiryPage:
    """Return what waits at a stage, the earliest first: all of it, or the first `most` and where it goes on."""
    return read_pages(lambda size, after: list_of_queue(table, owner, stage, size=size, after=after), at_once=READ_ALL, most=most)


def read_waiting(table: Table, body: str, *, most: int) -> EnquiryPage:
    """Return the enquiries in which something waits for an awarding body's staff, the earliest first: all, or the first `most`. One call."""
    page = table.index("agenda", keys.waiting(body), limit=most)
    return EnquiryPage([listed_in(item) for item in page.items], page.next)


def read_pages(read: Callable[[int, str], EnquiryPage], *, at_once: int, most: int) -> EnquiryPage:
    """Return all of a list, or the first `most` enquiries and where it goes on. `read(size, after)` returns a page of it."""
    return EnquiryPage(*all_pages(read, at_once=at_once, most=most))


def all_pages(read: Callable[[int, str], AnyPage[Listed]], *, at_once: int, most: int) -> AnyPage[Listed]:
    """Return the whole of whatever `read(size, after)` lists, or the first `most` and the cursor to go on."""
    found: list[Listed] = []
    after = ""
    while True:
        listed, following = read(min(at_once, most - len(found)), after)
        found += listed
        if following is None or len(found) >= most:
            return found, following
        after = following


def list_of_extensions(
    table: Table, organisation: str, series: str, *, size: int, after: str = "", keep: Keep | None = None
) -> EnquiryPage:
    """Return a page of the extensions of a centre's enquiries of a series, the latest first; two calls where nothing is filtered."""
    return _filled(table, _List(keys.extensions_of(organisation, series), keys.EXTENSION, _pointed_at(table)), size, after, keep)


def list_of_queue(table: Table, owner: str, stage: Status, *, size: int, after: str = "", keep: Keep | None = None) -> EnquiryPage:
    """Return a page of what waits at a stage for an awarding body or an Associate, the earliest first; one call where nothing is filtered."""
    pk = keys.queue(owner, stage.value)
    kept: list[Enquiry] = []
    cursor, read = (after if cursors.is_cursor(after) else ""), 0
    while True:
        start = {"g2pk": pk, "g2sk": cursor, **_item_of(cursor, keys.HEAD)} if cursor else None
        page = table.index("queues", pk, limit=AT_ONCE if keep else size, after=start)
        read += len(page.items)
        for item in page.items:
            enquiry = listed_in(item)
            if keep and not keep(enquiry):
                continue
            kept.append(enquiry)
            if len(kept) == size:
                more = page.next is not None or item is not page.items[-1]
                return EnquiryPage(kept, str(item["g2sk"]) if more else None)
        if page.next is None or read >= MOST_READ:
            return EnquiryPage(kept, page.next)
        cursor = page.next


def read_all_of_centre(table: Table, organisation: str, series: str) -> list[Enquiry]:
    """Return every enquiry of a centre's series, to whichever awarding body, the earliest first."""
    pk, ids, start = keys.list_of(organisation, series), list[str](), None
    while True:
        page = table.index("lists", pk, limit=READ_ALL, after=start)
        ids += [keys.thing_in(str(item["pk"])) for item in page.items]
        if page.next is None:
            return read_enquiries(table, ids)
        start = {"g1pk": pk, "g1sk": page.next, **_item_of(page.next, keys.HEAD)}


def _filled(table: Table, listed: _List, size: int, after: str, keep: Keep | None) -> EnquiryPage:
    kept: list[Enquiry] = []
    cursor, read = (after if cursors.is_cursor(after) else ""), 0
    while True:
        start = {"g1pk": listed.pk, "g1sk": cursor, **_item_of(cursor, listed.sk)} if cursor else None
        page = table.index("lists", listed.pk, limit=AT_ONCE if keep else size, after=start, newest_first=not listed.oldest_first)
        read += len(page.items)
        found = listed.enquiries(page.items)
        for item in page.items:
            cursor = str(item["g1sk"])
            enquiry = found[str(item["pk"])]
            if keep and not keep(enquiry):
                continue
            kept.append(enquiry)
            if len(kept) == size:
                more = page.next is not None or item is not page.items[-1]
                return EnquiryPage(kept, cursor if more else None)
        if page.next is None or read >= MOST_READ:
            return EnquiryPage(kept, page.next)
        cursor = page.next


def _stored_in(items: list[Item]) -> Mapping[str, Enquiry]:
    return {str(item["pk"]): listed_in(item) for item in items}


def _pointed_at(table: Table) -> Callable[[list[Item]], Mapping[str, Enquiry]]:
    def read(items: list[Item]) -> Mapping[str, Enquiry]:
        found = table.get_all([keys.enquiry(target_of(item)) for item in items]) if items else {}
        return {key.pk: model_in(Enquiry, item) for key, item in found.items()}

    return read


def _item_of(cursor: str, sk: str) -> dict[str, str]:
    """Return the key, in the table, of the item that a cursor names."""
    return {"pk": keys.enquiry(cursors.enquiry_in(cursor)).pk, "sk": sk}
