"""What may be asked for, as a centre meets it: in the list of candidates, at the check, and when it submits."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests import builders
from tests.builders import GUIDE, OURS, Origin, card, result
from tests.handlers.desk import HARBOUR, Desk, content

SOMEBODY = str(uuid.UUID(int=7))


def refused(desk: Desk, **changes: Any) -> list[dict[str, Any]]:
    """What the check says, which is what submitting says; and submitting leaves everything as it was."""
    before = desk.items()
    checked = desk.centre("POST", f"/api/drafts/{SOMEBODY}/check", {"content": content(**changes)}).ok()["problems"]
    reply = desk.submit(SOMEBODY, **changes)
    assert reply.status == 422
    assert reply.body["errors"] == checked
    assert desk.items() == before
    return reply.body["errors"]


def only(errors: list[dict[str, Any]]) -> tuple[str, str]:
    """Code and field of the one refusal; it says its rule and the rule's source."""
    (error,) = errors
    assert error["rule"]
    assert error["source"] in {GUIDE, OURS}
    return error["code"], error["field"]


def listed(desk: Desk, **query: str) -> dict[str, dict[str, Any]]:
    asked = {"series": "2022-06", "syllabus": "0580", "service": "2", **query}
    return {each["number"]: each for each in desk.centre("GET", "/api/register", **asked).ok()["candidates"]}


@pytest.mark.proves("CI-05", "BY-02")
def test_a_component_that_the_candidate_was_exempted_from_is_refused(desk: Desk) -> None:
    desk.put(builders.card(exempt=("42",), version=1))
    assert only(refused(desk)) == ("component_exempt", "candidates.0713")
    assert desk.submit(components=("22",)).status == 200


@pytest.mark.proves("CI-05")
def test_without_components_there_is_no_enquiry(desk: Desk) -> None:
    assert only(refused(desk, components=())) == ("components_missing", "components")


@pytest.mark.proves("CI-07", "BY-02")
def test_one_calculated_mark_refuses_the_candidates_whole_request(desk: Desk) -> None:
    desk.put(builders.card(results=(result("22"), result("42", 80, Origin.CALCULATED)), version=1))
    assert only(refused(desk)) == ("component_calculated", "candidates.0713")


@pytest.mark.proves("CI-07", "BY-02")
def test_every_component_needs_a_mark_from_an_exam_or_from_moderation(desk: Desk) -> None:
    desk.put(builders.card(results=(result("22"), result("42", None, Origin.NONE)), version=1))
    assert only(refused(desk)) == ("component_no_mark", "candidates.0713")


@pytest.mark.proves("CI-08", "CI-06", "BY-02")
@pytest.mark.parametrize("service", ["1", "1S", "2", "2S"])
def test_after_one_request_no_other_re_check_or_review_is_taken_for_the_candidate_and_syllabus(desk: Desk, service: str) -> None:
    made = desk.submitted(components=("22",))
    errors = refused(desk, service=service, components=("42",))
    assert only(errors) == ("already_enquired", "candidates.0713")
    assert made["reference"] in errors[0]["message"]
    assert desk.submit(syllabus="0610", service=service, components=("42",)).status == 200, "another syllabus is free"


@pytest.mark.proves("CI-08")
def test_also_a_completed_enquiry_keeps_the_candidate_from_another(desk: Desk) -> None:
    id = desk.acknowledged(components=("22",))
    desk.mark(id).ok()
    assert desk.decide(id)["status"] == "completed"
    assert only(refused(desk, components=("42",))) == ("already_enquired", "candidates.0713")


@pytest.mark.proves("CI-09", "BY-02")
@pytest.mark.parametrize(
    ("service", "syllabus", "components", "code", "field"),
    [
        ("2", "0610", ("22",), "component_kind", "components"),
        ("2S", "0610", ("22", "62"), "component_kind", "components"),
        ("1S", "0400", ("01",), "syllabus_trait", "service"),
        ("2S", "0400", ("01",), "syllabus_trait", "service"),
        ("1", "0500", ("03",), "component_assessor", "components"),
        ("2", "0500", ("12", "03"), "component_assessor", "components"),
    ],
)
def test_a_service_is_refused_where_the_catalogue_does_not_offer_it(
    desk: Desk, service: str, syllabus: str, components: tuple[str, ...], code: str, field: str
) -> None:
    assert only(refused(desk, service=service, syllabus=syllabus, qualification="", components=components)) == (code, field)


