"""Five hundred centres on the last evening: who they are, what each has drafted, and which worker sends what when.

Everything follows from numbers, so two runs send the same. A centre has four drafts, about one to three candidates each, and no
candidate twice, so that every refusal is a fault.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from functions.adapters.organisations import put_organisation_and_numbers, put_person
from functions.adapters.register import put_card
from functions.adapters.submissions import put_submission
from functions.adapters.table import Put
from functions.domain.enquiries.submission import DraftContent, Submission, enquiry_id, reference_of
from functions.domain.people.people import Person
from tests import builders

SERVICE = "2"


@dataclass(frozen=True, slots=True)
class Sent:
    """A submission that somebody is about to send."""

    id: str
    person: str
    organisation: str
    candidates: tuple[str, ...]
    doubled: bool = False  # sent by another worker at the same moment too

    @property
    def content(self) -> DraftContent:
        return builders.content(candidates=self.candidates, service=SERVICE)

    @property
    def enquiries(self) -> dict[str, str]:
        """Return the id of the one enquiry that there must be about each candidate."""
        return {each: enquiry_id(self.id, each) for each in self.candidates}


def crowd(submissions: int, centres: int, doubled_every: int) -> list[Sent]:
    """Return the submissions in the order in which they come, which does not depend on who sends them."""
    drafted: dict[int, int] = {}
    drafts = []
    for number in range(submissions):
        centre = number % centres
        first = drafted.get(centre, 0)
        drafted[centre] = first + number // centres % 3 + 1
        candidates = tuple(f"{1 + each:04d}" for each in range(first, drafted[centre]))
        drafts.append((str(uuid.UUID(int=0x57 << 112 | number)), f"officer-{centre:03d}", f"centre-{centre:03d}", candidates))
    random.Random(2022).shuffle(drafts)
    return [Sent(*each, doubled=position % doubled_every == 0) for position, each in enumerate(drafts)]


def portions(sent: Sequence[Sent], workers: int) -> list[list[Sent]]:
    """Return what each worker sends, in order.

    Workers form pairs. A submission that is sent twice is in both lists of a pair, and each worker waits there for the other.
    """
    lists: list[list[Sent]] = [[] for _ in range(workers)]
    for turn, each in enumerate(sent):
        if each.doubled:
            pair = turn // 2 % (workers // 2) * 2
            lists[pair].append(each)
            lists[pair + 1].append(each)
        else:
            lists[turn % workers].append(each)
    return lists


def stored_before(sent: Sequence[Sent], now: datetime) -> Iterator[Put]:
    """Yield the centres, their people, the register with their candidates, and the drafts."""
    for organisation, person in sorted({(each.organisation, each.person) for each in sent}):
        number = f"ZZ{organisation.removeprefix('centre-')}"
        centre = builders.organisation(id=organisation, name=f"School {number}", centres={builders.CAMBRIDGE: number})
        yield from put_organisation_and_numbers(centre)
        member = Person(
            id=person, name=f"Officer of {number}", email=f"{person}@people.example", memberships=(builders.membership(organisation=organisation),)
        )  # fmt: skip
        yield put_person(member)
    for each in sent:
        for candidate in each.candidates:
            yield put_card(builders.card(candidate, organisation=each.organisation, version=1))
        draft = Submission(
            id=each.id, reference=reference_of(each.id), organisation=each.organisation, content=each.content, saved_at=now, saved_by=each.person
        )  # fmt: skip
        yield put_submission(draft, expect=0)
