"""School-assessed grades of November 2021 to test with: a request, a candidate, a cohort and their claims, each whole by default."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from functions.domain.catalogue.bodies import Route
from functions.domain.catalogue.services import Service, Subject
from functions.domain.eligibility.eligibility import problems_of
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import Asked, DraftContent
from functions.domain.errors import Problem
from functions.domain.register.cards import WHOLE_SYLLABUS, Card, Claim, Cohort
from functions.domain.register.centre_reviews import Asker
from tests.builders import CAMBRIDGE, REFERENCE, body, card, cards, content, enquiry, london, organisation

SAG = "Post-results checks and appeals for school-assessed grades, November 2021, Cambridge International, checked 22 November 2026"
OURS_SAG = "Where the awarding body is silent, Results Desk, checked 22 November 2026 (our own rule)"
CHECKED = london("2022-02-01 12:00")


def school() -> Route:
    """The route of school-assessed grades."""
    found = body().route("school-assessed")
    assert found
    return found


def check(code: str = "2", **changes: Any) -> Service:
    """A check of a grade, or an appeal, of that route."""
    found = school().service(code)
    assert found, f"no service {code}"
    return found.model_copy(update=changes)


def asked(**changes: Any) -> DraftContent:
    """A request for an individual review that may go as it stands."""
    fields: dict[str, Any] = {
        "route": "school-assessed", "series": "2021-11", "service": "2", "components": (), "on_behalf": "candidate",
    }  # fmt: skip
    return content(**{**fields, **changes})


def assessed(candidate: str = "0713", **changes: Any) -> Card:
    """A candidate with grade B from the centre, about whom one Centre Review is recorded."""
    fields: dict[str, Any] = {"series": "2021-11", "route": "school-assessed", "results": (), "grade": "B", "reviews": ("r1",)}
    return card(candidate, **{**fields, **changes})


def whole_cohort(*claims: Claim, **changes: Any) -> Cohort:
    """Everybody of the centre in the syllabus, about whom one Centre Review is recorded."""
    fields: dict[str, Any] = {
        "body": CAMBRIDGE, "series": "2021-11", "organisation": "northfield", "syllabus": "0580", "component": WHOLE_SYLLABUS,
        "reviews": ("r1",), "claims": claims,
    }  # fmt: skip
    return Cohort(**{**fields, **changes})


def checked(enquiry: str = "c1", service: str = "2", *, open: bool = False, at: datetime = CHECKED, **changes: Any) -> Claim:
    """The claim of a check about a candidate's grade; it has ended unless it is `open`."""
    fields: dict[str, Any] = {
        "family": "grade-check", "service": service, "enquiry": enquiry, "reference": REFERENCE, "at": at, "open": open,
    }  # fmt: skip
    return Claim(**{**fields, **changes})


def cohort_checked(enquiry: str = "c3", *, open: bool = False, at: datetime = CHECKED) -> Claim:
    """The claim of a review of the Quality Assurance decision."""
    return checked(enquiry, "3", open=open, at=at, family=None, subject=Subject.COHORT)


def check_enquiry(code: str = "2", status: Status = Status.ACKNOWLEDGED, **changes: Any) -> Enquiry:
    """An enquiry that checks the grade of a candidate, B until then."""
    fields: dict[str, Any] = {
        "route": "school-assessed", "series": "2021-11", "service": code, "components": (),
        "asked": Asked(on_behalf=Asker.CANDIDATE, centre_review="r1"),
    }  # fmt: skip
    return enquiry(status, **{**fields, **changes})


def problems(what: DraftContent, *those: Card, cohort: Cohort | None = None, own: frozenset[str] = frozenset()) -> list[Problem]:
    """What eligibility finds; one of `assessed()` is in the register by default."""
    cohorts = {WHOLE_SYLLABUS: cohort} if cohort else {}
    held = cards(*(those or (assessed(),)))
    return problems_of(what, body(), organisation(), held, REFERENCE, london("2022-02-10 09:00"), own=own, cohorts=cohorts)
