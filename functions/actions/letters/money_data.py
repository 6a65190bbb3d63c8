"""The data of a centre's note to a family about what requests cost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from functions.actions.letters.sender import demonstration_of
from functions.documents.contexts import Candidate, Centre, CodeAndName
from functions.documents.money_contexts import NoteLine, PaymentNote
from functions.domain.calendar import local_day
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import waiver_sentence
from functions.domain.centre_desk.accounts import STATE_TEXT, Account, summed
from functions.domain.centre_desk.records import CentreRecord
from functions.domain.centre_desk.terms import CentreTerms
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.people.people import Organisation

TO_PAY = frozenset({"asked", "not_asked"})


class Request(NamedTuple):
    """An enquiry with its awarding body, what is recorded of it, and the money for it."""

    enquiry: Enquiry
    body: Body
    record: CentreRecord
    account: Account


def payment_note(requests: Sequence[Request], centre: Organisation, terms: CentreTerms, now: datetime) -> PaymentNote:
    """Return the data of the note about requests for one candidate."""
    first = requests[0]
    candidate = first.enquiry.candidates[0]
    to_pay = [each for each in requests if each.account.state in TO_PAY]
    known = {each.account.known for each in requests}
    invented = next((text for each in requests if (text := demonstration_of(each.body))), None)
    return PaymentNote(
        body=centre.name,
        contact=centre.contact_email,
        words=first.body.words,
        dated=local_day(now, first.body.zone),
        centre=Centre(number=first.enquiry.centre, name=centre.name),
        number=f"Candidate {candidate.number}",
        candidate=Candidate(number=candidate.number, name=candidate.name),
        lines=tuple(_line(each) for each in requests),
        total=summed(amount for each in to_pay for amount in (each.record.payment.asked or each.account.total)),
        to_return=summed(amount for each in requests for amount in each.account.to_return),
        pay_by=min((day for each in to_pay if (day := _own_day(each, terms))), default=None) if to_pay else None,
        payment_text=terms.payment_text or None if to_pay else None,
        returns=tuple(dict.fromkeys(f"{each.body.name}: {_returns(each)}" for each in requests)),
        own_charge=_own_charge(terms) if any(each.account.charge for each in requests) else None,
        figures_are_demonstration="demonstration" in known,
        figures_are_reported="reported" in known,
        demonstration=invented,
    )


def _line(each: Request) -> NoteLine:
    _, _, service, syllabus = entries_of(each.enquiry, each.body)
    return NoteLine(
        awarding_body=each.body.name, service=service.name, subject=CodeAndName(code=syllabus.code, name=syllabus.name),
        units=", ".join(each.enquiry.components) or None, fee=each.account.fee, charge=each.account.charge, state=STATE_TEXT[each.account.state],
    )  # fmt: skip


def _own_day(each: Request, terms: CentreTerms) -> date | None:
    enquiry = each.enquiry
    return terms.own_date(enquiry.body, enquiry.series, enquiry.route, enquiry.service)


def _returns(each: Request) -> str:
    about = entries_of(each.enquiry, each.body)
    return waiver_sentence(about.route, about.service)


def _own_charge(terms: CentreTerms) -> str:
    if terms.returned:
        return "Our own charge is given back together with the awarding body’s fee."
    return "Our own charge stays with us whatever the outcome."
