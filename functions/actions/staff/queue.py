"""The queue of the awarding body, and an enquiry's page for its staff."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from functions.actions.shared.claims import cohort_of, register_entries
from functions.actions.shared.counted_together import counted_beside
from functions.actions.shared.outcome_appeals import appeals_for_staff
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry, related_records, with_boundaries
from functions.actions.shared.transactions import commit_change
from functions.adapters.documents import Printing
from functions.adapters.enquiries import STAGES, StoredEnquiry, read_enquiry_by_number
from functions.adapters.enquiry_lists import EnquiryPage, Keep, list_across, list_of_centre, list_of_queue, read_queue, read_waiting
from functions.adapters.organisations import read_centre_owners
from functions.domain.calendar import iso
from functions.domain.catalogue.bodies import Body
from functions.domain.enquiries.cohort_outcomes import is_about_cohort
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.kinds import is_recordable, outcome_kind
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import NotFound
from functions.domain.people.history import What
from functions.domain.people.permissions import Act
from functions.domain.views import staff_pages
from functions.domain.views.attention import FOR_STAFF, LATE_FOR_STAFF, Attention, attention_of_staff
from functions.domain.views.list_rows import is_found_by_others, subject_name
from functions.domain.views.outcome_pages import cohort_table

PAGE = 50
MOST_COUNTED = 1000  # enquiries of a stage that a search through all stages looks at
MOST_LOOKED_AT = 400  # of a stage, for what is late: it is at the beginning
ALL = "all"  # asked for in a stage's place: every stage
NOBODY, OWN = "nobody", "own"  # in place of a member of staff
NUMBER = re.compile(r"[0-9]{4}-[0-9]{6,}")
OPEN_STAGES = (Status.SUBMITTED, Status.RECEIVED, Status.ACKNOWLEDGED)


class Narrowing(NamedTuple):
    """What a queue is narrowed to: what was typed, a service, and who has it, which is a member of staff's id, NOBODY or OWN."""

    typed: str = ""
    service: str = ""
    owner: str = ""


class NeedsDoing(NamedTuple):
    """Where staff have something to do: the first of each stage, for what is late is at its beginning, and all enquiries in which something
    waits for staff, wherever they are in the queue."""

    first: dict[Status, EnquiryPage]
    waiting: EnquiryPage

    @property
    def enquiries(self) -> list[Enquiry]:
        """Return them in order of receipt, each once."""
        pages = (*self.first.values(), self.waiting)
        return _in_order({each.id: each for page in pages for each in page.enquiries}.values())

    def has_more(self, kind: Attention) -> bool:
        """Return whether there may be more of a kind than was looked at."""
        looked_at = self.first.values() if kind in LATE_FOR_STAFF else [self.waiting]
        return any(each.next is not None for each in looked_at)


def queue(session: Session, stage: str, narrowing: Narrowing, after: str) -> dict[str, Any]:
    """Return a page of a queue in order of receipt, so that what is overdue comes first.

    A whole enquiry number finds its enquiry, whatever became of it. Anything else that is typed finds a candidate, a reference or
    a centre in the queue. In a stage's place a kind of what needs attention can be asked for, or ALL: then all stages are looked
    through, and with a centre's whole number everything of that centre, also what has ended. `more` says whether there are
    enquiries that were not looked at. Raise NotFound for what is no stage.
    """
    body = session.own_body(Act.HANDLE)
    if NUMBER.fullmatch(narrowing.typed):
        found = read_enquiry_by_number(session.table, body.id, narrowing.typed)
        return _page(session, body, stage, EnquiryPage([found] if found else [], None))

    def keep(enquiry: Enquiry) -> bool:
        owner = enquiry.owner.id if enquiry.owner else NOBODY
        wanted_owner = session.person.id if narrowing.owner == OWN else narrowing.owner
        return (
            (not narrowing.service or enquiry.service == narrowing.service)
            and (not wanted_owner or owner == wanted_owner)
            and is_found_by_others(enquiry, narrowing.typed, subject_name(enquiry, body))
        )

    if stage == ALL and (owners := _centres_typed(session, body, narrowing.typed)):
        return _page(
            session,
            body,
            stage,
            _of_centre(session, owners[0], after, lambda each: each.body == body.id and each.portal is None and keep(each)),
        )
    if stage == ALL:
        opened = _read_open(session, body)
        return _page(session, body, stage, _kept(opened.enquiries, keep), more=opened.next is not None)
    if stage in FOR_STAFF:
        to_do = read_what_needs_doing(session, body)
        of_kind = [each for each in to_do.enquiries if stage in attention_of_staff(each, body, session.now)]
        return _page(session, body, stage, _kept(of_kind, keep), more=to_do.has_more(Attention(stage)))
    if stage not in {each.value for each in STAGES}:
        raise NotFound
    narrowed = keep if any(narrowing) else None
    return _page(session, body, stage, list_of_queue(session.table, body.id, Status(stage), size=PAGE, after=after, keep=narrowed))


