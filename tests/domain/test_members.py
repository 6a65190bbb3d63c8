"""Who may be invited to an organisation, whose roles change, and who leaves it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from functions.domain.errors import Changed, Malformed, NotFound, Refused
from functions.domain.people.members import (
    GiveRoles,
    InvitePerson,
    Member,
    Members,
    invited,
    joined,
    left,
    require_not_joined,
    require_worker,
    with_roles,
)
from functions.domain.people.people import Role
from tests.builders import RESULTS_OUT, membership, organisation, person

MORE = {"name": "Nadia Khan", "email": "nadia@northfield.example", "roles": ("exams_officer",)}


def member(id: str = "m1", *roles: Role, **changes: Any) -> Member:
    fields = {"id": id, "name": f"Name of {id}", "email": f"{id}@northfield.example", "person": f"p-{id}", "joined_at": RESULTS_OUT}
    return Member(**{**fields, "roles": roles or (Role.EXAMS_OFFICER,), **changes})


COORDINATOR = member("boss", Role.EXAMS_OFFICER, Role.COORDINATOR)
STAFF = Members(organisation="northfield", people=(COORDINATOR, member("m1")), version=4)


def invite(those: Members = STAFF, id: str = "m9", **changes: Any) -> Members:
    return invited(those, id, InvitePerson.model_validate(MORE | changes), organisation(), RESULTS_OUT)


def refusal(act: Callable[[], object]) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refused:
        act()
    return [(each.code, each.field) for each in refused.value.problems]


@pytest.mark.proves("BY-21")
def test_somebody_invited_is_in_the_list_with_their_roles_in_order_and_has_not_come_yet() -> None:
    after = invite(roles=("coordinator", "exams_officer"))
    new = after.find("m9")
    assert new
    assert (new.name, new.email, new.roles) == ("Nadia Khan", "nadia@northfield.example", (Role.EXAMS_OFFICER, Role.COORDINATOR))
    assert (new.invited_at, new.joined_at, new.left_at, new.person) == (RESULTS_OUT, None, None, "")
    assert (len(after.present), after.version) == (3, 5)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"name": ""}, [("person_name_missing", "name")]),
        ({"email": ""}, [("person_address_missing", "email")]),
        ({"roles": ()}, [("roles_missing", "roles")]),
        ({"roles": ("caseworker",)}, [("role_not_here", "roles")]),
        ({"roles": ("coordinator",)}, [("coordinator_only", "roles")]),
        ({"email": "M1@Northfield.example"}, [("person_already", "email")]),
        (
            {"name": "", "email": "", "roles": ()},
            [("person_name_missing", "name"), ("person_address_missing", "email"), ("roles_missing", "roles")],
        ),
    ],
    ids=["no name", "no address", "no role", "a role of another organisation", "nothing but to coordinate", "belongs to it", "everything"],
)
def test_an_invitation_that_is_not_complete_is_refused_with_everything_that_is_missing(
    changes: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    assert refusal(lambda: invite(**changes)) == found


def test_somebody_who_has_left_can_be_invited_again_but_not_under_the_same_id() -> None:
    gone = STAFF.with_member(member("m1", left_at=RESULTS_OUT))
    assert len(invite(gone, email="m1@northfield.example").present) == 2
    with pytest.raises(Malformed):
        invite(gone, "m1", email="m1@northfield.example")


def test_two_hundred_people_are_the_most() -> None:
    almost = Members(organisation="northfield", people=tuple(member(f"m{n}") for n in range(199)))
    full = invite(almost, "new")
    assert len(full.present) == 200
    assert refusal(lambda: invite(full, "one-more", email="one-more@northfield.example")) == [("people_too_many", None)]


def test_of_those_who_left_the_latest_three_hundred_are_kept() -> None:
    people = tuple(member(f"m{n}", left_at=RESULTS_OUT) for n in range(300))
    after = left(Members(organisation="northfield", people=(*people, member("last"))), "last", organisation(), RESULTS_OUT)
    assert (len(after.former), after.former[0].id, after.former[-1].id) == (300, "m1", "last")


@pytest.mark.proves("BY-21")
def test_roles_are_given_anew_and_the_same_again_are_no_change() -> None:
    after = with_roles(STAFF, "m1", GiveRoles(version=4, roles=(Role.COORDINATOR, Role.HEAD_OF_CENTRE)).roles, organisation())
    assert after.require_present("m1").roles == (Role.HEAD_OF_CENTRE, Role.COORDINATOR)
    assert refusal(lambda: with_roles(STAFF, "m1", (Role.EXAMS_OFFICER,), organisation())) == [("nothing_changed", "roles")]
    assert refusal(lambda: with_roles(STAFF, "m1", (), organisation())) == [("roles_missing", "roles")]


def test_an_organisation_keeps_a_coordinator_once_it_has_one() -> None:
    assert refusal(lambda: left(STAFF, "boss", organisation(), RESULTS_OUT)) == [("last_coordinator", None)]
    assert refusal(lambda: with_roles(STAFF, "boss", (Role.EXAMS_OFFICER,), organisation())) == [("last_coordinator", None)]
    two = STAFF.with_member(member("other", Role.EXAMS_OFFICER, Role.COORDINATOR))
    assert left(two, "boss", organisation(), RESULTS_OUT).require_present("other").is_coordinator
    without = Members(organisation="northfield", people=(member("m1"), member("m2")))
    assert [each.id for each in left(without, "m1", organisation(), RESULTS_OUT).present] == ["m2"]


def test_nobody_changes_who_has_left_or_never_was_there() -> None:
    gone = STAFF.with_member(member("m1", left_at=RESULTS_OUT))
    for id in ("m1", "nobody"):
        with pytest.raises(NotFound):
            left(gone, id, organisation(), RESULTS_OUT)


def test_drafts_go_to_a_colleague_who_works_on_them_and_has_come() -> None:
    viewer, not_come, gone = member("v", Role.VIEWER), member("n", person=""), member("g", left_at=RESULTS_OUT)
    those = Members(organisation="northfield", people=(member("m1"), viewer, not_come, gone, member("h", Role.HEAD_OF_CENTRE)))
    assert [require_worker(those, each).id for each in ("m1", "h")] == ["m1", "h"]
    for id in ("v", "n", "g", "nobody"):
        assert refusal(lambda id=id: require_worker(those, id)) == [("hand_over_to", "to")]  # type: ignore[misc]


@pytest.mark.proves("BY-21")
def test_an_invitation_is_sent_again_only_to_somebody_who_has_not_come() -> None:
    require_not_joined(member(joined_at=None))
    assert refusal(lambda: require_not_joined(member())) == [("joined_already", None)]


def test_who_comes_to_the_desk_is_listed_once_and_keeps_the_day_on_which_they_came() -> None:
    new = joined(STAFF, person(id="p-new"), (Role.EXAMS_OFFICER,), RESULTS_OUT)
    assert (new.require_present("p-new").name, new.require_present("p-new").joined_at) == ("Olu Ferris", RESULTS_OUT)
    again = joined(new, person(id="p-new"), (Role.HEAD_OF_CENTRE,), RESULTS_OUT.replace(year=2023))
    assert (len(again.people), again.require_present("p-new").joined_at) == (3, RESULTS_OUT)
    assert again.require_present("p-new").roles == (Role.HEAD_OF_CENTRE,)


def test_somebody_is_changed_as_they_were_looked_at() -> None:
    assert STAFF.require_version("m1", 0) == member("m1")
    with pytest.raises(Changed) as refused:
        STAFF.require_version("m1", 1)
    assert [each.code for each in refused.value.problems] == ["changed_meanwhile"]
    with pytest.raises(NotFound):
        STAFF.require_version("m9", 0)


@pytest.mark.proves("BY-21")
def test_roles_in_an_organisation_replace_those_before_and_without_any_left_a_person_is_disabled() -> None:
    officer = person(membership(), membership(Role.VIEWER, "harbour"))
    changed = officer.with_roles(organisation(), (Role.VIEWER, Role.COORDINATOR))
    assert [(each.organisation, each.organisation_name, each.role) for each in changed.memberships] == [
        ("harbour", "Harbour", Role.VIEWER),
        ("northfield", "Northfield School", Role.VIEWER),
        ("northfield", "Northfield School", Role.COORDINATOR),
    ]
    left_here = officer.with_roles(organisation(), ())
    assert ([each.organisation for each in left_here.memberships], left_here.disabled) == (["harbour"], False)
    gone = person(membership()).with_roles(organisation(), ())
    assert (gone.memberships, gone.disabled) == ((), True)
    assert gone.with_roles(organisation(), (Role.VIEWER,)).disabled is False
