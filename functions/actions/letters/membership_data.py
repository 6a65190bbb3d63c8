"""The data of the e-mails that the desk itself sends about an organisation: somebody's access to it, and its own address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from functions.documents import contexts
from functions.documents.mail_contexts import AddressChangedMail, MembershipMail, SignInCodeMail, SignInInvitationMail
from functions.domain.people.history import What
from functions.domain.people.members import Member
from functions.domain.people.people import ROLE_TEXT, Kind, Organisation

DESKS = {Kind.CENTRE: "desk", Kind.ASSOCIATE: "associate", Kind.AWARDING_BODY: "staff"}
CHANGES = {
    What.INVITED: "added", What.INVITED_AGAIN: "added", What.ROLES_GIVEN: "roles", What.LEFT: "left", What.FACTOR_RESET: "factor",
    What.HANDED_OVER: "drafts",
}  # fmt: skip
SENDER = "Results Desk"


def membership_mail(organisation: Organisation, member: Member, what: What, site: str, *, to_all: bool) -> MembershipMail:
    """Return the data of the e-mail about a change of somebody's access, to them, or to the organisation's address (`to_all`)."""
    desk = DESKS[organisation.kind]
    said = {
        "body": SENDER, "contact": organisation.contact_email, "centre": contexts.Centre(number="-", name=organisation.name),
        "link": f"{site}/{desk}/people/" if to_all else f"{site}/{desk}/", "change": "coordinator" if to_all else CHANGES[what],
        "roles": () if to_all or what is What.LEFT else tuple(ROLE_TEXT[each] for each in member.roles),
    }  # fmt: skip
    return MembershipMail(**said)


def address_mail(organisation: Organisation, contacts: Iterable[str], site: str, *, is_former: bool) -> AddressChangedMail:
    """Return the data of the e-mail that a centre's address was corrected, for the address before it (`is_former`) or after it.

    `contacts` are whom the reader can ask, each once: the awarding bodies with which the centre deals here, or its Associates for them.
    """
    numbers = ", ".join(dict.fromkeys(organisation.centres.values()))
    return AddressChangedMail(
        body=SENDER, contact=", ".join(dict.fromkeys(contacts)), centre=contexts.Centre(number=numbers, name=organisation.name),
        link=f"{site}/desk/centre/", is_former=is_former,
    )  # fmt: skip


def invitation_data(organisation: Organisation) -> dict[str, str]:
    """Return what an invitation says beside the password: Cognito hands it on to whoever writes the mail (`sign_in_mail`)."""
    return {"organisation": organisation.name, "contact": organisation.contact_email, "desk": DESKS[organisation.kind]}


def sign_in_mail(
    site: str, sender: str, *, invites: bool, code: str, address: str, told: Mapping[str, str]
) -> SignInInvitationMail | SignInCodeMail | None:
    """Return the data of a mail that the sign-in sends: an invitation, or a code for a new password; None before the desk has an address.

    `code` and `address` are what Cognito puts the password or the code, and the name to sign in with, in place of. `told` is what
    `invitation_data` returned; the mails that somebody asks for on the sign-in page come without it.
    """
    if not site:
        return None
    name = told.get("organisation") or SENDER
    said = {"body": SENDER, "contact": told.get("contact") or sender, "centre": contexts.Centre(number="-", name=name)}
    if invites:
        desk = told.get("desk") if told.get("desk") in DESKS.values() else "sign-in"
        return SignInInvitationMail(**said, link=f"{site}/{desk}/", password=code, address=address)
    return SignInCodeMail(**said, link=f"{site}/sign-in/", code=code)
