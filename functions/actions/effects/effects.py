"""What follows from an event: numbers, the receipt, mail. Each is done once, and tried until it is done.

An event's history entry keeps `due` until nothing is. The stream is the fast path, the sweep the sure one; both end
here, may come twice or at the same moment, and either finds done what the other did.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from functions.actions.effects import statements
from functions.actions.effects.announcement_emails import tell_centres
from functions.actions.effects.mail import Means, NotYet, organisation, tell
from functions.actions.letters import invoice_data, letter_data
from functions.actions.shared import effect_names
from functions.actions.shared.claims import cards_of
from functions.actions.shared.effect_names import CREDIT_PAPER, INVOICE_PAPER, MAIL, RECEIPT, RECEIVE, RELEASE, TELL
from functions.actions.shared.transactions import ATTEMPTS
from functions.adapters import keys
from functions.adapters.bills import put_to_bill
from functions.adapters.keys import Key
from functions.adapters.mailer import NotSent
from functions.adapters.papers import receipt_file
from functions.adapters.records import Effect, body_of, effect_from, put_enquiry, put_event
from functions.adapters.table import Busy, Conflict, Put, Table
from functions.domain.calendar import iso
from functions.domain.enquiries.enquiry import Enquiry, default_note, enquiry_number, entries_of
from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import Submission
from functions.domain.people.history import THE_DESK, Event, What

FIRST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=1)


def perform(means: Means, key: Key, *, again: bool = False) -> bool:
    """Do what is due on a history entry; whether nothing is left. `again` is staff's decision to repeat a mail that may have gone out.

    Each is tried, whatever became of those before it: a statement that cannot be made holds up no letter's e-mail. What
    failed stays due and is written down with its time to try again; nothing is raised for it, so one entry never holds up another.
    """
    item = means.table.get(key)
    if item is None or "due" not in item:
        return True
    effect = effect_from(item)
    failed: dict[str, Exception] = {}
    for name in effect.due:
        try:
            _do(means, key, name, again)
        except Exception as failure:  # noqa: BLE001 - whatever it was, it stays due and staff see its kind
            failed[name] = failure
    if failed:
        _still_due(means, key, effect, failed)
        return False
    with suppress(Conflict):  # somebody else finished at the same moment
        means.table.update(key, "REMOVE due, g3pk, g3sk SET done_at = :now", {":now": iso(means.now())}, "attribute_exists(due)")
    return True


def due_now(means: Means, limit: int = 50) -> list[Key]:
    """History entries whose effects should have been done by now, oldest first. The stream has had two minutes."""
    page = means.table.index("agenda", keys.EFFECTS, limit=limit, below=iso(means.now() - FIRST_WAIT))
    return [Key(str(item["pk"]), str(item["sk"])) for item in page.items]


def failures(table: Table, limit: int = 100) -> list[Effect]:
    """What keeps failing, for the staff desk."""
    page = table.index("agenda", keys.EFFECTS, limit=limit)
    return [effect for effect in map(effect_from, page.items) if effect.attempts]


def _do(means: Means, key: Key, name: str, again: bool) -> None:
    kind, _, what = name.partition(":")
    if kind == RECEIVE:
        ids = _submission(means, key).enquiries if key.pk.startswith("SUB#") else (key.pk.removeprefix("ENQ#"),)
        for id in ids:
            receive(means, id)
    elif kind == RELEASE:
        release(means, key)
    elif kind == effect_names.STATEMENT:
        statements.make(means, key)
    elif kind == RECEIPT:
        _make_receipt(means, _submission(means, key))
    elif kind in {INVOICE_PAPER, CREDIT_PAPER}:
        invoice_data.make(means.table, means.catalogue, means.files, means.renderer, key)
    elif kind == TELL:
        tell_centres(means, key, what)
    elif kind == MAIL:
        tell(means, key, what, again=again)
    else:
        raise LookupError(f"no effect is called {kind}")


def receive(means: Means, id: str) -> None:
    """Give a submitted enquiry its number and its place in the queue; nothing for one that has them or was cancelled."""
    item = means.table.get(keys.enquiry(id))
    if item is None:
        raise LookupError("an enquiry of a submission is not stored")
    enquiry = Enquiry.model_validate_json(body_of(item))
    if enquiry.status is not Status.SUBMITTED:
        return
    body = means.catalogue.bodies[enquiry.body]
    _, series, _, syllabus = entries_of(enquiry, body)
    number = enquiry_number(series.id, means.table.next_number(keys.counter(body.id, series.id)))
    now = means.now()
    received = enquiry.received(number, default_note(series, syllabus, number), now)
    by_number = keys.number(body.id, number)
    means.table.put(put_to_bill(body.id, series.id, enquiry.organisation))  # by itself: it says the same for all of a centre's enquiries
    try:
        means.table.commit(
            [
                put_enquiry(received),
                put_event(keys.enquiry(id), Event(what=What.RECEIVED, at=now, by=THE_DESK, version=received.version, about=number)),
                Put({"pk": by_number.pk, "sk": by_number.sk, "v": 1, "enquiry": id, "body": "{}"}),
            ]
        )
    except Conflict as changed:
        raise NotYet("changed meanwhile") from changed


def release(means: Means, key: Key) -> None:
    """Let go what waited for an enquiry that is finished; whoever's last wait this was becomes submitted (CI-11).

    Found through the claims on its candidates' cards, which the submission that waits wrote in the same transaction as
    it read them. Two that finish at once meet at the waiting enquiry's version: the second reads again and moves it on.
    """
    finished = key.pk.removeprefix("ENQ#")
    item = means.table.get(Key(key.pk))
    if item is None:
        raise LookupError("the enquiry of an event is not stored")
    cards = cards_of(means.table, Enquiry.model_validate_json(body_of(item)))
    for waiting in sorted({claim.enquiry for card in cards for claim in card.open_claims} - {finished}):
        for _ in range(ATTEMPTS):
            stored = means.table.get(keys.enquiry(waiting))
            enquiry = Enquiry.model_validate_json(body_of(stored)) if stored else None
            if enquiry is None or finished not in enquiry.waits_for:
                break
            now = means.now()
            after = enquiry.without_waiting_for(finished, now)
            free = after.status is Status.SUBMITTED and enquiry.status is Status.PENDING
            event = Event(what=What.MOVED_ON if free else What.WAITED, at=now, by=THE_DESK, version=after.version)
            due = (RECEIVE,) if free else ()
            try:
                means.table.commit([put_enquiry(after), put_event(keys.enquiry(waiting), event, due, after.body)])
            except (Conflict, Busy):
                continue
            break
        else:
            raise NotYet("what waits for it keeps changing")


def _make_receipt(means: Means, submission: Submission) -> None:
    if means.files.size(receipt_file(submission.id)) is not None:
        return
    body = means.catalogue.bodies[submission.content.body]
    centre = organisation(means, submission.organisation)
    means.renderer().render(letter_data.receipt(submission, centre, body), receipt_file(submission.id))


def _still_due(means: Means, key: Key, effect: Effect, failed: dict[str, Exception]) -> None:
    """Note what is left and when to try again: after 2 minutes, then twice as long each time, an hour at most."""
    attempts = effect.attempts + 1
    wait = min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
    said = "; ".join(
        f"{name}: {failure if isinstance(failure, NotYet | NotSent) else type(failure).__name__}" for name, failure in failed.items()
    )
    with suppress(Conflict):  # somebody else finished it
        means.table.update(
            key, "SET due = :left, attempts = :attempts, last_error = :said, g3sk = :next",
            {":left": ",".join(failed), ":attempts": attempts, ":said": said, ":next": f"{iso(means.now() - FIRST_WAIT + wait)}#{key.pk}#{key.sk}"},
            "attribute_exists(due)",
        )  # fmt: skip


def _submission(means: Means, key: Key) -> Submission:
    item = means.table.get(Key(key.pk))
    if item is None:
        raise LookupError("the submission of an event is not stored")
    return Submission.model_validate_json(body_of(item))
