"""One visit of a candidate: what the desk works with, and the link that the token opens.

A token is tried only while not too many that open nothing have come from the same address. One that opens nothing, was revoked, was
replaced by another or has expired is refused in the same words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from functions.adapters import keys
from functions.adapters.consent_links import OpenedLink, count_wrong_try, read_link, read_target, wrong_tries
from functions.adapters.table import Table
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.consent.links import MOST_WRONG, hash_of
from functions.domain.errors import Refused, TooMany, problem


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a candidate. `source` is the address that it comes from; `system_now` is for the link, `now` is desk time."""

    table: Table
    catalogue: Catalogue
    source: str
    now: datetime
    system_now: datetime


def opened(visit: Visit, token: str) -> OpenedLink:
    """Return the link that a token opens. Raise TooMany where too many wrong ones came before, Refused where it opens nothing."""
    if wrong_tries(visit.table, visit.source, visit.system_now) >= MOST_WRONG:
        raise TooMany(problem("too_many_wrong"))
    hashed = hash_of(token)
    target = read_target(visit.table, hashed)
    if target is None:
        count_wrong_try(visit.table, visit.source, visit.system_now)
        raise Refused(problem("link_not_valid"))
    of = keys.consents(target.organisation, target.body, target.series, target.candidate)
    link = read_link(visit.table, of)
    if link is None or not link.works_with(hashed, visit.system_now):
        raise Refused(problem("link_not_valid"))
    return OpenedLink(link, of)
