"""The logo of a centre: its entry in the table, and the key of its file."""

from __future__ import annotations

from functions.adapters import keys
from functions.adapters.items import item_of, model_in
from functions.adapters.keys import FINGERPRINT
from functions.adapters.table import Put, Table
from functions.domain.centre_desk.logos import CentreLogo


def logo_file(organisation: str, logo: CentreLogo) -> str:
    """Return the key of the file of a logo. It contains the fingerprint, so nothing is ever put in its place."""
    return f"logos/{organisation}/{logo.sha256[:FINGERPRINT]}.{logo.kind}"


def read_logo(table: Table, organisation: str) -> CentreLogo:
    """Return the logo of a centre; one without a file where it has none. One call."""
    item = table.get(keys.centre_logo(organisation))
    return model_in(CentreLogo, item) if item else CentreLogo()


def put_logo(organisation: str, logo: CentreLogo) -> Put:
    """Store the logo over the version before it."""
    return Put(item_of(keys.centre_logo(organisation), logo.version, logo), expect=logo.version - 1)
