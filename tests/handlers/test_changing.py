"""Amending and cancelling by the centre: what may change, until when it is free, what it frees."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.handlers.desk import Desk, Reply

ACKNOWLEDGED = "2022-08-23 10:00"
TICK = timedelta(microseconds=1)


def cancel(desk: Desk, id: str, **changes: Any) -> Reply:
    return desk.centre("POST", f"/api/enquiries/{id}/cancel", {"version": desk.enquiry(id)["version"], **changes})


def amend(desk: Desk, id: str, service: str = "2", components: tuple[str, ...] = ("22", "42"), **changes: Any) -> Reply:
    body = {"version": desk.enquiry(id)["version"], "service": service, "components": components, **changes}
    return desk.centre("POST", f"/api/enquiries/{id}/amend", body)


@pytest.fixture
def acknowledged(desk: Desk) -> str:
    """An enquiry under service 2S about components 22 and 42, acknowledged on 23 August at 10:00."""
    id = desk.received(service="2S")
    desk.at(ACKNOWLEDGED).acknowledge(id)
    return id


# --- cancelling


@pytest.mark.proves("CI-15")
def test_cancelling_is_free_to_the_last_moment_of_24_hours_from_the_acknowledgement(desk: Desk, acknowledged: str) -> None:
    desk.at("2022-08-24 10:00").at(desk.now - TICK)
    shown = cancel(desk, acknowledged).ok()["enquiry"]
    assert shown["status"] == "cancelled"
    assert shown["fee"]["status"] == "cancelled"
    assert shown["fee"]["charges"] == []


@pytest.mark.proves("CI-15")
@pytest.mark.parametrize("deed", [cancel, lambda desk, id, **more: amend(desk, id, "2S", ("22",), **more)], ids=["cancel", "amend"])
def test_24_hours_after_the_acknowledgement_a_change_costs_the_administration_fee_which_has_to_be_accepted(
    desk: Desk, acknowledged: str, deed: Any
) -> None:
    desk.at("2022-08-24 10:00")
    before = desk.items()
    refused = deed(desk, acknowledged)
    assert (refused.status, refused.codes) == (422, ["charge_not_accepted"])
    assert refused.body["errors"][0]["field"] == "accept_charge"
    assert desk.items() == before
    fee = deed(desk, acknowledged, accept_charge=True).ok()["enquiry"]["fee"]
    assert [each["money"] for each in fee["charges"]] == [{"amount": "25.00", "currency": "GBP"}]


@pytest.mark.proves("CI-08")
def test_a_cancelled_enquiry_frees_the_candidate_for_another(desk: Desk) -> None:
    first = desk.received()
    assert desk.submit(service="1").codes == ["already_enquired"]
    cancel(desk, first).ok()
    assert desk.card().claims == ()
    second = desk.submitted(service="1")["enquiries"][0]["id"]
    assert second != first
    assert [each.enquiry for each in desk.card().claims] == [second]
    entries = desk.centre("GET", "/api/candidates", typed="0713", series="2022-06").ok()["entries"]
    assert [each["service"] for entry in entries for each in entry["enquiries"]] == ["1"]


def test_cancelling_one_of_a_submission_leaves_the_others(desk: Desk) -> None:
    made = desk.submitted(candidates=("0713", "0714"))
    cancel(desk, made["enquiries"][0]["id"]).ok()
    assert desk.enquiry(made["enquiries"][1]["id"])["status"] == "submitted"
    assert desk.card("0714").claims != ()


def test_what_is_finished_can_be_neither_cancelled_nor_amended(desk: Desk) -> None:
    id = desk.acknowledged()
    desk.mark(id).ok()
    desk.decide(id)
    for reply in (cancel(desk, id, accept_charge=True), amend(desk, id, "1", accept_charge=True)):
        assert (reply.status, reply.codes) == (422, ["status_forbids"])
    assert desk.enquiry(id)["status"] == "completed"
    assert desk.card().claims != ()


# --- amending


@pytest.mark.proves("CI-06")
def test_an_amendment_never_adds_a_component(desk: Desk) -> None:
    id = desk.received(components=("22",))
    before = desk.items()
    refused = amend(desk, id, components=("22", "42"))
    assert refused.status == 422
    assert "nothing_added" in refused.codes
    error = next(each for each in refused.body["errors"] if each["code"] == "nothing_added")
    assert error["field"] == "components"
    assert error["rule"]
    assert error["source"]
    swapped = amend(desk, id, components=("42",))
    assert "nothing_added" in swapped.codes
    assert desk.items() == before


@pytest.mark.proves("CI-06")
def test_what_an_amendment_took_out_cannot_be_asked_for_again(desk: Desk) -> None:
    id = desk.received()
    amend(desk, id, components=("22",)).ok()
    assert "nothing_added" in amend(desk, id, components=("22", "42")).codes
    assert desk.submit(components=("42",)).codes == ["already_enquired"]


@pytest.mark.proves("BY-07")
@pytest.mark.parametrize(
    ("deed", "told"),
    [
        (
            lambda desk, id: amend(desk, id, "2", ("42",), reason="Only paper 4 was meant"),
            ("Amended: component 22 taken out, service 2 instead of 2S", "Only paper 4 was meant"),
        ),
        (lambda desk, id: cancel(desk, id, reason="The candidate withdrew"), ("Cancelled", "The candidate withdrew")),
    ],
    ids=["amend", "cancel"],
)
def test_the_history_says_to_centre_and_staff_who_changed_it_when_and_why(
    desk: Desk, acknowledged: str, deed: Any, told: tuple[str, str]
) -> None:
    deed(desk.at("2022-08-23 11:00"), acknowledged).ok()
    for shown in (desk.enquiry(acknowledged), desk.case(acknowledged)):
        last = shown["history"][-1]
        assert (last["at"][:16], last["who"]) == ("2022-08-23T10:00", "Exams officer, Northfield School")
        assert (last["what"], last["why"]) == told


@pytest.mark.proves("CI-15")
def test_an_amendment_within_its_time_is_free_and_asks_for_a_new_acknowledgement(desk: Desk, acknowledged: str) -> None:
    old = desk.enquiry(acknowledged)["documents"][0]
    desk.at("2022-08-23 11:00")
    shown = amend(desk, acknowledged, "2", ("42",), reason="Only paper 4 was meant").ok()["enquiry"]
    assert shown["service"]["code"] == "2"
    assert [line["code"] for line in shown["components"]] == ["42"]
    assert shown["fee"]["money"] == {"amount": "52.00", "currency": "GBP"}
    assert shown["fee"]["charges"] == []
    assert shown["history"][-1]["why"] == "Only paper 4 was meant"
    assert [each.service for each in desk.card().claims] == ["2"]
    (row,) = desk.staff("GET", "/queue", stage="acknowledged").ok()["enquiries"]
    assert row["amended"] is True

    again = desk.at("2022-08-23 12:00").acknowledge(acknowledged)
    assert again["acknowledged_at"] == "2022-08-23T09:00:00.000Z", "the time for changes is not begun anew"
    new = desk.enquiry(acknowledged)["documents"][0]
    assert new["id"] != old["id"]
    assert desk.file(f"documents/{acknowledged}/{old['id']}.pdf"), "what was issued stays"
    assert desk.staff("GET", "/queue", stage="acknowledged").ok()["enquiries"][0]["amended"] is False


@pytest.mark.proves("CI-08", "CI-09")
def test_an_amendment_is_held_to_the_rules_of_the_service_it_changes_to(desk: Desk) -> None:
    desk.submit(service="1", syllabus="0610", components=("22", "42")).ok()
    id = desk.centre("GET", "/api/enquiries", series="2022-06").ok()["enquiries"][0]["id"]
    assert amend(desk, id, "2", ("22", "42")).codes == ["component_kind"]
    assert "service_family" in amend(desk, id, "9", ("42",)).codes
    assert amend(desk, id, "1", ("22", "42")).codes == ["nothing_changed"]
    assert amend(desk, id, "1", ()).codes == ["components_missing"]
    assert amend(desk, id, "2", ("42",)).ok()["enquiry"]["service"]["code"] == "2"


# --- somebody else at the same time


@pytest.mark.parametrize("what", ["note", "cancel", "amend"])
def test_a_change_of_what_somebody_else_changed_meanwhile_is_refused(desk: Desk, what: str) -> None:
    id = desk.received()
    seen = desk.enquiry(id)["version"]
    desk.centre("PUT", f"/api/enquiries/{id}/note", {"note": "A colleague's", "version": seen}).ok()
    before = desk.items()
    sent = (
        {"version": seen}
        | ({"note": "Mine"} if what == "note" else {})
        | ({"service": "1", "components": ["22"]} if what == "amend" else {})
    )
    late = desk.centre("PUT" if what == "note" else "POST", f"/api/enquiries/{id}/{what}", sent)
    assert (late.status, late.codes) == (409, ["changed_meanwhile"])
    assert desk.items() == before


def test_a_change_between_reading_and_writing_is_not_overwritten(desk: Desk) -> None:
    id = desk.received()
    version = desk.enquiry(id)["version"]
    desk.network.first("TransactWriteItems", lambda: desk.acknowledge(id))
    late = desk.centre("POST", f"/api/enquiries/{id}/cancel", {"version": version})
    assert (late.status, late.codes) == (409, ["changed_meanwhile"])
    assert desk.enquiry(id)["status"] == "acknowledged"
    assert desk.card().claims != ()


def test_the_note_can_be_changed_at_any_time(desk: Desk) -> None:
    id = desk.acknowledged()
    desk.mark(id).ok()
    desk.decide(id)
    sent = {"note": "Told the parents", "version": desk.enquiry(id)["version"]}
    assert desk.centre("PUT", f"/api/enquiries/{id}/note", sent).ok()["enquiry"]["note"] == "Told the parents"
