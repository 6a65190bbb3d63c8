"""The line of an enquiry's steps, and the sentence on what happens next: one function, for every desk."""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.words import Words
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Extension, Line
from functions.domain.enquiries.portal_records import PortalDetails
from functions.domain.enquiries.statuses import Status
from functions.domain.people.history import Actor, Event, What
from functions.domain.people.people import Role
from functions.domain.views.enquiry_pages import for_associate, for_centre
from functions.domain.views.progress import counted_document, progress_of
from functions.domain.views.staff_pages import for_staff
from tests.builders import body, enquiry, issued, london, route

SUBMITTED = london("2022-08-22 09:00")
NOW = london("2022-08-22 12:00")


def told(status: Status, *, seen: tuple[str, ...] = (), now: Any = NOW, **changes: Any) -> dict[str, Any]:
    return progress_of(made(status, **changes), body(), frozenset(seen), now)


def made(status: Status, **changes: Any) -> Enquiry:
    empty = {"received_at": None, "acknowledged_at": None, "completed_at": None, "submitted_at": SUBMITTED}
    return enquiry(status, **(empty | changes))


def line(progress: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each["title"], each["state"]) for each in progress["steps"]]


RECEIVED = {"received_at": london("2022-08-22 09:01")}
ACKNOWLEDGED = RECEIVED | {"acknowledged_at": london("2022-08-23 10:00"), "issued": issued("AckLetter")}


def test_an_enquiry_that_was_just_submitted_waits_for_its_number_until_the_next_day() -> None:
    said = told(Status.SUBMITTED)
    assert line(said) == [("Submitted", "current"), ("Received", "to come"), ("Acknowledged", "to come"), ("Completed", "to come")]
    assert said["next"] == "The enquiry is received and given its number."
    assert (said["by"], said["by_text"], said["late"]) == ("2022-08-23", "By 23 August 2022", False)
    assert told(Status.SUBMITTED, now=london("2022-08-24 00:00"))["late"]


def test_a_received_enquiry_waits_for_its_acknowledgement_two_working_days_from_submission() -> None:
    said = told(Status.RECEIVED, **RECEIVED)
    assert line(said)[:2] == [("Submitted", "done"), ("Received", "current")]
    assert [each["at"] for each in said["steps"]] == ["2022-08-22T08:00:00.000Z", "2022-08-22T08:01:00.000Z", None, None]
    assert (said["next"], said["by_text"]) == ("The acknowledgement letter is issued.", "By 24 August 2022")


def test_an_acknowledged_enquiry_says_which_documents_complete_it_and_by_which_promised_day() -> None:
    said = told(Status.ACKNOWLEDGED, service="2S", seen=("AckLetter",), **ACKNOWLEDGED)
    assert line(said)[2:] == [("Acknowledged", "current"), ("Completed", "to come")]
    assert said["next"] == "The outcome letter and 2 copies of script are issued. That completes the enquiry."
    assert said["by_text"] == "By 21 September 2022"
    assert not told(Status.ACKNOWLEDGED, now=london("2022-09-21 23:59"), **ACKNOWLEDGED)["late"]
    assert told(Status.ACKNOWLEDGED, now=london("2022-09-22 00:00"), **ACKNOWLEDGED)["late"]


def test_what_a_reader_has_is_not_announced_again_and_one_document_is_spoken_of_in_the_singular() -> None:
    said = told(Status.ACKNOWLEDGED, service="2S", seen=("AckLetter", "OutLetter", "CoSLetter-22"), **ACKNOWLEDGED)
    assert said["next"] == "The copy of script is issued. That completes the enquiry."


def test_a_question_and_an_amendment_come_before_the_outcome() -> None:
    held = told(Status.ACKNOWLEDGED, held=True, **ACKNOWLEDGED)
    assert held["next"] == "The question to the centre is answered. Then: the outcome letter is issued. That completes the enquiry."
    amended = told(Status.ACKNOWLEDGED, amended_at=london("2022-09-02 09:00"), **ACKNOWLEDGED)
    assert amended["next"].startswith("A new acknowledgement letter is issued, since the enquiry was amended. Then: the outcome letter")


