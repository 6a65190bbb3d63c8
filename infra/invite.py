"""Invite the first people of an awarding body or of a centre to a deployed desk.

    python -m infra.invite --stage production --email casework@board.example --name "Jonas Lindqvist" --role caseworker \\
        --organisation cambridge-international --organisation-name "Cambridge International" --contact casework@board.example
    python -m infra.invite --stage production --email officer@northfield.example --name "Amara Okafor" --role exams_officer \\
        --organisation northfield --organisation-name "Northfield School" --contact exams@northfield.example --body cambridge-international --centre-number ZZ101

Cognito mails them a password for their first sign-in. For an organisation that the desk knows already, its id is enough.

    python -m infra.invite --stage production --email officer@northfield.example --disable

ends somebody's access within a minute, also where they are signed in; inviting them again gives it back.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import Any

from functions.adapters.organisations import put_organisation_and_numbers, put_person, read_organisations, read_person
from functions.adapters.table import Table
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.loading import load
from functions.domain.people.people import Kind, Membership, Organisation, Person, Role
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
    pool = outputs["StaffPoolId" if role in BODY_STAFF else "PeoplePoolId"]
    sub = _account(pools, pool, email=email, name=name, password=password)
    person = read_person(table, sub) or Person(id=sub, name=name, email=email, memberships=())
    membership = Membership(organisation=organisation.id, organisation_name=organisation.name, role=role)
    others = tuple(each for each in person.memberships if each != membership)
    table.put(put_person(person.model_copy(update={"memberships": (*others, membership), "disabled": False})))


def disable(pools: Any, table: Table, outputs: Mapping[str, str], email: str) -> bool:
    """End the access of whoever has this address, in both pools. Return whether there is an account; doing it again changes nothing.

    The desk asks the table at each request, a minute's memory apart, so a token that has not run out is worth nothing either.
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
    parser.add_argument("--role", choices=[role.value for role in Role])
    for optional in ("--name", "--organisation", "--organisation-name", "--contact", "--centre-number"):
        parser.add_argument(optional)
    arguments = parser.parse_args()
    if not (arguments.disable or (arguments.name and arguments.organisation and arguments.role)):
        parser.error("an invitation needs --name, --organisation and --role")
    if arguments.centre_number and not arguments.body:
        parser.error("--centre-number needs --body: the awarding body that gave the number")
    return arguments


if __name__ == "__main__":
    main()
