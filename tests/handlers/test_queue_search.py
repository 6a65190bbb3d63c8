"""Staff find an enquiry by whom it is about, and narrow a queue to what is theirs to do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from functions.actions.staff import queue as queues
from tests.builders import card
from tests.handlers.desk import CASEWORKER, OTHER_BOARD, STAFF_ISSUER, SUPERVISOR, Desk, claims


@pytest.fixture
def both(desk: Desk) -> tuple[str, str]:
    """An acknowledged enquiry about Núñez under service 2, and a received one about Nguyen under service 1."""
    desk.put(card(name="José Núñez", version=2))
    nunez = desk.acknowledged(note="His mother rang")
    desk.now += timedelta(minutes=1)
    return nunez, desk.received(candidates=("0714",), service="1")


def found(desk: Desk, stage: str = "all", *, by: str = CASEWORKER, **asked: str) -> list[str]:
    return [each["id"] for each in desk.staff("GET", "/queue", by=by, stage=stage, **asked).ok()["enquiries"]]


@pytest.mark.parametrize("typed", ["nunez", "NÚÑEZ josé", "713", "0713", "zz101 nunez", "northfield 0713"])
def test_staff_find_an_enquiry_by_its_candidates_number_or_name_and_by_its_centre(desk: Desk, both: tuple[str, str], typed: str) -> None:
    nunez, _ = both
    assert found(desk, typed=typed) == [nunez]
    assert found(desk, "acknowledged", typed=typed) == [nunez]
    assert found(desk, "received", typed=typed) == []


def test_staff_find_an_enquiry_by_its_reference_and_not_by_the_note_which_is_the_centres_own(desk: Desk, both: tuple[str, str]) -> None:
    nunez, _ = both
    assert found(desk, typed=desk.case(nunez)["reference"]) == [nunez]
    assert found(desk, typed="mother rang") == []


def test_all_stages_are_in_order_of_receipt_and_a_centres_number_brings_what_has_ended_too(desk: Desk, both: tuple[str, str]) -> None:
    nunez, nguyen = both
    assert found(desk) == [nunez, nguyen]
    number = desk.case(nunez)["number"]
    desk.completed(nunez)
    assert found(desk) == [nguyen]
    assert found(desk, typed="nunez") == []
    assert found(desk, typed=number) == [nunez]
    assert found(desk, typed="ZZ101") == [nguyen, nunez]
    assert found(desk, typed="zz101 núñez") == [nunez]
    assert found(desk, typed="zz202") == []


def test_what_is_typed_is_decoded_and_at_most_eighty_characters_of_any_script_are_taken(desk: Desk, both: tuple[str, str]) -> None:
    nunez, _ = both
    assert found(desk, typed=" núñez ") == [nunez]
    for typed in ("é" * 80, "阮" * 80, "100%", "%C3%B1"):
        assert found(desk, typed=typed) == []
    assert desk.staff("GET", "/queue", stage="all", typed="é" * 81).status == 400


def test_a_queue_is_narrowed_by_service_and_by_who_has_it(desk: Desk, both: tuple[str, str]) -> None:
    nunez, nguyen = both
    assert [found(desk, service=code) for code in ("2", "1", "1S")] == [[nunez], [nguyen], []]
    assert found(desk, "received", service="1") == [nguyen]
    assert found(desk, "received", service="2") == []
    desk.staff("POST", f"/enquiries/{nguyen}/handler", {"version": desk.case(nguyen)["version"]}, by=SUPERVISOR).ok()
    assert found(desk, owner="own", by=SUPERVISOR) == [nguyen]
    assert found(desk, "received", owner="own") == []
    assert found(desk, "received", owner=SUPERVISOR) == [nguyen]
    assert nguyen not in found(desk, owner="nobody")
    assert found(desk, "received", owner="nobody") == []


def test_a_narrowed_queue_goes_on_where_its_page_ended(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "PAGE", 1)
    ids = []
    for number, code in (("0713", "1"), ("0714", "2"), ("0015", "1")):
        desk.now += timedelta(minutes=1)
        ids.append(desk.received(candidates=(number,), service=code))
    first = desk.staff("GET", "/queue", stage="received", service="1").ok()
    assert ([each["id"] for each in first["enquiries"]], first["more"]) == ([ids[0]], False)
    second = desk.staff("GET", "/queue", stage="received", service="1", after=first["next"]).ok()
    assert ([each["id"] for each in second["enquiries"]], second["next"]) == ([ids[2]], None)


def test_all_stages_say_when_there_is_more_than_was_looked_at(desk: Desk, both: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    desk.received(candidates=("0015",))
    assert desk.staff("GET", "/queue", stage="all").ok()["more"] is False
    monkeypatch.setattr(queues, "MOST_COUNTED", 1)
    assert desk.staff("GET", "/queue", stage="all").ok()["more"] is True


def test_staff_of_another_awarding_body_find_nothing_of_this_one(desk: Desk, both: tuple[str, str]) -> None:
    other = claims(OTHER_BOARD, issuer=STAFF_ISSUER)
    for typed in ("nunez", "ZZ101", desk.case(both[0])["number"]):
        assert desk.staff("GET", "/queue", by=other, stage="all", typed=typed).status == 404
