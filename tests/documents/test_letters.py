from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pikepdf
import pytest
from pydantic import ValidationError

from functions.documents.contexts import Acknowledgement, Receipt
from functions.documents.letter_kinds import LetterContext
from functions.documents.letters import FONTS, render
from functions.documents.outcome_contexts import (
    AppealDecision,
    Breakdown,
    CheckOutcome,
    ModerationOutcome,
    Outcome,
    ShowsResults,
    Statement,
)
from tests.documents.builders import (
    COMPONENTS,
    DIGEST,
    LETTERHEAD,
    acknowledgement,
    appeal,
    breakdown,
    candidates,
    check,
    moderation,
    money,
    outcome,
    receipt,
    statement,
)
from tests.documents.reading import fonts, opened, pages, structure, text

EACH = pytest.mark.parametrize(
    "context",
    [
        acknowledgement(),
        outcome(),
        appeal(candidates=candidates("Amara Okonkwo", "Bao Nguyen")),
        receipt(candidates=candidates("Amara Okonkwo", "Bao Nguyen")),
        statement(),
        moderation(),
    ],
    ids=lambda context: context.kind,
)


@EACH
def test_a_letter_declares_pdf_ua_1_its_language_and_its_title(context: LetterContext) -> None:
    with opened(render(context)) as pdf:
        metadata = pdf.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert metadata["dc:title"] == str(pdf.docinfo["/Title"])
        assert ("RD-7K4M-2Q9X" if context.kind == "receipt" else "100234") in metadata["dc:title"]


@EACH
def test_a_screen_reader_finds_headings_tables_with_header_cells_and_lists_of_terms(context: LetterContext) -> None:
    kinds = structure(render(context))
    assert kinds.count("H1") == 1
    assert kinds.index("H1") < kinds.index("H2")
    assert "TH" in kinds
    assert "LBody" in kinds
    assert "Figure" not in kinds, "the mark is decoration, and nothing else is a picture"


@EACH
def test_every_page_and_every_font_is_embedded_and_none_comes_from_the_machine(context: LetterContext) -> None:
    bundled = {path.stem for path in FONTS.iterdir()}
    assert fonts(render(context)) <= bundled


@EACH
def test_the_same_context_gives_the_same_bytes_so_that_a_preview_can_be_pinned(context: LetterContext) -> None:
    assert render(context) == render(type(context).model_validate(context.model_dump(mode="json")))


@pytest.mark.proves("CI-15", "CI-40")
def test_the_acknowledgement_says_what_was_asked_by_when_it_is_answered_and_until_when_it_can_be_changed() -> None:
    said = text(render(acknowledgement()))
    for fact in (
        "Cambridge International", "Northfield School", "Centre ZZ101", "23 August 2022", "Enquiry 100234", "RD-7K4M-2Q9X",
        "2S Review of marking with copy of script", "June 2022", "Cambridge IGCSE", "0580 Mathematics", "0001 Amara Okonkwo",
        "22 Paper 2 (Extended)", "42 Paper 4 (Extended)", "22 August 2022, 10:14 BST", "22 August 2022, 10:16 BST", "21 September 2022",
        "We normally answer within 30 days", "In this series it may take longer.", "within 24 hours of its acknowledgement",
        "24 August 2022, 11:00 BST", "Copy of script. The copies follow on the desk.", "info@example.org",
    ):  # fmt: skip
        assert fact in said


@pytest.mark.proves("CI-31")
def test_the_decision_on_an_appeal_names_its_stage_what_it_is_against_the_reasons_and_the_grade() -> None:
    said = text(render(appeal()))
    for fact in (
        "Decision on your stage 1 appeal", "Appeal 100234", "Outcome of enquiry 100111, issued 20 August 2022, 10:00 BST", "The appeal is allowed in part",
        "Question 9 is credited.", "The syllabus grade changes from B to A.", "No charge: the syllabus grade changed.", "0001 Amara Okonkwo",
    ):  # fmt: skip
        assert fact in said
    assert "Syllabus grade" not in text(render(appeal(grade=None)))
    several = text(render(appeal(candidates=candidates("Amara Okonkwo", "Bao Nguyen"))))
    assert "0002 Bao Nguyen" in several


