"""Which components, syllabuses and groups a service is for."""

from __future__ import annotations

import pytest

from functions.domain.eligibility.availability import component_problems
from functions.domain.eligibility.eligibility import problems_of
from tests.builders import REFERENCE, RESULTS_OUT, body, card, cards, content, organisation, service, syllabus, without_yet
from tests.domain.asking import MARKING, codes, holds, only, problems

NOT_BY_CAMBRIDGE = "Available for components that the awarding body assessed."
NOT_BY_CENTRE = "Available for components that the centre assessed."


@pytest.mark.proves("CI-09", "BY-02")
@pytest.mark.parametrize("code", [*MARKING, "9"])
def test_services_1_1s_2_2s_and_9_are_for_components_that_cambridge_assessed(code: str) -> None:
    english = syllabus("0500")  # component 03 is coursework that the centre assessed
    refusal = only(component_problems(body(), service(code), english, ("12", "03")))
    holds(refusal, "component_assessor", "components", NOT_BY_CAMBRIDGE)
    assert "Component 03" in refusal.message


@pytest.mark.proves("CI-09", "BY-02")
def test_service_5_is_for_components_that_the_centre_assessed() -> None:
    english = syllabus("0500")
    assert component_problems(body(), service("5"), english, ("03",)) == []
    holds(only(component_problems(body(), service("5"), english, ("12",))), "component_assessor", "components", NOT_BY_CENTRE)


@pytest.mark.proves("CI-09", "BY-02")
@pytest.mark.parametrize(("code", "refused"), [("1", False), ("1S", False), ("2", True), ("2S", True), ("9", True)])
def test_multiple_choice_papers_have_no_review_of_marking_and_no_group_report(code: str, refused: bool) -> None:
    found = component_problems(body(), service(code), syllabus("0610"), ("22", "42"))  # 22 is multiple choice
    if refused:
        holds(only(found), "component_kind", "components", "Not available for multiple-choice question papers.")
        assert "component 22, a multiple-choice question paper" in found[0].message
    else:
        assert found == []


@pytest.mark.proves("CI-09", "BY-02")
@pytest.mark.parametrize(("code", "refused"), [("1", False), ("1S", True), ("2", False), ("2S", True), ("9", False)])
def test_art_and_design_has_no_copies_of_scripts(code: str, refused: bool) -> None:
    found = component_problems(body(), service(code), syllabus("0400"), ("01", "02"))
    if refused:
        holds(only(found), "syllabus_trait", "service", "Not available for Art & Design syllabuses.")
    else:
        assert found == []


@pytest.mark.proves("CI-09")
@pytest.mark.parametrize("code", MARKING)
def test_availability_holds_for_the_whole_submission_as_for_its_parts(code: str) -> None:
    biology = card(syllabus="0610")
    found = problems(content(service=code, syllabus="0610"), biology)
    assert codes(found) == (["component_kind"] if code in ("2", "2S") else [])


@pytest.mark.proves("CI-10")
@pytest.mark.parametrize(("count", "refused"), [(4, True), (5, False), (15, False), (16, True)])
def test_a_group_report_is_about_5_to_15_candidates(count: int, refused: bool) -> None:
    numbers = tuple(f"{n:04d}" for n in range(1, count + 1))
    found = problems(content(service="9", components=("42",), candidates=numbers), *(card(each) for each in numbers))
    groups = [each for each in found if each.code == "group_size"]
    assert bool(groups) is refused
    for each in groups:
        holds(each, "group_size", "candidates", "About one component and a group of 5 to 15 candidates.")


@pytest.mark.proves("CI-10")
def test_a_group_report_is_about_one_component() -> None:
    numbers = tuple(f"{n:04d}" for n in range(1, 6))
    found = problems(content(service="9", candidates=numbers), *(card(each) for each in numbers))
    assert codes(found) == ["group_components"]


def test_what_the_desk_does_not_take_yet_is_refused_with_the_address_to_write_to() -> None:
    refusal = only(problems_of(content(service="2"), without_yet("2"), organisation(), cards(), reference=REFERENCE, now=RESULTS_OUT))
    assert (refusal.code, refusal.field) == ("service_not_yet", "service")
    assert "info@cambridgeinternational.org" in refusal.message
