"""Who belongs to an organisation: everybody who was invited, with their roles, and who has left.

The list is for those who manage it. What somebody may do is decided by the person's own memberships, which change in the same
transaction.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.errors import Changed, Malformed, NotFound, Problem, Refused, problem
from functions.domain.fields import Code, Email, EmailOrNothing, Request, Uuid
from functions.domain.people.people import ROLE_TEXT, ROLES_IN, Kind, Organisation, Person, Role

MOST_PEOPLE = 200  # of an organisation; a list of so many is read in one call
MOST_FORMER = 300  # the latest who have left, so that what they began can be named and handed over
WORKS_ON_DRAFTS = frozenset({Role.EXAMS_OFFICER, Role.HEAD_OF_CENTRE})

Roles = Annotated[tuple[Role, ...], Field(title="Roles", max_length=len(Role))]
PersonName = Annotated[str, Field(title="Name", max_length=120)]
# The version of the person in the list that was looked at: how often somebody has changed what a coordinator decides about them.
MemberVersion = Annotated[int, Field(ge=0, le=1_000_000_000)]


class InvitePerson(Request):
    """An invitation of a colleague."""

    name: PersonName = ""
    email: Annotated[EmailOrNothing, Field(title="E-mail address", description="The invitation goes there. They sign in with it.")] = ""
    roles: Roles = ()


class ChangePerson(Request):
    """A change that concerns one person of the list: the invitation again, the second factor, the end of their access."""

    version: MemberVersion


class GiveRoles(ChangePerson):
    """The roles that somebody has from now on, in place of those before."""

    roles: Roles = ()


class HandOver(Request):
    """To whom the drafts of somebody go: the colleague's id in the list."""

    to: Annotated[Uuid, Field(title="Hand over to")]


class InviteCoordinator(Request):
    """An invitation of the coordinator of a centre or an Associate, whom the desk may not know yet.

    A centre is known by its number with the awarding body. Its name and address are needed only where the desk does not know it.
    """

    kind: Annotated[Kind, Field(title="They work for")] = Kind.CENTRE
    centre_number: Annotated[Code | None, Field(title="Centre number")] = None
    organisation_name: Annotated[str, Field(title="Name of the organisation", max_length=120)] = ""
    contact_email: Annotated[
        Email | None, Field(title="The organisation’s e-mail address", description="We write to it when a letter is ready.")
    ] = None
    id: Uuid
    name: PersonName = ""
    email: Annotated[EmailOrNothing, Field(title="E-mail address", description="The invitation goes there. They sign in with it.")] = ""


class Member(BaseModel):
    """Somebody who belongs to an organisation, or did. `person` is the id that their token has; empty until their account is made.

    `version` counts what coordinators changed about them. That they sign in, or that others are changed, leaves it as it is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    name: str
    email: str
    roles: tuple[Role, ...]
    person: str = ""
    invited_at: datetime | None = None
    joined_at: datetime | None = None
    left_at: datetime | None = None
    version: int = 0

    @property
    def is_coordinator(self) -> bool:
        return Role.COORDINATOR in self.roles and self.left_at is None


class Members(BaseModel):
    """The list of an organisation's people, stored as one thing, so that two who change it at once cannot take away each other."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    organisation: str
    people: tuple[Member, ...] = ()
    version: int = 0

    @property
    def present(self) -> tuple[Member, ...]:
        return tuple(each for each in self.people if each.left_at is None)

    @property
    def former(self) -> tuple[Member, ...]:
        return tuple(each for each in self.people if each.left_at is not None)

    def find(self, id: str) -> Member | None:
        """Return somebody by their id in the list."""
        return next((each for each in self.people if each.id == id), None)

    def find_person(self, person: str) -> Member | None:
        """Return the latest entry of the person whom a token names so; one who is present first."""
        found = [each for each in self.people if each.person == person and person]
        return next((each for each in found if each.left_at is None), found[-1] if found else None)

    def require_present(self, id: str) -> Member:
        """Return somebody who belongs to the organisation now. Raise NotFound for anybody else."""
        found = self.find(id)
        if found is None or found.left_at is not None:
            raise NotFound
        return found

    def require_version(self, id: str, version: int) -> Member:
        """Return somebody who belongs to the organisation now, as they were looked at.

        Raise NotFound for anybody else, Changed where somebody has changed them meanwhile.
        """
        found = self.require_present(id)
        if found.version != version:
            raise Changed(problem("changed_meanwhile"))
        return found

    def with_change(self, member: Member) -> "Members":
        """Return the next version of the list, with what a coordinator has changed about somebody."""
        return self.with_member(member.model_copy(update={"version": member.version + 1}))

    def with_member(self, member: Member) -> "Members":
        """Return the next version of the list, with somebody new or in place of who has the same id."""
        known = self.find(member.id) is not None
        people = tuple(member if each.id == member.id else each for each in self.people) if known else (*self.people, member)
        former = [each for each in people if each.left_at is not None]
        forgotten = {each.id for each in former[: len(former) - MOST_FORMER]} if len(former) > MOST_FORMER else set()
        return self.model_copy(update={"people": tuple(each for each in people if each.id not in forgotten), "version": self.version + 1})


