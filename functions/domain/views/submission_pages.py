"""A draft, its check, and a submission as their centre sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from functions.domain.calendar import iso, spoken_day, spoken_moment
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.deadlines import deadline_text
from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.fees import Quote, enquiries_of, quote
from functions.domain.catalogue.promises import acknowledgement_within, as_promised
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service, Subject
from functions.domain.catalogue.words import Words
from functions.domain.eligibility.waiting import group_warnings
from functions.domain.enquiries.change_terms import terms_on_submission
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.expected_documents import expected_documents
from functions.domain.enquiries.grade_checks import check_request_rows
from functions.domain.enquiries.portal_records import PORTAL_TEXT, nothing_sent, portal_of
from functions.domain.enquiries.school_assessed_appeals import appeal_rows
from functions.domain.enquiries.statuses import STATUS_TEXT, Status
from functions.domain.enquiries.submission import DraftContent, Submission
from functions.domain.errors import Problem
from functions.domain.register.cards import Card
from functions.domain.views.progress import counted_document
from functions.domain.wording import together


def draft_page(draft: Submission) -> dict[str, Any]:
    """Return a draft in the API's shape."""
    return {
        "id": draft.id, "reference": draft.reference, "version": draft.version, "status": draft.state.value,
        "saved_at": iso(draft.saved_at), "saved_on": spoken_day(draft.saved_at.date()), "content": draft.content.model_dump(mode="json"),
    }  # fmt: skip


def check_page(content: DraftContent, body: Body, cards: Mapping[str, Card], problems: Sequence[Problem], now: datetime) -> dict[str, Any]:
    """Return what the check page shows in the API's shape: problems, warnings, fee, deadline, declarations and a summary."""
    route, series = body.route(content.route), body.series_of(content.series)
    service = route.service(content.service) if route else None
    answer: dict[str, Any] = {
        "problems": problems,
        "warnings": group_warnings(body, route, service, cards) if route and service else [],
        "fee": None,
        "deadline": None,
        "declarations": [
            {"id": each.id, "text": each.text, "source": body.cite(each.basis)} for each in route.declarations_for(content.service)
        ]
        if route
        else [],
        "portal": {"name": portal.name, "body_name": body.name} if (portal := portal_of(body)) else None,
        "summary": [
            {"term": body.words.said(term), "value": value, "field": field}
            for term, value, field in _summary(content, body, service, cards)
        ],
    }
    if route and service:
        answer["fee"] = quote_shown(quote(body, route, service.code, len(content.components), content.candidate_numbers(body)), body.words)
    if series and service:
        deadline, closes_at = series.deadline_for(service.code), body.closes_at(series, service.code)
        answer["deadline"] = {
            "closes_on": deadline.closes_on.isoformat() if deadline.closes_on else None, "closes_at": iso(closes_at) if closes_at else None, "find": deadline.find,
            "zone": body.zone, "text": deadline_text(body, series, service.code), "days_remaining": body.days_remaining(series, service.code, now),
        }  # fmt: skip
    return answer


def _summary(content: DraftContent, body: Body, service: Service | None, cards: Mapping[str, Card]) -> list[tuple[str, str, str]]:
    """Return what the form says as (term, value, field)."""
    route, series = body.route(content.route), body.series_of(content.series)
    syllabus = body.syllabuses_by_code.get(content.syllabus)
    names = [f"{number} {cards[number].name}" if number in cards else number for number in content.candidate_numbers(body)]
    titles = [f"{code} {found.title}" if syllabus and (found := syllabus.component(code)) else code for code in content.components]
    everybody = service is not None and service.subject is Subject.COHORT
    several = series is not None and len(series.routes) > 1
    return [
        ("Series", series.title if series else "", "series"),
        *([("Route", route.name, "route")] if route and (several or route.aside) else []),
        ("Service", service.heading if service else "", "service"),
        ("Syllabus", f"{syllabus.code} {syllabus.name} ({syllabus.qualification})" if syllabus else "", "syllabus"),
        (
            "Components",
            body.words.said("None: about the syllabus as a whole")
            if service and not service.availability.about_components
            else "\n".join(titles),
            "components",
        ),
        ("Candidates", "All" if everybody else "\n".join(names), "candidates"),
        *check_request_rows(content, route, service),
        *appeal_rows(content, service),
        ("E-mail address", content.contact_email, "contact_email"),
        ("Note", content.note, "note"),
    ]