@pytest.mark.proves("CI-09")
@pytest.mark.parametrize(("service", "syllabus", "components"), [("1", "0610", ("22",)), ("1S", "0610", ("22",)), ("2", "0400", ("01",))])
def test_a_service_is_taken_where_the_catalogue_offers_it(desk: Desk, service: str, syllabus: str, components: tuple[str, ...]) -> None:
    assert desk.submit(service=service, syllabus=syllabus, components=components).status == 200


@pytest.mark.proves("CI-21", "BY-02")
@pytest.mark.parametrize("declared", [[], ["complete"], ["consent"], ["complete", "complete"], ["complete", "something"]])
def test_without_both_declarations_a_submission_is_refused_with_a_message_that_says_so(desk: Desk, declared: list[str]) -> None:
    before = desk.items()
    reply = desk.submit(declarations=declared)
    assert reply.status == 422
    assert only(reply.body["errors"]) == ("declarations_missing", "declarations")
    assert "Tick every declaration" in reply.body["errors"][0]["message"]
    assert desk.items() == before


@pytest.mark.proves("CI-13", "BY-02")
def test_the_centres_address_must_be_confirmed_and_be_the_one_in_my_centre_details(desk: Desk) -> None:
    assert only(refused(desk, contact_email_confirmed=False)) == ("contact_email_unconfirmed", "contact_email_confirmed")
    assert only(refused(desk, contact_email="new@northfield.example")) == ("contact_email_differs", "contact_email")
    details = desk.centre("GET", "/api/centre").ok()["organisation"]
    assert details["contact_email"] == "exams@northfield.example"
    wanted = {"contact_email": "new@northfield.example", "version": details["version"]}
    assert desk.centre("PUT", "/api/centre", wanted).ok()["organisation"]["contact_email"] == "new@northfield.example"
    assert desk.submit(contact_email="new@northfield.example").status == 200


def test_a_correction_of_the_address_does_not_overwrite_a_colleagues(desk: Desk) -> None:
    version = desk.centre("GET", "/api/centre").ok()["organisation"]["version"]
    desk.centre("PUT", "/api/centre", {"contact_email": "first@northfield.example", "version": version}).ok()
    second = desk.centre("PUT", "/api/centre", {"contact_email": "second@northfield.example", "version": version})
    assert (second.status, second.codes) == (409, ["changed_meanwhile"])
    assert desk.centre("GET", "/api/me").ok()["organisation"]["contact_email"] == "first@northfield.example"


def test_every_problem_is_named_at_once(desk: Desk) -> None:
    errors = refused(desk, contact_email_confirmed=False, components=("22", "22", "99"), candidates=("0713", "9999"), series="2019-01")
    assert {"contact_email_unconfirmed", "component_twice", "component_unknown", "candidate_unknown", "series_unknown"} <= {
        each["code"] for each in errors
    }


def test_more_candidates_than_one_submission_takes_are_refused(desk: Desk) -> None:
    numbers = [f"{each:04d}" for each in range(200, 221)]
    for number in numbers:
        desk.put(builders.card(number, version=1))
    assert only(refused(desk, candidates=tuple(numbers))) == ("candidates_too_many", "candidates")
    assert len(desk.submitted(candidates=tuple(numbers[:20]))["enquiries"]) == 20


# --- before submitting


