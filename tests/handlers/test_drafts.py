"""Drafts: kept, changed, deleted, seen by nobody else, and never overwritten unseen."""

from __future__ import annotations

import uuid

import pytest

from functions.domain.enquiries.submission import reference_of
from tests.handlers.desk import BOTH, HARBOUR, HEAD, Desk, content


@pytest.mark.proves("CI-20")
def test_a_draft_is_saved_as_it_stands_changed_and_deleted(desk: Desk) -> None:
    id = str(uuid.uuid4())
    unfinished = {"series": "2022-06", "service": "2"}
    saved = desk.at("2022-09-01 10:00").centre("PUT", f"/api/drafts/{id}", {"content": unfinished}).ok()["draft"]
    assert (saved["version"], saved["status"], saved["reference"]) == (1, "draft", reference_of(id))
    assert saved["saved_at"] == "2022-09-01T09:00:00.000Z"

    changed = desk.at("2022-09-01 11:00").centre("PUT", f"/api/drafts/{id}", {"content": content(), "version": 1}).ok()["draft"]
    assert (changed["version"], changed["reference"]) == (2, saved["reference"])
    assert desk.centre("GET", f"/api/drafts/{id}", by=HEAD).ok()["draft"] == changed
    assert desk.centre("GET", "/api/drafts").ok()["drafts"] == [changed]
    assert desk.centre("GET", "/api/enquiries", series="2022-06").ok()["enquiries"] == []

    assert desk.centre("DELETE", f"/api/drafts/{id}").ok() == {"deleted": id}
    assert desk.centre("GET", "/api/drafts").ok()["drafts"] == []
    assert desk.centre("GET", f"/api/drafts/{id}").status == 404


@pytest.mark.proves("CI-20")
def test_a_saved_draft_submits_nothing_and_nothing_follows_from_it(desk: Desk) -> None:
    desk.draft()
    before = desk.items()
    desk.follow()
    desk.sweep()
    assert desk.items() == before
    assert desk.mails() == []
    assert desk.staff("GET", "/queue", stage="submitted").ok()["enquiries"] == []
    assert desk.card().claims == ()


@pytest.mark.proves("CI-20")
def test_drafts_are_listed_last_saved_first_and_leave_the_list_when_submitted(desk: Desk) -> None:
    first = desk.at("2022-09-01 10:00").draft()
    second = desk.at("2022-09-01 11:00").draft(candidates=("0714",))
    assert [each["id"] for each in desk.centre("GET", "/api/drafts").ok()["drafts"]] == [second, first]
    desk.submitted(second, candidates=("0714",))
    assert [each["id"] for each in desk.centre("GET", "/api/drafts").ok()["drafts"]] == [first]
    assert desk.centre("GET", f"/api/drafts/{second}").status == 404


def test_a_centre_with_more_drafts_than_one_page_is_told_so_and_reads_on_to_the_last(desk: Desk) -> None:
    made = []
    for turn in range(53):
        made.append(str(uuid.uuid4()))
        desk.at(f"2022-09-01 10:{turn:02d}").centre("PUT", f"/api/drafts/{made[-1]}", {"content": content()}).ok()
    first = desk.centre("GET", "/api/drafts").ok()
    rest = desk.centre("GET", "/api/drafts", after=first["next"]).ok()
    assert [len(first["drafts"]), len(rest["drafts"]), rest["next"]] == [50, 3, None]
    assert [each["id"] for each in (*first["drafts"], *rest["drafts"])] == made[::-1]


def test_a_save_whose_answer_was_lost_may_be_repeated(desk: Desk) -> None:
    id = desk.draft()
    again = desk.centre("PUT", f"/api/drafts/{id}", {"content": content()}).ok()["draft"]
    assert again["version"] == 1
    for _ in range(2):
        changed = desk.centre("PUT", f"/api/drafts/{id}", {"content": content(note="Twice"), "version": 1}).ok()["draft"]
        assert changed["version"] == 2


