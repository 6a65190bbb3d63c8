"""A centre and its enquiries: find, open, note, amend, cancel, open a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from functions.actions.shared.claims import cards_of, taken_out
from functions.actions.shared.document_links import Link, link_to, record_reading, slot
from functions.actions.shared.effect_names import RELEASE
from functions.actions.shared.lists import matches, newest_first
from functions.actions.shared.outcome_appeals import appeals_shown
from functions.actions.shared.stored_enquiries import beside, body_of_enquiry, events_in, load
from functions.actions.shared.transactions import commit_change
from functions.adapters import keys
from functions.adapters.files import Files
from functions.adapters.papers import DOCUMENT_ID, document_file, receipt_file
from functions.adapters.records import body_of, put_card
from functions.adapters.table import Check, Item, Put, Table
from functions.domain.catalogue.bodies import Body, Catalogue
from functions.domain.eligibility.availability import component_problems
from functions.domain.eligibility.eligibility import candidate_problems
from functions.domain.enquiries import amendments
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.submission import State, Submission
from functions.domain.errors import NotFound, TryAgain, problem
from functions.domain.people.history import Event, What, actor
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act, acting_for, allow
from functions.domain.views import enquiry_pages, list_rows

PAGE = 25
LATE = "late"  # asked for in a status's place: whatever is overdue, be it number, letter or outcome
LOOKED_THROUGH = 100  # at once, where a filter leaves rows out
DOCUMENT = re.compile(DOCUMENT_ID)


def listing(
    table: Table, catalogue: Catalogue, person: Person, chosen: str | None, now: datetime, *, series: str, status: str = "", service: str = "", wanted: str = "", after: str = "",
) -> dict[str, Any]:  # fmt: skip
    """A page of the centre's enquiries in a series, newest first. One call where nothing filters rows out.

    `status` is one of the statuses, or LATE. `wanted` finds a candidate's name or number (with or without leading zeros), a note, an enquiry number or a reference.
    """
    member = acting_for(person, Act.READ, chosen)
    everything = not (status or service or wanted)

    def stands(enquiry: Enquiry) -> bool:
        if status == LATE:
            return bool(list_rows.flags(enquiry, body_of_enquiry(catalogue, enquiry), now))
        return not status or enquiry.status.value == status

    def kept(enquiry: Enquiry) -> bool:
        return stands(enquiry) and (not service or enquiry.service == service) and matches(enquiry, wanted)

    pk = keys.list_of(member.organisation, series)
    page = newest_first(table, pk, after, PAGE, kept, at_once=PAGE if everything else LOOKED_THROUGH)
    return {"enquiries": [list_rows.row(each, body_of_enquiry(catalogue, each), now) for each in page.enquiries], "next": page.next}


def opened(table: Table, catalogue: Catalogue, person: Person, id: str, now: datetime) -> dict[str, Any]:
    """An enquiry's page for its centre. One call, and a second where there are appeals against its outcome."""
    enquiry, items = load(table, person, Act.READ, id)
    return _page(table, enquiry, body_of_enquiry(catalogue, enquiry), items, events_in(items), now)


def submission(table: Table, person: Person, id: str) -> tuple[Submission, list[Enquiry]]:
    """What was submitted, with its enquiries as they stand. Two calls. Raises NotFound, also for a draft."""
    item = table.get(keys.submission(id))
    stored = Submission.model_validate_json(body_of(item)) if item else None
    if stored is None or stored.state is not State.SUBMITTED:
        raise NotFound
    allow(person, Act.READ, stored.organisation)
    found = table.get_all([keys.enquiry(each) for each in stored.enquiries])
    return stored, [Enquiry.model_validate_json(body_of(found[keys.enquiry(each)])) for each in stored.enquiries]


def receipt_link(table: Table, files: Files, person: Person, id: str) -> Link:
    """A link to the receipt's PDF. Raises TryAgain (code not_ready) while it is being made."""
    item = table.get(keys.submission(id))
    stored = Submission.model_validate_json(body_of(item)) if item else None
    if stored is None or stored.state is not State.SUBMITTED:
        raise NotFound
    allow(person, Act.READ, stored.organisation)
    if files.size(receipt_file(id)) is None:
        raise TryAgain(problem("not_ready"))
    return link_to(files, receipt_file(id), f"Receipt-{stored.reference}.pdf")


