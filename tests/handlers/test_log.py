"""The log: every request to every body in one list, with what the centre records of it for itself, exported and viewed."""

from __future__ import annotations

import base64
import csv
import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from functions import wiring
from functions.adapters import keys
from functions.adapters.items import json_of
from functions.adapters.table import Put
from tests.builders import CAMBRIDGE
from tests.handlers.desk import ASSOCIATE, HARBOUR, HEAD, LAKESIDE, Desk, Reply
from tests.handlers.portals import AQA, made, outcome, prepared, with_aqa
from tests.words import says


def rows(desk: Desk, **query: str) -> dict[str, Any]:
    """The lines of the log by the enquiry's id."""
    found = {each["id"]: each for each in desk.centre("GET", "/api/log", **query).ok()["rows"]}
    assert found
    return found


def step(desk: Desk, step: str, *ids: str, **sent: Any) -> Reply:
    return desk.centre("POST", "/api/log/records", {"ids": list(ids), "step": step, **sent})


def cells(reply: Reply) -> dict[str, str]:
    (row,) = reply.ok()["rows"]
    found: dict[str, str] = row["cells"]
    return found


@pytest.mark.proves("TX-03")
def test_every_request_to_every_body_is_a_line_with_its_days_its_outcome_and_its_appeal_window(desk: Desk) -> None:
    with_aqa(desk).at("2022-08-22 09:00")
    first = desk.acknowledged(note="Paper 4 looks low")
    desk.mark(first, grade="A", c42=61).ok()
    desk.at("2022-09-05 10:00").decide(first)
    desk.follow()
    desk.at("2026-08-25 10:00")
    terms = {"version": 0, "body": AQA, "series": "2026-06", "rows": [{"route": "standard", "service": "2", "closes_on": "2026-09-10"}]}
    desk.centre("PUT", "/api/terms", terms).ok()
    second = prepared(desk)
    log = rows(desk)
    assert list(log) == [second, first]
    assert log[second]["cells"] == {
        "reference": desk.enquiry(second)["reference"], "candidate_number": "0713", "candidate": "Amina Osei", "body": "AQA", "series": "June 2026",
        "qualification": "GCE A level", "subject": "7136 Economics", "units": "7136/1", "service": "2 Review of marking", "consent": "Given", "status": "Prepared",
        "body_closes": "2026-09-24", "own_closes": "2026-09-10", "submitted": "2026-08-25", "marks_before": "7136/1: 50", "grade_before": "B",
        "bearer": "Family", "fee": "GBP 51.95", "payment": "Not asked for",
    }  # fmt: skip
    assert log[second]["needs"] == ["to_make"]
    done = log[first]["cells"]
    assert {key: done[key] for key in ("marks_before", "marks_after", "grade_before", "grade_after", "outcome", "status", "note")} == {
        "marks_before": "22: 50, 42: 50", "marks_after": "22: 50, 42: 61", "grade_before": "B", "grade_after": "A",
        "outcome": "Component 42: 50 → 61. Syllabus grade: B → A.", "status": "Completed", "note": "Paper 4 looks low",
    }  # fmt: skip
    assert (done["reference"], done["units"], done["body"]) == ("2206-000001", "22, 42", "Cambridge International")
    assert log[first]["needs"] == ["to_tell"]


@pytest.mark.proves("TX-03")
def test_the_spreadsheet_has_the_requests_made_in_other_portals_beside_those_made_here_as_they_are_now(desk: Desk) -> None:
    with_aqa(desk).at("2022-08-22 09:00")
    first = desk.received()
    second = prepared(desk.at("2026-08-25 10:00"))

    def exported() -> list[list[Any]]:
        sent = {"format": "xlsx", "columns": ["candidate", "body", "made", "status", "grade_after"], "ids": [second, first]}
        content = desk.centre("POST", "/api/log/export", sent).ok()["base64"]
        return [[each.value for each in row] for row in openpyxl.load_workbook(io.BytesIO(base64.b64decode(content)))["Log"].iter_rows()][
            1:
        ]

    here = ["Amina Osei", "Cambridge International", None, "Received", None]
    assert exported() == [["Amina Osei", "AQA", None, "Prepared", None], here]
    made(desk, second)
    assert exported() == [["Amina Osei", "AQA", datetime(2026, 8, 25), "In progress", None], here]
    outcome(desk.at("2026-09-10 10:00"), second, "2026-09-09", grade="A").ok()
    assert exported() == [["Amina Osei", "AQA", datetime(2026, 8, 25), "Completed", "A"], here]
    assert rows(desk)[second]["cells"]["status"] == "Completed"