def test_without_a_published_target_no_day_is_promised() -> None:
    assert told(Status.ACKNOWLEDGED, service="9", candidates=(), **ACKNOWLEDGED)["next"].startswith("The report is issued")
    untargeted = tuple(each.model_copy(update={"target": None}) for each in route().services)
    nowhere = body(routes=(route().model_copy(update={"services": untargeted}), *body().routes[1:]))
    said = progress_of(made(Status.ACKNOWLEDGED, **ACKNOWLEDGED), nowhere, frozenset(), NOW)
    assert (said["by"], said["by_text"], said["late"]) == (None, "No day is promised", False)


def test_a_completed_enquiry_has_all_its_steps_behind_it_and_nothing_to_come() -> None:
    done = ACKNOWLEDGED | {"completed_at": london("2022-09-01 09:00"), "issued": issued("AckLetter", "OutLetter")}
    said = told(Status.COMPLETED, seen=("AckLetter", "OutLetter"), **done)
    assert line(said) == [("Submitted", "done"), ("Received", "done"), ("Acknowledged", "done"), ("Completed", "current")]
    assert (said["next"], said["by_text"]) == ("Nothing. Every document is issued.", "")


def test_an_associates_approval_is_a_step_with_its_own_deadline() -> None:
    waiting = told(Status.WITH_ASSOCIATE, associate="links")
    assert line(waiting)[:3] == [("Submitted", "done"), ("With the Associate", "current"), ("Received", "to come")]
    assert waiting["next"] == "The Associate approves the enquiry and sends it on to the awarding body, or rejects it."
    assert waiting["by_text"] == "By 20 September 2022"
    approved = told(Status.SUBMITTED, associate="links", approved_at=london("2022-08-23 09:00"))
    assert line(approved)[:3] == [("Submitted", "done"), ("Approved by the Associate", "current"), ("Received", "to come")]
    assert approved["by_text"] == "By 24 August 2022", "24 hours from the approval"


def test_a_pending_enquiry_shows_that_it_waits_and_one_that_waited_that_this_is_over() -> None:
    pending = told(Status.PENDING, waits_for=("e2", "e3"))
    assert line(pending)[:2] == [("Submitted", "done"), ("Pending", "current")]
    assert pending["next"] == "Waits until 2 other enquiries are finished, then continues automatically."
    assert pending["by_text"] == "This may take longer than the usual time"
    moved_on = told(Status.SUBMITTED, moved_on_at=london("2022-08-29 09:00"))
    assert line(moved_on)[:2] == [("Submitted", "done"), ("Waiting ended", "current")]


def test_waiting_for_other_enquiries_comes_after_the_associate_who_has_not_sent_it_on_yet() -> None:
    waiting = told(Status.WITH_ASSOCIATE, associate="links", waits_for=("e2",))
    assert line(waiting)[:4] == [("Submitted", "done"), ("With the Associate", "current"), ("Pending", "to come"), ("Received", "to come")]
    assert [each["at"] for each in waiting["steps"]][:3] == ["2022-08-22T08:00:00.000Z", "2022-08-22T08:00:00.000Z", None]
    sent_on = told(Status.PENDING, associate="links", approved_at=london("2022-08-23 09:00"), waits_for=("e2",))
    assert line(sent_on)[:3] == [("Submitted", "done"), ("Approved by the Associate", "done"), ("Pending", "current")]
    assert [each["at"] for each in sent_on["steps"]][1:3] == ["2022-08-23T08:00:00.000Z", "2022-08-23T08:00:00.000Z"]


@pytest.mark.parametrize(
    ("status", "changes", "steps", "said"),
    [
        (Status.CANCELLED, RECEIVED | {"cancelled_at": NOW}, ["Submitted", "Received", "Cancelled"], "Nothing, since it was cancelled."),
        (
            Status.REJECTED,
            {"associate": "links", "rejected_at": NOW},
            ["Submitted", "Rejected by the Associate"],
            "Nothing. The Associate did not send it on to the awarding body.",
        ),
    ],
)
def test_an_end_that_came_early_takes_the_place_of_what_it_cut_off(
    status: Status, changes: dict[str, Any], steps: list[str], said: str
) -> None:
    progress = told(status, **changes)
    assert [each["title"] for each in progress["steps"]] == steps
    assert progress["steps"][-1]["state"] == "current"
    assert (progress["next"], progress["by_text"], progress["late"]) == (said, "", False)


