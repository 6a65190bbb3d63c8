"""One enquiry's way through the real handlers: submitted, numbered, acknowledged, marked, decided, completed."""

from __future__ import annotations

import re

import pytest

from functions import wiring
from functions.adapters.enquiries import put_enquiry
from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import reference_of
from functions.domain.register.cards import NamedCandidate
from tests import builders
from tests.documents.reading import text
from tests.handlers.desk import HEAD, Desk
from tests.scans import scan


def documents(enquiry: dict) -> dict[str, str]:
    return {each["name"]: each["state"] for each in enquiry["documents"]}


# --- submitting


@pytest.mark.proves("CI-33", "CI-22")
def test_one_submission_of_three_candidates_becomes_three_enquiries_each_with_its_number_fee_and_outcome(desk: Desk) -> None:
    made = desk.submitted(candidates=("0713", "714", "15"))
    assert [each["subject"]["label"] for each in made["enquiries"]] == ["0713 Amina Osei", "0714 Bao Nguyen", "0015 Carla Ruiz"]
    assert {each["status"] for each in made["enquiries"]} == {"submitted"}
    assert {each["number"] for each in made["enquiries"]} == {None}

    desk.follow()
    amina, bao, carla = (each["id"] for each in made["enquiries"])
    shown = desk.centre("GET", f"/api/submissions/{made['id']}").ok()["submission"]
    assert {each["status"] for each in shown["enquiries"]} == {"received"}
    assert sorted(each["number"] for each in shown["enquiries"]) == ["2206-000001", "2206-000002", "2206-000003"]

    for each in (amina, bao):
        desk.acknowledge(each)
    desk.mark(amina, "A", c22=61).ok()
    desk.mark(bao, "C").ok()
    for each in (amina, bao):
        desk.decide(each)
    fees = [desk.enquiry(each)["fee"]["status"] for each in (amina, bao, carla)]
    assert fees == ["waived", "due", "due"]
    assert [desk.enquiry(each)["status"] for each in (amina, bao, carla)] == ["completed", "completed", "received"]
    assert desk.enquiry(amina)["components"][0]["outcome"] == "Raised by 11"
    assert desk.enquiry(bao)["components"][0]["outcome"] == "No change"


@pytest.mark.proves("BY-03")
def test_reference_and_time_come_at_once_and_the_receipt_follows_as_page_pdf_and_email(desk: Desk) -> None:
    made = desk.at("2022-08-22 14:05").submitted(candidates=("0713",), note="Parents asked")
    assert made["reference"] == reference_of(made["id"])
    assert made["submitted_at"] == "2022-08-22T13:05:00.000Z"
    assert desk.centre("POST", f"/api/submissions/{made['id']}/receipt", {}).codes == ["not_ready"]

    desk.follow()
    shown = desk.centre("GET", f"/api/submissions/{made['id']}").ok()["submission"]
    assert {name: shown[name] for name in ("reference", "submitted_at", "digest", "note")} == {
        name: made[name] for name in ("reference", "submitted_at", "digest", "note")
    }
    link = desk.centre("POST", f"/api/submissions/{made['id']}/receipt", {}).ok()
    assert link["name"] == f"Receipt-{made['reference']}.pdf"
    assert link["expires_in"] == 300
    read = text(desk.file(f"receipts/{made['id']}.pdf") or b"")
    for fact in (made["reference"], "22 August 2022", "14:05", "0713", "Amina Osei", "Parents asked", made["digest"][:16]):
        assert fact in read
    assert shown["fee"]["factors"] == ["2 components", {"amount": "52.00", "currency": "GBP"}, "1 candidate"]
    assert "2 components × £52.00 × 1 candidate" in read, "the receipt shows the same sum as the page"
    (mail,) = desk.mails("exams@northfield.example")
    assert made["reference"] in mail["subject"]
    assert f"https://desk.example/desk/submitted/?id={made['id']}" in mail["text"].splitlines()


@pytest.mark.proves("BY-03")
def test_nothing_that_happens_afterwards_changes_the_receipt(desk: Desk) -> None:
    made = desk.submitted()
    desk.follow()
    receipt = desk.file(f"receipts/{made['id']}.pdf")
    id = made["enquiries"][0]["id"]
    enquiry = desk.enquiry(id)
    desk.centre("POST", f"/api/enquiries/{id}/amend", {"version": enquiry["version"], "service": "1", "components": ["42"]}).ok()
    desk.at("2022-08-25 09:00").submitted(made["id"], candidates=("0714",), note="Something else")
    desk.follow()
    desk.sweep()
    after = desk.centre("GET", f"/api/submissions/{made['id']}").ok()["submission"]
    kept = ("reference", "submitted_at", "digest", "components", "service")
    assert {name: after[name] for name in kept} == {name: made[name] for name in kept}
    assert desk.file(f"receipts/{made['id']}.pdf") == receipt