@pytest.mark.proves("TX-03")
def test_the_log_says_nothing_of_an_outcome_before_its_letter_nor_before_its_associate_releases_it(desk: Desk) -> None:
    id = desk.acknowledged()
    desk.mark(id, grade="A", c42=61).ok()
    row = rows(desk)[id]
    assert not {"outcome", "marks_after", "grade_after", "appeal_until"} & set(row["cells"])
    assert row["changed"] is None
    assert not says(row, "61")
    assert step(desk, "told", id).ok()["left_out"][0]["errors"][0]["code"] == "told_too_early"


def test_an_enquiry_that_was_stored_before_the_log_was_is_shown_whole(desk: Desk) -> None:
    id = desk.acknowledged()
    desk.mark(id, grade="A", c42=61).ok()
    desk.decide(id)
    shown = rows(desk)[id]
    item = wiring.table().get(keys.enquiry(id))
    assert item
    import json

    row = json.loads(str(item["row"]))
    rest = json.loads(json_of(item))
    for name in ("lines", "recorded", "grade_after", "issued", "released", "answer", "decision"):
        row.pop(name, None)
    moved = {name: row.pop(name) for name in ("cost", "charges", "grade_before", "completed_at", "unit_grade_changed") if name in row}
    old = {name: value for name, value in rest.items() if name not in row} | moved
    wiring.table().put(Put(item | {"row": json.dumps(row), "json": json.dumps(old)}, expect=None))
    assert rows(desk)[id] == shown


@pytest.mark.proves("TX-03")
def test_no_draft_and_nothing_of_another_centre_is_in_the_log_or_its_export(desk: Desk) -> None:
    own = desk.received()
    desk.draft(candidates=("0714",))
    theirs = desk.submitted(by=HARBOUR, contact_email="exams@harbour.example", contact_email_confirmed=True)["enquiries"][0]["id"]
    assert list(rows(desk)) == [own]
    sent = {"format": "csv", "columns": ["reference", "candidate"], "ids": [own, theirs, "0" * 32]}
    exported = desk.centre("POST", "/api/log/export", sent).ok()
    assert exported["text"] == "\ufeffReference,Candidate\r\n2206-000001,Amina Osei\r\n"
    assert "Bao" not in exported["text"]


@pytest.mark.proves("TX-02")
def test_what_a_family_was_asked_for_and_paid_is_given_back_when_the_grade_changes_and_the_centres_charge_stays(desk: Desk) -> None:
    with_aqa(desk)
    terms = {"version": 0, "body": AQA, "series": "2026-06", "rows": [{"route": "standard", "service": "2", "charge": "10"}]}
    desk.centre("PUT", "/api/terms", terms).ok()
    id = prepared(desk)
    asked = cells(step(desk, "asked", id))
    assert (asked["fee"], asked["charge"], asked["payment"]) == ("GBP 51.95", "GBP 10.00", "Asked for")
    desk.centre("PUT", "/api/terms", terms | {"version": 1, "rows": [{"route": "standard", "service": "2", "charge": "25"}]}).ok()
    paid = cells(step(desk, "paid", id, day="2026-08-24"))
    assert (paid["charge"], paid["paid"], paid["payment"]) == ("GBP 10.00", "GBP 61.95", "Paid"), "a later charge is for later requests"
    assert paid["stays"] == "GBP 10.00"
    assert step(desk, "returned", id).ok()["left_out"][0]["errors"][0]["code"] == "nothing_to_return"
    made(desk, id)
    desk.at("2026-09-16 09:00")
    outcome(desk, id, "2026-09-15", grade="A", mark=61).ok()
    due = rows(desk)[id]["cells"]
    assert (due["payment"], due["to_return"], due["paid"]) == ("To give back", "GBP 51.95", "GBP 61.95")
    back = cells(step(desk, "returned", id))
    assert (back["payment"], back["returned"], back["stays"]) == ("Given back", "GBP 51.95", "GBP 10.00")
    assert "to_return" not in back
    again = cells(step(desk, "returned", id))
    assert again == back, "recording it twice is recording it once"
    page = desk.enquiry(id)
    assert sorted(each["what"] for each in page["history"] if each["code"] == "money_recorded") == [
        "Payment recorded: asked for", "Payment recorded: given back", "Payment recorded: given back", "Payment recorded: paid",
    ]  # fmt: skip
    assert not [each for each in page["history"] if each["message"]]


