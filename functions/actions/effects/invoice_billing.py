"""What an invoice run bills: the finished enquiries of a portion of centres, each centre until nothing is left.

Two runs at once, a double click, or a portion that comes twice meet at the centre's account: the second finds billed what the first has billed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from functions.actions.effects.means import Means
from functions.actions.shared.effect_names import INVOICE_PAPER, MAIL
from functions.actions.shared.transactions import Pause, settle
from functions.adapters import keys
from functions.adapters.enquiry_lists import read_all_of_centre
from functions.adapters.events import put_event
from functions.adapters.invoices import list_to_bill, put_account, put_counter, put_invoice, read_account, read_last_number
from functions.adapters.organisations import read_organisations
from functions.adapters.table import Table, Write
from functions.domain.billing.invoices import INVOICE, Invoice, bill, is_unpriced, payer_of
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.series import Series
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.jobs import Job
from functions.domain.people.history import Actor, Event, What

CENTRES = 20  # in a portion


class Billing(NamedTuple):
    """A run of the invoices of a series: for which awarding body, by whom, when."""

    table: Table
    body: Body
    series: Series
    by: Actor
    now: datetime


class Billed(NamedTuple):
    """What came of some centres: the invoices issued, and how many finished enquiries have no price."""

    invoices: list[Invoice]
    unpriced: int


def bill_portion(means: Means, job: Job, _: int) -> Job:
    """Bill the next centres of a run that is done as a job."""
    body = means.catalogue.bodies[job.body]
    series = body.series_of(job.about)
    if series is None:
        raise LookupError("the catalogue has lost the series of a run")
    centres, cursor = list_to_bill(means.table, body.id, series.id, CENTRES, job.cursor)
    billed = bill_centres(Billing(means.table, body, series, job.by, means.now()), centres)
    facts = {"invoices": job.facts["invoices"] + len(billed.invoices), "unpriced": job.facts["unpriced"] + billed.unpriced}
    return job.model_copy(update={"facts": facts, "cursor": cursor or job.cursor})


def bill_centres(billing: Billing, centres: Iterable[str], *, pause: Pause | None = None) -> Billed:
    """Bill what is finished and not billed of these centres. Raise TryAgain while others bill the same."""
    made: list[Invoice] = []
    unpriced = 0
    for centre in centres:
        every = read_all_of_centre(billing.table, centre, billing.series.id)
        enquiries = [each for each in every if each.body == billing.body.id]
        unpriced += sum(is_unpriced(each, billing.body) for each in enquiries)
        made += _bill_all(billing, centre, enquiries, pause)
    return Billed(made, unpriced)


def _bill_all(billing: Billing, centre: str, enquiries: list[Enquiry], pause: Pause | None) -> list[Invoice]:
    """Bill one centre until nothing is left; an invoice has at most as many lines as one transaction holds. Return the invoices."""
    made: list[Invoice] = []
    while some := settle(lambda: _bill_some(billing, centre, enquiries), pause=pause):
        made += some
    return made


def _bill_some(billing: Billing, centre: str, enquiries: list[Enquiry]) -> list[Invoice]:
    """Store one centre's next invoices in one transaction: the lines, the account that says what is billed, the numbers, the history.

    Return them; nothing where all is billed. Raise Conflict where somebody bills at the same moment.
    """
    table, body, series = billing.table, billing.body, billing.series
    payers = sorted({payer_of(each, body) for each in enquiries})
    names = {each.id: each.name for each in read_organisations(table, payers).values()}
    account_before = read_account(table, body.id, series.id, centre)
    before = read_last_number(table, body.id, series.id, INVOICE)
    account, made = bill(account_before, enquiries, body, names=names, last_number=before, now=billing.now)
    if not made:
        return []
    writes: list[Write] = [put_account(account), put_counter(body.id, series.id, INVOICE, before, len(made))]
    for invoice, lines in made:
        event = Event(what=What.INVOICED, at=billing.now, by=billing.by, version=1, about=invoice.number)
        writes += put_invoice(invoice, lines)
        writes.append(put_event(keys.invoice(invoice.id), event, (INVOICE_PAPER, f"{MAIL}:{INVOICE_PAPER}"), (body.id,)))
    table.commit(writes)
    return [invoice for invoice, _ in made]
