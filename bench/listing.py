"""What a page of a list costs to read, where the centre or the body has 100, 10,000 or 100,000 enquiries.

The desk's own actions ask, through a client that holds that many enquiries in order and makes each only when it is read. So how many
requests there are, how much each reads and where it goes on are the code's; the sizes are those of real items.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, overload

from bench import desk
from bench.rows import Row, measured
from bench.units import Item, Metered, projected, size
from functions.actions.associate import enquiries
from functions.actions.centre import enquiries as centre_enquiries
from functions.actions.centre import log
from functions.actions.shared.session import Session
from functions.actions.staff.attention import attention
from functions.actions.staff.queue import Narrowing, queue
from functions.adapters import keys
from functions.adapters.centre_records import put_record
from functions.adapters.enquiries import put_associate_pointer, put_enquiry
from functions.adapters.table import PREFIX, Table
from functions.domain.catalogue.fees import Amount
from functions.domain.centre_desk.records import CentreRecord, Payment
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import Status
from functions.domain.people.people import Person, Role
from tests import builders

COUNTS = (100, 10_000, 100_000)
MOST_BYTES = 1024 * 1024  # that DynamoDB reads for one query
AMOUNT = (Amount(amount=Decimal("104.00"), currency="GBP"),)
PAID = CentreRecord(
    version=2, payment=Payment(asked=AMOUNT, asked_on=date(2022, 8, 22), paid=AMOUNT, paid_on=date(2022, 8, 23)), told_on=date(2022, 9, 20)
)
ASSOCIATE = builders.person(builders.membership(Role.ASSOCIATE, "meridian"), id="a1")


def enquiry(number: int) -> Enquiry:
    """The centre's enquiry of that number, submitted a second after the one before; candidates' numbers come round again."""
    made = desk.enquiry(number % 9000)
    at = builders.RESULTS_OUT + timedelta(seconds=number)
    return made.model_copy(
        update={"id": f"{number:032x}", "number": f"2206-{number:06d}", "submitted_at": at, "received_at": at, "associate": "meridian"}
    )


class InOrder(Sequence[Item]):
    """So many items, each made when it is asked for."""

    def __init__(self, count: int, make: Callable[[int], Item]) -> None:
        self.length, self.make = count, make

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> list[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | list[Item]:
        return self.make(at) if isinstance(at, int) else [self.make(each) for each in range(*at.indices(self.length))]


NOTHING = InOrder(0, lambda number: {})


class Shelves:
    """As much of a DynamoDB client as reading lists takes: partitions of indexes, each in the order of its sort key."""

    def __init__(self, partitions: dict[tuple[str, str], InOrder], find: Callable[[str], Item]) -> None:
        self.partitions, self.find = partitions, find
        self.exceptions = self.meta = SimpleNamespace()

    def query(self, **asked: Any) -> Any:
        """Reads on from ExclusiveStartKey until it has Limit items or 1 MB."""
        index, values = asked["IndexName"], asked["ExpressionAttributeValues"]
        name = f"{PREFIX[index]}sk"
        shelf = self.partitions.get((index, values[":pk"]["S"]), NOTHING)

        def key(item: Item) -> str:
            return str(item[name]["S"])

        low, high = 0, len(shelf)
        if ":low" in values:
            low, high = bisect_left(shelf, values[":low"]["S"], key=key), bisect_right(shelf, values[":high"]["S"], key=key)
        if ":below" in values:
            high = bisect_left(shelf, values[":below"]["S"], key=key)
        if start := asked.get("ExclusiveStartKey"):
            if asked["ScanIndexForward"]:
                low = bisect_right(shelf, start[name]["S"], key=key)
            else:
                high = bisect_left(shelf, start[name]["S"], key=key)
        order = range(low, high) if asked["ScanIndexForward"] else range(high - 1, low - 1, -1)
        items: list[Item] = []
        read = 0
        for position in order:
            items.append(shelf[position])
            read += size(items[-1])
            if len(items) == asked["Limit"] or read >= MOST_BYTES:
                return {"Items": items, "LastEvaluatedKey": items[-1]}
        return {"Items": items}

    def get_item(self, **asked: Any) -> Any:
        """A centre with neither dates and charges of its own nor views of its log."""
        return {}

    def batch_get_item(self, **asked: Any) -> Any:
        wanted = asked["RequestItems"].items()
        return {"Responses": {name: [self.find(key["pk"]["S"]) for key in each["Keys"]] for name, each in wanted}}


def shelves(count: int) -> Metered:
    """Everything of one centre, one Associate and one stage of the body's queue: `count` enquiries each."""

    def stored(number: int) -> Item:
        return desk.raw(put_enquiry(enquiry(number)).item)

    def listed(index: str) -> InOrder:
        return InOrder(count, lambda number: projected(stored(number), index))

    def pointer(number: int) -> Item:
        return desk.raw(put_associate_pointer(enquiry(number), "meridian").item)

    def recorded(number: int) -> Item:
        return projected(desk.raw(put_record(enquiry(number), PAID).item), "lists")

    return Metered(
        Shelves(
            {
                ("lists", keys.list_of(desk.CENTRE, "2022-06")): listed("lists"),
                ("lists", keys.list_of("meridian", "2022-06")): InOrder(count, pointer),
                ("lists", keys.centre_records_of(desk.CENTRE, "2022-06")): InOrder(count, recorded),
                ("queues", keys.queue(desk.BODY, Status.ACKNOWLEDGED.value)): listed("queues"),
            },
            lambda pk: stored(int(pk.removeprefix("ENQ#"), 16)),
        )
    )


