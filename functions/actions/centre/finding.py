"""What the one box at the top of the centre's desk finds: enquiries, candidates of the open series, drafts (BY-25)."""

from __future__ import annotations

from typing import Any

from functions.actions.centre import enquiries
from functions.actions.shared.bodies_asked import bodies_numbered
from functions.actions.shared.session import Session
from functions.adapters.register import read_cards_of_centre
from functions.adapters.submissions import read_drafts
from functions.domain import search
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.series import Series
from functions.domain.enquiries.submission import Submission
from functions.domain.people.permissions import Act
from functions.domain.register.cards import Card
from functions.domain.views.candidate_pages import is_found
from functions.domain.views.submission_pages import draft_page

MOST_FOUND = 50
SHORTEST = 2  # signs that are looked for


def find(session: Session, wanted: str) -> dict[str, Any]:
    """Return the enquiries, candidates and drafts of the person's centre that each word typed finds; nothing for less than two signs.

    Candidates are those of the register of series that can be asked about now; `candidates` has each once for a series, with the subjects.
    """
    member = session.acting_for(Act.READ)
    if len(search.folded(wanted)) < SHORTEST:
        return {"enquiries": [], "more": False, "candidates": [], "drafts": []}
    return enquiries.find(session, wanted) | {
        "candidates": _candidates(session, member.organisation, wanted), "drafts": _drafts(session, member.organisation, wanted),
    }  # fmt: skip


def _candidates(session: Session, organisation: str, wanted: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for body in bodies_numbered(session, [organisation]).values():
        for series in (each for each in body.series if body.open_for_any(each, session.now)):
            cards = [each for each in read_cards_of_centre(session.table, body.id, series.id, organisation) if is_found(each, wanted)]
            found += [_candidate(those, body, series) for those in _by_candidate(cards).values()]
    return found[:MOST_FOUND]


def _by_candidate(cards: list[Card]) -> dict[str, list[Card]]:
    found: dict[str, list[Card]] = {}
    for card in cards:
        found.setdefault(card.candidate, []).append(card)
    return found


def _candidate(cards: list[Card], body: Body, series: Series) -> dict[str, Any]:
    known = body.syllabuses_by_code
    return {
        "number": cards[0].candidate, "name": cards[0].name, "body": {"id": body.id, "name": body.name},
        "series": {"id": series.id, "title": series.title},
        "subjects": [f"{each.syllabus} {known[each.syllabus].name}" if each.syllabus in known else each.syllabus for each in cards],
    }  # fmt: skip


def _drafts(session: Session, organisation: str, wanted: str) -> list[dict[str, Any]]:
    drafts = read_drafts(session.table, organisation, MOST_FOUND, "").drafts
    return [draft_page(each) for each in drafts if _is_found(session, each, wanted)]


def _is_found(session: Session, draft: Submission, wanted: str) -> bool:
    content = draft.content
    body = session.bodies.get(content.body)
    subject = body.syllabuses_by_code.get(content.syllabus) if body else None
    return search.finds(wanted, (draft.reference, content.note, subject.name if subject else ""), (content.syllabus, *content.candidates))
