"""Service 9: a report on a group of candidates, what it waits for, and what waits for it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from functions.adapters import keys
from tests import builders
from tests.documents.reading import text
from tests.handlers.desk import Desk, Reply, content
from tests.scans import scan

FIVE = ("0001", "0002", "0003", "0004", "0005")
COMMIT = "TransactWriteItems"
CENTRE = "exams@northfield.example"


@pytest.fixture(autouse=True)
def _members(desk: Desk) -> None:
    """Sixteen more candidates of Northfield in 0580."""
    for number in range(1, 15):
        desk.put(builders.card(f"{number:04d}", name=f"Pupil {number}", version=1))
    desk.put(builders.card("0016", name="Pupil 16", version=1))


def ask(desk: Desk, *, accept: bool = False, candidates: tuple[str, ...] = FIVE, id: str | None = None, **changes: Any) -> Reply:
    return desk.submit(id, service="9", components=("42",), candidates=candidates, accept_waiting=accept, **changes)


def asked(desk: Desk, **changes: Any) -> str:
    """A group report that is asked for; its id. Nothing has followed yet."""
    id: str = ask(desk, accept=True, **changes).ok()["submission"]["enquiries"][0]["id"]
    return id


def status(desk: Desk, id: str) -> str:
    return str(desk.enquiry(id)["status"])


def cancelled(desk: Desk, id: str) -> None:
    desk.centre("POST", f"/api/enquiries/{id}/cancel", {"version": desk.enquiry(id)["version"], "accept_charge": True}).ok()


# --- asking


@pytest.mark.proves("CI-10", "BY-02")
@pytest.mark.parametrize("count", [4, 16])
def test_a_group_is_of_5_to_15_candidates(desk: Desk, count: int) -> None:
    numbers = tuple(f"{number:04d}" for number in range(1, 17))
    before = desk.items()
    reply = ask(desk, candidates=numbers[:count])
    assert (reply.status, "group_size" in reply.codes) == (422, True)
    assert "5 to 15 candidates" in next(each for each in reply.body["errors"] if each["code"] == "group_size")["rule"]
    assert desk.items() == before


@pytest.mark.proves("CI-10", "CI-22", "CI-33")
@pytest.mark.parametrize("count", [5, 15])
def test_a_group_is_one_enquiry_with_one_fee_and_its_candidates_on_demand(desk: Desk, count: int) -> None:
    numbers = (*(f"{number:04d}" for number in range(1, 15)), "0016")[:count]
    made = ask(desk, candidates=numbers).ok()["submission"]
    (one,) = made["enquiries"]
    assert (one["subject"]["kind"], one["status"]) == ("group", "submitted")
    assert made["fee"]["total"] == {"amount": "240.00", "currency": "GBP"}
    desk.follow()
    shown = desk.enquiry(one["id"])
    assert (shown["status"], shown["number"]) == ("received", "2206-000001")
    assert shown["subject"]["label"] == f"{count} candidates"
    assert [each["number"] for each in shown["subject"]["candidates"]] == list(numbers)
    assert shown["fee"]["money"] == {"amount": "240.00", "currency": "GBP"}
    read = text(desk.file(f"receipts/{made['id']}.pdf") or b"")
    assert "Pupil 5" in read
    assert "240.00" in read


@pytest.mark.proves("CI-10")
def test_a_group_report_is_about_one_component_and_takes_no_marks(desk: Desk) -> None:
    two = desk.submit(service="9", components=("22", "42"), candidates=FIVE)
    assert two.codes == ["group_components"]
    id = asked(desk)
    desk.follow()
    desk.acknowledge(id)
    case = desk.case(id)
    marked = desk.staff(
        "POST",
        f"/enquiries/{id}/marks",
        {
            "version": case["version"],
            "lines": [{"component": "42", "mark_after": 3, "reason": "x"}],
            "grade_after": "A",
        },
    )
    assert marked.codes == ["status_forbids"]
    assert desk.staff("POST", f"/enquiries/{id}/letters/outcome").status == 422


@pytest.mark.proves("CI-09")
def test_a_group_report_is_not_to_be_had_for_multiple_choice(desk: Desk) -> None:
    for number in FIVE:
        desk.put(builders.card(number, syllabus="0610", results=(builders.result("22", 30),), version=1))
    reply = desk.submit(service="9", syllabus="0610", components=("22",), candidates=FIVE)
    assert reply.codes == ["component_kind"]


@pytest.mark.proves("CI-08", "CI-19")
def test_a_report_stands_beside_a_review_either_way_round(desk: Desk) -> None:
    desk.received(candidates=("0001",))
    asked(desk)
    rows = {
        each["number"]: each
        for each in desk.centre("GET", "/api/register", series="2022-06", syllabus="0580", service="9", components="42").ok()["candidates"]
    }
    assert rows["0001"]["unavailable"] == []
    assert rows["0001"]["warning"]["code"] == "group_waits"
    assert rows["0014"]["warning"] is None
    assert desk.submit(candidates=("0002",)).status == 200


# --- the warning, and waiting


@pytest.mark.proves("CI-11", "CI-19")
def test_members_with_open_enquiries_are_warned_of_at_the_check_and_refused_until_the_wait_is_accepted(desk: Desk) -> None:
    desk.received(candidates=("0001", "0003"))
    draft = str(uuid.uuid4())
    sent = content(service="9", components=("42",), candidates=FIVE)
    checked = desk.centre("POST", f"/api/drafts/{draft}/check", {"content": sent}).ok()
    assert checked["problems"] == []
    assert [each["field"] for each in checked["warnings"]] == ["candidates.0001", "candidates.0003"]

    before = desk.items()
    refused = ask(desk, id=draft)
    assert (refused.status, refused.codes) == (422, ["waiting_not_accepted"])
    error = refused.body["errors"][0]
    assert (error["field"], error["source"]) == ("accept_waiting", builders.GUIDE)
    assert "waits until enquiries that were already open about its candidates" in error["rule"]
    assert desk.items() == before, "cancel leaves everything as it was"

    made = ask(desk, id=draft, accept=True).ok()["submission"]
    assert [each["status"] for each in made["enquiries"]] == ["pending"]
    desk.follow()
    shown = desk.enquiry(made["enquiries"][0]["id"])
    assert (shown["status"], shown["status_text"], shown["number"]) == ("pending", "Pending", None)
    assert "2 other enquiries" in shown["waiting"]
    assert ask(desk, id=draft).ok()["submission"] == made, "a repeat is answered the same, accepted or not"


@pytest.mark.proves("CI-11")
@pytest.mark.parametrize("end", [Desk.completed, cancelled], ids=["completed", "cancelled"])
def test_a_pending_report_moves_on_by_itself_with_the_last_of_what_it_waits_for(desk: Desk, end: Callable[[Desk, str], object]) -> None:
    first, second = (desk.received(candidates=(each,)) for each in ("0001", "0002"))
    group = asked(desk)
    desk.follow()
    end(desk, first)
    desk.follow()
    assert status(desk, group) == "pending"
    assert desk.staff("GET", "/queue", stage="received").ok()["enquiries"][-1]["id"] != group
    desk.at("2022-09-05 10:00")
    end(desk, second)
    desk.follow()
    shown = desk.enquiry(group)
    assert (shown["status"], shown["waiting"]) == ("received", None)
    assert shown["received_at"] == "2022-09-05T09:00:00.000Z"
    assert shown["promised_by"] == "2022-10-05", "30 days from receipt, not from submission"
    told = [each["what"].split(":")[0] for each in shown["history"]]
    assert told == ["Submitted", "One enquiry fewer to wait for", "Submitted", "Received and numbered"]
    assert {each["who"] for each in shown["history"][1:]} == {"Results Desk"}


@pytest.mark.proves("CI-11")
def test_finished_enquiries_are_not_waited_for(desk: Desk) -> None:
    desk.completed(desk.received(candidates=("0001",)))
    cancelled(desk, desk.received(candidates=("0002",)))
    desk.follow()
    made = ask(desk).ok()["submission"]
    assert made["enquiries"][0]["status"] == "submitted"


@pytest.mark.proves("CI-11")
def test_an_enquiry_about_a_member_waits_until_the_report_is_up_and_is_then_processed(desk: Desk) -> None:
    group = asked(desk)
    desk.follow()
    later = desk.submitted(candidates=("0002", "0015"))["enquiries"]
    member, other = (each["id"] for each in later)
    assert [each["status"] for each in later] == ["pending", "submitted"], "0015 is not of the group"
    desk.follow()
    desk.acknowledge(group)
    desk.follow()
    assert [status(desk, each) for each in (member, other)] == ["pending", "received"]
    desk.report(group).ok()
    assert status(desk, group) == "completed"
    desk.follow()
    assert status(desk, member) == "received"
    assert desk.completed(member)["status"] == "completed"


@pytest.mark.proves("CI-11")
def test_a_cancelled_group_report_lets_go_what_waited_for_it(desk: Desk) -> None:
    group = asked(desk)
    member = desk.submitted(candidates=("0002",))["enquiries"][0]["id"]
    cancelled(desk, group)
    desk.follow()
    assert status(desk, member) == "received"


def test_a_pending_enquiry_can_be_cancelled_and_what_it_waited_for_goes_on(desk: Desk) -> None:
    first = desk.received(candidates=("0001",))
    group = asked(desk)
    cancelled(desk, group)
    desk.completed(first)
    desk.follow()
    assert status(desk, group) == "cancelled"
    assert all(each.enquiry != group for each in desk.card("0001").claims)


@pytest.mark.parametrize("deed", ["acknowledgement", "outcome"])
def test_staff_can_do_nothing_with_what_is_pending(desk: Desk, deed: str) -> None:
    desk.received(candidates=("0001",))
    group = asked(desk)
    desk.follow()
    assert desk.staff("POST", f"/enquiries/{group}/letters/{deed}").codes == ["status_forbids"]
    assert [each["id"] for each in desk.staff("GET", "/queue", stage="submitted").ok()["enquiries"]] == []


# --- at the same time


def two_finish(desk: Desk) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]:
    """A report that waits for two enquiries, both now completed, with what the stream says of either."""
    first, second = (desk.received(candidates=(each,)) for each in ("0001", "0002"))
    group = asked(desk)
    for each in (first, second):
        desk.acknowledge(each)
        desk.mark(each).ok()
    desk.follow()
    desk.decide(first)
    one = desk.stream()
    desk.decide(second)
    return group, one, desk.stream()


def moved_on_once(desk: Desk, group: str) -> None:
    desk.follow()
    desk.sweep()
    shown = desk.enquiry(group)
    assert shown["status"] == "received"
    what = [each["what"].split(":")[0] for each in shown["history"]]
    assert what.count("One enquiry fewer to wait for") == 1
    assert what.count("Received and numbered") == 1
    numbers = [key for key in desk.items() if key.pk.startswith("NUM#")]
    assert len(numbers) == 3, "no number is given twice"


@pytest.mark.proves("CI-11")
@pytest.mark.parametrize(
    ("operation", "earlier"),
    [("GetItem", 0), ("GetItem", 1), ("BatchGetItem", 0), ("GetItem", 2), (COMMIT, 0), ("GetItem", 3), ("UpdateItem", 0)],
)
def test_two_that_complete_at_once_move_the_report_on_once_wherever_the_one_comes_between_the_other(
    desk: Desk, operation: str, earlier: int
) -> None:
    group, one, other = two_finish(desk)
    for _ in range(earlier):
        desk.network.first(operation, lambda: None)
    desk.network.first(operation, lambda: desk.deliver(other))
    desk.deliver(one)
    assert not any(each.times for each in desk.network.faults), "the other came between"
    moved_on_once(desk, group)


@pytest.mark.proves("CI-11")
@pytest.mark.parametrize("order", ["forth", "back", "twice", "swept"])
def test_effects_that_come_late_twice_or_in_another_order_move_the_report_on_once(desk: Desk, order: str) -> None:
    group, one, other = two_finish(desk)
    if order == "swept":
        desk.at("2022-08-22 09:05")
        desk.sweep()
    else:
        for records in {"forth": [one, other], "back": [other, one], "twice": [one, one + other, other + one]}[order]:
            desk.deliver(records)
    moved_on_once(desk, group)


@pytest.mark.proves("CI-11")
def test_a_busy_table_holds_the_report_up_but_never_loses_it(desk: Desk) -> None:
    group, one, other = two_finish(desk)
    desk.deliver(one)
    desk.network.transaction_conflicts(100)
    desk.deliver(other)
    desk.network.faults.clear()
    assert status(desk, group) == "pending"
    (failure,) = desk.failures()
    assert "Move on what waits for it" in failure["what"]
    desk.at("2022-08-22 09:10")
    desk.sweep()
    moved_on_once(desk, group)
    assert desk.failures() == []


@pytest.mark.proves("CI-11")
def test_mail_that_fails_does_not_hold_up_what_waits(desk: Desk) -> None:
    group, one, other = two_finish(desk)
    desk.network.refuses("POST ses", "MessageRejected", times=100)
    desk.deliver(one + other)
    desk.follow()
    assert status(desk, group) == "received"


@pytest.mark.proves("CI-11")
def test_a_report_asked_for_while_the_last_enquiry_completes_does_not_wait_for_it(desk: Desk) -> None:
    first = desk.received(candidates=("0001",))
    desk.acknowledge(first)
    desk.mark(first).ok()
    desk.network.first(COMMIT, lambda: desk.decide(first))
    group = asked(desk)
    desk.follow()
    assert status(desk, group) == "received"


@pytest.mark.proves("CI-11")
def test_an_enquiry_opened_while_a_report_is_submitted_is_warned_of_and_not_overlooked(desk: Desk) -> None:
    desk.network.first(COMMIT, lambda: desk.submitted(candidates=("0003",)))
    refused = ask(desk)
    assert refused.codes == ["waiting_not_accepted"]


def test_a_letter_issued_while_a_member_is_asked_about_is_issued_all_the_same(desk: Desk) -> None:
    first = desk.received(candidates=("0001",))
    desk.acknowledge(first)
    desk.mark(first).ok()
    looked = desk.preview(first, "outcome")
    sent = {"version": looked["version"], "sha256": looked["sha256"]}
    group: list[str] = []
    desk.network.first(COMMIT, lambda: group.append(asked(desk)))
    assert desk.staff("POST", f"/enquiries/{first}/outcome", sent).ok()["enquiry"]["status"] == "completed"
    desk.follow()
    assert status(desk, group[0]) == "received"


# --- its end


@pytest.mark.proves("CI-26", "CI-14")
def test_a_group_report_is_completed_by_the_report_alone_and_the_centre_is_told_of_each_document(desk: Desk) -> None:
    id = asked(desk)
    desk.follow()
    desk.acknowledge(id)
    letter = next(each for each in desk.enquiry(id)["documents"] if each["slot"] == "AckLetter")
    read = text(desk.file(f"documents/{id}/{letter['id']}.pdf") or b"")
    assert all(f"Pupil {number}" in read for number in range(1, 6))
    assert [each["slot"] for each in desk.enquiry(id)["documents"]] == ["AckLetter", "Rpt"]
    document = desk.by_hand(id, "Rpt")
    assert status(desk, id) == "acknowledged"
    hidden = desk.centre("POST", f"/api/enquiries/{id}/documents/{document}/link", {})
    assert (hidden.status, hidden.codes) == (404, ["not_found"])
    assert desk.issue_script(id, document).ok()["enquiry"]["status"] == "completed"
    desk.follow()
    link = desk.centre("POST", f"/api/enquiries/{id}/documents/{document}/link", {}).ok()
    assert link["name"] == "Rpt.pdf"
    subjects = [each["subject"] for each in desk.mails(CENTRE)]
    assert subjects[1:] == ["Acknowledgement letter ready: enquiry 2206-000001", "Report ready: enquiry 2206-000001"]
    for number in FIVE:
        assert [each.open for each in desk.card(number).claims] == [False]


def test_the_claims_of_a_group_are_found_on_every_members_card(desk: Desk) -> None:
    id = asked(desk)
    for number in FIVE:
        assert [(each.enquiry, each.family, each.service) for each in desk.card(number).claims] == [(id, None, "9")]
    assert keys.enquiry(id) in desk.items()


def test_of_two_files_brought_for_one_document_only_one_is_issued(desk: Desk) -> None:
    id = desk.acknowledged(service="2S")
    first, second = (desk.upload(id, scan(each), kind="CoSLetter", component="22")["document"] for each in (b"one", b"two"))
    desk.issue_script(id, first).ok()
    late = desk.issue_script(id, second)
    assert (late.status, late.codes) == (422, ["document_not_expected"])
    assert next(each for each in desk.enquiry(id)["documents"] if each["slot"] == "CoSLetter-22")["id"] == first


# --- what it does not promise


@pytest.mark.proves("CI-11", "BY-03")
def test_the_receipt_of_a_report_that_waits_promises_its_number_only_from_the_end_of_the_wait(desk: Desk) -> None:
    desk.received(candidates=("0001",))
    made = ask(desk, accept=True).ok()["submission"]
    desk.follow()
    receipt = " ".join(text(desk.file(f"receipts/{made['id']}.pdf") or b"").split())
    assert "It waits until the open enquiries about its candidates are finished, and has no number until then." in receipt
    assert "The enquiry has its number within 24 hours of the end of the wait." in receipt
    alone = ask(desk, candidates=("0006", "0007", "0008", "0009", "0010")).ok()["submission"]
    desk.follow()
    receipt = " ".join(text(desk.file(f"receipts/{alone['id']}.pdf") or b"").split())
    assert "The enquiry has its number within 24 hours." in receipt
    assert "wait" not in receipt, "what waits for nothing says nothing of it"


@pytest.mark.proves("CI-16", "CI-21")
def test_a_report_promises_no_waiver_and_declares_nothing_about_grades_that_change(desk: Desk) -> None:
    draft = str(uuid.uuid4())
    sent = {"content": content(service="9", components=("42",), candidates=FIVE)}
    check = desk.centre("POST", f"/api/drafts/{draft}/check", sent).ok()
    assert [each["id"] for each in check["declarations"]] == ["report-complete", "report-supported"]
    assert not [each for each in check["declarations"] if "grade" in each["text"] or "go up" in each["text"]]
    assert check["fee"]["waiver"] == "The fee is charged: no marking is reviewed, so no grade changes."
    assert desk.submit(draft, **sent["content"] | {"declarations": ["complete", "consent"]}).codes == ["declarations_missing"]
    made = ask(desk, id=draft).ok()["submission"]
    desk.follow()
    receipt = " ".join(text(desk.file(f"receipts/{made['id']}.pdf") or b"").split())
    assert "no marking is reviewed, so no grade changes" in receipt
    assert "There is no charge where" not in receipt
    id = made["enquiries"][0]["id"]
    assert desk.enquiry(id)["fee"]["text"] == "The fee is charged: no marking is reviewed, so no grade changes."
    desk.acknowledge(id)
    letter = desk.enquiry(id)["documents"][0]
    assert "All components of one candidate" not in " ".join(text(desk.file(f"documents/{id}/{letter['id']}.pdf") or b"").split())
