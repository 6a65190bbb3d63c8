"""Staff extend an enquiry to other candidates, and its centre finds what they extended (CI-27). No other door leads there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from functions.actions.shared.claims import enquiries_about
from functions.actions.shared.effect_names import MAIL
from functions.actions.shared.lists import newest_first_by_pointer
from functions.actions.shared.stored_enquiries import body_of_enquiry, load
from functions.actions.shared.transactions import ATTEMPTS
from functions.adapters import keys
from functions.adapters.records import body_of, put_card, put_enquiry, put_event, put_extended, put_extension, put_pointer
from functions.adapters.table import Busy, Check, Conflict, Put, Table, Write
from functions.domain.catalogue.bodies import Body, Catalogue
from functions.domain.enquiries import extensions as domain_extensions
from functions.domain.enquiries.current_results import current_grade, current_marks
from functions.domain.enquiries.enquiry import Enquiry, enquiry_number, entries_of
from functions.domain.enquiries.extensions import MOST_EXTENDED, Extend, extension_id
from functions.domain.errors import Problem, Refused, TryAgain, problem
from functions.domain.fields import as_printed
from functions.domain.people.history import Event, What, actor
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act, acting_for, allow
from functions.domain.register.cards import Card, Claim
from functions.domain.views import list_rows

PAGE = 25


def listing(
    table: Table, catalogue: Catalogue, person: Person, chosen: str | None, now: datetime, *, series: str, after: str = ""
) -> dict[str, Any]:
    """A page of what the awarding body extended the centre's enquiries to in a series, newest first. Two calls."""
    member = acting_for(person, Act.READ, chosen)
    pk = keys.extensions_of(member.organisation, series)
    page = newest_first_by_pointer(table, pk, after, PAGE, lambda _: True, keys.EXTENSION)
    return {"enquiries": [list_rows.row(each, body_of_enquiry(catalogue, each), now) for each in page.enquiries], "next": page.next}


def to_choose_from(table: Table, catalogue: Catalogue, person: Person, id: str) -> dict[str, Any]:
    """The centre's candidates in the enquiry's syllabus, with the marks that stand, each with why it cannot be chosen, if so.

    Raises Refused where the enquiry cannot be extended at all.
    """
    enquiry, _ = load(table, person, Act.HANDLE, id)
    body = body_of_enquiry(catalogue, enquiry)
    if problems := domain_extensions.extension_problems(enquiry, body):
        raise Refused(*problems)
    route = entries_of(enquiry, body).route
    prefix = f"CARD#{enquiry.syllabus}#"
    items = table.partition(keys.cards(enquiry.body, enquiry.series, enquiry.organisation), prefix)
    cards = [Card.model_validate_json(body_of(item)) for item in items]
    others = enquiries_about(table, cards)
    return {
        "most": MOST_EXTENDED,
        "components": list(enquiry.components),
        "candidates": [
            {
                "number": card.candidate, "name": card.name, "grade": current_grade(card, others),
                "marks": [{"component": code, "mark": current_marks(card, others).get(code)} for code in enquiry.components],
                "unavailable": domain_extensions.candidate_problems(enquiry, route, body, card),
            }
            for card in cards
        ],
    }  # fmt: skip


def extend(table: Table, catalogue: Catalogue, person: Person, id: str, request: Extend, now: datetime) -> dict[str, Any]:
    """Make one enquiry for each candidate named, numbered and in review; the centre, or its Associate, is told once.

    Sent again by the same person, it finds them made. Raises Refused with every problem at once, TryAgain where the table
    stays busy.
    """
    for _ in range(ATTEMPTS):
        made = _decide(table, catalogue, person, id, request, now)
        if isinstance(made, list):
            return {"extensions": made}
        extensions, writes, body = made
        try:
            table.commit(writes)
        except (Conflict, Busy):
            continue  # read again: a colleague may have extended it meanwhile, or the centre asked for a candidate
        return {"extensions": [list_rows.enquiry_summary(each, body) for each in extensions]}
    raise TryAgain


