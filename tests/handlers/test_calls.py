"""Exactly which operations of AWS a request makes: one that reads who the person is now, and its own."""

from __future__ import annotations

import uuid

import pytest

from tests.handlers.desk import CAMBRIDGE, Desk, content

WHO = {"GetItem": 1}  # the person's roles, read for every request


@pytest.mark.parametrize("saved_before", [True, False])
def test_submitting_three_candidates_takes_one_read_and_one_transaction(desk: Desk, saved_before: bool) -> None:
    candidates = ("0713", "0714", "0015")
    id = desk.draft(candidates=candidates) if saved_before else str(uuid.uuid4())
    with desk.counting() as called:
        desk.submitted(id, candidates=candidates)
    assert called == WHO | {"BatchGetItem": 1, "TransactWriteItems": 1}


def test_submitting_again_reads_once_and_writes_nothing(desk: Desk) -> None:
    made = desk.submitted()
    with desk.counting() as called:
        desk.submitted(made["id"])
    assert called == WHO | {"BatchGetItem": 1}


def test_listing_checking_and_saving_take_one_call_each(desk: Desk) -> None:
    desk.acknowledged()
    draft = desk.draft(candidates=("0714",))
    for method, path, body, query, operation in (
        ("GET", "/api/enquiries", None, {"series": "2022-06"}, "Query"),
        ("GET", "/api/drafts", None, {}, "Query"),
        ("POST", f"/api/drafts/{draft}/check", {"content": content()}, {}, "BatchGetItem"),
        ("PUT", f"/api/drafts/{draft}", {"content": content(), "version": 1}, {}, "PutItem"),
    ):
        with desk.counting() as called:
            desk.centre(method, path, body, **query).ok()
        assert called == WHO | {operation: 1}, path


def test_opening_an_enquiry_takes_one_call_and_one_for_the_grade_boundaries_where_it_shows_a_mark(desk: Desk) -> None:
    id = desk.acknowledged()
    with desk.counting() as called:
        desk.centre("GET", f"/api/enquiries/{id}").ok()
    assert called == WHO | {"Query": 1, "BatchGetItem": 1}


def test_chooser_and_candidates_entries_read_besides_the_cohorts_and_the_enquiries_whose_outcomes_they_show(desk: Desk) -> None:
    desk.acknowledged()
    by_traits = 2  # number and name, by which the candidate is looked for at other awarding bodies
    for path, query, queries in (("/api/register", {"syllabus": "0580"}, 1), ("/api/candidates", {"typed": "713"}, 1 + by_traits)):
        with desk.counting() as called:
            desk.centre("GET", path, series="2022-06", awarding_body=CAMBRIDGE, **query).ok()
        assert called == WHO | {"Query": queries, "BatchGetItem": 3}, path


def test_a_link_to_a_document_is_one_transaction_and_is_signed_without_a_call(desk: Desk) -> None:
    id = desk.acknowledged()
    document = desk.enquiry(id)["documents"][0]["id"]
    with desk.counting() as called:
        desk.centre("POST", f"/api/enquiries/{id}/documents/{document}/link", {}).ok()
    assert called == WHO | {"TransactWriteItems": 1}


def test_the_series_are_shown_with_one_call_for_the_bodies_that_the_centre_has_a_number_for(desk: Desk) -> None:
    with desk.counting() as called:
        desk.centre("GET", "/api/series").ok()
    assert called == WHO | {"BatchGetItem": 1}


@pytest.mark.proves("BY-21")
def test_somebodys_roles_are_read_for_every_request(desk: Desk) -> None:
    with desk.counting() as called:
        desk.centre("GET", "/api/series").ok()
        desk.centre("GET", "/api/series").ok()
    assert called == {"GetItem": 2, "BatchGetItem": 2}, "and the centre's numbers each time"
