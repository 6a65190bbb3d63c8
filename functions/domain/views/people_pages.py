"""The people of an organisation, as those who belong to it see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from functions.domain.calendar import iso
from functions.domain.people.history import WHAT_TEXT, Event
from functions.domain.people.members import WORKS_ON_DRAFTS, Member, Members
from functions.domain.people.people import ROLE_TEXT, ROLES_IN, Organisation, Role

MAY_TEXT = {
    Role.EXAMS_OFFICER: "Drafts, submits and follows enquiries",
    Role.HEAD_OF_CENTRE: "The same, and makes the requests that only the Head of Centre may make",
    Role.VIEWER: "Reads everything of the centre, and changes nothing",
    Role.ASSOCIATE: "Approves and follows the enquiries of Associate Centres",
    Role.CASEWORKER: "Works through the queue, imports results, issues letters",
    Role.SUPERVISOR: "The same, reads invoices, and invites coordinators of centres",
    Role.FINANCE: "Issues invoices and credit notes",
    Role.COORDINATOR: "Beside another role: invites people, gives and takes roles",
}
LATEST = 50  # entries of the history
ELSEWHERE = "Somebody outside this list"


def people_page(
    organisation: Organisation, members: Members, events: Sequence[Event], drafts: Mapping[str, int], *, you: str, manages: bool
) -> dict[str, Any]:
    """Return the people of an organisation with their roles; addresses, who has left and the history only for who `manages` them.

    `drafts` counts the drafts of each person; `you` is the person who asks.
    """

    def shown(member: Member) -> dict[str, Any]:
        known = {
            "id": member.id, "name": member.name, "roles": [each.value for each in member.roles],
            "role_names": [ROLE_TEXT[each] for each in member.roles], "joined": member.joined_at is not None, "is_you": member.person == you,
            "version": member.version, "drafts": drafts.get(member.person, 0), "takes_drafts": bool(member.person and WORKS_ON_DRAFTS & set(member.roles)),
        }  # fmt: skip
        moments = {"invited_at": member.invited_at, "joined_at": member.joined_at, "left_at": member.left_at}
        told = {name: iso(at) if at else None for name, at in moments.items()}
        return known | {"email": member.email, **told} if manages else known

    page = {
        "organisation": {"id": organisation.id, "name": organisation.name, "kind": organisation.kind.value},
        "people": [shown(each) for each in _by_name(members.present)],
        "roles": [{"value": each.value, "name": ROLE_TEXT[each], "may": MAY_TEXT[each]} for each in ROLES_IN[organisation.kind]],
        "manages": manages,
    }  # fmt: skip
    if not manages:
        return page
    return page | {
        "former": [shown(each) for each in _by_name(members.former)],
        "history": [_entry(members, each) for each in list(events)[: -LATEST - 1 : -1]],
    }


def _by_name(people: Sequence[Member]) -> list[Member]:
    return sorted(people, key=lambda each: (each.name.casefold(), each.id))


def _entry(members: Members, event: Event) -> dict[str, Any]:
    """Return an entry of the history. It keeps ids; names are those that the list has."""
    by, about = members.find_person(event.by.id), members.find(event.about)
    return {
        "what": WHAT_TEXT[event.what], "at": iso(event.at), "by": by.name if by else ELSEWHERE, "about": about.name if about else "",
        "why": event.why,
    }  # fmt: skip
