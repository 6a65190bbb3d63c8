"""The log of a centre: its lines page by page, what is recorded of many at once, its export, and the views that each person saves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from functions.actions.shared.counted_together import known_beside
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import commit, settle
from functions.adapters import keys
from functions.adapters.centre_records import (
    RecordedEnquiry,
    RecordedPage,
    list_recorded,
    put_record,
    put_views,
    read_earlier,
    read_recorded,
    read_terms,
    read_views,
)
from functions.adapters.consents import list_consents
from functions.adapters.enquiries import as_listed
from functions.adapters.enquiry_lists import AnyPage, all_pages, page_across
from functions.adapters.events import put_side_event
from functions.adapters.table import Write
from functions.domain.billing.enquiry_fees import counted_together
from functions.domain.centre_desk.accounts import account_of, recorded
from functions.domain.centre_desk.earlier import earlier_row
from functions.domain.centre_desk.exports import ExportLog, columns_named, csv_of
from functions.domain.centre_desk.log import AT_FIRST, COLUMNS, LogEntry, log_row
from functions.domain.centre_desk.records import STEP_TEXT, CentreRecord, RecordStep, chased, may_be_chased, step_day
from functions.domain.centre_desk.terms import CentreTerms
from functions.domain.centre_desk.views import SaveViews, saved_views, views_page
from functions.domain.consent.records import ConsentRecord
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.errors import NotFound, Refused
from functions.domain.people.history import What
from functions.domain.people.permissions import Act

PAGE = 250
MOST_LOGGED = 10_000  # lines of an export
Consents = dict[tuple[str, ...], dict[str, ConsentRecord]]  # by what they are about, and by candidate
TELLING, CHASING = frozenset({"told", "not_told"}), frozenset({"chased", "not_chased"})  # steps that are not about money
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page(session: Session, *, series: str = "", after: str = "") -> dict[str, Any]:
    """Return a page of the log, the latest series first and in it the latest first; with the first page its columns and the person's views.

    Three calls a series that has enquiries, one for any other, and two more for a page's terms and views.
    """
    member = session.acting_for(Act.READ)
    terms = read_terms(session.table, member.organisation)
    entries, following = _read(session, member.organisation, series, PAGE, after)
    shown: dict[str, Any] = {"rows": _rows(session, entries, terms), "next": following}
    if not after:
        shown |= {
            "columns": [{"key": each.key, "title": each.title, "kind": each.kind} for each in COLUMNS], "at_first": AT_FIRST,
            "saved": views_page(read_views(session.table, session.person.id, member.organisation)),
        }  # fmt: skip
    return shown


def save_views(session: Session, request: SaveViews) -> dict[str, Any]:
    """Save a person's views of the centre's log. Raise Changed where they saved others in another tab."""
    member = session.acting_for(Act.READ)
    views = saved_views(request)
    commit(session.table, [put_views(session.person.id, member.organisation, views)])
    return {"saved": views_page(views)}


def record(session: Session, request: RecordStep) -> dict[str, Any]:
    """Record a step of one or more enquiries; what is refused of one does not stop the others. Return the lines as they are then.

    Raise NotFound where one of them is not the centre's own.
    """

    def attempt() -> dict[str, Any]:
        done: list[RecordedEnquiry] = []
        left_out: list[dict[str, Any]] = []
        writes: list[Write] = []
        organisation = session.acting_for(Act.ASK).organisation
        terms = read_terms(session.table, organisation)
        entries = read_recorded(session.table, request.ids)
        for each in entries:
            session.allow(Act.ASK, each.enquiry.organisation)
        if len(entries) < len(set(request.ids)):
            raise NotFound
        consents = _consents(session, entries)
        for entry in with_beside(session, entries):
            try:
                after = _recorded(session, request, entry._replace(consents=consents.get(_about(entry.enquiry), {})), terms)
            except Refused as refused:
                left_out.append({"id": entry.enquiry.id, "name": _name(entry.enquiry), "errors": list(refused.problems)})
                done.append(RecordedEnquiry(entry.enquiry, entry.record))
                continue
            writes += [put_record(entry.enquiry, after), _event(session, request, entry.enquiry, after)]
            done.append(RecordedEnquiry(entry.enquiry, after))
        if writes:
            session.table.commit(writes)
        listed = [RecordedEnquiry(as_listed(each.enquiry), each.record) for each in done]
        return {"rows": _rows(session, listed, terms, consents), "left_out": left_out}

    return settle(attempt)


def export(session: Session, request: ExportLog) -> dict[str, Any]:
    """Return the lines that a request names as a file, in its order: name, type, and content in base64 (XLSX) or as text (CSV)."""
    member = session.acting_for(Act.READ)
    columns, terms = columns_named(request.columns), read_terms(session.table, member.organisation)
    cells = {each["id"]: each["cells"] for each in _rows(session, read_all(session, member.organisation), terms)}
    if not cells.keys() >= set(request.ids):
        cells |= {each.id: earlier_row(each)["cells"] for each in read_earlier(session.table, member.organisation)}
    lines = [cells[id] for id in dict.fromkeys(request.ids) if id in cells]
    name = f"log-{session.now:%Y-%m-%d}"
    if request.format == "csv":
        return {"name": f"{name}.csv", "type": "text/csv;charset=utf-8", "text": csv_of(columns, lines), "lines": len(lines)}
    from functions.documents.workbooks import log_workbook  # brings XlsxWriter, which only an export needs

    content = log_workbook(columns, lines)
    return {"name": f"{name}.xlsx", "type": WORKBOOK, "base64": content, "lines": len(lines)}


def read_all(session: Session, organisation: str, series: str = "") -> Sequence[RecordedEnquiry]:
    """Return every enquiry of a centre, in a series or in all, with what is recorded of each."""
    entries, _ = all_pages(lambda size, after: _read(session, organisation, series, size, after), at_once=PAGE, most=MOST_LOGGED)
    return entries


def _read(session: Session, organisation: str, series: str, size: int, after: str) -> AnyPage[RecordedEnquiry]:
    """Return a page of a series, or over all of them, one after the other."""

    def read(id: str, size: int, place: str) -> RecordedPage:
        return list_recorded(session.table, organisation, id, size=size, after=place)

    return page_across([series] if series else session.all_series, size=size, after=after, read=read)


def _rows(
    session: Session, entries: Sequence[RecordedEnquiry], terms: CentreTerms, consents: Consents | None = None
) -> list[dict[str, Any]]:
    """Return the lines of entries, with the consents of their candidates, which are read unless they are given."""
    if consents is None:
        consents = _consents(session, entries)
    return [
        log_row(each._replace(consents=consents.get(_about(each.enquiry), {})), session.body_of(each.enquiry), terms, session.now)
        for each in with_beside(session, entries)
    ]


def _consents(session: Session, entries: Sequence[RecordedEnquiry]) -> Consents:
    """Return the consents of a centre's candidates by what they are about, and by candidate. A call for each body's series of the entries."""
    found: dict[tuple[str, ...], dict[str, ConsentRecord]] = {}
    for organisation, body, series in dict.fromkeys(_about(each.enquiry)[:3] for each in entries):
        for record in list_consents(session.table, organisation, body, series):
            found.setdefault((organisation, body, series, record.syllabus), {})[record.candidate] = record
    return found


def _about(enquiry: Enquiry) -> tuple[str, str, str, str]:
    return (enquiry.organisation, enquiry.body, enquiry.series, enquiry.syllabus)


def with_beside(session: Session, entries: Sequence[RecordedEnquiry]) -> Iterable[LogEntry]:
    """Yield the entries, each with those of the others that count together with it for its fee, as the centre knows them."""
    about: dict[tuple[str, ...], list[Enquiry]] = {}
    for enquiry, _ in entries:
        if len(enquiry.candidates) == 1:
            about.setdefault(_paper(enquiry), []).append(enquiry)
    for enquiry, own in entries:
        same = about.get(_paper(enquiry), []) if len(enquiry.candidates) == 1 else []
        body = session.body_of(enquiry)
        together = len(same) > 1 and entries_of(enquiry, body).route.fee_rule.together is not None
        yield LogEntry(enquiry, own, known_beside(counted_together(enquiry, same, body)) if together else ())


def _paper(enquiry: Enquiry) -> tuple[str, ...]:
    return (enquiry.body, enquiry.series, enquiry.syllabus, enquiry.candidates[0].number)


def _recorded(session: Session, request: RecordStep, entry: LogEntry, terms: CentreTerms) -> CentreRecord:
    body = session.body_of(entry.enquiry)
    account = account_of(entry.enquiry, body, entry.record, terms, beside=entry.beside)
    day = step_day(request, body, session.now)
    if request.step in CHASING:
        possible = may_be_chased(entry.enquiry, entries_of(entry.enquiry, body).service, entry.consents)
        return chased(entry.record, day if request.step == "chased" else None, by=session.person.name, possible=possible)
    return recorded(entry.record, request, entry.enquiry, account, day=day, currency=terms.currency)


def _event(session: Session, request: RecordStep, enquiry: Enquiry, after: CentreRecord) -> Write:
    what = What.CONSENT_CHASED if request.step in CHASING else What.CANDIDATE_TOLD if request.step in TELLING else What.MONEY_RECORDED
    member = session.allow(Act.ASK, enquiry.organisation)
    event = session.event(what, member, after.version, about=STEP_TEXT[request.step], among=(enquiry.organisation,))
    return put_side_event(keys.enquiry(enquiry.id), event)


def _name(enquiry: Enquiry) -> str:
    return enquiry.number or enquiry.reference
