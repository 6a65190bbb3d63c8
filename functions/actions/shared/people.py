"""The people of an organisation: invited, with roles, without access; for centres, Associates and awarding bodies alike.

A change is one transaction: the list, the person's own memberships, which decide what they may do, and the history entry, from which
follow the account at the sign-in and the e-mails.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from functions.actions.shared.effect_names import ACCOUNT, END_ACCESS, INVITE_AGAIN, MEMBERSHIP, MEMBERSHIP_CONTACT, RESET_FACTOR
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import settle
from functions.adapters import keys
from functions.adapters.events import put_event, put_side_event, read_all_events
from functions.adapters.members import put_members, read_members
from functions.adapters.organisations import put_person, read_organisation, read_stored_person
from functions.adapters.submissions import read_drafts, save_draft
from functions.adapters.table import Busy, Conflict, Put
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.enquiries.submission import Submission
from functions.domain.errors import Changed, NotFound, problem
from functions.domain.people import members as rules
from functions.domain.people.history import What
from functions.domain.people.members import ChangePerson, GiveRoles, HandOver, InvitePerson, Member, Members
from functions.domain.people.people import Kind, Membership, Organisation, Role
from functions.domain.people.permissions import Act
from functions.domain.views.people_pages import people_page

PAGE = 100
MOST_DRAFTS = 500  # that are counted and handed over at once


class Desk(NamedTuple):
    """What somebody needs at a desk to see the people of their organisation, to change who they are, and to have an account of their own."""

    read: Act
    manage: Act
    own: Act


CENTRE = Desk(Act.READ, Act.MANAGE_PEOPLE, Act.READ)
ASSOCIATE = Desk(Act.FORWARD, Act.MANAGE_PEOPLE, Act.FORWARD)
STAFF = Desk(Act.MANAGE_STAFF, Act.MANAGE_STAFF, Act.BE_STAFF)


class Change(NamedTuple):
    """What was changed, about whom in the list, and what follows from it."""

    what: What
    about: str
    due: tuple[str, ...]


class Place(NamedTuple):
    """The organisation whose people somebody changes, the list as it is, and the membership under which they do it."""

    organisation: Organisation
    members: Members
    by: Membership


def listing(session: Session, desk: Desk) -> dict[str, Any]:
    """Return the people of the organisation that somebody acts for; addresses, who has left and the history for its coordinators."""
    member = session.acting_for(desk.read)
    organisation = read_organisation(session.table, member.organisation)
    return _page(session, desk, organisation, read_members(session.table, organisation.id))


def invite(session: Session, desk: Desk, id: str, request: InvitePerson) -> dict[str, Any]:
    """Invite a colleague. The id is the browser's: sent again, it is the same invitation. Raise Refused, Changed."""

    def attempt() -> Place:
        place = _managed(session, desk)
        if not _is_repeat(place, id, request):
            store_invitation(session, place, rules.invited(place.members, id, request, place.organisation, session.now), id)
        return place

    return _again(session, desk, settle(attempt))


def store_invitation(session: Session, place: Place, after: Members, id: str, also: Sequence[Put] = ()) -> None:
    """Store a list with somebody invited, from which their account follows. Raise Conflict as `settle` takes it."""
    given = after.find(id)
    due = (ACCOUNT, MEMBERSHIP_CONTACT) if given and given.is_coordinator else (ACCOUNT,)
    _store(session, place, after, Change(What.INVITED, id, due), also)


def invite_again(session: Session, desk: Desk, id: str, request: ChangePerson) -> dict[str, Any]:
    """Send somebody's invitation again, with a new password. Raise Refused where they have signed in."""

    def attempt() -> Place:
        place = _managed(session, desk)
        member = place.members.require_version(id, request.version)
        rules.require_not_joined(member)
        _store(session, place, place.members.with_change(member), Change(What.INVITED_AGAIN, id, (INVITE_AGAIN,)))
        return place

    return _again(session, desk, settle(attempt))


