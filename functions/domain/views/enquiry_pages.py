"""How the API shows the page of an enquiry to its centre, which sees no result before its letter, and to its Associate.

The page for staff is in staff_pages.py. Everything here is derived on every request (lateness, time left, expected documents),
so nothing shown can go stale. Answers are plain dicts in the API's shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from functions.domain.billing.enquiry_fees import fee_of
from functions.domain.calendar import iso
from functions.domain.catalogue.bodies import Body, Entries
from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.services import Service
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.catalogue.words import Words
from functions.domain.enquiries.amendments import change_text, change_window, family_of, may_be_amended, needs_agreement
from functions.domain.enquiries.appeals import approval_deadline_text
from functions.domain.enquiries.change_terms import Reader, change_terms
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.enquiry_parts import Line
from functions.domain.enquiries.expected_documents import ExpectedDocument, code_in_slot, expected_documents, tells_outcome
from functions.domain.enquiries.grade_checks import finding_text, grade_sentence
from functions.domain.enquiries.messages import error_report_deadline, readable_events
from functions.domain.enquiries.missing_results import takes_evidence
from functions.domain.enquiries.portal_records import PREPARED_TEXT
from functions.domain.enquiries.statuses import ACCEPTED_TEXT, Status
from functions.domain.people.history import CENTRE_ONLY, EVIDENCE, FOR_ANOTHER, STAFF_ONLY, WHAT_TEXT, Event, What
from functions.domain.people.people import ROLE_TEXT
from functions.domain.people.permissions import BODY_STAFF
from functions.domain.register.centre_reviews import ASKER_TEXT
from functions.domain.views.appeal_pages import appeal_of, target_text
from functions.domain.views.list_rows import WITHOUT_NOTE, Shown, row_and_flags, when
from functions.domain.views.outcome_pages import cohort_shown, outcome_summary
from functions.domain.views.progress import progress_of, waiting_text


def for_centre(enquiry: Enquiry, body: Body, events: Sequence[Event], now: datetime, beside: Sequence[Enquiry] = ()) -> Shown:
    """Return the page of an enquiry for its centre, without results before the outcome is open to it. `beside` is as for `owed`."""
    seen = enquiry.open_to_centre
    theirs = [each for each in _not_staff(events, enquiry.organisation) if _knows_result(seen) or not _of_statement(each)]
    return {"submission": enquiry.submission} | page(
        enquiry, body, theirs, now, results=enquiry.outcome_open_to_centre, attached=(), seen=seen, reader="centre", beside=beside
    )


def for_associate(enquiry: Enquiry, body: Body, events: Sequence[Event], now: datetime) -> Shown:
    """Return the page of an enquiry for its Associate, who sees every document as soon as it is issued."""
    seen = frozenset(enquiry.issued)
    shown = page(
        enquiry,
        body,
        _not_staff(events, enquiry.associate or ""),
        now,
        results=tells_outcome(seen),
        attached=(),
        seen=seen,
        reader="associate",
    )
    return shown | WITHOUT_NOTE | {"centre": {"number": enquiry.centre, "name": enquiry.organisation_name}}


def _not_staff(events: Sequence[Event], organisation: str) -> list[Event]:
    """Return the events without those for staff only: results before their letter, and downloads by staff."""
    return [
        event
        for event in readable_events(events, organisation)
        if event.what not in STAFF_ONLY and not (event.what is What.DOWNLOADED and event.by.role in BODY_STAFF)
    ]


def page(
    enquiry: Enquiry,
    body: Body,
    events: Sequence[Event],
    now: datetime,
    *,
    results: bool,
    attached: Sequence[tuple[str, str]],
    seen: frozenset[str],
    reader: Reader,
    beside: Sequence[Enquiry] = (),
) -> Shown:
    """Return the page of an enquiry, with the results, events and documents that the caller says the reader may see.

    `attached` has the slot and the id of each document that is checked but not issued, `seen` the slots of those to show as issued. `beside` are the
    enquiries that count together with this one, of those whose outcome the reader may know.
    """
    about = route, series, service, syllabus = entries_of(enquiry, body)
    shown, late = row_and_flags(enquiry, body, about, now, reader=reader)
    before = results or not enquiry.extends  # an extension may start from the result of a letter that is not released
    return shown | {
        "version": enquiry.version,
        "qualification": enquiry.qualification,
        "contact_email": enquiry.contact_email,
        "components": [_line(line, syllabus.component(line.component), results, before) for line in enquiry.lines],
        "about_components": service.availability.about_components and (enquiry.appeal is None or bool(enquiry.lines)),
        "evidence_asked": list(service.evidence_asked) or None,
        "evidence_taken": takes_evidence(enquiry, service),
        "answer": _answer(enquiry, service, syllabus) if results else None,
        "outcome": outcome_summary(enquiry, service, body.words) if results else None,
        "cohort": cohort_shown(enquiry.cohort, service, syllabus, body.words) if results else None,
        "asked": _asked(enquiry),
        "appeal": appeal_of(enquiry, body, results),
        "grade_before": enquiry.grade_before if before else None,
        "grade_after": enquiry.grade_after if results else None,
        "acknowledged_at": when(enquiry.acknowledged_at),
        "completed_at": when(enquiry.completed_at),
        "cancelled_at": when(enquiry.cancelled_at),
        "target_text": target_text(service, body),
        "notice": series.notice.text if series.notice else None,
        "flags": late,
        "progress": progress_of(enquiry, body, seen, now),
        "waiting": waiting_text(enquiry) if enquiry.status is Status.PENDING else None,
        "approve_by_text": approval_deadline_text(enquiry, body) if enquiry.status is Status.WITH_ASSOCIATE else None,
        "change_window": _window(enquiry, body, now, reader),
        "change_proposed": _proposed_change(enquiry, body, now),
        "services_to_change_to": [{"code": each.code, "name": each.name} for each in family_of(route, service)],
        "fee": fee_of(enquiry, body, results, beside),
        "portal": _portal(enquiry, body, about),
        "documents": [] if enquiry.portal else _documents(enquiry, body, attached, service, seen),
        "report_errors_until": when(error_report_deadline(enquiry, body)),
        "history": [_event(event, enquiry, body.words) for event in events],
    }


def _portal(enquiry: Enquiry, body: Body, entries: Entries) -> Shown | None:
    """Return what belongs to the awarding body's own portal; None for enquiries handled here."""
    if enquiry.portal is None:
        return None
    from functions.domain.views.portal_pages import portal_page  # brings the forms of a portal, which no list needs

    return portal_page(enquiry, enquiry.portal, body, entries)


