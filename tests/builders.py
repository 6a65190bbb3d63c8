"""Objects for tests, each complete by default: a test gives only what it is about.

Northfield School (ZZ101) asks in June 2022 for service 2 in 0580 Mathematics, components 22 and 42, for candidate 0713.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.services import Service
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Issued, Line
from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import DraftContent
from functions.domain.loading import load
from functions.domain.people.people import Kind, Membership, Organisation, Person, Role
from functions.domain.register.cards import Card, Claim, NamedCandidate, Origin, Result

CAMBRIDGE = "cambridge-international"
GUIDE = "Enquiries about results guide (International) 2022, Cambridge International, checked 21 November 2026"
OURS = "Where the awarding body is silent, Results Desk, checked 21 November 2026 (our own rule)"
REFERENCE = "RD-ABCDE-12345"


def london(text: str) -> datetime:
    """Return a London wall-clock time in UTC: london("2022-09-20 23:59")."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/London")).astimezone(UTC)


RESULTS_OUT = london("2022-08-22 09:00")


@cache
def catalogue() -> Catalogue:
    """Return the published catalogue, demonstration figures included."""
    return load()


def body(**changes: Any) -> Body:
    """Return Cambridge International with some of its fields changed."""
    return catalogue().bodies[CAMBRIDGE].model_copy(update=changes)


def without_yet(*codes: str) -> Body:
    """Return Cambridge International with services that are listed but not yet available on the desk."""
    services = tuple(each.model_copy(update={"not_yet": each.code in codes}) for each in route().services)
    return body(routes=(route().model_copy(update={"services": services}),))


def route() -> Route:
    return body().routes[0]


def service(code: str = "2", **changes: Any) -> Service:
    original = route().service(code)
    assert original, f"no service {code}"
    return original.model_copy(update=changes)


def with_service(code: str, **changes: Any) -> Body:
    """Return Cambridge International with a service of its standard route changed, as another awarding body may have it."""
    assert route().service(code), f"no service {code}"
    services = tuple(each.model_copy(update=changes) if each.code == code else each for each in route().services)
    return body(routes=(route().model_copy(update={"services": services}), *body().routes[1:]))


def series(id: str = "2022-06", **changes: Any) -> Series:
    original = body().series_of(id)
    assert original, f"no series {id}"
    return original.model_copy(update=changes)


def syllabus(code: str = "0580") -> Syllabus:
    return body().syllabuses_by_code[code]


def content(**changes: Any) -> DraftContent:
    """Return a draft that can be submitted."""
    fields: dict[str, Any] = {
        "body": CAMBRIDGE,
        "series": "2022-06",
        "service": "2",
        "qualification": "Cambridge IGCSE",
        "syllabus": "0580",
        "components": ("22", "42"),
        "candidates": ("0713",),
        "contact_email": "exams@northfield.example",
        "contact_email_confirmed": True,
    }
    return DraftContent(**{**fields, **changes})


def result(component: str, mark: int | None = 50, origin: Origin = Origin.EXAM) -> Result:
    return Result(component=component, mark=mark, origin=origin)


def claim(enquiry: str = "e1", *, service: str = "2", family: str = "marking") -> Claim:
    return Claim(family=family, service=service, enquiry=enquiry, reference=REFERENCE, at=RESULTS_OUT)


def card(candidate: str = "0713", **changes: Any) -> Card:
    """Return a candidate's card with a mark of 50 in components 22 and 42 of 0580, and no requests yet."""
    fields: dict[str, Any] = {
        "body": CAMBRIDGE,
        "series": "2022-06",
        "organisation": "northfield",
        "syllabus": "0580",
        "candidate": candidate,
        "name": "Amina Osei",
        "grade": "B",
        "results": (result("22"), result("42")),
    }
    return Card(**{**fields, **changes})


def cards(*those: Card) -> dict[str, Card]:
    """Return cards by candidate number, as eligibility takes them; one of `card()` by default."""
    return {each.candidate: each for each in those or (card(),)}


def organisation(**changes: Any) -> Organisation:
    fields: dict[str, Any] = {
        "id": "northfield",
        "name": "Northfield School",
        "kind": Kind.CENTRE,
        "centres": {CAMBRIDGE: "ZZ101"},
        "contact_email": "exams@northfield.example",
    }
    return Organisation(**{**fields, **changes})


def membership(role: Role = Role.EXAMS_OFFICER, organisation: str = "northfield") -> Membership:
    return Membership(organisation=organisation, organisation_name=organisation.title(), role=role)


def person(*memberships: Membership, **changes: Any) -> Person:
    """Return Northfield's exams officer, unless other memberships are given."""
    fields: dict[str, Any] = {"id": "p1", "name": "Olu Ferris", "email": "officer@northfield.example"}
    return Person(**{**fields, "memberships": memberships or (membership(),), **changes})


def issued(*slots: str, at: str = "2022-09-01 12:00") -> dict[str, Issued]:
    """Return issued documents by slot, as an enquiry holds them."""
    return dict.fromkeys(slots, Issued(at=london(at), fingerprint="0123456789abcdef", size=40_000))


def enquiry(status: Status = Status.ACKNOWLEDGED, *, components: Iterable[str] = ("22", "42"), **changes: Any) -> Enquiry:
    """Return an enquiry under service 2 with this status, submitted on 22 August 2022 at 09:00 in London."""
    numbered = status in (Status.RECEIVED, Status.ACKNOWLEDGED, Status.COMPLETED)
    fields: dict[str, Any] = {
        "id": "e1",
        "submission": "s1",
        "reference": REFERENCE,
        "organisation": "northfield",
        "organisation_name": "Northfield School",
        "centre": "ZZ101",
        "body": CAMBRIDGE,
        "route": "standard",
        "series": "2022-06",
        "service": "2",
        "qualification": "Cambridge IGCSE",
        "syllabus": "0580",
        "candidates": (NamedCandidate(number="0713", name="Amina Osei"),),
        "lines": tuple(Line(component=each, mark_before=50) for each in components),
        "contact_email": "exams@northfield.example",
        "submitted_at": RESULTS_OUT,
        "submitted_by": "p1",
        "grade_before": "B",
        "number": "2206-000001" if numbered else None,
        "received_at": RESULTS_OUT if numbered else None,
        "acknowledged_at": london("2022-08-23 10:00") if status in (Status.ACKNOWLEDGED, Status.COMPLETED) else None,
    }
    return Enquiry(**{**fields, "status": status, **changes})


def other_route(**changes: Any) -> Route:
    """Return a second route with two of the standard route's services, under its rules."""
    fields: dict[str, Any] = {
        "id": "portfolio",
        "name": "Portfolio of evidence",
        "extends": "standard",
        "services": (service("1"), service("2")),
    }
    return route().model_copy(update={**fields, **changes})


def two_routes() -> Body:
    """Return Cambridge International with a second route, which is offered in June 2022 but not in November 2022."""
    both = (series(routes=("standard", "portfolio")), series("2022-11", routes=("standard",)))
    return body(routes=(route(), other_route()), series=both)