@pytest.mark.proves("BY-01")
def test_fee_and_waiver_are_shown_before_submission(desk: Desk) -> None:
    fee = desk.centre("POST", f"/api/drafts/{SOMEBODY}/check", {"content": content(candidates=("0713", "0714"))}).ok()["fee"]
    assert fee["lines"] == [
        {"candidate": "0713", "money": {"amount": "104.00", "currency": "GBP"}},
        {"candidate": "0714", "money": {"amount": "104.00", "currency": "GBP"}},
    ]
    assert fee["total"] == {"amount": "208.00", "currency": "GBP"}
    assert "no charge where the enquiry changes the syllabus grade" in fee["waiver"]
    assert fee["demonstration"] is True
    assert "not the awarding body" in fee["explanation"]


def test_the_check_shows_answers_declarations_and_deadline(desk: Desk) -> None:
    checked = desk.centre("POST", f"/api/drafts/{SOMEBODY}/check", {"content": content(note="Parents asked")}).ok()
    assert {each["field"]: each["value"] for each in checked["summary"]} == {
        "series": "June 2022",
        "route": "Examinations",
        "service": "Service 2: Review of marking",
        "syllabus": "0580 Mathematics (Cambridge IGCSE)",
        "components": "22 Paper 2 (Extended)\n42 Paper 4 (Extended)",
        "candidates": "0713 Amina Osei",
        "contact_email": "exams@northfield.example",
        "note": "Parents asked",
    }
    assert [each["id"] for each in checked["declarations"]] == ["complete", "consent"]
    assert checked["deadline"]["text"] == "the end of 20 September 2022 (Europe/London)"
    assert checked["deadline"]["days_remaining"] == 29


@pytest.mark.proves("CI-18")
@pytest.mark.parametrize(
    ("typed", "found"),
    [("", ["0015", "0713", "0714"]), ("713", ["0713"]), ("0713", ["0713"]), ("71", ["0713", "0714"]), ("15", ["0015"]), ("ngu", ["0714"])],
)
def test_candidates_are_filtered_by_number_with_or_without_zeros_by_name_or_all_listed(desk: Desk, typed: str, found: list[str]) -> None:
    assert list(listed(desk, typed=typed)) == found


@pytest.mark.proves("CI-19", "BY-02")
def test_a_candidate_already_enquired_about_is_listed_as_unavailable_with_why(desk: Desk) -> None:
    made = desk.submitted(candidates=("0714",))
    for service in ("1", "1S", "2", "2S"):
        candidates = listed(desk, service=service, components="22,42")
        assert candidates["0713"]["unavailable"] == []
        assert only(candidates["0714"]["unavailable"]) == ("already_enquired", "candidates.0714")
        assert made["reference"] in candidates["0714"]["unavailable"][0]["message"]


def test_a_centre_lists_its_own_candidates_only(desk: Desk) -> None:
    asked = {"series": "2022-06", "syllabus": "0580"}
    theirs = desk.centre("GET", "/api/register", by=HARBOUR, **asked).ok()["candidates"]
    assert [(each["number"], each["name"]) for each in theirs] == [("0713", "Dilip Rao")]
    assert desk.centre("GET", "/api/register", series="2022-06", syllabus="9999").ok() == {
        "candidates": [],
        "found": 0,
        "total": 0,
        "boundaries": None,
    }


def test_of_many_candidates_the_first_are_listed_and_a_search_finds_the_others(desk: Desk) -> None:
    for number in range(120):
        desk.put(card(f"{1000 + number}", name=f"Zofia {number:03}", version=1))

    def asked(**changes: str) -> Any:
        return desk.centre("GET", "/api/register", series="2022-06", syllabus="0580", service="2", components="22", **changes).ok()

    first = asked(most="100")
    assert (len(first["candidates"]), first["found"], first["total"]) == (100, 123, 123)
    assert [each["number"] for each in first["candidates"][:4]] == ["0015", "0713", "0714", "1000"]
    last = asked(most="100", typed="zofia 1119")
    assert ([each["number"] for each in last["candidates"]], last["found"], last["total"]) == (["1119"], 1, 123)
    downwards = asked(most="2", order="name_down")
    assert [each["number"] for each in downwards["candidates"]] == ["1119", "1118"]
    assert len(asked()["candidates"]) == 123, "without a limit everybody is listed"
