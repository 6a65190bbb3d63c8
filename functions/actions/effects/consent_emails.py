"""E-mails to candidates: the link, and the copy of an answer.

The token of a link is made here, when its e-mail is about to be sent, and is nowhere but in that e-mail: the table gets its hash. An
e-mail that is tried again has another token, and the one before opens nothing.
"""

from __future__ import annotations

from contextlib import suppress

from functions.actions.effects.mail import send_once
from functions.actions.effects.means import Means
from functions.adapters.consent_links import put_link, put_token, read_link
from functions.adapters.consents import read_agreed_text
from functions.adapters.events import Effect
from functions.adapters.keys import Key
from functions.adapters.mailer import NotSent
from functions.adapters.table import Conflict
from functions.adapters.tokens import new_token
from functions.documents.candidate_emails import compose
from functions.documents.emails import Email
from functions.domain.calendar import local_day
from functions.domain.consent.candidate_words import copy_email, day_words, link_email
from functions.domain.consent.links import ConsentLink


def send_consent_link(means: Means, effect: Effect, *, again: bool = False) -> None:
    """Send the link that this event asked for; nothing where another was asked for since, or it was revoked."""
    key = Key(*effect.key)
    of = Key(key.pk)
    link = read_link(means.table, of)
    turn = effect.event.about.rpartition(" ")[2]
    if link is None or link.revoked or f"{link.turn}" != turn or link.mail == "sent":
        return

    def written() -> Email:
        token = new_token()
        current = read_link(means.table, of) or link
        made = current.with_token(token, means.system_now())
        means.table.commit([put_link(made), put_token(made)])
        return compose(link_email(made.organisation_name, means.say(made.language)), made.language, f"{means.site}/consent/#{token}")

    try:
        send_once(means, key, "consent_link", link.email, written, again=again)
    except NotSent:
        _note(means, of, "refused")
        raise
    _note(means, of, "sent")


def send_consent_copy(means: Means, effect: Effect, *, again: bool = False) -> None:
    """Send the copy of an answer to the address that its candidate gave."""
    key = Key(*effect.key)
    syllabus, _, consent = effect.event.about.partition(" ")
    link = read_link(means.table, Key(key.pk))
    text = read_agreed_text(means.table, Key(key.pk), syllabus, consent, effect.event.at)
    if link is None or text is None or not text.copy_to:
        return
    say = means.say(text.language)
    day = local_day(effect.event.at, means.catalogue.bodies[link.body].zone)
    words = copy_email(link.organisation_name, text.sentences, day_words(day, say), say)
    send_once(means, key, "consent_copy", text.copy_to, lambda: compose(words, text.language), again=again)


def _note(means: Means, of: Key, became: str) -> None:
    """Note what became of the e-mail, for its centre to see."""
    link: ConsentLink | None = read_link(means.table, of)
    if link:
        with suppress(Conflict):  # it was revoked or asked for again at this moment
            means.table.commit([put_link(link.changed(mail=became))])
