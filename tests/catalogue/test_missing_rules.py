"""What somebody is told who leaves out a rule that refusals cite: its name, how it is written, and what it must say."""

from __future__ import annotations

import pytest

from functions.domain.catalogue_files.faults import body_faults
from tests.builders import body, with_service

SAYS = {
    ("standard", "appeal"): "that an outcome can be appealed against, and in which stages",
    ("standard", "appeal-outcome"): "that an appeal comes after an outcome",
    ("standard", "appeal-signed"): "who makes an appeal",
    ("standard", "associate-agrees"): "that an Associate must agree to a change which costs a fee",
    ("school-assessed", "centre-review"): "that a Centre Review comes first",
    ("school-assessed", "centres-only"): "that only centres can ask",
    ("standard", "group-waits"): "that a report on a group waits for open requests about its candidates, and later ones for the report",
    ("standard", "head-asks"): "what only the Head of Centre can ask for",
    ("standard", "report-waits"): "that a report on a cohort waits for open requests about its candidates",
}


@pytest.mark.parametrize(("route", "rule"), SAYS)
def test_a_route_without_a_rule_is_refused_with_the_rule_s_name_and_what_it_must_say(route: str, rule: str) -> None:
    whole = body()
    routes = tuple(
        each.model_copy(update={"rules": {id: one for id, one in each.rules.items() if id != rule}}) if each.id == route else each
        for each in whole.routes
    )
    faults = [each for each in body_faults(whole.model_copy(update={"routes": routes})) if each.startswith(f"routes.{route}.rules: ")]
    assert faults == [f"routes.{route}.rules: missing {rule}; write `{rule}: {{ text: …, basis: … }}`: {rule} says {SAYS[route, rule]}"]


def test_a_route_whose_service_rules_another_out_needs_the_rule_that_says_so() -> None:
    whole = with_service("1", rules_out=("2",))
    (fault,) = (each for each in body_faults(whole) if each.startswith("routes.standard.rules: "))
    assert fault.endswith(
        " missing ruled-out; write `ruled-out: { text: …, basis: … }`: ruled-out says which service cannot be asked for after which"
    )