def _kept(enquiries: Iterable[Enquiry], keep: Keep) -> EnquiryPage:
    return EnquiryPage([each for each in enquiries if keep(each)], None)


def _page(session: Session, body: Body, stage: str, page: EnquiryPage, *, more: bool = False) -> dict[str, Any]:
    return {"stage": stage, "enquiries": _rows(session, body, page.enquiries), "next": page.next, "more": more}


def _centres_typed(session: Session, body: Body, typed: str) -> list[str]:
    """Return the organisations whose whole centre number is one of the words typed; no call where none looks like one."""
    form = body.identifiers.centre
    numbers = [number for each in typed.split() if form.fits(number := each.upper())]
    return list(read_centre_owners(session.table, body.id, numbers).values()) if numbers else []


def _of_centre(session: Session, organisation: str, after: str, keep: Keep) -> EnquiryPage:
    """Return a page of everything that a centre has asked for, the latest first."""

    def read(series: str, size: int, place: str) -> EnquiryPage:
        return list_of_centre(session.table, organisation, series, size=size, after=place, keep=keep)

    return list_across(session.all_series, size=PAGE, after=after, read=read)


def open_page(session: Session, id: str) -> dict[str, Any]:
    """Return an enquiry's page for staff. One call, and others for what is related to it."""
    return staff_page(session, open_enquiry(session, Act.HANDLE, id))


def staff_page(session: Session, stored: StoredEnquiry) -> dict[str, Any]:
    """Return the page for staff of an enquiry that was read."""
    enquiry, body = stored.enquiry, session.body_of(stored.enquiry)
    attached = [(each.slot, each.id) for each in stored.attached]
    page = staff_pages.for_staff(enquiry, body, stored.events, attached, session.now, beside=counted_beside(session, enquiry))
    related = {
        "entries": register_entries(session.table, enquiry, body),
        "cohort_table": _cohort_table(session, enquiry),
        "statements": [printing_shown(each) for each in stored.printings],
        **related_records(session, stored),
    }
    return with_boundaries(session, enquiry, page) | related | appeals_for_staff(session, stored)


def change(session: Session, stored: StoredEnquiry, after: Enquiry, what: What, why: str = "") -> dict[str, Any]:
    """Store what staff changed with its history entry, all or nothing; return the page afterwards."""
    event = session.event(what, session.allow(Act.HANDLE, after.body), after.version, why=why)
    commit_change(session.table, after, event)
    return staff_page(session, stored.with_change(after, event))


def printing_shown(printing: Printing) -> dict[str, Any]:
    """Return whether a statement of results is printed and sent, in the API's shape. Its `id` is what marks it as sent."""
    return {
        "id": ".".join(each for each in (printing.enquiry, printing.candidate) if each),
        "document": printing.document, "made_at": iso(printing.made_at), "sent_at": iso(printing.sent_at) if printing.sent_at else None,
        "sent_by": printing.sent_by.model_dump() if printing.sent_by else None,
    }  # fmt: skip


def _cohort_table(session: Session, enquiry: Enquiry) -> list[dict[str, Any]] | None:
    """Return the candidates of a cohort while its outcome can be recorded; None for other enquiries, without a call."""
    body = session.body_of(enquiry)
    kind = outcome_kind(enquiry, entries_of(enquiry, body).service)
    if not is_about_cohort(enquiry, body) or not is_recordable(enquiry, kind):
        return None
    return cohort_table(cohort_of(session.table, enquiry))


def _rows(session: Session, body: Body, enquiries: Sequence[Enquiry]) -> list[dict[str, Any]]:
    return [staff_pages.staff_row(each, body, session.now) for each in enquiries]


def _read_open(session: Session, body: Body) -> EnquiryPage:
    """Return what is in the queues, in order of receipt; of each stage the first ones, whose `next` is not None where there are more."""
    pages = [read_queue(session.table, body.id, stage, most=MOST_COUNTED) for stage in OPEN_STAGES]
    return EnquiryPage(_in_order(each for page in pages for each in page.enquiries), next((page.next for page in pages if page.next), None))


def read_what_needs_doing(session: Session, body: Body) -> NeedsDoing:
    """Return the enquiries among which is all that staff have to do. A call for each stage, or a few, and one for what waits."""
    first = {stage: read_queue(session.table, body.id, stage, most=MOST_LOOKED_AT) for stage in OPEN_STAGES}
    return NeedsDoing(first, read_waiting(session.table, body.id, most=MOST_COUNTED))


def _in_order(enquiries: Iterable[Enquiry]) -> list[Enquiry]:
    return sorted(enquiries, key=lambda each: each.received_at or each.submitted_at)
