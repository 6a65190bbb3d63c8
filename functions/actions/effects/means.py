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
<<<<<<< HEAD
from functions.domain.people.people import Kind
=======
from functions.domain.consent.wording import Say, english
>>>>>>> fae2ff7f2e0735faac1bdd69979f66445eb08ff7


class NotYet(Exception):
    """Something could not be done now. It stays due; staff see it while it does."""


@dataclass(frozen=True, slots=True)
class Means:
<<<<<<< HEAD
    """The desk's parts, the clock, and the address of the site. The renderer, the mailer and the
    accounts are made when they are first needed."""
=======
    """The desk's parts, the clock, and the address of the site. The renderer and the mailer are made when they are first needed.

    `say` returns what puts sentences for candidates into a language; `system_now` counts for links.
    """
>>>>>>> fae2ff7f2e0735faac1bdd69979f66445eb08ff7

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
