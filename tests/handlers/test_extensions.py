"""Extensions: staff widen an enquiry to other candidates; its centre is told, sees them apart, and cannot ask for any."""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.register.cards import Origin
from tests import builders
from tests.builders import card, result
from tests.handlers.desk import HARBOUR, HEAD, LAKESIDE, OTHER_BOARD, STAFF_ISSUER, SUPERVISOR, Desk, Reply, claims, content
from tests.handlers.test_associates import ASSOCIATE, CENTRE, approved, at_associate, at_centre, issued, link, release, subjects
from tests.handlers.test_statements import decided, to_send
from tests.words import says

WHY = "One marker marked all of them"


def extend(desk: Desk, id: str, *candidates: str, reason: str = WHY, **by: Any) -> Reply:
    return desk.staff("POST", f"/enquiries/{id}/extensions", {"candidates": candidates, "reason": reason}, **by)


def extended(desk: Desk, id: str, *candidates: str) -> list[str]:
    """The ids of the extensions of an enquiry that were made now."""
    made = extend(desk, id, *candidates).ok()["extensions"]
    desk.follow()
    return [each["id"] for each in made]


def choices(desk: Desk, id: str) -> dict[str, Any]:
    return {each["number"]: each for each in desk.staff("GET", f"/enquiries/{id}/extensions").ok()["candidates"]}


def listed(desk: Desk, **by: str) -> list[Any]:
    found: list[Any] = desk.centre("GET", "/api/extensions", series="2022-06", **by).ok()["enquiries"]
    return found


# --- extending


@pytest.mark.proves("CI-27")
def test_staff_extend_an_enquiry_and_each_candidate_has_an_enquiry_with_a_number_at_once(desk: Desk) -> None:
    id = desk.acknowledged()
    desk.at("2022-08-25 10:00")
    made = extend(desk, id, "0714", "15").ok()["extensions"]
    assert [(each["number"], each["subject"]["label"], each["status_text"]) for each in made] == [
        ("2206-000002", "0015 Carla Ruiz", "In review"), ("2206-000003", "0714 Bao Nguyen", "In review"),
    ]  # fmt: skip
    shown = desk.enquiry(made[1]["id"])
    assert shown["extends"] == {"id": id, "number": "2206-000001", "reason": WHY}
    assert (shown["fee"]["status"], shown["fee"]["money"]) == ("waived", None)
    assert shown["change_window"]["open"] is False
    assert "does not count as the one" in shown["change_window"]["text"]
    assert (shown["promised_by"], shown["late"], shown["flags"]) == (None, False, [])
    assert [each["slot"] for each in shown["documents"]] == ["OutLetter"]
    assert [(each["what"], each["who"], each["why"]) for each in shown["history"]] == [
        ("Started as an extension of enquiry: 2206-000001", "Caseworker, awarding body", WHY)
    ]
    first = desk.enquiry(id)
    assert [each["id"] for each in first["extensions"]] == [each["id"] for each in made]
    assert (first["history"][-1]["what"], first["history"][-1]["why"]) == ("Extended to other candidates: 0015, 0714", WHY)
    (found,) = desk.staff("GET", "/queue", typed="2206-000003").ok()["enquiries"]
    assert found["extends"]["number"] == "2206-000001"


@pytest.mark.proves("CI-27", "CI-25")
def test_an_extension_is_reviewed_from_the_queue_and_ends_with_its_outcome_and_a_statement_where_the_grade_changes(desk: Desk) -> None:
    id = decided(desk, "B")
    (extension,) = extended(desk, id, "0714")
    assert extension in [each["id"] for each in desk.staff("GET", "/queue", stage="acknowledged").ok()["enquiries"]]
    assert desk.staff("POST", f"/enquiries/{extension}/letters/acknowledgement").codes == ["status_forbids"]
    assert desk.staff("POST", f"/enquiries/{extension}/letters/outcome").codes == ["outcome_missing"]
    desk.mark(extension, "B", c22=60).ok()
    assert desk.enquiry(extension)["grade_after"] is None
    assert desk.decide(extension)["status"] == "completed"
    desk.follow()
    shown = desk.enquiry(extension)
    assert [(each["slot"], each["state"]) for each in shown["documents"]] == [("OutLetter", "issued"), ("Statement", "issued")]
    assert (shown["grade_before"], shown["grade_after"]) == ("C", "B")
    assert [each["id"] for each in to_send(desk)] == [extension]
    assert [each["subject"].split(":")[0] for each in desk.mails()][-2:] == ["Outcome letter ready", "Updated statement of results"]


