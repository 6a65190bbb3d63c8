"""What was promised and would cost stays with an enquiry, whatever becomes of the catalogue after its submission (BY-20)."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from functions import wiring
from functions.domain.calendar import Period, Unit
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.catalogue.routes import Route
from tests.bills import OCTOBER
from tests.builders import CAMBRIDGE, RESULTS_OUT
from tests.documents.reading import text
from tests.handlers.desk import ASSOCIATE, FINANCE, LAKESIDE, OFFICER, Desk

Edit = Callable[[], None]


def dearer_and_slower(body: Body) -> Body:
    """Return the body after an edit of every figure that an enquiry was promised or priced by."""
    assert body.prices
    prices = body.prices.model_copy(
        update={"services": dict.fromkeys(body.prices.services, Decimal("999.00")), "late_change": Decimal("99.00")}
    )

    def route(each: Route) -> Route:
        times = each.timings.model_copy(
            update=dict.fromkeys(("number_within", "acknowledgement_within", "change_window"), Period(amount=9, unit=Unit.WORKING_DAYS))
        )
        services = tuple(one.model_copy(update={"target": Period(amount=90, unit=Unit.DAYS)}) for one in each.services)
        said = tuple(one.model_copy(update={"text": "Other words."}) for one in each.declarations)
        return each.model_copy(update={"timings": times, "services": services, "declarations": said})

    return body.model_copy(update={"prices": prices, "routes": tuple(route(each) for each in body.routes)})


@pytest.fixture
def edit(monkeypatch: pytest.MonkeyPatch) -> Edit:
    """Edit the catalogue, as a deployment of another one does."""

    def change() -> None:
        old = wiring.catalogue()
        new = Catalogue(bodies={**old.bodies, CAMBRIDGE: dearer_and_slower(old.bodies[CAMBRIDGE])})
        monkeypatch.setattr(wiring, "catalogue", lambda: new)

    return change


def submission(desk: Desk, id: str) -> Any:
    return desk.centre("GET", f"/api/submissions/{id}").ok()["submission"]


def receipt(desk: Desk, id: str) -> str:
    pdf = desk.file(f"receipts/{id}.pdf")
    assert pdf
    return text(pdf)


@pytest.mark.proves("BY-20")
def test_a_later_edit_changes_no_page_of_a_submitted_enquiry(desk: Desk, edit: Edit) -> None:
    made = desk.submitted()
    desk.follow()
    id = made["enquiries"][0]["id"]
    before = desk.enquiry(id), desk.case(id), submission(desk, made["id"]), desk.centre("GET", "/api/enquiries", series="2022-06").ok()
    assert (before[0]["promised_by"], before[0]["fee"]["money"]["amount"]) == ("2022-09-21", "104.00")
    edit()
    after = desk.enquiry(id), desk.case(id), submission(desk, made["id"]), desk.centre("GET", "/api/enquiries", series="2022-06").ok()
    assert after == before
    other = desk.received(candidates=("0714",))
    new = desk.enquiry(other)
    assert (new["promised_by"], new["fee"]["money"]["amount"]) == ("2022-11-20", "1998.00"), "what is submitted later goes by the edit"


@pytest.mark.proves("BY-20")
def test_a_receipt_that_is_made_after_an_edit_says_what_was_submitted(desk: Desk, edit: Edit) -> None:
    first = desk.submitted()
    desk.follow()
    second = desk.submitted(candidates=("0714",))
    edit()
    desk.follow()
    made = [receipt(desk, each["id"]) for each in (first, second)]
    for each in made:
        assert "104.00" in each
        assert "within 24 hours" in each
        assert "Other words." not in each
    third = desk.submitted(candidates=("0015",))
    desk.follow()
    assert "1,998.00" in receipt(desk, third["id"])


@pytest.mark.proves("BY-20")
def test_letter_and_invoice_say_what_was_promised_and_priced(desk: Desk, edit: Edit) -> None:
    id = desk.received()
    edit()
    desk.acknowledge(id)
    letter = next(each for each in desk.enquiry(id)["documents"] if each["slot"] == "AckLetter")
    acknowledgement = desk.file(f"documents/{id}/{letter['id']}.pdf")
    assert acknowledgement
    assert "21 September 2022" in text(acknowledgement)
    desk.mark(id).ok()
    desk.decide(id)
    desk.at(OCTOBER)
    invoice = desk.staff("POST", "/invoices", {"series": "2022-06", "after": ""}, by=FINANCE).ok()["invoices"][0]
    assert invoice["total"]["amount"] == "104.00"


@pytest.mark.proves("BY-20")
def test_a_charge_for_a_late_change_is_the_one_that_was_announced(desk: Desk, edit: Edit) -> None:
    id = desk.acknowledged()
    edit()
    desk.at("2022-08-24 09:00")
    shown = desk.enquiry(id)["change_window"]
    assert (shown["free"], "GBP 25.00" in shown["text"] or "£25.00" in shown["text"]) == (False, True)
    version = desk.enquiry(id)["version"]
    desk.centre("POST", f"/api/enquiries/{id}/cancel", {"version": version, "accept_charge": True}).ok()
    assert [each["money"]["amount"] for each in desk.enquiry(id)["fee"]["charges"]] == ["25.00"]


@pytest.mark.proves("BY-20")
def test_what_an_associate_centre_submitted_keeps_its_figures_too(desk: Desk, edit: Edit) -> None:
    id = desk.submitted(by=LAKESIDE, contact_email="x@y.example")["enquiries"][0]["id"]
    edit()
    version = desk.associate("GET", f"/enquiries/{id}").ok()["enquiry"]["version"]
    desk.associate("POST", f"/enquiries/{id}/approve", {"version": version}, by=ASSOCIATE).ok()
    desk.follow()
    assert desk.case(id)["promised_by"] == "2022-09-21"
    assert desk.case(id)["fee"]["money"]["amount"] == "104.00"


@pytest.mark.proves("BY-20")
def test_an_enquiry_from_before_they_were_kept_goes_on(desk: Desk) -> None:
    made = desk.submitted()
    desk.follow()
    id = made["enquiries"][0]["id"]
    strip(desk, f"ENQ#{id}", ("promised", "cost"))
    strip(desk, f"SUB#{made['id']}", ("promised", "cost", "accepted", "associate"))
    assert desk.enquiry(id)["promised_by"] == "2022-09-21"
    assert submission(desk, made["id"])["fee"]["total"]["amount"] == "104.00"
    desk.acknowledge(id)
    desk.mark(id).ok()
    assert desk.decide(id)["status"] == "completed"
    assert desk.enquiry(id, by=OFFICER)["fee"]["money"]["amount"] == "104.00"


@pytest.mark.proves("BY-20")
def test_figures_of_another_day_are_for_what_is_submitted_on_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dated edit needs no copy: the day of submission says which figures count."""
    old = wiring.catalogue().bodies[CAMBRIDGE]
    new = dearer_and_slower(old)
    editions = tuple(
        {"begins_on": day, "routes": [each.model_dump() for each in body.routes], "prices": body.prices and body.prices.model_dump()}
        for day, body in (("0001-01-01", old), ("2022-09-01", new))
    )
    dated = Body.model_validate(old.model_dump() | {"editions": editions})
    monkeypatch.setattr(wiring, "catalogue", lambda: Catalogue(bodies={CAMBRIDGE: dated}))
    before = desk.at(RESULTS_OUT).received()
    strip(desk, f"ENQ#{before}", ("promised", "cost"))
    after = desk.at("2022-09-01 00:00").received(candidates=("0714",))
    assert [desk.enquiry(each)["fee"]["money"]["amount"] for each in (before, after)] == ["104.00", "1998.00"]
    assert [desk.enquiry(each)["promised_by"] for each in (before, after)] == ["2022-09-21", "2022-11-30"]


def strip(desk: Desk, pk: str, names: tuple[str, ...]) -> None:
    """Take fields out of a stored item, so that it is as an older version of the desk stored it."""
    table = wiring.table()
    stored = table.client.get_item(TableName=table.name, Key={"pk": {"S": pk}, "sk": {"S": "HEAD"}})["Item"]
    taken = 0
    for part in ("row", "json"):
        if part in stored:
            content = json.loads(stored[part]["S"])
            taken += sum(name in content for name in names)
            stored[part] = {"S": json.dumps({name: value for name, value in content.items() if name not in names})}
    assert taken, "it had none of them"
    table.client.put_item(TableName=table.name, Item=stored)
