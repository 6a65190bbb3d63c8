"""Two runs of the invoices at once, a doubled click on a credit note: one invoice, one credit note, numbers without a gap."""

from __future__ import annotations

from typing import Any

import pytest

from functions import wiring
from functions.actions.shared import invoices
from functions.actions.staff import invoice_runs
from functions.adapters.enquiries import put_enquiry
from functions.adapters.invoices import put_invoice, put_to_bill
from functions.adapters.table import Put
from functions.domain.billing.credit_notes import Credit
from functions.domain.billing.invoices import Run
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Changed
from functions.domain.people.people import Role
from functions.domain.people.permissions import Act
from tests import bills, builders
from tests.actions.together import Meeting, at_once
from tests.builders import CAMBRIDGE, membership
from tests.handlers.desk import Desk

FINANCE = builders.person(membership(Role.FINANCE, CAMBRIDGE), staff_pool=True)
CENTRES = ("northfield", "harbour")


def finished(desk: Desk, centre: str, place: int) -> None:
    """A completed enquiry of a centre, as the table holds it."""
    id = f"{place:032x}"
    made = builders.enquiry(
        Status.COMPLETED, id=id, number=f"2206-{place:06d}", organisation=centre, recorded=True, grade_after="B", version=1
    )
    wiring.table().commit([Put(put_enquiry(made).item), put_to_bill(CAMBRIDGE, "2022-06", centre)])


def run(desk: Desk) -> Any:
    return invoice_runs.run(wiring.session(FINANCE, None), Run(series="2022-06"), pause=lambda _: None)


@pytest.mark.proves("CI-16", "BY-09")
def test_six_runs_at_once_bill_every_enquiry_once_under_numbers_without_a_gap(desk: Desk) -> None:
    for place in range(1, 7):
        finished(desk, CENTRES[place % 2], place)
    desk.at(bills.OCTOBER)
    read = Meeting(6)

    def everybody_has_read(request: Any, send: Any) -> Any:
        # Nobody writes before all six have read accounts that nobody has billed: the worst order there is.
        answer = send(request)
        read.reach()
        return answer

    for _ in range(6):
        desk.network.meddles("BatchGetItem", everybody_has_read)
    answers = at_once(6, lambda _: run(desk), read)
    made = [each for answer in answers for each in answer["invoices"]]
    assert sorted(each["number"] for each in made) == ["INV-2206-000001", "INV-2206-000002"]
    billed = [
        item["enquiry"] for each in made
        for item in invoices.open_invoice(wiring.session(FINANCE, None), Act.READ_BILLS, each["id"])["items"]
    ]  # fmt: skip
    assert sorted(billed) == [f"{place:032x}" for place in range(1, 7)]
    assert run(desk)["invoices"] == []


@pytest.mark.proves("CI-16", "BY-09")
def test_a_credit_note_asked_for_five_times_at_once_is_issued_once(desk: Desk) -> None:
    invoice, lines = bills.invoice()
    wiring.table().commit(put_invoice(invoice, lines))
    request = Credit(version=0, line=1, amount="104.00", reason="Charged twice")
    answers = at_once(5, lambda _: invoice_runs.issue_credit_note(wiring.session(FINANCE, None), invoice.id, request))
    assert len([each for each in answers if isinstance(each, Changed)]) == 4
    shown = invoices.open_invoice(wiring.session(FINANCE, None), Act.READ_BILLS, invoice.id)
    assert [each["number"] for each in shown["credit_notes"]] == ["CRN-2206-000001"]
    assert shown["owing"]["amount"] == "0.00"