@pytest.mark.proves("CI-27")
def test_the_centre_is_told_once_and_finds_extensions_apart_and_beside_its_other_enquiries(desk: Desk) -> None:
    assert listed(desk) == []
    id = desk.acknowledged()
    made = extended(desk, id, "0714", "0015")
    told = [each for each in desk.mails() if "xtended" in each["subject"]]
    assert [each["subject"] for each in told] == ["Enquiry extended to other candidates: 2206-000001"]
    assert f"https://desk.example/desk/enquiry/?id={id}" in told[0]["text"].splitlines()
    assert not says(told[0]["text"], "0714")
    assert "Bao" not in told[0]["text"]
    with desk.counting() as called:
        assert {each["id"] for each in listed(desk)} == {*made}
    assert (called["Query"], called["BatchGetItem"]) == (1, 2)  # the second for the awarding bodies that the centre has numbers for
    beside = {each["id"]: each["extends"] for each in desk.centre("GET", "/api/enquiries", series="2022-06").ok()["enquiries"]}
    assert set(beside) == {id, *made}
    assert beside[id] is None
    assert listed(desk, by=HARBOUR) == []
    assert desk.centre("GET", f"/api/enquiries/{made[0]}", by=HARBOUR).status == 404


@pytest.mark.proves("CI-27")
def test_an_extension_leaves_the_centre_its_own_one_review_of_that_candidate(desk: Desk) -> None:
    (extension,) = extended(desk, desk.acknowledged(), "0714")
    own = desk.submitted(candidates=("0714",), service="1")["enquiries"][0]["id"]
    desk.follow()
    assert desk.enquiry(own)["status"] == "received"
    assert desk.submit(candidates=("0714",)).codes == ["already_enquired"]
    desk.completed(extension)
    desk.completed(own)
    assert [each.open for each in desk.card("0714").claims] == [False, False]


def test_a_report_on_a_group_waits_for_an_extension_as_for_any_enquiry(desk: Desk) -> None:
    for number in ("0001", "0002", "0003", "0004", "0005"):
        desk.put(card(number, version=1))
    (extension,) = extended(desk, desk.acknowledged(), "0001")
    group = desk.submitted(
        service="9", components=("42",), candidates=("0001", "0002", "0003", "0004", "0005"), accept_waiting=True
    )["enquiries"][0]["id"]  # fmt: skip
    assert desk.enquiry(group)["status"] == "pending"
    desk.completed(extension)
    desk.follow()
    assert desk.enquiry(group)["status"] == "received"


@pytest.mark.proves("CI-27")
def test_a_centre_can_neither_amend_nor_cancel_an_extension_but_notes_and_answers(desk: Desk) -> None:
    (extension,) = extended(desk, desk.acknowledged(), "0714")
    version = desk.enquiry(extension)["version"]
    for path, sent in (("cancel", {"version": version}), ("amend", {"version": version, "service": "1", "components": ["22"]})):
        refused = desk.centre("POST", f"/api/enquiries/{extension}/{path}", sent)
        assert refused.codes == ["extension_not_yours"], path
        assert "costs nothing" in refused.body["errors"][0]["rule"]
    assert desk.centre("PUT", f"/api/enquiries/{extension}/note", {"note": "Set 2", "version": version}).ok()["enquiry"]["note"] == "Set 2"
    assert desk.centre("POST", f"/api/enquiries/{extension}/messages", {"kind": "answer", "text": "Noted"}).status == 200


@pytest.mark.proves("CI-27")
def test_a_centre_that_tries_to_make_an_extension_finds_no_way_to(desk: Desk) -> None:
    id = desk.acknowledged()
    before = desk.items()
    body = {"candidates": ["0714"], "reason": WHY}
    for path in (f"/api/enquiries/{id}/extensions", "/api/extensions", f"/api/enquiries/{id}/extend"):
        assert desk.centre("POST", path, body).status == 404, path
        assert desk.centre("POST", path, body, by=HEAD).status == 404, path
    assert desk.associate("POST", f"/enquiries/{id}/extensions", body).status == 404
    for who in (claims("officer"), claims("officer", issuer=STAFF_ISSUER), claims(OTHER_BOARD, issuer=STAFF_ISSUER)):
        assert extend(desk, id, "0714", by=who).status == 404
        assert desk.staff("GET", f"/enquiries/{id}/extensions", by=who).status == 404
    draft = "0b6cfb1e-5c3b-4a3e-9a74-1f6f2b8a0001"
    smuggled = {"content": content(candidates=("0714",)) | {"extends": {"of": id, "number": "2206-000001", "reason": WHY}}}
    assert desk.centre("PUT", f"/api/drafts/{draft}", smuggled | {"version": None}).codes == ["field_invalid"]
    assert desk.centre("POST", f"/api/drafts/{draft}/submit", smuggled | {"declarations": ["complete", "consent"]}).codes == [
        "field_invalid"
    ]
    assert desk.items() == before


