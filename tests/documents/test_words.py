"""Letters and e-mails in the words of an awarding body: what we say is put into them, what somebody typed, names and titles are not."""

from __future__ import annotations

from typing import Any

import pytest

from functions.documents import contexts, invoice_contexts, mail_contexts
from functions.documents.contexts import Context
from functions.documents.emails import compose
from functions.documents.letters import render, words
from functions.domain.catalogue.words import Words
from tests.documents.builders import acknowledgement, mail, outcome, receipt
from tests.documents.reading import text

NCFE = Words(candidate="learner", centre="provider", syllabus="qualification", component="unit")
# Sentences of ours in fields that hold one; all other fields have what somebody typed, names, titles and numbers.
TYPED = {
    "Explanation.explanation", "ModerationOutcome.explanation", "CheckOutcome.explanation", "AppealDecision.reasons", "Unmarked.why",
    "OutcomeLine.reason",
    "BreakdownLine.reason", "Receipt.note", "Receipt.grounds", "Receipt.declarations", "CreditNote.why", "Asked.text",
}  # fmt: skip


def awkward(**changes: Any) -> dict[str, Any]:
    return {
        "words": NCFE, "centre": {"number": "P-1", "name": "Harbour Centre"}, "syllabus": {"code": "601/8882/0", "name": "Syllabus Studies"},
        "candidates": [{"number": "1000000713", "name": "Component Candidate"}],
    } | changes  # fmt: skip


def test_a_letter_says_what_the_body_calls_things_and_leaves_names_and_titles_alone() -> None:
    said = " ".join(text(render(outcome(**awkward(finding="The syllabus grade of this candidate does not change.")))).split())
    for each in (
        "Learner",
        "Qualification",
        "Provider P-1",
        "Unit",
        "Qualification grade",
        "The qualification grade of this learner does not change.",
    ):
        assert each in said
    for each in ("Harbour Centre", "Syllabus Studies", "Component Candidate"):
        assert each in said
    bare = said.replace("Harbour Centre", "").replace("Syllabus Studies", "").replace("Component Candidate", "")
    assert not any(
        each in bare for each in ("Candidate", "candidate", "Centre", "centre", "Syllabus", "syllabus", "Component", "component")
    )


def test_tables_of_several_and_what_the_centre_wrote_follow_the_same_rule() -> None:
    several = [{"number": f"100000071{each}", "name": "A. Candidate"} for each in range(3)]
    said = " ".join(text(render(acknowledgement(**awkward(candidates=several)))).split())
    assert "Number Learner" in said
    assert "Unit Title" in said
    written = " ".join(
        text(
            render(receipt(**awkward(note="The candidate asked our centre.", asked=[{"title": "The candidate", "text": "A syllabus"}])))
        ).split()
    )
    assert "The candidate asked our centre." in written
    assert "The learner A syllabus" in written


def test_a_letter_of_a_body_with_our_words_is_the_same_as_ever() -> None:
    said = " ".join(text(render(outcome())).split())
    assert all(each in said for each in ("Candidate", "Syllabus grade", "Centre ZZ101", "Component Title"))


def test_whoever_has_a_letter_read_aloud_hears_the_body_s_words() -> None:
    heard = words(outcome(**awkward()))
    assert "Learners: 1000000713 Component Candidate" in heard
    assert "Qualification: 601/8882/0 Syllabus Studies" in heard


def test_an_e_mail_says_what_the_body_calls_things_and_leaves_names_and_titles_alone() -> None:
    changed = {
        "words": NCFE,
        "centre": {"number": "P-1", "name": "Harbour Centre"},
        "syllabus": {"code": "601/8882/0", "name": "Syllabus Studies"},
    }
    sent = compose(mail("extended", **changed))
    assert sent.subject.startswith("Enquiry extended to other learners: ")
    for each in (sent.text, sent.html):
        assert "never name learners or results" in each
        assert "Harbour Centre" in each
        assert "Syllabus Studies" in each
        assert "candidate" not in each.lower()
    assert "Qualification" in sent.text


@pytest.mark.parametrize("module", [contexts, invoice_contexts, mail_contexts])
def test_every_field_with_sentences_is_ours_or_known_to_be_somebody_s_own(module: Any) -> None:
    seen = 0
    for model in vars(module).values():
        if not (isinstance(model, type) and issubclass(model, Context) and model.__module__ == module.__name__):
            continue
        assert model.ours <= set(model.model_fields), model
        for name, field in model.model_fields.items():
            if "paragraphs" in repr(field):
                seen += 1
                assert (name in model.ours) != (f"{model.__name__}.{name}" in TYPED), f"{model.__name__}.{name}"
    assert seen >= 2
