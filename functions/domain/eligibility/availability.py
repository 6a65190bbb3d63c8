"""Whether a service is available for these components and this number of candidates (CI-09, CI-10)."""

from __future__ import annotations

from collections.abc import Iterator

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.qualification_types import available_for_type, types_sentence
from functions.domain.catalogue.services import Service
from functions.domain.catalogue.syllabuses import KIND_TEXT, TRAIT_TEXT, Assessor, Syllabus
from functions.domain.errors import Problem, problem


def syllabus_problems(body: Body, service: Service, syllabus: Syllabus) -> list[Problem]:
    """Return the problems of a syllabus with a service, whichever components are chosen: its type of qualification and its traits."""
    found: list[Problem] = []
    allowed = service.availability
    if not available_for_type(body.qualification_types, allowed, syllabus.type):
        found.append(
            problem(
                "qualification_type",
                field="service",
                cites=body.citation_of(types_sentence(body.qualification_types, allowed), service.basis),
                service=service.title,
                qualification=syllabus.qualification,
                syllabus=syllabus.code,
            )
        )
    for trait in syllabus.traits:
        if trait in allowed.excluded_traits:
            found.append(
                problem(
                    "syllabus_trait",
                    field="service",
                    cites=body.citation_of(allowed.traits_sentence, service.basis),
                    service=service.title,
                    trait=TRAIT_TEXT[trait],
                    syllabus=syllabus.code,
                )
            )
    return found


def component_problems(body: Body, service: Service, syllabus: Syllabus, components: tuple[str, ...]) -> list[Problem]:
    """Return the problems of the syllabus and components with a service, whichever candidates are chosen (CI-09)."""
    found = syllabus_problems(body, service, syllabus)
    allowed = service.availability
    for code in components:
        component = syllabus.component(code)
        if component is None:
            found.append(
                body.identifier_problem(body.identifiers.component, code, field="components")
                or problem("component_unknown", field="components", syllabus=syllabus.code, component=code)
            )
            continue
        if component.assessed_by is not allowed.assessed_by:
            assessor = "the awarding body" if allowed.assessed_by is Assessor.BODY else "the centre"
            found.append(
                problem(
                    "component_assessor",
                    field="components",
                    cites=body.citation_of(allowed.assessor_sentence, service.basis),
                    service=service.title,
                    assessor=assessor,
                    component=code,
                )
            )
        if component.kind in allowed.excluded_kinds:
            found.append(
                problem(
                    "component_kind",
                    field="components",
                    cites=body.citation_of(allowed.kinds_sentence, service.basis),
                    service=service.title,
                    component=code,
                    kind=KIND_TEXT[component.kind],
                )
            )
        if allowed.digital and component.digital is (allowed.digital == "excluded"):
            found.append(
                problem(
                    "component_digital",
                    field="components",
                    cites=body.citation_of(allowed.digital_sentence, service.basis),
                    service=service.title,
                    component=code,
                    kind="a digital assessment" if component.digital else "which is not a digital assessment",
                )
            )
    return found


def group_problems(body: Body, service: Service, components: int, candidates: int) -> Iterator[Problem]:
    group = service.availability.group
    assert group
    cited = body.citation_of(service.availability.group_sentence, service.basis)
    if components > group.components:
        yield problem("group_components", field="components", cites=cited, service=service.title)
    if candidates and not group.least <= candidates <= group.most:
        yield problem(
            "group_size", field="candidates", cites=cited, service=service.title, least=group.least, most=group.most, count=candidates
        )
