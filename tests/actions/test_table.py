"""What the desk relies on of its table, held against moto's and against the one in memory: they are one and the same to it."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from functions import wiring
from functions.adapters.keys import Key
from functions.adapters.table import Check, Conflict, Delete, Item, Put, Table
from tests.handlers import resources
from tests.handlers.beginnings import begin_with
from tests.memory import in_memory


@pytest.fixture(params=["moto", "memory"])
def table(request: pytest.FixtureRequest, aws: Any) -> Table:
    if request.param == "memory":
        return in_memory()
    begin_with(resources.create)
    return wiring.table()


def item(pk: str = "ENQ#1", sk: str = "HEAD", v: int = 1, **more: Any) -> Item:
    return {"pk": pk, "sk": sk, "v": v, "body": "{}", **more}


def listed(number: int, of: str = "L#a", **more: Any) -> Item:
    return item(f"ENQ#{number}", g1pk=of, g1sk=f"2022-08-{number:02d}", **more)


ONE = Key("ENQ#1")


def test_what_is_put_is_there_at_once_and_what_is_not_is_none(table: Table) -> None:
    assert table.get(ONE) is None
    table.put(Put(item(note="Å")))
    assert table.get(ONE) == item(note="Å")


def test_a_version_is_written_only_over_the_one_before_it(table: Table) -> None:
    table.put(Put(item()))
    with pytest.raises(Conflict):
        table.put(Put(item()))
    with pytest.raises(Conflict):
        table.put(Put(item(v=3), expect=2))
    table.put(Put(item(v=2), expect=1))
    table.put(Put(item(v=9), expect=None))
    assert table.get(ONE) == item(v=9)


def test_a_transaction_is_done_whole_or_not_at_all(table: Table) -> None:
    table.commit([Put(item()), Put(item("ENQ#2"))])
    with pytest.raises(Conflict):
        table.commit([Put(item("ENQ#3")), Put(item(v=2), expect=7), Delete(Key("ENQ#2"))])
    assert (table.get(Key("ENQ#3")), table.get(ONE), table.get(Key("ENQ#2"))) == (None, item(), item("ENQ#2"))
    table.commit([Put(item("ENQ#3")), Put(item(v=2), expect=1), Delete(Key("ENQ#2"))])
    assert (table.get(Key("ENQ#3")), table.get(ONE), table.get(Key("ENQ#2"))) == (item("ENQ#3"), item(v=2), None)


def test_a_transaction_takes_an_item_once(table: Table) -> None:
    with pytest.raises((ClientError, Conflict)):
        table.commit([Put(item()), Put(item(), expect=None)])
    assert table.get(ONE) is None


def test_a_check_holds_only_of_what_is_there_and_as_it_says(table: Table) -> None:
    for equal in ({}, {"stage": "issued"}):
        with pytest.raises(Conflict):
            table.commit([Check(ONE, equal), Put(item("ENQ#2"))])
    table.put(Put(item(stage="issued", org="a")))
    with pytest.raises(Conflict):
        table.commit([Check(ONE, {"stage": "issued", "org": "b"}), Put(item("ENQ#2"))])
    table.commit([Check(ONE, {"stage": "issued", "org": "a"}), Put(item("ENQ#2"))])
    assert table.get(Key("ENQ#2"))


def test_an_item_is_removed_only_while_it_is_as_it_was(table: Table) -> None:
    table.put(Put(item(stage="draft")))
    with pytest.raises(Conflict):
        table.delete(Delete(ONE, {"stage": "submitted"}))
    table.delete(Delete(ONE, {"stage": "draft"}))
    assert table.get(ONE) is None
    table.delete(Delete(ONE))


def test_a_condition_of_ones_own_replaces_the_version(table: Table) -> None:
    put, values = Put(item(stage="draft", v=2)), {":stage": "draft", ":v": 1}
    with pytest.raises(Conflict):
        table.put(put, condition="stage = :stage AND v = :v", values=values)
    table.put(Put(item(stage="draft")))
    table.put(put, condition="stage = :stage AND v = :v", values=values)
    assert table.get(ONE) == item(stage="draft", v=2)


def test_attributes_are_changed_in_place_if_the_condition_holds(table: Table) -> None:
    with pytest.raises(Conflict):
        table.update(ONE, "REMOVE due SET done_at = :now", {":now": "now"}, "attribute_exists(due)")
    table.put(Put(item(due="mail", g3pk="A", g3sk="1")))
    left = table.update(ONE, "SET due = :left, g3sk = :next", {":left": "receipt", ":next": "2"}, "attribute_exists(due)")
    assert left == item(due="receipt", g3pk="A", g3sk="2")
    done = table.update(ONE, "REMOVE due, g3pk, g3sk SET done_at = :now", {":now": "now"}, "attribute_exists(due)")
    assert done == table.get(ONE) == item(done_at="now")
    assert table.index("agenda", "A", limit=5).items == []


def test_a_counter_begins_at_one_and_goes_up_by_one(table: Table) -> None:
    assert [table.next_number(Key("COUNT#a")) for _ in range(3)] == [1, 2, 3]


def test_many_are_read_at_once_and_what_is_absent_is_left_out(table: Table) -> None:
    table.commit([Put(item(f"ENQ#{number}")) for number in range(3)])
    found = table.get_all([Key("ENQ#0"), Key("ENQ#7"), Key("ENQ#2"), Key("ENQ#0")])
    assert found == {Key("ENQ#0"): item("ENQ#0"), Key("ENQ#2"): item("ENQ#2")}


def test_a_partition_is_read_in_the_order_of_its_sort_keys(table: Table) -> None:
    table.commit([Put(item(sk=each)) for each in ("H#000002", "HEAD", "DOC#b", "H#000001")] + [Put(item("ENQ#10", "H#000001"))])
    assert [each["sk"] for each in table.partition("ENQ#1")] == ["DOC#b", "H#000001", "H#000002", "HEAD"]
    assert [each["sk"] for each in table.partition("ENQ#1", "H#")] == ["H#000001", "H#000002"]


def test_a_partition_of_more_than_a_megabyte_is_read_whole(table: Table) -> None:
    for number in range(8):
        table.put(Put(item(sk=f"DOC#{number}", note="x" * 200_000)))
    assert len(table.partition("ENQ#1")) == 8


def test_an_index_is_read_by_pages_in_either_direction(table: Table) -> None:
    table.commit([Put(listed(number)) for number in (3, 1, 5, 2, 4)] + [Put(listed(9, of="L#b")), Put(item("ENQ#8"))])

    def pages(**how: Any) -> list[list[int]]:
        read: list[list[int]] = []
        after = None
        while True:
            page = table.index("lists", "L#a", limit=2, after=after, **how)
            read.append([int(str(each["pk"]).removeprefix("ENQ#")) for each in page.items])
            if page.next is None:
                return [each for each in read if each]
            last = page.items[-1]
            assert page.next == last["g1sk"]
            after = {name: str(last[name]) for name in ("g1pk", "g1sk", "pk", "sk")}

    assert pages() == [[1, 2], [3, 4], [5]]
    assert pages(newest_first=True) == [[5, 4], [3, 2], [1]]
    assert pages(below="2022-08-03") == [[1, 2]]


def test_an_index_has_the_keys_and_the_row_of_an_item_as_it_is_now_and_nothing_else(table: Table) -> None:
    table.put(Put(listed(1, row="before")))
    table.put(Put(listed(1, of="L#b", v=2, row="after", note="not for a list"), expect=1))
    assert table.index("lists", "L#a", limit=5).items == []
    assert table.index("lists", "L#b", limit=5).items == [
        {"pk": "ENQ#1", "sk": "HEAD", "g1pk": "L#b", "g1sk": "2022-08-01", "row": "after"}
    ]
    table.put(Put(item(v=3), expect=2))
    assert table.index("lists", "L#b", limit=5).items == []
