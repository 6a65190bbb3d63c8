"""Which service? (BY-14): what is open to a candidate of the centre in one syllabus and component today."""

from __future__ import annotations

from typing import Any

from functions.actions.shared.bodies_asked import body_asked
from functions.actions.shared.session import Session
from functions.adapters.register import read_cards_of_syllabus
from functions.adapters.submissions import read_submission_inputs
from functions.domain.eligibility.service_guide import AskGuide, Case
from functions.domain.enquiries.submission import DraftContent
from functions.domain.errors import NotFound
from functions.domain.people.permissions import Act
from functions.domain.register.cards import WHOLE_SYLLABUS, CentreSyllabus
from functions.domain.views.guide_pages import guide_page

NO_DRAFT = "guide"  # nothing is drafted yet


def guide(session: Session, request: AskGuide) -> dict[str, Any]:
    """Return the services for a candidate in a component, or in a syllabus as a whole where none is named. Store nothing.

    One call, and one more where a service depends on the marks of everybody. Raise NotFound for a candidate, a syllabus or a series that
    the centre does not have.
    """
    member = session.acting_for(Act.ASK)
    whole = body_asked(session, member.organisation, request.body)
    if whole.series_of(request.series) is None or request.syllabus not in whole.syllabuses_by_code:
        raise NotFound
    body = whole.of_syllabus(request.syllabus)
    number, components = body.printed(request.candidate), (request.component,) if request.component else ()
    at = CentreSyllabus(body.id, request.series, member.organisation, request.syllabus)
    inputs = read_submission_inputs(session.table, NO_DRAFT, at, candidates=(number,), components=(*components, WHOLE_SYLLABUS))
    card = inputs.cards.get(number)
    route = body.route(card.route) if card else None
    if card is None or route is None:
        raise NotFound
    depends = any(each.availability.adjusted_only for each in route.services)
    content = DraftContent(
        body=body.id, route=route.id, series=request.series, syllabus=request.syllabus,
        qualification=body.syllabuses_by_code[request.syllabus].qualification, components=components, candidates=(number,),
        contact_email=inputs.organisation.contact_email, contact_email_confirmed=True,
    )  # fmt: skip
    return guide_page(
        Case(
            body, content, session.now, organisation=inputs.organisation, cards=inputs.cards, cohorts=inputs.cohorts,
            everybody=tuple(read_cards_of_syllabus(session.table, at)) if depends else (),
        )
    )  # fmt: skip
