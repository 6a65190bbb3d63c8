"""An enquiry and everything stored with it, as whoever may open it reads it."""

from __future__ import annotations

from typing import Any

from functions.actions.centre.centre_reviews import review_of
from functions.actions.shared.extensions_made import extensions_in
from functions.adapters import keys
from functions.adapters.papers import Evidence
from functions.adapters.records import body_of
from functions.adapters.table import Item, Table
from functions.domain.calendar import iso
from functions.domain.catalogue.bodies import Body, Catalogue
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import NotFound
from functions.domain.people.history import Event
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act, allow


def body_of_enquiry(catalogue: Catalogue, enquiry: Enquiry) -> Body:
    return catalogue.bodies[enquiry.body]


def load(table: Table, person: Person, act: Act, id: str) -> tuple[Enquiry, list[Item]]:
    """An enquiry and everything stored with it, in one call. Raises NotFound where it is absent or not this person's.

    What an Associate has not sent on is nothing to the awarding body yet.
    """
    items = table.partition(keys.enquiry(id).pk)
    head = next((item for item in items if item["sk"] == keys.HEAD), None)
    if head is None:
        raise NotFound
    enquiry = Enquiry.model_validate_json(body_of(head))
    allow(person, act, enquiry.organisation if act in {Act.READ, Act.ASK} else enquiry.body)
    if act is Act.HANDLE and enquiry.status in {Status.WITH_ASSOCIATE, Status.REJECTED}:
        raise NotFound
    return enquiry, items


def events_in(items: list[Item]) -> list[Event]:
    """The history among what was read, downloads included, oldest first."""
    events = [Event.model_validate_json(body_of(item)) for item in items if str(item["sk"]).startswith(("H#", "ASIDE#"))]
    return sorted(events, key=lambda event: event.at)


def evidence_in(items: list[Item]) -> list[Evidence]:
    """The evidence among what was read of an enquiry, in the order in which it came."""
    found = [Evidence.model_validate_json(body_of(item)) for item in items if str(item["sk"]).startswith("EVIDENCE#")]
    return sorted(found, key=lambda each: each.at)


def shown_evidence(items: list[Item]) -> list[dict[str, Any]]:
    """Evidence in the API's shape: its id opens it."""
    return [
        {"id": each.fingerprint, "name": each.name, "kind": each.kind, "size": each.size, "sha256": each.sha256, "at": iso(each.at)}
        for each in evidence_in(items)
    ]


def beside(table: Table, enquiry: Enquiry, body: Body, items: list[Item]) -> dict[str, Any]:
    """What a page of an enquiry shows beside the enquiry itself: the evidence brought to it, what it was extended to, and the
    Centre Review that it rests on, if any."""
    return {"evidence": shown_evidence(items), "extensions": extensions_in(table, body, items), "review": review_of(table, enquiry, body)}
