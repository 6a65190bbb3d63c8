"""Appeals about school-assessed grades of November 2021 (SG-07), which start with the form and not from the page of an outcome.

Three kinds are published: against a malpractice decision, which this desk does not record; on procedure, after a post-results
check; and a special enquiry, after a Centre Review. Each candidate of a group has their own appeal (ours).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from functions.domain.catalogue.appealing import After
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service
from functions.domain.enquiries.appeal_records import AppealDetails
from functions.domain.enquiries.submission import DraftContent, FormRow
from functions.domain.errors import Problem, problem
from functions.domain.register.cards import Card, Claim, Claimed
from functions.domain.register.centre_reviews import Asker


def appeal_content_problems(content: DraftContent, body: Body, service: Service) -> Iterator[Problem]:
    """Yield what an appeal does not say: its grounds, and where it can be about several things, which of them."""
    if service.appeal is None:
        return
    concerns = [each.id for each in service.appeal.concerns]
    if concerns and content.concern not in concerns:
        yield problem("concern_missing", field="concern", cites=body.citation_of(service.checks, service.basis))
    if not content.grounds:
        yield problem("grounds_missing", field="grounds")


def candidate_problem(
    body: Body, route: Route, service: Service, card: Card, *, cohort: Claimed | None, own: frozenset[str], field: str
) -> Problem | None:
    """Return why this appeal about a candidate is not possible: one is open, or no check has ended; None if it is possible.

    `own` are the ids of the enquiries of the same submission, `field` the form field of the candidate.
    """
    open_one = card.claim_of(service.family, open_only=True)
    if open_one and open_one.enquiry not in own:
        once = route.rules["appeal-once"]
        return problem(
            "appeal_open", field=field, cites=body.citation(once), candidate=card.candidate, syllabus=card.syllabus,
            about=open_one.reference,
        )  # fmt: skip
    if service.appeal and service.appeal.after is After.CHECK and last_ended_check(route, card, cohort) is None:
        rule = route.rules["appeal"]
        return problem("check_not_ended", field=field, cites=body.citation(rule), candidate=card.candidate, syllabus=card.syllabus)
    return None


def needs_centre_review(service: Service) -> bool:
    """Return whether a Centre Review must come first: before every check, and before appeals that the catalogue names."""
    return service.appeal is None or service.appeal.after is After.CENTRE_REVIEW


def last_ended_check(route: Route, card: Claimed, cohort: Claimed | None) -> Claim | None:
    """Return the claim of the last post-results check, about a candidate or about the cohort, that has ended; else None."""
    checks = {each.code for each in route.grade_checks}
    ended = [claim for about in (cohort, card) if about for claim in about.claims if claim.service in checks and not claim.open]
    return max(ended, key=lambda each: each.at, default=None)


def appeal_details(
    content: DraftContent, route: Route, service: Service, about: Iterable[Card], cohort: Claimed | None
) -> AppealDetails | None:
    """Return what the enquiry keeps of an appeal about one candidate; None for a service that is not an appeal."""
    if service.appeal is None:
        return None
    (card,) = about
    check = last_ended_check(route, card, cohort) if service.appeal.after is After.CHECK else None
    return AppealDetails(
        enquiry=check.enquiry if check else None,
        name=check.reference if check else None,
        grounds=content.grounds,
        concern=content.concern if service.appeal.concerns else "",
        on_behalf=Asker(content.on_behalf),
        centre_review=card.reviews[-1] if service.appeal.after is After.CENTRE_REVIEW else None,
    )


def appeal_rows(content: DraftContent, service: Service | None) -> list[FormRow]:
    """Return what an appeal says besides candidate and syllabus; empty for other services."""
    if service is None or service.appeal is None:
        return []
    concern = next((each.text for each in service.appeal.concerns if each.id == content.concern), "")
    rows = [FormRow("What it is about", concern, "concern")] if service.appeal.concerns else []
    return [*rows, FormRow("Grounds", content.grounds, "grounds")]
