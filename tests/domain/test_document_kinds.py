"""Kinds of documents: what each service ends with is data, and so is what a body calls them."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.documents import DOCUMENT_TEXT, Document
from functions.domain.catalogue.services import OF_EACH_COMPONENT, UPLOADED
from functions.domain.catalogue_files.faults import body_faults
from functions.domain.enquiries.expected_documents import expected_documents, kind_of, tells_outcome
from functions.domain.enquiries.statuses import Status
from functions.domain.views.progress import next_of
from tests.builders import body, enquiry, issued, london, service, with_service

D = Document


def test_every_kind_has_a_name_and_a_body_may_have_its_own() -> None:
    assert set(DOCUMENT_TEXT) == set(Document)
    own = body(document_names={D.OUTCOME: "Decision letter"})
    assert (own.document_name(D.OUTCOME), own.document_name(D.REPORT)) == ("Decision letter", "Report (Rpt)")
    assert (body().document_names, body().document_name(D.OUTCOME)) == ({}, "Outcome letter (Out)")
    assert Body.model_validate_json(own.model_dump_json()).document_names == {D.OUTCOME: "Decision letter"}


def test_a_name_for_what_is_no_kind_of_document_is_refused() -> None:
    data = body().model_dump(mode="json", exclude={"editions", "types_apart"}) | {"document_names": {"Outcome": "Decision letter"}}
    with pytest.raises(ValidationError) as refused:
        Body.model_validate(data)
    assert any("document_names" in each["loc"] for each in refused.value.errors())


@pytest.mark.proves("NC-04")
def test_scripts_evidence_and_marks_by_task_come_for_each_component() -> None:
    assert {D.SCRIPT, D.EVIDENCE, D.TASKS} == OF_EACH_COMPONENT
    assert set(UPLOADED) == {D.SCRIPT, D.REPORT, D.EVIDENCE, D.TASKS}
    offered = service("2", documents=(D.ACKNOWLEDGEMENT, D.EVIDENCE, D.TASKS, D.BREAKDOWN))
    assert [each.slot for each in expected_documents(offered, ("22", "8300/1H"))] == [
        "AckLetter", "DigitalEvidence-22", "DigitalEvidence-8300_1H", "TaskMarks-22", "TaskMarks-8300_1H", "Breakdown",
    ]  # fmt: skip
    assert [kind_of(each) for each in ("AckLetter", "DigitalEvidence-8300_1H", "TaskMarks-22")] == [D.ACKNOWLEDGEMENT, D.EVIDENCE, D.TASKS]


@pytest.mark.proves("NC-01")
def test_the_outcome_letter_tells_the_outcome_and_where_there_is_none_the_breakdown_does() -> None:
    assert service("2").outcome_document is D.OUTCOME
    assert service("2", documents=(D.ACKNOWLEDGEMENT, D.BREAKDOWN)).outcome_document is D.BREAKDOWN
    assert service("2", documents=(D.OUTCOME, D.BREAKDOWN)).outcome_document is D.OUTCOME
    assert service("9").outcome_document is None
    assert service("2", documents=(D.ACKNOWLEDGEMENT, D.BREAKDOWN)).can_change_grade
    assert [tells_outcome(each) for each in (["AckLetter"], ["CoSLetter-22"], ["Breakdown"], ["OutLetter"])] == [False, False, True, True]
    one = enquiry(issued=issued("AckLetter", "Breakdown"))
    assert one.outcome == one.issued["Breakdown"]
    assert enquiry(issued=issued("AckLetter")).outcome is None


def test_what_is_still_to_come_is_said_in_the_words_of_the_body() -> None:
    ends = (D.ACKNOWLEDGEMENT, D.EVIDENCE, D.BREAKDOWN)
    by = with_service("2", documents=ends, completes_with=ends).model_copy(
        update={"document_names": {D.BREAKDOWN: "Clerical check report"}}
    )
    one = enquiry(Status.ACKNOWLEDGED, received_at=london("2022-08-22 09:00"), issued=issued("AckLetter"))
    said = next_of(one, by, frozenset({"AckLetter"})).text
    assert said == "The digital evidence for 2 components and the clerical check report are issued. That completes the enquiry."
    cambridge = next_of(one, body(), frozenset({"AckLetter"})).text
    assert cambridge.startswith("The outcome letter"), cambridge


def test_a_breakdown_of_marks_where_no_marks_are_recorded_is_refused_by_the_loader() -> None:
    ends = (D.ACKNOWLEDGEMENT, D.OUTCOME, D.BREAKDOWN)
    for code in ("5", "9", "X"):
        (fault,) = [each for each in body_faults(with_service(code, documents=ends)) if f"services.{code}.documents" in each]
        assert fault.endswith("a breakdown of marks is made from the marks of candidates, and this service records none")
    assert [each for each in body_faults(with_service("2", documents=ends)) if "services.2.documents" in each] == []
