"""The log of a centre: every request to every awarding body as one line, with what the centre keeps of it (TX-03).

A line has a value for each column, which the page shows and a spreadsheet exports. No draft is in it: only what was submitted, or prepared
for an awarding body's own portal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

from functions.domain.calendar import last_day, local_day
from functions.domain.catalogue.bodies import Body, Entries
from functions.domain.catalogue.services import Service
from functions.domain.centre_desk.accounts import STATE_TEXT, Account, account_of, bearer_text, sums_text
from functions.domain.centre_desk.records import CentreRecord
from functions.domain.centre_desk.terms import CentreTerms
from functions.domain.consent.coverage import state_of
from functions.domain.consent.records import ConsentRecord
from functions.domain.enquiries.appeals import appeal_until, approval_deadline, is_outcome_open, next_appeal, subject_of
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.statuses import NOT_CARRIED_OUT, Status
from functions.domain.views.attention import Attention, attention_of_centre
from functions.domain.views.list_rows import overdue_from_of, shown_subject
from functions.domain.views.outcome_pages import outcome_summary

Kind = Literal["text", "day", "money"]
Cell = str
Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the log. Days are written as 2022-09-20, sums of money as 'GBP 51.95'."""

    key: str
    title: str
    kind: Kind = "text"


COLUMNS = (
    Column("reference", "Reference"),
    Column("candidate_number", "Candidate number"),
    Column("candidate", "Candidate"),
    Column("body", "Awarding body"),
    Column("series", "Series"),
    Column("qualification", "Qualification"),
    Column("subject", "Subject"),
    Column("units", "Units"),
    Column("service", "Service"),
    Column("consent", "Consent"),
    Column("chased", "Consent chased", "day"),
    Column("chased_by", "Consent chased by"),
    Column("status", "Status"),
    Column("body_closes", "Awarding body’s deadline", "day"),
    Column("own_closes", "Our deadline", "day"),
    Column("submitted", "Submitted", "day"),
    Column("made", "Made in the portal", "day"),
    Column("promised", "Promised by", "day"),
    Column("outcome", "Outcome"),
    Column("marks_before", "Marks before"),
    Column("marks_after", "Marks after"),
    Column("grade_before", "Grade before"),
    Column("grade_after", "Grade after"),
    Column("told", "Candidate told", "day"),
    Column("appeal_until", "Appeal by", "day"),
    Column("bearer", "Who pays"),
    Column("fee", "Awarding body’s fee", "money"),
    Column("charge", "Our charge", "money"),
    Column("payment", "Payment"),
    Column("paid", "Paid", "money"),
    Column("to_return", "To give back", "money"),
    Column("returned", "Given back", "money"),
    Column("stays", "Stays with us", "money"),
    Column("note", "Note"),
)
KEYS = tuple(each.key for each in COLUMNS)
AT_FIRST = (
    "reference",
    "candidate_number",
    "candidate",
    "body",
    "subject",
    "service",
    "status",
    "own_closes",
    "promised",
    "outcome",
    "payment",
    "told",
)


class LogEntry(NamedTuple):
    """An enquiry, what its centre has recorded of it, the enquiries that count together with it for its fee, and its candidates' consents."""

    enquiry: Enquiry
    record: CentreRecord
    beside: Sequence[Enquiry] = ()
    consents: Mapping[str, ConsentRecord] = {}


def log_row(entry: LogEntry, body: Body, terms: CentreTerms, now: datetime) -> Shown:
    """Return a line of the log in the API's shape: its `cells` by column, and what the page filters by and links to."""
    enquiry, record, beside, _ = entry
    about = entries_of(enquiry, body)
    account = account_of(enquiry, body, record, terms, beside=beside)
    attention = attention_of_centre(enquiry, body, now)
    needs = {each.value for each in attention}
    if enquiry.outcome_open_to_centre and record.told_on is None and enquiry.status not in NOT_CARRIED_OUT:
        needs.add("to_tell")
    return {
        "id": enquiry.id, "status": enquiry.status.value, "late": Attention.LATE in attention, "body": body.id, "series": enquiry.series,
        "service": about.service.code, "subject": shown_subject(enquiry, subject_of(enquiry, about.service), body.words), "payment": account.state,
        "told": record.told_on is not None, "needs": sorted(needs), "changed": enquiry.changes_grade if is_outcome_open(enquiry) else None,
        "cells": {key: value for key, value in cells(entry, account, body, about, terms).items() if value},
    }  # fmt: skip


