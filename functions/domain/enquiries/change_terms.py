"""Until when an enquiry can be amended or cancelled, and at what cost, in the words that page, letter, e-mail and receipt all use (CI-15)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

from functions.domain.calendar import spoken_moment
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import Amount, cost_of
from functions.domain.catalogue.promises import as_promised
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service
from functions.domain.catalogue.sources import TRUST_TEXT, Trust
from functions.domain.enquiries.amendments import AGREEMENT, change_window, is_amendable, is_made, late_charge
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.extensions import extension_terms
from functions.domain.enquiries.portal_records import portal_change_terms
from functions.domain.enquiries.submission import Submission

Reader = Literal["centre", "associate", "staff"]
WHO: dict[Reader, str] = {"centre": "You", "associate": "The centre", "staff": "The centre"}
ASSOCIATE: dict[Reader, str] = {"centre": "your Associate", "associate": "you", "staff": "its Associate"}


class _Words(NamedTuple):
    """How a kind of enquiry speaks of its changes: what can be done, a change as a noun, doing it, done, the enquiry, and whether it can be
    amended."""

    do: str
    change: str
    doing: str
    done: str
    noun: str
    amendable: bool


def associate_of(enquiry: Enquiry) -> str:
    """Return how an Associate Centre is told of its Associate, with whom the centre deals in the awarding body's place (CI-14)."""
    return f"your Associate, {enquiry.associate_name}" if enquiry.associate_name else "your Associate"


def change_terms(enquiry: Enquiry, body: Body, now: datetime, reader: Reader = "centre") -> str:
    """Return until when the enquiry can be changed, and at what cost, as a sentence or two for its centre or another reader."""
    route, _, service, _ = entries_of(enquiry, body)
    if enquiry.extends:
        return extension_terms(route)
    words = _words(service, amendable=is_amendable(route, service, len(enquiry.lines)))
    window = change_window(enquiry, body, now)
    if window.open and enquiry.portal:
        return portal_change_terms(enquiry.portal.name, words.noun, amendable=words.amendable and not is_made(enquiry))
    if not window.open:
        return f"This {words.noun} can no longer be {words.done}."
    amount = _amount(late_charge(enquiry, body), demonstration=enquiry.cost.demonstration if enquiry.cost else _is_demonstration(body))
    if window.until is None or window.free:
        until = spoken_moment(window.until, body.zone) if window.until else None
        return _beforehand(route, service, words, until=until, amount=amount, reader=reader, through=enquiry.associate is not None)
    ended = f"The time for changes without charge ended {spoken_moment(window.until, body.zone)}."
    costs = f"{words.doing} now costs an administration fee{amount}."
    return f"{ended} {costs} {agreement_sentence(route, body)}" if enquiry.associate else f"{ended} {costs}"


def terms_on_submission(submission: Submission, body: Body, route: Route, service: Service) -> str:
    """Return the same for the receipt and the page of what was submitted, by the figures that it was promised and priced by."""
    if submission.promised:
        route, service = as_promised(route, service, submission.promised)
    cost = submission.cost or cost_of(body, route, service)
    words = _words(service, amendable=is_amendable(route, service, len(submission.content.components)))
    amount = _amount(cost.late_change, demonstration=cost.demonstration)
    through = submission.associate is not None
    if submission.portal:
        return portal_change_terms(submission.portal, words.noun, amendable=words.amendable)
    return _beforehand(route, service, words, until=None, amount=amount, reader="centre", through=through)


def agreement_sentence(route: Route, body: Body) -> str:
    """Return the rule that the Associate has to agree, with how far its source can be trusted."""
    rule = route.rules[AGREEMENT]
    trust = body.sources[rule.basis.source].trust
    return rule.text if trust is Trust.PUBLISHED else f"{rule.text.removesuffix('.')} ({TRUST_TEXT[trust]})."


def _words(service: Service, *, amendable: bool) -> _Words:
    noun = "appeal" if service.appeal else "enquiry"
    if amendable:
        return _Words("amend or cancel", "change", "A change", "amended or cancelled", noun, True)
    return _Words("cancel", "cancellation", "Cancelling it", "cancelled", noun, False)


def _beforehand(route: Route, service: Service, words: _Words, *, until: str | None, amount: str, reader: Reader, through: bool) -> str:
    """Return the sentence while changes are free; `until` is None while the end is not known, or where there is none."""
    begins = f"{WHO[reader]} can {words.do} this {words.noun}"
    if service.free:
        return f"{begins} without charge until it is answered."
    if not route.fee_rule.late_change_charged:
        return f"{begins} until its outcome is issued."
    end = until or f"{route.timings.change_window} after its {'acceptance' if service.acceptance else 'acknowledgement'}"
    agrees = f", and {ASSOCIATE[reader]} must agree to it" if through else ""
    return f"{begins} without charge until {end}. A later {words.change} costs an administration fee{amount}{agrees}."


def _amount(charge: Amount | None, *, demonstration: bool) -> str:
    if charge is None:
        return " (its amount is not published)"
    return f" ({charge}, a demonstration figure)" if demonstration else f" ({charge})"


def _is_demonstration(body: Body) -> bool:
    return body.prices is not None and body.sources[body.prices.basis.source].trust is Trust.DEMONSTRATION
