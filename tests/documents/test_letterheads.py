"""A letter is the awarding body's: its mark, name, address and signature. The desk that made it stands in the footer."""

from __future__ import annotations

import re

import pytest

from functions.actions.letters.sender import sender_of
from functions.documents.letter_kinds import LetterContext
from functions.documents.letters import render
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.sources import Trust
from functions.domain.loading import load
from tests.documents.builders import LETTERHEAD, acknowledgement, appeal, moderation, outcome, receipt, statement
from tests.documents.reading import pages, placed, structure
from tests.documents.test_invoices import credit_note, invoice

LETTERS = (acknowledgement, outcome, moderation, appeal, receipt, statement, invoice, credit_note)
EACH = pytest.mark.parametrize("context", [make(letterhead=LETTERHEAD) for make in LETTERS], ids=lambda context: context.kind)


@pytest.fixture
def body() -> Body:
    return load().bodies["cambridge-international"]


@EACH
def test_a_letter_opens_with_the_awarding_bodys_mark_name_and_address_and_ends_with_its_signature(context: LetterContext) -> None:
    said = [line.replace("\xa0", " ") for page in pages(render(context)) for line in page.splitlines()]
    assert said[:3] == ["CI Cambridge International", "Practice House, 1 Example Street", "info@example.org"]
    assert said[3] == "Address invented for the demonstration"
    signed = said.index("Enquiries about results")
    assert said[signed + 1] == "Cambridge International"
    assert said[signed - 1].startswith("Questions? Write to info@example.org")


@EACH
def test_results_desk_stands_in_the_footer_and_nowhere_above_it(context: LetterContext) -> None:
    pdf = render(context)
    for page, said in enumerate(pages(pdf)):
        assert said.count("Results Desk") == 1
        assert re.search(r"Results Desk · Cambridge International Page \d of \d$", said.strip())
        assert placed(pdf, "Results Desk", page).bottom < 60, "in the margin at the foot, in points from the lower edge"


def test_the_name_of_the_awarding_body_is_the_largest_thing_of_its_head() -> None:
    pdf = render(acknowledgement(letterhead=LETTERHEAD))
    name, desk = placed(pdf, "Cambridge International"), placed(pdf, "Results Desk")
    assert name.top - name.bottom > 1.5 * (desk.top - desk.bottom)


def test_the_mark_is_decoration_and_no_picture_without_a_description() -> None:
    assert "Figure" not in structure(render(acknowledgement(letterhead=LETTERHEAD)))


def test_what_is_not_known_of_a_letterhead_is_left_out() -> None:
    (said,) = pages(render(acknowledgement()))
    assert said.splitlines()[:2] == ["Cambridge International info@example.org", "The Exams Officer"]
    assert "Enquiries about results" not in said
    assert "Address" not in said


def test_the_practice_desk_marks_its_address_as_invented_and_its_letters_as_nobodys(body: Body) -> None:
    sender = sender_of(body)
    assert sender["letterhead"].model_dump() == {
        "initials": "CI",
        "signed": "Enquiries about results",
        "address": ("Practice House", "1 Example Street", "Exampleton ZZ99 9ZZ", "United Kingdom"),
        "address_note": "Address invented for the demonstration",
    }
    assert sender["demonstration"] == "Demonstration: not a document of Cambridge International"
    assert body.letterhead is not None
    assert body.sources[body.letterhead.basis.source].trust is Trust.OURS, "the initials are a mark of the desk's, not a logo"


def test_an_address_from_the_awarding_bodys_own_file_is_not_marked_and_none_is_made_up(body: Body) -> None:
    assert body.address is not None
    assert body.letterhead is not None
    own = body.model_copy(update={"address": body.address.model_copy(update={"basis": body.contact.basis})})
    assert sender_of(own)["letterhead"].address_note is None
    bare = body.model_copy(update={"address": None, "letterhead": None})
    assert sender_of(bare)["letterhead"].model_dump() == {"initials": None, "signed": None, "address": (), "address_note": None}
