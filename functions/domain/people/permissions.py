"""Permissions: who may see or do what. They are decided here, for every route and every role, and nowhere else.

Anything that is not permitted looks the same as something that does not exist.
"""

from __future__ import annotations

from enum import StrEnum

from functions.domain.errors import Malformed, NotFound, problem
from functions.domain.people.people import Membership, Person, Role


class Act(StrEnum):
    """Something that a person may want to do with what belongs to an organisation."""

    READ = "read"  # the enquiries, register and documents of one's own centre
    ASK = "ask"  # draft, submit, amend, cancel, note
    ASK_AS_HEAD = "ask_as_head"  # requests that only the Head of Centre may make
    CORRECT_CENTRE = "correct_centre"
    FORWARD = "forward"  # approve, reject, release and report errors, as an Associate
    HANDLE = "handle"  # the awarding body's queue and everything in it
    IMPORT = "import"
    IMPORT_OWN = "import_own"  # results of one's own centre, of awarding bodies with portals of their own
    SEE_FAILURES = "see_failures"
    BILL = "bill"  # run the invoices of a series, issue credit notes
    READ_BILLS = "read_bills"  # every invoice of the awarding body
    MANAGE_PEOPLE = "manage_people"  # invite colleagues at a centre or an Associate, give and take their roles
    MANAGE_STAFF = "manage_staff"  # the same at an awarding body
    BE_STAFF = "be_staff"  # have an account at the staff desk
    ADMIT = "admit"  # invite the coordinator of a centre or an Associate


CENTRE_STAFF = frozenset({Role.EXAMS_OFFICER, Role.HEAD_OF_CENTRE})


CASE_STAFF = frozenset({Role.CASEWORKER, Role.SUPERVISOR})


BODY_STAFF = CASE_STAFF | {Role.FINANCE}  # everybody who signs in with the staff pool


PERMITTED: dict[Act, frozenset[Role]] = {
    Act.READ: CENTRE_STAFF | {Role.VIEWER},
    Act.ASK: CENTRE_STAFF,
    Act.ASK_AS_HEAD: frozenset({Role.HEAD_OF_CENTRE}),
    Act.CORRECT_CENTRE: CENTRE_STAFF,
    Act.FORWARD: frozenset({Role.ASSOCIATE}),
    Act.HANDLE: CASE_STAFF,
    Act.IMPORT: CASE_STAFF,
    Act.IMPORT_OWN: frozenset({Role.EXAMS_OFFICER}),
    Act.SEE_FAILURES: CASE_STAFF,
    Act.BILL: frozenset({Role.FINANCE}),
    Act.READ_BILLS: frozenset({Role.FINANCE, Role.SUPERVISOR}),
    Act.MANAGE_PEOPLE: frozenset({Role.COORDINATOR}),
    Act.MANAGE_STAFF: frozenset({Role.COORDINATOR}),
    Act.BE_STAFF: BODY_STAFF | {Role.COORDINATOR},
    Act.ADMIT: frozenset({Role.SUPERVISOR, Role.COORDINATOR}),
}


NEEDS_STAFF_POOL = frozenset(
    {Act.HANDLE, Act.IMPORT, Act.SEE_FAILURES, Act.BILL, Act.READ_BILLS, Act.MANAGE_STAFF, Act.BE_STAFF, Act.ADMIT}
)


def may(person: Person, act: Act, organisation: str) -> bool:
    """Return whether the person may do this with what belongs to the organisation."""
    if person.staff_pool is not (act in NEEDS_STAFF_POOL):
        return False
    return any(each.organisation == organisation and each.role in PERMITTED[act] for each in person.memberships)


def acts_of(role: Role) -> list[Act]:
    """Return everything that a role permits in its own organisation."""
    return [act for act, roles in PERMITTED.items() if role in roles]


def allow(person: Person, act: Act, organisation: str | None) -> Membership:
    """Return the membership under which the person acts. Raise NotFound if there is none: forbidden looks like absent."""
    if organisation is None or not may(person, act, organisation):
        raise NotFound
    return next(each for each in person.memberships if each.organisation == organisation and each.role in PERMITTED[act])


def acting_for(person: Person, act: Act, chosen: str | None) -> Membership:
    """Return the membership for a request: the chosen one or the only one. Raise Malformed if a choice is needed, NotFound if there is none."""
    if chosen:
        return allow(person, act, chosen)
    possible = {each.organisation for each in person.memberships if may(person, act, each.organisation)}
    if len(possible) > 1:
        raise Malformed(problem("choose_organisation", field="organisation"))
    return allow(person, act, next(iter(possible), None))
