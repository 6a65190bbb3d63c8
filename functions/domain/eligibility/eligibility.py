"""Whether a draft may be submitted: every rule, each problem with the rule and its source.

The check button, the submission and the list of candidates call the same functions, so they cannot disagree. All
problems are found at once: nobody should mend a form one message at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from functions.domain.calendar import due
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.deadlines import deadline_problem
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.services import Service, Subject
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.eligibility.availability import component_problems, group_problems, syllabus_problems
from functions.domain.eligibility.candidate_eligibility import candidate_problems
from functions.domain.enquiries import school_assessed_appeals
from functions.domain.enquiries.grade_checks import centre_review_problem, check_request_problems
from functions.domain.enquiries.submission import DraftContent
from functions.domain.errors import Problem, problem
from functions.domain.fields import MOST_CANDIDATES
from functions.domain.people.people import Organisation
from functions.domain.register.cards import WHOLE_SYLLABUS, Card, Cohort, Origin

NO_COHORTS: Mapping[str, Cohort] = {}


def problems_of(
    content: DraftContent,
    body: Body,
    organisation: Organisation,
    cards: Mapping[str, Card],
    *,
    reference: str,
    now: datetime,
    own: frozenset[str] = frozenset(),
    cohorts: Mapping[str, Cohort] = NO_COHORTS,
    everybody: Sequence[Card] = (),
) -> list[Problem]:
    """Return everything that keeps `organisation` from submitting `content` at `now`; empty if nothing does.

    `cards` are the cards of the candidates named, by number; `cohorts` those of the components named, for a service
    about everybody, and `everybody` the cards of all its candidates where the service depends on their marks; `own` the ids of the enquiries that this same submission
    made already, which are no obstacle to repeating it.
    """
    found: list[Problem] = []
    route = body.route(content.route)
    series = body.series_of(content.series)
    service = route.service(content.service) if route else None
    syllabus = body.syllabuses_by_code.get(content.syllabus)
    if not series:
        found.append(problem("series_unknown" if content.series else "series_missing", field="series"))
    elif route and route.id not in series.routes:
        had = " and ".join(each.name for each in body.routes_of(series))
        found.append(problem("route_unknown", field="route", route=route.name, series=series.title, routes=had))
    if not service or (service.appeal and service.appeal.from_outcome):  # that is made from the page of what it is against
        found.append(_no_service(content, body, route))
    elif service.not_yet:
        found.append(problem("service_not_yet", field="service", name=service.title, contact=body.contact.address))
    if series and service and (late := deadline_problem(body, series, service, reference, now)):
        about = [cards[each] for each in content.candidate_numbers(body) if each in cards]
        if late.code != "deadline_passed" or not _follows_in_time(body, service, about, now):
            found.append(late)
    found += contact_problems(content, body, route, organisation)
    if not syllabus:
        if content.syllabus:
            found.append(
                body.identifier_problem(body.identifiers.syllabus, content.syllabus, field="syllabus")
                or problem(
                    "syllabus_unknown", field="syllabus", syllabus=content.syllabus, series=series.title if series else "this series"
                )
            )
        else:
            found.append(problem("syllabus_missing", field="syllabus"))
    elif content.qualification and content.qualification != syllabus.qualification:
        found.append(problem("qualification_mismatch", field="qualification", syllabus=syllabus.code, qualification=syllabus.qualification))
    if service and not service.availability.about_components:
        if content.components:
            rule = service.availability.syllabus_sentence
            found.append(problem("no_components", field="components", cites=body.citation_of(rule, service.basis), service=service.title))
    elif not content.components and (service or not route or route.component_services):
        found.append(problem("components_missing", field="components", cites=body.citation_on(route, "component-level")))
    for code in _twice(content.components):
        found.append(problem("component_twice", field="components", component=code))
    numbers = content.candidate_numbers(body)
    if service and service.subject is Subject.COHORT:
        if numbers:
            cites = body.citation_of(service.availability.sentences[-1], service.basis)
            found.append(problem("no_individuals", field="candidates", service=service.title, cites=cites))
    elif not numbers:
        found.append(problem("candidates_missing", field="candidates"))
    if len(numbers) > MOST_CANDIDATES:
        found.append(
            problem("candidates_too_many", field="candidates", most=MOST_CANDIDATES, cites=body.citation_on(route, "most-candidates"))
        )
    if service and service.availability.one_candidate and len(set(numbers)) > 1:
        cited = body.citation_of(service.availability.candidate_sentence, service.basis)
        found.append(problem("one_candidate", field="candidates", cites=cited, service=service.title))
    for number in _twice(numbers):
        found.append(problem("candidate_twice", field="candidates", candidate=number))
    if route and service and syllabus:
        components = tuple(dict.fromkeys(content.components))
        if service.availability.about_components:
            found += component_problems(body, service, syllabus, components)
        else:
            found += syllabus_problems(body, service, syllabus)
        if service.availability.group:
            found += group_problems(body, service, len(components), len(numbers))
        found += [
            *check_request_problems(content, body, route, service, syllabus=syllabus, cards=cards),
            *school_assessed_appeals.appeal_content_problems(content, body, service),
        ]
        if service.subject is Subject.COHORT:
            if service.availability.adjusted_only:
                found += accepted_marks_problems(body, route, service, components, everybody)
            return found + list(_cohort_problems(body, route, service, syllabus, cohorts=cohorts, own=own))
        for number in dict.fromkeys(numbers):
            card = cards.get(number)
            if card is None:
                found.append(
                    body.identifier_problem(body.identifiers.candidate, number, field=f"candidates.{number}")
                    or problem("candidate_unknown", field=f"candidates.{number}", candidate=number, syllabus=syllabus.code)
                )
            else:
                found += candidate_problems(body, route, service, card, components, own=own, cohort=cohorts.get(WHOLE_SYLLABUS))
    return found


def _no_service(content: DraftContent, body: Body, route: Route | None) -> Problem:
    """Return the problem of a service that is missing, unknown, or offered only on another route.

    The last is refused with the rule of this route: the one on reports on a group for such a report, else the one on the services
    that there are. Where the route states none, it is refused with what the other route offers.
    """
    if not content.service:
        return problem("service_missing", field="service")
    elsewhere = [(each, found) for each in body.routes if (found := each.service(content.service)) and not found.appeal]
    if not route or not elsewhere:
        return problem("service_unknown", field="service")
    its_route, found = elsewhere[0]
    about_group = found.subject is Subject.GROUP
    own_rule = body.citation_on(route, "off-route") if about_group else None
    cites = (
        own_rule
        or body.citation_on(route, "route-services")
        or body.citation_of(f"{found.title}: {found.name} is on offer for the route “{its_route.name}”.", found.basis)
    )
    return problem("service_not_on_route", field="service", cites=cites, service=found.title, route=route.name)


def contact_problems(content: DraftContent, body: Body, route: Route | None, organisation: Organisation) -> list[Problem]:
    """CI-13: the centre's e-mail address is shown, confirmed, and corrected under My centre details only."""
    cited = body.citation_on(route, "contact-email")
    if not content.contact_email:
        return [problem("contact_email_missing", field="contact_email", cites=cited)]
    if content.contact_email != organisation.contact_email:
        return [problem("contact_email_differs", field="contact_email", email=content.contact_email, cites=cited)]
    if not content.contact_email_confirmed:
        return [problem("contact_email_unconfirmed", field="contact_email_confirmed", email=content.contact_email, cites=cited)]
    return []


