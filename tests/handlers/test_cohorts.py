"""Service 5: the re-moderation of what a centre assessed, about everybody in the original sample."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from functions import wiring
from functions.adapters import keys
from functions.adapters.items import model_in
from functions.domain.register.cards import CentreSyllabus, Cohort
from tests import builders
from tests.builders import CAMBRIDGE
from tests.documents.reading import text
from tests.handlers.desk import HARBOUR, Desk, Reply, content

CENTRE = "exams@northfield.example"
COHORT: dict[str, Any] = {"service": "5", "syllabus": "0500", "components": ("03",), "candidates": ()}
COMMIT = "TransactWriteItems"


def ask(desk: Desk, id: str | None = None, **changes: Any) -> Reply:
    return desk.submit(id, **{**COHORT, **changes})


def acknowledged(desk: Desk) -> str:
    id: str = ask(desk).ok()["submission"]["enquiries"][0]["id"]
    desk.follow()
    desk.acknowledge(id)
    return id


def outcome(desk: Desk, id: str) -> Reply:
    """Issue an outcome letter that was written by hand."""
    document = desk.by_hand(id, "OutLetter")
    return desk.staff("POST", f"/enquiries/{id}/outcome", {"version": desk.case(id)["version"], "document": document})


def cohort() -> Cohort | None:
    item = wiring.table().get(keys.cohort(CentreSyllabus(CAMBRIDGE, "2022-06", "northfield", "0500"), "03"))
    return model_in(Cohort, item) if item else None


# --- asking


@pytest.mark.proves("CI-22", "CI-33")
def test_it_is_one_enquiry_about_all_with_one_number_and_one_fee(desk: Desk) -> None:
    draft = str(uuid.uuid4())
    checked = desk.centre("POST", f"/api/drafts/{draft}/check", {"content": content(**COHORT)}).ok()
    assert {each["term"]: each["value"] for each in checked["summary"]}["Candidates"] == "All"
    assert checked["fee"]["total"] == {"amount": "210.00", "currency": "GBP"}
    made = ask(desk, draft).ok()["submission"]
    (one,) = made["enquiries"]
    assert (one["subject"]["label"], one["subject"]["candidates"], one["status"]) == ("All", [], "submitted")
    desk.follow()
    (row,) = desk.centre("GET", "/api/enquiries", series="2022-06").ok()["enquiries"]
    assert (row["subject"]["kind"], row["subject"]["label"], row["number"]) == ("cohort", "All", "2206-000001")
    shown = desk.enquiry(one["id"])
    assert shown["fee"]["money"] == {"amount": "210.00", "currency": "GBP"}
    assert shown["subject"]["candidates"] == []
    assert "All in the original sample" in text(desk.file(f"receipts/{made['id']}.pdf") or b"")


@pytest.mark.proves("CI-09", "BY-02")
def test_individual_candidates_cannot_be_chosen(desk: Desk) -> None:
    before = desk.items()
    reply = ask(desk, candidates=("0713",))
    assert (reply.status, reply.codes) == (422, ["no_individuals"])
    assert "only the work in the original sample" in reply.body["errors"][0]["rule"]
    assert desk.items() == before


@pytest.mark.proves("CI-09", "BY-02")
def test_what_the_body_assessed_is_not_re_moderated(desk: Desk) -> None:
    reply = ask(desk, components=("12",))
    assert (reply.status, reply.codes) == (422, ["component_assessor"])


@pytest.mark.proves("BY-02")
def test_a_component_that_was_asked_about_is_refused_with_the_reference_until_that_is_cancelled(desk: Desk) -> None:
    made = ask(desk).ok()["submission"]
    desk.follow()
    before = desk.items()
    again = ask(desk)
    assert (again.status, again.codes) == (422, ["already_enquired_cohort"])
    assert made["reference"] in again.body["errors"][0]["message"]
    assert desk.items() == before
    desk.put(builders.card(syllabus="0500", organisation="harbour", version=1))
    assert ask(desk, by=HARBOUR, contact_email="exams@harbour.example").status == 200, "another centre's is another cohort"
    id = made["enquiries"][0]["id"]
    desk.centre("POST", f"/api/enquiries/{id}/cancel", {"version": desk.enquiry(id)["version"]}).ok()
    assert ask(desk).status == 200


@pytest.mark.proves("BY-09")
def test_of_two_drafts_submitted_at_once_one_is_taken_and_the_other_told(desk: Desk) -> None:
    desk.network.first(COMMIT, lambda: ask(desk).ok())
    late = ask(desk)
    assert (late.status, late.codes) == (422, ["already_enquired_cohort"])
    found = cohort()
    assert found
    assert len(found.claims) == 1


@pytest.mark.proves("CI-08")
def test_it_stands_beside_an_enquiry_about_a_candidate(desk: Desk) -> None:
    ask(desk).ok()
    asked = desk.submitted(syllabus="0500", components=("12",))
    assert asked["enquiries"][0]["status"] == "submitted", "it waits for nothing"


# --- its end


@pytest.mark.proves("CI-26")
@pytest.mark.parametrize("first", ["outcome", "report"])
def test_it_is_completed_when_outcome_and_report_are_up_in_either_order(desk: Desk, first: str) -> None:
    id = acknowledged(desk)
    deeds = [outcome, lambda desk, id: desk.report(id)]
    for deed, then in zip(deeds if first == "outcome" else deeds[::-1], ("acknowledged", "completed"), strict=True):
        assert deed(desk, id).ok()["enquiry"]["status"] == then
    found = cohort()
    assert found
    assert [each.open for each in found.claims] == [False]
    assert ask(desk).codes == ["already_enquired_cohort"], "it was asked for, whatever its state"


@pytest.mark.proves("CI-14", "CI-24")
def test_letters_say_all_and_the_centre_is_told_of_each_document(desk: Desk) -> None:
    id = acknowledged(desk)
    letter = desk.enquiry(id)["documents"][0]
    assert "All in the original sample" in text(desk.file(f"documents/{id}/{letter['id']}.pdf") or b"")
    outcome(desk, id).ok()
    desk.report(id).ok()
    desk.follow()
    shown = desk.enquiry(id)
    assert [(each["name"], each["state"]) for each in shown["documents"]] == [
        ("AckLetter.pdf", "issued"), ("OutLetter.pdf", "issued"), ("Rpt.pdf", "issued")
    ]  # fmt: skip
    for each in shown["documents"]:
        assert desk.centre("POST", f"/api/enquiries/{id}/documents/{each['id']}/link", {}).ok()["name"] == each["name"]
    assert [each["subject"].split(":")[0] for each in desk.mails(CENTRE)][1:] == [
        "Acknowledgement letter ready", "Outcome letter ready", "Report ready"
    ]  # fmt: skip


def test_its_outcome_letter_is_written_by_hand_for_there_are_no_marks_to_make_it_from(desk: Desk) -> None:
    id = acknowledged(desk)
    assert desk.staff("POST", f"/enquiries/{id}/letters/outcome").codes == ["outcome_missing"]
    assert desk.mark(id).codes == ["status_forbids"]


@pytest.mark.proves("CI-34")
def test_the_report_is_refused_while_other_enquiries_about_candidates_of_the_group_are_open(desk: Desk) -> None:
    other = desk.received(syllabus="0500", components=("12",))
    id = acknowledged(desk)
    outcome(desk, id).ok()
    document = desk.by_hand(id, "Rpt")
    before = desk.items()
    refused = desk.issue_script(id, document)
    assert (refused.status, refused.codes) == (422, ["report_waits"])
    error = refused.body["errors"][0]
    assert "0713" in error["message"]
    assert error["rule"].startswith("Other enquiries about candidates of the group are finished before")
    assert error["source"] == builders.GUIDE
    assert desk.items() == before
    desk.completed(other)
    assert desk.issue_script(id, document).ok()["enquiry"]["status"] == "completed"


@pytest.mark.proves("CI-34")
def test_a_cancelled_enquiry_or_one_in_another_syllabus_does_not_hold_the_report_up(desk: Desk) -> None:
    other = desk.received(syllabus="0500", components=("12",))
    desk.received()  # 0580
    id = acknowledged(desk)
    desk.centre("POST", f"/api/enquiries/{other}/cancel", {"version": desk.enquiry(other)["version"]}).ok()
    desk.report(id).ok()