def give_roles(session: Session, desk: Desk, id: str, request: GiveRoles) -> dict[str, Any]:
    """Give somebody other roles, which count from now on. Both are told where a coordinator comes or goes: the person, and the organisation."""

    def attempt() -> Place:
        place = _managed(session, desk)
        before = place.members.require_version(id, request.version)
        store_roles(session, place, before, rules.with_roles(place.members, id, request.roles, place.organisation))
        return place

    return _again(session, desk, settle(attempt))


def store_roles(session: Session, place: Place, before: Member, after: Members) -> None:
    """Store a list in which somebody has other roles, and those roles with the person. Raise Conflict as `settle` takes it."""
    now = after.require_present(before.id)
    due = (MEMBERSHIP, MEMBERSHIP_CONTACT) if before.is_coordinator is not now.is_coordinator else (MEMBERSHIP,)
    change = Change(What.ROLES_GIVEN, before.id, due)
    _store(session, place, after, change, _person_with(session, place.organisation, now, now.roles))


def end_access(session: Session, desk: Desk, id: str, request: ChangePerson) -> dict[str, Any]:
    """End somebody's access, from now on and in every tab. What they began stays with the organisation."""

    def attempt() -> tuple[Place, Member]:
        place = _managed(session, desk)
        member = place.members.require_version(id, request.version)
        after = rules.left(place.members, id, place.organisation, session.now)
        due = (END_ACCESS, MEMBERSHIP, MEMBERSHIP_CONTACT) if member.is_coordinator else (END_ACCESS, MEMBERSHIP)
        _store(session, place, after, Change(What.LEFT, id, due), _person_with(session, place.organisation, member, ()))
        return place, member

    place, member = settle(attempt)
    if member.person == session.person.id:
        return {"left": True}  # they have just shown themselves out
    return _again(session, desk, place)


def reset_second_factor(session: Session, desk: Desk, id: str, request: ChangePerson) -> dict[str, Any]:
    """Let somebody who has lost their second factor set up another one at the next sign-in. They are told, in case they did not ask."""

    def attempt() -> Place:
        place = _managed(session, desk)
        member = place.members.require_version(id, request.version)
        _store(session, place, place.members.with_change(member), Change(What.FACTOR_RESET, id, (RESET_FACTOR, MEMBERSHIP)))
        return place

    return _again(session, desk, settle(attempt))


def hand_over(session: Session, desk: Desk, id: str, request: HandOver) -> dict[str, Any]:
    """Hand the drafts of somebody, who may have left, over to a colleague, who is told. A draft that is being changed now stays."""
    place = _managed(session, desk)
    giver = place.members.find(id)
    if giver is None:
        raise NotFound
    taker = rules.require_worker(place.members, request.to)
    drafts = [each for each in _drafts(session, place.organisation) if each.saved_by == giver.person and giver.person != taker.person]
    moved = 0
    for draft in drafts:
        with suppress(Conflict):
            save_draft(session.table, draft.model_copy(update={"saved_by": taker.person, "version": draft.version + 1}), draft.version)
            moved += 1
    if moved:
        event = session.event(What.HANDED_OVER, place.by, place.members.version, about=taker.id)
        put = put_side_event(keys.people(place.organisation.id), event, due=(MEMBERSHIP,), awarding=_concerned(session, place))
        session.table.put(put)
    return _again(session, desk, place)


def note_arrival(session: Session) -> None:
    """Note that a person has come to the desk for the first time, in the lists of all their organisations. The caller has seen that it is.

    One whom an earlier version of the desk stored comes into the lists so. Where somebody changes a list at this moment, the next visit does it.
    """
    stored = read_stored_person(session.table, session.person.id)
    if stored is None:
        return
    puts = [put_person(stored.person.model_copy(update={"joined_at": session.now}), stored.version)]
    for organisation in dict.fromkeys(each.organisation for each in stored.person.memberships):
        roles = tuple(each.role for each in stored.person.memberships if each.organisation == organisation)
        before = read_members(session.table, organisation)
        after = rules.joined(before, stored.person, roles, session.now)
        puts.append(put_members(after))
        if (listed := after.find_person(stored.person.id)) and listed.invited_at:
            by = next(each for each in stored.person.memberships if each.organisation == organisation)
            puts.append(put_event(keys.people(organisation), session.event(What.JOINED, by, after.version, about=listed.id)))
    with suppress(Conflict, Busy):
        session.table.commit(puts)


