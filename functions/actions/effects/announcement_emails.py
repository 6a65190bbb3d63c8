"""Centres are told by e-mail that there is a message: one history entry a centre, each with its own e-mail to send (PE-05).

A page of centres at a time, so that an awarding body may have thousands: each page leaves the next one due before it is
done. Doing it again writes nothing twice, for what is written is fixed by the message and the centre.
"""

from __future__ import annotations

from contextlib import suppress

from functions.actions.effects.mail import Means
from functions.actions.shared.effect_names import MAIL, TELL
from functions.adapters import keys
from functions.adapters.keys import Key
from functions.adapters.records import body_of, event_put
from functions.adapters.table import Conflict
from functions.domain.people.history import Event

AT_ONCE = 100  # centres


def tell_centres(means: Means, key: Key, after: str) -> None:
    """Leave an e-mail due for each centre of a page, and the next page after it. `after` ends the page before."""
    stored = means.table.get(key)
    if stored is None:
        raise LookupError("the event of a message is not stored")
    told = Event.model_validate_json(body_of(stored))
    body = str(stored["awarding"])
    pk = keys.centres_of(body)
    start = {"g1pk": pk, "g1sk": after, **keys.centre(body, after)._asdict()} if after else None
    page = means.table.index("lists", pk, limit=AT_ONCE, after=start)
    entries = [
        (keys.told(key, str(item["org"])), told.model_copy(update={"about": str(item["g1sk"])}), f"{MAIL}:announcement")
        for item in page.items
    ]
    if page.next:
        entries.append((keys.event(key, told.version + 1), told.model_copy(update={"version": told.version + 1}), f"{TELL}:{page.next}"))
    for entry, event, due in entries:
        with suppress(Conflict):  # written when this was done before
            means.table.put(event_put(entry, event, (due,), body))
