"""What follows from an event: numbers, the receipt, mail. Each is done once, and tried until it is done.

An event's history entry keeps `due` until nothing is. The stream is the fast path, the sweep the sure one; both end
here, may come twice or at the same moment, and either finds done what the other did.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from functions.actions.effects.announcement_emails import tell_centres
from functions.actions.effects.consent_emails import send_consent_copy, send_consent_link
from functions.actions.effects.consents_used import note_consents_used
from functions.actions.effects.mail import send_mail
from functions.actions.effects.means import Means, NotYet
from functions.actions.effects.sign_ins import end_access, invite_again, make_account, reset_factor
from functions.actions.effects.statements import make_statements
from functions.actions.letters import invoice_data, letter_data
from functions.actions.shared.claims import cards_of
from functions.actions.shared.effect_names import (
    ACCOUNT,
    CONSENT_COPY,
    CONSENT_LINK,
    CONSENTS,
    CREDIT_PAPER,
    END_ACCESS,
    INVITE_AGAIN,
    INVOICE_PAPER,
    MAIL,
    RECEIPT,
    RECEIVE,
    RELEASE,
    RESET_FACTOR,
    STATEMENT,
    TELL,
)
from functions.actions.shared.transactions import settle
from functions.adapters import keys
from functions.adapters.documents import receipt_file
from functions.adapters.enquiries import put_enquiry, put_number, read_enquiry
from functions.adapters.events import Effect, finish, postpone, put_event, read_agenda, read_effect
from functions.adapters.invoices import invoice_file, put_to_bill, read_issued
from functions.adapters.keys import Key
from functions.adapters.mailer import NotSent
from functions.adapters.organisations import read_organisation
from functions.adapters.submissions import read_submission
from functions.adapters.table import Conflict
from functions.domain.calendar import iso
from functions.domain.enquiries.enquiry import body_of, default_note, enquiry_number, entries_of
from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import Submission, submission_body
from functions.domain.errors import TryAgain
from functions.domain.people.history import THE_DESK, Event, What
from functions.domain.retries import FIRST_WAIT, retry_wait

SWEPT = 50


def perform(means: Means, key: Key, *, again: bool = False) -> bool:
    """Do what is due on a history entry; return whether nothing is left. `again` is staff's decision to repeat a mail that may have gone out.

    Each effect is tried, no matter what became of those before it: a statement that cannot be made holds up no letter's
    e-mail. What failed stays due and is noted with its time to try again; nothing is raised for it, so that one entry never
    holds up another.
    """
    effect = read_effect(means.table, key)
    if effect is None:
        return True
    failed: dict[str, Exception] = {}
    for name in effect.due:
        try:
            _perform_one(means, effect, name, again=again)
        except Exception as failure:  # noqa: BLE001 - whatever it was, it stays due and staff see its kind
            failed[name] = failure
    if failed:
        _postpone(means, effect, failed)
        return False
    with suppress(Conflict):  # somebody else finished at the same moment
        finish(means.table, effect, iso(means.now()))
    return True


def overdue(means: Means) -> list[Key]:
    """Return the history entries whose effects should have been done by now, the earliest first. The stream has had two minutes."""
    return [Key(*each.key) for each in read_agenda(means.table, SWEPT, below=iso(means.now() - FIRST_WAIT))]


def _perform_one(means: Means, effect: Effect, name: str, *, again: bool) -> None:
    kind, _, what = name.partition(":")
    if kind == MAIL:
        send_mail(means, Key(*effect.key), what, again=again)
    elif kind == TELL:
        tell_centres(means, effect, what)
    elif kind in TO_CANDIDATES:
        TO_CANDIDATES[kind](means, effect, again=again)
    elif kind in EFFECTS:
        EFFECTS[kind](means, effect)
    else:
        raise LookupError(f"no effect is called {kind}")


def _receive_all(means: Means, effect: Effect) -> None:
    """Receive an enquiry, or every enquiry of a submission."""
    pk = effect.key[0]
    ids = _submission(means, effect).enquiries if keys.is_submission(pk) else (keys.thing_in(pk),)
    for id in ids:
        receive(means, id)


def receive(means: Means, id: str) -> None:
    """Give a submitted enquiry its number and its place in the queue; do nothing for one that has them, was cancelled, or is made in a portal."""
    enquiry = read_enquiry(means.table, id)
    if enquiry is None:
        raise LookupError("an enquiry of a submission is not stored")
    if enquiry.status is not Status.SUBMITTED or enquiry.portal:
        return
    body = body_of(enquiry, means.catalogue)
    entries = entries_of(enquiry, body)
    number = enquiry_number(entries.series.id, means.table.next_number(keys.counter(body.id, entries.series.id)))
    now = means.now()
    received = enquiry.received(number, default_note(entries.series, entries.syllabus, number), now)
    event = Event(what=What.RECEIVED, at=now, by=THE_DESK, version=received.version, about=number)
    means.table.put(
        put_to_bill(body.id, entries.series.id, enquiry.organisation)
    )  # by itself: it is the same for all of a centre's enquiries
    try:
        means.table.commit([put_enquiry(received), put_event(keys.enquiry(id), event), put_number(received)])
    except Conflict as changed:
        raise NotYet("changed meanwhile") from changed


def _release_waiting(means: Means, effect: Effect) -> None:
    """Move on what waited for an enquiry that is finished; an enquiry whose last wait this was becomes submitted (CI-11).

    They are found through the claims on its candidates' cards, which the submission that waits wrote in the same transaction as
    it read them. Two that finish at once meet at the waiting enquiry's version: the second reads again and moves it on.
    """
    finished = read_enquiry(means.table, keys.thing_in(effect.key[0]))
    if finished is None:
        raise LookupError("the enquiry of an event is not stored")
    cards = cards_of(means.table, finished)
    for waiting in sorted({claim.enquiry for card in cards for claim in card.open_claims} - {finished.id}):
        _release(means, waiting, finished.id)


def _release(means: Means, waiting: str, finished: str) -> None:
    """Take a finished enquiry out of what another one waits for."""

    def attempt() -> None:
        enquiry = read_enquiry(means.table, waiting)
        if enquiry is None or finished not in enquiry.waits_for:
            return
        now = means.now()
        after = enquiry.without_waiting_for(finished, now)
        is_free = after.status is Status.SUBMITTED and enquiry.status is Status.PENDING
        event = Event(what=What.MOVED_ON if is_free else What.WAITED, at=now, by=THE_DESK, version=after.version)
        due = (RECEIVE,) if is_free else ()
        means.table.commit([put_enquiry(after), put_event(keys.enquiry(waiting), event, due, (after.body,))])

    try:
        settle(attempt)
    except TryAgain as busy:
        raise NotYet("what waits for it keeps changing") from busy


def _make_receipt(means: Means, effect: Effect) -> None:
    """Render the receipt of a submission; do nothing where it is made already."""
    submission = _submission(means, effect)
    if means.files.size(receipt_file(submission.id)) is not None:
        return
    body = submission_body(submission, means.catalogue)
    centre = read_organisation(means.table, submission.organisation)
    associate = read_organisation(means.table, submission.associate) if submission.associate else None
    means.renderer().render(letter_data.receipt(submission, centre, body, associate), receipt_file(submission.id))


def _make_statements(means: Means, effect: Effect) -> None:
    make_statements(means, keys.thing_in(effect.key[0]))


def _make_invoice(means: Means, effect: Effect) -> None:
    """Render the PDF of the invoice or credit note that an event issued; do nothing where it is made already."""
    of, lines = read_issued(means.table, keys.thing_in(effect.key[0]), effect.event)
    if means.files.size(invoice_file(of)) is None:
        means.renderer().render(invoice_data.letter(of, lines, means.catalogue.bodies[of.body]), invoice_file(of))


def _postpone(means: Means, effect: Effect, failed: dict[str, Exception]) -> None:
    """Note what is left and when to try again."""
    error = "; ".join(
        f"{name}: {failure if isinstance(failure, NotYet | NotSent) else type(failure).__name__}" for name, failure in failed.items()
    )
    with suppress(Conflict):  # somebody else finished it
        postpone(means.table, effect, left=failed, error=error, next_at=iso(means.now() - FIRST_WAIT + retry_wait(effect.attempts)))


def _submission(means: Means, effect: Effect) -> Submission:
    submission = read_submission(means.table, keys.thing_in(effect.key[0]))
    if submission is None:
        raise LookupError("the submission of an event is not stored")
    return submission


EFFECTS: dict[str, Callable[[Means, Effect], None]] = {
    RECEIVE: _receive_all,
    RELEASE: _release_waiting,
    RECEIPT: _make_receipt,
    STATEMENT: _make_statements,
    INVOICE_PAPER: _make_invoice,
    CREDIT_PAPER: _make_invoice,
    ACCOUNT: make_account,
    INVITE_AGAIN: invite_again,
    END_ACCESS: end_access,
    RESET_FACTOR: reset_factor,
    CONSENTS: lambda means, effect: note_consents_used(means, _submission(means, effect)),
}
TO_CANDIDATES: dict[str, Callable[..., None]] = {CONSENT_LINK: send_consent_link, CONSENT_COPY: send_consent_copy}
