"""The guide to services for one candidate, in the API's shape (BY-14)."""

from __future__ import annotations

from typing import Any

from functions.domain.catalogue.deadlines import until_text
from functions.domain.catalogue.service_names import asked_for
from functions.domain.catalogue.services import Service
from functions.domain.eligibility.service_guide import OF_THE_DAY, Case, Choice, choices, consequences, form_for
from functions.domain.errors import Problem
from functions.domain.views.submission_pages import quote_shown


def guide_page(case: Case) -> dict[str, Any]:
    """Return what is open for a candidate, what would fit on another day, and why the rest is closed, each reason once with its services."""
    found = choices(case)
    said = case.body.words.said
    return {
        "open": [_service(case, each) | {"form": _form(case, each)} for each in found if each.is_open],
        "other_days": [_service(case, each) for each in found if each.fits and not each.is_open],
        "closed": [
            {"services": said(asked_for(services)), "code": each.code, "message": each.message, "rule": each.rule and said(each.rule), "source": each.source}
            for each, services in _reasons(found)
        ],
    }  # fmt: skip


def _service(case: Case, choice: Choice) -> dict[str, Any]:
    service, body = choice.service, case.body
    series = body.series_of(case.content.series)
    assert series, "the guide is asked about a series that there is"
    return {
        "code": service.code,
        "heading": service.heading,
        "checks": body.words.said(service.checks),
        "until": until_text(body, series, service.code),
        "days_remaining": body.days_remaining(series, service.code, case.now),
        "fee": quote_shown(choice.fee, body.words),
        "target": service.target_sentence,
        "means": [body.words.said(each) for each in consequences(case.route, service)],
        "problems": list(choice.problems),
    }


def _form(case: Case, choice: Choice) -> dict[str, Any]:
    """Return the form filled in for a service. The e-mail address is left for the form to ask about."""
    content = form_for(case.content, choice.service)
    return content.model_copy(update={"contact_email_confirmed": False}).model_dump(mode="json")


def _reasons(found: list[Choice]) -> list[tuple[Problem, list[Service]]]:
    """Return each reason once with its services, each of them once too: several components can be against a service for one reason."""
    reasons: dict[tuple[str, str], tuple[Problem, list[Service]]] = {}
    for choice in found:
        for each in () if choice.fits else choice.problems:
            if each.code not in OF_THE_DAY:
                _, services = reasons.setdefault((each.rule or str(each.message), each.source or ""), (each, []))
                if choice.service not in services:
                    services.append(choice.service)
    return list(reasons.values())
