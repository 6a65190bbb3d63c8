"""Staff of an awarding body invite the coordinator of a centre or an Associate, who invites the others."""

from __future__ import annotations

import secrets
from typing import Any, NamedTuple

from functions.actions.shared.people import Place, store_invitation, store_roles
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import settle
from functions.adapters.members import put_associate_by_name, read_associate_by_name, read_members
from functions.adapters.organisations import new_organisation_and_numbers, read_centre_owners, read_organisation
from functions.adapters.table import Put
from functions.domain.catalogue.bodies import Body
from functions.domain.errors import Malformed, Refused, problem
from functions.domain.people import members as rules
from functions.domain.people.members import InviteCoordinator, InvitePerson
from functions.domain.people.people import Kind, Organisation, Role
from functions.domain.people.permissions import Act

WORKING_ROLE = {Kind.CENTRE: Role.EXAMS_OFFICER, Kind.ASSOCIATE: Role.ASSOCIATE}  # which a coordinator has as well


class Invited(NamedTuple):
    """The organisation that a coordinator is invited for, and the writes that make it where the desk does not know it."""

    organisation: Organisation
    new: list[Put]


def invite_coordinator(session: Session, request: InviteCoordinator) -> dict[str, Any]:
    """Invite the coordinator of a centre, by its number, or of an Associate, by its name; the organisation is made where it is new.

    Somebody who belongs to it already becomes a coordinator. Sent again, it is the same invitation. Raise Refused.
    """
    by, body = session.acting_for(Act.ADMIT), session.own_body(Act.ADMIT)

    def attempt() -> Invited:
        organisation, new = _organisation(session, body, request)
        place = Place(organisation, read_members(session.table, organisation.id), by)
        known = next((each for each in place.members.present if each.email.casefold() == request.email.casefold()), None)
        if known is None:
            roles = (WORKING_ROLE[request.kind], Role.COORDINATOR)
            invitation = InvitePerson(name=request.name, email=request.email, roles=roles)
            store_invitation(
                session, place, rules.invited(place.members, request.id, invitation, organisation, session.now), request.id, new
            )
        elif not known.is_coordinator:
            store_roles(session, place, known, rules.with_roles(place.members, known.id, (*known.roles, Role.COORDINATOR), organisation))
        return Invited(organisation, new)

    organisation, new = settle(attempt)
    return {"organisation": {"id": organisation.id, "name": organisation.name, "new": bool(new)}, "email": request.email}


def _organisation(session: Session, body: Body, request: InviteCoordinator) -> Invited:
    """Return the organisation that is meant, as it is stored or as it will be. Raise Refused where it is new and not named."""
    if request.kind is Kind.AWARDING_BODY:
        raise Malformed(problem("malformed"))
    name = request.organisation_name
    if request.kind is Kind.CENTRE:
        if not request.centre_number:
            raise Refused(problem("centre_number_missing", field="centre_number"))
        if wrong := body.identifier_problem(body.identifiers.centre, request.centre_number, field="centre_number"):
            raise Refused(wrong)
        stored = read_centre_owners(session.table, body.id, [request.centre_number]).get(request.centre_number)
    else:
        stored = read_associate_by_name(session.table, body.id, _plain(name)) if name else None
    if stored:
        return Invited(read_organisation(session.table, stored), [])
    missing = [] if name else [problem("organisation_name_missing", field="organisation_name")]
    missing += [] if request.contact_email else [problem("organisation_address_missing", field="contact_email")]
    if missing or request.contact_email is None:
        raise Refused(*missing)
    number = {body.id: request.centre_number} if request.kind is Kind.CENTRE and request.centre_number else {}
    organisation = Organisation(id=secrets.token_hex(8), name=name, kind=request.kind, centres=number, contact_email=request.contact_email)
    new = new_organisation_and_numbers(organisation)
    if request.kind is Kind.ASSOCIATE:
        new.append(put_associate_by_name(body.id, _plain(name), organisation.id))
    return Invited(organisation, new)


def _plain(name: str) -> str:
    """Return a name as it is looked up: whatever the case and the spaces."""
    return " ".join(name.casefold().split())