@pytest.mark.proves("CI-17")
def test_an_empty_note_is_filled_with_series_syllabus_and_number_when_the_enquiry_is_received(desk: Desk) -> None:
    empty = desk.received()
    written = desk.received(candidates=("0714",), note="Bao, asked by Ms Okafor")
    assert desk.enquiry(empty)["note"] == "June 2022 0580 2206-000001"
    assert desk.enquiry(written)["note"] == "Bao, asked by Ms Okafor"


def test_the_head_of_centre_may_submit_and_the_history_says_so(desk: Desk) -> None:
    id = desk.submitted(by=HEAD)["enquiries"][0]["id"]
    assert desk.enquiry(id)["history"][0]["who"] == "Head of Centre, Northfield School"


# --- the body's side


@pytest.mark.proves("CI-23", "CI-24")
def test_the_acknowledgement_letter_sets_acknowledged_and_stands_in_the_files_as_ackletter(desk: Desk) -> None:
    id = desk.received()
    assert documents(desk.enquiry(id)) == {"AckLetter.pdf": "expected", "OutLetter.pdf": "expected"}
    desk.at("2022-08-22 15:00").acknowledge(id)
    shown = desk.enquiry(id)
    assert shown["status"] == "acknowledged"
    assert shown["acknowledged_at"] == "2022-08-22T14:00:00.000Z"
    (letter,) = [each for each in shown["documents"] if each["state"] == "issued"]
    assert (letter["name"], letter["kind"], letter["kind_text"]) == ("AckLetter.pdf", "AckLetter", "Acknowledgement letter (Ack)")
    link = desk.centre("POST", f"/api/enquiries/{id}/documents/{letter['id']}/link", {}).ok()
    assert link["name"] == "AckLetter.pdf"
    assert f"documents/{id}/{letter['id']}.pdf" in link["url"]
    pdf = desk.file(f"documents/{id}/{letter['id']}.pdf") or b""
    assert len(pdf) == letter["size"]
    for fact in ("2206-000001", "Amina Osei", "0580", "22 August 2022"):
        assert fact in text(pdf)


@pytest.mark.proves("CI-26")
def test_with_copy_of_script_an_enquiry_is_completed_only_by_the_last_of_outcome_and_scripts(desk: Desk) -> None:
    id = desk.acknowledged(service="2S")
    desk.mark(id).ok()
    assert desk.script(id, "42")["status"] == "acknowledged"
    assert desk.decide(id)["status"] == "acknowledged"
    assert desk.at("2022-09-01 12:00").script(id, "22")["status"] == "completed"
    shown = desk.enquiry(id)
    assert shown["completed_at"] == "2022-09-01T11:00:00.000Z"
    assert documents(shown) == dict.fromkeys(("AckLetter.pdf", "OutLetter.pdf", "CoSLetter-22.pdf", "CoSLetter-42.pdf"), "issued")


@pytest.mark.proves("CI-26")
def test_without_copy_of_script_the_outcome_letter_completes_an_enquiry(desk: Desk) -> None:
    id = desk.acknowledged()
    desk.mark(id).ok()
    assert desk.decide(id)["status"] == "completed"
    assert documents(desk.enquiry(id)) == {"AckLetter.pdf": "issued", "OutLetter.pdf": "issued"}


@pytest.mark.proves("CI-16")
@pytest.mark.parametrize(("grade", "status"), [("A", "waived"), ("C", "waived"), ("B", "due")])
def test_a_changed_syllabus_grade_waives_the_fee_either_way(desk: Desk, grade: str, status: str) -> None:
    id = desk.acknowledged()
    desk.mark(id, grade, c42=70 if grade == "A" else 30).ok()
    assert desk.enquiry(id)["fee"]["status"] == "due", "nothing shows before the outcome letter"
    desk.decide(id)
    fee = desk.enquiry(id)["fee"]
    assert fee["status"] == status
    assert fee["money"] == {"amount": "104.00", "currency": "GBP"}
    assert fee["demonstration"] is True


def test_a_centre_sees_no_mark_and_no_grade_before_the_outcome_letter_is_issued(desk: Desk) -> None:
    id = desk.acknowledged(service="2S")
    desk.mark(id, "A", c22=61).ok()
    desk.preview(id, "outcome")
    before = desk.enquiry(id)
    assert [line["mark_after"] for line in before["components"]] == [None, None]
    assert before["grade_after"] is None
    assert "Question 9" not in str(before)
    assert not any("Marks" in each["what"] for each in before["history"])
    desk.decide(id)
    after = desk.enquiry(id)
    assert [line["mark_after"] for line in after["components"]] == [61, 50]
    assert after["grade_after"] == "A"


