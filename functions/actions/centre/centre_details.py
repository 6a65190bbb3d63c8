"""Who is signed in, my centre details, and a submission as its centre sees it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from functions.actions.centre.drafts import shown_quote
from functions.actions.shared.transactions import commit
from functions.adapters import keys
from functions.adapters.records import body_of, organisation_item, put_event
from functions.adapters.table import Put, Table
from functions.domain.calendar import iso, spoken_moment
from functions.domain.catalogue.bodies import Catalogue
from functions.domain.catalogue.fees import enquiries_of, quote
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import STATUS_TEXT, Status
from functions.domain.enquiries.submission import Submission
from functions.domain.errors import Changed, Malformed, problem
from functions.domain.people.history import Event, What, actor
from functions.domain.people.people import ROLE_TEXT, CorrectCentre, Organisation, Person
from functions.domain.people.permissions import Act, acting_for, acts_of


def me(table: Table, person: Person, chosen: str | None, now: datetime, offset: int) -> dict[str, Any]:
    """The person, every centre they may act for, and the one they act for now (None while they have to choose)."""
    return _me(table, person, Act.READ, chosen, now, offset)


def associate_me(table: Table, person: Person, chosen: str | None, now: datetime, offset: int) -> dict[str, Any]:
    """The same for somebody who acts for Associates. Raises NotFound for everybody else."""
    return _me(table, person, Act.FORWARD, chosen, now, offset)


def _me(table: Table, person: Person, act: Act, chosen: str | None, now: datetime, offset: int) -> dict[str, Any]:
    try:
        organisation = _shown(table, _load(table, acting_for(person, act, chosen).organisation))
    except Malformed:
        organisation = None
    return {"person": shown_person(person), "organisation": organisation, "now": iso(now), "offset_seconds": offset}


def shown_person(person: Person) -> dict[str, Any]:
    roles = [
        {
            "organisation": each.organisation,
            "organisation_name": each.organisation_name,
            "role": each.role.value,
            "role_name": ROLE_TEXT[each.role],
            "acts": [act.value for act in acts_of(each.role)],
        }
        for each in person.memberships
    ]
    return {"id": person.id, "name": person.name, "email": person.email, "roles": roles}


def details(table: Table, person: Person, chosen: str | None) -> dict[str, Any]:
    """My centre details."""
    return _shown(table, _load(table, acting_for(person, Act.READ, chosen).organisation))


def correct(table: Table, person: Person, chosen: str | None, request: CorrectCentre, now: datetime) -> dict[str, Any]:
    """Correct the address that letters are announced to. Raises Changed where a colleague corrected it meanwhile."""
    member = acting_for(person, Act.CORRECT_CENTRE, chosen)
    organisation = _load(table, member.organisation)
    if organisation.version != request.version:
        raise Changed(problem("changed_meanwhile"))
    corrected = organisation.model_copy(update={"contact_email": request.contact_email, "version": organisation.version + 1})
    event = Event(what=What.CORRECTED, at=now, by=actor(person, member), version=corrected.version)
    commit(table, [Put(organisation_item(corrected), expect=organisation.version), put_event(keys.organisation(organisation.id), event)])
    return _shown(table, corrected)


def shown_submission(submission: Submission, catalogue: Catalogue, enquiries: Sequence[Enquiry] = ()) -> dict[str, Any]:
    """A submission in the API's shape. Without `enquiries` each is shown as it began, which it is in the answer to submit."""
    content, body = submission.content, catalogue.bodies[submission.content.body]
    route, series, syllabus = body.route(content.route), body.series_of(content.series), body.syllabuses_by_code.get(content.syllabus)
    service = route.service(content.service) if route else None
    now = {each.id: each for each in enquiries}
    quoted = quote(body, route, content.service, len(content.components), content.candidate_numbers) if route else None
    at = submission.submitted_at
    labels = enquiries_of(service, content.candidate_numbers) if service else list(submission.enquiries)
    return {
        "id": submission.id, "reference": submission.reference, "status": submission.state.value,
        "submitted_at": iso(at) if at else None, "submitted_text": spoken_moment(at, body.zone) if at else None,
        "service": {"code": content.service, "name": service.name if service else "", "label": service.label if service else content.service},
        "route": route.aside if route else content.route,
        "series": {"id": content.series, "title": series.title if series else content.series},
        "syllabus": {"code": content.syllabus, "name": syllabus.name if syllabus else ""},
        "components": list(content.components), "note": content.note, "contact_email": content.contact_email, "digest": submission.digest,
        "enquiries": [
            _made(id, label, submission, began, now.get(id))
            for id, label, began in zip(submission.enquiries, labels, submission.began_as, strict=True)
        ],
        "fee": shown_quote(quoted) if quoted else None, "contact": body.contact.email,
    }  # fmt: skip


def _made(id: str, label: str, submission: Submission, began_as: str, enquiry: Enquiry | None) -> dict[str, Any]:
    """One enquiry of a submission. Before it is read anew it is as submitting left it."""
    about = [each for each in submission.candidates if each.number == label]
    status = enquiry.status if enquiry else Status(began_as)
    subject = {
        "kind": "candidate" if about else "group" if submission.candidates else "cohort",
        "label": f"{about[0].number} {about[0].name}" if about else label,
        "candidates": [each.model_dump() for each in about or submission.candidates],
    }
    return {
        "id": id, "subject": subject, "number": enquiry.number if enquiry else None, "status": status.value, "status_text": STATUS_TEXT[status],
    }  # fmt: skip


def _load(table: Table, id: str) -> Organisation:
    item = table.get(keys.organisation(id))
    if item is None:
        raise LookupError(f"organisation {id} has members but no entry")
    return Organisation.model_validate_json(body_of(item))


def _shown(table: Table, organisation: Organisation) -> dict[str, Any]:
    """An organisation in the API's shape, with the Associate through which it enters, if any. One call where there is one."""
    through = next(iter(organisation.associates.values()), None)
    associate = _load(table, through) if through else None
    return {
        "id": organisation.id, "name": organisation.name, "kind": organisation.kind.value, "contact_email": organisation.contact_email,
        "centre_number": next(iter(organisation.centres.values()), None), "body": next(iter(organisation.centres), None),
        "associate": {"name": associate.name, "contact_email": associate.contact_email} if associate else None, "version": organisation.version,
    }  # fmt: skip
