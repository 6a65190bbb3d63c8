"""A new centre's list of what to set up: ticked from what the centre has, for those who may do it, and cheap to ask for."""

from __future__ import annotations

from typing import Any

from functions import wiring
from functions.adapters.members import put_members
from functions.adapters.table import Put
from functions.domain.people.members import Member, Members
from functions.domain.people.people import Role
from tests.builders import CAMBRIDGE
from tests.handlers.desk import COORDINATOR, HARBOUR, HEAD, OFFICER, VIEWER, Desk, listed
from tests.handlers.portals import AQA, with_aqa
from tests.handlers.test_imports import HEADER

INVITED = {"name": "Nadia Rahman", "email": "nadia@northfield.example", "roles": ["viewer"]}


def items(desk: Desk, *, by: str = OFFICER) -> dict[str, bool]:
    return {each["key"]: each["done"] for each in desk.centre("GET", "/api/set-up", by=by).ok()["items"]}


def alone(who: str) -> None:
    """Leave this person alone in the list of Northfield's people."""
    roles = (Role.EXAMS_OFFICER, Role.COORDINATOR)
    member = Member(id=listed(who), name=f"Name of {who}", email=f"{who}@people.example", roles=roles, person=who)
    put = put_members(Members(organisation="northfield", people=(member,), version=50))
    wiring.table().put(Put(put.item, expect=None))


def test_the_list_ticks_itself_off_from_what_the_centre_has_done(desk: Desk) -> None:
    with_aqa(desk)
    alone(COORDINATOR)
    assert items(desk, by=COORDINATOR) == {"address": False, "colleagues": False, "own_dates": False, "results": False}
    address = {"contact_email": "exams@northfield.example", "version": 1}
    desk.centre("PUT", "/api/centre", address, by=COORDINATOR).ok()
    assert items(desk, by=COORDINATOR) == {"address": True, "colleagues": False, "own_dates": False, "results": False}
    desk.centre("PUT", "/api/people/00000000-0000-4000-8000-00000000000a", INVITED, by=COORDINATOR).ok()
    assert items(desk, by=COORDINATOR) == {"address": True, "colleagues": True, "own_dates": False, "results": False}
    terms = {"version": 0, "body": CAMBRIDGE, "series": "2022-06", "rows": [{"route": "standard", "service": "2", "charge": "7.50"}]}
    desk.centre("PUT", "/api/terms", terms, by=COORDINATOR).ok()
    assert items(desk, by=COORDINATOR) == {"address": True, "colleagues": True, "own_dates": True, "results": False}
    sent: dict[str, Any] = {"body": AQA, "series": "2026-06", "csv": f"{HEADER}\n10101,0801,Carys Bell,8300,8300/1H,44,exam,6"}
    desk.centre("POST", "/api/results", sent | {"accept_removals": True}, by=COORDINATOR).ok()
    assert items(desk, by=COORDINATOR) == {"address": True, "colleagues": True, "own_dates": True, "results": True}


def test_each_person_has_what_they_may_do_and_a_viewer_has_nothing(desk: Desk) -> None:
    with_aqa(desk)
    assert list(items(desk, by=COORDINATOR)) == ["address", "colleagues", "own_dates", "results"]
    assert list(items(desk, by=OFFICER)) == ["address", "own_dates", "results"]
    assert list(items(desk, by=HEAD)) == ["address", "own_dates"]
    assert items(desk, by=VIEWER) == {}
    assert items(desk, by=HARBOUR) == {"address": False, "own_dates": False}, "its only awarding body brings in its results itself"


def test_the_list_takes_one_read_more_than_who_asks_and_one_again_for_results_from_portals(desk: Desk) -> None:
    for who, reads in ((VIEWER, {}), (HARBOUR, {"BatchGetItem": 1})):
        with desk.counting() as called:
            desk.centre("GET", "/api/set-up", by=who).ok()
        assert called == {"GetItem": 1, **reads}, who
    with_aqa(desk)
    with desk.counting() as called:
        desk.centre("GET", "/api/set-up", by=COORDINATOR).ok()
    assert called == {"GetItem": 1, "BatchGetItem": 2}
