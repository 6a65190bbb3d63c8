"""What a centre may change after submitting: amendments, cancellations and the note.

S1: changes are free for 24 hours from the acknowledgement and cost an administration fee later. Components can be taken
out but never added. Nothing is charged before the acknowledgement (ours: the window has not begun).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import Field

from functions.domain.calendar import spoken_moment
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.deadlines import changes_free_until
from functions.domain.catalogue.fees import Amount, late_change_charge
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service, Subject
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.enquiry_parts import Charge
from functions.domain.enquiries.proposed_changes import ProposedChange
from functions.domain.enquiries.statuses import CLOSED, Status, forbidden_step
from functions.domain.enquiries.submission import figures_of
from functions.domain.errors import Problem, Refused, problem
from functions.domain.fields import CODE, ComponentCode, Reason, Request, Version

UNTIL_OUTCOME, AGREEMENT = "change-until-outcome", "associate-agrees"  # rules
PROPOSED = "change"  # what an Associate has to act on, as the kind of a message
AMENDED_BEFORE_MADE = "A request is amended here only until it is made in the awarding body’s own portal."
AcceptCharge = Annotated[bool, Field(title="I accept the administration fee for a change after this time")]


class ChangeNote(Request):
    """A new note."""

    note: Annotated[str, Field(title="Note", description="For your reference only.", max_length=200)]
    version: Version


class Cancel(Request):
    """A cancellation."""

    version: Version
    reason: Reason = ""
    accept_charge: AcceptCharge = False


class Amend(Request):
    """An amendment: the service and the components that remain."""

    version: Version
    service: Annotated[str, Field(title="Service", pattern=f"^{CODE}$")]
    components: Annotated[
        tuple[ComponentCode, ...],
        Field(title="Components", description="Untick the components that you no longer want reviewed.", max_length=20),
    ]
    reason: Reason = ""
    accept_charge: AcceptCharge = False


class DecideChange(Request):
    """What an Associate decides on a change that its Associate Centre has proposed."""

    version: Version
    agree: bool
    reason: Annotated[str, Field(title="Why not", description="Your centre reads this.", max_length=500)] = ""


@dataclass(frozen=True, slots=True)
class ChangeWindow:
    """Whether a centre may still change an enquiry, whether a change is free, and until when (None: no end is known yet)."""

    open: bool
    free: bool
    until: datetime | None


def change_window(enquiry: Enquiry, body: Body, now: datetime) -> ChangeWindow:
    """Return the window for changes: free until a period after the acknowledgement (CI-15), and closed once the outcome is issued.

    What is made in a body's own portal can be cancelled here until its outcome is recorded, free of the desk's charges (ours).
    """
    if enquiry.extends or enquiry.status in CLOSED or enquiry.outcome:
        return ChangeWindow(open=False, free=False, until=None)
    if enquiry.portal:
        return ChangeWindow(open=True, free=True, until=None)
    route, _, service, _ = entries_of(enquiry, body)
    # Where the service is free, changes are free as well (ours).
    if enquiry.acknowledged_at is None or service.free or not route.fee_rule.late_change_charged:
        return ChangeWindow(open=True, free=True, until=None)
    until = changes_free_until(body, route, enquiry.acknowledged_at)
    return ChangeWindow(open=True, free=now < until, until=until)


def needs_agreement(enquiry: Enquiry, body: Body, now: datetime) -> bool:
    """Return whether a change now has to be agreed to by the Associate: it pays, and the time without charge has ended (ours)."""
    window = change_window(enquiry, body, now)
    return enquiry.associate is not None and window.open and not window.free


def is_amendable(route: Route, service: Service, components: int) -> bool:
    """Return whether something of an enquiry can be amended: a component taken out, or the service changed to another of its family."""
    if service.appeal or not service.availability.about_components:
        return False
    return components > 1 or any(each.code != service.code for each in family_of(route, service))


def may_be_amended(enquiry: Enquiry, body: Body, now: datetime) -> bool:
    """Return whether something of an enquiry can be amended now: what is made in a body's own portal, only until it is made there (ours)."""
    route, _, service, _ = entries_of(enquiry, body)
    return change_window(enquiry, body, now).open and not is_made(enquiry) and is_amendable(route, service, len(enquiry.lines))


def is_made(enquiry: Enquiry) -> bool:
    """Return whether an enquiry is one that its centre has made in the awarding body's own portal."""
    return enquiry.portal is not None and enquiry.status is not Status.SUBMITTED


def family_of(route: Route, service: Service) -> tuple[Service, ...]:
    """Return the services of a route that an enquiry of this one can be changed to, itself among them; empty where there is no family."""
    return tuple(each for each in route.services if service.family and each.family == service.family)


def _charged(enquiry: Enquiry, body: Body, what: str, accepted: bool, now: datetime) -> tuple[tuple[Charge, ...], list[Problem]]:
    """Return the charges after a change now, and the problems if a new one is not accepted. Raise Refused if nothing can be changed."""
    route = entries_of(enquiry, body).route
    if enquiry.extends:
        raise Refused(
            problem("extension_not_yours", cites=body.citation(route.rules["extension-terms"]), step=what, contact=body.contact.address)
        )
    window = change_window(enquiry, body, now)
    if not window.open:
        status = "already answered" if enquiry.outcome else enquiry.status_text.lower()
        raise Refused(problem("status_forbids", cites=body.citation_on(route, UNTIL_OUTCOME), status=status, step=what))
    if window.free:
        return enquiry.charges, []
    charges = (*enquiry.charges, Charge(what=what, amount=late_charge(enquiry, body), at=now))
    if accepted:
        return charges, []
    assert window.until
    timings = route.timings
    rule = f"Changes are free for {timings.change_window} from the acknowledgement; later ones cost an administration fee."
    until = spoken_moment(window.until, body.zone)
    return charges, [problem("charge_not_accepted", field="accept_charge", cites=body.citation_of(rule, timings.basis), until=until)]


