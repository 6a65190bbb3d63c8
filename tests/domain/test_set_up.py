"""What a new centre sets up: each item is for those who may do it, and done when the centre's own data say so."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from functions.domain.centre_desk.set_up import portals_of, series_begun, set_up_items
from functions.domain.centre_desk.terms import CentreTerms, OwnCharge, OwnDate
from functions.domain.people.members import Member, Members
from functions.domain.people.people import Role
from functions.domain.people.permissions import Act
from tests.builders import CAMBRIDGE, catalogue, organisation

EVERYTHING = {Act.CORRECT_CENTRE, Act.MANAGE_PEOPLE, Act.IMPORT_OWN}
OFFICER = Member(id="1", name="Amara Okafor", email="a@northfield.example", roles=(Role.EXAMS_OFFICER, Role.COORDINATOR))
ALONE = Members(organisation="northfield", people=(OFFICER,))


def items(*, version: int = 1, members: Members = ALONE, terms: CentreTerms | None = None, **changes: Any) -> list[tuple[str, bool]]:
    asked = {"permitted": EVERYTHING, "portals": True, "results": False} | changes
    found = set_up_items(organisation(version=version), members, terms or CentreTerms(), **asked)
    return [(each["key"], each["done"]) for each in found]


def test_nothing_is_done_for_a_centre_that_has_just_been_invited() -> None:
    assert items() == [("address", False), ("colleagues", False), ("own_dates", False), ("results", False)]


def test_the_address_is_checked_once_somebody_of_the_centre_has_saved_it() -> None:
    assert items(version=2)[0] == ("address", True)


def test_colleagues_are_there_once_somebody_else_is_invited_and_not_once_they_have_left() -> None:
    head = Member(id="2", name="Rhys Pritchard", email="r@northfield.example", roles=(Role.HEAD_OF_CENTRE,))
    assert items(members=ALONE.with_member(head))[1] == ("colleagues", True)
    gone = head.model_copy(update={"left_at": "2022-08-22T09:00:00Z"})
    assert items(members=ALONE.with_member(gone))[1] == ("colleagues", False)


def test_own_dates_are_there_with_the_first_date_or_charge() -> None:
    day = OwnDate(body=CAMBRIDGE, series="2022-06", route="standard", service="2", closes_on=date(2022, 9, 13))
    charge = OwnCharge(body=CAMBRIDGE, route="standard", service="2", amount=Decimal("7.50"))
    assert items(terms=CentreTerms(dates=(day,)))[2] == ("own_dates", True)
    assert items(terms=CentreTerms(charges=(charge,)))[2] == ("own_dates", True)
    assert items(terms=CentreTerms(payment_text="At the finance office.", version=3))[2] == ("own_dates", False)


def test_results_are_the_centres_to_bring_in_only_where_a_body_has_a_portal_of_its_own() -> None:
    assert items(results=True)[3] == ("results", True)
    assert [key for key, _ in items(portals=False)] == ["address", "colleagues", "own_dates"]
    bodies = list(catalogue().bodies.values())
    assert [each.id for each in portals_of(organisation(centres={CAMBRIDGE: "ZZ101", "aqa": "10101"}), bodies)] == ["aqa"]
    assert portals_of(organisation(), bodies) == []


@pytest.mark.parametrize(
    ("permitted", "keys"),
    [
        (set(), []),
        ({Act.MANAGE_PEOPLE}, ["colleagues"]),
        ({Act.CORRECT_CENTRE}, ["address", "own_dates"]),
        ({Act.CORRECT_CENTRE, Act.IMPORT_OWN}, ["address", "own_dates", "results"]),
    ],
)
def test_somebody_has_only_those_items_that_they_may_do(permitted: set[Act], keys: list[str]) -> None:
    assert [key for key, _ in items(permitted=permitted)] == keys


def test_results_are_looked_for_in_the_latest_two_series_whose_month_has_come() -> None:
    aqa = catalogue().bodies["aqa"]
    assert series_begun(aqa, date(2026, 8, 20)) == ["2026-06", "2025-06"]
    assert series_begun(aqa, date(2026, 5, 31))[0] == "2025-06"
    assert series_begun(aqa, date(2021, 5, 31)) == []
