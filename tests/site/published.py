"""What the pages must say of the services of June and November 2022: written out a second time, so that neither catalogue nor code vouches for itself."""

from __future__ import annotations

BY_BODY = "Available for components that the awarding body assessed."
NO_MULTIPLE_CHOICE = "Not available for multiple-choice question papers."
NO_ART = "Not available for Art & Design syllabuses."
LETTERS = "Acknowledgement letter (Ack) Outcome letter (Out)"
SCRIPT = "Copy of script (CoS)"
REPORT = "Report (Rpt)"
THIRTY_DAYS = "Normally within 30 days of receipt."

# By the code of the service.
NAMES = {
    "1": "Service 1 Clerical re-check",
    "1S": "Service 1S Clerical re-check with copy of script",
    "2": "Service 2 Review of marking",
    "2S": "Service 2S Review of marking with copy of script",
    "5": "Service 5 Re-moderation of coursework with report",
    "9": "Service 9 Report on the work of a group of candidates",
    "10": "Service 10 Review of selection of evidence",
}
CHECKS = {
    "1": "Were all parts of the script marked, and were the marks added up and recorded correctly?",
    "1S": "The same as service 1, and you also receive a copy of the script.",
    "2": "Was the agreed mark scheme applied correctly in the marking behind the provisional result? Service 1 is included.",
    "2S": "The same as service 2, and you also receive a copy of the script.",
    "5": "The work in the original sample is moderated again, and a report says how the centre assessed it. "
    "Any other enquiry about a candidate in the group is finished before the report.",
    "9": "A report that helps teachers understand how their candidates performed in one component. "
    "No marking is reviewed, and you cannot use the report to decide about retakes.",
    "10": "Do the pieces of evidence chosen for the candidate's portfolio meet the published criteria for selection?",
}
AVAILABLE = {
    "1": [BY_BODY],
    "1S": [BY_BODY, NO_ART],
    "2": [BY_BODY, NO_MULTIPLE_CHOICE],
    "2S": [BY_BODY, NO_MULTIPLE_CHOICE, NO_ART],
    "5": [
        "Available for components that the centre assessed.",
        "Not available for individual candidates; only the work in the original sample is moderated again.",
    ],
    "9": [BY_BODY, NO_MULTIPLE_CHOICE, "About one component and a group of 5 to 15 candidates."],
    "10": ["It is about the syllabus as a whole: you choose no component."],
}
ENDS = {
    "1": f"{LETTERS} {THIRTY_DAYS}",
    "1S": f"{LETTERS} {SCRIPT} {THIRTY_DAYS}",
    "2": f"{LETTERS} {THIRTY_DAYS}",
    "2S": f"{LETTERS} {SCRIPT} {THIRTY_DAYS}",
    "5": f"{LETTERS} {REPORT} {THIRTY_DAYS}",
    "9": f"Acknowledgement letter (Ack) {REPORT} {THIRTY_DAYS} It may take longer.",
    "10": f"{LETTERS} our own rule How long it takes is not published.",
}
STANDARD = ("1", "1S", "2", "2S", "5", "9")
PORTFOLIO = ("1", "1S", "2", "2S", "10")
MISSING = ("Enquiry about NO RESULT (X)", "Enquiry about PENDING (Q)")


def row(code: str) -> str:
    """A service's row in a table of services."""
    return " ".join([NAMES[code], CHECKS[code], *AVAILABLE[code], ENDS[code]])
