"""One request of somebody without an account, who has nothing but a token: what the desk works with, and how wrong tokens are slowed down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from functions.adapters.table import Table
from functions.adapters.tokens import count_wrong_try, wrong_tries
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.errors import TooMany, problem
from functions.domain.tokens import MOST_WRONG


@dataclass(frozen=True, slots=True)
class Visit:
    """One such request. `source` is the address that it comes from; `system_now` is for the token, `now` is desk time.

    Wrong tokens are counted for each source and for each kind of token by itself: a class that mistypes its links stops no calendar.
    """

    table: Table
    catalogue: Catalogue
    source: str
    now: datetime
    system_now: datetime
    kind: str = ""

    @property
    def counted_as(self) -> str:
        return f"{self.kind} {self.source}" if self.kind else self.source


def require_few_wrong(visit: Visit) -> None:
    """Raise TooMany where too many tokens that open nothing came from the same address in the current window."""
    if wrong_tries(visit.table, visit.counted_as, visit.system_now) >= MOST_WRONG:
        raise TooMany(problem("too_many_wrong"))


def count_wrong(visit: Visit) -> None:
    """Count a token that opens nothing and never did."""
    count_wrong_try(visit.table, visit.counted_as, visit.system_now)
