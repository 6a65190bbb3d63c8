"""A candidate's name as the register has it after a correction, for the letters that are made from then on. What was issued stays."""

from __future__ import annotations

from functions.domain.enquiries.enquiry import Enquiry


def with_corrected_name(enquiry: Enquiry, candidate: str, name: str) -> Enquiry | None:
    """Return the next version of the enquiry with this candidate's name wherever it names them; None where it has that name already."""
    changes: dict[str, object] = {}
    candidates = tuple(each.model_copy(update={"name": name}) if each.number == candidate else each for each in enquiry.candidates)
    if candidates != enquiry.candidates:
        changes["candidates"] = candidates
    if enquiry.cohort:
        changed = tuple(each.model_copy(update={"name": name}) if each.number == candidate else each for each in enquiry.cohort.changed)
        if changed != enquiry.cohort.changed:
            changes["cohort"] = enquiry.cohort.model_copy(update={"changed": changed})
    return enquiry.changed(**changes) if changes else None
