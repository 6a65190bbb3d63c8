"""How the API shows an enquiry as a line of a list: its status, whom it is about, its promised day, and what is late.

Everything here is derived on every request, so nothing shown can go stale.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from functions.domain import search
from functions.domain.calendar import iso, last_day
from functions.domain.catalogue import deadlines
from functions.domain.catalogue.bodies import Body, Entries
from functions.domain.catalogue.promises import acknowledgement_within
from functions.domain.catalogue.services import Service, Subject
from functions.domain.catalogue.words import Words
from functions.domain.enquiries.appeals import approval_deadline, subject_of
from functions.domain.enquiries.change_terms import Reader, associate_of
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.messages import MESSAGE_TEXT
from functions.domain.enquiries.statuses import CLOSED, NOT_CARRIED_OUT, Status
from functions.domain.typed_text import isolated
from functions.domain.wording import counted

Shown = dict[str, Any]
ACKNOWLEDGEMENT_LATE, ACCEPTANCE_LATE = "acknowledgement_late", "acceptance_late"  # codes of flags
WITHOUT_NOTE: Shown = {"note": ""}  # the note is for the centre's reference only (S1)


def flags(enquiry: Enquiry, body: Body, now: datetime) -> list[Shown]:
    """Return what is late, and whom its centre writes to about it: an Associate Centre to its Associate (CI-12, CI-14, CI-23, CI-41)."""
    about = entries_of(enquiry, body)
    return late_flags(enquiry, body, about, overdue_from_of(enquiry, body, about), now)


def overdue_from_of(enquiry: Enquiry, body: Body, about: Entries) -> datetime | None:
    """Return the first moment at which the outcome is overdue; None before the target counts, and where none is published."""
    began_at = enquiry.target_began_at(about.service)
    return deadlines.outcome_late_from(body, about.service, began_at) if began_at else None


def promise_text_of(enquiry: Enquiry, service: Service) -> str | None:
    """Return within what time of its acceptance an enquiry is answered, as long as no day can be promised for that reason; else None."""
    waits = service.target_from == "acceptance" and enquiry.acknowledged_at is None and enquiry.status not in NOT_CARRIED_OUT
    return f"{service.target} after acceptance" if waits and service.target else None


def late_flags(
    enquiry: Enquiry, body: Body, about: Entries, overdue_from: datetime | None, now: datetime, *, reader: Reader = "centre"
) -> list[Shown]:
    if enquiry.extends or enquiry.status in CLOSED | {Status.PENDING, Status.WITH_ASSOCIATE}:
        return []  # nothing is late that is finished or waits
    route, _, service, _ = about
    if enquiry.portal and enquiry.status is Status.SUBMITTED:
        return []  # nobody else has it yet
    timings = route.timings
    whom = associate_of(enquiry) if enquiry.associate and reader == "centre" else body.contact.address
    said = []
    if enquiry.status is Status.SUBMITTED and now >= deadlines.number_late_from(body, route, enquiry.began_at):
        said.append(("number_late", f"There is no enquiry number {timings.number_within} after submission. Write to {whom}."))
    if enquiry.acknowledged_at is None and now >= deadlines.acknowledgement_late_from(body, route, service, enquiry.began_at):
        within = acknowledgement_within(route, service)
        if enquiry.is_accepted_or_declined:
            said.append((ACCEPTANCE_LATE, f"It is not decided {within} after submission whether this is accepted. Write to {whom}."))
        else:
            said.append((ACKNOWLEDGEMENT_LATE, f"There is no acknowledgement letter {within} after submission. Write to {whom} at once."))
    if overdue_from and now >= overdue_from:
        said.append(
            (
                "outcome_late",
                f"The outcome is overdue: it is normally there within {service.target} of {service.target_from}. Write to {whom}.",
            )
        )
    return [{"code": code, "message": message, "contact": whom} for code, message in said]


def is_found(enquiry: Enquiry, wanted: str, subject: str = "") -> bool:
    """Return whether each word typed finds the enquiry: part of a name, note, enquiry number or reference, or of the name of its `subject`,
    or else a candidate's number or the code of its syllabus."""
    return search.finds(wanted, (enquiry.note, subject, *_known_to_all(enquiry)), _numbers(enquiry))


def is_found_by_others(enquiry: Enquiry, wanted: str, subject: str = "") -> bool:
    """Return whether what an Associate or staff typed finds the enquiry: as for a centre without its note, or the centre's number or name."""
    return search.finds(wanted, (subject, *_known_to_all(enquiry), enquiry.centre, enquiry.organisation_name), _numbers(enquiry))


def subject_name(enquiry: Enquiry, body: Body) -> str:
    """Return the name of the syllabus that an enquiry is about; empty where the catalogue has lost it."""
    found = body.syllabuses_by_code.get(enquiry.syllabus)
    return found.name if found else ""


def _known_to_all(enquiry: Enquiry) -> tuple[str, ...]:
    return (enquiry.number or "", enquiry.reference, *(each.name for each in enquiry.candidates))


