"""How the API shows appeals: the appeal that an enquiry's page offers, and the page of an appeal itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from functions.domain.calendar import iso
from functions.domain.catalogue.appealing import After
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import fee, is_demonstration, unit_sentence, waiver_sentence
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service
from functions.domain.catalogue.sources import TRUST_TEXT, Basis, Trust
from functions.domain.enquiries.appeal_records import AppealDetails
from functions.domain.enquiries.appeals import (
    VERDICT_TEXT,
    appeal_until,
    ended_attempts,
    is_outcome_open,
    limit_sentence,
    next_appeal,
    outcome_problems,
    until_text,
    verdicts_for,
)
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.register.centre_reviews import ASKER_TEXT

Shown = dict[str, Any]


def line(appeal: Enquiry, body: Body) -> Shown:
    """Return an appeal as a line of the list on the page of the enquiry that it is against."""
    return {
        "id": appeal.id, "name": entries_of(appeal, body).service.name, "number": appeal.number, "reference": appeal.reference,
        "status": appeal.status.value, "status_text": appeal.status_text, "submitted_at": iso(appeal.submitted_at),
    }  # fmt: skip


def offer(enquiry: Enquiry, appeals: Sequence[Enquiry], draft: Shown | None, body: Body, now: datetime) -> Shown | None:
    """Return the appeal that can be made against this outcome, with its rules, limit and fee.

    None while there is no outcome, and where the appeal was made already. `problems` says where it is too late.
    """
    offered = next_appeal(enquiry, body)
    if offered is None or offered.appeal is None or not is_outcome_open(enquiry):
        return None
    earlier = [each for each in appeals if each.service == offered.code]
    if ended_attempts(earlier) < len(earlier):
        return None
    route = body.route_asked(enquiry.series, enquiry.route)  # not as the enquiry was priced: an appeal has a fee of its own
    until = appeal_until(enquiry, offered, body)
    price = fee(body, route, offered.code, 1)
    return {
        "name": offered.name,
        "checks": offered.checks,
        "rules": [_rule(route, name, body) for name in ("appeal", "appeal-signed", "appeal-outcome", "appeal-decided", "appeal-documents")],
        "states": [{"text": each.text, "source": body.cite(each.basis)} for each in offered.appeal.states],
        "evidence_text": evidence_sentence(offered),
        "limit_text": limit_sentence(offered),
        "limit_source": body.cite(offered.appeal.limit.basis) if offered.appeal.limit else None,
        "until": iso(until) if until else None,
        "until_text": until_text(until, body) if until else None,
        "target_text": target_text(offered, body),
        "asked_by": offered.asked_by,
        "attempt": ended_attempts(earlier),
        "fee": {
            "money": {"amount": f"{price.amount:.2f}", "currency": price.currency} if price else None, "explanation": unit_sentence(body, route, offered),
            "waiver": waiver_sentence(route, offered).removesuffix(".") + trust_suffix(route.fee_rule.basis_for(offered.code), body) + ".", "demonstration": is_demonstration(body),
        },
        "declarations": [{"id": each.id, "text": each.text, "source": body.cite(each.basis)} for each in route.declarations_for(offered.code)],
        "draft": draft,
        "problems": outcome_problems(enquiry, offered, body, now),
    }  # fmt: skip


def desk_appeal(enquiry: Enquiry, body: Body) -> Shown | None:
    """Return the appeal that can follow this grade check and starts with the form, since it may be about a group; else None."""
    route, _, service, _ = entries_of(enquiry, body)
    found = next((each for each in route.desk_appeals if each.appeal and each.appeal.after is After.CHECK), None)
    if found is None or service.grade_check is None or not is_outcome_open(enquiry):
        return None
    return {"code": found.code, "name": found.name, "checks": found.checks, "route": route.id}


def evidence_sentence(offered: Service) -> str | None:
    """Return the sentence on whether the candidate's evidence is reviewed; None where that is not published."""
    if offered.appeal is None or offered.appeal.reviews_evidence is not False:
        return None
    return "This does not involve a review of the candidate’s evidence."


def target_text(service: Service, body: Body) -> str:
    """Return within what time the outcome is there, with a note where that is not published."""
    return service.target_sentence.removesuffix(".") + trust_suffix(service.basis_of("target"), body) + "."


def trust_suffix(basis: Basis | None, body: Body) -> str:
    """Return how far to trust a source that is not a publication, in brackets; empty for a publication."""
    trust = body.sources[basis.source].trust if basis else Trust.PUBLISHED
    return "" if trust is Trust.PUBLISHED else f" ({TRUST_TEXT[trust]})"


def appeal_of(enquiry: Enquiry, body: Body, results: bool) -> Shown | None:
    """Return the appeal of an enquiry: what it is against, its grounds and its decision; None for other enquiries."""
    against: AppealDetails | None = enquiry.appeal
    if against is None:
        return None
    decision = enquiry.decision if results else None
    service = entries_of(enquiry, body).service
    return {
        "against": _against(against),
        "grounds": against.grounds,
        "concern_text": concern_text(service, against.concern),
        "on_behalf_text": ASKER_TEXT[against.on_behalf] if against.on_behalf else None,
        "limit_text": limit_sentence(service),
        "evidence_text": evidence_sentence(service),
        "decision": {"finding": decision.finding, "finding_text": VERDICT_TEXT[decision.finding], "reasons": decision.reasons} if decision else None,
        "findings": [{"code": code, "text": text} for code, text in verdicts_for(service).items()],
    }  # fmt: skip


def _against(against: AppealDetails) -> Shown | None:
    if against.enquiry is None:
        return None
    return {"id": against.enquiry, "name": against.name, "issued_at": iso(against.issued_at) if against.issued_at else None}


def concern_text(service: Service, concern: str) -> str | None:
    """Return what an appeal is about, in words; None where it can be about one thing only."""
    return next((each.text for each in service.appeal.concerns if each.id == concern), None) if service.appeal else None


def _rule(route: Route, name: str, body: Body) -> Shown:
    rule = route.rules[name]
    return {"text": rule.text, "source": body.cite(rule.basis)}
