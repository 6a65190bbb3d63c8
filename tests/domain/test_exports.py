"""The log and the results of a list of requests as CSV, in which no cell is taken for a formula (BY-06, BY-07)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from functions.domain.centre_desk.exports import ExportLog, columns_named, csv_of, safe_cell
from functions.domain.centre_desk.list_results import HEADINGS, result_file, result_rows
from functions.domain.enquiries.request_lists import ListedRequest
from functions.domain.enquiries.submission import DraftContent
from functions.domain.errors import Refused, problem
from functions.domain.jobs import Job, LeftOut, Step
from functions.domain.people.history import Actor
from tests.builders import catalogue, content, london

FIRST, SECOND, THIRD = (f"{number}0000000-0000-4000-8000-000000000000" for number in (1, 2, 3))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠"])
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe_in_front(sign: str) -> None:
    assert safe_cell(f"{sign}SUM(A1)") == f"'{sign}SUM(A1)"
    assert safe_cell(f" \u00a0\ufeff{sign}1") == f"' \u00a0\ufeff{sign}1"
    assert safe_cell(f"A{sign}1") == f"A{sign}1"


def test_a_cell_that_begins_like_none_stays_as_it_is() -> None:
    assert [safe_cell(each) for each in ("", " Amina Osei", "0713", "'quoted")] == ["", " Amina Osei", "0713", "'quoted"]


def test_columns_are_those_that_were_asked_for_in_that_order_and_once_each() -> None:
    assert [(each.key, each.title) for each in columns_named(["status", "reference", "status"])] == [
        ("status", "Status"),
        ("reference", "Reference"),
    ]


def test_each_column_that_there_is_not_is_named() -> None:
    with pytest.raises(Refused) as refused:
        columns_named(["status", "salary", "address"])
    assert [(each.code, each.field, each.message) for each in refused.value.problems] == [
        ("column_unknown", "columns", "The log has no column “salary”. Choose columns from the list."),
        ("column_unknown", "columns", "The log has no column “address”. Choose columns from the list."),
    ]


def test_the_log_is_csv_with_headings_after_the_mark_of_utf_8() -> None:
    columns = columns_named(["reference", "candidate", "note"])
    lines = [{"reference": "RD-1", "candidate": "Osei, Amina", "note": "=1+1"}, {"reference": "RD-2", "status": "Received"}]
    assert csv_of(columns, lines) == '\ufeffReference,Candidate,Note\r\nRD-1,"Osei, Amina",\'=1+1\r\nRD-2,,\r\n'


def test_an_export_has_one_to_forty_columns_and_at_most_five_thousand_lines() -> None:
    assert len(ExportLog(format="csv", columns=("a",) * 40, ids=("0" * 32,) * 5000).ids) == 5000
    wrong: list[dict[str, Any]] = [
        {"columns": ()}, {"columns": ("a",) * 41}, {"columns": ("A",)}, {"columns": ("a" * 31,)}, {"ids": ("0" * 32,) * 5001}, {"ids": ("0" * 31,)},
        {"format": "pdf"},
    ]  # fmt: skip
    for changed in wrong:
        with pytest.raises(ValueError, match=next(iter(changed))):
            ExportLog(**{"format": "csv", "columns": ("a",), **changed})


# --- what became of a list of requests


def listed(id: str, *rows: int, about: str = "0713 Amina Osei", of: DraftContent | None = None) -> ListedRequest:
    return ListedRequest(id=id, rows=rows, content=of or content(), about=about)


def rows(done: int, *left_out: LeftOut) -> list[dict[str, Any]]:
    portions = [[listed(FIRST, 4, 2), listed(SECOND, 3, about="0714 Bao Nguyen")], [listed(THIRD, 5, of=content(components=("22",)))]]
    return result_rows(portions, done, left_out, catalogue())


def test_each_row_of_a_list_says_what_became_of_it_in_the_order_of_the_list() -> None:
    refused = LeftOut(id=SECOND, name="", problems=(problem("candidates_missing"), problem("bearer_missing")))
    found = rows(1, refused)
    assert [(each["row"], each["state"], each["state_text"], each["submission"]) for each in found] == [
        (2, "submitted", "Submitted", FIRST),
        (3, "refused", "Not submitted", None),
        (4, "submitted", "Submitted", FIRST),
        (5, "waiting", "Not submitted yet", None),
    ]
    assert [each["errors"] for each in found] == [[], ["Choose at least one candidate.", "Choose who bears the cost."], [], []]
    assert [bool(each["reference"]) for each in found] == [True, False, True, False]
    assert found[0]["reference"].startswith("RD-")


def test_a_row_names_what_it_asks_for_as_the_awarding_body_does() -> None:
    shown = {name: rows(0)[3][name] for name in ("body", "series", "service", "syllabus", "components", "about")}
    assert shown == {
        "body": "Cambridge International", "series": "June 2022", "service": "Service 2: Review of marking", "syllabus": "0580 Mathematics",
        "components": ["22"], "about": "0713 Amina Osei",
    }  # fmt: skip
    gone = content(series="2019-06", service="77", syllabus="9999")
    (unknown,) = result_rows([[listed(FIRST, 2, of=gone)]], 0, [], catalogue())
    assert (unknown["series"], unknown["service"], unknown["syllabus"]) == ("2019-06", "77", "9999")
    (route_gone,) = result_rows([[listed(FIRST, 2, of=content(route="closed"))]], 0, [], catalogue())
    assert route_gone["service"] == "2"


def test_a_request_to_a_body_with_a_portal_is_prepared_and_not_submitted() -> None:
    asked = content(body="aqa", series="2026-06", syllabus="7136", components=("7136/1",))
    (found,) = result_rows([[listed(FIRST, 2, of=asked)]], 1, [], catalogue())
    assert (found["state"], found["state_text"], found["submission"]) == ("prepared", "Prepared for the portal", FIRST)
    (waiting,) = result_rows([[listed(FIRST, 2, of=asked)]], 0, [], catalogue())
    assert (waiting["state"], waiting["reference"], waiting["submission"]) == ("waiting", "", None)


def test_the_results_of_a_list_are_a_csv_file_of_its_day() -> None:
    assert HEADINGS == (
        "Row", "Awarding body", "Series", "Service", "Subject", "Components", "Candidate", "What became of it", "Reference", "Why",
    )  # fmt: skip
    moment = london("2022-08-22 09:00")
    job = Job(
        id="j1", kind="submissions", body="", organisation="northfield", about="2", by=Actor(id="p1", organisation="northfield"), by_name="Olu Ferris",
        started_at=moment, seen_at=moment + timedelta(days=1), steps=(Step(name="each", portions=1),),
    )  # fmt: skip
    line = {
        "row": 2, "body": "Cambridge International", "series": "June 2022", "service": "Service 2", "syllabus": "0580 Mathematics",
        "components": ["22", "42"], "about": "=Amina", "state_text": "Not submitted", "reference": "", "errors": ["First.", "Second."],
    }  # fmt: skip
    assert result_file(job, [line]) == {
        "name": "requests-2022-08-22.csv", "type": "text/csv",
        "text": "\ufeffRow,Awarding body,Series,Service,Subject,Components,Candidate,What became of it,Reference,Why\r\n"
        "2,Cambridge International,June 2022,Service 2,0580 Mathematics,22 42,'=Amina,Not submitted,,First. Second.\r\n",
    }  # fmt: skip