@pytest.mark.proves("CI-27")
def test_centre_and_staff_read_the_rules_in_one_shape_and_only_the_first_page_of_a_list_has_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = desk.acknowledged()
    extended(desk, id, "0714", "0015")
    monkeypatch.setattr("functions.actions.centre.enquiries.PAGE", 1)
    first = desk.centre("GET", "/api/extensions", series="2022-06").ok()
    with desk.counting() as called:
        second = desk.centre("GET", "/api/extensions", series="2022-06", after=first["next"]).ok()
    assert (len(first["enquiries"]), len(second["enquiries"]), second["next"], second["rules"]) == (1, 1, None, None)
    assert called == {"GetItem": 1, "Query": 1, "BatchGetItem": 1}, "who it is, the page, and its enquiries"
    ((body, rules),) = [(each["body"], each["rules"]) for each in first["rules"]]
    assert (body, [each["rule"][:40] for each in rules]) == (
        "Cambridge International",
        ["On rare occasions the grades of other ca", "Only the awarding body can start an exte"],
    )
    assert desk.staff("GET", f"/enquiries/{id}/extensions").ok()["rules"] == first["rules"]


# --- what is refused


def test_it_is_extended_once_it_is_acknowledged_and_an_extension_not_again(desk: Desk) -> None:
    id = desk.received()
    assert extend(desk, id, "0714").codes == ["status_forbids"]
    assert desk.staff("GET", f"/enquiries/{id}/extensions").codes == ["status_forbids"]
    assert desk.case(id)["may_extend"] is False
    desk.acknowledge(id)
    assert desk.case(id)["may_extend"] is True
    (extension,) = extended(desk, id, "0714")
    again = extend(desk, extension, "0015")
    assert again.codes == ["extension_itself"]
    assert "2206-000001" in again.body["errors"][0]["message"]
    gone = desk.acknowledged(candidates=("0015",))
    desk.centre("POST", f"/api/enquiries/{gone}/cancel", {"version": desk.enquiry(gone)["version"]}).ok()
    assert extend(desk, gone, "0714").codes == ["status_forbids"]


def test_an_enquiry_about_a_missing_result_or_a_group_is_not_extended(desk: Desk) -> None:
    desk.put(card("0801", grade="X", results=(result("22"), result("42", None)), version=1))
    missing = desk.submitted(by=HEAD, service="X", components=(), candidates=("0801",), declarations=["head"])["enquiries"][0]["id"]
    desk.follow()
    desk.acknowledge(missing)
    assert extend(desk, missing, "0714").codes == ["extension_not_for"]
    numbers = ["0001", "0002", "0003", "0004", "0005"]
    for number in numbers:
        desk.put(card(number, version=1))
    group = desk.acknowledged(service="9", components=("42",), candidates=numbers)
    assert extend(desk, group, "0714").codes == ["extension_not_for"]
    assert desk.case(group)["may_extend"] is False


@pytest.mark.proves("CI-27")
def test_who_cannot_be_chosen_says_why_and_the_request_says_the_same(desk: Desk) -> None:
    own = desk.received(candidates=("0714",))
    desk.put(card("0900", results=(result("22", None, Origin.NONE), result("42", 30, Origin.CALCULATED)), version=1))
    desk.put(card("0901", results=(result("22", 44), result("42", None, Origin.NONE)), version=1))
    id = desk.acknowledged()
    found = choices(desk, id)
    assert {number: [one["code"] for one in each["unavailable"]] for number, each in found.items()} == {
        "0015": [], "0713": ["extension_own"], "0714": ["extension_open"], "0900": ["extension_no_mark"], "0901": [],
    }  # fmt: skip
    assert found["0901"]["marks"] == [{"component": "22", "mark": 44}, {"component": "42", "mark": None}]
    refused = extend(desk, id, "0713", "0714", "0900", "0999", reason="")
    assert refused.codes == ["reason_missing", "extension_own", "extension_open", "extension_no_mark", "candidate_unknown"]
    assert refused.body["errors"][1]["field"] == "candidates.0713"
    assert extend(desk, id).codes == ["candidates_missing"]
    (extension,) = extended(desk, id, "0901")
    assert [each["code"] for each in desk.case(extension)["components"]] == ["22"], "of the components those with a mark"
    desk.completed(own)
    assert choices(desk, id)["0714"]["unavailable"] == []
    assert [each["code"] for each in choices(desk, id)["0901"]["unavailable"]] == ["extension_again"]


