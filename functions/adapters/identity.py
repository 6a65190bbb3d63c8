"""From the claims of a token to a person with roles. The token says who somebody is; the table says in which roles."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from functions.adapters.organisations import read_person
from functions.adapters.table import Table
from functions.domain.errors import NotFound
from functions.domain.people.people import Person

REMEMBERED_SECONDS = 60.0


class Identity:
    """People by their token. A person's roles are remembered for a minute, so a role taken away, or the whole person disabled, counts after that."""

    def __init__(self, table: Table, issuer: str, *, staff: bool, tick: Callable[[], float] = time.monotonic) -> None:
        self.table = table
        self.issuer = issuer
        self.staff = staff
        self.tick = tick
        self._known: dict[str, tuple[float, Person]] = {}

    def person(self, claims: Mapping[str, Any]) -> Person:
        """Return the person that the claims of a checked token are about.

        Raise NotFound for an access token (which passes some authorizers), for the other pool's, for somebody the
        desk does not know, and for somebody who was disabled: none of them has anything here.
        """
        if claims.get("token_use") != "id" or (self.issuer and claims.get("iss") != self.issuer):
            raise NotFound
        sub = str(claims.get("sub", ""))
        known = self._known.get(sub)
        if known and self.tick() - known[0] < REMEMBERED_SECONDS:
            return known[1]
        stored = read_person(self.table, sub)
        if stored is None or stored.disabled:
            raise NotFound
        person = stored.model_copy(update={"staff_pool": self.staff})
        self._known[sub] = (self.tick(), person)
        return person
