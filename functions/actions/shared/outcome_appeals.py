"""What is stored of appeals with the outcome that they are against, and who must not decide them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from functions.adapters import keys
from functions.adapters.records import AppealDraft, body_of
from functions.adapters.table import Item, Table
from functions.domain.calendar import iso
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.services import Service
from functions.domain.enquiries.appeals import is_outcome_open, next_appeal
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Refused, problem
from functions.domain.people.history import Event, What
from functions.domain.people.people import Person
from functions.domain.views import appeal_pages


def appeals_in(table: Table, items: list[Item]) -> list[Enquiry]:
    """The appeals against an outcome as they stand, found among what is stored with it, the first first. One call where there are any."""
    wanted = [keys.enquiry(str(item["enquiry"])) for item in items if str(item["sk"]).startswith("APPEAL#")]
    found = table.get_all(wanted) if wanted else {}
    return [Enquiry.model_validate_json(body_of(found[key])) for key in wanted]


def draft_in(items: list[Item], offered: Service) -> AppealDraft | None:
    """What the centre has written of an appeal that is not submitted."""
    sk = keys.appeal_draft("", offered.code).sk
    found = next((item for item in items if item["sk"] == sk), None)
    return AppealDraft.model_validate_json(body_of(found)) if found else None


def appeals_shown(table: Table, enquiry: Enquiry, items: list[Item], body: Body, now: datetime) -> dict[str, Any]:
    """For the centre's page of an outcome: the appeals that were made, and the one that can be."""
    made = appeals_in(table, items)
    if not is_outcome_open(enquiry):
        return {"appeals": [appeal_pages.line(each, body) for each in made], "appeal_offer": None, "appeal_at_desk": None}
    offered = next_appeal(enquiry, body)
    draft = draft_in(items, offered) if offered else None
    offer = appeal_pages.offer(enquiry, made, shown_draft(draft) if draft else None, body, now)
    return {
        "appeals": [appeal_pages.line(each, body) for each in made],
        "appeal_offer": offer,
        "appeal_at_desk": appeal_pages.desk_appeal(enquiry, body),
    }


def appeals_for_staff(table: Table, items: list[Item], body: Body) -> dict[str, Any]:
    """For the staff's page of an outcome: the appeals that have reached the awarding body."""
    unseen = {Status.WITH_ASSOCIATE, Status.REJECTED}
    return {"appeals": [appeal_pages.line(each, body) for each in appeals_in(table, items) if each.status not in unseen]}


def shown_draft(draft: AppealDraft) -> dict[str, Any]:
    return {"grounds": draft.grounds, "version": draft.version, "saved_at": iso(draft.at)}


def not_decided_before(table: Table, appeal: Enquiry, body: Body, person: Person) -> None:
    """Raises Refused where this person issued the outcome that the appeal is against."""
    if appeal.appeal is None or appeal.appeal.enquiry is None:
        return
    for item in table.partition(keys.enquiry(appeal.appeal.enquiry).pk, "H#"):
        event = Event.model_validate_json(body_of(item))
        if event.what is What.OUTCOME_ISSUED and event.by.id == person.id:
            rule = entries_of(appeal, body).route.rules["appeal-decided"]
            raise Refused(problem("decided_before", cites=body.citation(rule)))
