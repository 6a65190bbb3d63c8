"""What comes in from outside, and the references that are made from it."""

from __future__ import annotations

import json
import re
import uuid
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from functions.domain.enquiries.submission import DraftContent, digest_of, enquiry_id, reference_of
from functions.domain.errors import MESSAGES, problem
from functions.domain.fields import STORED, Email, Uuid
from tests.builders import CAMBRIDGE, body, content

ids = st.uuids(version=4).map(str)


@pytest.mark.parametrize(
    "changes",
    [
        {"candidates": ["0" * 21]},
        {"candidates": ["07#1"]},
        {"candidates": ["07 1"]},
        {"candidates": ["07_1"]},
        {"candidates": ["٠٧١٣"]},  # digits of another alphabet
        {"candidates": [""]},
        {"candidates": ["1"] * 61},
        {"components": [""]},
        {"components": ["4#"]},
        {"components": ["4²"]},
        {"components": ["42"] * 21},
        {"series": "2022-6"},
        {"series": "June 2022"},
        {"service": "2 s"},
        {"service": "2" * 21},
        {"syllabus": "05#80"},
        {"syllabus": "0" * 21},
        {"contact_email": "nobody"},
        {"contact_email": "a@b"},
        {"contact_email": "a..b@school.example"},
        {"contact_email": ".a@school.example"},
        {"contact_email": "a.@school.example"},
        {"contact_email": "a@-school.example"},
        {"contact_email": "a@school-.example"},
        {"contact_email": "a@school..example"},
        {"contact_email": f"a@{'s' * 64}.example"},
        {"contact_email": f"{'a' * 65}@school.example"},
        {"contact_email": "a@b.example\r\nBcc: c@d.example"},
        {"contact_email": f"{'a' * 250}@b.example"},
        {"note": "x" * 201},
        {"qualification": "x" * 81},
        {"unknown": "key"},
        {"contact_email_confirmed": "perhaps"},
    ],
)
def test_what_has_not_the_form_of_a_draft_is_not_read(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        DraftContent.model_validate({**content().model_dump(), **changes})


def test_an_empty_form_can_be_saved_and_blanks_around_words_are_dropped() -> None:
    assert DraftContent.model_validate({}) == DraftContent()
    assert DraftContent(note="  Osei \n", syllabus=" 0580 ").model_dump(include={"note", "syllabus"}) == {
        "note": "Osei",
        "syllabus": "0580",
    }


@pytest.mark.parametrize(
    "address",
    ["exams@northfield.example", "a.b+c@sub.school.example", "o'neil@school.example", f"{'a' * 64}@{'s' * 63}.example", "a@b-c.example"],
)
def test_addresses_that_schools_have_are_taken(address: str) -> None:
    assert TypeAdapter(Email).validate_python(address) == address
    assert content(contact_email=address).contact_email == address


def test_an_address_that_an_older_desk_took_goes_on_being_read() -> None:
    stored = {**content().model_dump(mode="json"), "contact_email": "a..b@-school.example"}
    assert DraftContent.model_validate_json(json.dumps(stored), context=STORED).contact_email == "a..b@-school.example"


@pytest.mark.proves("CI-18")
@given(st.integers(0, 9999))
def test_however_many_zeros_are_typed_the_number_is_the_one_that_is_printed(number: int) -> None:
    typed = {str(number).zfill(width) for width in range(1, 5)}
    assert {body().printed(each) for each in typed} == {f"{number:04d}"}


@pytest.mark.proves("BY-09")
@given(ids)
def test_a_reference_is_fixed_by_the_submission_and_can_be_read_out(submission: str) -> None:
    reference = reference_of(submission)
    assert reference == reference_of(submission)
    assert re.fullmatch("RD-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", reference)


def test_references_of_many_submissions_differ() -> None:
    made = {reference_of(str(uuid.UUID(int=n))) for n in range(20_000)}
    assert len(made) == 20_000


def test_a_reference_once_given_stays_whatever_the_release() -> None:
    assert reference_of("00000000-0000-4000-8000-000000000000") == "RD-VE05B-R7061"


@pytest.mark.proves("BY-09")
@given(ids, ids, st.sampled_from(["0713", "0714"]), st.sampled_from(["0713", "0714"]))
def test_an_enquiry_has_the_same_id_however_often_it_is_sent_and_no_other_has_it(one: str, other: str, subject: str, another: str) -> None:
    assert enquiry_id(one, subject) == enquiry_id(one, subject)
    assert (enquiry_id(one, subject) == enquiry_id(other, another)) is ((one, subject) == (other, another))
    assert re.fullmatch("[0-9a-f]{32}", enquiry_id(one, subject))


def test_the_digest_shows_any_change_of_what_was_submitted_and_nothing_else() -> None:
    digest = digest_of(content(), ("complete", "consent"))
    assert digest == digest_of(content(), ("consent", "complete"))
    assert re.fullmatch("[0-9a-f]{64}", digest)
    changed = [{"service": "1"}, {"candidates": ("0714",)}, {"components": ("42",)}, {"note": "x"}, {"contact_email": ""}]
    assert (
        len({digest, digest_of(content(), ("complete",)), *(digest_of(content(**each), ("complete", "consent")) for each in changed)}) == 7
    )


@given(ids)
def test_ids_are_uuids_in_small_letters(submission: str) -> None:
    assert TypeAdapter(Uuid).validate_python(submission) == submission
    for wrong in (submission.upper() + "x", submission[:-1], f"{submission}\n", ""):
        with pytest.raises(ValidationError):
            TypeAdapter(Uuid).validate_python(wrong)


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_message_is_a_sentence_and_is_filled_in_or_is_a_fault_of_ours(code: str) -> None:
    names = [name for _, name, _, _ in Formatter().parse(MESSAGES[code]) if name]
    assert problem(code, **dict.fromkeys(names, "x")).message.endswith((".", "x"))
    if names:
        with pytest.raises(KeyError):
            problem(code)


def test_an_unknown_code_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        problem("no_such_code")


def test_the_grounds_of_an_appeal_are_part_of_its_digest() -> None:
    declared = ("complete", "consent")
    assert len({digest_of(content(), declared, each) for each in ("", "The mark is wrong.", "The grade is wrong.")}) == 3


@pytest.mark.parametrize(
    "chosen",
    [
        {"service": "2"}, {"syllabus": "0580"}, {"components": ("22",)}, {"candidates": ("0713",)}, {"note": "Please look at question 9."},
        {"error": "A unit was left out."}, {"grounds": "Question 9 was overlooked."},
    ],
    ids=lambda chosen: next(iter(chosen)),
)  # fmt: skip
def test_a_draft_is_begun_with_anything_that_is_chosen_or_written(chosen: dict[str, object]) -> None:
    assert not DraftContent(body=CAMBRIDGE, series="2022-06", contact_email="exams@northfield.example").begun
    assert DraftContent(body=CAMBRIDGE, series="2022-06", **chosen).begun  # type: ignore[arg-type]
