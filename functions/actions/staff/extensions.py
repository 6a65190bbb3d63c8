"""Staff extend an enquiry to other candidates (CI-27)."""

from __future__ import annotations

from typing import Any

from functions.actions.shared.claims import enquiries_about
from functions.actions.shared.effect_names import MAIL
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry
from functions.actions.shared.transactions import settle
from functions.adapters import keys
from functions.adapters.enquiries import put_associate_pointer, put_enquiry, put_extension_pointer, put_number, read_enquiries
from functions.adapters.events import put_event, put_side_event
from functions.adapters.register import put_card, read_cards, read_cards_of_syllabus
from functions.adapters.table import Check, Write
from functions.domain.enquiries import extensions as rules
from functions.domain.enquiries.current_results import current_grade, current_marks
from functions.domain.enquiries.enquiry import Enquiry, enquiry_number, entries_of
from functions.domain.enquiries.extensions import MOST_EXTENDED, Extend, extension_id
from functions.domain.errors import Problem, Refused, problem
from functions.domain.people.history import Event, What
from functions.domain.people.permissions import Act
from functions.domain.register.cards import Card, Claim
from functions.domain.views import list_rows
from functions.domain.views.extension_pages import rules_on_extensions


def candidates_to_choose(session: Session, id: str) -> dict[str, Any]:
    """Return the centre's candidates in the enquiry's syllabus, with their current marks, each with why it cannot be chosen, if so.

    Raise Refused where the enquiry cannot be extended at all.
    """
    enquiry = open_enquiry(session, Act.HANDLE, id).enquiry
    body = session.body_of(enquiry)
    if problems := rules.extension_problems(enquiry, body):
        raise Refused(*problems)
    route = entries_of(enquiry, body).route
    cards = read_cards_of_syllabus(session.table, enquiry.centre_syllabus)
    others = enquiries_about(session.table, cards)
    return {
        "most": MOST_EXTENDED,
        "rules": rules_on_extensions([(body, route)]),
        "components": list(enquiry.components),
        "candidates": [
            {
                "number": card.candidate, "name": card.name, "grade": current_grade(card, others),
                "marks": [{"component": code, "mark": current_marks(card, others).get(code)} for code in enquiry.components],
                "unavailable": rules.candidate_problems(enquiry, route, body, card),
            }
            for card in cards
        ],
    }  # fmt: skip


def extend(session: Session, id: str, request: Extend) -> dict[str, Any]:
    """Make one enquiry for each candidate named, numbered and in review; the centre, or its Associate, is told once.

    Sent again by the same person, it finds them made. Raise Refused with every problem at once, TryAgain where the table
    stays busy.
    """

    def attempt() -> dict[str, Any]:
        enquiry = open_enquiry(session, Act.HANDLE, id).enquiry
        body = session.body_of(enquiry)
        numbers = sorted({body.printed(each) for each in request.candidates})
        made = _made_before(session, enquiry, numbers, request.reason)
        if not made:
            cards = read_cards(session.table, enquiry.centre_syllabus, numbers)
            if problems := _problems(session, enquiry, numbers, cards, request):
                raise Refused(*problems)
            made = _extensions(session, enquiry, cards, request.reason)
            session.table.commit(_writes(session, enquiry, made, cards, request.reason))
        return {"extensions": [list_rows.enquiry_summary(each, session.body_of(enquiry)) for each in made]}

    return settle(attempt)


def _made_before(session: Session, enquiry: Enquiry, numbers: list[str], reason: str) -> list[Enquiry]:
    """Return the extensions to all these candidates, where this very request made them before; else nothing."""
    made = read_enquiries(session.table, [extension_id(enquiry, each) for each in numbers[:MOST_EXTENDED]])
    same = all(each.submitted_by == session.person.id and each.extends and each.extends.reason == reason for each in made)
    return made if len(made) == len(numbers) and same else []


def _extensions(session: Session, enquiry: Enquiry, cards: dict[str, Card], reason: str) -> list[Enquiry]:
    """Return the enquiries that extend this one, one for each card, in order of candidate number."""
    body = session.body_of(enquiry)
    entries = entries_of(enquiry, body)
    others = enquiries_about(session.table, list(cards.values()))
    numbers = sorted(cards)
    first = session.table.next_number(keys.counter(body.id, entries.series.id), len(numbers))
    return [
        rules.make_extension(
            enquiry, cards[each], rules.extension_lines(enquiry, cards[each], current_marks(cards[each], others)),
            grade=current_grade(cards[each], others), series=entries.series, syllabus=entries.syllabus,
            number=enquiry_number(entries.series.id, first + place), reason=reason, by=session.person.id, now=session.now,
        )
        for place, each in enumerate(numbers)
    ]  # fmt: skip


def _writes(session: Session, enquiry: Enquiry, extensions: list[Enquiry], cards: dict[str, Card], reason: str) -> list[Write]:
    """Return what to store, on condition that the enquiry is still what it was when this was decided."""
    service = entries_of(enquiry, session.body_of(enquiry)).service
    member = session.allow(Act.HANDLE, enquiry.body)
    key = keys.enquiry(enquiry.id)
    extended = session.event(What.EXTENDED, member, enquiry.version, why=reason, about=", ".join(sorted(cards)))
    ids = [each.id for each in extensions]
    writes: list[Write] = [
        Check(key, {"v": enquiry.version}),
        put_side_event(key, extended, due=(f"{MAIL}:extended",), awarding=(enquiry.body,), extensions=ids),
    ]
    begun: Event = session.event(What.BEGUN, member, 1, why=reason, about=enquiry.number or enquiry.reference)
    for each in extensions:
        claim = Claim(family=None, service=service.code, subject=service.subject, enquiry=each.id, reference=each.reference, at=session.now)
        writes += [
            put_enquiry(each),
            put_event(keys.enquiry(each.id), begun),
            put_extension_pointer(each),
            put_card(cards[each.candidates[0].number].claimed(claim)),
            put_number(each),
            *([put_associate_pointer(each, each.associate)] if each.associate else []),
        ]
    return writes


def _problems(session: Session, enquiry: Enquiry, numbers: list[str], cards: dict[str, Card], request: Extend) -> list[Problem]:
    body = session.body_of(enquiry)
    if problems := rules.extension_problems(enquiry, body):
        return problems
    route = entries_of(enquiry, body).route
    found: list[Problem] = []
    if not numbers:
        found.append(problem("candidates_missing", field="candidates"))
    if len(numbers) > MOST_EXTENDED:
        found.append(problem("extension_too_many", field="candidates", most=MOST_EXTENDED))
    if not request.reason:
        found.append(problem("reason_missing", field="reason"))
    for number in numbers:
        if number in cards:
            found += rules.candidate_problems(enquiry, route, body, cards[number])
        else:
            found.append(
                body.identifier_problem(body.identifiers.candidate, number, field=f"candidates.{number}")
                or problem("candidate_unknown", field=f"candidates.{number}", candidate=number, syllabus=enquiry.syllabus)
            )
    return found


assert 2 + 6 * MOST_EXTENDED <= 100, "one transaction must hold all extensions made at once"
