"""The identifiers of an awarding body: what fits, how a refusal says so, and which patterns are safe wherever they are read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.identifiers import (
    FurtherIdentifier,
    Identifier,
    Identifiers,
    candidates_hint,
    identifier_faults,
    syllabus_hint,
)
from functions.domain.catalogue.sources import Basis
from functions.domain.eligibility.identifier_forms import identifier_problems
from functions.domain.enquiries.expected_documents import code_in_slot, slot_of
from functions.domain.enquiries.submission import DraftContent
from functions.domain.fields import CandidateNumber, ComponentCode
from tests.builders import body, content
from tests.made_up_body import guild

AWKWARD = ["8300/1H", "H446/01", "1MA1/1F", "601/8882/0", "T/615/4994", "1.2-A", "1234567890", "92204F201234A", "0713", "22"]
NO_COLUMNS: frozenset[str] = frozenset()


def identifier(pattern: str, example: str, **changes: object) -> Identifier:
    basis = body().syllabuses_basis
    fields = {"label": "Unit code", "pattern": pattern, "example": example, "hint": "a form of their own", "basis": basis}
    return Identifier.model_validate({**fields, **changes})


def identifiers(kind: Identifier) -> Identifiers:
    return Identifiers(centre=kind, candidate=kind, syllabus=kind, component=kind)


@pytest.mark.parametrize(
    ("pattern", "fitting", "others"),
    [
        ("[0-9]{3}/[0-9]{4}/[0-9X]", ["601/8882/0", "601/8882/X"], ["601/8882", "601/8882/00", "6018882/0", "601/8882/0\n"]),
        ("[0-9]{4}/[0-9][A-Z]?", ["8300/1H", "8300/1"], ["8300/1h", "8300/", "8300-1H"]),
        ("[A-Z][0-9]{3}/[0-9]{2}", ["H446/01"], ["h446/01", "H446/1"]),
        ("[0-9A-Z]{4}/[0-9][FH]", ["1MA1/1F"], ["1MA1/1A"]),
        ("([0-9]{10}|[A-Z]{2}[0-9]{4})", ["1234567890", "AB1234"], ["123456789", "AB12345", "ab1234"]),
        ("[0-9]{4}", ["0713"], ["٠٧١٣", "071", "07134", ""]),
        ("[A-Z0-9.-]{1,20}", ["1.2-A"], ["1.2 A", "A" * 21]),
    ],
)
def test_an_identifier_fits_as_a_whole_or_not_at_all(pattern: str, fitting: list[str], others: list[str]) -> None:
    kind = identifier(pattern, fitting[0])
    assert list(identifier_faults(identifiers(kind), (), NO_COLUMNS)) == []
    assert [each for each in fitting if not kind.fits(each)] == []
    assert [each for each in others if kind.fits(each)] == []


@pytest.mark.parametrize("code", AWKWARD)
def test_whatever_form_a_body_gives_its_codes_they_are_sent_and_stored(code: str) -> None:
    draft = content(syllabus=code, components=(code,), candidates=(code,))
    assert DraftContent.model_validate_json(draft.model_dump_json()) == draft
    for kind in (CandidateNumber, ComponentCode):
        assert TypeAdapter(kind).validate_python(code) == code


@pytest.mark.parametrize("text", ["", "a#b", "a b", "a_b", "ä", "a" * 21, "a%2Fb", "a\tb", "a?b", "a&b", "a\\b"])
def test_signs_that_would_mean_something_in_a_key_or_an_address_are_never_part_of_one(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(CandidateNumber).validate_python(text)


@pytest.mark.proves("CI-18")
def test_at_cambridge_713_and_0713_are_one_candidate_and_elsewhere_a_number_is_as_it_is_typed() -> None:
    assert [body().printed(each) for each in ("713", "0713", "7", "AB")] == ["0713", "0713", "0007", "AB"]
    learner = identifier("[0-9]{1,10}", "0012345678")
    assert [learner.as_printed(each) for each in ("713", "0713")] == ["713", "0713"]


def test_a_wrong_number_is_refused_with_the_body_s_own_label_and_example_and_its_source() -> None:
    wrong = body().identifier_problem(body().identifiers.candidate, "07x3", field="candidates.07x3")
    assert wrong is not None
    assert (wrong.code, wrong.field) == ("identifier_form", "candidates.07x3")
    assert wrong.message == "“07x3” cannot be right: candidate numbers have up to four digits, such as 0713. Correct it."
    assert wrong.rule == "Candidate numbers have up to four digits, such as 0713."
    assert wrong.source == "Where the awarding body is silent, Results Desk, checked 28 November 2026 (our own rule)"
    assert body().identifier_problem(body().identifiers.candidate, "0713", field="candidates") is None


def test_an_abbreviation_keeps_its_capitals_within_a_sentence() -> None:
    fields = identifier("[0-9]{10}", "1234567890").model_dump() | {"label": "ULN", "hint": "ten digits"}
    uln = FurtherIdentifier.model_validate(fields | {"id": "uln", "basis": Basis.model_validate(fields["basis"])})
    assert uln.form == "ULNs have ten digits, such as 1234567890"
    assert identifier("[0-9]{2}", "22").form == "unit codes have a form of their own, such as 22"


@pytest.mark.parametrize("code", AWKWARD)
def test_the_place_of_a_script_has_no_stroke_and_gives_the_code_back(code: str) -> None:
    slot = slot_of(Document.SCRIPT, code)
    assert re.fullmatch(r"CoSLetter-[0-9A-Za-z_.\-]+", slot)
    assert code_in_slot(slot) == code


def test_the_places_of_documents_of_older_enquiries_keep_their_names() -> None:
    assert [slot_of(Document.SCRIPT, "42"), slot_of(Document.OUTCOME), slot_of(Document.STATEMENT, "0713")] == [
        "CoSLetter-42", "OutLetter", "Statement-0713",
    ]  # fmt: skip


@given(
    st.text(st.sampled_from("0123456789ABCxyz/.-"), min_size=1, max_size=20),
    st.text(st.sampled_from("0123456789ABCxyz/.-"), min_size=1, max_size=20),
)
def test_two_components_never_share_a_place(one: str, other: str) -> None:
    assert (slot_of(Document.SCRIPT, one) == slot_of(Document.SCRIPT, other)) is (one == other)


def test_the_hints_of_a_form_have_the_body_s_own_example() -> None:
    assert (
        syllabus_hint(body().identifiers, body().syllabuses) == "Type the name or the number of the syllabus, such as Mathematics or 0580."
    )
    assert candidates_hint(body().identifiers) == "Search by number, with or without leading zeros, or by name."
    assert syllabus_hint(guild().identifiers, guild().syllabuses) == (
        "Type the name or the code of the syllabus, such as Digital Production or 601/8882/0."
    )
    assert syllabus_hint(guild().identifiers, ()) == "Type the name or the code of the syllabus, such as 601/8882/0."
    assert candidates_hint(guild().identifiers) == "Search by number or by name."


def test_each_number_of_a_form_that_is_not_of_the_bodys_form_is_named_at_its_field() -> None:
    assert identifier_problems(body(), content()) == []
    wrong = content(syllabus="ABC", components=("22", "7136/1"), candidates=("0713", "71A", "99999"))
    found = identifier_problems(body(), wrong)
    assert {each.code for each in found} == {"identifier_form"}
    assert [each.field for each in found] == ["syllabus", "components", "candidates", "candidates"]
    assert identifier_problems(body(), content(syllabus="", components=(), candidates=())) == []
