"""The person who is signed in, and my centre details."""

from __future__ import annotations

from typing import Any

from functions.actions.shared.effect_names import ADDRESS_AFTER, ADDRESS_BEFORE
from functions.actions.shared.first_visits import note_visit
from functions.actions.shared.people import bodies_concerned
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import commit
from functions.adapters import keys
from functions.adapters.events import put_event
from functions.adapters.organisations import put_address_change, put_organisation, read_organisation, read_organisations
from functions.domain.calendar import iso
from functions.domain.errors import Changed, Malformed, NotFound, problem
from functions.domain.people.history import What
from functions.domain.people.people import ROLE_TEXT, AddressChange, CorrectCentre, Organisation, Person
from functions.domain.people.permissions import Act, acts_of

DESKS = {"people": Act.READ, "associate": Act.FORWARD}  # the desks of one pool, and what those do who belong to them


def who_am_i(session: Session, act: Act, offset_seconds: int) -> dict[str, Any]:
    """Return the person, every centre or Associate that they may act for, and the one they act for now (None while they have to choose).

    Somebody who may do `act` nowhere is led to the `desk` that is theirs. Raise NotFound for somebody who has none.
    """
    if not _may_anywhere(session, act):
        desk = next((name for name, needed in DESKS.items() if _may_anywhere(session, needed)), None)
        if desk is None:
            raise NotFound
        return {"desk": desk}
    note_visit(session)
    try:
        organisation = _shown(session, read_organisation(session.table, session.acting_for(act).organisation))
    except Malformed:
        organisation = None
    return {"person": person_shown(session.person), "organisation": organisation, "now": iso(session.now), "offset_seconds": offset_seconds}


def _may_anywhere(session: Session, act: Act) -> bool:
    return any(session.may(act, each.organisation) for each in session.person.memberships)


def person_shown(person: Person) -> dict[str, Any]:
    """Return a person with their roles in the API's shape."""
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


def details(session: Session) -> dict[str, Any]:
    """Return my centre details."""
    return _shown(session, read_organisation(session.table, session.acting_for(Act.READ).organisation))


def correct(session: Session, request: CorrectCentre) -> dict[str, Any]:
    """Correct the e-mail address of the centre, and have both addresses told: the old one too, in case nobody there asked for it.

    Raise Changed where a colleague corrected it in between.
    """
    member = session.acting_for(Act.CORRECT_CENTRE)
    organisation = read_organisation(session.table, member.organisation)
    if organisation.version != request.version:
        raise Changed(problem("changed_meanwhile"))
    corrected = organisation.model_copy(update={"contact_email": request.contact_email, "version": organisation.version + 1})
    at = keys.organisation(organisation.id)
    puts = [put_organisation(corrected, organisation.version)]
    if not organisation.centres.keys() & session.catalogue.bodies.keys() or corrected.contact_email == organisation.contact_email:
        puts.append(put_event(at, session.event(What.CORRECTED, member, corrected.version)))
    else:
        change = AddressChange(before=organisation.contact_email, after=corrected.contact_email)
        event = session.event(What.CORRECTED, member, corrected.version, about=organisation.name)
        puts.append(put_address_change(organisation.id, corrected.version, change))
        puts.append(put_event(at, event, (ADDRESS_BEFORE, ADDRESS_AFTER), bodies_concerned(session.catalogue, organisation)))
    commit(session.table, puts)
    return _shown(session, corrected)


def _shown(session: Session, organisation: Organisation) -> dict[str, Any]:
    """Return an organisation in the API's shape, with its number and its Associate at each awarding body. One call where it has an Associate."""
    associates = read_organisations(session.table, dict.fromkeys(organisation.associates.values()))
    bodies = [
        {
            "id": body,
            "name": session.catalogue.bodies[body].name if body in session.catalogue.bodies else body,
            "centre_number": number,
            "contact": session.catalogue.bodies[body].contact.address if body in session.catalogue.bodies else None,
            "portal": body in session.catalogue.bodies and session.catalogue.bodies[body].handled == "portal",
            "associate": {"name": associates[through].name, "contact_email": associates[through].contact_email}
            if (through := organisation.associates.get(body))
            else None,
        }
        for body, number in organisation.centres.items()
    ]
    return {
        "id": organisation.id, "name": organisation.name, "kind": organisation.kind.value, "contact_email": organisation.contact_email,
        "bodies": bodies, "version": organisation.version,
    }  # fmt: skip
