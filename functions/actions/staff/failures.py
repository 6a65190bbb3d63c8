"""What the desk could not finish by itself: staff see it, and may have it tried again at once."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from functions.actions.effects.means import Means
from functions.actions.shared.effect_names import MAIL
from functions.actions.shared.session import Session
from functions.adapters import keys
from functions.adapters.events import read_agenda, read_awarding
from functions.domain.calendar import iso
from functions.domain.errors import NotFound
from functions.domain.people.history import WHAT_TEXT
from functions.domain.people.permissions import Act
from functions.domain.retries import FIRST_WAIT

CODE = re.compile(r"[A-Z][A-Za-z]+")  # of an error, as against its description
MOST_LOOKED_AT = 1000  # entries of the agenda, which all awarding bodies share
EFFECT_TEXT = {
    "receive": "Number the enquiries",
    "receipt": "Make the receipt",
    "mail": "Send the e-mail",
    "tell": "Tell the centres by e-mail",
    "statement": "Make the updated statement of results",
    "release": "Move on what waits for it",
    "invoice": "Make the invoice’s PDF",
    "credit_note": "Make the credit note’s PDF",
    "account": "Make the account to sign in with",
    "invite_again": "Send the invitation again",
    "end_access": "End the sessions at the sign-in",
    "reset_factor": "Reset the second factor",
}


def listing(session: Session) -> dict[str, Any]:
    """Return as `failures` everything that concerns the person's awarding body and is still due after it failed, or that should have been tried by now and never was.

    The next to be tried comes first. `next_at` is when the sweep tries it, or null for what it should have tried already. `more`
    says that so much is due that not all of it was looked at.
    """
    member = session.acting_for(Act.SEE_FAILURES)
    late = iso(session.now - FIRST_WAIT)
    agenda = read_agenda(session.table, MOST_LOOKED_AT)
    found = [
        {
            "key": "|".join(effect.key),
            "what": ", ".join(EFFECT_TEXT.get(name.split(":")[0], name) for name in effect.due),
            "about": ": ".join(filter(None, (WHAT_TEXT[effect.event.what], effect.event.about))),
            "enquiry": keys.enquiry_in(effect.key[0]),
            "attempts": effect.attempts, "last_error": effect.last_error, "error_text": error_text(effect.last_error), "since": iso(effect.event.at),
            "next_at": iso(datetime.fromisoformat(effect.next_at) + FIRST_WAIT) if effect.attempts else None,
        }
        for effect in agenda
        if member.organisation in effect.awarding and (effect.attempts or effect.next_at < late)
    ]  # fmt: skip
    return {"failures": found, "more": len(agenda) == MOST_LOOKED_AT}


def error_text(stored: str) -> str:
    """Return in words why an event's effects failed, as `last_error` keeps it: "mail:receipt: MessageRejected; statement: LookupError".

    A code stays in brackets, for whoever looks into the log. What is in words already stays as it is.
    """
    said = []
    for each in filter(None, stored.split("; ")):
        effect, _, why = each.rpartition(": ")
        if CODE.fullmatch(why):
            why = f"{'The e-mail could not be sent' if effect.startswith(MAIL) else 'An unexpected error, which the log describes'} ({why})"
        said.append(f"{why[0].upper()}{why[1:]}.")
    return " ".join(dict.fromkeys(said))


def retry(session: Session, means: Means, name: str) -> dict[str, bool]:
    """Try again now, also an e-mail whose sending was interrupted: that is for staff to decide, who see the warning.

    Raise NotFound for what is not there or another awarding body's; for what was done meanwhile the answer is that it is done.
    """
    member = session.acting_for(Act.SEE_FAILURES)
    pk, _, sk = name.partition("|")
    key = keys.Key(pk, sk)
    if member.organisation not in read_awarding(session.table, key):
        raise NotFound
    from functions.actions.effects.effects import perform  # brings every letter and e-mail, which the first page's count does not need

    return {"done": perform(means, key, again=True)}