def submission_page(submission: Submission, body: Body, enquiries: Sequence[Enquiry] = ()) -> dict[str, Any]:
    """Return a submission in the API's shape. Without `enquiries` each is shown as it began, as in the answer to submitting."""
    content = submission.content
    route, series, syllabus = body.route(content.route), body.series_of(content.series), body.syllabuses_by_code.get(content.syllabus)
    service = route.service(content.service) if route else None
    by_id = {each.id: each for each in enquiries}
    quoted = (
        quote(body, route, content.service, len(content.components), content.candidate_numbers(body), cost=submission.cost)
        if route
        else None
    )
    at = submission.submitted_at
    labels = enquiries_of(service, content.candidate_numbers(body)) if service else list(submission.enquiries)
    return {
        "id": submission.id, "reference": submission.reference, "status": submission.state.value,
        "submitted_at": iso(at) if at else None, "submitted_text": spoken_moment(at, body.zone) if at else None,
        "service": {"code": content.service, "name": service.name if service else "", "label": service.label if service else content.service},
        "route": route.aside if route else content.route,
        "series": {"id": content.series, "title": series.title if series else content.series},
        "syllabus": {"code": content.syllabus, "name": syllabus.name if syllabus else ""},
        "components": list(content.components), "note": content.note, "contact_email": content.contact_email, "digest": submission.digest,
        "enquiries": [
            _enquiry_shown(id, label, submission, Status(began_as), by_id.get(id))
            for id, label, began_as in zip(submission.enquiries, labels, submission.began_as, strict=True)
        ],
        "portal": {"name": submission.portal, "text": nothing_sent(body.name, submission.portal)} if submission.portal else None,
        "changes": terms_on_submission(submission, body, route, service) if route and service else "",
        "within": _within(submission, route, service) if route and service and not submission.portal else None,
        "documents_text": _documents_sentence(body, service, content.components, len(submission.enquiries))
        if service and not submission.portal
        else "",
        "fee": quote_shown(quoted, body.words) if quoted else None, "contact": body.contact.address,
    }  # fmt: skip


def _within(submission: Submission, route: Route, service: Service) -> dict[str, str]:
    """Return within what time number and acknowledgement come, as it was promised at submission."""
    route, service = as_promised(route, service, submission.promised) if submission.promised else (route, service)
    return {"number": str(route.timings.number_within), "acknowledgement": str(acknowledgement_within(route, service))}


def _documents_sentence(body: Body, service: Service, components: Sequence[str], enquiries: int) -> str:
    """Return which documents the service gives besides the acknowledgement letter, and where they will be."""
    expected = Counter(kind for _, kind, _ in expected_documents(service, tuple(components)) if kind is not Document.ACKNOWLEDGEMENT)
    names = [counted_document(kind, count, body) for kind, count in expected.items()]
    listed = together(names)
    one = sum(expected.values()) == 1
    where = "the enquiry" if enquiries == 1 else "each enquiry"
    return (
        f"{listed[0].upper()}{listed[1:]} {'appears' if one else 'appear'} under Files of {where}. "
        f"We e-mail you when {'it is' if one else 'each is'} there."
    )


def _enquiry_shown(id: str, label: str, submission: Submission, began_as: Status, enquiry: Enquiry | None) -> dict[str, Any]:
    """Return one enquiry of a submission; where it was not read, as submitting left it."""
    about = [each for each in submission.candidates if each.number == label]
    status = enquiry.status if enquiry else began_as
    subject = {
        "kind": "candidate" if about else "group" if submission.candidates else "cohort",
        "label": f"{about[0].number} {about[0].name}" if about else label,
        "candidates": [each.model_dump() for each in about or submission.candidates],
    }
    return {
        "id": id, "subject": subject, "number": enquiry.number if enquiry else None, "status": status.value, "status_text": enquiry.status_text if enquiry else (PORTAL_TEXT if submission.portal else STATUS_TEXT)[status],
    }  # fmt: skip


def quote_shown(quoted: Quote, words: Words) -> dict[str, Any]:
    """Return a fee in the API's shape."""
    return {
        "lines": [{"candidate": candidate, "money": {"amount": f"{each.amount:.2f}", "currency": each.currency}} for candidate, each in quoted.lines],
        "total": {"amount": f"{quoted.total.amount:.2f}", "currency": quoted.total.currency} if quoted.total else None,
        "factors": [words.said(each) if isinstance(each, str) else {"amount": f"{each.amount:.2f}", "currency": each.currency} for each in quoted.factors],
        "waiver": words.said(quoted.waiver), "explanation": words.said(quoted.explanation), "free": quoted.free, "demonstration": quoted.demonstration,
    }  # fmt: skip
