"""Submissions and drafts in the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from functions.adapters import keys
from functions.adapters.consents import consent_keys, consents_in
from functions.adapters.items import item_of, listed_item_of, model_in
from functions.adapters.register import cards_in, cohorts_in, register_keys
from functions.adapters.table import Delete, Put, Table
from functions.domain.calendar import iso
from functions.domain.consent.records import ConsentRecord
from functions.domain.enquiries.submission import State, Submission
from functions.domain.people.people import Organisation
from functions.domain.register.cards import Card, CentreSyllabus, Cohort

CURSOR = re.compile(r"[0-9TZ:.\-]{24}#(?P<id>[0-9a-f\-]{32,36})")


class DraftPage(NamedTuple):
    """A page of drafts, and the cursor to go on after; None at the end."""

    drafts: list[Submission]
    next: str | None


class SubmissionInputs(NamedTuple):
    """What deciding on a submission needs: the submission as stored, if it is, its centre, and the register's entries."""

    submission: Submission | None
    organisation: Organisation
    cards: dict[str, Card]  # by candidate number
    cohorts: dict[str, Cohort]  # by component
    everybody: tuple[Card, ...] = ()  # of the centre in the syllabus, where the service depends on all marks
    consents: Mapping[str, ConsentRecord] = MappingProxyType({})  # by candidate number, where consent must be recorded


def put_submission(submission: Submission, expect: int | None) -> Put:
    """Store a draft, listed among its centre's, or what was submitted; `expect` as in Put."""
    key, attributes = keys.submission(submission.id), {"org": submission.organisation, "stage": submission.state.value}
    if submission.state is State.DRAFT:
        attributes |= {"g1pk": keys.drafts_of(submission.organisation), "g1sk": f"{iso(submission.saved_at)}#{submission.id}"}
        return Put(listed_item_of(key, submission.version, submission, **attributes), expect)
    return Put(item_of(key, submission.version, submission, **attributes), expect)


def save_draft(table: Table, draft: Submission, over: int | None) -> None:
    """Store a draft over version `over`, or over nothing. Raise Conflict where that is not what is stored as its centre's draft."""
    condition, values = "attribute_not_exists(pk)", dict[str, str | int]()
    if over:
        condition = "org = :org AND stage = :draft AND v = :v"
        values = {":org": draft.organisation, ":draft": State.DRAFT.value, ":v": over}
    table.put(put_submission(draft, None), condition=condition, values=values)


def delete_draft(table: Table, draft: Submission) -> None:
    """Delete a draft. Raise Conflict where it is gone or was submitted."""
    table.delete(Delete(keys.submission(draft.id), {"org": draft.organisation, "stage": State.DRAFT.value}))


def read_submission(table: Table, id: str) -> Submission | None:
    """Return a draft, or what was submitted."""
    item = table.get(keys.submission(id))
    return model_in(Submission, item) if item else None


def read_drafts(table: Table, organisation: str, limit: int, after: str = "") -> DraftPage:
    """Return a page of a centre's drafts, the last saved first; `after` is the `next` of the page before."""
    pk = keys.drafts_of(organisation)
    last = CURSOR.fullmatch(after)
    start = {"g1pk": pk, "g1sk": after, **keys.submission(last["id"])._asdict()} if last else None
    page = table.index("lists", pk, limit=limit, after=start, newest_first=True)
    return DraftPage([model_in(Submission, item) for item in page.items], page.next)


def read_submission_inputs(
    table: Table, id: str, at: CentreSyllabus, *, candidates: Iterable[str], components: Iterable[str], consenting: Iterable[str] = ()
) -> SubmissionInputs:
    """Return everything that deciding on submission `id` needs, in one call.

    `candidates` and `components` name the cards and the cohorts; a component that nobody has asked about yet has a new cohort.
    `consenting` are the candidates whose consent is needed.
    """
    components = tuple(components)
    wanted = [
        keys.submission(id),
        keys.organisation(at.organisation),
        *register_keys(at, candidates, components),
        *consent_keys(at, consenting),
    ]
    found = table.get_all(wanted)
    stored = found.get(keys.submission(id))
    return SubmissionInputs(
        submission=model_in(Submission, stored) if stored else None,
        organisation=model_in(Organisation, found[keys.organisation(at.organisation)]),
        cards=cards_in(table, found),
        cohorts=cohorts_in(found, at, components),
        consents=consents_in(found),
    )
