"""What a centre may change after submitting, and what staff record: amend, cancel, marks and grade.

S1: changes are free for 24 hours from the acknowledgement, later they cost an administration fee; components can be
taken out but never added. Before the acknowledgement nothing is charged (ours: the window has not begun).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from functions.domain.calendar import spoken_moment
from functions.domain.catalogue import Body
from functions.domain.deadlines import changes_free_until
from functions.domain.enquiry import Charge, Enquiry, Line, service_of
from functions.domain.errors import Problem, Refused, problem
from functions.domain.fees import late_change_charge
from functions.domain.services import Service, Subject
from functions.domain.statuses import CLOSED, STATUS_TEXT, Status
from functions.domain.submission import ComponentCode, Request
from functions.domain.syllabuses import Syllabus

MOST_RELEASED = 50  # in one request
MOST_SENT = 50  # statements marked as sent in one request
MOST_ACKNOWLEDGED = 40  # in one request, which ends well before the gateway's patience does
Version = Annotated[int, Field(ge=1)]
Reason = Annotated[str, Field(title="Why", max_length=500)]
AcceptCharge = Annotated[bool, Field(title="I accept the administration fee for a change after this time")]


class ChangeNote(Request):
    note: Annotated[str, Field(title="Note", description="For your reference only.", max_length=200)]
    version: Version


class Cancel(Request):
    version: Version
    reason: Reason = ""
    accept_charge: AcceptCharge = False


class Amend(Request):
    version: Version
    service: Annotated[str, Field(title="Service", pattern="^[0-9A-Z]{1,4}$")]
    components: Annotated[
        tuple[ComponentCode, ...], Field(title="Components", description="Leave out what is no longer to be looked at.", max_length=20)
    ]
    reason: Reason = ""
    accept_charge: AcceptCharge = False


class Approve(Request):
    version: Version


class Reject(Request):
    version: Version
    reason: Annotated[str, Field(title="Why", description="Your centre reads this. Say what it can do about it.", max_length=500)] = ""


class Release(Request):
    """Which enquiries, and what of each: the acknowledgement letter, the outcome letter, or whatever else is there (S1)."""

    enquiries: Annotated[tuple[Annotated[str, Field(pattern="^[0-9a-f]{32}$")], ...], Field(min_length=1, max_length=MOST_RELEASED)]
    what: Literal["acknowledgement", "outcome", "other"]


class LineMarks(Request):
    component: ComponentCode
    mark_after: Annotated[int, Field(title="Mark after review")] | None = None
    reason: Annotated[str, Field(title="Reason", max_length=500)] = ""


class RecordMarks(Request):
    version: Version
    lines: Annotated[tuple[LineMarks, ...], Field(max_length=20)]
    grade_after: Annotated[str, Field(title="Syllabus grade after review", max_length=4)] = ""


class IssueLetter(Request):
    """Issue the letter that was looked at (`sha256` of the preview), or a checked upload (`document`, its id)."""

    version: Version
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    document: Annotated[str, Field(pattern="^(AckLetter|OutLetter)[.][0-9a-f]{16}$")] | None = None


class Handle(Request):
    """Take an enquiry over, or let a held one go on: both are about the enquiry as it was looked at."""

    version: Version


class LookedAt(Request):
    """One letter as it was looked at."""

    id: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    version: Version
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class AcknowledgeMany(Request):
    letters: Annotated[tuple[LookedAt, ...], Field(min_length=1, max_length=MOST_ACKNOWLEDGED)]


class SentByPost(Request):
    """The enquiries whose updated statements of results were printed and sent."""

    enquiries: Annotated[tuple[Annotated[str, Field(pattern="^[0-9a-f]{32}$")], ...], Field(min_length=1, max_length=MOST_SENT)]


class IssueUpload(Request):
    """Issue the copy of script or the report that was uploaded, checked and looked at."""

    version: Version


@dataclass(frozen=True, slots=True)
class ChangeWindow:
    """Whether a centre may still change an enquiry, whether it is free, and until when."""

    open: bool
    free: bool
    until: datetime | None


def change_window(enquiry: Enquiry, body: Body, now: datetime) -> ChangeWindow:
    """Free until the window after the acknowledgement ends (CI-15); without end before there is one; shut once the outcome is out."""
    if enquiry.extends or enquiry.status in CLOSED or "OutLetter" in enquiry.issued:
        return ChangeWindow(open=False, free=False, until=None)
    route, _, service, _ = service_of(enquiry, body)
    if (
        enquiry.acknowledged_at is None or service.free or not route.fee_rule.late_change_charged
    ):  # where nothing is charged, no change is either (ours)
        return ChangeWindow(open=True, free=True, until=None)
    until = changes_free_until(body, route, enquiry.acknowledged_at)
    return ChangeWindow(open=True, free=now < until, until=until)


def _charged(enquiry: Enquiry, body: Body, what: str, accepted: bool, now: datetime) -> tuple[tuple[Charge, ...], list[Problem]]:
    """The enquiry's charges with that for a change now, and what is wrong while it is not accepted. Raises Refused when all is finished."""
    if enquiry.extends:
        terms = service_of(enquiry, body)[0].rules["extension-terms"]
        raise Refused(problem("extension_not_yours", rule=terms.text, source=body.cite(terms.basis), deed=what, contact=body.contact.email))
    window = change_window(enquiry, body, now)
    if not window.open:
        raise Refused(problem("status_forbids", status=STATUS_TEXT[enquiry.status].lower(), deed=what))
    if window.free:
        return enquiry.charges, []
    charges = (*enquiry.charges, Charge(what=what, amount=late_change_charge(body), at=now))
    if accepted:
        return charges, []
    assert window.until
    timings = service_of(enquiry, body)[0].timings
    rule = f"Changes are free for {timings.change_window} from the acknowledgement; later ones cost an administration fee."
    until = spoken_moment(window.until, body.zone)
    return charges, [problem("charge_not_accepted", field="accept_charge", rule=rule, source=body.cite(timings.basis), until=until)]


