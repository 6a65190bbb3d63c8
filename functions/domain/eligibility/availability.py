"""Whether a service is available for these components and this number of candidates (CI-09, CI-10)."""

from __future__ import annotations

from collections.abc import Iterator

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.services import Service
from functions.domain.catalogue.syllabuses import KIND_TEXT, TRAIT_TEXT, Assessor, Syllabus
from functions.domain.errors import Problem, problem


def component_problems(body: Body, service: Service, syllabus: Syllabus, components: tuple[str, ...]) -> list[Problem]:
    """Return the problems of the syllabus and components with a service, whichever candidates are chosen (CI-09)."""
    found: list[Problem] = []
    allowed = service.availability
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
    for code in components:
        component = syllabus.component(code)
        if component is None:
            found.append(problem("component_unknown", field="components", syllabus=syllabus.code, component=code))
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