def test_a_centre_that_gives_its_own_charge_back_too_gives_back_everything_and_a_grade_that_stays_gives_back_nothing(desk: Desk) -> None:
    with_aqa(desk)
    rows_ = [{"route": "standard", "service": "2", "charge": "10"}]
    desk.centre("PUT", "/api/terms", {"version": 0, "body": AQA, "series": "2026-06", "rows": rows_, "returned": True}).ok()
    changed, stays = prepared(desk), prepared(desk, candidates=["0714"])
    step(desk, "paid", changed, stays).ok()
    for id, grade in ((changed, "A"), (stays, "B")):
        made(desk, id)
        outcome(desk, id, "2026-08-25", grade=grade).ok()
    log = rows(desk)
    assert log[changed]["cells"]["to_return"] == "GBP 61.95"
    assert "to_return" not in log[stays]["cells"]
    assert (log[stays]["payment"], log[stays]["cells"]["stays"]) == ("paid", "GBP 10.00")


def test_papers_that_count_together_are_given_back_together(desk: Desk) -> None:
    with_aqa(desk)
    first = prepared(desk)
    second = prepared(desk, service="1", components=["7136/2"])
    step(desk, "paid", first, second).ok()
    for id in (first, second):
        made(desk, id)
    desk.at("2026-09-10 09:00")
    outcome(desk, first, "2026-09-09", grade="B").ok()
    assert rows(desk)[first]["payment"] == "paid"
    outcome(desk, second, "2026-09-10", grade="A").ok()
    log = rows(desk)
    assert [log[each]["payment"] for each in (first, second)] == ["to_return", "to_return"]


def test_the_centre_or_a_fund_may_bear_the_cost_and_a_fee_that_is_not_known_here_is_entered(desk: Desk) -> None:
    id = desk.received()
    fund = cells(step(desk, "bearer", id, bearer="fund", fund="Bursary fund", fee="40", charge="2.5"))
    assert (fund["bearer"], fund["fee"], fund["charge"]) == ("Bursary fund", "GBP 40.00", "GBP 2.50")
    assert step(desk, "bearer", id, bearer="fund").ok()["left_out"][0]["errors"][0]["code"] == "fund_missing"
    assert step(desk, "bearer", id).ok()["left_out"][0]["errors"][0]["code"] == "bearer_missing"
    ours = cells(step(desk, "bearer", id, bearer="centre"))
    assert (ours["bearer"], ours["payment"]) == ("Our centre", "We pay")
    for what in ("asked", "paid", "waived"):
        assert step(desk, what, id).ok()["left_out"][0]["errors"][0]["code"] == "nobody_asked", what
    step(desk, "bearer", id, bearer="family").ok()
    assert cells(step(desk, "waived", id))["payment"] == "Waived by us"
    assert cells(step(desk, "paid", id))["payment"] == "Paid"
    assert step(desk, "waived", id).ok()["left_out"][0]["errors"][0]["code"] == "paid_already"
    assert cells(step(desk, "not_paid", id))["payment"] == "Not asked for"


