"""Five hundred centres on the last evening: who they are, what each has drafted, and which worker sends what when.

Everything is fixed by numbers, so two runs send the same. A centre has four drafts, about one to three candidates each, and no
candidate twice: whatever is refused was refused wrongly.
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
    """A submission that somebody is about to press the button for."""

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
        """The one enquiry that there is to be about each candidate."""
        return {each: enquiry_id(self.id, each) for each in self.candidates}


def crowd(submissions: int, centres: int, doubled_every: int) -> list[Sent]:
    """In the order in which they come, which has nothing to do with who sends them."""
    drafted: dict[int, int] = {}
    made = []
    for number in range(submissions):
        centre = number % centres
        first = drafted.get(centre, 0)
        drafted[centre] = first + number // centres % 3 + 1
        candidates = tuple(f"{1 + each:04d}" for each in range(first, drafted[centre]))
        made.append((str(uuid.UUID(int=0x57 << 112 | number)), f"officer-{centre:03d}", f"centre-{centre:03d}", candidates))
    random.Random(2022).shuffle(made)
    return [Sent(*each, doubled=position % doubled_every == 0) for position, each in enumerate(made)]


def portions(sent: Sequence[Sent], workers: int) -> list[list[Sent]]:
    """What each worker sends, in order. Workers go in twos: what is doubled stands in both lists of a pair, and each waits there for the other."""
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
    """The centres, their people, the register with their candidates, and the drafts."""
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