def test_an_outcome_letter_needs_marks_and_a_grade_first(desk: Desk) -> None:
    id = desk.acknowledged()
    assert desk.staff("POST", f"/enquiries/{id}/letters/outcome").codes == ["outcome_missing"]
    wrong = desk.mark(id, "Z", c22=71)
    assert (wrong.status, set(wrong.codes)) == (422, {"mark_out_of_range", "grade_missing"})
    assert desk.case(id)["recorded"] is False


def test_what_is_issued_is_the_very_letter_that_was_looked_at(desk: Desk) -> None:
    id = desk.received()
    looked = desk.preview(id, "acknowledgement")
    other = desk.staff("POST", f"/enquiries/{id}/acknowledge", {"version": looked["version"], "sha256": "0" * 64})
    assert (other.status, other.codes) == (409, ["preview_stale"])
    enquiry = desk.enquiry(id)
    desk.centre("PUT", f"/api/enquiries/{id}/note", {"note": "Changed meanwhile", "version": enquiry["version"]}).ok()
    stale = desk.staff("POST", f"/enquiries/{id}/acknowledge", {"version": looked["version"], "sha256": looked["sha256"]})
    assert (stale.status, stale.codes) == (409, ["changed_meanwhile"])
    assert desk.enquiry(id)["status"] == "received"
    assert desk.acknowledge(id)["status"] == "acknowledged"


def test_a_letter_made_by_hand_can_be_issued_in_place_of_the_generated_one(desk: Desk) -> None:
    id = desk.received()
    made = scan("a letter made by hand")
    attached = desk.upload(id, made, kind="AckLetter", component=None)
    version = desk.case(id)["version"]
    shown = desk.staff("POST", f"/enquiries/{id}/acknowledge", {"version": version, "document": attached["document"]}).ok()["enquiry"]
    assert shown["status"] == "acknowledged"
    assert desk.file(f"documents/{id}/{attached['document']}.pdf") == made
    assert documents(desk.enquiry(id))["AckLetter.pdf"] == "issued"


# --- what stays with it


@pytest.mark.proves("BY-07")
def test_the_history_says_who_did_what_when_and_why_openings_of_documents_included(desk: Desk) -> None:
    id = desk.received()
    desk.at("2022-08-22 10:00").acknowledge(id)
    opened = desk.at("2022-08-22 11:00").enquiry(id)
    letter = opened["documents"][0]["id"]
    desk.centre("POST", f"/api/enquiries/{id}/documents/{letter}/link", {}, by=HEAD).ok()
    desk.at("2022-08-22 12:00").centre(
        "POST", f"/api/enquiries/{id}/cancel", {"version": opened["version"], "reason": "The candidate withdrew consent"}
    ).ok()
    told = [(each["at"][11:16], each["who"], each["what"], each["why"]) for each in desk.enquiry(id)["history"]]
    assert told == [
        ("08:00", "Exams officer, Northfield School", "Submitted", ""),
        ("08:00", "Results Desk", "Received and numbered: 2206-000001", ""),
        ("09:00", "Caseworker, awarding body", "Acknowledged: AckLetter", ""),
        ("10:00", "Head of Centre, Northfield School", "Document opened: AckLetter", ""),
        ("11:00", "Exams officer, Northfield School", "Cancelled", "The candidate withdrew consent"),
    ]


@pytest.mark.proves("BY-07")
def test_staff_see_in_the_history_also_what_a_centre_does_not(desk: Desk) -> None:
    id = desk.received(service="1S")
    desk.at("2022-08-22 10:00").acknowledge(id)
    desk.at("2022-08-22 11:00").mark(id).ok()
    desk.at("2022-08-22 12:00").upload(id, scan())
    (attached,) = [each["id"] for each in desk.case(id)["documents"] if each["state"] == "attached"]
    desk.at("2022-08-22 13:00").issue_script(id, attached).ok()
    seen = [each["what"] for each in desk.case(id)["history"]]
    assert [each.split(":")[0] for each in seen] == [
        "Submitted", "Received and numbered", "Acknowledged", "Marks and grade recorded", "File checked and attached", "Copy of script issued"
    ]  # fmt: skip


def test_history_is_kept_by_ids_and_never_by_names(desk: Desk) -> None:
    id = desk.acknowledged(note="About Amina Osei")
    desk.mark(id).ok()
    desk.decide(id)
    history = [item["json"]["S"] for key, item in desk.items().items() if key.sk.startswith(("H#", "ASIDE#"))]
    assert len(history) > 5
    for body in history:
        assert not re.search(r"Amina|Osei|Name of|@", body)


