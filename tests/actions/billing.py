"""What everybody owes in the plain model, and the invoices and credit notes that the desk makes of it."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from functions.actions.staff import invoice_runs
from functions.adapters import keys
from functions.adapters.invoices import Lines
from functions.adapters.items import model_in
from functions.adapters.keys import Key
from functions.domain.billing.credit_notes import Credit, CreditNote
from functions.domain.billing.invoices import Account, Invoice, Run
from functions.domain.enquiries.statuses import Status
from tests import builders
from tests.actions.living import World
from tests.actions.model import CENTRES, FINANCE, Life
from tests.builders import CAMBRIDGE

SERIES = "2022-06"
Owed = Counter[tuple[str, Decimal, Decimal]]  # of an enquiry: what it costs, and what of that is to be paid
NOTHING = Decimal(0)


class Billing:
    """The bills so far. `billed` are the enquiries that a run has found finished; `issued` is every document as first seen."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.billed: set[str] = set()
        self.issued: dict[Key, str] = {}
        self.invoices: dict[str, Invoice] = {}
        self.lines: dict[str, Lines] = {}
        self.notes: list[CreditNote] = []
        prices = builders.body().prices
        assert prices
        self.prices, self.appeals, self.late_change = prices.services, prices.appeals, prices.late_change or NOTHING

    def owed(self, life: Life) -> Owed:
        """Return what a finished enquiry costs: its fee, waived where the grade changed, and each change that came too late to be free.

        An extension costs nothing.
        """
        owed: Owed = Counter()
        if life.extends:
            return owed
        if life.end is Status.COMPLETED:
            fee = self.appeals[life.service] if life.against else self.prices[life.service] * len(life.components)
            owed[life.id, fee, NOTHING if life.regraded else fee] += 1
        if life.end in (Status.COMPLETED, Status.CANCELLED) and life.late_changes:
            owed[life.id, self.late_change, self.late_change] += life.late_changes
        return owed

    def payer(self, life: Life) -> str:
        rule = builders.route().fee_rule.associate_centres
        return "meridian" if life.through_associate and rule and rule.billed == "associate" else life.centre

    def owing(self) -> list[tuple[str, int, Decimal]]:
        """Return the lines on which an amount is left to credit: the invoice, the line's place and the amount."""
        given = Counter[tuple[str, int]]()
        for note in self.notes:
            given[note.invoice, note.line.place] += note.amount.amount  # type: ignore[assignment]
        left = [(id, each.place, each.charged.amount - given[id, each.place]) for id, some in self.lines.items() for each in some.lines]
        return sorted(each for each in left if each[2] > 0)

    # --- what finance staff do

    def run(self) -> None:
        """Run all invoices. Check that a second run at once bills nothing."""
        for again in (False, True):
            after, issued = "", []
            while after is not None:
                request = Run(series=SERIES, after=after)
                answer = invoice_runs.run(self.world.session(FINANCE), request, pause=lambda _: None)
                after, issued = answer["next"], [*issued, *answer["invoices"]]
            assert not (again and issued)
        waiting = [each for each in self.world.lives.values() if each.id not in self.billed and self.owed(each)]
        paying = {(each.centre, self.payer(each)) for each in waiting if any(charged for _, _, charged in self.owed(each))}
        self.billed |= {each.id for each in waiting if (each.centre, self.payer(each)) in paying}

    def give_back(self, invoice: str, place: int, amount: Decimal) -> None:
        turn = sum(each.invoice == invoice for each in self.notes)
        request = Credit(version=turn, line=place, amount=f"{amount:.2f}", reason="Charged twice")
        invoice_runs.issue_credit_note(self.world.session(FINANCE), invoice, request)

    # --- what holds

    def adds_up(self, items: dict[Key, dict[str, Any]]) -> None:
        """Check that each finished enquiry is billed once, to the right payer, at its cost, and that no issued document ever changes."""
        self._read(items)
        invoiced: Owed = Counter()
        for id, invoice in self.invoices.items():
            lines = self.lines[id].lines
            assert invoice.total.amount == sum((each.charged.amount for each in lines), NOTHING)
            assert (invoice.lines, invoice.waived) == (len(lines), sum(each.waived for each in lines))
            assert {each.fee.currency for each in lines} == {invoice.total.currency}
            assert {(self.payer(life), life.centre) for each in lines if (life := self.world.lives[each.enquiry])} == {
                (invoice.payer, invoice.centre)
            }
            invoiced.update((each.enquiry, each.fee.amount, each.charged.amount) for each in lines)
        expected: Owed = Counter()
        for each in self.billed:
            expected += self.owed(self.world.lives[each])
        assert invoiced == expected
        self._given_back(items)
        accounts = {centre: items.get(keys.account(CAMBRIDGE, SERIES, centre)) for centre in CENTRES}
        billed = {id for item in accounts.values() if item for id in model_in(Account, item).billed}
        assert billed == self.billed
        for numbers, prefix in ((self.invoices.values(), "INV"), (self.notes, "CRN")):
            assert sorted(each.number for each in numbers) == [f"{prefix}-2206-{count:06d}" for count in range(1, len(numbers) + 1)]

    def _given_back(self, items: dict[Key, dict[str, Any]]) -> None:
        """Check that no more is credited than was charged on a line, and that every credit note has its history."""
        left = {(id, each.place): each.charged.amount for id, some in self.lines.items() for each in some.lines}
        for note in self.notes:
            left[note.invoice, note.line.place] -= note.amount.amount
            assert note.line in self.lines[note.invoice].lines
        assert all(each >= 0 for each in left.values())
        for id in self.invoices:
            notes = sum(each.invoice == id for each in self.notes)
            entries = {key.sk for key in items if key.pk == f"INV#{id}" and key.sk.startswith("H#")}
            assert entries == {f"H#{version:06d}" for version in range(1, notes + 2)}

    def _read(self, items: dict[Key, dict[str, Any]]) -> None:
        papers = {
            key: item["json"] if "json" in item else item["row"]
            for key, item in items.items()
            if key.pk.startswith("INV#") and not key.sk.startswith(("H#", "MAIL#"))
        }
        assert {key: papers.get(key) for key in self.issued} == self.issued, "what is issued stays as it is"
        self.issued = papers
        ids = {key.pk.removeprefix("INV#") for key in papers}
        self.invoices = {id: Invoice.model_validate_json(papers[keys.invoice(id)]) for id in ids}
        self.lines = {id: Lines.model_validate_json(papers[keys.invoice_lines(id, 0)]) for id in ids}
        self.notes = [CreditNote.model_validate_json(body) for key, body in papers.items() if key.sk.startswith("CREDIT-")]