def _answer(enquiry: Enquiry, service: Service, syllabus: Syllabus) -> Shown | None:
    """Return the answer about a missing result, or the finding of a grade check."""
    if enquiry.answer is None:
        return None
    titles = {each.code: each.title for each in syllabus.components}
    unmarked = [{"code": each.component, "title": titles.get(each.component, ""), "why": each.why} for each in enquiry.answer.unmarked]
    finding = enquiry.answer.finding
    text = finding_text(service, finding)
    return {
        "finding": finding,
        "finding_text": text,
        "explanation": enquiry.answer.explanation,
        "unmarked": unmarked,
        "grade_text": grade_sentence(enquiry) if enquiry.asked else None,
    }


def _asked(enquiry: Enquiry) -> Shown | None:
    """Return what the request for a grade check says besides candidate and syllabus."""
    if enquiry.asked is None:
        return None
    return {
        "on_behalf": enquiry.asked.on_behalf.value,
        "on_behalf_text": ASKER_TEXT[enquiry.asked.on_behalf],
        "revised_grade": enquiry.asked.revised_grade,
        "error": enquiry.asked.error,
        "centre_review": enquiry.asked.centre_review,
    }


def _line(line: Line, component: Any, results: bool, before: bool) -> Shown:
    after = line.mark_after if results else None
    return {
        "code": line.component,
        "title": component.title if component else "",
        "most": component.most if component else None,
        "mark_before": line.mark_before if before else None,
        "mark_after": after,
        "outcome": outcome_of(line) if after is not None else None,
        "reason": line.reason if results else "",
        "parts": [each.model_dump() for each in line.parts] if results else [],
    }


def outcome_of(line: Line) -> str:
    """Return what happened to a component's mark, in words."""
    if line.mark_before is None or line.mark_after is None or line.mark_after == line.mark_before:
        return "No change"
    by = abs(line.mark_after - line.mark_before)
    return f"{'Raised' if line.mark_after > line.mark_before else 'Lowered'} by {by}"


def _window(enquiry: Enquiry, body: Body, now: datetime, reader: Reader) -> Shown:
    window = change_window(enquiry, body, now)
    left = int((window.until - now).total_seconds()) if window.until and window.free else None
    return {
        "open": window.open, "free": window.free, "until": when(window.until), "seconds_left": left,
        "text": body.words.said(change_terms(enquiry, body, now, reader)), "agreement": needs_agreement(enquiry, body, now),
        "amendable": may_be_amended(enquiry, body, now),
    }  # fmt: skip