def change_note(
    table: Table, catalogue: Catalogue, person: Person, id: str, request: amendments.ChangeNote, now: datetime
) -> dict[str, Any]:
    """The centre's own note; nobody else acts on it, so it may change at any time."""
    enquiry, items = load(table, person, Act.ASK, id)
    enquiry.require_version(request.version)
    return _changed(table, catalogue, person, enquiry.changed(note=request.note), What.NOTED, "", items, now)


def cancel(table: Table, catalogue: Catalogue, person: Person, id: str, request: amendments.Cancel, now: datetime) -> dict[str, Any]:
    """Cancel, and free the candidate for another enquiry."""
    enquiry, items = load(table, person, Act.ASK, id)
    cancelled = amendments.cancel(enquiry, request, body_of_enquiry(catalogue, enquiry), now)
    return _changed(table, catalogue, person, cancelled, What.CANCELLED, request.reason, items, now, due=(RELEASE,), ends=enquiry)


def amend(table: Table, catalogue: Catalogue, person: Person, id: str, request: amendments.Amend, now: datetime) -> dict[str, Any]:
    """Take out components, or change to another service of the same family; never add (CI-06)."""
    enquiry, items = load(table, person, Act.ASK, id)
    body = body_of_enquiry(catalogue, enquiry)
    route, syllabus = body.route(enquiry.route), body.syllabuses_by_code.get(enquiry.syllabus)
    wanted = route.service(request.service) if route else None
    cards = cards_of(table, enquiry)
    problems = []
    if route and wanted and syllabus:
        problems = component_problems(body, wanted, syllabus, request.components)
        for card in cards:
            problems += candidate_problems(body, route, wanted, card, request.components, frozenset({id}))
    amended = amendments.amend(enquiry, request, body, problems, now)
    moved = [put_card(card.reclaimed(id, request.service)) for card in cards] if request.service != enquiry.service else []
    moved += taken_out(table, enquiry, amended)
    why = request.reason or f"Service {amended.service}, components {', '.join(amended.components)}"
    return _changed(table, catalogue, person, amended, What.AMENDED, why, items, now, moved)


def document_link(table: Table, files: Files, person: Person, chosen: str | None, id: str, document: str, now: datetime) -> Link:
    """A link to one issued document, good for five minutes. One transaction: the permission is its condition, the
    history entry its effect. Whatever is not there, not issued or another centre's looks the same (NotFound)."""
    member = acting_for(person, Act.READ, chosen)
    if not DOCUMENT.fullmatch(document):
        raise NotFound
    permission = Check(keys.document(id, document), {"org": member.organisation, "stage": "issued"})
    record_reading(
        table, keys.enquiry(id), permission, Event(what=What.DOWNLOADED, at=now, by=actor(person, member), version=0, about=slot(document))
    )
    return link_to(files, document_file(id, document), f"{slot(document)}.pdf")


def _changed(
    table: Table, catalogue: Catalogue, person: Person, enquiry: Enquiry, what: What, why: str, items: list[Item], now: datetime, also: Sequence[Put] = (), due: Sequence[str] = (), ends: Enquiry | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Store a centre's change with its history entry, all or nothing; the page afterwards. `ends` is the enquiry whose claims it frees."""
    member = allow(person, Act.ASK, enquiry.organisation)
    event = Event(what=what, at=now, by=actor(person, member), version=enquiry.version, why=why)
    commit_change(table, enquiry, event, due, also, ends)
    return _page(table, enquiry, body_of_enquiry(catalogue, enquiry), items, [*events_in(items), event], now)


def _page(table: Table, enquiry: Enquiry, body: Body, items: list[Item], events: list[Event], now: datetime) -> dict[str, Any]:
    shown = enquiry_pages.for_centre(enquiry, body, events, now) | beside(table, enquiry, body, items)
    return shown | appeals_shown(table, enquiry, items, body, now)