def test_an_extension_is_begun_and_reviewed_without_an_acknowledgement() -> None:
    extension = Extension(of="e0", number="2206-000001", reason="Another candidate gained marks.")
    said = told(Status.ACKNOWLEDGED, extends=extension, **ACKNOWLEDGED)
    assert line(said) == [("Begun", "done"), ("In review", "current"), ("Completed", "to come")]


def test_a_centre_is_told_that_its_associate_has_documents_to_release() -> None:
    done = ACKNOWLEDGED | {"completed_at": london("2022-09-01 09:00"), "issued": issued("AckLetter", "OutLetter"), "associate": "links"}
    said = told(Status.COMPLETED, **(done | {"released": {"AckLetter": NOW}}))
    assert said["next"] == "The Associate releases the documents that the centre cannot see yet."
    assert (
        told(Status.COMPLETED, **(done | {"released": {"AckLetter": NOW, "OutLetter": NOW}}))["next"]
        == "Nothing. Every document is issued."
    )


def test_centre_associate_and_staff_read_the_same_steps() -> None:
    one = made(Status.RECEIVED, associate="links", approved_at=london("2022-08-22 09:30"), received_at=london("2022-08-22 09:31"))
    pages = [for_centre(one, body(), (), NOW), for_associate(one, body(), (), NOW), for_staff(one, body(), (), (), NOW)]
    assert pages[0]["progress"] == pages[1]["progress"] == pages[2]["progress"]
    assert pages[0]["progress"]["next"] == "The acknowledgement letter is issued."


OWN_WORDS = Words(candidate="learner", centre="provider", syllabus="qualification", component="unit")


def test_progress_history_outcome_and_fee_are_said_in_the_words_of_the_body_and_names_stay_as_they_are() -> None:
    theirs = body().model_copy(update={"words": OWN_WORDS})
    held = made(Status.ACKNOWLEDGED, service="2S", organisation_name="Centre School", held=True, **ACKNOWLEDGED)
    said = progress_of(held, theirs, frozenset({"AckLetter"}), NOW)["next"]
    assert said.startswith("The question to the provider is answered. Then: the outcome letter and 2 copies of script")
    waiting = made(Status.COMPLETED, associate="meridian", **ACKNOWLEDGED | {"issued": issued("AckLetter", "OutLetter")})
    assert (
        progress_of(waiting, theirs, frozenset(), NOW)["next"] == "The Associate releases the documents that the provider cannot see yet."
    )

    by = Actor(id="p1", organisation="northfield", role=Role.HEAD_OF_CENTRE)
    events = [
        Event(what=What.RELEASED, at=NOW, by=by, version=2, why="The centre asked"),
        Event(what=What.EXTENDED, at=NOW, by=by, version=3),
        Event(what=What.AMENDED, at=NOW, by=by, version=4, about="component 22 taken out"),
    ]
    lines = (Line(component="22", mark_before=50, mark_after=57), Line(component="42", mark_before=50, mark_after=50))
    done = made(
        Status.COMPLETED, lines=lines, recorded=True, grade_after="A", organisation_name="Centre School",
        **ACKNOWLEDGED | {"issued": issued("AckLetter", "OutLetter"), "completed_at": NOW},
    )  # fmt: skip
    page = for_centre(done, theirs, events, NOW)
    assert [each["what"] for each in page["history"]] == [
        "Released to the provider",
        "Extended to other learners",
        "Amended: unit 22 taken out",
    ]
    assert [each["who"] for each in page["history"]] == ["Head of Centre, Centre School"] * 3
    assert page["history"][0]["why"] == "The centre asked", "what somebody wrote stays"
    assert page["outcome"]["text"] == "Unit 22: 50 → 57. Qualification grade: B → A."
    assert page["fee"]["text"] == "No charge: the qualification grade changed."
    ours = for_centre(done, body(), events, NOW)
    assert (ours["outcome"]["text"], ours["history"][1]["what"]) == (
        "Component 22: 50 → 57. Syllabus grade: B → A.",
        "Extended to other candidates",
    )


