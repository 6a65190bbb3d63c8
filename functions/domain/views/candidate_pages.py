"""The results register as a centre sees it: a candidate's entries, and the candidates that an enquiry can be about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from functions.domain.calendar import iso
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service
from functions.domain.eligibility.candidate_eligibility import candidate_problems
from functions.domain.eligibility.waiting import group_warnings
from functions.domain.enquiries.current_results import current_grade, current_marks
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.register.boundaries import Boundaries
from functions.domain.register.cards import Card, CentreSyllabus, Cohort
from functions.domain.search import folded, words_of
from functions.domain.views.boundary_pages import component_distance, source_shown, total_distance


def is_found(card: Card, wanted: str) -> bool:
    """Return whether each word typed finds this candidate: the beginning of the number, with or without its zeros, or part of the name."""
    name, number = folded(card.name), folded(card.candidate)

    def begins(word: str) -> bool:
        return number.startswith(word) or (word.isdigit() and number.lstrip("0").startswith(word.lstrip("0") or "0"))

    return all(begins(word) or word in name for word in words_of(wanted))


def candidate_choice(
    card: Card,
    body: Body,
    route: Route,
    service: Service | None,
    *,
    components: tuple[str, ...],
    cohort: Cohort | None,
    known: Sequence[Enquiry] = (),
) -> dict[str, Any]:
    """Return a candidate to choose for a service, with marks and grade, and why the candidate cannot be chosen, if so (CI-18, CI-19).

    `known` are the enquiries whose outcome the centre may see: marks and grade are those after them.
    """
    cards: Mapping[str, Card] = {card.candidate: card}
    marks = current_marks(card, known)
    return {
        "number": card.candidate,
        "name": card.name,
        "components": [
            {
                "code": each.component,
                "has_mark": each.mark is not None,
                "mark": marks.get(each.component),
                "exempt": each.component in card.exempt,
            }
            for each in card.results
        ],
        "grade": current_grade(card, known),
        "unavailable": candidate_problems(body, route, service, card, components, cohort=cohort) if service else [],
        "warning": next(iter(group_warnings(body, route, service, cards)), None) if service else None,
    }


def candidate_distances(card: Card, known: Sequence[Enquiry], boundaries: Boundaries | None) -> dict[str, Any]:
    """Return how far a candidate's current marks are from the next grade boundaries, in words: by component, and of their total (BY-28)."""
    marks = current_marks(card, known)
    found = {each: component_distance(boundaries, each, mark) for each, mark in marks.items()}
    return {"components": {each: text for each, text in found.items() if text}, "total": total_distance(boundaries, marks)}


def entered_candidate(
    body: Body, cards: Sequence[Card], known: Sequence[Enquiry], boundaries: Mapping[CentreSyllabus, Boundaries]
) -> dict[str, Any]:
    """Return a candidate as an awarding body's register has them in one series: who it is, and what they were entered for.

    `cards` are all of the candidate's there; `known` as in `entry`; `boundaries` are those that are known.
    """
    theirs = [each for each in known if each.body == body.id]
    entries = []
    for card in cards:
        found = boundaries.get(card.centre_syllabus)
        distances = {"distances": candidate_distances(card, theirs, found), "boundaries": source_shown(found, body)}
        entries.append(entry(card, body, theirs) | distances)
    return _who(body, cards) | {"entries": entries}


def perhaps_the_same(body: Body, cards: Sequence[Card]) -> dict[str, Any]:
    """Return who may be the same candidate, without results."""
    return _who(body, cards)


def _who(body: Body, cards: Sequence[Card]) -> dict[str, Any]:
    series = cards[0].series
    return {
        "body": {"id": body.id, "name": body.name},
        "candidate": {
            "number": cards[0].candidate,
            "name": cards[0].name,
            "identifiers": [
                {"label": each.label, "value": value}
                for each in body.identifiers.further
                if (value := next((card.identifiers[each.id] for card in cards if each.id in card.identifiers), ""))
            ],
        },
        "series": {"id": series, "title": found.title if (found := body.series_of(series)) else series},
    }


def entry(card: Card, body: Body, known: Sequence[Enquiry] = ()) -> dict[str, Any]:
    """Return a candidate's entry in one syllabus as the register has it, with current results and the enquiries about it (CI-24).

    `known` are the enquiries about the candidate and the cohort whose outcome the centre may see. Those about the cohort are
    listed where they change the candidate's results.
    """
    marks = current_marks(card, known)
    about = [each for each in known if each.cohort and each.centre_syllabus == card.centre_syllabus]
    cohorts = [each for each in about if each.cohort and any(one.number == card.candidate for one in each.cohort.changed)]
    syllabus = body.syllabuses_by_code.get(card.syllabus)
    titles = {each.code: each.title for each in syllabus.components} if syllabus else {}
    route = body.route(card.route)
    named = {each.service: service.title if route and (service := route.service(each.service)) else each.service for each in card.claims}
    return {
        "syllabus": {"code": card.syllabus, "name": syllabus.name if syllabus else card.syllabus},
        "qualification": syllabus.qualification if syllabus else "",
        "grade": card.grade,
        "current_grade": current_grade(card, known),
        "route": route.aside if route else card.route,
        "components": [
            {"code": each.component, "title": titles.get(each.component, ""), "mark": each.mark, "current_mark": marks.get(each.component), "origin": each.origin.value, "exempt": each.component in card.exempt}
            for each in card.results
        ],
        "enquiries": [
            {"id": each.enquiry, "reference": each.reference, "service": each.service, "service_title": named[each.service], "at": iso(each.at)}
            for each in card.claims
        ]
        + [
            {"id": each.id, "reference": each.reference, "service": each.service, "service_title": entries_of(each, body).service.title, "at": iso(each.submitted_at)}
            for each in cohorts
        ],
    }  # fmt: skip
