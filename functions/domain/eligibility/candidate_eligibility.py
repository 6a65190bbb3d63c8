"""Whether a candidate can be chosen: what keeps each one from a service, with the rule and its source."""

from __future__ import annotations

from collections.abc import Iterator

from functions.domain.catalogue.availability import NO_GRADE_TEXT
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service
from functions.domain.enquiries import school_assessed_appeals
from functions.domain.enquiries.grade_checks import centre_review_problem
from functions.domain.errors import Problem, problem
from functions.domain.register.cards import Card, Claim, Cohort, Origin


def candidate_problems(
    body: Body,
    route: Route,
    service: Service,
    card: Card,
    components: tuple[str, ...],
    *,
    own: frozenset[str] = frozenset(),
    cohort: Cohort | None = None,
) -> list[Problem]:
    """Return why a candidate cannot be chosen (CI-05, CI-07, CI-08); empty if the candidate can.

    `own` as in `problems_of`; `cohort` is that of the whole syllabus, needed where a check of the cohort counts for its candidates.
    """
    return list(_candidate_problems(body, route, service, card, components, own=own, cohort=cohort))


def _candidate_problems(
    body: Body, route: Route, service: Service, card: Card, components: tuple[str, ...], *, own: frozenset[str], cohort: Cohort | None
) -> Iterator[Problem]:
    field = f"candidates.{card.candidate}"
    if card.route != route.id:  # then nothing else that could be said of this service is of use
        theirs = body.route(card.route)
        yield problem(
            "other_route", field=field, candidate=card.candidate, syllabus=card.syllabus, theirs=theirs.name if theirs else card.route,
            cites=body.citation_on(route, "one-route"),
        )  # fmt: skip
        return
    if service.appeal and (
        stands := school_assessed_appeals.candidate_problem(body, route, service, card, cohort=cohort, own=own, field=field)
    ):
        yield stands
    scope = components if service.once_per == "component" else None
    claim = card.claim_of(service.family, open_only=service.again_when_finished, components=scope) if service.appeal is None else None
    if ruling := _ruled_out_by(route, service, card, components, own):
        yield problem(
            "ruled_out", field=field, candidate=card.candidate, service=service.title, about=f"{ruling.service}, {ruling.reference}",
            cites=body.citation_on(route, "ruled-out"),
        )  # fmt: skip
    if claim and claim.enquiry not in own and service.missing:
        once = body.citation_on(route, "no-result-once")
        yield problem("already_explained", field=field, candidate=card.candidate, syllabus=card.syllabus, about=claim.reference, cites=once)
    elif claim and claim.enquiry not in own:
        about = f"service {claim.service}, {claim.reference}"
        yield problem(
            "already_enquired",
            field=field,
            candidate=card.candidate,
            syllabus=card.syllabus,
            about=about,
            cites=body.citation_on(route, f"once-{service.family}") or body.citation_on(route, "once"),
        )
    if service.availability.grades and card.grade not in service.availability.grades:
        given = NO_GRADE_TEXT.get(card.grade or "", f"grade {card.grade}" if card.grade else "no grade in the register")
        cited = body.citation_of(service.availability.grades_sentence, service.basis)
        yield problem("grade_given", field=field, cites=cited, candidate=card.candidate, grade=given, syllabus=card.syllabus)
    if school_assessed_appeals.needs_centre_review(service) and (
        unreviewed := centre_review_problem(body, route, card, field, f"candidate {card.candidate} in syllabus {card.syllabus}")
    ):
        yield unreviewed
    if not service.availability.about_components:
        return
    for code in components:
        result = card.result(code)
        if code in card.exempt:
            yield problem(
                "component_exempt", field=field, candidate=card.candidate, component=code, cites=body.citation_on(route, "exempt")
            )
        elif result is None:
            yield problem("component_not_taken", field=field, candidate=card.candidate, component=code)
        elif result.origin is Origin.CALCULATED:
            yield problem(
                "component_calculated",
                field=field,
                candidate=card.candidate,
                component=code,
                cites=body.citation_on(route, "no-calculated"),
            )
        elif service.mark_needed and (result.mark is None or result.origin is Origin.NONE):
            yield problem(
                "component_no_mark", field=field, candidate=card.candidate, component=code, cites=body.citation_on(route, "mark-needed")
            )


def _ruled_out_by(route: Route, service: Service, card: Card, components: tuple[str, ...], own: frozenset[str]) -> Claim | None:
    """Return the claim of an earlier request that rules this service out for one of the components, such as one for the original script."""
    for claim in card.claims:
        earlier = route.service(claim.service)
        if service.family and earlier and service.family in earlier.rules_out and claim.enquiry not in own and claim.touches(components):
            return claim
    return None