@pytest.mark.proves("TX-03")
def test_many_are_recorded_at_once_and_one_that_is_refused_does_not_stop_the_others(desk: Desk) -> None:
    done = desk.acknowledged()
    desk.completed(done)
    waiting = desk.received(candidates=("0714",))
    reply = step(desk, "told", done, waiting, day="2022-08-22")
    assert [each["cells"].get("told") for each in reply.ok()["rows"]] == ["2022-08-22", None]
    (left,) = reply.ok()["left_out"]
    assert (left["id"], left["errors"][0]["code"]) == (waiting, "told_too_early")
    assert rows(desk)[done]["told"] is True
    assert rows(desk)[done]["needs"] == []
    assert cells(step(desk, "not_told", done)).get("told") is None
    assert step(desk, "told", done, day="2022-08-23").ok()["left_out"][0]["errors"][0]["code"] == "record_day_to_come"
    assert step(desk, "told", done, day="2022-02-30").ok()["left_out"][0]["errors"][0]["code"] == "record_day_none"


@pytest.mark.proves("TX-03")
def test_consent_that_is_still_to_come_is_chased_for_many_at_once_with_who_and_when_and_exported(desk: Desk) -> None:
    first, second = desk.received(), desk.received(candidates=("0714",))
    reply = step(desk, "chased", first, second, day="2022-08-21")
    assert reply.ok()["left_out"] == []
    assert [(each["cells"]["chased"], each["cells"]["chased_by"]) for each in reply.ok()["rows"]] == [("2022-08-21", "Name of officer")] * 2
    assert cells(step(desk, "chased", first))["chased"] == "2022-08-22", "chased again, it is the last day that counts"
    sent = {"format": "csv", "columns": ["reference", "chased", "chased_by"], "ids": [first]}
    exported = desk.centre("POST", "/api/log/export", sent).ok()["text"]
    assert exported == "\ufeffReference,Consent chased,Consent chased by\r\n2206-000001,2022-08-22,Name of officer\r\n"
    entries = [each for each in desk.enquiry(first)["history"] if each["code"] == "consent_chased"]
    assert [each["what"] for each in entries] == ["Consent chased", "Consent chased"]
    assert "chased" not in str(desk.case(first)), "it is the centre's own"
    assert not {"chased", "chased_by"} & set(cells(step(desk, "not_chased", first)))


@pytest.mark.proves("TX-03")
def test_nobody_is_chased_for_consent_that_is_given_not_needed_or_no_longer_wanted(desk: Desk) -> None:
    cancelled = desk.received()
    desk.centre(
        "POST", f"/api/enquiries/{cancelled}/cancel", {"version": desk.enquiry(cancelled)["version"], "reason": "No longer wanted"}
    ).ok()
    with_aqa(desk)
    given = prepared(desk)
    reply = step(desk, "chased", given, cancelled)
    assert [each["errors"][0]["code"] for each in reply.ok()["left_out"]] == ["nothing_to_chase", "nothing_to_chase"]


def test_nobody_but_the_centre_sees_or_records_what_it_keeps_for_itself(desk: Desk) -> None:
    id = desk.acknowledged()
    step(desk, "asked", id).ok()
    assert "Payment" not in str(desk.case(id))
    before = desk.items()
    for who in (HARBOUR, LAKESIDE, ASSOCIATE):
        assert desk.centre("POST", "/api/log/records", {"ids": [id], "step": "paid"}, by=who).status == 404
    mixed = desk.centre("POST", "/api/log/records", {"ids": [id, "0" * 32], "step": "paid"})
    assert mixed.status == 404
    assert desk.items() == before
    assert "money_recorded" in [each["code"] for each in desk.enquiry(id)["history"]]
    assert desk.enquiry(id)["version"] == desk.case(id)["version"]


