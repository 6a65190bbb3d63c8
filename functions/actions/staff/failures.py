"""What the desk could not finish by itself: staff see it, and may have it tried again at once."""

from __future__ import annotations

from typing import Any

from functions.actions.effects.effects import failures as stored_failures
from functions.actions.effects.effects import perform
from functions.actions.effects.mail import Means
from functions.adapters.keys import Key
from functions.adapters.table import Table
from functions.domain.calendar import iso
from functions.domain.errors import NotFound
from functions.domain.people.history import WHAT_TEXT
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act, acting_for

EFFECT_TEXT = {
    "receive": "Number the enquiries",
    "receipt": "Make the receipt",
    "mail": "Send the e-mail",
    "tell": "Tell the centres by e-mail",
    "statement": "Make the updated statement of results",
    "release": "Let go what waits for it",
    "invoice": "Make the invoice’s PDF",
    "credit_note": "Make the credit note’s PDF",
}


def listing(table: Table, person: Person, chosen: str | None) -> list[dict[str, Any]]:
    """Everything of the person's awarding body that failed at least once and is still due, the next to be tried first."""
    member = acting_for(person, Act.SEE_FAILURES, chosen)
    return [
        {
            "key": "|".join(effect.key),
            "what": ", ".join(EFFECT_TEXT.get(name.split(":")[0], name) for name in effect.due),
            "about": f"{WHAT_TEXT[effect.event.what]} {effect.event.about}".strip(),
            "enquiry": effect.key[0].removeprefix("ENQ#") if effect.key[0].startswith("ENQ#") else None,
            "attempts": effect.attempts, "last_error": effect.last_error, "since": iso(effect.event.at), "next_at": effect.next_at,
        }
        for effect in stored_failures(table)
        if effect.awarding == member.organisation
    ]  # fmt: skip


def retry(means: Means, person: Person, chosen: str | None, key: str) -> dict[str, bool]:
    """Try again now, a mail whose sending was interrupted included: that is for staff to decide, who see the warning.

    Raises NotFound for what is not there or another body's; for what was done meanwhile the answer is that it is done.
    """
    member = acting_for(person, Act.SEE_FAILURES, chosen)
    pk, _, sk = key.partition("|")
    item = means.table.get(Key(pk, sk))
    if item is None or item.get("awarding") != member.organisation:
        raise NotFound
    return {"done": perform(means, Key(pk, sk), again=True)}
