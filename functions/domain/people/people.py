"""People, their roles, and the organisations that they belong to.

A token says who a person is; the table says which organisations they belong to and in which role. Anything that is not
permitted looks the same as something that does not exist.
"""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.fields import Email, Request, Version


class Role(StrEnum):
    """The role of a person in an organisation."""

    EXAMS_OFFICER = "exams_officer"
    HEAD_OF_CENTRE = "head_of_centre"
    VIEWER = "viewer"  # reads everything of the centre, and changes nothing
    ASSOCIATE = "associate"
    CASEWORKER = "caseworker"
    SUPERVISOR = "supervisor"
    FINANCE = "finance"
    COORDINATOR = "coordinator"  # beside another role: invites people and gives roles


ROLE_TEXT = {
    Role.EXAMS_OFFICER: "Exams officer",
    Role.HEAD_OF_CENTRE: "Head of Centre",
    Role.VIEWER: "Viewer",
    Role.ASSOCIATE: "Associate",
    Role.CASEWORKER: "Caseworker",
    Role.SUPERVISOR: "Supervisor",
    Role.FINANCE: "Finance",
    Role.COORDINATOR: "Coordinator",
}


class Kind(StrEnum):
    """The kind of an organisation."""

    CENTRE = "centre"
    ASSOCIATE = "associate"
    AWARDING_BODY = "awarding_body"


# The roles that people of each kind of organisation can have. A coordinator has another one as well.
ROLES_IN: dict[Kind, tuple[Role, ...]] = {
    Kind.CENTRE: (Role.EXAMS_OFFICER, Role.HEAD_OF_CENTRE, Role.VIEWER, Role.COORDINATOR),
    Kind.ASSOCIATE: (Role.ASSOCIATE, Role.COORDINATOR),
    Kind.AWARDING_BODY: (Role.CASEWORKER, Role.SUPERVISOR, Role.FINANCE, Role.COORDINATOR),
}


class Membership(BaseModel):
    """A person's role in one organisation. The organisation's name is kept with it, so that one read suffices."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    organisation: str
    organisation_name: str
    role: Role


class Person(BaseModel):
    """A person who is signed in. `staff_pool` says which pool they signed in with: a staff role has no effect with the other pool.

    Whoever is `disabled` may do nothing, also with a token that has not run out yet. `joined_at` is when they first came to a desk; those
    stored by earlier versions have none, and get it when they come again.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    name: str
    email: str
    memberships: tuple[Membership, ...]
    staff_pool: bool = False
    disabled: bool = False
    joined_at: datetime | None = None

    def with_roles(self, organisation: "Organisation", roles: tuple[Role, ...]) -> "Person":
        """Return the person with these roles in an organisation, in place of those that they had there; without any, they have left it.

        Whoever belongs to no organisation any more is disabled.
        """
        others = tuple(each for each in self.memberships if each.organisation != organisation.id)
        new = tuple(Membership(organisation=organisation.id, organisation_name=organisation.name, role=each) for each in roles)
        return self.model_copy(update={"memberships": (*others, *new), "disabled": not (others or new)})


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