def _decide(
    table: Table, catalogue: Catalogue, person: Person, id: str, request: Extend, now: datetime
) -> list[dict[str, Any]] | tuple[list[Enquiry], list[Write], Body]:
    """What is made already, or what to store."""
    enquiry, _ = load(table, person, Act.HANDLE, id)
    member = allow(person, Act.HANDLE, enquiry.body)
    body = body_of_enquiry(catalogue, enquiry)
    numbers = sorted({as_printed(each) for each in request.candidates})
    if done := _made_before(table, enquiry, numbers, person, request.reason):
        return [list_rows.enquiry_summary(each, body) for each in done]
    cards = _cards(table, enquiry, numbers)
    if problems := _problems(enquiry, body, numbers, cards, request):
        raise Refused(*problems)
    _, series, service, syllabus = entries_of(enquiry, body)
    others = enquiries_about(table, list(cards.values()))
    first = table.next_number(keys.counter(body.id, series.id), len(numbers))
    by = actor(person, member)
    extensions = [
        domain_extensions.make_extension(
            enquiry, cards[each], domain_extensions.extension_lines(enquiry, cards[each], current_marks(cards[each], others)),
            grade=current_grade(cards[each], others), series=series, syllabus=syllabus, number=enquiry_number(series.id, first + place),
            reason=request.reason, by=person.id, now=now,
        )
        for place, each in enumerate(numbers)
    ]  # fmt: skip
    told = Event(what=What.EXTENDED, at=now, by=by, version=enquiry.version, why=request.reason, about=", ".join(numbers))
    writes: list[Write] = [
        Check(keys.enquiry(id), {"v": enquiry.version}),  # still what it was when this was decided
        put_extended(enquiry, told, [each.id for each in extensions], (f"{MAIL}:extended",)),
    ]
    for each in extensions:
        begun = Event(what=What.BEGUN, at=now, by=by, version=1, why=request.reason, about=enquiry.number or enquiry.reference)
        claim = Claim(family=None, service=service.code, subject=service.subject, enquiry=each.id, reference=each.reference, at=now)
        by_number = keys.number(body.id, each.number or "")
        writes += [
            put_enquiry(each), put_event(keys.enquiry(each.id), begun), put_extension(each),
            put_card(cards[each.candidates[0].number].claimed(claim)),
            Put({"pk": by_number.pk, "sk": by_number.sk, "v": 1, "enquiry": each.id, "body": "{}"}),
        ]  # fmt: skip
        if each.associate:
            writes.append(put_pointer(each, each.associate))
    return extensions, writes, body


def _made_before(table: Table, enquiry: Enquiry, numbers: list[str], person: Person, reason: str) -> list[Enquiry]:
    """The extensions to all these candidates, where this very request made them before."""
    wanted = [keys.enquiry(extension_id(enquiry, each)) for each in numbers[:MOST_EXTENDED]]
    found = table.get_all(wanted) if wanted else {}
    made = [Enquiry.model_validate_json(body_of(found[key])) for key in wanted if key in found]
    theirs = all(each.submitted_by == person.id and each.extends and each.extends.reason == reason for each in made)
    return made if len(made) == len(numbers) and theirs else []


def _cards(table: Table, enquiry: Enquiry, numbers: list[str]) -> dict[str, Card]:
    wanted = [keys.card(enquiry.body, enquiry.series, enquiry.organisation, enquiry.syllabus, each) for each in numbers]
    cards = [Card.model_validate_json(body_of(item)) for item in table.get_all(wanted).values()] if wanted else []
    return {card.candidate: card for card in cards}


def _problems(enquiry: Enquiry, body: Body, numbers: list[str], cards: dict[str, Card], request: Extend) -> list[Problem]:
    if problems := domain_extensions.extension_problems(enquiry, body):
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
            found += domain_extensions.candidate_problems(enquiry, route, body, cards[number])
        else:
            found.append(problem("candidate_unknown", field=f"candidates.{number}", candidate=number, syllabus=enquiry.syllabus))
    return found


assert 2 + 6 * MOST_EXTENDED <= 100, "one transaction must hold all extensions made at once"