def cancel(enquiry: Enquiry, request: Cancel, body: Body, now: datetime, *, agreed: bool = False) -> Enquiry:
    """Return the cancelled enquiry; where its Associate has to agree and has not `agreed`, the enquiry with the change proposed.

    Raise Refused if it is finished, or if a charge is due and not accepted.
    """
    enquiry.require_version(request.version)
    proposing = not agreed and needs_agreement(enquiry, body, now)
    charges, unaccepted = _charged(enquiry, body, "cancelled", request.accept_charge or proposing, now)
    if unaccepted:
        raise Refused(*unaccepted)
    if proposing:
        return _proposed(enquiry, ProposedChange(what="cancelled", reason=request.reason, at=now))
    return enquiry.to("cancelled", cancelled_at=now, charges=charges, **_settled(enquiry))


def amend(enquiry: Enquiry, request: Amend, body: Body, available: list[Problem], now: datetime, *, agreed: bool = False) -> Enquiry:
    """Return the enquiry with fewer components or with another service of its family; or with the change proposed, as `cancel` does.

    `available` has the problems that eligibility found with the requested service. Raise Refused with all problems at once.
    """
    enquiry.require_version(request.version)
    route, _, service, _ = entries_of(enquiry, body)
    if enquiry.appeal:
        raise Refused(problem("appeal_not_amended"))
    if is_made(enquiry):
        raise Refused(forbidden_step(enquiry.status_text, "amended", AMENDED_BEFORE_MADE))
    proposing = not agreed and needs_agreement(enquiry, body, now)
    charges, unaccepted = _charged(enquiry, body, "amended", request.accept_charge or proposing, now)
    problems = [*available, *unaccepted]
    if not request.components:
        problems.append(problem("components_missing", field="components"))
    fixed = "all-at-once" if service.subject is Subject.CANDIDATE else "nothing-added"
    cited = body.citation_on(route, fixed)  # None on a route whose services are not about components
    for added in [each for each in request.components if each not in enquiry.components]:
        problems.append(problem("nothing_added", field="components", component=added, cites=cited))
    wanted = route.service(request.service)
    if wanted is None:
        problems.append(problem("service_unknown", field="service"))
    elif wanted.code != service.code and wanted not in family_of(route, service):
        problems.append(problem("service_family", field="service"))
    if problems:
        raise Refused(*problems)
    if request.service == enquiry.service and set(request.components) == set(enquiry.components):
        raise Refused(problem("nothing_changed", field="components"))
    if proposing:
        kept = tuple(each for each in enquiry.components if each in request.components)
        return _proposed(enquiry, ProposedChange(what="amended", service=request.service, components=kept, reason=request.reason, at=now))
    lines = tuple(line for line in enquiry.lines if line.component in request.components)
    figures = _figures(enquiry, wanted, body) if wanted and wanted.code != service.code else {}
    settled = _settled(enquiry)
    return enquiry.changed(service=request.service, lines=lines, charges=charges, amended_at=now, **figures, **settled)


def change_text(enquiry: Enquiry, service: str, components: tuple[str, ...]) -> str:
    """Return what an amendment changes, for the history and for who has to agree: 'component 22 taken out, service 2 instead of 2S'."""
    out = [each for each in enquiry.components if each not in components]
    said = [f"component{'' if len(out) == 1 else 's'} {' and '.join(out)} taken out"] if out else []
    if service != enquiry.service:
        said.append(f"service {service} instead of {enquiry.service}")
    return ", ".join(said)


def declined(enquiry: Enquiry, request: DecideChange) -> Enquiry:
    """Return the enquiry without the change that its Associate does not agree to. Raise Refused where none is proposed, or without a reason."""
    require_proposed(enquiry, request)
    if not request.reason:
        raise Refused(problem("reason_missing", field="reason"))
    return enquiry.changed(**_settled(enquiry))


def require_proposed(enquiry: Enquiry, request: DecideChange) -> ProposedChange:
    """Return the change that the Associate decides on. Raise Refused where none is proposed, Changed where it looked at another version."""
    enquiry.require_version(request.version)
    if enquiry.proposed is None:
        raise Refused(problem("no_change_proposed"))
    return enquiry.proposed


def _proposed(enquiry: Enquiry, change: ProposedChange) -> Enquiry:
    assert enquiry.associate
    return enquiry.changed(proposed=change, addressed={**enquiry.addressed, enquiry.associate: PROPOSED})


def _settled(enquiry: Enquiry) -> dict[str, object]:
    """Return the changes to an enquiry after which no change waits for its Associate."""
    waits = {who: what for who, what in enquiry.addressed.items() if what != PROPOSED}
    return {"proposed": None, "addressed": waits} if enquiry.proposed else {}


def late_charge(enquiry: Enquiry, body: Body) -> Amount | None:
    """Return the administration fee for a late change, as on submission; None where the body publishes none."""
    return enquiry.cost.late_change if enquiry.cost else late_change_charge(body)


def _figures(enquiry: Enquiry, wanted: Service, body: Body) -> dict[str, object]:
    """Return what the enquiry is promised and costs under another service, by the figures of the day of its submission.

    Times that do not depend on the service stay as they were promised, and so does the fee for late changes.
    """
    route = entries_of(enquiry, body).route
    figures = figures_of(body, route, wanted)
    kept = {"late_change": enquiry.cost.late_change} if enquiry.cost else {}
    return {**figures, "cost": figures["cost"].model_copy(update=kept)}
