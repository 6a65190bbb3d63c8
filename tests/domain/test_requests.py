"""What each request takes: which keys, which of them must be there, how long, how many, and what one that is left out means."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from pydantic import ValidationError

import functions.domain
from functions.domain.billing.credit_notes import Credit
from functions.domain.fields import Request

LIMITS = ("minLength", "maxLength", "pattern", "minimum", "maximum", "minItems", "maxItems", "enum", "default")
MAIL = (
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+([.][A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+)*"
    r"@[A-Za-z0-9]([A-Za-z0-9\-]{0,61}[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9\-]{0,61}[A-Za-z0-9])?)+$"
)
SERIES, SERIES_OR_NONE = "^[0-9]{4}-[0-9]{2}$", "^([0-9]{4}-[0-9]{2})?$"
MONEY = "^([0-9]{1,5}([.][0-9]{1,2})?)?$"
ID, FINGERPRINT = "^[0-9a-f]{32}$", "^[0-9a-f]{64}$"
# What the identifiers of any awarding body fit; the form that a body's have is its own.
IDENTIFIER, IDENTIFIER_OR_NONE = "^[0-9A-Za-z/.\\-]{1,20}$", "^([0-9A-Za-z/.\\-]{1,20})?$"
COMPONENT = CANDIDATE = IDENTIFIER
SYLLABUS_OR_NONE, CODE = IDENTIFIER_OR_NONE, "^[a-z_]{0,30}$"


def requests_in(kind: type[Request]) -> Iterator[type[Request]]:
    for each in kind.__subclasses__():
        if each.__module__.startswith("functions.domain."):
            yield each
            yield from requests_in(each)


def all_requests() -> dict[str, type[Request]]:
    for module in pkgutil.walk_packages(functions.domain.__path__, "functions.domain."):
        importlib.import_module(module.name)
    return {each.__name__: each for each in requests_in(Request)}


def limits(model: type[Request]) -> dict[str, dict[str, object]]:
    """What the model's schema says of each key beside its title: its own limits, and under `of` those of what it is a list of."""
    schema = model.model_json_schema()
    found = {}
    for name, said in schema.get("properties", {}).items():
        own = said | next((each for each in said.get("anyOf", []) if each.get("type") != "null"), {})
        kept = {limit: own[limit] for limit in LIMITS if limit in own}
        if inner := {limit: own["items"][limit] for limit in LIMITS if limit in own.get("items", {})}:
            kept["of"] = inner
        if name in schema.get("required", []):
            kept["required"] = True
        found[name] = kept
    return found


UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
LIST_VERSION: dict[str, object] = {"minimum": 0, "maximum": 1_000_000_000, "required": True}
IMPORT: dict[str, dict[str, object]] = {
    "body": {"pattern": "^[0-9a-z\\-]{0,40}$", "default": ""},
    "series": {"pattern": SERIES, "required": True},
    "csv": {"maxLength": 2000000, "required": True},
    "id": {"pattern": "^([0-9a-f]{32})?$", "default": ""},
    "fingerprint": {"pattern": "^([0-9a-f]{16})?$", "default": ""},
    "accept_removals": {"default": False},
}
EXPECTED: dict[str, dict[str, dict[str, object]]] = {
    "AcknowledgeMany": {
        "letters": {"minItems": 1, "maxItems": 500, "required": True},
        "id": {"pattern": "^([0-9a-f]{32})?$", "default": ""},
    },
    "Amend": {
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
        "service": {"pattern": IDENTIFIER, "required": True},
        "components": {"maxItems": 20, "of": {"pattern": COMPONENT}, "required": True},
        "reason": {"maxLength": 500, "default": ""},
        "accept_charge": {"default": False},
    },
    "ApproveMany": {
        "enquiries": {"minItems": 1, "maxItems": 500, "required": True},
        "id": {"pattern": "^([0-9a-f]{32})?$", "default": ""},
    },
    "Decline": {
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
        "reason": {"maxLength": 1000, "default": ""},
    },
    "OneToApprove": {
        "id": {"pattern": ID, "required": True},
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
    },
    "Announce": {
        "title": {"maxLength": 120, "default": ""},
        "text": {"maxLength": 5000, "default": ""},
        "email": {"default": False},
    },
    "AnnounceEvidence": {
        "filename": {"maxLength": 200, "required": True},
        "size": {"minimum": 0, "required": True},
        "sha256": {"pattern": FINGERPRINT, "required": True},
    },
    "Approve": {
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
    },
    "AssignReviewers": {
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
        "lines": {"minItems": 1, "maxItems": 20, "required": True},
    },
    "DecideChange": {
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
        "agree": {"required": True},
        "reason": {"maxLength": 500, "default": ""},
    },
    "Cancel": {
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
        "reason": {"maxLength": 500, "default": ""},
        "accept_charge": {"default": False},
    },
    "ChangeNote": {
        "note": {"maxLength": 200, "required": True},
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
    },
    "CheckDraft": {
        "content": {"required": True},
    },
    "CorrectCentre": {
        "contact_email": {"maxLength": 254, "pattern": f"^{MAIL}", "required": True},
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
    },
    "BeginRun": {
        "series": {"pattern": SERIES, "required": True},
        "id": {"pattern": "^([0-9a-f]{32})?$", "default": ""},
    },
    "CorrectReview": {
        "series": {"pattern": SERIES, "required": True},
        "body": {"maxLength": 40, "required": True},
        "text": {"maxLength": 500, "default": ""},
    },
    "Credit": {
        "version": {"minimum": 0, "maximum": 1_000_000_000, "required": True},
        "line": {"minimum": 0, "default": 0},
        "amount": {"maxLength": 20, "default": ""},
        "reason": {"maxLength": 500, "default": ""},
    },
    "DraftContent": {
        "body": {"maxLength": 40, "default": ""},
        "route": {"maxLength": 40, "default": "standard"},
        "series": {"pattern": SERIES_OR_NONE, "default": ""},
        "service": {"pattern": IDENTIFIER_OR_NONE, "default": ""},
        "qualification": {"maxLength": 80, "default": ""},
        "syllabus": {"pattern": SYLLABUS_OR_NONE, "default": ""},
        "components": {"maxItems": 20, "default": [], "of": {"pattern": COMPONENT}},
        "candidates": {"maxItems": 60, "default": [], "of": {"pattern": CANDIDATE}},
        "contact_email": {"maxLength": 254, "pattern": f"^$|^{MAIL}", "default": ""},
        "contact_email_confirmed": {"default": False},
        "note": {"maxLength": 200, "default": ""},
        "on_behalf": {"enum": ["", "centre", "candidate", "guardian"], "default": ""},
        "revised_grade": {"maxLength": 20, "default": ""},
        "error": {"maxLength": 1000, "default": ""},
        "concern": {"pattern": CODE, "default": ""},
        "grounds": {"maxLength": 2000, "default": ""},
    },
    "Extend": {
        "candidates": {"maxItems": 60, "default": [], "of": {"pattern": CANDIDATE}},
        "reason": {"maxLength": 500, "default": ""},
    },
    "Import": IMPORT,
    "ImportBoundaries": {
        **IMPORT,
        "source": {"maxLength": 200, "default": ""},
        "source_url": {"pattern": r"^(https://[A-Za-z0-9.\-]+/[!-~]*)?$", "maxLength": 300, "default": ""},
    },
    "IssueLetter": {
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
        "sha256": {"pattern": FINGERPRINT, "default": None},
        "document": {"pattern": "^(AckLetter|OutLetter|Breakdown)[.][0-9a-f]{16}$", "default": None},
    },
    "IssueUpload": {
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
    },
    "MarkAfter": {
        "component": {"pattern": COMPONENT, "required": True},
        "mark_after": {"default": None},
    },
    "CandidateResults": {
        "candidate": {"pattern": CANDIDATE, "required": True},
        "marks": {"maxItems": 20, "default": []},
        "grade_after": {"maxLength": 20, "default": ""},
    },
    "LineMarks": {
        "component": {"pattern": COMPONENT, "required": True},
        "mark_after": {"default": None},
        "reason": {"maxLength": 500, "default": ""},
        "parts": {"maxItems": 40, "default": []},
    },
    "PartMarks": {
        "part": {"minLength": 1, "maxLength": 80, "required": True},
        "mark": {"minimum": 0, "required": True},
        "most": {"minimum": 1, "required": True},
    },
    "OwnershipRequest": {
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
    },
    "PreviewedLetter": {
        "id": {"pattern": ID, "required": True},
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
        "sha256": {"pattern": FINGERPRINT, "required": True},
    },
    "RecordAnswer": {
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
        "finding": {"enum": ["explained", "result_to_come", "no_result"], "required": True},
        "explanation": {"maxLength": 1500, "default": ""},
        "unmarked": {"maxItems": 20, "default": []},
    },
    "RecordDecision": {
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
        "decision": {"enum": ["allowed", "partly", "not_allowed", "out_of_time"], "required": True},
        "reasons": {"maxLength": 2000, "default": ""},
        "grade": {"maxLength": 12, "default": ""},
        "candidates": {"maxItems": 1000, "default": []},
    },
    "RecordFinding": {
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
        "finding": {"pattern": CODE, "default": ""},
        "grade_after": {"maxLength": 20, "default": ""},
        "explanation": {"maxLength": 1500, "default": ""},
        "candidates": {"maxItems": 1000, "default": []},
    },
    "RecordMarks": {
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
        "lines": {"maxItems": 20, "required": True},
        "grade_after": {"maxLength": 20, "default": ""},
        "without_reviewer": {"maxLength": 300, "default": ""},
    },
    "RecordModeration": {
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
        "finding": {"pattern": "^[a-z_]{0,30}$", "default": ""},
        "explanation": {"maxLength": 1500, "default": ""},
        "candidates": {"maxItems": 1000, "default": []},
    },
    "RecordMade": {
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
        "reference": {"maxLength": 40, "default": ""},
        "day": {"pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$", "default": ""},
    },
    "RecordPortalOutcome": {
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
        "day": {"pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$", "default": ""},
        "lines": {"maxItems": 20, "default": []},
        "grade_after": {"maxLength": 20, "default": ""},
        "unit_grade_changed": {"default": False},
        "finding": {"pattern": "^[a-z_]{0,30}$", "default": ""},
        "explanation": {"maxLength": 1500, "default": ""},
        "candidates": {"maxItems": 1000, "default": []},
    },
    "RecordReasons": {
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
        "day": {"pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$", "default": ""},
    },
    "RecordReview": {
        "body": {"maxLength": 40, "required": True},
        "route": {"maxLength": 40, "required": True},
        "series": {"pattern": SERIES_OR_NONE, "default": ""},
        "syllabus": {"pattern": SYLLABUS_OR_NONE, "default": ""},
        "cohort": {"default": False},
        "candidates": {"maxItems": 60, "default": [], "of": {"pattern": CANDIDATE}},
        "asked_by": {"enum": ["", "centre", "candidate", "guardian"], "default": ""},
        "completed_on": {"pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$", "default": ""},
        "completed_by": {"maxLength": 80, "default": ""},
        "finding": {"enum": ["", "error", "no_error"], "default": ""},
        "explanation": {"maxLength": 1000, "default": ""},
    },
    "Reject": {
        "version": {"minimum": 1, "maximum": 1_000_000_000, "required": True},
        "reason": {"maxLength": 500, "default": ""},
    },
    "Release": {
        "enquiries": {"minItems": 1, "maxItems": 500, "of": {"pattern": ID}, "required": True},
        "what": {"enum": ["acknowledgement", "outcome", "other"], "required": True},
        "id": {"pattern": "^([0-9a-f]{32})?$", "default": ""},
    },
    "Reviewer": {
        "component": {"pattern": COMPONENT, "required": True},
        "reviewer": {"pattern": "^([A-Za-z0-9][A-Za-z0-9._/\\-]{0,39})?$", "default": ""},
    },
    "Run": {
        "series": {"pattern": SERIES, "required": True},
        "after": {"maxLength": 64, "default": ""},
    },
    "SaveAppeal": {
        "grounds": {"maxLength": 2000, "default": ""},
        "version": {"minimum": 1, "maximum": 1_000_000_000, "default": None},
    },
    "SaveDraft": {
        "content": {"required": True},
        "version": {"minimum": 1, "maximum": 1_000_000_000, "default": None},
    },
    "AnnounceLogo": {
        "filename": {"maxLength": 200, "required": True},
        "size": {"minimum": 0, "required": True},
        "sha256": {"pattern": FINGERPRINT, "required": True},
    },
    "DescribeLogo": {
        "version": {"minimum": 0, "maximum": 1_000_000_000, "required": True},
        "alt": {"maxLength": 150, "default": ""},
    },
    "RemoveLogo": {"version": {"minimum": 0, "maximum": 1_000_000_000, "required": True}},
    "SaveTerms": {
        "version": {"minimum": 0, "maximum": 1_000_000_000, "required": True},
        "body": {"maxLength": 40, "required": True},
        "series": {"pattern": SERIES, "required": True},
        "rows": {"maxItems": 60, "default": []},
        "currency": {"pattern": "^[A-Z]{3}$", "default": "GBP"},
        "returned": {"default": False},
        "payment_text": {"maxLength": 400, "default": ""},
        "contact": {"maxLength": 300, "default": ""},
        "opening_hours": {"maxLength": 200, "default": ""},
    },
    "MakePaper": {
        "paper": {"pattern": "^[0-9a-z-]{1,60}$", "required": True},
        "format": {"required": True},
        "body": {"maxLength": 40, "default": ""},
        "candidate": {"pattern": IDENTIFIER_OR_NONE, "default": ""},
        "service": {"pattern": IDENTIFIER_OR_NONE, "default": ""},
        "syllabus": {"pattern": IDENTIFIER_OR_NONE, "default": ""},
        "components": {"maxItems": 20, "of": {"pattern": IDENTIFIER}, "default": []},
    },
    "ShowPaper": {
        "paper": {"pattern": "^[0-9a-z-]{1,60}$", "required": True},
        "body": {"maxLength": 40, "default": ""},
        "candidate": {"pattern": IDENTIFIER_OR_NONE, "default": ""},
        "service": {"pattern": IDENTIFIER_OR_NONE, "default": ""},
        "syllabus": {"pattern": IDENTIFIER_OR_NONE, "default": ""},
        "components": {"maxItems": 20, "of": {"pattern": IDENTIFIER}, "default": []},
    },
    "SaveViews": {
        "version": {"minimum": 0, "maximum": 1_000_000_000, "required": True},
        "views": {"maxItems": 20, "default": []},
    },
    "MakeNote": {"ids": {"minItems": 1, "maxItems": 50, "of": {"pattern": ID}, "required": True}},
    "RecordStep": {
        "ids": {"minItems": 1, "maxItems": 50, "of": {"pattern": ID}, "required": True},
        "step": {
            "enum": [
                "asked",
                "paid",
                "waived",
                "returned",
                "bearer",
                "told",
                "chased",
                "not_asked",
                "not_paid",
                "not_waived",
                "not_returned",
                "not_told",
                "not_chased",
            ],
            "required": True,
        },
        "day": {"pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$", "default": ""},
        "bearer": {"enum": ["", "family", "centre", "fund"], "default": ""},
        "fund": {"maxLength": 60, "default": ""},
        "fee": {"pattern": MONEY, "default": ""},
        "charge": {"pattern": MONEY, "default": ""},
    },
    "PreviewEarlier": {
        "text": {"maxLength": 2_000_000, "required": True},
        "columns": {"maxItems": 100, "of": {"pattern": "^[a-z_]{0,30}$"}, "default": []},
    },
    "ReadSpreadsheet": {
        "base64": {"minLength": 1, "maxLength": 2_666_668, "required": True},
        "sheet": {"maxLength": 100, "default": ""},
    },
    "ImportEarlier": {"lines": {"minItems": 1, "maxItems": 100, "required": True}},
    "RemoveEarlier": {"ids": {"minItems": 1, "maxItems": 100, "of": {"pattern": ID}, "required": True}},
    "ExportLog": {
        "format": {"enum": ["xlsx", "csv"], "required": True},
        "columns": {"minItems": 1, "maxItems": 40, "of": {"pattern": "^[a-z_]{1,30}$"}, "required": True},
        "ids": {"maxItems": 5000, "of": {"pattern": ID}, "default": []},
    },
    "CheckList": {"csv": {"maxLength": 400_000, "required": True}},
    "SubmitList": {
        "csv": {"maxLength": 400_000, "required": True},
        "id": {"pattern": ID, "required": True},
        "declarations": {"maxItems": 60, "of": {"maxLength": 130}, "default": []},
        "contact_email": {"maxLength": 254, "pattern": f"^$|^{MAIL}", "default": ""},
        "contact_email_confirmed": {"default": False},
        "accept_waiting": {"default": False},
    },
    "SentByPost": {
        "enquiries": {"minItems": 1, "maxItems": 500, "of": {"pattern": "^[0-9a-f]{32}([.][0-9A-Za-z/.\\-]{1,20})?$"}, "required": True},
        "id": {"pattern": "^([0-9a-f]{32})?$", "default": ""},
    },
    "Submit": {
        "content": {"required": True},
        "declarations": {"maxItems": 10, "default": [], "of": {"maxLength": 40}},
        "accept_waiting": {"default": False},
    },
    "SubmitAppeal": {
        "grounds": {"maxLength": 2000, "default": ""},
        "attempt": {"minimum": 0, "maximum": 99, "default": 0},
        "declarations": {"maxItems": 10, "default": [], "of": {"maxLength": 40}},
    },
    "UnmarkedLine": {
        "component": {"pattern": COMPONENT, "required": True},
        "why": {"maxLength": 500, "default": ""},
    },
    "AnnounceScan": {
        "body": {"maxLength": 40, "required": True},
        "series": {"pattern": SERIES, "required": True},
        "filename": {"maxLength": 200, "required": True},
        "size": {"minimum": 0, "required": True},
        "sha256": {"pattern": "^[0-9a-f]{64}$", "required": True},
    },
    "Answer": {
        "syllabus": {"pattern": IDENTIFIER, "required": True},
        "consent": {"pattern": "^[0-9a-f]{8}$", "required": True},
        "agrees": {"default": None},
        "choice": {"maxLength": 200, "default": ""},
    },
    "AnswerConsents": {
        "token": {"maxLength": 100, "required": True},
        "language": {"enum": ["", "en", "cy"], "default": ""},
        "wording": {"maxLength": 60, "default": ""},
        "answers": {"maxItems": 40, "default": []},
        "giver": {"enum": ["candidate", "guardian"], "default": "candidate"},
        "signed": {"maxLength": 80, "default": ""},
        "email": {"maxLength": 254, "pattern": f"^$|^{MAIL}", "default": ""},
    },
    "AskGuide": {
        "body": {"maxLength": 40, "default": ""},
        "series": {"pattern": SERIES, "required": True},
        "syllabus": {"pattern": IDENTIFIER, "required": True},
        "component": {"pattern": IDENTIFIER_OR_NONE, "default": ""},
        "candidate": {"pattern": IDENTIFIER, "required": True},
    },
    "AskedFor": {
        "body": {"maxLength": 40, "required": True},
        "series": {"pattern": SERIES, "required": True},
        "route": {"maxLength": 40, "default": "standard"},
        "syllabus": {"pattern": IDENTIFIER_OR_NONE, "default": ""},
        "service": {"pattern": IDENTIFIER_OR_NONE, "default": ""},
        "components": {"maxItems": 20, "default": [], "of": {"pattern": IDENTIFIER}},
    },
    "OpenLink": {
        "token": {"maxLength": 100, "required": True},
        "language": {"enum": ["", "en", "cy"], "default": ""},
    },
    "Recipient": {
        "candidate": {"pattern": IDENTIFIER, "required": True},
        "email": {"maxLength": 254, "pattern": f"^$|^{MAIL}", "default": ""},
    },
    "RecordConsents": {
        "body": {"maxLength": 40, "required": True},
        "series": {"pattern": SERIES, "required": True},
        "route": {"maxLength": 40, "default": "standard"},
        "syllabus": {"pattern": IDENTIFIER_OR_NONE, "default": ""},
        "service": {"pattern": IDENTIFIER_OR_NONE, "default": ""},
        "components": {"maxItems": 20, "default": [], "of": {"pattern": IDENTIFIER}},
        "candidates": {"maxItems": 200, "default": [], "of": {"pattern": IDENTIFIER}},
        "way": {"enum": ["", "paper", "email"], "default": ""},
        "day": {"pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$", "default": ""},
        "giver": {"enum": ["candidate", "guardian"], "default": "candidate"},
        "guardian": {"maxLength": 80, "default": ""},
        "choice": {"maxLength": 200, "default": ""},
        "scan": {"pattern": "^([0-9a-f]{16})?$", "default": ""},
    },
    "RevokeLink": {
        "body": {"maxLength": 40, "required": True},
        "series": {"pattern": SERIES, "required": True},
        "candidate": {"pattern": IDENTIFIER, "required": True},
    },
    "SendLinks": {
        "body": {"maxLength": 40, "required": True},
        "series": {"pattern": SERIES, "required": True},
        "route": {"maxLength": 40, "default": "standard"},
        "syllabus": {"pattern": IDENTIFIER_OR_NONE, "default": ""},
        "service": {"pattern": IDENTIFIER_OR_NONE, "default": ""},
        "components": {"maxItems": 20, "default": [], "of": {"pattern": IDENTIFIER}},
        "recipients": {"maxItems": 200, "default": []},
        "by": {"enum": ["", "email", "sheet"], "default": ""},
        "language": {"enum": ["en", "cy"], "default": "en"},
    },
    "WithdrawConsent": {
        "token": {"maxLength": 100, "required": True},
        "language": {"enum": ["", "en", "cy"], "default": ""},
        "syllabus": {"pattern": IDENTIFIER, "required": True},
        "consent": {"pattern": "^[0-9a-f]{8}$", "required": True},
    },
    "ChangePerson": {"version": LIST_VERSION},
    "ChooseSummary": {"every": {"default": None}},
    "GiveRoles": {"version": LIST_VERSION, "roles": {"maxItems": 8, "default": []}},
    "HandOver": {"to": {"pattern": UUID, "required": True}},
    "InviteCoordinator": {
        "kind": {"default": "centre"},
        "centre_number": {"pattern": IDENTIFIER, "default": None},
        "organisation_name": {"maxLength": 120, "default": ""},
        "contact_email": {"maxLength": 254, "pattern": f"^{MAIL}", "default": None},
        "id": {"pattern": UUID, "required": True},
        "name": {"maxLength": 120, "default": ""},
        "email": {"maxLength": 254, "pattern": f"^$|^{MAIL}", "default": ""},
    },
    "InvitePerson": {
        "name": {"maxLength": 120, "default": ""},
        "email": {"maxLength": 254, "pattern": f"^$|^{MAIL}", "default": ""},
        "roles": {"maxItems": 8, "default": []},
    },
    "WriteMessage": {
        "kind": {"enum": ["question", "answer", "error"], "required": True},
        "text": {"maxLength": 2000, "required": True},
        "hold": {"default": False},
    },
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_request_takes_these_keys_within_these_limits(name: str) -> None:
    assert limits(all_requests()[name]) == EXPECTED[name]


def test_every_request_has_its_limits_here() -> None:
    assert set(all_requests()) == set(EXPECTED)


def test_a_request_with_a_key_that_is_not_known_is_refused_and_spaces_around_what_was_typed_are_taken_away() -> None:
    assert Credit.model_validate({"version": 0, "reason": "  Charged twice "}).reason == "Charged twice"
    with pytest.raises(ValidationError, match="colour"):
        Credit.model_validate({"version": 0, "colour": "green"})