@pytest.mark.proves("CI-31")
def test_the_acknowledgement_of_an_appeal_calls_it_an_appeal_and_its_name_stands_once() -> None:
    said = text(render(acknowledgement(appeal=True, promised_by=None, service={"code": "Stage 1 appeal", "name": "Stage 1 appeal"})))
    assert "Acknowledgement of your stage 1 appeal" in said
    assert "We have received your appeal." in said
    assert "Stage 1 appeal Stage 1 appeal" not in said
    assert "To cancel" in said


@pytest.mark.proves("NC-13")
def test_the_letter_that_accepts_an_enquiry_says_so_and_on_which_day() -> None:
    said = text(render(acknowledgement(accepted_on=date(2022, 8, 25))))
    assert "Acceptance of your enquiry about results" in said
    assert "We accept your enquiry." in said
    assert "Accepted 25 August 2022" in " ".join(said.split())
    assert "Acknowledgement of" not in said
    assert "Accepted" not in text(render(acknowledgement()))


def test_the_acknowledgement_leaves_out_what_is_not_known() -> None:
    said = text(render(acknowledgement(change_until=None, handling_notice=None, next_steps=())))
    assert "Without charge until" not in said
    assert "may take longer" not in said
    assert "What happens next" not in said
    assert "within 24 hours of its acknowledgement" in said


def test_the_outcome_gives_each_mark_and_the_grade_before_and_after_and_says_whether_the_fee_is_charged() -> None:
    said = text(render(outcome()))
    for fact in (
        "Enquiry 100234", "RD-7K4M-2Q9X", "Centre ZZ101", "0001 Amara Okonkwo", "0580 Mathematics", "22 August 2022, 10:16 BST",
        "The syllabus grade has changed from B to A.", "Two pages were not marked. 48 55 Up by 7", "42 Paper 4 (Extended) 88 88 No change",
        "The fee is not charged, because the syllabus grade changed.", "Results are provisional until certificates confirm them.",
        "What happens next", "info@example.org",
    ):  # fmt: skip
        assert fact in said


@pytest.mark.proves("CI-42")
def test_the_outcome_of_a_re_moderation_lists_each_candidate_whose_results_change_and_nobody_else() -> None:
    said = " ".join(text(render(moderation())).split())
    for fact in (
        "All in the original sample", "03 Coursework portfolio", "The results of 2 of 36 candidates change.", "The centre was too severe.",
        "0001 Amara Okonkwo 03: 40 to 46 C to B", "0002 Bao Nguyen unchanged none to C",
        "No charge: the syllabus grade of at least one candidate changed.",
    ):  # fmt: skip
        assert fact in said
    assert "Candidates whose results change" not in text(render(moderation(changed=[], finding="No candidate’s mark or grade changes.")))


def test_a_re_moderation_that_changes_a_thousand_candidates_is_printed_over_as_many_pages_as_it_takes() -> None:
    one = moderation().model_dump(mode="json")["changed"][0]
    made = pages(render(moderation(changed=[one | {"number": f"{number:04d}"} for number in range(1000)])))
    assert len(made) > 20
    assert "0999" in made[-1] or "0999" in made[-2]


def test_the_outcome_says_none_for_a_mark_or_grade_that_there_is_not() -> None:
    line = {"component": COMPONENTS[0], "mark_before": None, "mark_after": None, "result": "No mark"}
    said = text(render(outcome(lines=[line], grade_before=None, grade_after=None)))
    assert "22 Paper 2 (Extended) none none No mark" in said