# --- finding it again


@pytest.mark.proves("CI-24", "CI-17")
@pytest.mark.parametrize("wanted", ["Amina", "osei", "0713", "713", "2206-000001", "parents", "RD-"])
def test_an_enquiry_is_found_by_name_number_note_and_reference(desk: Desk, wanted: str) -> None:
    desk.submitted(candidates=("0714",), note="Bao")
    found = desk.received(note="Parents asked")
    # The sooner one was numbered first: give the number that the search names to the one it means.
    numbers = {desk.enquiry(found)["number"]: found}
    wanted = next(iter(numbers)) if wanted.startswith("2206") else wanted
    wanted = desk.enquiry(found)["reference"] if wanted == "RD-" else wanted
    rows = desk.centre("GET", "/api/enquiries", series="2022-06", typed=wanted).ok()["enquiries"]
    assert [each["id"] for each in rows] == [found]


@pytest.mark.proves("CI-24")
def test_the_list_filters_by_status_and_service_newest_first(desk: Desk) -> None:
    first = desk.acknowledged()
    second = desk.at("2022-08-23 09:00").received(candidates=("0714",), service="1")

    def listed(**filters: str) -> list[str]:
        return [each["id"] for each in desk.centre("GET", "/api/enquiries", series="2022-06", **filters).ok()["enquiries"]]

    assert listed() == [second, first]
    assert listed(status="acknowledged") == [first]
    assert listed(service="1") == [second]
    assert listed(status="completed") == []
    assert desk.centre("GET", "/api/enquiries", series="2022-11").ok() == {"enquiries": [], "next": None}


@pytest.mark.proves("CI-24")
@pytest.mark.parametrize("filters", [{}, {"service": "2"}])
def test_a_long_list_is_paged_without_losing_or_repeating_an_enquiry(desk: Desk, filters: dict[str, str]) -> None:
    numbers = [f"{each:04d}" for each in range(100, 160)]
    for each, number in enumerate(numbers):
        one = builders.enquiry(Status.SUBMITTED, id=f"{each:032x}", candidates=(NamedCandidate(number=number, name="Somebody"),))
        wiring.table().put(put_enquiry(one))  # all of the same moment, as those of one submission are
    seen: list[str] = []
    after = ""
    for _ in range(3):
        page = desk.centre("GET", "/api/enquiries", series="2022-06", after=after, **filters).ok()
        seen += [each["subject"]["candidates"][0]["number"] for each in page["enquiries"]]
        after = page["next"] or ""
    assert after == ""
    assert sorted(seen) == numbers


@pytest.mark.proves("CI-24")
def test_a_candidates_page_shows_all_entries_and_the_enquiries_about_them(desk: Desk) -> None:
    made = desk.submitted()
    shown = desk.centre("GET", "/api/candidates", typed="713", series="2022-06").ok()
    assert shown["candidate"] == {"number": "0713", "name": "Amina Osei", "identifiers": []}
    assert [each["syllabus"]["code"] for each in shown["entries"]] == ["0400", "0500", "0580", "0610"]
    assert [len(each["enquiries"]) for each in shown["entries"]] == [0, 0, 1, 0]
    assert shown["entries"][2]["enquiries"][0]["reference"] == made["reference"]
    assert desk.centre("GET", "/api/candidates", typed="9999", series="2022-06").status == 404


@pytest.mark.proves("CI-12")
def test_staff_have_the_queue_in_order_of_receipt(desk: Desk) -> None:
    ids = [desk.at(f"2022-08-2{day} 09:00").received(candidates=(each,)) for day, each in ((2, "0714"), (3, "0015"), (4, "0713"))]
    queue = desk.staff("GET", "/queue", stage="received").ok()
    assert [each["id"] for each in queue["enquiries"]] == ids
    assert [each["days_left"] for each in queue["enquiries"]] == [28, 29, 30]
    assert queue["enquiries"][0]["centre"] == {"number": "ZZ101", "name": "Northfield School"}
    desk.acknowledge(ids[1])
    assert [each["id"] for each in desk.staff("GET", "/queue", stage="received").ok()["enquiries"]] == [ids[0], ids[2]]
    assert [each["id"] for each in desk.staff("GET", "/queue", stage="acknowledged").ok()["enquiries"]] == [ids[1]]
    assert [each["id"] for each in desk.staff("GET", "/queue", typed="2206-000003").ok()["enquiries"]] == [ids[2]]
    assert desk.staff("GET", "/queue", stage="completed").status == 404
