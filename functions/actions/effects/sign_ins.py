"""What follows at the sign-in from a change of an organisation's people: accounts made, invited again, ended, without their second factor.

What somebody may do was decided with the change itself, in the table. Each of these may come twice: the second finds done what the
first did.
"""

from __future__ import annotations

from functions.actions.effects.mail import send_mail
from functions.actions.effects.means import Means
from functions.actions.letters.membership_data import invitation_data
from functions.actions.shared.effect_names import MEMBERSHIP
from functions.actions.shared.transactions import settle
from functions.adapters import keys
from functions.adapters.events import Effect
from functions.adapters.keys import Key
from functions.adapters.members import put_members, read_members
from functions.adapters.organisations import StoredPerson, put_person, read_organisation, read_person, read_stored_person
from functions.domain.people.members import Member
from functions.domain.people.people import Organisation, Person


def make_account(means: Means, effect: Effect) -> None:
    """Make the account of somebody who was invited, and give them their roles; who has an account already is told by our own e-mail.

    Nothing is made for somebody whose access ended meanwhile.
    """
    organisation, member = _about(means, effect)
    if member is None or member.left_at:
        return
    accounts = means.accounts(organisation.kind)
    account = accounts.make(member.email, member.name, invitation_data(organisation))
    known = read_person(means.table, account.person) is not None
    settle(lambda: _give_roles(means, organisation, member.id, account.person))
    if not account.waits:
        _tell(means, effect)
    elif known and not account.is_new and not member.person:
        accounts.invite_again(member.email, invitation_data(organisation))  # invited elsewhere before: that password may have run out


def invite_again(means: Means, effect: Effect) -> None:
    """Send the invitation again, with a new password; who has signed in elsewhere meanwhile is told by our own e-mail."""
    organisation, member = _about(means, effect)
    if member and not member.left_at and not means.accounts(organisation.kind).invite_again(member.email, invitation_data(organisation)):
        _tell(means, effect)


def end_access(means: Means, effect: Effect) -> None:
    """End the sessions and the account of somebody who belongs to no organisation any more. The table has shut them out already."""
    organisation, member = _about(means, effect)
    if member is None:
        return
    accounts = means.accounts(organisation.kind)
    person = accounts.person(member.email)  # the list does not know it where the account was only just made
    if not person or _belongs_somewhere(means, person):
        return
    accounts.end(member.email)
    if _belongs_somewhere(means, person):  # invited anew at the same moment
        accounts.enable(member.email)


def reset_factor(means: Means, effect: Effect) -> None:
    """Let somebody set up a new second factor at the next sign-in."""
    organisation, member = _about(means, effect)
    if member and not member.left_at:
        means.accounts(organisation.kind).reset_second_factor(member.email)


def _about(means: Means, effect: Effect) -> tuple[Organisation, Member | None]:
    """Return the organisation of an event, and the person whom it concerns."""
    organisation = read_organisation(means.table, keys.thing_in(effect.key[0]))
    return organisation, read_members(means.table, organisation.id).find(effect.event.about)


def _give_roles(means: Means, organisation: Organisation, id: str, person: str) -> None:
    """Store the person of an account with the roles that the list gives them now; do nothing where that is done."""
    members = read_members(means.table, organisation.id)
    member = members.find(id)
    if member is None or member.left_at or member.person == person:
        return
    stored = read_stored_person(means.table, person) or StoredPerson(
        Person(id=person, name=member.name, email=member.email, memberships=()), 0
    )
    after = stored.person.with_roles(organisation, member.roles)
    listed = member.model_copy(update={"person": person, "joined_at": after.joined_at})
    means.table.commit([put_person(after, stored.version), put_members(members.with_member(listed))])


def _belongs_somewhere(means: Means, id: str) -> bool:
    person = read_person(means.table, id)
    return person is not None and bool(person.memberships)


def _tell(means: Means, effect: Effect) -> None:
    send_mail(means, Key(*effect.key), MEMBERSHIP.partition(":")[2], again=False)