def in_order(kind: Kind, roles: Iterable[Role]) -> tuple[Role, ...]:
    """Return roles once each, in the order of the list of that kind of organisation."""
    given = set(roles)
    return tuple(each for each in ROLES_IN[kind] if each in given)


def role_problems(organisation: Organisation, roles: Iterable[Role]) -> list[Problem]:
    """Return what is wrong with roles that somebody is to have."""
    given = tuple(roles)
    if not given:
        return [problem("roles_missing", field="roles")]
    strange = [each for each in given if each not in ROLES_IN[organisation.kind]]
    if strange:
        return [problem("role_not_here", field="roles", role=ROLE_TEXT[strange[0]], organisation=organisation.name)]
    return [problem("coordinator_only", field="roles")] if set(given) == {Role.COORDINATOR} else []


def invited(members: Members, id: str, request: InvitePerson, organisation: Organisation, now: datetime) -> Members:
    """Return the list with somebody invited. Raise Refused where the invitation is not complete, or they belong to the organisation already."""
    problems = [] if request.name else [problem("person_name_missing", field="name")]
    if not request.email:
        problems.append(problem("person_address_missing", field="email"))
    problems += role_problems(organisation, request.roles)
    if any(_same_address(each.email, request.email) for each in members.present):
        problems.append(problem("person_already", field="email", email=request.email, organisation=organisation.name))
    if len(members.present) >= MOST_PEOPLE:
        problems.append(problem("people_too_many", organisation=organisation.name, most=MOST_PEOPLE))
    if problems:
        raise Refused(*problems)
    if members.find(id) is not None:
        raise Malformed(problem("malformed"))  # an id is the browser's to make, once for a person
    roles = in_order(organisation.kind, request.roles)
    return members.with_member(Member(id=id, name=request.name, email=request.email, roles=roles, invited_at=now))


def with_roles(members: Members, id: str, roles: Iterable[Role], organisation: Organisation) -> Members:
    """Return the list with somebody's new roles. Raise Refused where no coordinator would be left, or nothing changes."""
    member = members.require_present(id)
    if wrong := role_problems(organisation, roles):
        raise Refused(*wrong)
    given = in_order(organisation.kind, roles)
    if given == member.roles:
        raise Refused(problem("nothing_changed", field="roles"))
    return _with_a_coordinator(members, member.model_copy(update={"roles": given}), organisation)


def left(members: Members, id: str, organisation: Organisation, now: datetime) -> Members:
    """Return the list after somebody's access has ended. Raise Refused where no coordinator would be left."""
    member = members.require_present(id)
    return _with_a_coordinator(members, member.model_copy(update={"left_at": now}), organisation)


def require_not_joined(member: Member) -> None:
    """Raise Refused for somebody who has signed in: there is no invitation to send again."""
    if member.joined_at:
        raise Refused(problem("joined_already"))


def joined(members: Members, person: Person, roles: tuple[Role, ...], now: datetime) -> Members:
    """Return the list with a person who has come to the desk, also one whom an earlier version stored without a list."""
    listed = members.find_person(person.id)
    if listed is None or listed.left_at is not None:
        listed = Member(id=person.id, name=person.name, email=person.email, roles=roles, person=person.id)
    return members.with_member(listed.model_copy(update={"joined_at": listed.joined_at or now, "roles": roles}))


def require_worker(members: Members, id: str) -> Member:
    """Return the colleague to whom drafts are handed. Raise Refused for one who could do nothing with them."""
    found = members.find(id)
    if found is None or found.left_at is not None or not found.person or not WORKS_ON_DRAFTS & set(found.roles):
        raise Refused(problem("hand_over_to", field="to"))
    return found


def _with_a_coordinator(members: Members, changed: Member, organisation: Organisation) -> Members:
    after = members.with_change(changed)
    if any(each.is_coordinator for each in members.present) and not any(each.is_coordinator for each in after.present):
        raise Refused(problem("last_coordinator", organisation=organisation.name))
    return after


def _same_address(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()  # the sign-in takes capital and small letters for the same
