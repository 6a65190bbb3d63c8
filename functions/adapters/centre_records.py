"""What a centre keeps for itself in the table: its own dates and charges, what it recorded of its enquiries, its people's views of the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from functions.adapters import keys
from functions.adapters.enquiries import as_listed, read_enquiries
from functions.adapters.enquiry_lists import list_of_centre
from functions.adapters.items import item_of, listed_item_of, model_in
from functions.adapters.table import Delete, Put, Table
from functions.domain.calendar import iso
from functions.domain.centre_desk.earlier import EarlierRequest
from functions.domain.centre_desk.records import CentreRecord
from functions.domain.centre_desk.terms import CentreTerms
from functions.domain.centre_desk.views import LogViews
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import Status
from functions.domain.people.members import Members
from functions.domain.people.people import Organisation

NOTHING = CentreRecord()


class RecordedEnquiry(NamedTuple):
    """An enquiry with what its centre has recorded of it."""

    enquiry: Enquiry
    record: CentreRecord


class RecordedPage(NamedTuple):
    """A page of a centre's enquiries with what is recorded of each, and the cursor for `after` to go on; None at the end."""

    entries: Sequence[RecordedEnquiry]
    next: str | None


class SetUp(NamedTuple):
    """What a centre has set up of itself."""

    organisation: Organisation
    members: Members
    terms: CentreTerms


def read_set_up(table: Table, organisation: str, *, people: bool) -> SetUp:
    """Return what a centre has set up, its list of people only where that is asked for: of a large centre it is long. One call.

    Raise LookupError for an organisation that is not stored.
    """
    at, listed, own = keys.organisation(organisation), keys.people(organisation), keys.terms(organisation)
    found = table.get_all([at, own, *([listed] if people else [])])
    if at not in found:
        raise LookupError("an organisation is not stored")
    members = model_in(Members, found[listed]) if listed in found else Members(organisation=organisation)
    return SetUp(model_in(Organisation, found[at]), members, model_in(CentreTerms, found[own]) if own in found else CentreTerms())


def read_terms(table: Table, organisation: str) -> CentreTerms:
    """Return a centre's own dates and charges; empty ones where it has none yet. One call."""
    item = table.get(keys.terms(organisation))
    return model_in(CentreTerms, item) if item else CentreTerms()


def put_terms(organisation: str, terms: CentreTerms) -> Put:
    """Store a centre's own dates and charges over the version before them."""
    return Put(item_of(keys.terms(organisation), terms.version, terms), expect=terms.version - 1)


def read_views(table: Table, person: str, organisation: str) -> LogViews:
    """Return the views that a person has saved of a centre's log. One call."""
    item = table.get(keys.log_views(person, organisation))
    return model_in(LogViews, item) if item else LogViews()


def put_views(person: str, organisation: str, views: LogViews) -> Put:
    """Store a person's views over the version before them."""
    return Put(item_of(keys.log_views(person, organisation), views.version, views), expect=views.version - 1)


def put_record(enquiry: Enquiry, record: CentreRecord) -> Put:
    """Store what a centre keeps of an enquiry over the version before it, beside the enquiry in lists."""
    listed = {"g1pk": keys.centre_records_of(enquiry.organisation, enquiry.series), "g1sk": _place(enquiry)}
    return Put(listed_item_of(keys.centre_record(enquiry.id), record.version, record, **listed), expect=record.version - 1)


def read_recorded(table: Table, ids: Iterable[str]) -> list[RecordedEnquiry]:
    """Return enquiries with what is recorded of them, in the order of their ids; what does not exist is left out. One call for up to 50."""
    wanted = list(dict.fromkeys(ids))
    found = table.get_all([key for id in wanted for key in (keys.enquiry(id), keys.centre_record(id))]) if wanted else {}
    entries = []
    for id in wanted:
        head, own = found.get(keys.enquiry(id)), found.get(keys.centre_record(id))
        if head:
            entries.append(RecordedEnquiry(model_in(Enquiry, head), model_in(CentreRecord, own) if own else NOTHING))
    return entries


def list_recorded(table: Table, organisation: str, series: str, *, size: int, after: str = "") -> RecordedPage:
    """Return a page of a centre's enquiries of a series, the latest first, with what is recorded of each. Two calls, one where there is none.

    Enquiries of which the index has too little are read whole, a call for each hundred: those stored before the log was, and cohorts
    with an outcome.
    """
    page = list_of_centre(table, organisation, series, size=size, after=after)
    if not page.enquiries:
        return RecordedPage([], page.next)
    between = (_place(page.enquiries[-1]), _place(page.enquiries[0]))
    own = table.index("lists", keys.centre_records_of(organisation, series), limit=len(page.enquiries), newest_first=True, between=between)
    records = {keys.thing_in(str(item["pk"])): model_in(CentreRecord, item) for item in own.items}
    whole = _read_whole(table, page.enquiries)
    return RecordedPage([RecordedEnquiry(whole.get(each.id, each), records.get(each.id, NOTHING)) for each in page.enquiries], page.next)


def _read_whole(table: Table, enquiries: Iterable[Enquiry]) -> Mapping[str, Enquiry]:
    scanty = [each.id for each in enquiries if not each.lines or (not each.candidates and each.status is Status.COMPLETED)]
    return {each.id: as_listed(each) for each in read_enquiries(table, scanty)}


def _place(enquiry: Enquiry) -> str:
    return f"{iso(enquiry.submitted_at)}#{enquiry.id}"


def put_earlier(organisation: str, request: EarlierRequest) -> Put:
    """Store a request of an earlier year; storing it again is storing it once."""
    return Put(item_of(keys.earlier(organisation, request.id), 1, request), expect=None)


def delete_earlier(organisation: str, id: str) -> Delete:
    """Remove a request of an earlier year, if it is there."""
    return Delete(keys.earlier(organisation, id))


def read_earlier(table: Table, organisation: str) -> list[EarlierRequest]:
    """Return a centre's requests of earlier years. One call for each megabyte."""
    return [model_in(EarlierRequest, item) for item in table.partition(keys.earlier(organisation).pk)]
