"""People, their roles, and the organisations that they belong to.

A token says who a person is; the table says which organisations they belong to and in which role. Anything that is not
permitted looks the same as something that does not exist.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.fields import Email, Request, Version


class Role(StrEnum):
    """The role of a person in an organisation."""

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
    """The kind of an organisation."""

    CENTRE = "centre"
    ASSOCIATE = "associate"
    AWARDING_BODY = "awarding_body"


class Membership(BaseModel):
    """A person's role in one organisation. The organisation's name is kept with it, so that one read suffices."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    organisation: str
    organisation_name: str
    role: Role


class Person(BaseModel):
    """A person who is signed in. `staff_pool` says which pool they signed in with: a staff role has no effect with the other pool.

    Whoever is `disabled` may do nothing, also with a token that has not run out yet.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    name: str
    email: str
    memberships: tuple[Membership, ...]
    staff_pool: bool = False
    disabled: bool = False


class Organisation(BaseModel):
    """A centre, an Associate or an awarding body: the tenant that owns things. `centres` has its centre number by awarding body."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    name: str
    kind: Kind
    centres: dict[str, str] = {}
    contact_email: str
    associates: dict[str, str] = {}  # by body, the Associate through which this centre enters
    version: int = 1


class AddressChange(BaseModel):
    """The e-mail addresses of a centre before and after a correction: both are told of it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    before: str
    after: str


class CorrectCentre(Request):
    """A request to correct the details of a centre."""

    contact_email: Email = Field(title="Centre’s e-mail address", description="We write to this address when a letter is ready.")
    version: Version
