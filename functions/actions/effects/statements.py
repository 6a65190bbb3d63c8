"""The updated statement of results that follows a changed syllabus grade: made by the desk, printed and sent by staff (CI-25)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from functions.actions.effects.mail import Means, NotYet
from functions.actions.letters.statement_data import statement
from functions.actions.shared.claims import enquiries_about
from functions.actions.shared.effect_names import MAIL
from functions.actions.shared.lists import CURSOR
from functions.actions.shared.transactions import ATTEMPTS, commit
from functions.adapters import keys
from functions.adapters.keys import Key
from functions.adapters.papers import Printing, StoredDocument, put_document, put_printing
from functions.adapters.records import body_of, put_aside, put_enquiry, put_event
from functions.adapters.table import Busy, Conflict, Item, Table
from functions.domain.calendar import iso
from functions.domain.catalogue.bodies import Catalogue
from functions.domain.catalogue.services import Document
from functions.domain.enquiries.current_results import needs_statement
from functions.domain.enquiries.enquiry import CaseOwner, Enquiry, Issued
from functions.domain.enquiries.staff_requests import SentByPost
from functions.domain.errors import Changed, NotFound, Refusal
from functions.domain.people.history import THE_DESK, Event, What, actor
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act, acting_for, allow, may
from functions.domain.register.cards import Card
from functions.domain.views import staff_pages

SLOT = Document.STATEMENT.value
PAGE = 50


def make(means: Means, key: Key) -> None:
    """Make the statement of an enquiry whose outcome changed the grade, and issue it; nothing where that is done.

    It is rendered from what is stored alone and kept under its content's name, so a repeat finds it or makes the same. It
    completes nothing and holds nothing up. Raises NotYet where the enquiry keeps changing meanwhile.
    """
    for _ in range(ATTEMPTS):
        item = means.table.get(Key(key.pk))
        enquiry = Enquiry.model_validate_json(body_of(item)) if item else None
        if enquiry is None or not needs_statement(enquiry) or SLOT in enquiry.issued:
            return
        stored = _rendered(means, enquiry)
        after = enquiry.changed(issued={**enquiry.issued, SLOT: Issued(at=stored.at, fingerprint=stored.fingerprint, size=stored.size)})
        event = Event(what=What.STATEMENT_ISSUED, at=stored.at, by=THE_DESK, version=after.version)
        printing = Printing(enquiry=enquiry.id, body=enquiry.body, document=stored.id, made_at=stored.at)
        try:
            means.table.commit(
                [
                    put_enquiry(after),
                    put_event(Key(key.pk), event, (f"{MAIL}:statement",), enquiry.body),
                    put_document(stored, after),
                    put_printing(printing, expect=0),
                ]
            )
        except (Conflict, Busy):
            continue
        return
    raise NotYet("the enquiry keeps changing")


def _rendered(means: Means, enquiry: Enquiry) -> StoredDocument:
    candidate = enquiry.candidates[0].number
    page = means.table.index("lists", keys.entries_of(enquiry.body, enquiry.series, enquiry.organisation, candidate), limit=100)
    cards = [Card.model_validate_json(body_of(each)) for each in page.items]
    if all(each.syllabus != enquiry.syllabus for each in cards):
        raise NotYet("the candidate's entry is not listed yet")
    others = [each for each in enquiries_about(means.table, cards) if each.id != enquiry.id]
    told = statement(enquiry, cards, others, means.catalogue.bodies[enquiry.body])
    made = means.renderer().render(told, f"previews/{enquiry.id}/{SLOT}.pdf")
    data = means.files.get(made.key)
    if data is None:
        raise NotYet("the statement is not stored yet")
    stored = StoredDocument(enquiry=enquiry.id, slot=SLOT, stage="issued", sha256=made.sha256, size=made.size, at=means.now())
    means.files.put_if_absent(stored.file, data, "application/pdf")
    return stored


def printing_in(items: list[Item]) -> dict[str, Any] | None:
    """Whether an enquiry's statement is printed and sent, among what was read of it; None where there is none."""
    found = next((item for item in items if item["sk"] == keys.PRINT), None)
    return _shown(Printing.model_validate_json(body_of(found))) if found else None


def listing(
    table: Table, catalogue: Catalogue, person: Person, chosen: str | None, stage: str, after: str, now: datetime
) -> dict[str, Any]:
    """Statements `to_send`, in the order in which they were made, or `sent`, the latest first. Two calls, however many there are."""
    member = acting_for(person, Act.HANDLE, chosen)
    body = catalogue.bodies.get(member.organisation)
    if body is None:
        raise NotFound  # staff of a body that this desk does not serve
    sent = stage == "sent"
    pk = keys.queue(body.id, keys.PRINTED if sent else keys.TO_PRINT)
    start = {"g2pk": pk, "g2sk": after, "pk": keys.enquiry(after.split("#")[1]).pk, "sk": keys.PRINT} if CURSOR.fullmatch(after) else None
    page = table.index("queues", pk, limit=PAGE, after=start, newest_first=sent)
    found = [Printing.model_validate_json(body_of(item)) for item in page.items]
    heads = table.get_all([keys.enquiry(each.enquiry) for each in found]) if found else {}
    rows = []
    for each in found:
        enquiry = Enquiry.model_validate_json(body_of(heads[keys.enquiry(each.enquiry)]))
        rows.append(staff_pages.staff_row(enquiry, body, now) | {"statement": _shown(each)})
    return {"statements": rows, "next": page.next}


def mark_sent(table: Table, person: Person, request: SentByPost, now: datetime) -> list[dict[str, Any]]:
    """Mark statements as printed and sent; what became of each, in the order asked. Each stands for itself.

    One that is marked already is sent, whoever marked it. Raises NotFound for who is not staff of an awarding body.
    """
    if not any(may(person, Act.HANDLE, each.organisation) for each in person.memberships):
        raise NotFound
    done: list[dict[str, Any]] = []
    for id in dict.fromkeys(request.enquiries):
        try:
            done.append({"id": id, "statement": _sent(table, person, id, now), "errors": []})
        except Refusal as refusal:
            done.append({"id": id, "statement": None, "errors": list(refusal.problems)})
    return done


def _sent(table: Table, person: Person, id: str, now: datetime, again: bool = True) -> dict[str, Any]:
    items = table.get_all([keys.printing(id), keys.enquiry(id)])
    stored = Printing.model_validate_json(body_of(items[keys.printing(id)])) if keys.printing(id) in items else None
    if stored is None:
        raise NotFound
    member = allow(person, Act.HANDLE, stored.body)
    if stored.sent_at:
        return _shown(stored)
    enquiry = Enquiry.model_validate_json(body_of(items[keys.enquiry(id)]))
    sent = stored.model_copy(update={"sent_at": now, "sent_by": CaseOwner(id=person.id, name=person.name)})
    event = Event(what=What.STATEMENT_SENT, at=now, by=actor(person, member), version=enquiry.version)
    try:
        commit(table, [put_printing(sent, expect=1), put_aside(keys.enquiry(id), event)])
    except Changed:
        if not again:
            raise
        return _sent(table, person, id, now, again=False)  # a colleague was quicker
    return _shown(sent)


def _shown(printing: Printing) -> dict[str, Any]:
    return {
        "document": printing.document, "made_at": iso(printing.made_at), "sent_at": iso(printing.sent_at) if printing.sent_at else None,
        "sent_by": printing.sent_by.model_dump() if printing.sent_by else None,
    }  # fmt: skip
