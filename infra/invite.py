"""Invite the first people of an awarding body or of a centre to a deployed desk.

    python -m infra.invite --stage production --email casework@board.example --name "Jonas Lindqvist" --role caseworker \\
        --organisation cambridge-international --organisation-name "Cambridge International" --contact casework@board.example
    python -m infra.invite --stage production --email officer@northfield.example --name "Amara Okafor" --role exams_officer \\
        --organisation northfield --organisation-name "Northfield School" --contact exams@northfield.example --body cambridge-international --centre-number ZZ101

Cognito mails them a password for their first sign-in. For an organisation that the desk knows already, its id is enough.

    python -m infra.invite --stage production --email officer@northfield.example --disable

ends somebody's access at once, also where they are signed in; inviting them again gives it back. `--reset-second-factor` in its place is for
somebody who has lost the device that shows their codes, where no coordinator can do it on the desk.
"""

from __future__ import annotations

import argparse
import sys
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from functions.adapters.accounts import Accounts
from functions.adapters.members import put_members, read_members
from functions.adapters.organisations import (
    StoredPerson,
    put_organisation_and_numbers,
    put_person,
    read_organisations,
    read_person,
    read_stored_person,
)
from functions.adapters.table import Table
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.loading import load
from functions.domain.people.members import Member, in_order
from functions.domain.people.people import Kind, Organisation, Person, Role
from functions.domain.people.permissions import BODY_STAFF
from infra import stacks
from infra.stacks import outputs_of

KINDS = {**dict.fromkeys(BODY_STAFF, Kind.AWARDING_BODY), Role.ASSOCIATE: Kind.ASSOCIATE}


def invite(
    pools: Any,
    table: Table,
    outputs: Mapping[str, str],
    *,
    organisation: Organisation,
    role: Role,
    email: str,
    name: str,
    password: str | None = None,
) -> None:
    """Create an account, and add the role in the organisation to those that the person has. Doing it again changes nothing.

    Staff of the awarding body get an account in the pool that asks for a second factor, everybody else in the other. With a
    password the account can be used at once and no mail is sent.
    """
    pool = outputs["StaffPoolId" if organisation.kind is Kind.AWARDING_BODY else "PeoplePoolId"]
    sub = _account(pools, pool, email=email, name=name, password=password)
    joined_at = datetime.now(UTC) if password else None
    stored = read_stored_person(table, sub) or StoredPerson(Person(id=sub, name=name, email=email, memberships=(), joined_at=joined_at), 0)
    before = (each.role for each in stored.person.memberships if each.organisation == organisation.id)
    person = stored.person.with_roles(organisation, in_order(organisation.kind, (*before, role)))
    if person == stored.person:
        return
    members = read_members(table, organisation.id)
    listed = members.find_person(sub)
    if listed is None or listed.left_at:
        listed = Member(
            id=str(uuid.uuid4()), name=name, email=email, roles=(), person=sub, invited_at=None if password else datetime.now(UTC)
        )
    roles = tuple(each.role for each in person.memberships if each.organisation == organisation.id)
    listed = listed.model_copy(update={"roles": roles, "joined_at": person.joined_at})
    table.commit([put_person(person, stored.version), put_members(members.with_member(listed))])


def reset_second_factor(pools: Any, outputs: Mapping[str, str], email: str) -> bool:
    """Let whoever has this address set up a new second factor, in both pools. Return whether there is an account."""
    accounts = [Accounts(pools, outputs[each]) for each in ("PeoplePoolId", "StaffPoolId")]
    found = [each for each in accounts if each.person(email)]
    for each in found:
        each.reset_second_factor(email)
    return bool(found)


def disable(pools: Any, table: Table, outputs: Mapping[str, str], email: str) -> bool:
    """End the access of whoever has this address, in both pools. Return whether there is an account; doing it again changes nothing.

    The desk asks the table at each request, so a token that has not run out is worth nothing either.
    """
    found = False
    for pool in (outputs["PeoplePoolId"], outputs["StaffPoolId"]):
        try:
            user = pools.admin_get_user(UserPoolId=pool, Username=email)
        except pools.exceptions.UserNotFoundException:
            continue
        found = True
        person = read_person(table, _sub_of(user))
        if person:
            table.put(put_person(person.model_copy(update={"disabled": True})))
        pools.admin_user_global_sign_out(UserPoolId=pool, Username=email)
        pools.admin_disable_user(UserPoolId=pool, Username=email)
    return found


