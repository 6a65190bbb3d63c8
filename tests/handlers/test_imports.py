"""The results register and the exemptions: everything or nothing, every fault by row and column, claims left alone."""

from __future__ import annotations

from typing import Any

import pytest

from functions import wiring
from functions.adapters.keys import Key
from tests.builders import Origin, result
from tests.handlers.desk import Desk, Reply

HEADER = "centre,candidate,name,syllabus,component,mark,origin,grade"
EXEMPT = "centre,candidate,syllabus,component"


def register(desk: Desk, *rows: str, header: str = HEADER, series: str = "2022-06", **sent: Any) -> Reply:
    return desk.staff("POST", "/register", {"series": series, "csv": "\n".join([header, *rows]), **sent})


def exempt(desk: Desk, *rows: str, **sent: Any) -> Reply:
    return desk.staff("POST", "/exemptions", {"series": "2022-06", "csv": "\n".join([EXEMPT, *rows]), **sent})


def preview(desk: Desk, *rows: str, kind: str = "register") -> Any:
    header = HEADER if kind == "register" else EXEMPT
    return desk.staff("POST", f"/{kind}/preview", {"series": "2022-06", "csv": "\n".join([header, *rows])}).ok()["preview"]


def faults(reply: Reply) -> list[tuple[int, str, str]]:
    body = reply.ok()
    assert body["imported"] == 0
    for each in body["errors"]:
        assert each["message"]
    return [(each["row"], each["column"], each["code"]) for each in body["errors"]]


def test_the_register_is_imported_and_its_candidates_can_be_asked_about(desk: Desk) -> None:
    rows = ("ZZ101,0801,Zoë O’Brien,0580,22,44,exam,B", "ZZ101,0801,Zoë O’Brien,0580,42,90,exam,B", "ZZ202,801,Kofi Mensah,0580,22,,none,X")
    answer = register(desk, *rows).ok()
    assert (answer["imported"], answer["errors"], answer["more_errors"]) == (3, [], 0)
    assert answer["job"]["facts"] == {"rows": 3, "added": 2, "changed": 0, "removed": 0}
    enquiry = desk.received(candidates=("801",))
    assert [line["mark_before"] for line in desk.enquiry(enquiry)["components"]] == [44, 90]
    assert desk.enquiry(enquiry)["grade_before"] == "B"
    assert desk.enquiry(enquiry)["subject"]["label"] == "0801 Zoë O’Brien"


def test_one_wrong_row_keeps_all_others_out_and_every_fault_is_named_by_row_and_column(desk: Desk) -> None:
    before = desk.items()
    reply = register(
        desk,
        "ZZ101,0801,Whole Row,0580,22,44,exam,B",
        "ZZ999,0802,Wrong Centre,0580,22,44,exam,B",
        "ZZ101,12345,Wrong Number,0580,22,44,exam,B",
        "ZZ101,0803,Wrong Syllabus,0001,22,44,exam,B",
        "ZZ101,0804,Wrong Component,0580,99,44,exam,B",
        "ZZ101,0805,Wrong Mark,0580,22,71,exam,B",
        "ZZ101,0806,Wrong Origin,0580,22,44,guessed,B",
        "ZZ101,0807,Wrong Grade,0580,22,44,exam,Z",
        "ZZ101,0808,,0580,22,44,exam,B",
        "ZZ101,0809,No Mark,0580,22,,exam,B",
        "ZZ101,0801,Whole Row,0580,22,45,exam,B",
        "ZZ101,0801,Another Name,0580,42,45,exam,B",
    )
    assert faults(reply) == [
        (3, "centre", "row_value"), (4, "candidate", "row_value"), (5, "syllabus", "row_value"), (6, "component", "row_value"),
        (7, "mark", "row_value"), (8, "origin", "row_value"), (9, "grade", "row_value"), (10, "name", "row_value"), (11, "mark", "row_value"),
        (12, "component", "row_twice"), (13, "name", "row_disagrees"),
    ]  # fmt: skip
    assert desk.items() == before


def test_a_missing_column_and_a_file_that_is_too_long_are_refused_whole(desk: Desk) -> None:
    before = desk.items()
    assert faults(register(desk, header="centre,candidate,name,syllabus,component,mark,origin")) == [(1, "grade", "import_header")]
    rows = [f"ZZ101,{each % 10000:04d},Name,0580,22,44,exam,B" for each in range(10_001)]
    assert faults(register(desk, *rows)) == [(1, "", "import_too_long")]
    assert desk.items() == before