def _proposed_change(enquiry: Enquiry, body: Body, now: datetime) -> Shown | None:
    """Return the change that waits for the Associate's agreement; None where there is none, or it is too late for it."""
    proposed = enquiry.proposed
    if proposed is None or not change_window(enquiry, body, now).open:
        return None
    amended = proposed.what == "amended"
    return {
        "what": proposed.what, "at": iso(proposed.at), "reason": proposed.reason,
        "service": proposed.service, "components": list(proposed.components),
        "text": body.words.said(f"To amend it: {change_text(enquiry, proposed.service, proposed.components)}.") if amended else "To cancel it.",
    }  # fmt: skip


def _documents(enquiry: Enquiry, body: Body, attached: Sequence[tuple[str, str]], service: Service, seen: frozenset[str]) -> list[Shown]:
    """Return the documents of the Files section. Those with an `id` can be opened."""
    shown = []
    for slot, kind, component in [*expected_documents(service, enquiry.components), *_statement(enquiry, seen)]:
        issued = enquiry.issued.get(slot) if slot in seen else None
        waiting = [id for its_slot, id in attached if its_slot == slot]
        common: Shown = {
            "slot": slot,
            "kind": kind.value,
            "kind_text": _kind_text(kind, slot, enquiry, body),
            "name": f"{slot}.pdf",
            "component": component,
        }
        if issued:
            shown.append(
                common
                | {
                    "id": f"{slot}.{issued.fingerprint}",
                    "state": "issued",
                    "issued_at": iso(issued.at),
                    "size": issued.size,
                    "released": slot in enquiry.open_to_centre,
                }
            )
        else:
            shown += [common | {"id": id, "state": "attached", "issued_at": None, "size": None} for id in waiting] or [
                common | {"id": None, "state": "expected", "issued_at": None, "size": None}
            ]
    return shown


def _kind_text(kind: Document, slot: str, enquiry: Enquiry, body: Body) -> str:
    """Return the name of a document's kind, with the candidate where there is one for each of several."""
    about = next((each for each in enquiry.cohort.changed if code_in_slot(slot) == each.number), None) if enquiry.cohort else None
    name = body.document_name(kind)
    return f"{name}, {about.number} {about.name}" if about and kind is Document.STATEMENT else name


def _statement(enquiry: Enquiry, seen: frozenset[str]) -> list[ExpectedDocument]:
    """Return the updated statements of results once they are made, but not for readers who cannot see the outcome: they tell that a grade changed."""
    made = [each for each in enquiry.issued if _is_statement(each)] if _knows_result(seen) else []
    return [ExpectedDocument(each, Document.STATEMENT, None) for each in sorted(made)]


def _of_statement(event: Event) -> bool:
    return event.what in {What.STATEMENT_ISSUED, What.STATEMENT_SENT} or _is_statement(event.about)


def _is_statement(slot: str) -> bool:
    return slot.startswith(Document.STATEMENT.value)


def _knows_result(seen: frozenset[str]) -> bool:
    return tells_outcome(seen) or any(_is_statement(each) for each in seen)


def _about(event: Event) -> str:
    """Return what an entry of the history is about, in words. Evidence is stored under a checksum, which says nothing to a reader."""
    if event.what is What.EVIDENCE_BROUGHT:
        return ""
    return "evidence" if event.what is What.DOWNLOADED and event.about.startswith(f"{EVIDENCE} ") else event.about


def _what_text(event: Event, enquiry: Enquiry) -> str:
    if event.what is What.SUBMITTED and enquiry.portal:
        return PREPARED_TEXT
    accepts = event.what is What.ACKNOWLEDGED and enquiry.is_accepted_or_declined
    return ACCEPTED_TEXT if accepts else WHAT_TEXT[event.what]


def _event(event: Event, enquiry: Enquiry, words: Words) -> Shown:
    """Return an entry of the history; our words in it are those of the body, names and what somebody wrote stay as they are."""
    if event.by.role is None:
        who = "Results Desk"
    elif event.by.organisation == enquiry.organisation:
        who = f"{ROLE_TEXT[event.by.role]}, {enquiry.organisation_name}"
    elif event.by.organisation == enquiry.associate:
        who = f"Associate, on behalf of {enquiry.organisation_name}" if event.what in FOR_ANOTHER else "Associate"
    else:
        who = f"{ROLE_TEXT[event.by.role]}, awarding body"
    said = words.said(_about(event)) if event.what in {What.AMENDED, What.CHANGE_PROPOSED} else _about(event)  # the desk's own sentence
    about = f": {said}" if said else ""
    return {
        "at": iso(event.at), "code": event.what.value, "who": who, "what": words.said(_what_text(event, enquiry)) + about, "why": event.why, "message": bool(event.among) and event.what not in CENTRE_ONLY,
    }  # fmt: skip