@pytest.mark.proves("BY-03")
def test_the_receipt_holds_what_was_submitted_when_by_whom_and_the_digest_that_proves_it() -> None:
    said = text(render(receipt()))
    for fact in (
        "Reference RD-7K4M-2Q9X", "22 August 2022, 10:14 BST", "22 August 2022, 09:14 UTC", "Exams officer", "officer@northfield.example",
        "2S Review of marking with copy of script", "June 2022", "Cambridge IGCSE", "0580 Mathematics", "Set 2", "22 Paper 2 (Extended)",
        "Candidate 0001 Amara Okonkwo", "Fee, estimated £90.00 2 components × £45.00 × 1 candidate", "Nothing is charged where the syllabus grade changes.",
        "Every candidate has agreed in writing.", "The details are right.", DIGEST,
    ):  # fmt: skip
        assert fact in said


@pytest.mark.parametrize("count", [1, 2])
def test_the_receipt_for_one_or_two_candidates_is_one_page_with_all_its_words(count: int) -> None:
    within = "Each candidate’s enquiry has its number within 24 hours. If not, write to info@cambridgeinternational.org."
    context = receipt(
        candidates=candidates("Amara Okonkwo", "Bao Nguyen")[:count],
        demonstration="Demonstration: not a document of Cambridge International",
        letterhead=LETTERHEAD,
        declarations=["I understand this. " * 8, "The Head of Centre supports this enquiry. " * 4],
        next_steps=[{"title": "Enquiry number", "text": within}, {"title": "Acknowledgement letter", "text": within}],
    )
    assert len(pages(render(context))) == 1


@pytest.mark.parametrize("factors", [[], [{"amount": "90.00", "currency": "GBP"}]])
def test_a_fee_that_is_one_price_has_no_sum_on_the_receipt(factors: list[Any]) -> None:
    lines = [{"candidate": "0001", "text": "A review", "money": {"amount": "90.00", "currency": "GBP"}}]
    fee = {"lines": lines, "total": lines[0]["money"], "factors": factors, "waiver": "None.", "explanation": "None."}
    assert "×" not in text(render(receipt(candidates=candidates("A. One"), fee=fee)))


def test_the_receipt_for_several_candidates_shows_its_total_as_the_form_does() -> None:
    said = text(render(receipt(candidates=candidates("A. One", "B. Two", "C. Three"))))
    assert "Total, estimated £270.00" in said
    assert "Estimated as 2 components × £45.00 × 3 candidates." in said


def test_demonstration_figures_are_marked_and_an_unpublished_fee_has_no_figure() -> None:
    words = {"waiver": "No charge where the grade changes.", "explanation": "The awarding body does not publish its fees."}
    assert "Demonstration figures" in text(render(receipt()))
    unpublished = text(render(receipt(fee=words)))
    assert "The awarding body does not publish its fees." in unpublished
    assert "Demonstration" not in unpublished
    assert "£" not in unpublished


def test_fees_that_differ_between_candidates_stand_in_a_table_of_their_own() -> None:
    lines = [
        {"candidate": "0001", "text": "Two components", "money": money("1090.00")},
        {"candidate": "0002", "text": "One component", "money": {"amount": "45.5", "currency": "CHF"}},
    ]
    fee = {"lines": lines, "waiver": "None.", "explanation": "None."}
    said = text(render(receipt(candidates=candidates("A. One", "B. Two"), fee=fee)))
    assert "0001 Two components £1,090.00" in said
    assert "0002 One component CHF 45.50" in said


def test_a_demonstration_desk_says_so_at_the_head_of_the_letter_and_at_the_foot_of_every_page() -> None:
    notice = "Demonstration: nobody here is real."
    first, second = pages(render(receipt(candidates=candidates(*["Amara Okonkwo"] * 20), demonstration=notice)))
    assert first.count(notice) == 2
    assert second.count(notice) == 1


@pytest.mark.parametrize(("context", "count"), [(receipt, 30), (acknowledgement, 30)])
def test_a_long_table_of_candidates_runs_over_two_pages_under_a_repeated_header(context, count: int) -> None:  # type: ignore[no-untyped-def]
    names = [f"Candidate Number{place}" for place in range(1, count + 1)]
    pdf = render(context(candidates=candidates(*names)))
    first, second = (" ".join(page.split()) for page in pages(pdf))
    assert "Number Candidate" in first
    assert [name for name in names if (name + " ") in first + second + " "] == names
    assert second.count("Number Candidate") == 1
    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in second