def test_fifteen_at_once_and_not_one_more(desk: Desk) -> None:
    numbers = [f"{number:04d}" for number in range(1, 17)]
    for number in numbers:
        desk.put(card(number, version=1))
    id = desk.acknowledged()
    assert extend(desk, id, *numbers).codes == ["extension_too_many"]
    assert len(extended(desk, id, *numbers[:15])) == 15


def test_what_stands_after_an_earlier_outcome_is_what_an_extension_begins_with(desk: Desk) -> None:
    decided(desk, "A", candidates=("0714",))
    id = desk.acknowledged()
    assert (choices(desk, id)["0714"]["grade"], desk.card("0714").grade) == ("A", "C")
    (extension,) = extended(desk, id, "0714")
    assert desk.case(extension)["grade_before"] == "A"


# --- twice, and at once


def test_sent_twice_it_is_extended_once(desk: Desk) -> None:
    id = desk.acknowledged()
    desk.network.answer_is_lost("TransactWriteItems")
    made = extend(desk, id, "0714", "0015").ok()["extensions"]
    desk.follow()
    assert extend(desk, id, "0714", "0015").ok()["extensions"] == made
    desk.follow()
    assert len(listed(desk)) == 2
    assert len(desk.enquiry(id)["extensions"]) == 2
    assert len([each for each in desk.mails() if "xtended" in each["subject"]]) == 1


def test_two_of_staff_who_extend_to_the_same_candidate_at_once_extend_once_and_the_second_reads_why(desk: Desk) -> None:
    id = desk.acknowledged()
    colleague = claims(SUPERVISOR, issuer=STAFF_ISSUER)
    desk.network.first("TransactWriteItems", lambda: extend(desk, id, "0714", by=colleague).ok())
    second = extend(desk, id, "0714", "0015")
    assert [(each["code"], each["field"]) for each in second.body["errors"]] == [("extension_again", "candidates.0714")]
    assert [each["subject"]["label"] for each in listed(desk)] == ["0714 Bao Nguyen"]
    assert len(extended(desk, id, "0015")) == 1


def test_an_enquiry_cancelled_in_the_same_moment_is_not_extended(desk: Desk) -> None:
    id = desk.acknowledged()
    version = desk.enquiry(id)["version"]
    desk.network.first("TransactWriteItems", lambda: desk.centre("POST", f"/api/enquiries/{id}/cancel", {"version": version}).ok())
    assert extend(desk, id, "0714").codes == ["status_forbids"]
    assert listed(desk) == []


def test_a_centre_that_asks_for_the_candidate_in_the_same_moment_goes_first(desk: Desk) -> None:
    id = desk.acknowledged()
    desk.network.first("TransactWriteItems", lambda: desk.submit(candidates=("0714",)).ok())
    assert extend(desk, id, "0714").codes == ["extension_open"]


# --- Associates


@pytest.mark.proves("CI-27", "CI-29")
def test_an_associate_is_told_of_an_extension_and_releases_its_documents_and_the_centre_learns_no_result_before(desk: Desk) -> None:
    desk.put(builders.card("0001", organisation="lakeside", name="Noor Said", grade="C", version=1))
    id = approved(desk)
    desk.acknowledge(id)
    (extension,) = extended(desk, id, "0001")
    assert subjects(desk, ASSOCIATE)[-1] == "Enquiry extended to other candidates"
    assert "Enquiry extended to other candidates" not in subjects(desk, CENTRE)
    rows = {each["id"]: each for each in desk.associate("GET", "/enquiries", series="2022-06").ok()["enquiries"]}
    assert rows[extension]["extends"]["id"] == id
    assert at_associate(desk, id)["extensions"][0]["id"] == extension
    desk.mark(extension, "A", c22=65).ok()
    desk.decide(extension)
    desk.follow()
    assert set(issued(desk, extension)) == {"OutLetter", "Statement"}
    held = at_centre(desk, extension)
    assert (held["status"], held["grade_before"], held["grade_after"]) == ("completed", None, None)
    assert {each["mark_before"] for each in held["components"]} == {None}
    assert [each["slot"] for each in held["documents"]] == ["OutLetter"]
    assert link(desk, extension, issued(desk, extension)["OutLetter"]).status == 404
    assert [each["id"] for each in listed(desk, by=LAKESIDE)] == [extension]
    release(desk, "outcome", extension).ok()
    assert (at_centre(desk, extension)["grade_before"], at_centre(desk, extension)["grade_after"]) == ("C", "A")
    assert link(desk, extension, issued(desk, extension)["OutLetter"]).status == 200
