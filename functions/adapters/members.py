"""Who belongs to an organisation, in the table."""

from __future__ import annotations

from functions.adapters import keys
from functions.adapters.items import item_of, model_in, pointer_item, target_of
from functions.adapters.table import Put, Table
from functions.domain.people.members import Members


def read_members(table: Table, organisation: str) -> Members:
    """Return the list of an organisation's people; an empty one where none is stored yet."""
    item = table.get(keys.people(organisation))
    return model_in(Members, item) if item else Members(organisation=organisation)


def put_members(members: Members) -> Put:
    """Store a list over the version before it."""
    return Put(item_of(keys.people(members.organisation), members.version, members), expect=members.version - 1)


def read_associate_by_name(table: Table, body: str, name: str) -> str | None:
    """Return the id of the Associate that an awarding body knows by this name."""
    item = table.get(keys.associate_by_name(body, name))
    return target_of(item) if item else None


def put_associate_by_name(body: str, name: str, organisation: str) -> Put:
    """Store by which name an awarding body knows an Associate. Nothing is stored over another."""
    return Put(pointer_item(keys.associate_by_name(body, name), organisation), expect=0)