def _numbers(enquiry: Enquiry) -> tuple[str, ...]:
    return (enquiry.syllabus, *(each.number for each in enquiry.candidates))


def row(enquiry: Enquiry, body: Body, now: datetime) -> Shown:
    """Return an enquiry as a line of its centre's list."""
    return row_and_flags(enquiry, body, entries_of(enquiry, body), now)[0] | {"message": awaiting_message(enquiry, enquiry.organisation)}


def in_order(enquiries: Sequence[Enquiry]) -> list[Enquiry]:
    """Return the enquiries of a list with those of one submission by their numbers: one time of submission gives them no order."""
    groups = groupby(enquiries, key=lambda each: (each.submitted_at, each.reference))
    return [each for _, those in groups for each in sorted(those, key=_place)]


def _place(enquiry: Enquiry) -> tuple[str, str]:
    return enquiry.number or "", enquiry.candidates[0].number if enquiry.candidates else ""


def awaiting_message(enquiry: Enquiry, organisation: str | None) -> str | None:
    """Return the kind of message that this organisation must act on, in a word; None if there is none or the enquiry is closed."""
    kind = None if enquiry.status in CLOSED else enquiry.addressed.get(organisation or "")
    return MESSAGE_TEXT[kind] if kind else None


def row_and_flags(enquiry: Enquiry, body: Body, about: Entries, now: datetime, reader: Reader = "centre") -> tuple[Shown, list[Shown]]:
    """Return the line of a list, and the flags behind its `late`, which tell the `reader` whom to write to."""
    route, series, service, syllabus = about
    overdue_from = overdue_from_of(enquiry, body, about)
    late = late_flags(enquiry, body, about, overdue_from, now, reader=reader)
    shown = {
        "id": enquiry.id,
        "number": enquiry.number,
        "reference": enquiry.reference,
        "status": enquiry.status.value,
        "status_text": enquiry.status_text,
        "acceptance": enquiry.is_accepted_or_declined,
        "extends": {"id": enquiry.extends.of, "number": enquiry.extends.number, "reason": enquiry.extends.reason}
        if enquiry.extends
        else None,
        "service": {"code": service.code, "name": service.name, "label": service.label},
        "route": route.aside,
        "body": {"id": body.id, "name": body.name},
        "portal": enquiry.portal.name if enquiry.portal else None,
        "make_by": when(approval_deadline(enquiry, body)) if enquiry.portal and enquiry.status is Status.SUBMITTED else None,
        "series": {"id": series.id, "title": series.title},
        "syllabus": {"code": syllabus.code, "name": syllabus.name},
        "subject": shown_subject(enquiry, subject_of(enquiry, service), body.words),
        "through_associate": enquiry.associate is not None,
        "note": enquiry.note,
        "submitted_at": iso(enquiry.submitted_at),
        "received_at": when(enquiry.received_at),
        "promised_by": last_day(overdue_from, body.zone).isoformat() if overdue_from and enquiry.status not in NOT_CARRIED_OUT else None,
        "promise_text": promise_text_of(enquiry, service),
        "late": bool(late),
        "approve_by": when(approval_deadline(enquiry, body)) if enquiry.status is Status.WITH_ASSOCIATE else None,
    }
    return shown, late


def enquiry_summary(enquiry: Enquiry, body: Body) -> Shown:
    """Return an enquiry as another enquiry's page refers to it: its number, subject and status."""
    return {
        "id": enquiry.id, "number": enquiry.number, "reference": enquiry.reference, "status": enquiry.status.value,
        "status_text": enquiry.status_text, "subject": shown_subject(enquiry, entries_of(enquiry, body).service.subject, body.words),
    }  # fmt: skip


def associate_row(enquiry: Enquiry, body: Body, now: datetime) -> Shown:
    """Return an enquiry as a line of its Associate's list: with the centre, the components, and the documents to release."""
    return (
        row(enquiry, body, now)
        | WITHOUT_NOTE
        | {
            "version": enquiry.version,
            "components": list(enquiry.components),
            "centre": {"number": enquiry.centre, "name": enquiry.organisation_name},
            "to_release": [slot for slot in enquiry.issued if slot not in enquiry.released],
            "message": awaiting_message(enquiry, enquiry.associate),
        }
    )


def shown_subject(enquiry: Enquiry, kind: Subject, words: Words) -> Shown:
    """Return whom an enquiry is about, with a label. Candidates of a cohort are not listed."""
    candidates = [{"number": each.number, "name": each.name} for each in enquiry.candidates]
    label = "All" if kind is Subject.COHORT else words.said(counted(len(candidates), "candidate"))
    if kind is Subject.CANDIDATE:
        label = f"{candidates[0]['number']} {isolated(candidates[0]['name'])}"
    return {"kind": kind.value, "label": label, "candidates": [] if kind is Subject.COHORT else candidates}


def when(moment: datetime | None) -> str | None:
    """Return a moment in the API's shape; None for None."""
    return iso(moment) if moment else None
