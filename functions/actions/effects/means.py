"""What the effects of an event are carried out with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from functions.adapters.accounts import Accounts
from functions.adapters.files import Files
from functions.adapters.mailer import Mailer
from functions.adapters.renderer import Renderer
from functions.adapters.table import Table
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.consent.wording import Say, english
from functions.domain.people.people import Kind


class NotYet(Exception):
    """Something could not be done now. It stays due; staff see it while it does."""


@dataclass(frozen=True, slots=True)
class Means:
    """The desk's parts, the clock, and the address of the site. The renderer, the mailer and the accounts are made when first needed.

    `say` returns what puts sentences for candidates into a language; `system_now` counts for links.
    """

    table: Table
    catalogue: Catalogue
    files: Files
    renderer: Callable[[], Renderer]
    mailer: Callable[[], Mailer]
    accounts: Callable[[Kind], Accounts]
    site: str
    now: Callable[[], datetime]
    say: Callable[[str], Say] = lambda _: english
    system_now: Callable[[], datetime] = lambda: datetime.now(UTC)
