"""People, their roles, and the organisations that they belong to.

A token says who somebody is; the table says which organisations they belong to and as what. Whatever is not permitted
looks the same as what does not exist.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.fields import Email, Request


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
