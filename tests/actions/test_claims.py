"""Claims on cohorts, which no syllabus of the demonstration has two of."""

from __future__ import annotations

from typing import Any

import pytest

from functions.actions.shared import claims
from functions.adapters import keys
from functions.adapters.register import put_cohort
from functions.domain.catalogue.services import Subject
from functions.domain.enquiries.enquiry_parts import Line
from functions.domain.register.cards import CentreSyllabus, Claim, Cohort
from tests.actions.living import World, cohorts_in
from tests.builders import CAMBRIDGE, REFERENCE, RESULTS_OUT, enquiry


@pytest.mark.usefixtures("aws")
def test_a_component_taken_out_of_a_re_moderation_is_free_again_and_the_others_are_not() -> None:
    world = World()
    held = Claim(family=None, service="5", subject=Subject.COHORT, enquiry="e1", reference=REFERENCE, at=RESULTS_OUT)
    for component in ("03", "04"):
        one = Cohort(
            body=CAMBRIDGE, series="2022-06", organisation="northfield", syllabus="0500", component=component, claims=(held,), version=1
        )
        world.table.put(put_cohort(one))
    asked = enquiry(service="5", syllabus="0500", components=("03", "04"), candidates=())
    fewer = asked.changed(lines=(Line(component="03"),))
    world.table.commit(claims.taken_out(world.table, asked, fewer))
    assert {each.component: len(each.claims) for each in cohorts_in(world.items())} == {"03": 1, "04": 0}
    world.table.commit(claims.closed(world.table, fewer, RESULTS_OUT))
    assert {each.component: [claim.open for claim in each.claims] for each in cohorts_in(world.items())} == {"03": [False], "04": []}
    world.table.commit(claims.freed(world.table, fewer))
    assert all(not each.claims for each in cohorts_in(world.items()))
    assert keys.cohort(CentreSyllabus(CAMBRIDGE, "2022-06", "northfield", "0500"), "03") in world.items()


@pytest.mark.usefixtures("aws")
def test_an_enquiry_about_a_candidate_touches_no_cohort(aws: Any) -> None:
    world = World()
    one = enquiry(syllabus="0500", components=("12",))
    assert claims.freed(world.table, one) == claims.closed(world.table, one, RESULTS_OUT) == claims.taken_out(world.table, one, one) == []
