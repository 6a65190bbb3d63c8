"""The views that a person saves of a centre's log (BY-07)."""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.centre_desk.views import LogView, LogViews, SaveViews, saved_views, views_page
from functions.domain.errors import Refused


def view(name: str = "To tell", *columns: str, **changes: Any) -> LogView:
    return LogView(name=name, columns=columns or ("reference", "candidate"), **changes)


def test_views_that_are_saved_are_the_next_version_in_their_order() -> None:
    first, second = view("Late", filters={"status": "late"}, sort="promised", descending=True), view("To tell")
    saved = saved_views(SaveViews(version=4, views=(second, first)))
    assert saved == LogViews(views=(second, first), version=5)
    assert views_page(saved) == {
        "version": 5,
        "views": [
            {"name": "To tell", "columns": ["reference", "candidate"], "filters": {}, "sort": "", "descending": False},
            {"name": "Late", "columns": ["reference", "candidate"], "filters": {"status": "late"}, "sort": "promised", "descending": True},
        ],
    }


def test_two_views_of_one_name_and_columns_that_there_are_not_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        saved_views(SaveViews(version=0, views=(view("Late"), view("LATE"), view("Paid", "paid", "salary"))))
    assert [(each.code, each.field) for each in refused.value.problems] == [("view_twice", "name"), ("column_unknown", "columns")]
    assert refused.value.problems[1].message == "The log has no column “salary”. Choose columns from the list."
    assert saved_views(SaveViews(version=0)) == LogViews(version=1)


def test_a_person_saves_at_most_twenty_views_of_forty_columns_and_twenty_filters() -> None:
    twenty = tuple(view(f"View {number}") for number in range(20))
    assert len(SaveViews(version=0, views=twenty).views) == 20
    filters = {f"key_{letter}": "a" * 80 for letter in "abcdefghijklmnopqrst"}
    assert view("a" * 40, *("note",) * 40, filters=filters, sort="a" * 30)
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("name", {"name": ""}), ("name", {"name": "a" * 41}), ("columns", {"columns": ()}), ("columns", {"columns": ("note",) * 41}),
        ("columns", {"columns": ("NOTE",)}), ("filters", {"filters": {**filters, "one_more": ""}}), ("filters", {"filters": {"status": "a" * 81}}),
        ("sort", {"sort": "a" * 31}),
    ]  # fmt: skip
    for field, changes in wrong:
        with pytest.raises(ValueError, match=field):
            LogView(**{"name": "Late", "columns": ("note",), **changes})
    with pytest.raises(ValueError, match="views"):
        SaveViews(version=0, views=(*twenty, view("One more")))
    with pytest.raises(ValueError, match="version"):
        SaveViews(version=-1)
