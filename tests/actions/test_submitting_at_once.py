"""Double clicks, lost answers, parallel tabs, two drafts about the same candidate: one submission, or a clear refusal.

Tried at the action and not at the handler, for a Lambda serves one request at a time and Powertools' resolver keeps the
current one on its class: fifty threads in one process would mix up who is asking. The stack's tests send them through the API.
"""

from __future__ import annotations

import uuid
from collections import Counter
from typing import Any

import pytest

from functions import wiring
from functions.actions.centre import drafts, enquiries, submissions
from functions.domain.enquiries.amendments import Amend, Cancel
from functions.domain.enquiries.submission import SaveDraft, Submission, Submit, reference_of
from functions.domain.errors import Changed, Refused, TryAgain
from functions.domain.people.people import Person
from tests import builders
from tests.actions.together import Meeting, at_once
from tests.builders import membership
from tests.handlers.desk import BOTH_DECLARED, HARBOUR, Desk

THREE = ("0713", "0714", "0015")
OFFICER = builders.person(membership())


def submit(desk: Desk, id: str, *, person: Person = OFFICER, pause: Any = lambda _: None, **changes: Any) -> Submission:
    request = Submit(content=builders.content(**changes), declarations=tuple(BOTH_DECLARED))
    return submissions.submit(wiring.session(person, None), id, request, pause=pause)


def stored(desk: Desk) -> Counter[str]:
    """How many of each kind of item the table holds, and how many claims stand on cards."""
    items = desk.items()
    kinds = Counter(key.pk.split("#")[0] for key in items if key.sk == "HEAD")
    claims = sum(len(desk.card(each).claims) for each in THREE)
    return Counter({"submissions": kinds["SUB"], "enquiries": kinds["ENQ"], "claims": claims})


ONE_SUBMISSION = Counter({"submissions": 1, "enquiries": 3, "claims": 3})


# --- one draft


@pytest.mark.proves("BY-09", "CI-06")
def test_fifty_parallel_submissions_of_a_draft_with_three_candidates_are_one_submission_one_reference_three_enquiries(
    desk: Desk,
) -> None:
    id = desk.draft(candidates=THREE)
    read = Meeting(50)

    def everybody_has_read(request: Any, send: Any) -> Any:
        # Nobody writes before all fifty have read a draft that nobody has submitted: the worst order there is.
        answer = send(request)
        read.reach()
        return answer

    for _ in range(50):
        desk.network.meddles("BatchGetItem", everybody_has_read)
    answers = at_once(50, lambda _: submit(desk, id, candidates=THREE), read)
    assert {each.reference for each in answers} == {reference_of(id)}
    assert {each.enquiries for each in answers} == {answers[0].enquiries}
    assert len(set(answers[0].enquiries)) == 3
    assert stored(desk) == ONE_SUBMISSION
    desk.follow()
    numbers = [desk.enquiry(each)["number"] for each in answers[0].enquiries]
    assert numbers == ["2206-000001", "2206-000002", "2206-000003"]
    assert len(desk.mails()) == 1


@pytest.mark.proves("BY-09")
def test_an_answer_lost_after_the_submission_was_stored_changes_neither_it_nor_its_reference(desk: Desk) -> None:
    id = desk.draft(candidates=THREE)
    desk.network.answer_is_lost("TransactWriteItems")
    made = desk.submitted(id, candidates=THREE)
    assert made["reference"] == reference_of(id)
    assert stored(desk) == ONE_SUBMISSION
    assert desk.submitted(id, candidates=THREE) == made
    history = [key for key in desk.items() if key.sk.startswith("H#")]
    assert len(history) == 4, "one entry for the submission and one for each enquiry"


@pytest.mark.proves("BY-09")
def test_a_request_that_never_arrived_is_sent_again(desk: Desk) -> None:
    desk.network.never_arrives("TransactWriteItems", times=4)
    assert len(desk.submitted(candidates=THREE)["enquiries"]) == 3
    assert stored(desk) == ONE_SUBMISSION


@pytest.mark.proves("BY-09")
def test_a_transaction_conflict_twice_is_waited_out(desk: Desk) -> None:
    desk.network.transaction_conflicts(2)
    waits: list[float] = []
    made = submit(desk, str(uuid.uuid4()), pause=waits.append, candidates=THREE)
    assert len(made.enquiries) == 3
    assert stored(desk) == ONE_SUBMISSION
    assert len(waits) == 2
    assert 0 < waits[0] < waits[1] * 4


def test_a_table_that_stays_busy_is_said_to_be_so_and_nothing_is_stored(desk: Desk) -> None:
    id = desk.draft()
    before = desk.items()
    desk.network.transaction_conflicts(1000)
    with pytest.raises(TryAgain):
        submit(desk, id)
    assert desk.items() == before
    desk.network.faults.clear()
    assert submit(desk, id).reference == reference_of(id)


@pytest.mark.proves("BY-09")
def test_two_tabs_that_submit_different_content_get_the_one_that_was_first(desk: Desk) -> None:
    id = desk.draft()
    answers = at_once(2, lambda tab: submit(desk, id, components=(("22",), ("42",))[tab]))
    assert answers[0] == answers[1]
    assert len(answers[0].content.components) == 1