def _account(pools: Any, pool: str, *, email: str, name: str, password: str | None) -> str:
    """Create the account unless it exists. Return the id by which tokens will name the person."""
    try:
        user = pools.admin_get_user(UserPoolId=pool, Username=email)
    except pools.exceptions.UserNotFoundException:
        attributes = {"email": email, "email_verified": "true", "name": name}
        pools.admin_create_user(
            UserPoolId=pool, Username=email,
            UserAttributes=[{"Name": key, "Value": value} for key, value in attributes.items()],
            **({"MessageAction": "SUPPRESS"} if password else {"DesiredDeliveryMediums": ["EMAIL"]}),
        )  # fmt: skip
        if password:
            pools.admin_set_user_password(UserPoolId=pool, Username=email, Password=password, Permanent=True)
        user = pools.admin_get_user(UserPoolId=pool, Username=email)
    if not user["Enabled"]:
        pools.admin_enable_user(UserPoolId=pool, Username=email)
    return _sub_of(user)


def _sub_of(user: Any) -> str:
    """Return the id by which tokens name the person of an account."""
    sub: str = next(each["Value"] for each in user["UserAttributes"] if each["Name"] == "sub")
    return sub


def centre_number_fault(catalogue: Catalogue, body: str, number: str) -> str:
    """Return what is wrong with a centre number of an awarding body, in a sentence; empty if nothing is."""
    if (given := catalogue.bodies.get(body)) is None:
        return f"--body: this desk does not serve “{body}”; it serves {', '.join(catalogue.bodies)}"
    wrong = given.identifier_problem(given.identifiers.centre, number, field="centre-number")
    return f"--centre-number: {wrong.message}" if wrong else ""


def main() -> None:
    arguments = _arguments()
    if arguments.centre_number and (wrong := centre_number_fault(load(), arguments.body, arguments.centre_number)):
        sys.exit(wrong)
    session = stacks.session()
    outputs = outputs_of(session, f"results-desk-{arguments.stage}")
    if not outputs:
        sys.exit(f"There is no desk of stage {arguments.stage} in this account and region: run `make deploy` first")
    table = Table(outputs["Table"], session.client("dynamodb"))
    if arguments.disable:
        there = disable(session.client("cognito-idp"), table, outputs, arguments.email)
        sys.exit(None if there else f"Nobody has an account with the address {arguments.email}")
    if arguments.reset_second_factor:
        there = reset_second_factor(session.client("cognito-idp"), outputs, arguments.email)
        sys.exit(None if there else f"Nobody has an account with the address {arguments.email}")
    role = Role(arguments.role)
    organisation = read_organisations(table, [arguments.organisation]).get(arguments.organisation)
    if organisation is None and not (arguments.organisation_name and arguments.contact):
        sys.exit(f"The desk does not know {arguments.organisation} yet: give --organisation-name and --contact too")
    if organisation is None:
        organisation = Organisation(
            id=arguments.organisation,
            name=arguments.organisation_name,
            kind=KINDS.get(role, Kind.CENTRE),
            centres={arguments.body: arguments.centre_number} if arguments.centre_number else {},
            contact_email=arguments.contact,
        )
        table.commit(put_organisation_and_numbers(organisation))
    pools = session.client("cognito-idp")
    invite(pools, table, outputs, organisation=organisation, role=role, email=arguments.email, name=arguments.name)
    print(f"{arguments.email} is invited to {outputs['SiteUrl']} for {organisation.name}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m infra.invite", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stage", default="production")
    parser.add_argument("--body", help="the awarding body whose centre number is given")
    parser.add_argument("--email", required=True)
    parser.add_argument("--disable", action="store_true", help="end this person's access instead of inviting them")
    parser.add_argument("--reset-second-factor", action="store_true", help="let this person set up a new second factor")
    parser.add_argument("--role", choices=[role.value for role in Role])
    for optional in ("--name", "--organisation", "--organisation-name", "--contact", "--centre-number"):
        parser.add_argument(optional)
    arguments = parser.parse_args()
    if not (arguments.disable or arguments.reset_second_factor or (arguments.name and arguments.organisation and arguments.role)):
        parser.error("an invitation needs --name, --organisation and --role")
    if arguments.centre_number and not arguments.body:
        parser.error("--centre-number needs --body: the awarding body that gave the number")
    return arguments


if __name__ == "__main__":
    main()
