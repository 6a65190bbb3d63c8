"""The storm's own judgement: it finds nothing where nothing is wrong, and every kind of wrong where it is put in."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bench.crowd import SERVICE, Sent, crowd, portions, stored_before
from bench.sending import Answered
from bench.storm import Stored, astray, doubled, everything, late, lost, rows
from functions.actions.centre import submissions
from functions.actions.shared.session import Session
from functions.adapters.keys import Key
from functions.adapters.table import Put
from functions.domain.enquiries.submission import Submit, reference_of
from tests import builders
from tests.memory import in_memory

SENT = crowd(40, 10, 10)
ANSWERS = [Answered(each.id, builders.RESULTS_OUT, 20.0, 200, (), reference_of(each.id), 1) for each in SENT]


@pytest.fixture(scope="module")
def stored() -> Stored:
    """The table after all of them were submitted, each as it is written by the desk."""
    table = in_memory()
    for put in stored_before(SENT, builders.RESULTS_OUT):
        table.put(Put(put.item, expect=None))
    for each in SENT:
        officer = builders.person(builders.membership(organisation=each.organisation), id=each.person)
        request = Submit(content=each.content, declarations=("complete", "consent"))
        submissions.submit(Session(table, builders.catalogue(), officer, None, builders.RESULTS_OUT), each.id, request)
    return everything(table)


def first_enquiry(sent: Sent) -> str:
    return next(iter(sent.enquiries.values()))


def test_no_candidate_is_asked_about_twice_and_one_in_ten_is_sent_by_both_workers_of_a_pair() -> None:
    assert max(Counter((each.organisation, number) for each in SENT for number in each.candidates).values()) == 1
    assert {len(each.candidates) for each in SENT} == {1, 2, 3}
    lists = portions(SENT, 4)
    times = Counter(each.id for some in lists for each in some)
    assert times == {each.id: 2 if each.doubled else 1 for each in SENT}
    assert Counter(times.values()) == {1: 36, 2: 4}
    for one, other in ((0, 1), (2, 3)):
        assert [each for each in lists[one] if each.doubled] == [each for each in lists[other] if each.doubled]


def test_where_everything_went_well_nothing_is_found(stored: Stored) -> None:
    found = {row.name.split(",")[0]: row.value for row in rows(SENT, ANSWERS, stored, 2.0)}
    assert found == {
        "lost": 0, "doubled": 0, "late": 0, "refused otherwise": 0, "submissions a second": 20,
        "a submission in the storm": 20,
    }  # fmt: skip


@pytest.mark.parametrize("what", ["SUB HEAD", "SUB H#000002", "ENQ HEAD", "ENQ H#000001"])
def test_a_submission_without_one_of_its_parts_is_lost(stored: Stored, what: str) -> None:
    kind, sk = what.split()
    one = SENT[0]
    gone = Key(f"SUB#{one.id}" if kind == "SUB" else f"ENQ#{first_enquiry(one)}", sk)
    assert lost(SENT, ANSWERS, {key: item for key, item in stored.items() if key != gone}) == {one.id}


def test_a_submission_without_its_claims_is_lost(stored: Stored) -> None:
    as_before = {Key(str(put.item["pk"]), str(put.item["sk"])): put.item for put in stored_before(SENT[:1], builders.RESULTS_OUT)}
    cards = {key: item for key, item in as_before.items() if key.sk.startswith("CARD#")}
    assert lost(SENT, ANSWERS, {**stored, **cards}) == {SENT[0].id}


def test_a_second_reference_history_entry_or_enquiry_is_a_double(stored: Stored) -> None:
    one = SENT[0]
    twice = replace(ANSWERS[0], reference="RD-00000-00000")
    assert doubled(SENT, [*ANSWERS, twice], stored) == {one.id}
    entry = stored[Key(f"SUB#{one.id}", "H#000002")]
    assert doubled(SENT, ANSWERS, {**stored, Key(f"SUB#{one.id}", "H#000003"): entry}) == {one.id}
    enquiry = stored[Key(f"ENQ#{first_enquiry(one)}")]
    assert doubled(SENT, ANSWERS, {**stored, Key("ENQ#another"): enquiry}) == {"another"}


def test_refused_before_the_deadline_is_late_and_after_it_is_right() -> None:
    closes = builders.body().closes_at(builders.series(), SERVICE)
    refused = replace(ANSWERS[0], status=422, codes=("deadline_passed",), at=closes - timedelta(milliseconds=1))
    assert late([*ANSWERS, refused]) == {refused.id}
    assert late([replace(refused, at=closes)]) == set()
    assert astray([refused]) == set()
    assert astray([replace(refused, codes=("try_again",), status=503)]) == {refused.id}
