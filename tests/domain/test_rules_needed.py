"""The rules that a route must have because refusals cite them: which kinds of service need which."""

from __future__ import annotations

import pytest

from functions.domain.catalogue_files.faults import body_faults
from tests.builders import body, route

ALWAYS = ["change-until-outcome", "contact-email", "declared", "most-candidates", "once", "one-route", "statement"]
OF_COMPONENTS = ["all-at-once", "component-level", "exempt", "mark-needed", "no-calculated", "one-service"]
OF_GROUPS = ["group-waits"]
OF_COHORTS = ["cohort-once", "cohort-outcome"]
OF_REPORTS_ON_COHORTS = ["report-waits"]
OF_MISSING_RESULTS = ["head-asks", "no-result-once"]
OF_LATE_CHANGES = ["associate-agrees"]


def missing(*codes: str, late_changes: bool = False) -> list[str]:
    """Return the rules that a route with these services is told to write, having none; appeals are offered on none."""
    services = tuple(each for each in route().services if each.code in codes)
    assert len(services) == len(codes)
    fee_rule = route().fee_rule.model_copy(update={"late_change_charged": late_changes})
    alone = route().model_copy(update={"services": services, "rules": {}, "appeals": (), "desk_appeals": (), "fee_rule": fee_rule})
    start = "routes.standard.rules: missing "
    (fault,) = (each for each in body_faults(body(routes=(alone,))) if each.startswith(start))
    return fault.removeprefix(start).split(";")[0].split(", ")


@pytest.mark.parametrize(
    ("services", "more"),
    [
        (("2",), OF_COMPONENTS),
        (("X",), OF_MISSING_RESULTS),
        (("Q",), OF_MISSING_RESULTS),
        (("5",), [*OF_COMPONENTS, *OF_COHORTS, *OF_REPORTS_ON_COHORTS]),
        (("9",), [*OF_COMPONENTS, *OF_GROUPS]),
    ],
)
def test_a_route_needs_the_rules_that_refusals_of_its_services_cite_and_no_others(services: tuple[str, ...], more: list[str]) -> None:
    assert missing(*services) == sorted([*ALWAYS, *more])


def test_a_route_whose_late_changes_are_charged_needs_the_rule_on_the_associate_s_agreement() -> None:
    assert missing("2", late_changes=True) == sorted([*ALWAYS, *OF_COMPONENTS, *OF_LATE_CHANGES])