@pytest.mark.proves("TX-03")
def test_the_spreadsheet_has_days_as_dates_and_sums_as_numbers_and_no_cell_is_a_formula(desk: Desk) -> None:
    id = desk.received(note='=HYPERLINK("https://evil.example","x")')
    columns = ["reference", "candidate", "submitted", "fee", "note"]
    exported = desk.centre("POST", "/api/log/export", {"format": "xlsx", "columns": columns, "ids": [id]}).ok()
    assert (exported["name"], exported["lines"]) == ("log-2022-08-22.xlsx", 1)
    sheet = openpyxl.load_workbook(io.BytesIO(base64.b64decode(exported["base64"]))).active
    head, line = [list(row) for row in sheet.iter_rows()]
    assert [each.value for each in head] == ["Reference", "Candidate", "Submitted", "Awarding body’s fee", "Note"]
    assert [each.value for each in line] == [
        "2206-000001", "Amina Osei", datetime(2022, 8, 22), 104, '=HYPERLINK("https://evil.example","x")',
    ]  # fmt: skip
    assert [each.data_type for each in line] == ["s", "s", "d", "n", "s"]
    assert line[3].number_format == '"GBP" #,##0.00'
    (_, (*_, note)) = csv.reader(
        io.StringIO(desk.centre("POST", "/api/log/export", {"format": "csv", "columns": columns, "ids": [id]}).ok()["text"])
    )
    assert note == '\'=HYPERLINK("https://evil.example","x")'


@pytest.mark.proves("TX-11")
def test_the_spreadsheet_says_that_results_are_provisional_on_a_sheet_and_at_the_foot_of_what_is_printed(desk: Desk) -> None:
    exported = desk.centre(
        "POST", "/api/log/export", {"format": "xlsx", "columns": ["reference", "outcome"], "ids": [desk.received()]}
    ).ok()
    book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(exported["base64"])))
    assert book.sheetnames == ["Log", "About this log"]
    assert book["About this log"]["A1"].value == "Results are provisional until certificates confirm them."
    assert book["Log"].oddFooter.left.text == "Results are provisional until certificates confirm them."


def test_only_columns_that_there_are_are_exported_or_kept_in_a_view(desk: Desk) -> None:
    assert desk.centre("POST", "/api/log/export", {"format": "csv", "columns": ["secret"]}).codes == ["column_unknown"]
    view = {"name": "Mine", "columns": ["secret"]}
    assert desk.centre("PUT", "/api/log/views", {"version": 0, "views": [view]}).codes == ["column_unknown"]


@pytest.mark.proves("TX-03")
def test_each_person_saves_views_of_their_own_for_each_centre(desk: Desk) -> None:
    desk.received()
    view = {
        "name": "To tell",
        "columns": ["candidate", "outcome"],
        "filters": {"needs": "to_tell"},
        "sort": "candidate",
        "descending": True,
    }
    saved = desk.centre("PUT", "/api/log/views", {"version": 0, "views": [view]}).ok()["saved"]
    assert saved == {"version": 1, "views": [view]}
    assert desk.centre("GET", "/api/log").ok()["saved"] == saved
    assert desk.centre("GET", "/api/log", by=HEAD).ok()["saved"] == {"version": 0, "views": []}
    assert desk.centre("PUT", "/api/log/views", {"version": 0, "views": []}).codes == ["changed_meanwhile"]
    assert desk.centre("PUT", "/api/log/views", {"version": 1, "views": [view, view | {"name": "TO TELL"}]}).codes == ["view_twice"]


def test_a_page_of_the_log_takes_three_queries_and_the_first_two_reads_more(desk: Desk) -> None:
    id = desk.received()
    step(desk, "asked", id).ok()
    with desk.counting() as called:
        desk.centre("GET", "/api/log", series="2022-06").ok()
    assert called == {"Query": 3, "GetItem": 3}  # who is asking, their views, what the centre charges


def test_an_associate_centres_log_follows_what_its_associate_releases(desk: Desk) -> None:
    made_ = desk.submitted(by=LAKESIDE, contact_email="x@y.example", contact_email_confirmed=True)
    found = desk.centre("GET", "/api/log", by=LAKESIDE).ok()["rows"]
    assert [(each["id"], each["cells"]["status"]) for each in found] == [(made_["enquiries"][0]["id"], "With Associate")]
    assert found[0]["cells"]["body"] == "Cambridge International"
    assert found[0]["body"] == CAMBRIDGE
