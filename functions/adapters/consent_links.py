"""Candidates' links in the table: the one link of each candidate, and whom a token opens."""

from __future__ import annotations

from typing import NamedTuple

from functions.adapters import keys
from functions.adapters.items import item_of, model_in
from functions.adapters.keys import Key
from functions.adapters.table import Put, Table
from functions.domain.consent.links import ConsentLink, LinkTarget


class OpenedLink(NamedTuple):
    """A link that works, and the key of the consents that it opens."""

    link: ConsentLink
    consents: Key


def put_link(link: ConsentLink) -> Put:
    """Store a candidate's link over the version before it."""
    of = keys.consents(link.organisation, link.body, link.series, link.candidate)
    return Put(item_of(keys.consent_link(of), link.version, link), expect=link.version - 1)


def put_token(link: ConsentLink) -> Put:
    """Store whom the token of a link opens, by the token's hash, until the link expires."""
    target = LinkTarget(organisation=link.organisation, body=link.body, series=link.series, candidate=link.candidate)
    item = item_of(keys.link_token(link.hash), 1, target)
    item["ttl"] = int(link.expires_at.timestamp())
    return Put(item)


def read_link(table: Table, of: Key) -> ConsentLink | None:
    """Return the link of a candidate whose consents are under this key."""
    item = table.get(keys.consent_link(of))
    return model_in(ConsentLink, item) if item else None


def read_links(table: Table, wanted: list[Key]) -> dict[str, ConsentLink]:
    """Return the links of these candidates, by candidate. A call for each hundred."""
    found: dict[str, ConsentLink] = {}
    for first in range(0, len(wanted), 100):
        items = table.get_all([keys.consent_link(each) for each in wanted[first : first + 100]])
        found |= {link.candidate: link for link in (model_in(ConsentLink, item) for item in items.values())}
    return found


def read_target(table: Table, hash: str) -> LinkTarget | None:
    """Return whom a token opens; None for one that nobody was given, or that has expired."""
    item = table.get(keys.link_token(hash))
    return model_in(LinkTarget, item) if item else None