def test_a_draft_deleted_while_it_is_submitted_is_submitted_or_gone_but_never_half(desk: Desk) -> None:
    for _ in range(5):
        id = desk.draft()
        answers = at_once(2, lambda which, id=id: submit(desk, id) if which else drafts.delete(wiring.session(OFFICER, None), id))
        enquiry = answers[1].enquiries[0]
        assert desk.centre("GET", f"/api/submissions/{id}").status == 200
        version = desk.enquiry(enquiry)["version"]
        enquiries.cancel(wiring.session(OFFICER, None), enquiry, Cancel(version=version))


def test_parallel_saves_of_a_draft_keep_one_and_tell_the_others(desk: Desk) -> None:
    id = desk.draft()
    request = [SaveDraft(content=builders.content(note=f"From tab {each}"), version=1) for each in range(8)]
    answers = at_once(8, lambda each: drafts.save(wiring.session(OFFICER, None), id, request[each]))
    (kept,) = [each for each in answers if isinstance(each, Submission)]
    assert all(isinstance(each, Changed) for each in answers if each is not kept)
    assert desk.centre("GET", f"/api/drafts/{id}").ok()["draft"]["content"]["note"] == kept.content.note


# --- two drafts about the same candidate and syllabus


@pytest.mark.proves("CI-06", "CI-08")
def test_of_two_drafts_about_the_same_candidate_and_syllabus_one_wins_and_the_other_is_refused_and_keeps_its_draft(desk: Desk) -> None:
    first = desk.draft(components=("22",), candidates=("0713", "0714"))
    second = desk.draft(components=("42",), service="1", candidates=("0714", "0015"))
    asked: list[dict[str, Any]] = [
        {"components": ("22",), "candidates": ("0713", "0714")},
        {"components": ("42",), "service": "1", "candidates": ("0714", "0015")},
    ]
    ids = [first, second]
    answers = at_once(2, lambda each: submit(desk, ids[each], **asked[each]))
    (won,) = [each for each in answers if isinstance(each, Submission)]
    (refused,) = [each for each in answers if isinstance(each, Refused)]
    (problem,) = refused.problems
    assert (problem.code, problem.field) == ("already_enquired", "candidates.0714")
    assert won.reference in problem.message
    assert problem.rule
    assert problem.source
    lost = second if won.id == first else first
    assert desk.centre("GET", f"/api/drafts/{lost}").ok()["draft"]["status"] == "draft"
    assert stored(desk) == Counter({"submissions": 2, "enquiries": 2, "claims": 2})


@pytest.mark.proves("CI-06", "CI-08")
def test_twenty_drafts_about_one_candidate_give_one_enquiry(desk: Desk) -> None:
    ids = [str(uuid.uuid4()) for _ in range(20)]
    answers = at_once(20, lambda each: submit(desk, ids[each], service=("1", "1S", "2", "2S")[each % 4]))
    assert len([each for each in answers if isinstance(each, Submission)]) == 1
    assert {each.problems[0].code for each in answers if isinstance(each, Refused)} == {"already_enquired"}
    assert len(desk.card().claims) == 1


def test_drafts_about_different_candidates_do_not_stand_in_each_others_way(desk: Desk) -> None:
    answers = at_once(3, lambda each: submit(desk, str(uuid.UUID(int=each)), candidates=(THREE[each],)))
    assert all(isinstance(each, Submission) for each in answers)
    elsewhere = builders.person(membership(organisation="harbour"), id=HARBOUR)
    theirs = submit(desk, str(uuid.uuid4()), person=elsewhere, contact_email="exams@harbour.example")
    assert theirs.candidates[0].name == "Dilip Rao"


@pytest.mark.proves("CI-06")
def test_a_submission_between_reading_and_writing_is_not_written_over(desk: Desk) -> None:
    desk.network.first("TransactWriteItems", lambda: desk.submitted(components=("22",)))
    refused = desk.submit(components=("42",))
    assert (refused.status, refused.codes) == (422, ["already_enquired"])
    assert len(desk.card().claims) == 1


# --- changes at the same moment


@pytest.mark.proves("CI-06")
def test_amending_and_cancelling_at_the_same_moment_does_one_of_them(desk: Desk) -> None:
    id = desk.received(service="2S")
    version = desk.enquiry(id)["version"]

    def change(which: int) -> Any:
        if which % 2:
            return enquiries.cancel(wiring.session(OFFICER, None), id, Cancel(version=version))
        request = Amend(version=version, service="1", components=("22",))
        return enquiries.amend(wiring.session(OFFICER, None), id, request)

    answers = at_once(6, change)
    (done,) = [each for each in answers if isinstance(each, dict)]
    assert all(isinstance(each, Changed) for each in answers if each is not done)
    shown = desk.enquiry(id)
    assert (shown["status"], shown["version"]) == (done["status"], version + 1)
    assert bool(desk.card().claims) is (shown["status"] == "received")


@pytest.mark.proves("CI-08")
def test_a_candidate_freed_by_cancelling_is_taken_by_one_of_those_who_wait(desk: Desk) -> None:
    id = desk.received()
    version = desk.enquiry(id)["version"]
    enquiries.cancel(wiring.session(OFFICER, None), id, Cancel(version=version))
    answers = at_once(5, lambda each: submit(desk, str(uuid.UUID(int=each)), service="1"))
    assert len([each for each in answers if isinstance(each, Submission)]) == 1
    assert len(desk.card().claims) == 1
