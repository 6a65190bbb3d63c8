"""Codes that are stored, sent and compared by scripts keep their spelling: what is stored under one could not be read under another."""

from __future__ import annotations

from enum import StrEnum

import pytest

from functions.domain.calendar import Unit
from functions.domain.catalogue.appealing import After
from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.fees import FeeStatus
from functions.domain.catalogue.prices import ChargeUnit
from functions.domain.catalogue.services import Subject
from functions.domain.catalogue.sources import Trust
from functions.domain.catalogue.syllabuses import Assessor, Trait
from functions.domain.catalogue.syllabuses import Kind as KindOfComponent
from functions.domain.enquiries.kinds import OutcomeKind
from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import State
from functions.domain.people.history import STAFF_ONLY, What
from functions.domain.people.people import Kind, Role
from functions.domain.people.permissions import Act
from functions.domain.register.cards import Origin
from functions.domain.register.centre_reviews import Asker


@pytest.mark.parametrize(
    ("codes", "spelling"),
    [
        (
            Act,
            "read ask ask_as_head correct_centre forward handle import import_own see_failures bill read_bills manage_people manage_staff be_staff admit",
        ),
        (After, "outcome stage-1 check centre-review nothing"),
        (Asker, "centre candidate guardian"),
        (ChargeUnit, "enquiry component candidate subject cohort batch"),
        (Document, "AckLetter OutLetter CoSLetter Rpt Breakdown DigitalEvidence TaskMarks Statement"),
        (FeeStatus, "due waived cancelled"),
        (Kind, "centre associate awarding_body"),
        (KindOfComponent, "written multiple-choice practical speaking coursework portfolio"),
        (Origin, "exam moderation centre calculated none"),
        (OutcomeKind, "marks finding answer decision cohort report"),
        (Role, "exams_officer head_of_centre viewer associate caseworker supervisor finance coordinator"),
        (State, "draft submitted"),
        (Status, "with_associate rejected pending submitted received acknowledged declined completed cancelled"),
        (Subject, "candidate group cohort"),
        (Trait, "art-and-design"),
        (Trust, "published reported ours demonstration"),
        (Unit, "hours days calendar_days working_days"),
        (
            What,
            "submitted approved rejected released waited moved_on received acknowledged declined made_in_portal outcome_recorded reasons_received assigned taken_over went_on marked moderated "
            "checked explained decided evidence_brought document_attached outcome_issued script_issued report_issued breakdown_issued evidence_issued tasks_issued statement_issued "
            "statement_sent extended begun completed amended cancelled change_proposed change_declined noted downloaded "
            "corrected asked answered error_reported invoiced credited announced renamed "
            "invited invited_again joined roles_given left factor_reset handed_over summarised "
            "consent_asked consent_given consent_refused link_revoked consent_recorded consent_withdrawn "
            "terms_changed logo_changed calendar_given calendar_stopped money_recorded candidate_told consent_chased",
        ),
    ],
)
def test_a_code_keeps_its_spelling(codes: type[StrEnum], spelling: str) -> None:
    assert [each.value for each in codes] == spelling.split()


def test_a_component_is_assessed_by_the_awarding_body_or_by_the_centre() -> None:
    assert [each.value for each in Assessor] == ["awarding body", "centre"]


def test_a_centre_is_not_told_who_handles_its_enquiry_nor_a_result_before_its_letter() -> None:
    assert sorted(STAFF_ONLY) == [
        "assigned", "checked", "decided", "document_attached", "explained", "marked", "moderated", "taken_over", "went_on",
    ]  # fmt: skip
