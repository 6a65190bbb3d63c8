"""Extensions of an enquiry to other candidates of its centre: when they are allowed, for whom, and what they are (S1, Extensions; CI-27).

The awarding body decides on an extension; a centre cannot ask for one. It is an enquiry for one candidate, without fee, window
for changes or promised day. It starts as acknowledged, since there is nothing to acknowledge, and ends with its outcome letter.
Its claim on the candidate's card excludes no other enquiry (ours), so the centre can still ask for its own review, but reports
on a group wait for it as for any enquiry.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from pydantic import Field

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.services import Subject
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.enquiries.enquiry import Enquiry, default_note, entries_of
from functions.domain.enquiries.enquiry_parts import Extension, Line
from functions.domain.enquiries.statuses import Status, forbidden_step
from functions.domain.enquiries.submission import enquiry_id
from functions.domain.errors import Problem, problem
from functions.domain.fields import CandidateNumber, Request
from functions.domain.register.cards import Card, NamedCandidate, Origin

EXTENDED_ONCE_ACKNOWLEDGED = "An enquiry can be extended once it is acknowledged, and after it is completed."

MOST_EXTENDED = 15  # candidates at once, so that one transaction holds their enquiries, history, numbers and cards
RULE, TERMS = "extension", "extension-terms"
EXTENSION_FREE_TEXT = "No fee: the awarding body extended an enquiry to this candidate."  # from the rule TERMS
ASSESSED_ORIGINS = frozenset({Origin.EXAM, Origin.MODERATION})


class Extend(Request):
    """An extension to make: the candidates, and the reason, which the centre reads."""

    candidates: Annotated[tuple[CandidateNumber, ...], Field(title="Candidates", max_length=60)] = ()
    reason: Annotated[
        str,
        Field(
            title="Why it is extended",
            description="The centre reads this at once. Name no candidate and say nothing about an outcome: the letters do that.",
            max_length=500,
        ),
    ] = ""


def extension_problems(enquiry: Enquiry, body: Body) -> list[Problem]:
    """Return why an enquiry cannot be extended to anybody; empty if it can."""
    route, _, service, _ = entries_of(enquiry, body)
    if enquiry.extends:
        return [problem("extension_itself", number=enquiry.extends.number)]
    if enquiry.appeal or RULE not in route.rules or service.subject is not Subject.CANDIDATE or not service.availability.about_components:
        return [problem("extension_not_for", service=service.title)]
    if enquiry.status not in {Status.ACKNOWLEDGED, Status.COMPLETED}:
        return [forbidden_step(enquiry.status_text, "extended", EXTENDED_ONCE_ACKNOWLEDGED)]
    return []


def extension_id(enquiry: Enquiry, candidate: str) -> str:
    """Return the id of the extension to a candidate; an enquiry has at most one for each."""
    return enquiry_id(enquiry.id, candidate)


def extension_lines(enquiry: Enquiry, card: Card, marks: Mapping[str, int | None]) -> tuple[Line, ...]:
    """Return the lines of an extension: the enquiry's components in which the candidate's work was assessed, with the current mark."""
    looked_at = [each for code in enquiry.components if (each := card.result(code)) and code not in card.exempt]
    return tuple(
        Line(component=each.component, mark_before=marks.get(each.component), marker=each.marker)
        for each in looked_at
        if each.mark is not None and each.origin in ASSESSED_ORIGINS
    )


def candidate_problems(enquiry: Enquiry, route: Route, body: Body, card: Card) -> list[Problem]:
    """Return why an enquiry cannot be extended to this candidate; empty if it can."""
    field = f"candidates.{card.candidate}"
    if any(each.number == card.candidate for each in enquiry.candidates):
        return [problem("extension_own", field=field, candidate=card.candidate)]
    if card.holds(extension_id(enquiry, card.candidate)):
        return [problem("extension_again", field=field, candidate=card.candidate)]
    terms = body.citation(route.rules[TERMS])
    if claim := next((each for each in card.open_claims if each.subject is Subject.CANDIDATE), None):
        return [problem("extension_open", field=field, about=claim.reference, candidate=card.candidate, cites=terms)]
    if not extension_lines(enquiry, card, {}):
        needed = body.citation(route.rules["mark-needed"])
        return [
            problem("extension_no_mark", field=field, components=" or ".join(enquiry.components), candidate=card.candidate, cites=needed)
        ]
    return []


def make_extension(
    enquiry: Enquiry, card: Card, lines: tuple[Line, ...], *, grade: str | None, series: Series, syllabus: Syllabus, number: str, reason: str,
    by: str, now: datetime,
) -> Enquiry:  # fmt: skip
    """Return the enquiry that extends `enquiry` to the candidate of `card`, with its number and already in review."""
    assert enquiry.number
    return Enquiry(
        id=extension_id(enquiry, card.candidate), submission=enquiry.submission, reference=enquiry.reference,
        extends=Extension(of=enquiry.id, number=enquiry.number, reason=reason),
        organisation=enquiry.organisation, organisation_name=enquiry.organisation_name, centre=enquiry.centre, associate=enquiry.associate,
        body=enquiry.body, route=enquiry.route, series=enquiry.series, service=enquiry.service, qualification=enquiry.qualification,
        syllabus=enquiry.syllabus, candidates=(NamedCandidate(number=card.candidate, name=card.name),), lines=lines,
        contact_email=enquiry.contact_email, status=Status.ACKNOWLEDGED, submitted_at=now, submitted_by=by, received_at=now,
        number=number, note=default_note(series, syllabus, number), grade_before=grade,
    )  # fmt: skip


def extension_terms(route: Route) -> str:
    """Return what the centre is told in place of a window for changes."""
    return route.rules[TERMS].text
