"""The link that the token of a candidate's visit opens.

A token is tried only while not too many that open nothing have come from the same address. One that opens nothing, was revoked, was
replaced by another or has expired is refused in the same words.
"""

from __future__ import annotations

from functions.actions.shared.visits import Visit, count_wrong, require_few_wrong
from functions.adapters import keys
from functions.adapters.consent_links import OpenedLink, read_link, read_target
from functions.domain.errors import Refused, problem
from functions.domain.tokens import hash_of


def opened(visit: Visit, token: str) -> OpenedLink:
    """Return the link that a token opens. Raise TooMany where too many wrong ones came before, Refused where it opens nothing."""
    require_few_wrong(visit)
    hashed = hash_of(token)
    target = read_target(visit.table, hashed)
    if target is None:
        count_wrong(visit)
        raise Refused(problem("link_not_valid"))
    of = keys.consents(target.organisation, target.body, target.series, target.candidate)
    link = read_link(visit.table, of)
    if link is None or not link.works_with(hashed, visit.system_now):
        raise Refused(problem("link_not_valid"))
    return OpenedLink(link, of)
