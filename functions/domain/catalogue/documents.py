"""The kinds of document that an awarding body sends back."""

from __future__ import annotations

from enum import StrEnum


class Document(StrEnum):
    """A kind of document that an awarding body sends back, by its name in a centre's Files."""

    ACKNOWLEDGEMENT = "AckLetter"
    OUTCOME = "OutLetter"
    SCRIPT = "CoSLetter"
    REPORT = "Rpt"
    BREAKDOWN = "Breakdown"  # the mark of each component and its maximum; made from what staff record
    EVIDENCE = "DigitalEvidence"  # what a candidate handed in digitally; one for each component
    TASKS = "TaskMarks"  # the marks of digital evidence by task; one for each component
    STATEMENT = "Statement"  # issued after a changed grade; no service lists it among its documents


DOCUMENT_TEXT = {
    Document.ACKNOWLEDGEMENT: "Acknowledgement letter (Ack)",
    Document.OUTCOME: "Outcome letter (Out)",
    Document.SCRIPT: "Copy of script (CoS)",
    Document.REPORT: "Report (Rpt)",
    Document.BREAKDOWN: "Breakdown of marks",
    Document.EVIDENCE: "Digital evidence",
    Document.TASKS: "Breakdown of marks by task",
    Document.STATEMENT: "Updated statement of results",
}
