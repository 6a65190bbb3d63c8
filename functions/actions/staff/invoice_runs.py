"""The invoice run of a series and credit notes: what finance staff issue. Everything issued is issued once and stays as it is.

A run asks every centre that has had an enquiry received, a portion of them at a time. Two runs at once, and a doubled click,
meet at the centre's account: the second finds billed what the first has billed.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from functions.actions.shared.effect_names import CREDIT_PAPER, INVOICE_PAPER, MAIL
from functions.actions.shared.transactions import ATTEMPTS, commit
from functions.adapters import keys
from functions.adapters.bills import account_from, credits_in, invoice_from, lines_in, put_account, put_counter, put_credit, put_invoice
from functions.adapters.records import body_of, put_event
from functions.adapters.table import Busy, Conflict, Table, Write
from functions.domain.billing.credit_notes import CREDIT_NOTE, Credit, credit
from functions.domain.billing.invoices import INVOICE, Invoice, Run, bill, is_unpriced, payer_of, require_invoicing_open
from functions.domain.catalogue.bodies import Body, Catalogue
from functions.domain.catalogue.series import Series
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.errors import NotFound, Refused, TryAgain, problem
from functions.domain.people.history import Actor, Event, What, actor
from functions.domain.people.people import Organisation, Person
from functions.domain.people.permissions import Act, acting_for, allow
from functions.domain.views import invoice_pages

CENTRES = 20  # that one request bills: it ends well before the gateway's patience does
READ = 200


def run(
    table: Table, catalogue: Catalogue, person: Person, chosen: str | None, request: Run, now: datetime,
    pause: Callable[[float], None] = time.sleep,
) -> dict[str, Any]:  # fmt: skip
    """Bill what is finished and not billed, for the next portion of centres; `next` is where to go on, None at the end.

    Raises Refused before the series' month and without prices, TryAgain while others bill the same.
    """
    member = acting_for(person, Act.BILL, chosen)
    body, series = _which(catalogue, member.organisation, request.series)
    require_invoicing_open(body, series, now)
    pk, after = keys.to_bill_in(body.id, series.id), request.after
    start = {"g2pk": pk, "g2sk": after, **keys.to_bill(body.id, series.id, after)._asdict()} if after else None
    page = table.index("queues", pk, limit=CENTRES, after=start)
    made: list[Invoice] = []
    unpriced = 0
    for item in page.items:
        enquiries = _enquiries(table, str(item["sk"]), series.id, body.id)
        unpriced += sum(is_unpriced(each, body) for each in enquiries)
        while some := _bill(table, body, series, str(item["sk"]), enquiries, actor(person, member), now, pause):
            made += some
    return {"invoices": [invoice_pages.row(each, body) for each in made], "unpriced": unpriced, "next": page.next}


def give_back(table: Table, catalogue: Catalogue, person: Person, id: str, request: Credit, now: datetime) -> dict[str, Any]:
    """Issue a credit note on a line of an invoice; the invoice stays as it is. Raises Changed where a colleague was quicker."""
    items = table.partition(keys.invoice(id).pk)
    invoice = invoice_from(items)
    if invoice is None:
        raise NotFound
    member = allow(person, Act.BILL, invoice.body)
    lines, notes = lines_in(items), credits_in(items)
    before = _last_number(table, invoice.body, invoice.series, CREDIT_NOTE)
    note = credit(invoice, lines, notes, request, last_number=before, now=now)
    event = Event(what=What.CREDITED, at=now, by=actor(person, member), version=note.turn + 1, why=note.why, about=note.number)
    commit(
        table,
        [
            put_credit(note),
            put_counter(invoice.body, invoice.series, CREDIT_NOTE, before, 1),
            put_event(keys.invoice(id), event, (CREDIT_PAPER, f"{MAIL}:{CREDIT_PAPER}"), invoice.body),
        ],
    )
    return invoice_pages.page(invoice, lines, (*notes, note), catalogue.bodies[invoice.body])


def _bill(
    table: Table, body: Body, series: Series, centre: str, enquiries: list[Enquiry], by: Actor, now: datetime, pause: Callable[[float], None]
) -> list[Invoice]:  # fmt: skip
    """One centre's invoices in one transaction: the lines, the account that says what is billed, the numbers, the history."""
    payers = sorted({payer_of(each, body) for each in enquiries})
    found = table.get_all([keys.organisation(each) for each in payers]) if payers else {}
    names = {key.pk.removeprefix("ORG#"): Organisation.model_validate_json(body_of(item)).name for key, item in found.items()}
    for attempt in range(ATTEMPTS):
        if attempt:
            pause(random.uniform(0.01, 0.05) * 2**attempt)  # noqa: S311 - spreads contenders, guards nothing
        stored = table.get(keys.account(body.id, series.id, centre))
        before = _last_number(table, body.id, series.id, INVOICE)
        account, made = bill(account_from(stored, body.id, series.id, centre), enquiries, body, names=names, last_number=before, now=now)
        if not made:
            return []
        writes: list[Write] = [put_account(account), put_counter(body.id, series.id, INVOICE, before, len(made))]
        for invoice, lines in made:
            event = Event(what=What.INVOICED, at=now, by=by, version=1, about=invoice.number)
            writes += put_invoice(invoice, lines)
            writes.append(put_event(keys.invoice(invoice.id), event, (INVOICE_PAPER, f"{MAIL}:{INVOICE_PAPER}"), body.id))
        try:
            table.commit(writes)
        except (Conflict, Busy):
            continue  # somebody bills at the same moment: read again, it may be done
        return [invoice for invoice, _ in made]
    raise TryAgain


def _last_number(table: Table, body: str, series: str, prefix: str) -> int:
    item = table.get(keys.money_counter(body, series, prefix))
    return int(item["v"]) if item else 0


def _enquiries(table: Table, organisation: str, series: str, body: str) -> list[Enquiry]:
    """Every enquiry of a centre's series to this body."""
    pk, found = keys.list_of(organisation, series), []
    after: dict[str, str] | None = None
    while True:
        page = table.index("lists", pk, limit=READ, after=after)
        found += [Enquiry.model_validate_json(body_of(item)) for item in page.items]
        if page.next is None:
            return [each for each in found if each.body == body]
        last = page.items[-1]
        after = {"g1pk": pk, "g1sk": str(last["g1sk"]), "pk": str(last["pk"]), "sk": str(last["sk"])}


def _which(catalogue: Catalogue, organisation: str, id: str) -> tuple[Body, Series]:
    """The body of whoever bills, and the series. Raises NotFound for a body that this desk does not serve, Refused for another series."""
    body = catalogue.bodies.get(organisation)
    if body is None:
        raise NotFound
    series = body.series_of(id)
    if series is None:
        raise Refused(problem("series_unknown", field="series"))
    return body, series
