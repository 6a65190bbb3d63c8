"""Who may do what: every role, every act, own and other organisations, both pools."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.domain.errors import Malformed, NotFound
from functions.domain.people.people import ROLE_TEXT, Role
from functions.domain.people.permissions import Act, acting_for, acts_of, allow, may
from tests.builders import membership, person

CENTRE_ROLES = {Role.EXAMS_OFFICER, Role.HEAD_OF_CENTRE}
BODY_ROLES = {Role.CASEWORKER, Role.SUPERVISOR}
# Who may, with what belongs to an organisation of theirs: role, act, and the pool that must vouch for them.
MAY = (
    {(Role.HEAD_OF_CENTRE, Act.ASK_AS_HEAD, False), (Role.VIEWER, Act.READ, False), (Role.EXAMS_OFFICER, Act.IMPORT_OWN, False)}
    | {(Role.COORDINATOR, Act.MANAGE_PEOPLE, False)}
    | {(role, Act.BE_STAFF, True) for role in (*BODY_ROLES, Role.FINANCE, Role.COORDINATOR)}
    | {
        (role, act, True)
        for role, act in ((Role.COORDINATOR, Act.MANAGE_STAFF), (Role.COORDINATOR, Act.ADMIT), (Role.SUPERVISOR, Act.ADMIT))
    }
    | {(role, act, False) for role in CENTRE_ROLES for act in (Act.READ, Act.ASK, Act.CORRECT_CENTRE)}
    | {(role, act, True) for role in BODY_ROLES for act in (Act.HANDLE, Act.IMPORT, Act.SEE_FAILURES)}
    | {(Role.ASSOCIATE, Act.FORWARD, False)}
    | {(Role.FINANCE, Act.BILL, True), (Role.FINANCE, Act.READ_BILLS, True), (Role.SUPERVISOR, Act.READ_BILLS, True)}
)
EVERY = list(product(Role, Act, [False, True]))


def looks(raised: pytest.ExceptionInfo[NotFound]) -> list[object]:
    """All that somebody gets to see of a NotFound."""
    return [(each.code, each.message, each.field, each.rule, each.source) for each in raised.value.problems]


def absent() -> list[object]:
    with pytest.raises(NotFound) as raised:
        raise NotFound
    return looks(raised)


@pytest.mark.parametrize(("role", "act", "staff_pool"), EVERY)
def test_in_their_own_organisation_each_role_may_do_its_own_work_through_its_own_pool_and_nothing_else(
    role: Role, act: Act, staff_pool: bool
) -> None:
    who = person(membership(role), staff_pool=staff_pool)
    allowed = (role, act, staff_pool) in MAY
    assert may(who, act, "northfield") is allowed
    if allowed:
        assert allow(who, act, "northfield") == membership(role)
    else:
        with pytest.raises(NotFound) as raised:
            allow(who, act, "northfield")
        assert looks(raised) == absent()


@pytest.mark.parametrize(("role", "act", "staff_pool"), EVERY)
def test_with_what_belongs_to_another_organisation_nobody_may_do_anything_and_it_looks_absent(
    role: Role, act: Act, staff_pool: bool
) -> None:
    who = person(membership(role), staff_pool=staff_pool)
    assert not may(who, act, "harbour")
    for organisation in ("harbour", "nowhere", None):
        with pytest.raises(NotFound) as raised:
            allow(who, act, organisation)
        assert looks(raised) == absent()


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("staff_pool", [False, True])
def test_somebody_without_an_organisation_may_do_nothing(act: Act, staff_pool: bool) -> None:
    nobody = person(staff_pool=staff_pool).model_copy(update={"memberships": ()})
    for chosen in (None, "northfield"):
        with pytest.raises(NotFound):
            acting_for(nobody, act, chosen)


def test_a_role_in_one_organisation_gives_nothing_in_another() -> None:
    who = person(membership(Role.EXAMS_OFFICER, "northfield"), membership(Role.ASSOCIATE, "harbour"))
    assert may(who, Act.ASK, "northfield")
    assert not may(who, Act.ASK, "harbour")
    assert allow(who, Act.READ, "northfield").organisation == "northfield"


def test_a_staff_role_held_through_the_other_pool_counts_for_nothing() -> None:
    both = (membership(Role.SUPERVISOR, "board"), membership(Role.EXAMS_OFFICER, "northfield"))
    assert not may(person(*both), Act.HANDLE, "board")
    assert may(person(*both), Act.ASK, "northfield")
    assert may(person(*both, staff_pool=True), Act.HANDLE, "board")
    assert not may(person(*both, staff_pool=True), Act.ASK, "northfield")


def test_who_belongs_to_one_organisation_need_not_choose_it() -> None:
    assert acting_for(person(), Act.ASK, None).organisation == "northfield"


def test_who_belongs_to_several_is_asked_to_choose_and_can_choose_only_their_own() -> None:
    who = person(membership(organisation="northfield"), membership(organisation="harbour"))
    with pytest.raises(Malformed) as raised:
        acting_for(who, Act.ASK, None)
    assert [(each.code, each.field) for each in raised.value.problems] == [("choose_organisation", "organisation")]
    assert acting_for(who, Act.ASK, "harbour").organisation == "harbour"
    with pytest.raises(NotFound):
        acting_for(who, Act.ASK, "lakeside")


def test_organisations_where_the_act_is_not_permitted_are_no_choice() -> None:
    who = person(membership(Role.EXAMS_OFFICER, "northfield"), membership(Role.ASSOCIATE, "meridian"))
    assert acting_for(who, Act.ASK, None).organisation == "northfield"


def test_two_roles_in_one_organisation_are_one_organisation() -> None:
    who = person(membership(Role.ASSOCIATE), membership(Role.HEAD_OF_CENTRE), membership(Role.EXAMS_OFFICER))
    assert acting_for(who, Act.ASK, None).role is Role.HEAD_OF_CENTRE


@given(
    st.lists(st.builds(membership, st.sampled_from(Role), st.sampled_from(["northfield", "harbour", "board"])), max_size=4),
    st.sampled_from(Act),
    st.booleans(),
    st.sampled_from(["northfield", "harbour", "board", "nowhere"]),
)
def test_a_permission_always_rests_on_a_membership_of_that_very_organisation(
    memberships: list[object], act: Act, staff_pool: bool, organisation: str
) -> None:
    who = person(staff_pool=staff_pool).model_copy(update={"memberships": tuple(memberships)})
    try:
        found = allow(who, act, organisation)
    except NotFound:
        assert not may(who, act, organisation)
    else:
        assert found in who.memberships
        assert found.organisation == organisation
        assert (found.role, act, staff_pool) in MAY


@pytest.mark.parametrize("role", list(Role))
def test_what_a_page_offers_a_role_is_what_the_role_may_do(role: Role) -> None:
    assert set(acts_of(role)) == {act for each, act, _ in MAY if each is role}


def test_every_role_has_its_name() -> None:
    assert ROLE_TEXT == {
        Role.EXAMS_OFFICER: "Exams officer",
        Role.HEAD_OF_CENTRE: "Head of Centre",
        Role.VIEWER: "Viewer",
        Role.ASSOCIATE: "Associate",
        Role.CASEWORKER: "Caseworker",
        Role.SUPERVISOR: "Supervisor",
        Role.FINANCE: "Finance",
        Role.COORDINATOR: "Coordinator",
    }
    assert set(ROLE_TEXT) == set(Role)
