"""What an import would do, as staff are shown it before they let it in."""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.enquiries.statuses import Status
from functions.domain.errors import problem
from functions.domain.register.cards import Card, CentreSyllabus, Entry, Origin
from functions.domain.register.changes import Changed, Place
from functions.domain.register.csv_rows import RowFault
from functions.domain.views.import_pages import count_removed, faults_shown, preview
from tests.builders import CAMBRIDGE, body, card, enquiry, issued, result

CENTRES = {"northfield": "ZZ101"}


def entry(**changes: Any) -> Entry:
    """Return what the register says of the candidate of `card()`, as it is."""
    fields: dict[str, Any] = {"name": "Amina Osei", "grade": "B", "results": (result("22"), result("42"))}
    return Entry(**{**fields, **changes})


def changed(before: Card | None = None, **changes: Any) -> Changed:
    at = CentreSyllabus(body=CAMBRIDGE, series="2022-06", organisation="northfield", syllabus="0580")
    return Changed(Place(at, "0713"), before, entry(**changes))


def seen(*those: Changed, touched: Any = (), **more: Any) -> dict[str, Any]:
    return preview(those, (), touched, body(), **{"rows": 7, "centres": CENTRES, **more})


def test_what_is_new_is_shown_whole() -> None:
    page = seen(changed(results=(result("22"), result("42", None), result("62", 30, Origin.MODERATION)), grade=None))
    assert page["added"] == [
        {
            "centre": "ZZ101",
            "candidate": "0713",
            "name": "Amina Osei",
            "syllabus": "0580",
            "what": "no grade, 22: 50, 42: no mark, 62: 30 (moderation)",
        }
    ]
    assert (page["rows"], page["changed"], page["removed"]) == (7, [], [])
    assert page["counts"] == {"added": 1, "changed": 0, "removed": 0, "renamed": 0, "enquiries": 0}


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"name": "Amina Osei-Bell"}, "name Amina Osei → Amina Osei-Bell"),
        ({"grade": "A"}, "grade B → A"),
        ({"grade": None}, "grade B → none"),
        ({"results": (result("22", 61), result("42"))}, "component 22: 50 → 61"),
        ({"results": (result("22"), result("42"), result("62"))}, "component 62: nothing → 50"),
        ({"results": (result("22"),)}, "component 42: 50 → nothing"),
        ({"results": (result("22", 50, Origin.CALCULATED), result("42"))}, "component 22: 50 → 50 (calculated)"),
        ({"route": "portfolio"}, "route standard → portfolio"),
        ({"exempt": ("62",)}, "exempted from nothing → 62"),
        ({"identifiers": {"uci": "1"}}, "uci none → 1"),
        ({"grade": "A", "name": "Ama"}, "name Amina Osei → Ama; grade B → A"),
    ],
)
def test_what_differs_is_said_before_and_after_and_nothing_else(changes: dict[str, Any], what: str) -> None:
    assert [each["what"] for each in seen(changed(card(), **changes))["changed"]] == [what]


def test_what_would_be_taken_away_is_listed_and_counted() -> None:
    gone = changed(card(exempt=("62",)), results=(result("22"),))
    page = seen(gone, changed(card(), name="Ama"))
    assert page["removed"][0]["what"] == "Component 42: 50"
    assert page["counts"]["removed"] == count_removed([gone]) == len(page["removed"]) > 0
    assert (page["counts"]["changed"], page["counts"]["renamed"]) == (2, 1)


def test_an_enquiry_that_the_import_contradicts_comes_before_one_that_it_leaves_as_it_is() -> None:
    fine, contradicted = enquiry(id="e1"), enquiry(Status.COMPLETED, id="e2", issued=issued("OutLetter"))
    page = seen(changed(card(), grade="A"), touched=[(fine, ()), (contradicted, ["Its letter says B."])], unread=3)
    assert [(each["id"], each["contradicted"], each["outcome_issued"], each["means"]) for each in page["enquiries"]] == [
        ("e2", True, True, ["Its letter says B."]),
        ("e1", False, False, ["It keeps everything that it began from and ended with; the import contradicts nothing of it."]),
    ]
    assert page["counts"]["enquiries"] == 5


def test_a_list_has_at_most_a_hundred_lines_and_the_counts_are_whole() -> None:
    page = seen(*(changed(card(), grade="A") for _ in range(101)))
    assert (len(page["changed"]), page["counts"]["changed"]) == (100, 101)


def test_the_first_two_hundred_faults_are_shown_by_row_line_and_column_and_the_others_counted() -> None:
    many = [RowFault(number, number + 1, "mark", problem("candidates_missing")) for number in range(2, 205)]
    shown = faults_shown(many)
    assert shown["errors"][0] == {
        "row": 2, "line": 3, "column": "mark", "code": "candidates_missing", "message": "Choose at least one candidate.",
    }  # fmt: skip
    assert (len(shown["errors"]), shown["more_errors"]) == (200, 3)
    assert faults_shown(many[:1])["more_errors"] == 0
