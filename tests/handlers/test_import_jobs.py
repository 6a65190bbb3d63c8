"""An import is previewed, asked about where it removes something, and then goes in whole or not at all, however often it is interrupted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from functions import wiring
from functions.adapters.register import read_cards_of_centre
from functions.handlers import jobs
from tests.builders import CAMBRIDGE
from tests.documents.reading import text
from tests.handlers.desk import FINANCE, HARBOUR, OTHER_BOARD, SUPERVISOR, Desk
from tests.handlers.network import Fault
from tests.handlers.test_imports import exempt, preview, register

AMINA_22 = "ZZ101,0713,Amina Osei,0580,22,52,exam,A"
AMINA_42 = "ZZ101,0713,Amina Osei,0580,42,50,exam,A"
NOBODY_NEW = "ZZ202,0900,Nobody New,0580,22,40,exam,C"


class Killed(BaseException):
    """The function is stopped where it stands: nothing of ours catches it."""


def seen(desk: Desk) -> dict[str, Any]:
    """What everybody sees of the register: entries by centre, syllabus and candidate."""
    assert desk
    every = [card for each in ("northfield", "harbour") for card in read_cards_of_centre(wiring.table(), CAMBRIDGE, "2022-06", each)]
    return {f"{each.organisation} {each.syllabus} {each.candidate}": each.entry for each in every}


def shown_to_centre(desk: Desk) -> list[str]:
    listed = desk.centre("GET", "/api/register", series="2022-06", syllabus="0580", service="2", components="22", number="").ok()
    return [each["name"] for each in listed["candidates"]]


def test_a_preview_says_what_would_be_added_changed_and_repaired_and_stores_nothing(desk: Desk) -> None:
    before = desk.items()
    shown = preview(
        desk,
        AMINA_22,
        AMINA_42.replace("0580", "580"),
        NOBODY_NEW,
        "ZZ101,0714,Bao Nguyen,0580,22,50,exam,C",
        "ZZ101,0714,Bao Nguyen,0580,42,50,exam,C",
    )
    assert shown["counts"] == {"added": 1, "changed": 1, "removed": 0, "renamed": 0, "enquiries": 0}
    assert shown["added"] == [{"centre": "ZZ202", "candidate": "0900", "name": "Nobody New", "syllabus": "0580", "what": "grade C, 22: 40"}]
    assert shown["changed"] == [
        {"centre": "ZZ101", "candidate": "0713", "name": "Amina Osei", "syllabus": "0580", "what": "grade B → A; component 22: 50 → 52"},
    ]
    assert [(each["code"], each["column"], each["times"]) for each in shown["repaired"]] == [("zeros", "syllabus", 1)]
    assert shown["rows"] == 5
    assert desk.items() == before


def test_faults_are_shown_by_a_preview_too_with_their_line(desk: Desk) -> None:
    answer = desk.staff(
        "POST", "/register/preview",
        {"series": "2022-06", "csv": 'centre,candidate,name,syllabus,component,mark,origin,grade\nZZ101,0713,"Amina\nOsei",0580,22,50,exam,B\nZZ101,0714,Bao,0580,22,999,exam,C\n'},
    ).ok()  # fmt: skip
    assert answer["preview"] is None
    assert [(each["row"], each["line"], each["column"]) for each in answer["errors"]] == [(3, 4, "mark")]


def test_a_corrections_file_that_leaves_out_a_component_says_what_it_would_remove_and_asks(desk: Desk) -> None:
    before = seen(desk)
    shown = preview(desk, AMINA_22)
    assert shown["counts"]["removed"] == 1
    assert shown["removed"] == [
        {"centre": "ZZ101", "candidate": "0713", "name": "Amina Osei", "syllabus": "0580", "what": "Component 42: 50"},
    ]
    refused = register(desk, AMINA_22)
    assert (refused.status, refused.codes, refused.body["errors"][0]["field"]) == (422, ["import_removes"], "accept_removals")
    assert "remove 1 result or exemption" in refused.body["errors"][0]["message"]
    assert seen(desk) == before
    register(desk, AMINA_22, accept_removals=True).ok()
    assert [each.component for each in seen(desk)["northfield 0580 0713"].results] == ["22"]


@pytest.mark.proves("CI-05")
def test_an_exemption_that_a_file_leaves_out_is_asked_about_as_well(desk: Desk) -> None:
    exempt(desk, "ZZ101,0713,0580,42").ok()
    assert preview(desk, "ZZ101,0713,0580,22", kind="exemptions")["removed"][0]["what"] == "Exemption from component 42"
    assert exempt(desk, "ZZ101,0713,0580,22").codes == ["import_removes"]
    exempt(desk, "ZZ101,0713,0580,22", accept_removals=True).ok()
    assert seen(desk)["northfield 0580 0713"].exempt == ("22",)


def test_what_was_previewed_is_what_is_imported_or_nothing_is(desk: Desk) -> None:
    fingerprint = preview(desk, AMINA_22, AMINA_42)["fingerprint"]
    register(desk, AMINA_22.replace(",52,", ",51,"), AMINA_42).ok()
    late = register(desk, AMINA_22, AMINA_42, fingerprint=fingerprint)
    assert (late.status, late.codes) == (409, ["import_changed"])
    assert seen(desk)["northfield 0580 0713"].results[0].mark == 51
    register(desk, AMINA_22, AMINA_42, fingerprint=preview(desk, AMINA_22, AMINA_42)["fingerprint"]).ok()
    assert seen(desk)["northfield 0580 0713"].results[0].mark == 52


def test_an_import_that_is_sent_twice_is_one_import(desk: Desk) -> None:
    first = register(desk, AMINA_22, AMINA_42, id="a" * 32).ok()
    register(desk, AMINA_22.replace(",52,", ",51,"), AMINA_42, id="b" * 32).ok()
    again = register(desk, AMINA_22, AMINA_42, id="a" * 32).ok()
    assert again == first
    assert seen(desk)["northfield 0580 0713"].results[0].mark == 51
    assert desk.network.begun == ["a" * 32, "b" * 32]


def test_an_import_that_is_sent_twice_at_once_is_one_import_too(desk: Desk) -> None:
    desk.network.jobs_are_lost = True
    answers: list[Any] = []
    desk.network.first("TransactWriteItems", lambda: answers.append(register(desk, AMINA_22, AMINA_42, id="a" * 32).ok()))
    answers.append(register(desk, AMINA_22, AMINA_42, id="a" * 32).ok())
    assert answers[0] == answers[1]
    assert answers[0]["job"]["id"] == "a" * 32


@pytest.mark.proves("BY-24")
def test_a_portion_that_is_done_again_writes_its_cards_once(desk: Desk) -> None:
    before = desk.card().version
    desk.network.jobs_are_lost = True
    id = register(desk, AMINA_22, AMINA_42).ok()["job"]["id"]
    for _ in range(2):  # the card is prepared, and later settled; the worker is killed before it has noted that
        desk.network.faults[:] = [Fault("PutItem", 1, lambda request, send: send(request)), Fault("PutItem", 1, _kill)]
        with pytest.raises(Killed):
            desk.network.work()
        assert desk.card().version == before + 1, "prepared"
    desk.network.faults.clear()
    desk.network.faults[:] = [Fault("PutItem", 2, lambda request, send: send(request)), Fault("PutItem", 1, _kill)]
    with pytest.raises(Killed):
        desk.network.work()
    desk.network.faults.clear()
    assert desk.staff("GET", f"/jobs/{id}").ok()["job"]["step"] == "Tidying up"
    assert (desk.card().version, desk.card().grade) == (before + 2, "A")
    desk.network.work()
    assert desk.staff("GET", f"/jobs/{id}").ok()["job"]["percent"] == 100
    assert (desk.card().version, desk.card().pending) == (before + 2, None), "settled once"


@pytest.mark.proves("BY-24")
def test_two_workers_at_one_import_do_it_once(desk: Desk) -> None:
    before = desk.card().version
    desk.network.jobs_are_lost = True
    id = register(desk, AMINA_22, AMINA_42, *MANY).ok()["job"]["id"]
    desk.network.faults[:] = [Fault("PutItem", 20, lambda request, send: send(request))]
    desk.network.first("PutItem", desk.network.work)
    desk.network.work()
    assert desk.staff("GET", f"/jobs/{id}").ok()["job"]["percent"] == 100
    assert (desk.card().version, desk.card().grade, desk.card().pending) == (before + 2, "A", None)
    assert {each.grade for key, each in seen(desk).items() if key.startswith("harbour 0580 1")} == {"C"}


def test_an_exemption_removed_since_the_preview_or_a_result_changed_that_it_removes_asks_for_another_preview(desk: Desk) -> None:
    looked = preview(desk, AMINA_22)
    assert [each["what"] for each in looked["removed"]] == ["Component 42: 50"]
    register(desk, AMINA_22.replace(",52,", ",50,"), AMINA_42.replace(",50,", ",51,")).ok()
    late = register(desk, AMINA_22, fingerprint=looked["fingerprint"], accept_removals=True)
    assert (late.status, late.codes) == (409, ["import_changed"])
    assert [each.mark for each in seen(desk)["northfield 0580 0713"].results] == [50, 51]
    exempt(desk, "ZZ101,0713,0580,42").ok()
    looked = preview(desk, "ZZ101,0713,0580,22", kind="exemptions")
    exempt(desk, "ZZ101,0713,0580,22", "ZZ101,0713,0580,42").ok()
    late = exempt(desk, "ZZ101,0713,0580,22", fingerprint=looked["fingerprint"], accept_removals=True)
    assert (late.status, late.codes) == (409, ["import_changed"])


def test_a_second_import_of_a_series_waits_until_the_first_is_finished(desk: Desk) -> None:
    desk.network.jobs_are_lost = True
    register(desk, AMINA_22, AMINA_42).ok()
    desk.network.jobs_are_lost = False
    for reply in (
        register(desk, AMINA_22.replace(",52,", ",51,"), AMINA_42),
        exempt(desk, "ZZ101,0713,0580,42"),
        desk.staff("POST", "/register/preview", {"series": "2022-06", "csv": "centre\n"}),
    ):
        assert (reply.status, reply.codes) == (422, ["import_running"])
    register(desk, "ZZ101,0713,Amina Osei,0580,22,52,exam,A", series="2022-11").ok()
    desk.network.begun.pop()
    desk.network.work()
    assert seen(desk)["northfield 0580 0713"].grade == "A"
    register(desk, AMINA_22.replace(",52,", ",51,"), AMINA_42).ok()


def test_an_import_whose_worker_never_came_is_gone_on_with_by_the_sweep(desk: Desk) -> None:
    desk.network.jobs_are_lost = True
    job = register(desk, AMINA_22, AMINA_42).ok()["job"]
    assert (job["percent"], job["finished_at"], job["step"]) == (0, None, "Preparing the changes")
    desk.network.jobs_are_lost = False
    assert desk.sweep()["jobs"] == 0, "a worker may still be coming"
    desk.now += timedelta(minutes=3)
    waiting = desk.staff("GET", f"/jobs/{job['id']}").ok()["job"]
    assert waiting["problem"] == "The work stopped before its end. It continues automatically within a few minutes, and nothing is lost."
    assert desk.sweep()["jobs"] == 1
    after = desk.staff("GET", f"/jobs/{job['id']}").ok()["job"]
    assert (after["percent"], after["step"], after["problem"]) == (100, "Finished", None)
    assert after["facts"] == {"rows": 2, "added": 0, "changed": 1, "removed": 0}
    assert seen(desk)["northfield 0580 0713"].grade == "A"
    assert desk.sweep()["jobs"] == 0


MANY = [f"ZZ202,{each:04d},Candidate {each},0580,22,40,exam,C" for each in range(1000, 1070)]


@pytest.mark.proves("BY-24")
def test_an_import_that_is_killed_anywhere_is_seen_whole_or_not_at_all_and_finished_later(desk: Desk) -> None:
    old = seen(desk)
    desk.network.jobs_are_lost = True
    job = register(desk, AMINA_22, AMINA_42, *MANY).ok()["job"]
    assert seen(desk) == old
    kills = 0
    both: set[bool] = set()
    while True:
        # A few writes go through, then the function is stopped.
        passing = Fault("PutItem", 5, lambda request, send: send(request))
        desk.network.faults[:] = [passing, Fault("PutItem", 1, _kill)]
        try:
            desk.network.work()
        except Killed:
            kills += 1
            now = seen(desk)
            assert now == old or (len(now), now["northfield 0580 0713"].grade) == (len(old) + 70, "A")
            both.add(now == old)
            listed = shown_to_centre(desk)
            assert listed == ["Carla Ruiz", "Amina Osei", "Bao Nguyen"]
            continue
        # A worker on a busy machine comes to the end of its time before the job is done: the next one goes on.
        if desk.staff("GET", f"/jobs/{job['id']}").ok()["job"]["finished_at"]:
            break
    desk.network.faults.clear()
    assert kills > 1
    assert both == {True, False}
    assert desk.staff("GET", f"/jobs/{job['id']}").ok()["job"]["percent"] == 100
    assert len(seen(desk)) == len(old) + 70
    assert not [key for key in desk.items() if key.pk.startswith("JOB#") and key.sk != "HEAD"], "portions are forgotten"
    assert not any('"pending":{' in str(item) for item in desk.items().values())


@pytest.mark.proves("BY-24")
def test_five_thousand_rows_go_in_whole_after_a_kill_before_and_one_after_they_are_in_force(desk: Desk) -> None:
    rows = [f"ZZ202,{each:04d},Candidate {each},0580,{component},40,exam,C" for each in range(1000, 3500) for component in ("22", "42")]
    assert len(rows) == 5000
    old = seen(desk)
    desk.network.jobs_are_lost = True
    job = register(desk, *rows).ok()["job"]
    for writes in (1500, 2500):  # of 2,500 cards: among those prepared, and among those settled
        desk.network.faults[:] = [Fault("PutItem", writes, lambda request, send: send(request)), Fault("PutItem", 1, _kill)]
        with pytest.raises(Killed):
            desk.network.work()
        desk.network.faults.clear()
        assert len(seen(desk)) in (len(old), len(old) + 2500)
    assert len(seen(desk)) == len(old) + 2500
    assert 50 < desk.staff("GET", f"/jobs/{job['id']}").ok()["job"]["percent"] < 100
    desk.network.work()
    done = desk.staff("GET", f"/jobs/{job['id']}").ok()["job"]
    assert (done["percent"], done["facts"]) == (100, {"rows": 5000, "added": 2500, "changed": 0, "removed": 0})
    assert len(seen(desk)) == len(old) + 2500


def _kill(_: Any, __: Any) -> Any:
    raise Killed


def test_a_worker_whose_time_is_up_leaves_the_rest_to_the_next_one(desk: Desk) -> None:
    class Context:
        left = 75_000

        def get_remaining_time_in_millis(self) -> int:
            self.left -= 10_000
            return self.left

    desk.network.jobs_are_lost = True
    id = register(desk, AMINA_22, AMINA_42).ok()["job"]["id"]
    with desk.network.running("JobsFunction"):
        assert jobs.handler({"job": id}, Context()) == {"finished": False}
    half = desk.staff("GET", f"/jobs/{id}").ok()["job"]
    assert (half["percent"], half["step"]) == (25, "Putting them in force")
    assert seen(desk)["northfield 0580 0713"].grade == "B"
    desk.network.work()
    assert seen(desk)["northfield 0580 0713"].grade == "A"


def test_a_portion_that_fails_is_shown_and_tried_again(desk: Desk) -> None:
    desk.network.jobs_are_lost = True
    id = register(desk, AMINA_22, AMINA_42).ok()["job"]["id"]
    desk.network.refuses("GetItem", "AccessDenied", 1)  # the job itself is read first
    with pytest.raises(Exception, match="AccessDenied"):
        desk.network.work()
    desk.network.faults[:] = [Fault("GetItem", 1, lambda request, send: send(request))]
    desk.network.refuses("GetItem", "AccessDenied", 1)
    desk.network.work()
    shown = desk.staff("GET", f"/jobs/{id}").ok()["job"]
    assert shown["problem"] == "This step failed (ClientError). It is tried again automatically, and nothing is lost."
    desk.network.jobs_are_lost = False
    desk.now += timedelta(minutes=3)
    assert desk.sweep()["jobs"] == 1
    assert desk.staff("GET", f"/jobs/{id}").ok()["job"]["finished_at"]


@pytest.mark.proves("CI-06")
def test_a_submission_in_the_middle_of_an_import_keeps_its_claim_and_the_import_its_results(desk: Desk) -> None:
    desk.network.jobs_are_lost = True
    register(desk, AMINA_22, AMINA_42).ok()
    desk.network.faults[:] = [Fault("PutItem", 2, lambda request, send: send(request)), Fault("PutItem", 1, _kill)]
    with pytest.raises(Killed):
        desk.network.work()
    desk.network.faults.clear()
    made = desk.submitted()
    desk.network.work()
    assert [each.enquiry for each in desk.card().claims] == [made["enquiries"][0]["id"]]
    assert (desk.card().grade, desk.card().pending) == ("A", None)


def test_jobs_are_listed_newest_first_for_those_who_may_import_and_nobody_else(desk: Desk) -> None:
    first = register(desk, AMINA_22, AMINA_42).ok()["job"]["id"]
    desk.now += timedelta(seconds=5)
    second = exempt(desk, "ZZ101,0713,0580,42").ok()["job"]["id"]
    listed = desk.staff("GET", "/jobs", by=SUPERVISOR).ok()["jobs"]
    assert [(each["id"], each["title"]) for each in listed] == [
        (second, "Import of exemptions"), (first, "Import of the results register"),
    ]  # fmt: skip
    assert listed[0]["started_by"] == "Name of caseworker"
    for by in (FINANCE, OTHER_BOARD, HARBOUR):
        assert desk.staff("GET", f"/jobs/{first}", by=by).status == 404


def test_a_name_corrected_in_the_register_is_on_letters_made_afterwards_and_the_receipt_stays(desk: Desk) -> None:
    made = desk.submitted()
    desk.follow()
    (id,) = [each["id"] for each in made["enquiries"]]
    receipt = desk.file(f"receipts/{made['id']}.pdf")
    assert receipt
    assert "Amina Osei" in text(receipt)
    rows = [each.replace("Amina Osei", "Amina Osei-Bonsu") for each in (AMINA_22, AMINA_42)]
    shown = preview(desk, *rows)
    assert shown["counts"]["renamed"] == 4, "in her other syllabuses too: one number is one person"
    register(desk, *rows).ok()
    assert {each.name for key, each in seen(desk).items() if key.startswith("northfield") and key.endswith("0713")} == {"Amina Osei-Bonsu"}
    desk.follow()
    looked = desk.preview(id, "acknowledgement")
    letter = desk.file(f"previews/{id}/AckLetter-{looked['version']}.pdf")
    assert letter
    assert "Amina Osei-Bonsu" in text(letter)
    assert desk.file(f"receipts/{made['id']}.pdf") == receipt
    assert [each["what"] for each in desk.enquiry(id)["history"]][
        -1
    ] == "Name corrected in the results register, and on letters from now on: 0713"
    assert desk.enquiry(id)["subject"]["label"] == "0713 Amina Osei-Bonsu"


def test_a_preview_looked_at_before_a_name_was_corrected_is_no_longer_good(desk: Desk) -> None:
    id = desk.received()
    looked = desk.preview(id, "acknowledgement")
    register(desk, *[each.replace("Amina Osei", "Amina Osei-Bonsu") for each in (AMINA_22, AMINA_42)]).ok()
    stale = desk.staff("POST", f"/enquiries/{id}/acknowledge", {"version": looked["version"], "sha256": looked["sha256"]})
    assert stale.status == 409


def test_the_preview_says_which_finished_enquiry_an_import_contradicts_and_the_enquiry_keeps_its_outcome(desk: Desk) -> None:
    id = desk.acknowledged()
    desk.mark(id, grade="A", c22=61).ok()
    desk.decide(id)
    number = desk.enquiry(id)["number"]
    shown = preview(desk, "ZZ101,0713,Amina Osei,0580,22,44,exam,B", "ZZ101,0713,Amina Osei,0580,42,50,exam,B")
    (touched,) = shown["enquiries"]
    assert (touched["number"], touched["outcome_issued"], touched["contradicted"]) == (number, True, True)
    assert touched["means"] == [
        f"The outcome of {number} established mark 61 in component 22 for candidate 0713 in syllabus 0580; the file has 44. The outcome stays as it is."
    ]
    register(desk, "ZZ101,0713,Amina Osei,0580,22,44,exam,B", "ZZ101,0713,Amina Osei,0580,42,50,exam,B").ok()
    line = desk.enquiry(id)["components"][0]
    assert (line["mark_before"], line["mark_after"], desk.enquiry(id)["grade_after"]) == (50, 61, "A")


def test_what_an_outcome_established_is_no_contradiction_and_an_enquiry_that_is_untouched_is_said_to_be(desk: Desk) -> None:
    id = desk.acknowledged()
    desk.mark(id, grade="B", c22=61).ok()
    desk.decide(id)
    shown = preview(desk, "ZZ101,0713,Amina Osei,0580,22,61,exam,B", "ZZ101,0713,Amina Osei,0580,42,50,exam,B")
    (touched,) = shown["enquiries"]
    assert touched["contradicted"] is False
    assert touched["means"] == ["It keeps everything that it began from and ended with; the import contradicts nothing of it."]
