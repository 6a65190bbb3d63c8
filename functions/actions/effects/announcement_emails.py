"""Centres are told by e-mail that there is a message: one history entry a centre, each with its own e-mail due (PE-05).

A page of centres at a time, so that an awarding body may have thousands: each page leaves the next one due before it is
done. A repeat writes nothing twice, for the keys are fixed by the message and the centre.
"""

from __future__ import annotations

from contextlib import suppress

from functions.actions.effects.means import Means
from functions.actions.shared.effect_names import MAIL, TELL
from functions.adapters import keys
from functions.adapters.events import Effect, put_event_at
from functions.adapters.keys import Key
from functions.adapters.organisations import read_centres
from functions.adapters.table import Conflict

AT_ONCE = 100  # centres


def tell_centres(means: Means, effect: Effect, after: str) -> None:
    """Leave an e-mail due for each centre of a page, and the next page after it. `after` ends the page before."""
    key, event = Key(*effect.key), effect.event
    if (body := keys.body_of_announcement(key.pk)) is None:
        raise LookupError("what centres are told of is not an announcement")
    centres, following = read_centres(means.table, body, AT_ONCE, after)
    entries = [
        (keys.told(key, organisation), event.model_copy(update={"about": number}), f"{MAIL}:announcement")
        for number, organisation in centres
    ]
    if following:
        later = event.model_copy(update={"version": event.version + 1})
        entries.append((keys.event(key, later.version), later, f"{TELL}:{following}"))
    for entry, each, due in entries:
        with suppress(Conflict):  # written by an earlier attempt
            means.table.put(put_event_at(entry, each, (due,), effect.awarding))
