"""Contexts with defaults: a test states only what it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from functions.documents.contexts import Acknowledgement, Receipt
from functions.documents.mail_contexts import MAILS, MailContext
from functions.documents.outcome_contexts import AppealDecision, Breakdown, CheckOutcome, ModerationOutcome, Outcome, Statement

DIGEST = "3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b"
COMPONENTS = [{"code": "22", "title": "Paper 2 (Extended)"}, {"code": "42", "title": "Paper 4 (Extended)"}]

LETTERHEAD = {
    "initials": "CI",
    "signed": "Enquiries about results",
    "address": ["Practice House", "1 Example Street"],
    "address_note": "Address invented for the demonstration",
}


def moment(day: int, hour: int, minute: int) -> dict[str, Any]:
    """A moment of August 2022, in UTC, to be printed in London time."""
    return {"at": datetime(2022, 8, day, hour, minute, tzinfo=UTC), "zone": "Europe/London"}


def candidates(*names: str) -> list[dict[str, str]]:
    return [{"number": f"{place:04d}", "name": name} for place, name in enumerate(names, start=1)]


def money(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "GBP"}


def letter_facts() -> dict[str, Any]:
    return {
        "body": "Cambridge International",
        "contact": "info@example.org",
        "dated": date(2022, 8, 23),
        "centre": {"number": "ZZ101", "name": "Northfield School"},
        "reference": "RD-7K4M-2Q9X",
        "service": {"code": "2S", "name": "Review of marking with copy of script"},
        "series": "June 2022",
        "qualification": "Cambridge IGCSE",
        "syllabus": {"code": "0580", "name": "Mathematics"},
        "candidates": candidates("Amara Okonkwo"),
        "next_steps": [{"title": "Copy of script", "text": "The copies follow on the desk."}],
    }


def acknowledgement(**changed: Any) -> Acknowledgement:
    return Acknowledgement.model_validate(
        letter_facts()
        | {
            "enquiry_number": "100234",
            "components": COMPONENTS,
            "submitted_at": moment(22, 9, 14),
            "received_at": moment(22, 9, 16),
            "promised_by": date(2022, 9, 21),
            "target": "We normally answer within 30 days of receiving an enquiry.",
            "handling_notice": "In this series it may take longer.",
            "change_rule": "An enquiry can be changed within 24 hours of its acknowledgement.",
            "change_until": moment(24, 10, 0),
        }
        | changed
    )


def outcome(**changed: Any) -> Outcome:
    return Outcome.model_validate(
        letter_facts()
        | {
            "enquiry_number": "100234",
            "received_at": moment(22, 9, 16),
            "lines": [
                {
                    "component": COMPONENTS[0],
                    "mark_before": 48,
                    "mark_after": 55,
                    "result": "Up by 7",
                    "reason": "Two pages were not marked.",
                },
                {"component": COMPONENTS[1], "mark_before": 88, "mark_after": 88, "result": "No change"},
            ],
            "grade_before": "B",
            "grade_after": "A",
            "finding": "The syllabus grade has changed from B to A.",
            "fee": "The fee is not charged, because the syllabus grade changed.",
        }
        | changed
    )


def moderation(**changed: Any) -> ModerationOutcome:
    facts = letter_facts() | {
        "service": {"code": "5", "name": "Re-moderation of coursework with report"}, "candidates": [], "enquiry_number": "100234",
        "received_at": moment(22, 9, 16), "components": [{"code": "03", "title": "Coursework portfolio"}],
        "explanation": "The centre was too severe.", "finding": "The results of 2 of 36 candidates change.",
        "changed": [
            {
                "number": "0001", "name": "Amara Okonkwo", "grade_before": "C", "grade_after": "B",
                "marks": [{"component": {"code": "03", "title": "Coursework portfolio"}, "before": 40, "after": 46}],
            },
            {"number": "0002", "name": "Bao Nguyen", "grade_before": None, "grade_after": "C", "marks": []},
        ],
        "fee": "No charge: the syllabus grade of at least one candidate changed.",
    }  # fmt: skip
    return ModerationOutcome.model_validate(facts | changed)


def statement(**changed: Any) -> Statement:
    line = {"qualification": "Cambridge IGCSE", "syllabus": {"code": "0580", "name": "Mathematics"}, "grade": "A", "changed": True}
    other = {"qualification": "Cambridge IGCSE", "syllabus": {"code": "0610", "name": "Biology"}, "grade": "C"}
    facts = letter_facts() | {"next_steps": [], "enquiry_number": "100234", "grade_before": "B", "grade_after": "A", "lines": [line, other]}
    facts["rule"] = "An updated statement of results is printed and sent."
    return Statement.model_validate(facts | changed)


def appeal(**changed: Any) -> AppealDecision:
    facts = letter_facts() | {
        "service": {"code": "Stage 1 appeal", "name": "Stage 1 appeal"}, "enquiry_number": "100234", "received_at": moment(22, 9, 16),
        "heading": "Stage 1 appeal", "against": "100111", "against_at": moment(20, 9, 0), "finding": "The appeal is allowed in part",
        "reasons": "Question 9 is credited.", "grade": "The syllabus grade changes from B to A.", "fee": "No charge: the syllabus grade changed.",
    }  # fmt: skip
    return AppealDecision.model_validate(facts | changed)


def breakdown(**changed: Any) -> Breakdown:
    facts = letter_facts() | {
        "service": {"code": "1", "name": "Clerical re-check"}, "enquiry_number": "100234", "received_at": moment(22, 9, 16), "title": "Breakdown of marks",
        "checked": "All parts were marked and the marks added up.",
        "lines": [{"component": COMPONENTS[0], "mark": 55, "most": 70, "result": "No change", "parts": [{"part": "Section A", "mark": 25, "most": 30}]}],
        "finding": "The syllabus grade stays B.", "fee": "The fee is charged.",
    }  # fmt: skip
    return Breakdown.model_validate(facts | changed)


def check(**changed: Any) -> CheckOutcome:
    facts = letter_facts() | {
        "service": {"code": "2", "name": "Review of a school-assessed grade"}, "enquiry_number": "100234", "received_at": moment(22, 9, 16),
        "title": "Review of a school-assessed grade", "finding": "The grade is changed.", "grade": "The grade changes from B to A.",
        "explanation": "One piece of evidence was left out.", "fee": "No charge.",
    }  # fmt: skip
    return CheckOutcome.model_validate(facts | changed)


def receipt(**changed: Any) -> Receipt:
    facts = letter_facts() | {
        "components": COMPONENTS,
        "submitted_at": moment(22, 9, 14),
        "submitted_by": "Exams officer",
        "contact_email": "officer@northfield.example",
        "note": "Set 2",
        "declarations": ["Every candidate has agreed in writing.", "The details are right."],
        "digest": DIGEST,
    }
    facts |= changed
    if "fee" not in facts:
        lines = [{"candidate": each["number"], "text": "Review of two components", "money": money("90.00")} for each in facts["candidates"]]
        facts["fee"] = {
            "lines": lines,
            "total": money(f"{90 * len(lines)}.00"),
            "factors": ["2 components", money("45.00"), f"{len(lines)} candidate{'s' if len(lines) > 1 else ''}"],
            "waiver": "Nothing is charged where the syllabus grade changes.",
            "explanation": "Invoices for the June series go out from October.",
            "demonstration": True,
        }
    return Receipt.model_validate(facts)


def mail(kind: str, **changed: Any) -> MailContext:
    letter = letter_facts()
    facts = {name: letter[name] for name in ("body", "contact", "centre", "reference", "service", "series", "syllabus")}
    facts["link"] = "https://desk.example/desk/enquiry/?id=0b6c&from=mail"
    if kind in {"invoice", "credit_note"}:
        del facts["service"], facts["syllabus"]
    if kind == "address_changed":
        facts = {name: facts[name] for name in ("body", "contact", "centre", "link")} | {"is_former": True}
    elif kind == "receipt":
        facts["submitted_at"] = moment(22, 9, 14)
    elif kind == "credit_note":
        facts["invoice_number"] = "INV-2206-000001"
    elif kind != "invoice":
        facts["enquiry_number"] = "100234"
    if kind in {"acknowledgement", "acceptance"}:
        facts["changes"] = "You can amend or cancel this enquiry without charge until 24 August 2022, 11:00 BST."
    return MAILS[kind].model_validate(facts | changed)
