"""A review of moderation for a centre whose marks were adjusted: not where all of them were accepted as final (NC-05)."""

from __future__ import annotations

import pytest

from functions.domain.catalogue.bodies import Body
from functions.domain.eligibility.eligibility import accepted_marks_problems
from functions.domain.enquiries.cohort_outcomes import catalogue_faults
from functions.domain.register.cards import Card, Origin
from tests.builders import body, card, result, service, with_service

RULE = "Not available where all of the centre’s marks were accepted as final marks."


def adjusted_only() -> Body:
    return with_service("5", availability=service("5").availability.model_copy(update={"adjusted_only": True}))


def marked(number: str, origin: Origin, mark: int | None = 54, component: str = "03", **changes: object) -> Card:
    return card(number, syllabus="0500", results=(result(component, mark, origin),), **changes)


def refused(*everybody: Card, components: tuple[str, ...] = ("03",)) -> list[str]:
    by = adjusted_only()
    offered = by.routes[0].service("5")
    assert offered
    found = list(accepted_marks_problems(by, by.routes[0], offered, components, everybody))
    assert {each.code for each in found} <= {"marks_accepted"}
    assert {each.rule for each in found} <= {RULE}
    assert all(each.source and each.field == "components" for each in found)
    return [each.message for each in found]


@pytest.mark.proves("NC-05")
def test_where_every_mark_is_the_centres_own_it_is_refused_with_the_rule() -> None:
    (message,) = refused(marked("0713", Origin.CENTRE), marked("0714", Origin.CENTRE))
    assert message == (
        "In component 03 your centre’s marks were all accepted as they were, so Service 5 is not available. Choose another component or service."
    )


@pytest.mark.proves("NC-05")
def test_one_adjusted_mark_is_enough_to_ask() -> None:
    assert refused(marked("0713", Origin.CENTRE), marked("0714", Origin.MODERATION)) == []


def test_who_has_no_mark_is_exempt_or_came_by_another_route_does_not_count() -> None:
    others = (
        marked("0715", Origin.MODERATION, mark=None),
        marked("0716", Origin.MODERATION, exempt=("03",)),
        marked("0717", Origin.MODERATION, route="portfolio"),
    )
    assert len(refused(marked("0713", Origin.CENTRE), *others)) == 1


def test_each_component_is_looked_at_by_itself_and_one_that_nobody_took_is_not_refused_for_this() -> None:
    everybody = (marked("0713", Origin.CENTRE), marked("0714", Origin.MODERATION, component="04"))
    assert len(refused(*everybody, components=("03", "04", "05"))) == 1


def test_the_rule_is_on_the_page_of_the_service_and_a_cohort_stays_the_last_one() -> None:
    said = adjusted_only().routes[0].service("5").availability.sentences  # type: ignore[union-attr]
    assert said[-2:] == [RULE, "Not available for individual candidates; only the work in the original sample is moderated again."]
    assert RULE not in service("5").availability.sentences


def test_it_goes_with_services_about_a_cohort_only() -> None:
    allowed = service("2").availability.model_copy(update={"adjusted_only": True})
    assert list(catalogue_faults(service("2", availability=allowed))) == [
        "availability.adjusted_only: only a service about a cohort and its components has it"
    ]
    assert list(catalogue_faults(adjusted_only().routes[0].service("5"))) == []  # type: ignore[arg-type]
    assert not body().routes[0].service("5").availability.adjusted_only  # type: ignore[union-attr]
