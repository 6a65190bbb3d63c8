"""History entries, and the effects that must still follow from them."""

import secrets
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from functions.adapters import keys
from functions.adapters.items import item_of, model_in
from functions.adapters.keys import Key
from functions.adapters.table import Item, Put, Table
from functions.domain.calendar import iso
from functions.domain.people.history import Event


class Effect(BaseModel):
    """What must still follow from an event. It is kept on the event's history entry until it is done."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    key: tuple[str, str]
    due: tuple[str, ...]
    event: Event
    attempts: int = 0
    last_error: str = ""
    next_at: str = ""
    awarding: tuple[str, ...] = ()  # the awarding bodies whose staff see it while it fails


def put_event(of: Key, event: Event, due: Iterable[str] = (), awarding: tuple[str, ...] = ()) -> Put:
    """Store a history entry of the item at `of`, under the event's version.

    With effects `due` it is also on the agenda until they are done; the staff of `awarding` see what fails.
    """
    return put_event_at(keys.event(of, event.version), event, due, awarding)


def put_event_at(key: Key, event: Event, due: Iterable[str], awarding: tuple[str, ...]) -> Put:
    """Store a history entry under a key of its own. An entry that is there already is kept."""
    return Put(item_of(key, event.version, event) | _agenda(key, event, due, awarding))


def put_side_event(
    of: Key, event: Event, *, due: Iterable[str] = (), awarding: tuple[str, ...] = (), extensions: Iterable[str] = ()
) -> Put:
    """Store a history entry of something that left the version of the item at `of` as it was: a download, a file attached.

    `extensions` are the ids of the enquiries that an enquiry was extended to by this event.
    """
    key = keys.side_event(of, iso(event.at), secrets.token_hex(4))
    attributes = {"extensions": ids} if (ids := ",".join(extensions)) else {}
    return Put(item_of(key, 0, event, **attributes) | _agenda(key, event, due, awarding))


def read_event(table: Table, key: Key) -> Event | None:
    """Return the history entry under this key."""
    item = table.get(key)
    return model_in(Event, item) if item else None


def read_events(table: Table, of: Key) -> list[Event]:
    """Return the history of the item at `of` without what left its version as it was, oldest first."""
    return [model_in(Event, item) for item in table.partition(of.pk, keys.EVENTS)]


def read_all_events(table: Table, of: Key) -> list[Event]:
    """Return the whole history of the item at `of`, oldest first, with what left its version as it was."""
    items = [*table.partition(of.pk, keys.EVENTS), *table.partition(of.pk, keys.SIDE_EVENTS)]
    return sorted((model_in(Event, item) for item in items), key=lambda event: event.at)


def read_effect(table: Table, key: Key) -> Effect | None:
    """Return what is due on a history entry; None where nothing is, or there is no such entry."""
    item = table.get(key)
    return effect_in(item) if item and "due" in item else None


def read_awarding(table: Table, key: Key) -> tuple[str, ...]:
    """Return the awarding bodies whose staff see a history entry while an effect of it fails; none where there is no such entry."""
    return _awarding(table.get(key) or {})


def effect_in(item: Item) -> Effect:
    """Return the effects that a history entry has due, with what became of earlier attempts."""
    return Effect(
        key=(str(item["pk"]), str(item["sk"])),
        due=tuple(filter(None, str(item.get("due", "")).split(","))),
        event=model_in(Event, item),
        attempts=int(item.get("attempts", 0)),
        last_error=str(item.get("last_error", "")),
        awarding=_awarding(item),
        next_at=str(item.get("g3sk", "")).split("#")[0],
    )


def read_agenda(table: Table, limit: int, below: str | None = None) -> list[Effect]:
    """Return up to `limit` history entries with effects due, the next to be tried first; only those due before `below`."""
    found: list[Effect] = []
    after: dict[str, str] | None = None
    while len(found) < limit:
        page = table.index("agenda", keys.EFFECTS, limit=limit - len(found), below=below, after=after)
        found += [effect_in(item) for item in page.items]
        if page.next is None:
            break
        after = {name: str(page.items[-1][name]) for name in ("g3pk", "g3sk", "pk", "sk")}
    return found


def postpone(table: Table, effect: Effect, *, left: Iterable[str], error: str, next_at: str) -> None:
    """Note which effects are left, why, and when to try again. Raise Conflict where somebody else has finished them."""
    key = Key(*effect.key)
    table.update(
        key, "SET due = :left, attempts = :attempts, last_error = :error, g3sk = :next",
        {":left": ",".join(left), ":attempts": effect.attempts + 1, ":error": error, ":next": f"{next_at}#{key.pk}#{key.sk}"},
        "attribute_exists(due)",
    )  # fmt: skip


def finish(table: Table, effect: Effect, at: str) -> None:
    """Note that all effects are done. Raise Conflict where somebody else has noted it."""
    table.update(Key(*effect.key), "REMOVE due, g3pk, g3sk SET done_at = :now", {":now": at}, "attribute_exists(due)")


def _awarding(item: Item) -> tuple[str, ...]:
    return tuple(filter(None, str(item.get("awarding", "")).split(",")))


def _agenda(key: Key, event: Event, due: Iterable[str], awarding: tuple[str, ...]) -> Item:
    effects = ",".join(due)
    if not effects:
        return {}
    return {"due": effects, "awarding": ",".join(awarding), "g3pk": keys.EFFECTS, "g3sk": f"{iso(event.at)}#{key.pk}#{key.sk}"}