def bodies_concerned(catalogue: Catalogue, organisation: Organisation) -> tuple[str, ...]:
    """Return the awarding bodies whose staff see it while something fails that follows from a change of an organisation.

    These are the bodies that a centre has a number for. Those with a portal of their own have no staff here: where there is no other, and
    for an Associate, it is every body that has.
    """
    if organisation.kind is Kind.AWARDING_BODY:
        return (organisation.id,)
    here = [id for id, body in catalogue.bodies.items() if body.handled == "here"]
    return tuple(id for id in here if id in organisation.centres) or tuple(here)


def _concerned(session: Session, place: Place) -> tuple[str, ...]:
    """Return whose staff see it while something fails that follows from a change of people: those of the body that made it, if one did."""
    by = place.by.organisation
    return (by,) if by in session.catalogue.bodies else bodies_concerned(session.catalogue, place.organisation)


def _managed(session: Session, desk: Desk) -> Place:
    """Return what somebody changes as its coordinator. Raise NotFound for anybody else, Changed where another has just ended that."""
    member = session.acting_for(desk.manage)
    session.allow(desk.read, member.organisation)
    members = read_members(session.table, member.organisation)
    by = members.find_person(session.person.id)
    if by is not None and not by.is_coordinator:
        raise Changed(problem("changed_meanwhile"))
    return Place(read_organisation(session.table, member.organisation), members, member)


def _store(session: Session, place: Place, after: Members, change: Change, also: Sequence[Put] = ()) -> None:
    """Store a list with the history entry of a change. Raise Conflict where the list was changed meanwhile: whoever calls this settles that."""
    event = session.event(change.what, place.by, after.version, about=change.about)
    entry = put_event(keys.people(place.organisation.id), event, change.due, _concerned(session, place))
    session.table.commit([put_members(after), entry, *also])


def _person_with(session: Session, organisation: Organisation, member: Member, roles: tuple[Role, ...]) -> list[Put]:
    """Return the write that gives a person these roles; nothing for somebody whose account is not made yet, who gets those of the list then."""
    stored = read_stored_person(session.table, member.person)
    return [put_person(stored.person.with_roles(organisation, roles), stored.version)] if stored else []


def _is_repeat(place: Place, id: str, request: InvitePerson) -> bool:
    """Return whether the same invitation is stored already: its answer was lost."""
    known = place.members.find(id)
    return known is not None and (known.name, known.email, set(known.roles)) == (request.name, request.email, set(request.roles))


def _again(session: Session, desk: Desk, place: Place) -> dict[str, Any]:
    return _page(session, desk, place.organisation, read_members(session.table, place.organisation.id))


def _page(session: Session, desk: Desk, organisation: Organisation, members: Members) -> dict[str, Any]:
    manages = session.may(desk.manage, organisation.id)
    events = read_all_events(session.table, keys.people(organisation.id)) if manages else []
    drafts = Counter(each.saved_by for each in _drafts(session, organisation)) if manages else Counter[str]()
    return people_page(organisation, members, events, drafts, you=session.person.id, manages=manages)


def _drafts(session: Session, organisation: Organisation) -> list[Submission]:
    """Return the drafts of a centre, the last saved first."""
    found: list[Submission] = []
    after = ""
    while organisation.kind is Kind.CENTRE and len(found) < MOST_DRAFTS:
        page = read_drafts(session.table, organisation.id, PAGE, after)
        found += page.drafts
        if page.next is None:
            break
        after = page.next
    return found
