"""Papers in a centre's own name, and a paper as data (TX-01, TX-02)."""

from __future__ import annotations

import json
from datetime import date

import pytest

from functions.domain.centre_desk.own_papers import filled_form, letterhead_of, own_paper, own_shelves, shelf_page
from functions.domain.centre_desk.terms import CentreTerms
from functions.domain.errors import NotFound
from functions.domain.papers.as_data import as_data, paper_of
from functions.domain.papers.own_terms import Candidate, Entry
from functions.domain.papers.parts import (
    Choice,
    Column,
    Field,
    Fields,
    Format,
    Heading,
    Letterhead,
    Notice,
    OwnPage,
    Paper,
    Paragraph,
    Signature,
    Table,
    Task,
    Tasks,
)
from tests.builders import CAMBRIDGE, body, catalogue, organisation

TERMS = CentreTerms(contact="Exams office,\n  1 High Street", opening_hours="Monday to Friday, 9 to 3")
CENTRE = Letterhead("Northfield School", "ZZ101")
PAPER = Paper(
    id="one-paper", title="One paper", lead="For everybody.", edition="Edition of May 2022",
    parts=(
        Heading("First"), Paragraph("A sentence."), Notice("Mind this", "Marks can go down."),
        Table("A table", (Column("Service", 4), Column("Day", 2, to_fill=True, is_date=True)), (("2", "20 September"),), blank=3),
        Tasks("To do", (Task("Ask", "by Friday"), Task("Sign"))), Fields((Field("Name", "Amina"), Field("Reasons", lines=4))),
        Choice("Who pays", ("family", "centre"), several=True), Signature("Candidate"),
    ),
    prevails=(OwnPage("Cambridge International", "https://example.org/guide"),), sources=("A source",), formats=(Format.PDF, Format.WORD), across=True,
    letterhead=Letterhead("Northfield School", "ZZ101", ("1 High Street",)),
)  # fmt: skip


def test_a_paper_is_the_same_once_it_has_been_data_and_json() -> None:
    assert paper_of(as_data(PAPER)) == PAPER
    assert paper_of(json.loads(json.dumps(as_data(PAPER)))) == PAPER


def test_a_paper_as_data_names_the_kind_of_each_part_and_says_what_its_properties_say() -> None:
    data = as_data(PAPER)
    assert [each["kind"] for each in data["parts"]] == ["heading", "paragraph", "notice", "table", "tasks", "fields", "choice", "signature"]
    assert data["letterhead"]["said"] == ("Centre ZZ101", "1 High Street")
    assert data["prevailing"] == (
        "Cambridge International’s own information prevails: where it says more than this paper, or something different, follow it."
    )
    assert data["made_by"] == (
        "A figure marked “reported” is not confirmed by the awarding body; one marked “ours” is Results Desk’s own rule. "
        "Tasks and words of this paper are Results Desk’s own."
    )


def test_a_paper_about_several_bodies_without_figures_says_so() -> None:
    several = as_data(Paper("a", "A", "", "", (), (OwnPage("A", ""), OwnPage("B", ""))))
    assert several["prevailing"].startswith("The awarding bodies’ own information prevails: ")
    assert several["made_by"] == "Tasks and words of this paper are Results Desk’s own."
    assert several["letterhead"]["said"] == ()


def test_a_part_of_a_kind_that_there_is_not_is_no_paper() -> None:
    with pytest.raises(LookupError):
        paper_of(as_data(PAPER) | {"parts": [{"kind": "picture", "text": "x"}]})


def test_the_head_of_a_centres_papers_has_its_numbers_once_each_its_contact_and_hours() -> None:
    several = organisation(centres={CAMBRIDGE: "ZZ101", "aqa": "10101", "pearson": "10101", "gone": "99999"})
    head = letterhead_of(several, catalogue().bodies, TERMS)
    assert (head.name, head.number) == ("Northfield School", "10101, ZZ101")
    assert head.lines == ("Exams office, 1 High Street", "Open: Monday to Friday, 9 to 3")
    assert letterhead_of(organisation(), catalogue().bodies, CentreTerms()).lines == ()


def test_a_centre_has_the_papers_of_its_bodies_and_no_other() -> None:
    found = own_shelves([body()], date(2022, 8, 22), TERMS, CENTRE)
    assert [each["series"] for each in shelf_page(found)][:1] == [found[0].series]
    assert found[0].papers
    id = found[0].papers[0].id
    assert own_paper(found, id).id == id
    with pytest.raises(NotFound):
        own_paper(found, "no-such-paper")
    first = shelf_page(found)[0]["papers"][0]
    assert (first["id"], first["title"], first["formats"]) == (id, found[0].papers[0].title, list(found[0].papers[0].formats))


def test_a_form_is_filled_in_for_a_series_of_a_body_and_stands_under_the_centres_name() -> None:
    amina = Candidate("0713", "Amina Osei", (Entry("Cambridge International", "0580 Mathematics", "B"),))
    paper = filled_form([body()], "2022-06", TERMS, CENTRE, amina)
    assert (paper.id, paper.letterhead) == ("request-consent-payment-2022-06", CENTRE)
    with pytest.raises(NotFound):
        filled_form([body()], "1999-06", TERMS, CENTRE, amina)
