"""Types of qualification: a syllabus has one, and a service may be for some types, or for digital assessments, only."""

from __future__ import annotations

import pytest

from functions.domain.catalogue.availability import Availability
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.qualification_types import QualificationType, types_named
from functions.domain.catalogue.services import Service
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.catalogue_files.narrowing import type_reference_faults, with_types_expanded
from functions.domain.eligibility.availability import component_problems, syllabus_problems
from functions.domain.eligibility.eligibility import problems_of
from tests.builders import REFERENCE, RESULTS_OUT, body, cards, content, organisation, route, service, syllabus
from tests.domain.asking import holds, only

T_LEVEL_ONLY = "Available only for T Level qualifications."


def types() -> tuple[QualificationType, ...]:
    basis = body().syllabuses_basis
    named = (("t-level", "T Level", "t-level"), ("v-cert", "V Cert", "technical-award"), ("cache", "CACHE", "technical-award"))
    return tuple(QualificationType(id=id, name=name, family=family, basis=basis) for id, name, family in named)


def vocational() -> Body:
    return body(qualification_types=types())


def of_type(type: str, *, digital: tuple[str, ...] = ()) -> Syllabus:
    """Return 0580 as a syllabus of a type, with the components in `digital` assessed digitally."""
    name = next(each.name for each in types() if each.id == type)
    components = tuple(each.model_copy(update={"digital": each.code in digital}) for each in syllabus().components)
    return syllabus().model_copy(update={"type": type, "qualification": name, "components": components})


def offered(**availability: object) -> Service:
    return service("2", availability=Availability.model_validate(availability))


@pytest.mark.parametrize(
    ("availability", "sentence", "refused"),
    [
        ({"only_types": ["t-level"]}, T_LEVEL_ONLY, ["v-cert", "cache"]),
        ({"only_types": ["t-level", "v-cert"]}, "Available only for T Level and V Cert qualifications.", ["cache"]),
        ({"only_types": ["technical-award"]}, "Available only for V Cert and CACHE qualifications.", ["t-level"]),
        ({"excluded_types": ["technical-award"]}, "Not available for V Cert or CACHE qualifications.", ["v-cert", "cache"]),
        ({"excluded_types": ["t-level"]}, "Not available for T Level qualifications.", ["t-level"]),
    ],
)
def test_a_service_for_some_types_says_so_and_refuses_the_others_in_the_same_sentence(
    availability: dict[str, list[str]], sentence: str, refused: list[str]
) -> None:
    chosen = offered(**availability)
    assert vocational().availability_sentences(chosen)[0] == sentence
    for each in ("t-level", "v-cert", "cache"):
        found = component_problems(vocational(), chosen, of_type(each), ("22",))
        if each in refused:
            holds(only(found), "qualification_type", "service", sentence)
        else:
            assert found == []


def test_the_refusal_names_the_type_and_the_syllabus() -> None:
    refusal = only(syllabus_problems(vocational(), offered(only_types=["t-level"]), of_type("v-cert")))
    assert refusal.message == "Service 2 is not available for V Cert qualifications such as 0580. Choose another service."


def test_a_service_about_a_whole_syllabus_is_refused_for_another_type_too() -> None:
    about_grade = offered(only_types=["t-level"], whole_syllabus=True)
    at = body(
        qualification_types=types(), syllabuses=(of_type("v-cert"),), routes=(route().model_copy(update={"services": (about_grade,)}),)
    )
    asked = content(components=(), qualification="V Cert")
    holds(
        only(problems_of(asked, at, organisation(), cards(), reference=REFERENCE, now=RESULTS_OUT)),
        "qualification_type", "service", T_LEVEL_ONLY,
    )  # fmt: skip


def test_a_service_without_a_rule_on_types_is_for_all_of_them_and_says_nothing() -> None:
    chosen = offered()
    assert vocational().availability_sentences(chosen) == ["Available for components that the awarding body assessed."]
    assert [component_problems(vocational(), chosen, of_type(each.id), ("22",)) for each in types()] == [[], [], []]


@pytest.mark.parametrize(
    ("rule", "sentence", "refused", "said"),
    [
        ("excluded", "Not available for digital assessments.", "42", "component 42, a digital assessment."),
        ("only", "Available only for digital assessments.", "22", "component 22, which is not a digital assessment."),
    ],
)
def test_a_service_can_be_for_digital_assessments_only_or_for_all_others(rule: str, sentence: str, refused: str, said: str) -> None:
    chosen = offered(digital=rule)
    assert sentence in vocational().availability_sentences(chosen)
    refusal = only(component_problems(vocational(), chosen, of_type("t-level", digital=("42",)), ("22", "42")))
    holds(refusal, "component_digital", "components", sentence)
    assert said in refusal.message
    assert refused in refusal.message


def test_types_are_named_by_id_or_by_family_in_the_order_of_the_catalogue() -> None:
    assert [each.id for each in types_named(types(), ["technical-award", "t-level"])] == ["t-level", "v-cert", "cache"]


def test_cambridge_has_its_two_types_and_every_syllabus_one_of_them() -> None:
    assert [(each.id, each.name) for each in body().qualification_types] == [
        ("igcse", "Cambridge IGCSE"),
        ("as-a-level", "Cambridge International AS & A Level"),
    ]
    assert (syllabus("0580").type, syllabus("0580").qualification) == ("igcse", "Cambridge IGCSE")
    assert (syllabus("9709").type, syllabus("9709").qualification) == ("as-a-level", "Cambridge International AS & A Level")


def test_a_figure_may_name_a_type_by_its_id_or_several_by_their_family_and_nothing_else() -> None:
    kinds = [{"id": "v-cert", "family": "technical-award"}, {"id": "cache", "family": "technical-award"}]
    series = [{"id": "2026-06", "deadlines": {"2": {"types": ["cache", "technical-award", "degree"]}}}]
    data = {"qualification_types": kinds, "series": series}
    assert list(type_reference_faults(data)) == [
        "series.2026-06.deadlines.2.types: no type has the id or the family “degree”; write one of cache, technical-award, v-cert"
    ]
    assert with_types_expanded(data)["series"][0]["deadlines"]["2"]["types"][:2] == ["cache", "v-cert"]
