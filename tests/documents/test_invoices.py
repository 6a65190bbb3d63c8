"""The PDF of an invoice and of a credit note."""

from __future__ import annotations

from typing import Any

import pytest

from functions.documents.invoice_contexts import CreditNote, Invoice
from functions.documents.letter_kinds import LetterContext
from functions.documents.letters import FONTS, render
from tests.documents.builders import money
from tests.documents.reading import fonts, opened, pages, structure, text


def line(place: int = 1, **changed: Any) -> dict[str, Any]:
    return {
        "place": place, "enquiry_number": f"2206-{place:06d}", "candidate": "0713", "syllabus": "0580",
        "what": "Service 2: Review of marking (2 components)", "fee": money("104.00"), "charged": money("104.00"),
    } | changed  # fmt: skip


def facts(**changed: Any) -> dict[str, Any]:
    return {
        "body": "Cambridge International", "contact": "info@example.org", "dated": "2022-10-03", "number": "INV-2206-000001",
        "centre": {"number": "ZZ101", "name": "Northfield School"}, "payer": "Northfield School", "for_associate": False, "series": "June 2022",
        "figures_are_demonstration": False,
    } | changed  # fmt: skip


def invoice(**changed: Any) -> Invoice:
    waived = line(2, charged=money("0.00"), why="No charge: the syllabus grade changed.")
    return Invoice.model_validate(
        facts() | {"lines": [line(), waived], "total": money("104.00"), "unit": "The fee is charged for each component."} | changed
    )


def credit_note(**changed: Any) -> CreditNote:
    about = {
        "number": "CRN-2206-000001",
        "invoice_number": "INV-2206-000001",
        "line": line(),
        "amount": money("52.00"),
        "why": "One was charged twice.",
    }
    return CreditNote.model_validate(facts() | about | changed)


EACH = pytest.mark.parametrize("context", [invoice(), credit_note()], ids=lambda context: context.kind)


@EACH
def test_it_is_tagged_pdf_ua_in_bundled_fonts_with_a_title_and_a_table_that_has_headers(context: LetterContext) -> None:
    pdf = render(context)
    with opened(pdf) as made:
        metadata = made.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert "INV-2206-000001" in metadata["dc:title"] or "CRN-2206-000001" in metadata["dc:title"]
        assert made.check_pdf_syntax() == []
    kinds = structure(pdf)
    assert kinds.count("H1") == 1
    assert "TH" in kinds
    assert fonts(pdf) <= {path.stem for path in FONTS.iterdir()}
    assert pdf == render(type(context).model_validate(context.model_dump(mode="json")))


@pytest.mark.proves("CI-16")
def test_an_invoice_shows_each_enquiry_with_its_fee_what_is_charged_and_why_where_that_is_nothing() -> None:
    said = text(render(invoice()))
    for fact in (
        "Invoice INV-2206-000001", "3 October 2022", "Northfield School Centre ZZ101", "Enquiries about results, June 2022", "2206-000001",
        "Service 2: Review of marking (2 components) £104.00 £104.00",
        "No charge: the syllabus grade changed. £104.00 £0.00", "Total £104.00", "The fee is charged for each component.", "credit note",
    ):  # fmt: skip
        assert fact in said
    assert "Demonstration" not in said


def test_an_invoice_to_an_associate_names_it_its_centre_and_the_rule_by_which_it_is_billed() -> None:
    said = text(render(invoice(payer="Meridian Associates", for_associate=True, rule="Its Associate is invoiced. (our own rule)")))
    assert "Meridian Associates Associate for centre ZZ101" in said
    assert "Its Associate is invoiced. (our own rule)" in said
    assert "The Exams Officer" not in said


@EACH
def test_made_up_figures_are_marked_before_the_first_of_them_and_the_desk_on_every_page(context: LetterContext) -> None:
    marked = type(context).model_validate(
        context.model_dump() | {"figures_are_demonstration": True, "demonstration": "Demonstration: not real."}
    )
    said = text(render(marked))
    assert said.index("Demonstration figures") < said.index("£")
    assert "nothing is to be paid" in said
    assert said.count("Demonstration: not real.") == 2


@pytest.mark.proves("CI-16")
def test_a_credit_note_says_of_which_invoice_and_line_how_much_is_given_back_and_why() -> None:
    said = text(render(credit_note()))
    for fact in (
        "Credit note CRN-2206-000001",
        "INV-2206-000001",
        "One was charged twice.",
        "2206-000001",
        "£104.00 £52.00",
        "Given back £52.00",
    ):
        assert fact in said


def test_a_long_invoice_runs_over_pages_under_a_repeated_header_with_its_total_once_at_the_end() -> None:
    many = [line(place) for place in range(1, 81)]
    printed = [" ".join(page.split()) for page in pages(render(invoice(lines=many, total=money("8320.00"))))]
    with_lines = [page for page in printed if "Service 2" in page]
    assert len(with_lines) > 2
    assert [page.count("Charged") for page in with_lines] == [1] * len(with_lines), "every page repeats the header"
    assert ["Total £8,320.00 The fee" in page for page in with_lines] == [False] * (len(with_lines) - 1) + [True]