def test_of_many_faults_two_hundred_are_named_and_the_rest_counted(desk: Desk) -> None:
    body = register(desk, *(f"ZZ999,{each:04d},Name,0580,22,44,exam,B" for each in range(250))).ok()
    assert (len(body["errors"]), body["more_errors"]) == (200, 50)


def test_an_unknown_series_is_refused(desk: Desk) -> None:
    reply = register(desk, series="2019-06")
    assert (reply.status, reply.codes) == (422, ["series_unknown"])


@pytest.mark.proves("CI-06", "CI-08")
def test_importing_again_keeps_what_was_asked_for_and_what_was_exempted(desk: Desk) -> None:
    made = desk.submitted()
    exempt(desk, "ZZ101,0714,0580,42").ok()
    rows = (
        "ZZ101,0713,Amina Osei-Bonsu,0580,22,52,exam,A",
        "ZZ101,0713,Amina Osei-Bonsu,0580,42,51,exam,A",
        "ZZ101,0714,Bao,0580,42,50,exam,C",
    )
    register(desk, *rows, accept_removals=True).ok()
    card = desk.card()
    assert (card.name, card.grade, [each.mark for each in card.results]) == ("Amina Osei-Bonsu", "A", [52, 51])
    assert [each.enquiry for each in card.claims] == [made["enquiries"][0]["id"]]
    assert desk.card("0714").exempt == ("42",)
    assert desk.submit(components=("42",)).codes == ["already_enquired"]
    before = desk.items()
    assert register(desk, *rows).ok()["job"] is None
    assert desk.items() == before, "importing the same again changes nothing"


@pytest.mark.proves("CI-05")
def test_exemptions_are_imported_and_keep_the_component_from_being_asked_for(desk: Desk) -> None:
    assert exempt(desk, "ZZ101,713,0580,42", "ZZ202,0713,0580,22").ok()["imported"] == 2
    assert desk.submit().codes == ["component_exempt"]
    listed = desk.centre("GET", "/api/register", series="2022-06", syllabus="0580", service="2", components="22,42", number="").ok()
    assert [each["code"] for each in listed["candidates"][1]["unavailable"]] == ["component_exempt"]
    shown = desk.centre("GET", "/api/candidates", typed="0713", series="2022-06").ok()
    assert [each["exempt"] for each in shown["entries"][2]["components"]] == [False, True]
    assert desk.submit(components=("22",)).status == 200


@pytest.mark.proves("CI-05")
def test_exemptions_with_a_wrong_row_are_not_imported_at_all(desk: Desk) -> None:
    before = desk.items()
    reply = exempt(desk, "ZZ101,0713,0580,42", "ZZ101,9999,0580,42", "ZZ101,0713,0580,99", "ZZ999,0713,0580,42")
    assert faults(reply) == [(3, "candidate", "row_value"), (4, "component", "row_value"), (5, "centre", "row_value")]
    assert faults(exempt(desk, "ZZ101,0713,0580,42", "ZZ101,9999,0580,42")) == [(3, "candidate", "row_value")]
    assert desk.items() == before


@pytest.mark.proves("CI-06")
def test_a_submission_that_comes_between_keeps_its_claim_and_the_import_its_results(desk: Desk) -> None:
    desk.network.first("PutItem", lambda: desk.submitted())
    register(desk, "ZZ101,0713,Amina Osei,0580,22,52,exam,A", "ZZ101,0713,Amina Osei,0580,42,51,exam,A").ok()
    assert len(desk.card().claims) == 1
    assert desk.card().grade == "A"


@pytest.mark.proves("CI-07")
def test_an_import_between_check_and_submit_is_taken_into_account(desk: Desk) -> None:
    def imported() -> Any:
        return register(desk, "ZZ101,0713,Amina Osei,0580,22,50,exam,B", "ZZ101,0713,Amina Osei,0580,42,50,calculated,B").ok()

    id = desk.draft()
    desk.network.first("TransactWriteItems", imported)
    refused = desk.submit(id)
    assert (refused.status, refused.codes) == (422, ["component_calculated"])
    assert desk.card().results == (result("22"), result("42", 50, Origin.CALCULATED))
    assert desk.centre("GET", f"/api/drafts/{id}").status == 200
    assert not [key for key in desk.items() if key.pk.startswith("ENQ#")]
    assert wiring.table().get(Key(f"SUB#{id}", "H#000002")) is None
