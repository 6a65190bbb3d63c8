"""From the claims of a token to a person with roles. The token says who somebody is; the table says in which roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from functions.adapters.organisations import read_person
from functions.adapters.table import Table
from functions.domain.errors import NotFound
from functions.domain.people.people import Person


class Identity:
    """People by their token. Their roles are read for every request, so whoever left is out at once, with every token that they still have."""

    def __init__(self, table: Table, issuer: str, *, staff: bool) -> None:
        self.table = table
        self.issuer = issuer
        self.staff = staff

    def person(self, claims: Mapping[str, Any]) -> Person:
        """Return the person that the claims of a checked token are about. One call.

        Raise NotFound for an access token (which passes some authorizers), for the other pool's, for somebody the
        desk does not know, and for somebody who was disabled: none of them has anything here.
        """
        if claims.get("token_use") != "id" or (self.issuer and claims.get("iss") != self.issuer):
            raise NotFound
        stored = read_person(self.table, str(claims.get("sub", "")))
        if stored is None or stored.disabled:
            raise NotFound
        return stored.model_copy(update={"staff_pool": self.staff})
