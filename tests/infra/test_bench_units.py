"""How the bench works out what DynamoDB would charge: AWS's rules, one by one, and the counting client that applies them."""

from __future__ import annotations

from typing import Any

from bench import listing
from bench.units import Metered, read_units, size, write_units
from functions.adapters.keys import Key
from functions.adapters.table import Put, Table


def item(bytes_: int, **more: str) -> dict[str, Any]:
    """An item of so many bytes: two keys of two letters with one letter each, and a body."""
    made = {"pk": {"S": "p"}, "sk": {"S": "s"}, "body": {"S": ""}, **{name: {"S": value} for name, value in more.items()}}
    made["body"] = {"S": "x" * (bytes_ - size(made))}
    return made


def test_an_items_size_is_that_of_its_names_and_values_in_utf_8() -> None:
    assert size({"pk": {"S": "Å"}}) == 4
    assert size({"n": {"N": "1234"}}) == 1 + 3
    assert size(None) == 0


def test_a_read_is_counted_in_4_kb_and_costs_half_unless_it_must_be_consistent() -> None:
    assert [read_units(each, consistent=True) for each in (0, 4096, 4097)] == [1, 1, 2]
    assert read_units(4097, consistent=False) == 1


def test_a_write_is_counted_in_1_kb_of_the_larger_item_and_a_transactions_twice() -> None:
    assert write_units(None, item(1024), transaction=False)["table"] == 1
    assert write_units(item(1025), item(100), transaction=False)["table"] == 2
    assert write_units(item(1025), None, transaction=True)["table"] == 4


def test_an_index_is_written_with_the_item_twice_where_its_key_changes_and_never_where_nothing_did() -> None:
    row = "x" * 1100
    one, other, out = item(3000, g1pk="L", g1sk="1", row=row), item(3000, g1pk="L", g1sk="2", row=row), item(3000)
    costs = [write_units(*each, transaction=True)["indexes"] for each in ((None, one), (one, other), (one, out), (out, out), (one, one))]
    assert costs == [2, 4, 2, 0, 0]
    assert write_units(one, {**one, "row": {"S": f"{row}y"}}, transaction=True)["indexes"] == 2


def test_an_index_is_not_written_where_only_what_it_does_not_contain_changes() -> None:
    one = item(1500, g1pk="L", g1sk="1", row="x")
    assert write_units(one, {**one, "v": {"N": "2"}}, transaction=True)["indexes"] == 0
    due = item(1500, g3pk="A", g3sk="1")
    assert write_units(due, {**due, "attempts": {"N": "2"}}, transaction=True)["indexes"] == 2


class Kept:
    """A client that keeps what is put into it."""

    exceptions = meta = None

    def __init__(self) -> None:
        self.items: dict[str, Any] = {}

    def get_item(self, **asked: Any) -> Any:
        found = self.items.get(asked["Key"]["pk"]["S"])
        return {"Item": found} if found else {}

    def put_item(self, **asked: Any) -> Any:
        self.items[asked["Item"]["pk"]["S"]] = asked["Item"]


def test_the_counting_client_knows_what_was_there_before() -> None:
    metered = Metered(Kept())
    table = Table("desk", metered)  # type: ignore[arg-type]
    table.put(Put({"pk": "ENQ#1", "sk": "HEAD", "body": "x" * 1500, "g1pk": "L", "g1sk": "1"}))
    table.put(Put({"pk": "ENQ#1", "sk": "HEAD", "body": "x"}, expect=None))
    assert metered.writes == {("ENQ/HEAD", "table"): 4, ("ENQ/HEAD", "indexes"): 2}
    assert [str(each) for each in metered.log] == [
        "  2 + 1      0 →  1527 bytes  ENQ/HEAD       HEAD", "  2 + 1   1527 →    18 bytes  ENQ/HEAD       HEAD",
    ]  # fmt: skip
    assert table.get(Key("ENQ#1"))
    assert (metered.reads, metered.requests["get_item"], metered.items) == (1, 1, 1)


def test_a_page_of_a_list_costs_the_same_among_few_enquiries_and_among_many() -> None:
    rows = [row for row in listing.pages() if row.goal is not None]
    assert len(rows) == 21
    assert [row.name for row in rows if not row.met] == []


def test_a_search_reads_no_further_than_its_bound() -> None:
    rows = listing.pages()
    for looked_through, most in (("a name that nobody has", 1000), ("what is overdue", 400)):
        names = [row.name for row in rows if looked_through in row.name]
        assert len(names) == 3
        assert [f"({items} items" in name for name, items in zip(names, (100, most, most), strict=True)] == [True] * 3