def test_the_particulars_that_a_letter_needs_cannot_be_left_out() -> None:
    for context in (acknowledgement(), outcome(), receipt()):
        facts = context.model_dump(mode="json")
        needed = [name for name, field in type(context).model_fields.items() if field.is_required()]
        assert {"reference", "candidates"} <= set(needed), needed
        for name in needed:
            with pytest.raises(ValidationError):
                type(context).model_validate({key: value for key, value in facts.items() if key != name})


def test_text_that_looks_like_markup_is_printed_as_it_stands() -> None:
    name = "#panic() *Anna* _Lee_ $x$ <b>@ref = Head"
    note = 'A "quoted" -- note; #import "x.typ"'
    said = text(render(receipt(candidates=candidates(name), note=note)))
    assert name in said
    assert note in said


def test_a_letter_opens_without_a_fault_that_pdf_readers_would_have_to_repair() -> None:
    for kind in (acknowledgement, outcome, receipt):
        with opened(render(kind())) as pdf:
            assert pdf.check_pdf_syntax() == []
            assert isinstance(pdf.Root.StructTreeRoot, pikepdf.Dictionary)


def test_letters_made_at_the_same_time_do_not_disturb_each_other() -> None:
    contexts = [receipt(reference=f"RD-{place}") for place in range(24)]
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(render, contexts))
    assert made == [render(context) for context in contexts]


def test_contexts_cannot_be_changed_once_made() -> None:
    for context, kind in ((acknowledgement(), Acknowledgement), (outcome(), Outcome), (receipt(), Receipt)):
        assert isinstance(context, kind)
        with pytest.raises(ValidationError):
            context.series = "November 2022"  # type: ignore[misc]


@pytest.mark.proves("CI-25")
def test_a_statement_of_results_gives_every_grade_as_it_stands_and_says_in_words_which_one_changed() -> None:
    said = text(render(statement(demonstration="Demonstration: not a document of Cambridge International")))
    for fact in (
        "Updated statement of results", "Demonstration: not a document of Cambridge International", "Northfield School", "Centre ZZ101",
        "0001 Amara Okonkwo", "June 2022", "0580 Mathematics: syllabus grade A", "Before the enquiry it was B.", "as they stand on 23 August 2022",
        "0580 Mathematics Cambridge IGCSE A Changed from B", "0610 Biology Cambridge IGCSE C", "is printed and sent.", "Enquiry 100234",
    ):  # fmt: skip
        assert fact in said
    assert said.count("Changed from") == 1


def test_a_statement_prints_a_missing_grade_as_none_and_any_name() -> None:
    said = text(render(statement(candidates=candidates("王小明"), grade_before=None)))
    assert "Before the enquiry it was none." in said
    assert "王小明" in said


PROVISIONAL = "Results are provisional until certificates confirm them."


@pytest.mark.proves("TX-11")
@pytest.mark.parametrize(
    "context", [outcome(), appeal(), statement(), moderation(), breakdown(), check()], ids=lambda context: context.kind
)
def test_a_letter_that_shows_results_says_that_they_are_provisional(context: LetterContext) -> None:
    assert PROVISIONAL in " ".join(text(render(context)).split())


@pytest.mark.proves("TX-11")
@pytest.mark.parametrize("model", [Outcome, Breakdown, ModerationOutcome, CheckOutcome, AppealDecision, Statement])
def test_nothing_has_to_be_given_for_a_letter_to_say_so_and_what_was_made_without_it_is_still_read(model: type[ShowsResults]) -> None:
    assert model.model_fields["provisional"].default == PROVISIONAL
    assert type(None) in model.model_fields["provisional"].annotation.__args__  # type: ignore[union-attr]
