"""The invoice run from October on, whom it bills for what, and credit notes: through the handlers, in everybody's role."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from functions import wiring
from functions.domain.catalogue.catalogues import Catalogue
from tests import builders
from tests.bills import OCTOBER
from tests.documents.reading import text
from tests.handlers.desk import ASSOCIATE, FINANCE, HARBOUR, LAKESIDE, OFFICER, SUPERVISOR, Desk, Reply
from tests.handlers.network import Fault

CENTRE = "x@y.example"
JUNE = {"series": "2022-06"}


def run(desk: Desk, after: str = "", *, by: str = FINANCE, series: str = "2022-06") -> Reply:
    return desk.staff("POST", "/invoices", {"series": series, "after": after}, by=by)


def issued(desk: Desk, **by: Any) -> Any:
    """The run of the whole series; what it issued."""
    made, after = [], ""
    while after is not None:
        answer = run(desk, after, **by).ok()
        made += answer["invoices"]
        after = answer["next"]
    desk.follow()
    return made


def opened(desk: Desk, id: str, by: str = FINANCE) -> Any:
    return desk.staff("GET", f"/invoices/{id}", by=by).ok()["invoice"]


def give_back(
    desk: Desk, id: str, amount: str, *, line: int = 1, version: int | None = None, reason: str = "Charged twice", by: str = FINANCE
) -> Reply:
    at = opened(desk, id)["version"] if version is None else version
    return desk.staff("POST", f"/invoices/{id}/credits", {"version": at, "line": line, "amount": amount, "reason": reason}, by=by)


def decided(desk: Desk, grade: str = "B", **changes: Any) -> str:
    """An enquiry that is completed with that grade."""
    id = desk.received(**changes)
    desk.acknowledge(id)
    desk.mark(id, grade).ok()
    desk.decide(id)
    return id


def everything(desk: Desk) -> dict[str, str]:
    """Northfield's: charged, waived, open, cancelled in time and late, free. Lakeside's, through Meridian: charged."""
    ids = {"charged": decided(desk), "waived": decided(desk, "B", candidates=("0714",)), "open": desk.received(candidates=("0015",))}
    desk.put(builders.card("0016", version=1))
    desk.put(builders.card("0017", version=1))
    ids["in_time"] = desk.acknowledged(candidates=("0016",))
    desk.centre("POST", f"/api/enquiries/{ids['in_time']}/cancel", {"version": desk.enquiry(ids["in_time"])["version"]}).ok()
    ids["late"] = desk.acknowledged(candidates=("0017",))
    desk.at("2022-08-25 10:00")
    late = {"version": desk.enquiry(ids["late"])["version"], "accept_charge": True}
    desk.centre("POST", f"/api/enquiries/{ids['late']}/cancel", late).ok()
    made = desk.submit(by=LAKESIDE, contact_email=CENTRE).ok()["submission"]
    ids["through"] = made["enquiries"][0]["id"]
    desk.associate("POST", f"/enquiries/{ids['through']}/approve", {"version": 1}).ok()
    desk.follow()
    desk.acknowledge(ids["through"])
    desk.mark(ids["through"]).ok()
    desk.decide(ids["through"])
    desk.follow()
    desk.network.mails.clear()
    return ids


@pytest.mark.proves("CI-16")
def test_from_october_finance_bills_every_finished_enquiry_of_june_with_waived_and_late_ones_and_the_associate_for_its_centre(
    desk: Desk,
) -> None:
    ids = everything(desk)
    desk.at(OCTOBER)
    to_associate, to_centre = sorted(issued(desk), key=lambda each: str(each["to"]))
    assert (to_associate["to"], to_associate["centre"]["name"], to_associate["total"]) == (
        "Meridian Associates", "Lakeside Academy", {"amount": "104.00", "currency": "GBP"},
    )  # fmt: skip
    assert (to_centre["to"], to_centre["total"], to_centre["lines"], to_centre["waived"]) == (
        "Northfield School", {"amount": "129.00", "currency": "GBP"}, 3, 1,
    )  # fmt: skip
    assert {to_associate["number"], to_centre["number"]} == {"INV-2206-000001", "INV-2206-000002"}
    items = {each["enquiry"]: each for each in opened(desk, to_centre["id"])["items"]}
    assert set(items) == {ids["charged"], ids["waived"], ids["late"]}
    assert (items[ids["waived"]]["charged"]["amount"], items[ids["waived"]]["fee"]["amount"]) == ("0.00", "104.00")
    assert items[ids["waived"]]["why"] == "No charge: the syllabus grade changed."
    assert items[ids["late"]]["what"] == "Administration fee for a late change"
    assert items[ids["charged"]]["charged"] == desk.enquiry(ids["charged"])["fee"]["money"]
    assert to_centre["demonstration"] is True


@pytest.mark.proves("CI-16")
def test_a_run_again_bills_nothing_twice_and_later_what_has_been_finished_since(desk: Desk) -> None:
    ids = everything(desk)
    desk.at(OCTOBER)
    first = issued(desk)
    assert issued(desk) == []
    before = [opened(desk, each["id"]) for each in first]
    desk.at("2022-11-02 09:00")
    desk.acknowledge(ids["open"])
    desk.mark(ids["open"], "A").ok()
    desk.decide(ids["open"])
    (later,) = issued(desk)
    assert (later["number"], [each["enquiry"] for each in opened(desk, later["id"])["items"]]) == ("INV-2206-000003", [ids["open"]])
    assert [opened(desk, each["id"]) for each in first] == before
    assert issued(desk) == []
    listed = desk.staff("GET", "/invoices", by=FINANCE, **JUNE).ok()["invoices"]
    assert listed[0]["number"] == "INV-2206-000003"
    assert len(listed) == 3


@pytest.mark.proves("CI-16")
@pytest.mark.parametrize(
    ("series", "first", "before"),
    [("2022-06", "2022-10-01 00:00", "2022-09-30 23:59"), ("2022-11", "2023-03-01 00:00", "2023-02-28 23:59")],
)
def test_before_the_month_the_run_is_refused_with_the_day_from_which_it_is_not(desk: Desk, series: str, first: str, before: str) -> None:
    decided(desk)
    items = desk.at(before).items()
    refused = run(desk, series=series)
    assert (refused.status, refused.codes) == (422, ["invoices_too_early"])
    assert desk.items() == items
    said = desk.staff("GET", "/invoices", by=FINANCE, series=series).ok()
    assert [each["code"] for each in said["refused"]] == ["invoices_too_early"]
    assert said["invoicing"]["from"] == first[:10]
    desk.at(first)
    assert len(run(desk, series=series).ok()["invoices"]) == (1 if series == "2022-06" else 0)
    assert desk.staff("GET", "/invoices", by=FINANCE, series=series).ok()["refused"] == []


@pytest.mark.parametrize(
    ("moment", "id", "title"), [("2022-08-22 09:00", "2022-03", "March 2022 (practice)"), ("2022-10-01 00:00", "2022-06", "June 2022")]
)
def test_asked_for_no_series_the_desk_answers_with_the_one_that_can_be_invoiced(desk: Desk, moment: str, id: str, title: str) -> None:
    answer = desk.at(moment).staff("GET", "/invoices", by=FINANCE).ok()
    assert answer["series"] == {"id": id, "title": title}
    assert answer["refused"] == []


@pytest.mark.proves("CI-16")
def test_without_prices_the_run_is_refused_and_says_why(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    decided(desk)
    desk.at(OCTOBER)
    catalogue = wiring.catalogue()
    body = catalogue.bodies["cambridge-international"].model_copy(update={"prices": None})
    unpriced = Catalogue({body.id: body})
    monkeypatch.setattr(wiring, "catalogue", lambda: unpriced)
    refused = run(desk)
    assert (refused.status, refused.codes) == (422, ["prices_unknown"])
    assert "publishes no prices" in refused.body["errors"][0]["message"]


def test_what_has_no_price_is_counted_and_waits_for_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = wiring.catalogue()
    body = catalogue.bodies["cambridge-international"]
    assert body.prices
    prices = body.prices.model_copy(update={"services": {"1": body.prices.services["1"]}})
    without = Catalogue({body.id: body.model_copy(update={"prices": prices})})
    with monkeypatch.context() as patch:
        patch.setattr(wiring, "catalogue", lambda: without)
        decided(desk)
        desk.at(OCTOBER)
        answer = run(desk).ok()
    assert (answer["invoices"], answer["unpriced"]) == ([], 1)
    answer = run(desk).ok()
    assert (len(answer["invoices"]), answer["unpriced"]) == (1, 0)


@pytest.mark.parametrize("lost", ["before", "after"])
def test_a_run_whose_answer_is_lost_can_be_sent_again(desk: Desk, lost: str) -> None:
    decided(desk)
    desk.at(OCTOBER)
    (desk.network.never_arrives if lost == "before" else desk.network.answer_is_lost)("TransactWriteItems")
    run(desk).ok()
    issued(desk)
    listed = desk.staff("GET", "/invoices", by=FINANCE, **JUNE).ok()["invoices"]
    assert [each["number"] for each in listed] == ["INV-2206-000001"]


@pytest.mark.proves("CI-16")
def test_many_centres_are_billed_portion_by_portion_each_once_under_numbers_without_a_gap(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything(desk)
    desk.at(OCTOBER)
    monkeypatch.setattr("functions.actions.staff.invoice_runs.CENTRES", 1)
    first = run(desk).ok()
    assert first["next"]
    again = run(desk, first["next"]).ok()
    last = run(desk, again["next"]).ok() if again["next"] else again
    assert last["next"] is None
    numbers = [each["number"] for each in (*first["invoices"], *again["invoices"])]
    assert numbers == ["INV-2206-000001", "INV-2206-000002"]


# --- who is invoiced sees it


@pytest.mark.proves("CI-16")
def test_a_centre_and_an_associate_see_their_own_invoices_with_the_pdf_and_nobody_elses(desk: Desk) -> None:
    everything(desk)
    desk.at(OCTOBER)
    issued(desk)
    (own,) = desk.centre("GET", "/api/invoices").ok()["invoices"]
    (associates,) = desk.associate("GET", "/invoices").ok()["invoices"]
    assert (own["to"], associates["to"]) == ("Northfield School", "Meridian Associates")
    assert desk.centre("GET", "/api/invoices", by=LAKESIDE).ok()["invoices"] == []
    for who in (HARBOUR, LAKESIDE):
        for id in (own["id"], associates["id"]):
            assert desk.centre("GET", f"/api/invoices/{id}", by=who).status == 404
            assert desk.centre("POST", f"/api/invoices/{id}/link", {}, by=who).status == 404
    assert desk.associate("GET", f"/invoices/{own['id']}").status == 404
    shown = desk.centre("GET", f"/api/invoices/{own['id']}").ok()["invoice"]
    assert [each["candidate"] for each in shown["items"]] == ["0713", "0714", "0017"]
    assert "Amina" not in str(shown)
    assert desk.centre("POST", f"/api/invoices/{own['id']}/link", {}).ok()["name"] == "INV-2206-000002.pdf"
    assert desk.associate("POST", f"/invoices/{associates['id']}/link", {}).ok()["name"] == "INV-2206-000001.pdf"
    said = text(desk.file(f"invoices/{associates['id']}/INV-2206-000001.pdf") or b"")
    assert "Meridian Associates" in said
    assert "(our own rule)" in said
    assert "Demonstration figures" in said
    assert "£104.00" in said


@pytest.mark.proves("CI-16", "CI-14")
def test_who_is_invoiced_is_told_by_an_email_without_amounts_or_candidates(desk: Desk) -> None:
    everything(desk)
    desk.at(OCTOBER)
    made = {each["to"]: each["id"] for each in issued(desk)}
    (to_centre,) = desk.mails("exams@northfield.example")
    (to_associate,) = desk.mails("desk@meridian.example")
    assert to_centre["subject"] == "Invoice ready: INV-2206-000002"
    assert f"https://desk.example/desk/invoice/?id={made['Northfield School']}" in to_centre["text"].splitlines()
    assert f"https://desk.example/associate/invoice/?id={made['Meridian Associates']}" in to_associate["text"].splitlines()
    for mail in (to_centre, to_associate):
        assert not [each for each in ("104", "129", "0713", "Amina", "£", "GBP") if each in mail["text"] + mail["html"]]
    assert len(desk.mails()) == 2


def test_a_pdf_that_is_not_made_yet_is_said_to_be_on_its_way(desk: Desk) -> None:
    decided(desk)
    desk.at(OCTOBER)
    (made,) = run(desk).ok()["invoices"]
    assert desk.centre("POST", f"/api/invoices/{made['id']}/link", {}).codes == ["not_ready"]
    desk.follow()
    desk.centre("POST", f"/api/invoices/{made['id']}/link", {}).ok()
    assert desk.centre("POST", f"/api/invoices/{made['id']}/link", {}, credit="1").status == 404


def test_what_cannot_be_mailed_stands_among_what_keeps_failing_and_is_sent_again_from_there(desk: Desk) -> None:
    decided(desk)
    desk.follow()
    desk.at(OCTOBER)
    desk.network.refuses("POST ses", "MessageRejected", times=9)
    (made,) = issued(desk)
    (failure,) = desk.failures()
    assert (failure["what"], failure["about"]) == ("Send the e-mail", f"Invoice issued: {made['number']}")
    desk.network.faults.clear()
    assert desk.staff("POST", "/failures/retry", {"key": failure["key"]}).ok() == {"done": True}
    assert [each["subject"] for each in desk.mails()][-1] == f"Invoice ready: {made['number']}"


# --- credit notes


@pytest.mark.proves("CI-16")
def test_a_correction_is_a_credit_note_and_the_invoice_stays_as_it_was(desk: Desk) -> None:
    decided(desk)
    desk.at(OCTOBER)
    (made,) = issued(desk)
    before = opened(desk, made["id"])
    after = give_back(desk, made["id"], "52.00").ok()["invoice"]
    desk.follow()
    (note,) = after["credit_notes"]
    assert (note["number"], note["amount"]["amount"], note["why"], note["line"]) == ("CRN-2206-000001", "52.00", "Charged twice", 1)
    assert (after["credited"]["amount"], after["owing"]["amount"], after["items"][0]["left"]["amount"]) == ("52.00", "52.00", "52.00")
    assert {name: after[name] for name in ("number", "total", "lines", "issued_at")} == {
        name: before[name] for name in ("number", "total", "lines", "issued_at")
    }
    centre = desk.centre("GET", f"/api/invoices/{made['id']}").ok()["invoice"]
    assert centre["credit_notes"] == after["credit_notes"]
    assert desk.centre("POST", f"/api/invoices/{made['id']}/link", {}, credit="1").ok()["name"] == "CRN-2206-000001.pdf"
    said = text(desk.file(f"invoices/{made['id']}/CRN-2206-000001.pdf") or b"")
    assert "Given back £52.00" in said
    assert [each["subject"] for each in desk.mails("exams@northfield.example")][-1] == "Credit note ready: CRN-2206-000001"
    kinds = [each["kind"] for each in desk.centre("GET", "/api/invoices").ok()["invoices"]]
    assert sorted(kinds) == ["credit_note", "invoice"]


@pytest.mark.proves("CI-16")
def test_no_more_is_given_back_than_is_left_nothing_without_a_reason_and_a_second_click_gives_nothing_again(desk: Desk) -> None:
    decided(desk)
    desk.at(OCTOBER)
    (made,) = issued(desk)
    id = made["id"]
    assert give_back(desk, id, "104.01").codes == ["credit_too_much"]
    assert give_back(desk, id, "52.00", reason=" ").codes == ["reason_missing"]
    assert give_back(desk, id, "52.00", line=2).codes == ["credit_line"]
    give_back(desk, id, "60.00", version=0).ok()
    second = give_back(desk, id, "44.00", version=0)
    assert (second.status, second.codes) == (409, ["changed_meanwhile"])
    assert give_back(desk, id, "44.01").codes == ["credit_too_much"]
    assert give_back(desk, id, "44.00").ok()["invoice"]["owing"]["amount"] == "0.00"
    assert give_back(desk, id, "0.01").codes == ["credit_too_much"]


# --- the ledger


@pytest.mark.proves("CI-16")
def test_the_ledger_has_every_line_and_credit_note_of_the_series_in_plain_decimals_portion_by_portion(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything(desk)
    desk.at(OCTOBER)
    made = issued(desk)
    centres = next(each for each in made if each["to"] == "Northfield School")
    give_back(desk, centres["id"], "4.00", reason="=1+1").ok()
    monkeypatch.setattr("functions.actions.shared.invoices.IN_LEDGER", 1)
    whole, after = "", ""
    while after is not None:
        answer = desk.staff("GET", "/ledger", by=SUPERVISOR, **JUNE, after=after).ok()
        whole, after = whole + answer["csv"], answer["next"]
    rows = list(csv.DictReader(io.StringIO(whole, newline="")))
    said = {(each["document"], each["number"], each["line"], each["fee"], each["charged"]) for each in rows}
    assert (len(rows), said) == (5, {
        ("credit note", "CRN-2206-000001", "1", "", "-4.00"),
        ("invoice", "INV-2206-000002", "1", "104.00", "104.00"),
        ("invoice", "INV-2206-000002", "2", "104.00", "0.00"),
        ("invoice", "INV-2206-000002", "3", "25.00", "25.00"),
        ("invoice", "INV-2206-000001", "1", "104.00", "104.00"),
    })  # fmt: skip
    assert next(each["why"] for each in rows if each["document"] == "credit note") == "Of INV-2206-000002: =1+1"
    assert {each["currency"] for each in rows} == {"GBP"}
    assert "Amina" not in whole


def test_a_list_of_any_length_is_read_a_page_at_a_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    everything(desk)
    desk.at(OCTOBER)
    issued(desk)
    monkeypatch.setattr("functions.actions.shared.invoices.PAGE", 1)
    first = desk.staff("GET", "/invoices", by=SUPERVISOR, **JUNE).ok()
    second = desk.staff("GET", "/invoices", by=SUPERVISOR, **JUNE, after=first["next"]).ok()
    assert {first["invoices"][0]["number"], second["invoices"][0]["number"]} == {"INV-2206-000001", "INV-2206-000002"}
    with desk.counting() as called:
        desk.centre("GET", "/api/invoices", by=OFFICER).ok()
    assert called["Query"] == 1
    assert desk.associate("GET", "/invoices", by=ASSOCIATE, after="nonsense").ok()["invoices"]


def test_another_series_than_the_catalogues_is_refused(desk: Desk) -> None:
    assert run(desk, series="1999-06").codes == ["series_unknown"]
    assert desk.staff("GET", "/invoices", by=FINANCE, series="1999-06").codes == ["series_unknown"]
    assert desk.staff("GET", "/ledger", by=FINANCE, series="1999-06").status == 404


# --- a run as long work


@pytest.mark.proves("CI-16")
@pytest.mark.proves("BY-24")
def test_a_run_as_long_work_bills_every_centre_once_and_shows_how_far_it_is(desk: Desk) -> None:
    everything(desk)
    desk.at(OCTOBER)
    begun = desk.staff("POST", "/invoices/run", JUNE | {"id": "a" * 32}, by=FINANCE).ok()["job"]
    assert (begun["title"], begun["about"]["title"], begun["percent"]) == ("Invoice run", "June 2022", 100)
    assert begun["facts"] == {"invoices": 2, "unpriced": 0}
    assert desk.staff("POST", "/invoices/run", JUNE | {"id": "a" * 32}, by=FINANCE).ok()["job"] == begun
    assert desk.network.begun == ["a" * 32]
    listed = desk.staff("GET", "/invoices", by=FINANCE, **JUNE).ok()["invoices"]
    assert {each["number"] for each in listed} == {"INV-2206-000001", "INV-2206-000002"}
    again = desk.staff("POST", "/invoices/run", JUNE, by=FINANCE).ok()["job"]
    assert again["facts"] == {"invoices": 0, "unpriced": 0}
    desk.follow()
    assert {each["to"] for each in desk.mails()} == {"exams@northfield.example", "desk@meridian.example"}
    assert {each["id"] for each in desk.staff("GET", "/jobs", by=FINANCE).ok()["jobs"]} == {again["id"], "a" * 32}
    assert desk.staff("GET", f"/jobs/{begun['id']}", by=FINANCE).ok()["job"] == begun


@pytest.mark.proves("BY-24")
def test_a_run_whose_worker_is_killed_goes_on_and_bills_nothing_twice(desk: Desk) -> None:
    everything(desk)
    desk.at(OCTOBER)
    desk.network.jobs_are_lost = True
    id = desk.staff("POST", "/invoices/run", JUNE, by=FINANCE).ok()["job"]["id"]
    desk.network.faults[:] = [Fault("TransactWriteItems", 1, lambda request, send: send(request)), Fault("TransactWriteItems", 1, _killed)]
    with pytest.raises(KeyboardInterrupt):
        desk.network.work()
    desk.network.faults.clear()
    assert desk.staff("GET", f"/jobs/{id}", by=FINANCE).ok()["job"]["percent"] == 0
    desk.network.work()
    assert desk.staff("GET", f"/jobs/{id}", by=FINANCE).ok()["job"]["percent"] == 100
    listed = desk.staff("GET", "/invoices", by=FINANCE, **JUNE).ok()["invoices"]
    assert sorted(each["number"] for each in listed) == ["INV-2206-000001", "INV-2206-000002"]


def test_a_run_as_long_work_is_refused_before_its_month(desk: Desk) -> None:
    refused = desk.at("2022-09-30 23:59").staff("POST", "/invoices/run", JUNE, by=FINANCE)
    assert (refused.status, refused.codes) == (422, ["invoices_too_early"])


def _killed(_: Any, __: Any) -> Any:
    raise KeyboardInterrupt