def test_a_save_never_overwrites_what_a_colleague_saved_meanwhile(desk: Desk) -> None:
    id = desk.draft()
    desk.centre("PUT", f"/api/drafts/{id}", {"content": content(note="The colleague's"), "version": 1}, by=HEAD).ok()
    for version in (1, None, 7):
        mine = desk.centre("PUT", f"/api/drafts/{id}", {"content": content(note="Mine"), "version": version})
        assert (mine.status, mine.codes) == (409, ["changed_meanwhile"])
    assert desk.centre("GET", f"/api/drafts/{id}").ok()["draft"]["content"]["note"] == "The colleague's"


def test_what_is_submitted_can_be_neither_saved_nor_deleted_as_a_draft(desk: Desk) -> None:
    made = desk.submitted(desk.draft())
    for version in (None, 1, 2):
        saved = desk.centre("PUT", f"/api/drafts/{made['id']}", {"content": content(note="Late"), "version": version})
        assert (saved.status, saved.codes) == (409, ["already_submitted"])
    deleted = desk.centre("DELETE", f"/api/drafts/{made['id']}")
    assert (deleted.status, deleted.codes) == (409, ["already_submitted"])
    assert desk.centre("GET", f"/api/submissions/{made['id']}").ok()["submission"]["reference"] == made["reference"]


def test_what_is_submitted_is_what_was_sent_and_not_what_was_saved_before(desk: Desk) -> None:
    made = desk.submitted(desk.draft(components=("22",)), components=("42",))
    assert made["components"] == ["42"]


def test_somebody_of_two_centres_says_for_which_and_each_keeps_its_own(desk: Desk) -> None:
    id = str(uuid.uuid4())
    unsaid = desk.centre("PUT", f"/api/drafts/{id}", {"content": content()}, by=BOTH)
    assert (unsaid.status, unsaid.codes) == (400, ["choose_organisation"])
    desk.centre("PUT", f"/api/drafts/{id}", {"content": content()}, by=BOTH, organisation="harbour").ok()
    assert [each["id"] for each in desk.centre("GET", "/api/drafts", by=HARBOUR).ok()["drafts"]] == [id]
    assert desk.centre("GET", "/api/drafts").ok()["drafts"] == []
    elsewhere = desk.centre(
        "POST",
        f"/api/drafts/{id}/submit",
        {"content": content(), "declarations": ["complete", "consent"]},
        by=BOTH,
        organisation="northfield",
    )
    assert elsewhere.status == 404


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("{", [None]),
        ("", [None]),
        ("[]", [None]),
        ({}, [None]),
        ({"content": {"candidates": ["٠٧١٣"]}}, ["candidates"]),
        ({"content": {"components": ["1#"]}}, ["components"]),
        ({"content": {"contact_email": "a@b@c"}}, ["contact_email"]),
        ({"content": {"note": "n" * 201}}, ["note"]),
        ({"content": {"candidates": ["1"] * 61}}, ["candidates"]),
        ({"content": {"surname": "Osei"}}, ["surname"]),
        ({"content": {}, "version": 0}, ["version"]),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field_without_repeating_what_was_sent(desk: Desk, body: object, fields: list[str]) -> None:
    reply = desk.centre("PUT", f"/api/drafts/{uuid.uuid4()}", body)
    assert reply.status == 400
    assert [each["field"] for each in reply.body["errors"]] == fields
    for error in reply.body["errors"]:
        assert set(error) == {"code", "message", "field", "rule", "source"}
        for sent in ("٠٧١٣", "a@b@c", "nnn", "Osei"):
            assert sent not in error["message"]


@pytest.mark.parametrize("step", ["check", "submit"])
def test_a_request_that_names_no_awarding_body_is_refused_and_none_is_presumed(desk: Desk, step: str) -> None:
    draft = desk.draft()
    nameless = {name: value for name, value in content().items() if name != "body"}
    assert nameless != content()
    sent = {"content": nameless} | ({"declarations": ["complete", "consent"]} if step == "submit" else {})
    reply = desk.centre("POST", f"/api/drafts/{draft}/{step}", sent)
    assert (reply.status, reply.codes) == (422, ["body_missing"])
    assert reply.body["errors"][0]["field"] == "body"
    assert desk.centre("GET", "/api/enquiries", series="2022-06").ok()["enquiries"] == []