# --- names of steps, portals, and what is said where nothing comes


def named(status: Status, **changes: Any) -> list[str]:
    return [each["name"] for each in told(status, **changes)["steps"]]


def test_the_steps_are_named_as_pages_draw_them() -> None:
    assert named(Status.SUBMITTED) == ["submitted", "received", "acknowledged", "completed"]
    assert named(Status.WITH_ASSOCIATE, associate="meridian")[:2] == ["submitted", "with_associate"]
    assert named(Status.PENDING, waits_for=("e2",))[:2] == ["submitted", "pending"]
    extends = Extension(of="e1", number="2206-000001", reason="One marker")
    assert named(Status.ACKNOWLEDGED, extends=extends) == ["begun", "acknowledged", "completed"]
    portal = PortalDetails(name="Centre Services")
    assert named(Status.SUBMITTED, portal=portal) == ["submitted", "acknowledged", "completed"]


@pytest.mark.parametrize(
    ("status", "moment", "step", "said"),
    [
        (Status.CANCELLED, "cancelled_at", ("cancelled", "Cancelled"), "Nothing, since it was cancelled."),
        (
            Status.DECLINED,
            "declined_at",
            ("declined", "Declined by the awarding body"),
            "Nothing. The awarding body did not accept it, and there is no fee.",
        ),
        (
            Status.REJECTED,
            "rejected_at",
            ("rejected", "Rejected by the Associate"),
            "Nothing. The Associate did not send it on to the awarding body.",
        ),
    ],
)
def test_each_early_end_has_its_step_its_moment_and_its_sentence(status: Status, moment: str, step: tuple[str, str], said: str) -> None:
    found = told(status, **{moment: london("2022-08-25 10:00")})
    last = found["steps"][-1]
    assert (last["name"], last["title"]) == step
    assert (last["at"], last["state"]) == ("2022-08-25T09:00:00.000Z", "current")
    assert (found["next"], found["by"], found["by_text"], found["late"]) == (said, None, "", False)


def test_a_request_that_is_made_in_a_portal_waits_for_its_centre_at_each_step() -> None:
    portal = PortalDetails(name="Centre Services")
    prepared = told(Status.SUBMITTED, portal=portal)
    assert prepared["next"] == "You make the request in Centre Services. Cambridge International does not have it yet."
    assert (prepared["by"], line(prepared)[1]) == ("2022-09-20", ("Made in the portal", "to come"))
    made_there = told(Status.ACKNOWLEDGED, portal=portal, acknowledged_at=london("2022-08-23 10:00"))
    assert made_there["next"] == "The outcome comes in Centre Services. Record it here."
    over = told(Status.COMPLETED, portal=portal, acknowledged_at=london("2022-08-23 10:00"), completed_at=london("2022-09-05 12:00"))
    assert over["next"] == "Nothing. The outcome is recorded."


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "Waits until another enquiry is finished, then continues automatically."),
        (2, "Waits until 2 other enquiries are finished, then continues automatically."),
    ],
)
def test_a_pending_enquiry_says_for_how_many_it_waits_and_that_no_day_is_promised(count: int, text: str) -> None:
    said = told(Status.PENDING, waits_for=tuple(f"e{number}" for number in range(count)))
    assert (said["next"], said["by"], said["by_text"]) == (text, None, "This may take longer than the usual time")


def test_documents_are_spoken_of_within_a_sentence_one_and_several() -> None:
    said = [counted_document(kind, count, body()) for kind in (Document.OUTCOME, Document.SCRIPT) for count in (1, 2)]
    assert said == ["the outcome letter", "the outcome letter for 2 components", "the copy of script", "2 copies of script"]
