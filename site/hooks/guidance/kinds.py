"""The kinds of service in words that hold for every awarding body, in the order of the comparison."""

from __future__ import annotations

from collections.abc import Iterable

from functions.domain.catalogue.services import Service, ServiceKind

KIND_TEXT = {
    ServiceKind.CLERICAL_CHECK: "Clerical check",
    ServiceKind.REVIEW_OF_MARKING: "Review of marking",
    ServiceKind.PRIORITY_REVIEW: "Priority review of marking",
    ServiceKind.REVIEW_OF_MODERATION: "Review of moderation",
    ServiceKind.PRIORITY_MODERATION: "Priority review of moderation",
    ServiceKind.SCRIPT_FOR_REVIEW: "Copy of script, before a review",
    ServiceKind.SCRIPT_FOR_TEACHING: "Copy of script, for teaching",
    ServiceKind.COPY_OF_SCRIPT: "Copy of script",
    ServiceKind.GROUP_REPORT: "Report on a group",
    ServiceKind.EVIDENCE_REVIEW: "Review of chosen evidence",
    ServiceKind.GRADE_CHECK: "Check of a grade that the centre gave",
    ServiceKind.MISSING_RESULT: "Missing result",
    ServiceKind.FIRST_APPEAL: "Appeal, first stage",
    ServiceKind.SECOND_APPEAL: "Appeal, second stage",
}


def kinds_text(services: Iterable[Service]) -> str:
    """Return the kinds of some services in one line: 'Clerical check, review of marking'. Empty where their names say it already."""
    kinds = dict.fromkeys(each.compared_as for each in services if each.title == f"Service {each.code}" or each.missing)
    if all(each is ServiceKind.MISSING_RESULT for each in kinds):
        return ""
    text = ", ".join(KIND_TEXT[each] for each in kinds if each)
    return ", ".join(each if place == 0 else each[0].lower() + each[1:] for place, each in enumerate(text.split(", "))) if text else ""
