"""Who may see or do what: decided here, for every route and every role, and nowhere else.

A token says who somebody is; the table says which organisations they belong to and as what. Whatever is not permitted
looks the same as what does not exist.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.errors import Malformed, NotFound, problem
from functions.domain.submission import Email, Request


class Role(StrEnum):
    EXAMS_OFFICER = "exams_officer"
    HEAD_OF_CENTRE = "head_of_centre"
    ASSOCIATE = "associate"
    CASEWORKER = "caseworker"
    SUPERVISOR = "supervisor"
    FINANCE = "finance"


ROLE_TEXT = {
    Role.EXAMS_OFFICER: "Exams officer",
    Role.HEAD_OF_CENTRE: "Head of Centre",
    Role.ASSOCIATE: "Associate",
    Role.CASEWORKER: "Caseworker",
    Role.SUPERVISOR: "Supervisor",
    Role.FINANCE: "Finance",
}


class Kind(StrEnum):
    CENTRE = "centre"
    ASSOCIATE = "associate"
    AWARDING_BODY = "awarding_body"


class Act(StrEnum):
    """What somebody may want to do with something that belongs to an organisation."""

    READ = "read"  # enquiries, register, documents of one's own centre
    ASK = "ask"  # draft, submit, amend, cancel, note
    ASK_AS_HEAD = "ask_as_head"  # what only the Head of Centre asks for
    CORRECT_CENTRE = "correct_centre"
    FORWARD = "forward"  # an Associate's enquiries: approve, reject, release, report errors
    HANDLE = "handle"  # the awarding body's queue and everything in it
    IMPORT = "import"
    SEE_FAILURES = "see_failures"
    BILL = "bill"  # run the invoices of a series, issue credit notes
    READ_BILLS = "read_bills"  # every invoice of the awarding body


CENTRE_STAFF = frozenset({Role.EXAMS_OFFICER, Role.HEAD_OF_CENTRE})
CASE_STAFF = frozenset({Role.CASEWORKER, Role.SUPERVISOR})
BODY_STAFF = CASE_STAFF | {Role.FINANCE}  # everybody who signs in with the staff pool
PERMITTED: dict[Act, frozenset[Role]] = {
    Act.READ: CENTRE_STAFF,
    Act.ASK: CENTRE_STAFF,
    Act.ASK_AS_HEAD: frozenset({Role.HEAD_OF_CENTRE}),
    Act.CORRECT_CENTRE: CENTRE_STAFF,
    Act.FORWARD: frozenset({Role.ASSOCIATE}),
    Act.HANDLE: CASE_STAFF,
    Act.IMPORT: CASE_STAFF,
    Act.SEE_FAILURES: CASE_STAFF,
    Act.BILL: frozenset({Role.FINANCE}),
    Act.READ_BILLS: frozenset({Role.FINANCE, Role.SUPERVISOR}),
}
NEEDS_STAFF_POOL = frozenset({Act.HANDLE, Act.IMPORT, Act.SEE_FAILURES, Act.BILL, Act.READ_BILLS})


class Membership(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    organisation: str
    organisation_name: str
    role: Role


class Person(BaseModel):
    """Somebody signed in. `staff_pool` says which pool vouched for them: a staff role held through the other pool counts for nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    name: str
    email: str
    memberships: tuple[Membership, ...]
    staff_pool: bool = False


class Organisation(BaseModel):
    """A centre, an Associate or an awarding body: the tenant that owns things. `centres` has its centre number by body."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    name: str
    kind: Kind
    centres: dict[str, str] = {}
    contact_email: str
    associates: dict[str, str] = {}  # by body, the Associate through which this centre enters
    version: int = 1


class CorrectCentre(Request):
    contact_email: Email = Field(title="Centre’s e-mail address", description="Letters are announced to this address.")
    version: int = Field(ge=1)


def may(person: Person, act: Act, organisation: str) -> bool:
    """Whether the person may do this with what belongs to the organisation."""
    if person.staff_pool is not (act in NEEDS_STAFF_POOL):
        return False
    return any(each.organisation == organisation and each.role in PERMITTED[act] for each in person.memberships)


def acts_of(role: Role) -> list[Act]:
    """Everything that a role permits in its own organisation."""
    return [act for act, roles in PERMITTED.items() if role in roles]


def allow(person: Person, act: Act, organisation: str | None) -> Membership:
    """The membership under which the person acts. Raises NotFound where there is none: forbidden looks like absent."""
    if organisation is None or not may(person, act, organisation):
        raise NotFound
    return next(each for each in person.memberships if each.organisation == organisation and each.role in PERMITTED[act])


def acting_for(person: Person, act: Act, chosen: str | None) -> Membership:
    """The organisation a request is for: the one chosen, or the only one. Raises Malformed where a choice is needed."""
    if chosen:
        return allow(person, act, chosen)
    able = {each.organisation for each in person.memberships if may(person, act, each.organisation)}
    if len(able) > 1:
        raise Malformed(problem("choose_organisation", field="organisation"))
    return allow(person, act, next(iter(able), None))
