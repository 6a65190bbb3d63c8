"""The people of an organisation, as those who manage it see them and as everybody else does (BY-21)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from functions.domain.people.history import Actor, Event, What
from functions.domain.people.members import Member, Members
from functions.domain.people.people import Kind, Role
from functions.domain.views.people_pages import people_page
from tests.builders import RESULTS_OUT, organisation

LATER = RESULTS_OUT + timedelta(days=1)


def member(id: str, name: str, *roles: Role, **changes: Any) -> Member:
    fields: dict[str, Any] = {
        "id": id, "name": name, "email": f"{id}@northfield.example", "person": f"p-{id}", "joined_at": RESULTS_OUT, "invited_at": RESULTS_OUT,
    }  # fmt: skip
    return Member(**fields | {"roles": roles or (Role.VIEWER,)} | changes)


PEOPLE = Members(
    organisation="northfield",
    people=(
        member("m2", "nadia Khan", Role.EXAMS_OFFICER, Role.COORDINATOR, version=6),
        member("m1", "Olu Ferris"),
        member("m4", "Ada Bell", person="", joined_at=None),
        member("m3", "Kit Moss", left_at=LATER),
    ),
    version=4,
)


def event(what: What, *, by: str = "p-m2", about: str = "m1", why: str = "") -> Event:
    return Event(what=what, at=LATER, by=Actor(id=by, organisation="northfield"), version=2, about=about, why=why)


def page(*events: Event, you: str = "p-m2", manages: bool = True, kind: Kind = Kind.CENTRE) -> dict[str, Any]:
    return people_page(organisation(kind=kind), PEOPLE, events, {"p-m2": 3}, you=you, manages=manages)


def test_people_are_listed_by_name_with_roles_and_whether_they_have_come() -> None:
    found = page(manages=False)
    assert [each["name"] for each in found["people"]] == ["Ada Bell", "nadia Khan", "Olu Ferris"]
    assert found["people"][1] == {
        "id": "m2", "name": "nadia Khan", "roles": ["exams_officer", "coordinator"], "role_names": ["Exams officer", "Coordinator"],
        "joined": True, "is_you": True, "version": 6, "drafts": 3, "takes_drafts": True,
    }  # fmt: skip
    others = [(each["joined"], each["is_you"], each["drafts"], each["takes_drafts"]) for each in found["people"] if each["id"] != "m2"]
    assert others == [(False, False, 0, False), (True, False, 0, False)]


def test_drafts_can_be_handed_to_somebody_who_works_on_drafts_and_has_an_account() -> None:
    members = Members(
        organisation="northfield",
        people=(
            member("a", "A", Role.HEAD_OF_CENTRE),
            member("b", "B", Role.EXAMS_OFFICER, person=""),
            member("c", "C", Role.VIEWER, Role.EXAMS_OFFICER),
        ),
    )
    found = people_page(organisation(), members, [], {}, you="", manages=False)
    assert [each["takes_drafts"] for each in found["people"]] == [True, False, True]


def test_addresses_days_who_has_left_and_the_history_are_for_those_who_manage_the_list() -> None:
    found, others = page(event(What.ROLES_GIVEN)), page(event(What.ROLES_GIVEN), manages=False)
    assert (found["manages"], others["manages"]) == (True, False)
    assert set(found) - set(others) == {"former", "history"}
    assert set(found["people"][0]) - set(others["people"][0]) == {"email", "invited_at", "joined_at", "left_at"}
    (former,) = found["former"]
    assert (former["name"], former["email"]) == ("Kit Moss", "m3@northfield.example")
    assert (former["invited_at"], former["joined_at"], former["left_at"]) == (
        "2022-08-22T08:00:00.000Z",
        "2022-08-22T08:00:00.000Z",
        "2022-08-23T08:00:00.000Z",
    )
    assert (found["people"][0]["joined_at"], found["people"][0]["left_at"]) == (None, None)


def test_the_history_is_the_latest_fifty_entries_the_last_first_and_names_only_who_is_in_the_list() -> None:
    events = [event(What.ROLES_GIVEN, why=str(number)) for number in range(52)]
    assert [each["why"] for each in page(*events)["history"]] == [str(number) for number in range(51, 1, -1)]
    (known,) = page(event(What.ROLES_GIVEN, why="New term"))["history"]
    assert (known["at"], known["by"], known["about"], known["why"]) == ("2022-08-23T08:00:00.000Z", "nadia Khan", "Olu Ferris", "New term")
    (unknown,) = page(event(What.ROLES_GIVEN, by="p-else", about="m9"))["history"]
    assert (unknown["by"], unknown["about"]) == ("Somebody outside this list", "")


@pytest.mark.parametrize(
    ("kind", "roles"),
    [
        (
            Kind.CENTRE,
            [
                ("exams_officer", "Exams officer", "Drafts, submits and follows enquiries"),
                ("head_of_centre", "Head of Centre", "The same, and makes the requests that only the Head of Centre may make"),
                ("viewer", "Viewer", "Reads everything of the centre, and changes nothing"),
                ("coordinator", "Coordinator", "Beside another role: invites people, gives and takes roles"),
            ],
        ),
        (
            Kind.ASSOCIATE,
            [
                ("associate", "Associate", "Approves and follows the enquiries of Associate Centres"),
                ("coordinator", "Coordinator", "Beside another role: invites people, gives and takes roles"),
            ],
        ),
        (
            Kind.AWARDING_BODY,
            [
                ("caseworker", "Caseworker", "Works through the queue, imports results, issues letters"),
                ("supervisor", "Supervisor", "The same, reads invoices, and invites coordinators of centres"),
                ("finance", "Finance", "Issues invoices and credit notes"),
                ("coordinator", "Coordinator", "Beside another role: invites people, gives and takes roles"),
            ],
        ),
    ],
)
def test_the_roles_of_each_kind_of_organisation_say_what_somebody_may_do(kind: Kind, roles: list[tuple[str, str, str]]) -> None:
    found = page(kind=kind)
    assert [(each["value"], each["name"], each["may"]) for each in found["roles"]] == roles
    assert found["organisation"] == {"id": "northfield", "name": "Northfield School", "kind": kind.value}
