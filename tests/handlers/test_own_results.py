"""A centre imports its results of an awarding body with a portal of its own: its own rows only, by the same rules as staff."""

from __future__ import annotations

from typing import Any

import pytest

from functions import wiring
from functions.adapters.organisations import put_organisation_and_numbers
from functions.adapters.register import read_cards_of_centre
from functions.adapters.table import Put
from tests.builders import CAMBRIDGE, organisation
from tests.handlers.desk import HARBOUR, HEAD, OFFICER, Desk, Reply
from tests.handlers.portals import AQA, DECLARED, REVIEW, with_aqa
from tests.handlers.test_imports import HEADER

AMINA = (
    "10101,0713,Amina Osei,7136,7136/1,61,exam,A",
    "10101,0713,Amina Osei,7136,7136/2,50,exam,A",
    "10101,0713,Amina Osei,7136,7136/3,50,exam,A",
)
NEW = "10101,0801,Carys Bell,8300,8300/1H,44,exam,6"


@pytest.fixture
def portal(desk: Desk) -> Desk:
    """Northfield and Harbour have numbers with AQA, which has a portal of its own."""
    harbour = organisation(id="harbour", name="Harbour International School", centres={CAMBRIDGE: "ZZ202", AQA: "20202"})
    for put in put_organisation_and_numbers(harbour):
        wiring.table().put(Put(put.item, expect=None))
    return with_aqa(desk)


def sent(desk: Desk, path: str, *rows: str, by: str = OFFICER, body: str = AQA, **more: Any) -> Reply:
    return desk.centre("POST", path, {"body": body, "series": "2026-06", "csv": "\n".join([HEADER, *rows]), **more}, by=by)


def imported(desk: Desk, *rows: str, **more: Any) -> Any:
    return sent(desk, "/api/results", *rows, **more).ok()


def grades(organisation: str) -> dict[str, str | None]:
    return {f"{each.syllabus} {each.candidate}": each.grade for each in read_cards_of_centre(wiring.table(), AQA, "2026-06", organisation)}


def test_a_centre_previews_and_imports_its_results_of_a_body_with_its_own_portal_and_asks_about_them(portal: Desk) -> None:
    before = portal.items()
    shown = sent(portal, "/api/results/preview", *AMINA, NEW).ok()["preview"]
    assert shown["counts"] == {"added": 1, "changed": 1, "removed": 0, "renamed": 0, "enquiries": 0}
    assert portal.items() == before
    answer = imported(portal, *AMINA, NEW, fingerprint=shown["fingerprint"])
    assert answer["job"]["facts"] == {"rows": 4, "added": 1, "changed": 1, "removed": 0}
    assert grades("northfield") == {"7131 0713": "B", "7131 0714": "C", "7136 0713": "A", "7136 0714": "B", "8300 0801": "6"}
    made = portal.submit(declarations=DECLARED, **REVIEW).ok()["submission"]
    assert portal.enquiry(made["enquiries"][0]["id"])["components"][0]["mark_before"] == 61


def test_another_centres_row_is_a_fault_whether_or_not_there_is_such_a_centre(portal: Desk) -> None:
    before = portal.items()
    answer = imported(portal, NEW, "20202,0801,Dilip Rao,8300,8300/1H,44,exam,6", "99999,0801,Dilip Rao,8300,8300/1H,44,exam,6")
    assert [(each["row"], each["column"]) for each in answer["errors"]] == [(3, "centre"), (4, "centre")]
    for each in answer["errors"]:
        assert "you import the results of your own centre, 10101" in each["message"]
    assert answer["job"] is None
    assert portal.items() == before


def test_each_centre_imports_for_itself_also_at_the_same_time(portal: Desk) -> None:
    portal.network.jobs_are_lost = True
    imported(portal, NEW)
    assert sent(portal, "/api/results", AMINA[0]).codes == ["import_running"]
    imported(portal, "20202,0801,Dilip Rao,8300,8300/1H,44,exam,6", by=HARBOUR)
    assert grades("harbour") == {}
    assert "8300 0801" not in grades("northfield"), "nothing counts before its job has put it in force"


def test_only_the_centre_itself_sees_how_far_its_import_is(portal: Desk) -> None:
    job = imported(portal, NEW)["job"]
    assert portal.centre("GET", f"/api/jobs/{job['id']}").ok()["job"]["facts"]["added"] == 1
    assert [each["id"] for each in portal.centre("GET", "/api/jobs").ok()["jobs"]] == [job["id"]]
    assert portal.centre("GET", "/api/jobs").ok()["jobs"][0]["about"] == {"id": "2026-06", "title": "June 2026"}
    assert portal.centre("GET", "/api/jobs", by=HARBOUR).ok()["jobs"] == []
    assert portal.centre("GET", f"/api/jobs/{job['id']}", by=HARBOUR).status == 404
    assert portal.centre("GET", f"/api/jobs/{job['id']}", by=HEAD).status == 404
    assert portal.staff("GET", f"/jobs/{job['id']}").status == 404


def test_the_id_of_another_centres_import_looks_like_nothing(portal: Desk) -> None:
    imported(portal, NEW, id="a" * 32)
    assert sent(portal, "/api/results", "20202,0801,Dilip Rao,8300,8300/1H,44,exam,6", by=HARBOUR, id="a" * 32).status == 404


def test_results_of_a_body_that_handles_enquiries_here_are_its_staffs_to_import(portal: Desk) -> None:
    refused = sent(portal, "/api/results", "ZZ101,0713,Amina Osei,0580,22,50,exam,A", body=CAMBRIDGE)
    assert (refused.status, refused.codes) == (422, ["import_by_body"])
    assert (
        refused.body["errors"][0]["message"] == "Cambridge International imports its results itself, so there is nothing for you to import."
    )
    assert sent(portal, "/api/results", NEW, body="ocr").status == 404, "Northfield has no number there"
    assert sent(portal, "/api/results", NEW, body="").codes == ["choose_body"]