def asked(count: int) -> dict[str, Callable[[Table], dict[str, Any]]]:
    """What people ask for, each as its page asks for it."""
    catalogue = builders.catalogue()
    staff = desk.CASEWORKER.model_copy(update={"staff_pool": True})

    def session(table: Table, person: Person) -> Session:
        return Session(table, catalogue, person, None, desk.NOW)

    def centre(**which: Any) -> Callable[[Table], dict[str, Any]]:
        return lambda table: centre_enquiries.listing(session(table, desk.PERSON), series="2022-06", **which)

    def staff_queue(stage: str, after: str = "") -> Callable[[Table], dict[str, Any]]:
        return lambda table: queue(session(table, staff), stage, Narrowing(), after)

    middle = put_enquiry(enquiry(count // 2 - 1)).item  # so that a whole page is left, among the fewest too
    return {
        "centre's list": centre(),
        "centre's list, from the middle": centre(after=str(middle["g1sk"])),
        "centre's log": lambda table: log.page(session(table, desk.PERSON), series="2022-06"),
        "Associate's list": lambda table: enquiries.listing(session(table, ASSOCIATE), series="2022-06"),
        "staff queue": staff_queue("acknowledged"),
        "staff queue, from the middle": staff_queue("acknowledged", str(middle["g2sk"])),
        "staff queue, what is overdue": staff_queue("overdue"),
        "staff's first page": lambda table: attention(session(table, staff)),
        "centre's list, a status that none has": centre(status="completed"),
        "centre's list, a name that nobody has": centre(wanted="nobody of that name"),
    }


GOALS = {
    "centre's list": 2.5,
    "centre's log": 2.5 * log.PAGE / centre_enquiries.PAGE + 15,
    "staff queue": 5,
    "staff's first page": 60,
}  # the log's page is ten of the list's, with what is recorded of each; other pages: what they cost among the fewest enquiries
FILTERED = (
    "centre's list, a status that none has",
    "centre's list, a name that nobody has",
    "staff queue, what is overdue",
)  # look further, up to their bound


def pages() -> list[Row]:
    """Return the units of each page by how many enquiries there are."""
    rows = []
    for name in asked(COUNTS[0]):
        goal: float | None = None
        for count in COUNTS:
            client = shelves(count)
            asked(count)[name](Table("desk", client))  # type: ignore[arg-type]
            calls = client.requests.total()
            goal = None if name in FILTERED else GOALS.get(name.split(",")[0], client.reads) if goal is None else goal
            of = f"of {count:,} enquiries ({client.items} items, {calls} {'call' if calls == 1 else 'calls'})"
            rows.append(measured(f"read units, {name}, {of}", client.reads, "units", goal))
    return rows
