"""Several requests at once: nothing goes in while a row is at fault, then every request goes in once, however often that is interrupted (BY-06)."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from functions import wiring
from functions.adapters.organisations import put_organisation_and_numbers, put_person, read_person
from functions.adapters.table import Put
from tests import builders
from tests.builders import CAMBRIDGE
from tests.handlers.desk import BOTH, HARBOUR, HEAD, OFFICER, VIEWER, Desk, Reply
from tests.handlers.network import Fault
from tests.handlers.portals import AQA, with_aqa
from tests.handlers.test_many_jobs import kill_every_few_writes

HEADINGS = "Service,Syllabus,Components,Candidate number,Note"
STANDARD = [f"{CAMBRIDGE}/standard/complete", f"{CAMBRIDGE}/standard/consent"]
REVIEWS = [f"{AQA}/standard/supported", f"{AQA}/standard/consent"]
ID = "a" * 32


def rows(*lines: str, headings: str = HEADINGS) -> str:
    return "\n".join((headings, *lines)) + "\n"


def check(desk: Desk, text: str, *, by: str = OFFICER, **query: str) -> Reply:
    return desk.centre("POST", "/api/request-lists/check", {"csv": text}, by=by, **query)


def submit(desk: Desk, text: str, *, id: str = ID, declarations: list[str] | None = None, by: str = OFFICER, **changes: Any) -> Reply:
    said = {"contact_email": "exams@northfield.example", "contact_email_confirmed": True}
    sent = {"id": id, "csv": text, "declarations": STANDARD if declarations is None else declarations, **said, **changes}
    return desk.centre("POST", "/api/request-lists", sent, by=by)


def became(desk: Desk, id: str = ID, *, by: str = OFFICER) -> Any:
    return desk.centre("GET", f"/api/request-lists/{id}", by=by).ok()


def faults(reply: Reply) -> list[tuple[int, str, str]]:
    return [(each["row"], each["column"], each["code"]) for each in reply.ok()["errors"]]


def enquiries(desk: Desk) -> list[Any]:
    found: list[Any] = []
    after = ""
    while True:
        page = desk.centre("GET", "/api/enquiries", series="2022-06", after=after).ok()
        found += page["enquiries"]
        after = page["next"] or ""
        if not after:
            return found


def many(desk: Desk, count: int) -> str:
    """Give Northfield so many candidates in 0580. Return rows that ask for a review for each."""
    numbers = [f"{number:04}" for number in range(1000, 1000 + count)]
    for number in numbers:
        desk.put(builders.card(number, name=f"Candidate {number}", version=1))
    return rows(*(f"2,0580,22,{number}," for number in numbers))


@pytest.mark.proves("BY-06")
def test_rows_are_checked_by_the_forms_own_rules_and_faults_stand_at_row_and_column_while_nothing_is_stored(desk: Desk) -> None:
    before = desk.items()
    text = rows(
        "2,0580,22,0713,",
        "2,0580,22;99,0714,",  # no such component
        "7,0580,22,0714,",  # no such service
        "2,0580,22,9999,",  # not in the register
        "2,0580,,0015,",  # no component
        "5,0500,12,,",  # not assessed by the centre
    )
    checked = check(desk, text)
    assert faults(checked) == [
        (3, "Components", "row_value"),
        (4, "Service", "row_value"),
        (5, "Candidate number", "candidate_unknown"),
        (6, "Components", "components_missing"),
        (7, "Components", "component_assessor"),
    ]
    assert checked.body["list"] is None
    assert checked.body["errors"][2]["line"] == 5
    refused = submit(desk, text)
    assert (faults(refused), refused.body["job"]) == (faults(checked), None)
    assert desk.items() == before, "nothing half done"


@pytest.mark.proves("BY-06")
def test_before_anything_is_submitted_the_page_says_what_will_go_in_for_whom_and_what_it_costs(desk: Desk) -> None:
    before = desk.items()
    found = check(desk, rows("2,580,22+42,713,Mock", "Service 1S,0580,22,0714,", "9,0500,12,0713,")).ok()
    assert found["errors"] == [{**found["errors"][0], "row": 4}], "a report on a group wants more than one candidate"
    found = check(desk, rows("2s,580,22+42,713,Mock", "Service 1,0580,22.0,0714,")).ok()["list"]
    assert [(each["rows"], each["about"], each["service"], each["syllabus"], each["components"]) for each in found["requests"]] == [
        ([2], "0713 Amina Osei", "Service 2S: Review of marking with copy of script", "0580 Mathematics", ["22", "42"]),
        ([3], "0714 Bao Nguyen", "Service 1: Clerical re-check", "0580 Mathematics", ["22"]),
    ]
    assert [(each["column"], each["message"]) for each in found["repaired"]] == [
        ("Syllabus", "“580” was read as “0580”: spreadsheets drop leading zeros."),
        ("Service", "“2s” was read as “2S”: capitals make no difference."),
        ("Candidate number", "“713” was read as “0713”: spreadsheets drop leading zeros."),
        ("Components", "“22.0” was read as “22”: it is a whole number."),
    ]
    assert [(each["key"], each["requests"]) for each in found["declarations"]] == [(STANDARD[0], 2), (STANDARD[1], 2)]
    (total,) = found["sums"]
    fees = [float(each["fee"]["total"]["amount"]) for each in found["requests"]]
    assert (total["body"], total["requests"], float(total["total"]["amount"]), total["unknown"]) == (
        "Cambridge International",
        2,
        sum(fees),
        0,
    )
    assert min(fees) > 0
    assert found["contact_email"] == "exams@northfield.example"
    assert desk.items() == before


@pytest.mark.proves("BY-06")
def test_every_row_goes_in_under_a_reference_that_the_result_names_also_as_csv(desk: Desk) -> None:
    begun = submit(desk, rows("2,0580,22,0713,=1+1", "1,0580,42,0714,")).ok()["job"]
    assert (begun["title"], begun["about"]["title"], begun["percent"], begun["facts"]) == (
        "Submission",
        "2 requests",
        100,
        {"done": 2, "refused": 0},
    )
    result = became(desk)
    lines = [(each["row"], each["about"], each["state"], each["components"]) for each in result["rows"]]
    assert lines == [(2, "0713 Amina Osei", "submitted", ["22"]), (3, "0714 Bao Nguyen", "submitted", ["42"])]
    for each in result["rows"]:
        submission = desk.centre("GET", f"/api/submissions/{each['submission']}").ok()["submission"]
        assert submission["reference"] == each["reference"]
    assert len({each["reference"] for each in result["rows"]}) == 2
    written = list(csv.reader(io.StringIO(result["file"]["text"].removeprefix("\ufeff"))))
    assert written[0][:3] == ["Row", "Awarding body", "Series"]
    assert [(each[0], each[6], each[7], each[8]) for each in written[1:]] == [
        ("2", "0713 Amina Osei", "Submitted", result["rows"][0]["reference"]),
        ("3", "0714 Bao Nguyen", "Submitted", result["rows"][1]["reference"]),
    ]
    desk.follow()
    listed = enquiries(desk)
    assert sorted(each["reference"] for each in listed) == sorted(each["reference"] for each in result["rows"])
    assert {each["status"] for each in listed} == {"received"}, "they went the ordinary way"
    assert len(desk.mails("exams@northfield.example")) == 2, "each has its receipt"


@pytest.mark.proves("BY-06")
def test_what_the_form_has_declared_is_declared_once_for_all_rows_and_the_address_is_confirmed(desk: Desk) -> None:
    text = rows("2,0580,22,0713,", "2,0580,22,0714,")
    before = desk.items()
    assert submit(desk, text, declarations=STANDARD[:1]).codes == ["declarations_missing"]
    assert submit(desk, text, declarations=[]).codes == ["declarations_missing"]
    assert submit(desk, text, contact_email_confirmed=False).codes == ["contact_email_unconfirmed"]
    assert submit(desk, text, contact_email="other@northfield.example").codes == ["contact_email_differs"]
    assert desk.items() == before
    assert submit(desk, text).ok()["job"]["facts"]["done"] == 2
    wanted = ["complete", "consent"]
    stored = [model for model in desk.items().values() if model["pk"]["S"].startswith("SUB#") and model["sk"]["S"] == "HEAD"]
    assert len(stored) == 2
    assert all(f'"declarations":["{wanted[0]}","{wanted[1]}"]' in str(each) for each in stored)


@pytest.mark.proves("BY-06")
def test_rows_that_cannot_stand_beside_each_other_are_faults_before_anything_is_submitted(desk: Desk) -> None:
    found = check(desk, rows("2,0580,22,0713,", "1,0580,42,0713,", "2,0580,22,0713,", "2,0580,42,0714,", "2,0580,22,0714,"))
    shown = [(each["row"], each["code"], each["message"]) for each in found.ok()["errors"]]
    assert shown == [
        (3, "already_enquired", "Candidate 0713 already has an enquiry in syllabus 0580 (service 2, row 2). Leave this candidate out."),
        (4, "row_repeats", "Row 2 asks for the same. Delete one of the two rows."),
    ]
    together = check(desk, rows("2,0580,42,0714,", "2,0580,22,0714,")).ok()["list"]["requests"]
    assert [(each["rows"], each["components"]) for each in together] == [([2, 3], ["42", "22"])]


@pytest.mark.proves("BY-06")
def test_a_list_whose_worker_is_killed_anywhere_goes_on_and_every_row_is_submitted_once(desk: Desk) -> None:
    text = many(desk, 45)  # three portions
    desk.network.jobs_are_lost = True
    job = submit(desk, text).ok()["job"]
    assert (job["percent"], job["step"], job["about"]["title"]) == (0, "Submitting", "45 requests")
    assert {each["state"] for each in became(desk)["rows"]} == {"waiting"}
    shown: list[int] = []

    def look() -> None:
        result = became(desk)
        shown.append(result["job"]["percent"])
        states = [each["state"] for each in result["rows"]]
        assert len(states) == 45
        assert states == sorted(states), "what is submitted comes before what waits"

    assert kill_every_few_writes(desk, job["id"], look) > 2
    assert {0, 33} <= set(shown), "progress is shown as it goes"
    result = became(desk)
    assert (result["job"]["percent"], result["job"]["facts"]) == (100, {"done": 45, "refused": 0})
    assert [each["row"] for each in result["rows"]] == list(range(2, 47))
    desk.follow()
    listed = enquiries(desk)
    assert len(listed) == 45, "never doubled"
    assert sorted(each["reference"] for each in listed) == sorted(each["reference"] for each in result["rows"])
    assert len(desk.mails("exams@northfield.example")) == 45, "each has one receipt"


@pytest.mark.proves("BY-06")
def test_a_list_whose_worker_never_came_is_gone_on_with_by_the_sweep_also_after_the_deadline(desk: Desk) -> None:
    text = many(desk, 25)
    last = desk.at("2022-09-20 23:50")  # the series closes at midnight
    desk.network.jobs_are_lost = True
    submit(last, text).ok()
    desk.network.jobs_are_lost = False
    desk.at("2022-09-21 00:10")
    assert desk.sweep()["jobs"] == 1
    assert became(desk)["job"]["facts"] == {"done": 25, "refused": 0}, "it was here in time"
    assert submit(desk, text, id="b" * 32).ok()["errors"][0]["code"] == "deadline_passed"


@pytest.mark.proves("BY-06")
def test_sent_twice_or_from_two_tabs_it_is_the_same_list_and_nothing_is_doubled(desk: Desk) -> None:
    text = rows("2,0580,22,0713,", "2,0580,22,0714,")
    first = submit(desk, text).ok()["job"]
    again = submit(desk, text).ok()["job"]
    assert (again["id"], again["facts"]) == (first["id"], {"done": 2, "refused": 0})
    other_tab = submit(desk, text, id="b" * 32)
    assert faults(other_tab) == [(2, "Candidate number", "already_enquired"), (3, "Candidate number", "already_enquired")]
    assert len(enquiries(desk)) == 2

    lost = many(desk, 25)
    desk.network.jobs_are_lost = True
    submit(desk, lost, id="c" * 32).ok()
    submit(desk, lost, id="d" * 32).ok()  # both were checked before either had begun
    desk.network.jobs_are_lost = False
    for id in ("c" * 32, "d" * 32):
        desk.network.begun.append(id)
        desk.network.work()
    assert became(desk, "c" * 32)["job"]["facts"] == {"done": 25, "refused": 0}
    second = became(desk, "d" * 32)
    assert second["job"]["facts"] == {"done": 0, "refused": 25}
    assert {(each["state"], each["reference"]) for each in second["rows"]} == {("refused", "")}
    assert all("already has an enquiry" in each["errors"][0] for each in second["rows"])
    assert len(enquiries(desk)) == 27


@pytest.mark.proves("BY-06")
def test_two_hundred_rows_are_checked_and_submitted(desk: Desk) -> None:
    text = many(desk, 200)
    assert len(check(desk, text).ok()["list"]["requests"]) == 200
    submit(desk, text).ok()
    desk.network.work()
    result = became(desk)
    assert result["job"]["facts"] == {"done": 200, "refused": 0}
    assert [each["row"] for each in result["rows"]] == list(range(2, 202))
    assert len({each["reference"] for each in result["rows"]}) == 200
    assert check(desk, rows(*["2,0580,22,0713,"] * 501)).ok()["errors"][0]["message"] == (
        "There are 501 rows; at most 500 can be submitted at once. Submit them in parts."
    )


@pytest.mark.proves("BY-06")
def test_rows_over_several_bodies_go_each_their_own_way_and_one_for_a_portal_is_prepared(desk: Desk) -> None:
    with_aqa(desk)
    headings = "Exam board,Session,Service,Subject,Paper,Cand no,Note"
    row = "AQA,Jun-26,2,Economics,7136/1,0713,"
    missing = check(desk, rows(row, headings=headings))
    assert faults(missing) == [(2, "Cand no", "consent_missing")]
    desk.consented(_aqa("2", "7136", ["7136/1"], ["0713"]))
    desk.consented(_aqa("2", "7136", ["7136/2"], ["0714"]))
    text = rows(row, "aqa,2026-06,Review of marking,7136,7136/2,714,", headings=headings)
    found = check(desk, text).ok()["list"]
    assert [(each["about"], each["prepared"] != "", each["series"]) for each in found["requests"]] == [
        ("0713 Amina Osei", True, "June 2026"),
        ("0714 Bao Nguyen", True, "June 2026"),
    ]
    assert [each["message"] for each in found["repaired"] if each["column"] == "Session"] == ["“Jun-26” was read as the series June 2026."]
    assert [each["key"] for each in found["declarations"]] == REVIEWS
    submit(desk, text, declarations=REVIEWS).ok()
    result = became(desk)
    assert [(each["body"], each["state_text"]) for each in result["rows"]] == [("AQA", "Prepared for the portal")] * 2
    elsewhere = check(desk, rows("Pearson,,2,Economics,7136/1,0713,", ",,2,Economics,7136/1,0713,", headings=headings))
    assert [each["message"] for each in elsewhere.ok()["errors"]] == [
        "“Pearson” is not valid in Exam board: your centre enters candidates with AQA, Cambridge International.",
        "Your centre enters candidates with several awarding bodies. Choose the one you mean.",
    ]


@pytest.mark.proves("BY-06")
def test_cells_pasted_with_tabs_keep_those_that_are_empty_at_the_end_of_the_last_row(desk: Desk) -> None:
    with_aqa(desk)
    pasted = "\tBoard\tService\tSubject\tPapers\tCand no\tNote\n\tAQA\t3\t7131\t7131/C\t\t"
    assert [each["about"] for each in check(desk, pasted).ok()["list"]["requests"]] == ["All"]


def test_faults_are_said_in_the_words_of_the_body_that_the_row_is_for(desk: Desk) -> None:
    for put in put_organisation_and_numbers(builders.organisation(centres={CAMBRIDGE: "ZZ101", "ncfe": "NC10101"})):
        wiring.table().put(Put(put.item, expect=None))
    found = check(
        desk, rows("NCFE,RM,610/9001/1,CE1,20220001,", headings="Awarding body,Service,Qualification number,Units,Learner number,Note")
    )
    assert "Learner 20220001" in found.ok()["errors"][0]["message"]
    assert found.body["errors"][0]["column"] == "Learner number"


def _aqa(service: str, syllabus: str, components: list[str], candidates: list[str]) -> dict[str, Any]:
    return {
        "body": AQA, "series": "2026-06", "route": "standard", "syllabus": syllabus, "service": service, "components": components,
        "candidates": candidates,
    }  # fmt: skip


@pytest.mark.proves("BY-06")
def test_the_candidates_of_a_report_on_a_group_stand_on_a_row_each_and_the_report_waits_only_where_that_is_accepted(desk: Desk) -> None:
    group = [f"9,0580,22,{each}," for each in ("0713", "0714", "0015")]
    for number in ("2001", "2002", "2003"):
        desk.put(builders.card(number, version=1))
        group.append(f"9,0580,22,{number},")
    reports = [f"{CAMBRIDGE}/standard/report-complete", f"{CAMBRIDGE}/standard/report-supported"]
    text = rows("2,0580,22,0713,", *group)
    found = check(desk, text).ok()["list"]
    assert [each["rows"] for each in found["requests"]] == [[2], [3, 4, 5, 6, 7, 8]]
    assert [each["message"][:14] for each in found["warnings"]] == ["Candidate 0713"]
    assert submit(desk, text, declarations=[*STANDARD, *reports]).codes == ["waiting_not_accepted"]
    submit(desk, text, declarations=[*STANDARD, *reports], accept_waiting=True).ok()
    result = became(desk)
    assert len({each["reference"] for each in result["rows"][1:]}) == 1
    assert [each["status"] for each in sorted(enquiries(desk), key=lambda each: each["reference"] == result["rows"][1]["reference"])] == [
        "submitted",
        "pending",
    ]


def test_what_only_the_head_of_centre_may_ask_for_is_a_fault_for_everybody_else(desk: Desk) -> None:
    desk.put(builders.card("0801", syllabus="0610", grade="X", version=1, results=(builders.result("22", 31), builders.result("42"))))
    text = rows("X,0610,,0801,")
    assert ("Service", "head_only") in [each[1:] for each in faults(check(desk, text))]
    assert "head_only" not in [each[2] for each in faults(check(desk, text, by=HEAD))]


def test_one_row_that_is_refused_late_stops_no_other_and_says_why(desk: Desk) -> None:
    text = many(desk, 25)
    desk.network.jobs_are_lost = True
    submit(desk, text).ok()
    desk.submitted(candidates=("1003",), components=("22",))
    desk.network.jobs_are_lost = False
    desk.network.begun.append(ID)
    desk.network.work()
    result = became(desk)
    assert result["job"]["facts"] == {"done": 24, "refused": 1}
    (refused,) = [each for each in result["rows"] if each["state"] == "refused"]
    assert (refused["row"], refused["reference"], refused["submission"]) == (5, "", None)
    assert "Candidate 1003 already has an enquiry" in refused["errors"][0]
    assert "Candidate 1003 already has an enquiry" in result["file"]["text"]


def test_who_lost_their_access_meanwhile_submits_nothing_more(desk: Desk) -> None:
    text = many(desk, 25)
    desk.network.jobs_are_lost = True
    submit(desk, text).ok()
    person = read_person(wiring.table(), OFFICER)
    assert person
    wiring.table().put(put_person(person.model_copy(update={"disabled": True})))
    desk.network.work()
    assert became(desk, by=HEAD)["job"]["facts"] == {"done": 0, "refused": 25}


@pytest.mark.proves("BY-06")
def test_a_viewer_may_not_and_nobody_else_sees_a_centres_lists(desk: Desk) -> None:
    text = rows("2,0580,22,0713,")
    assert [check(desk, text, by=VIEWER).status, submit(desk, text, by=VIEWER).status] == [404, 404]
    submit(desk, text).ok()
    for by in (HARBOUR, VIEWER):
        assert desk.centre("GET", f"/api/request-lists/{ID}", by=by).status == 404
        assert desk.centre("GET", f"/api/jobs/{ID}", by=by).status == 404
        assert submit(desk, rows("2,0580,22,0713,"), by=by).status == 404
    assert [each["id"] for each in desk.centre("GET", "/api/request-lists").ok()["jobs"]] == [ID]
    assert desk.centre("GET", "/api/request-lists", by=HARBOUR).ok()["jobs"] == []
    assert became(desk, by=HEAD)["rows"][0]["state"] == "submitted"
    assert desk.centre("GET", f"/api/jobs/{ID}", by=HEAD).ok()["job"]["percent"] == 100
    assert desk.associate("GET", "/jobs", by=OFFICER).status == 404


def test_somebody_of_two_centres_submits_for_the_one_chosen(desk: Desk) -> None:
    text = many(desk, 25)
    sent = {"id": ID, "csv": text, "declarations": STANDARD, "contact_email": "exams@northfield.example", "contact_email_confirmed": True}
    desk.centre("POST", "/api/request-lists", sent, by=BOTH, organisation="northfield").ok()
    desk.network.work()
    assert became(desk, by=BOTH)["job"]["facts"] == {"done": 25, "refused": 0}


@pytest.mark.proves("BY-06")
def test_the_template_has_the_headings_of_the_centres_own_bodies_and_reads_as_a_list(desk: Desk) -> None:
    found = desk.centre("GET", "/api/request-list-template").ok()
    assert found["headings"][:5] == ["Series", "Route", "Service", "Syllabus number", "Components"]
    assert found["file"]["text"] == "\ufeff" + ",".join(found["headings"]) + "\r\n"
    (body,) = found["bodies"]
    assert (body["name"], {"code": "2S", "name": "Review of marking with copy of script"} in body["services"]) == (
        "Cambridge International",
        True,
    )
    filled = found["file"]["text"] + "June 2022,,2,0580,22,0713," + "," * (len(found["headings"]) - 7)
    assert [each["about"] for each in check(desk, filled).ok()["list"]["requests"]] == ["0713 Amina Osei"]
    with_aqa(desk)
    assert desk.centre("GET", "/api/request-list-template").ok()["headings"][0] == "Awarding body"


def test_a_portion_that_the_table_would_not_take_is_tried_again_and_finds_done_what_is(desk: Desk) -> None:
    text = many(desk, 25)
    desk.network.jobs_are_lost = True
    submit(desk, text).ok()
    desk.network.jobs_are_lost = False
    desk.network.begun.append(ID)
    desk.network.faults += [Fault("TransactWriteItems", 3, lambda request, send: send(request)), Fault("TransactWriteItems", 1, _no_answer)]
    desk.network.work()
    desk.now = desk.now.replace(minute=(desk.now.minute + 10) % 60)
    while became(desk)["job"]["percent"] < 100:
        desk.network.begun.append(ID)
        desk.network.work()
    assert became(desk)["job"]["facts"] == {"done": 25, "refused": 0}
    assert len(enquiries(desk)) == 25


def _no_answer(request: Any, send: Any) -> Any:
    send(request)
    raise ConnectionError("no answer")