def cells(entry: LogEntry, account: Account, body: Body, about: Entries, terms: CentreTerms) -> dict[str, Cell]:
    """Return the value of each column; empty where there is none, or the centre may not know it yet."""
    enquiry, record, _, consents = entry
    _, series, service, syllabus = about
    results = enquiry.outcome_open_to_centre
    before = results or not enquiry.extends
    closes_at = approval_deadline(enquiry, body)
    closes_on = last_day(closes_at, body.zone) if closes_at else None
    own = terms.own_date(body.id, enquiry.series, enquiry.route, enquiry.service)
    overdue_from = overdue_from_of(enquiry, body, about)
    promised = last_day(overdue_from, body.zone) if overdue_from and enquiry.status not in NOT_CARRIED_OUT else None
    summary = outcome_summary(enquiry, service) if results else None
    offered = next_appeal(enquiry, body) if is_outcome_open(enquiry) else None
    until = appeal_until(enquiry, offered, body) if offered else None
    payment = record.payment
    named = enquiry.candidates
    return {
        "reference": enquiry.number or enquiry.reference,
        "candidate_number": ", ".join(each.number for each in named),
        "candidate": ", ".join(each.name for each in named) if named else "All candidates",
        "body": body.name,
        "series": series.title,
        "qualification": next((each.name for each in body.qualification_types if each.id == syllabus.type), ""),
        "subject": f"{syllabus.code} {syllabus.name}",
        "units": ", ".join(enquiry.components),
        "service": service.name if service.named_alone else f"{service.label} {service.name}",
        "consent": consent_text(enquiry, service, consents),
        "chased": _day(record.chased_on),
        "chased_by": record.chased_by,
        "status": enquiry.status_text,
        "body_closes": _day(closes_on),
        "own_closes": _day(min(own, closes_on) if own and closes_on else own),
        "submitted": local_day(enquiry.submitted_at, body.zone).isoformat(),
        "made": _day(enquiry.portal.made_on if enquiry.portal else None),
        "promised": _day(promised),
        "outcome": _outcome(enquiry, summary),
        "marks_before": _marks(enquiry, "mark_before") if before else "",
        "marks_after": _marks(enquiry, "mark_after") if results else "",
        "grade_before": (enquiry.grade_before or "") if before else "",
        "grade_after": (enquiry.grade_after or "") if results else "",
        "told": _day(record.told_on),
        "appeal_until": _day(last_day(until, body.zone) if until else None),
        "bearer": bearer_text(record),
        "fee": str(account.fee) if account.fee else "",
        "charge": str(account.charge) if account.charge else "",
        "payment": STATE_TEXT[account.state],
        "paid": sums_text(payment.paid if payment.paid_on else ()),
        "to_return": sums_text(account.to_return),
        "returned": sums_text(payment.returned if payment.returned_on else ()),
        "stays": sums_text(account.stays),
        "note": enquiry.note,
    }  # fmt: skip


def consent_text(enquiry: Enquiry, service: Service, consents: Mapping[str, ConsentRecord]) -> str:
    """Return how far the consent of the candidates of an enquiry is, in words; of several, how many stand alike. Empty for a cohort."""
    texts = [state_of(consents.get(each.number), service, enquiry.components)[1] for each in enquiry.candidates]
    if len(set(texts)) <= 1:
        return texts[0] if texts else ""
    return ", ".join(f"{text}: {texts.count(text)}" for text in dict.fromkeys(texts))


def _outcome(enquiry: Enquiry, summary: Shown | None) -> str:
    if summary:
        return str(summary["text"])
    return "Completed" if enquiry.status is Status.COMPLETED and enquiry.outcome_open_to_centre else ""


def _marks(enquiry: Enquiry, which: Literal["mark_before", "mark_after"]) -> str:
    marks = [(each.component, getattr(each, which)) for each in enquiry.lines]
    return ", ".join(f"{component}: {mark}" for component, mark in marks if mark is not None)


def _day(day: Any) -> str:
    return day.isoformat() if day else ""