def cancel(enquiry: Enquiry, request: Cancel, body: Body, now: datetime) -> Enquiry:
    """The enquiry cancelled. Raises Refused when it is finished, or when a charge is due and not accepted."""
    enquiry.stands_at(request.version)
    charges, unaccepted = _charged(enquiry, body, "cancelled", request.accept_charge, now)
    if unaccepted:
        raise Refused(*unaccepted)
    return enquiry.to("cancelled", cancelled_at=now, charges=charges)


def amend(enquiry: Enquiry, request: Amend, body: Body, available: list[Problem], now: datetime) -> Enquiry:
    """The enquiry with fewer components, or another service of its family.

    `available` are the refusals of eligibility for the service asked for. Raises Refused with every problem at once.
    """
    enquiry.stands_at(request.version)
    route, _, service, _ = service_of(enquiry, body)
    if enquiry.appeal:
        raise Refused(problem("appeal_not_amended"))
    charges, unaccepted = _charged(enquiry, body, "amended", request.accept_charge, now)
    problems = [*available, *unaccepted]
    if not request.components:
        problems.append(problem("components_missing", field="components"))
    rule = route.rules.get("all-at-once")  # none on a route whose services are not about components
    cited = {"rule": rule.text, "source": body.cite(rule.basis)} if rule else {}
    for added in [each for each in request.components if each not in enquiry.components]:
        problems.append(problem("nothing_added", field="components", component=added, **cited))
    wanted = route.service(request.service)
    if wanted is None:
        problems.append(problem("service_unknown", field="service"))
    elif wanted.code != service.code and (service.family is None or wanted.family != service.family):
        problems.append(problem("service_family", field="service"))
    if problems:
        raise Refused(*problems)
    if request.service == enquiry.service and set(request.components) == set(enquiry.components):
        raise Refused(problem("nothing_changed", field="components"))
    lines = tuple(line for line in enquiry.lines if line.component in request.components)
    return enquiry.changed(service=request.service, lines=lines, charges=charges, amended_at=now)


def record_marks(enquiry: Enquiry, request: RecordMarks, service: Service, syllabus: Syllabus) -> Enquiry:
    """The enquiry with marks and syllabus grade after review. Raises Refused with every problem at once.

    Every component of the enquiry has its mark, within the component's range; a changed mark has a reason; the grade is
    said even where it stays. After the outcome letter nothing can be recorded.
    """
    enquiry.stands_at(request.version)
    if (
        enquiry.status is not Status.ACKNOWLEDGED
        or "OutLetter" in enquiry.issued
        or enquiry.appeal
        or service.subject is not Subject.CANDIDATE
        or not service.availability.about_components
    ):
        raise Refused(problem("status_forbids", status=STATUS_TEXT[enquiry.status].lower(), deed="marked"))
    given = {line.component: line for line in request.lines}
    problems: list[Problem] = []
    lines: list[Line] = []
    for line in enquiry.lines:
        component = syllabus.component(line.component)
        new = given.get(line.component)
        if new is None or new.mark_after is None:
            problems.append(problem("marks_missing", field=f"marks.{line.component}", component=line.component))
            continue
        if component and not 0 <= new.mark_after <= component.most:
            problems.append(problem("mark_out_of_range", field=f"marks.{line.component}", component=line.component, most=component.most))
        if new.mark_after != line.mark_before and not new.reason:
            problems.append(problem("reason_for_mark_missing", field=f"reasons.{line.component}", component=line.component))
        tolerance = component.tolerance if component else None
        lines.append(line.model_copy(update={"mark_after": new.mark_after, "reason": new.reason, "tolerance": tolerance}))
    if request.grade_after not in syllabus.grades:
        problems.append(problem("grade_missing", field="grade_after"))
    if problems:
        raise Refused(*problems)
    return enquiry.changed(lines=tuple(lines), grade_after=request.grade_after, recorded=True)