def _follows_in_time(body: Body, service: Service, cards: Collection[Card], now: datetime) -> bool:
    """Return whether the second window of a service is open for all these candidates: each had one of the services that it can follow,
    and that ended not too long ago."""
    if (following := service.following) is None or not cards:
        return False

    def in_time(card: Card) -> bool:
        ended = [each.ended_at for each in card.claims if each.service in following.services and each.ended_at]
        return bool(ended) and now < due(following.within, max(ended), body.zone, body.closed)

    return all(in_time(card) for card in cards)


def declaration_problems(declared: tuple[str, ...], service: str, body: Body, route: Route | None) -> list[Problem]:
    """Return the problem of declarations that are missing (CI-21).

    The rule is the route's, but for a service with declarations of its own: those say it in the number that there are.
    """
    wanted = route.declarations_for(service) if route else ()
    if set(declared) == {each.id for each in wanted}:
        return []
    what, them = ("the declaration", "it") if len(wanted) == 1 else ("every declaration", "them")
    cites = body.citation_on(route, "declared")
    if wanted and all(each.services for each in wanted):
        cites = body.citation_of(f"{what[0].upper()}{what[1:]} must be ticked before this can be submitted.", wanted[0].basis)
    return [problem("declarations_missing", field="declarations", cites=cites, what=what, them=them)]


def asker_problems(service: Service | None, body: Body, route: Route | None, *, head: bool, reference: str) -> list[Problem]:
    """Return why this person cannot submit a request that only the Head of Centre may (CI-03). Everybody at the centre may prepare it."""
    if service is None or service.asked_by is None or head:
        return []
    return [problem("head_only", field="service", reference=reference, cites=body.citation_on(route, "head-asks"))]


def open_services(body: Body, route: Route, series: Series, now: datetime) -> list[Service]:
    """Return the services that can be asked for in a series at `now`, in the catalogue's order."""
    return [each for each in route.services if not each.not_yet and body.open_for(series, each.code, now)]


def accepted_marks_problems(
    body: Body, route: Route, service: Service, components: tuple[str, ...], everybody: Sequence[Card]
) -> Iterator[Problem]:
    """Yield the components in which every mark of the cohort is the centre's own, accepted as it was: nothing was adjusted (S3)."""
    cited = body.citation_of(service.availability.adjusted_sentence, service.basis)
    for code in components:
        taken = [each.result(code) for each in everybody if each.route == route.id and code not in each.exempt]
        origins = {each.origin for each in taken if each and each.mark is not None}
        if origins == {Origin.CENTRE}:
            yield problem("marks_accepted", field="components", cites=cited, service=service.title, component=code)


def _cohort_problems(
    body: Body, route: Route, service: Service, syllabus: Syllabus, *, cohorts: Mapping[str, Cohort], own: frozenset[str]
) -> Iterator[Problem]:
    """Yield why a cohort cannot be asked about again. Ours: nothing published says whether it may; asking twice at once is a slip."""
    for code, cohort in cohorts.items():
        if unreviewed := centre_review_problem(body, route, cohort, "syllabus", f"the whole cohort in syllabus {syllabus.code}"):
            yield unreviewed
        for claim in cohort.claims:
            if claim.service == service.code and claim.enquiry not in own:
                cited = body.citation_on(route, "cohort-once")
                if code == WHOLE_SYLLABUS:
                    yield problem("already_checked_cohort", field="syllabus", cites=cited, service=service.title, about=claim.reference)
                    continue
                yield problem(
                    "already_enquired_cohort", field="components", cites=cited, service=service.title, component=code, about=claim.reference
                )


def _twice(values: tuple[str, ...]) -> list[str]:
    """Return the values that occur more than once. A component asked for twice would be charged twice."""
    return [value for value, count in Counter(values).items() if count > 1]
