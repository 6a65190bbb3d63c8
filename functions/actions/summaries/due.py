"""Summaries that are due: what each says is counted as on the first page of the desk, and its e-mail is left due, once.

The next time is stored in the same transaction as the e-mail is left due, so that a sweep that is interrupted, or two at once, make one.
Where there is nothing to say nothing is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from functions.actions.associate import enquiries as of_associate
from functions.actions.centre import enquiries as of_centre
from functions.actions.centre.series import series_open
from functions.actions.effects.means import Means
from functions.actions.shared.effect_names import SUMMARY
from functions.actions.shared.people import bodies_concerned
from functions.actions.shared.session import Session
from functions.actions.staff import attention as of_staff
from functions.adapters.organisations import read_organisation, read_person
from functions.adapters.summaries import due_summaries, put_counts, put_summary
from functions.adapters.table import Busy, Conflict, Put
from functions.domain.errors import NotFound
from functions.domain.people.history import THE_DESK, Event, What
from functions.domain.people.people import Kind, Organisation, Person
from functions.domain.people.summaries import Counts, Summary, lines_of, next_time

AT_A_TIME = 25
CLOSING_SOON = 7  # days, as on the first page of the desk


def prepare_due(means: Means, may_go_on: Callable[[], bool]) -> int:
    """Leave the e-mail of every summary due that is due now, a few at a time until the time is up. Return how many were looked at."""
    looked_at = 0
    while may_go_on():
        due = due_summaries(means.table, means.now(), AT_A_TIME)
        for summary in due:
            with suppress(Conflict, Busy):  # another sweep did it, or the person chose anew
                means.table.commit(_next(means, summary))
            looked_at += 1
        if len(due) < AT_A_TIME:
            break
    return looked_at


def _next(means: Means, summary: Summary) -> list[Put]:
    """Return the writes that move a summary on to its next time, with its e-mail where there is something to say."""
    now = means.now()
    person = read_person(means.table, summary.person)
    organisation = read_organisation(means.table, summary.organisation)
    belongs = person is not None and not person.disabled and any(each.organisation == organisation.id for each in person.memberships)
    if person is None or not belongs or summary.every is None:
        return [put_summary(summary.model_copy(update={"every": None, "version": summary.version + 1}))]  # who has left gets no more
    session = Session(means.table, means.catalogue, _in_pool(person, organisation), organisation.id, now)
    counts = _counted(session, organisation, summary.since)
    after = summary.model_copy(update={"since": now, "next_at": next_time(summary.every, now), "version": summary.version + 1})
    if not lines_of(organisation.kind, counts):
        return [put_summary(after)]
    event = Event(what=What.SUMMARISED, at=now, by=THE_DESK, version=after.version)
    said = Counts(counts=counts, since=summary.since)
    return [put_summary(after), *put_counts(after, said, event, (SUMMARY,), bodies_concerned(session.catalogue, organisation))]


def _in_pool(person: Person, organisation: Organisation) -> Person:
    """Return the person as they would be signed in for this organisation alone."""
    here = tuple(each for each in person.memberships if each.organisation == organisation.id)
    return person.model_copy(update={"staff_pool": organisation.kind is Kind.AWARDING_BODY, "memberships": here})


def _counted(session: Session, organisation: Organisation, since: datetime) -> dict[str, int]:
    """Return what there is of each kind, by the code that counts for the first page of each desk; nothing for who has no part in it."""
    try:
        if organisation.kind is Kind.CENTRE:
            closing = sum(_closes_soon(each) for each in series_open(session))
            return {**of_centre.attention(session, since)["counts"], "closing": closing}
        if organisation.kind is Kind.ASSOCIATE:
            return {**of_associate.attention(session)["counts"]}
        return {**of_staff.attention(session)["counts"]}
    except NotFound:  # finance has no part in the queue
        return {}


def _closes_soon(series: dict[str, object]) -> bool:
    left = series["days_remaining"]
    return bool(series["open"]) and isinstance(left, int) and left <= CLOSING_SOON
