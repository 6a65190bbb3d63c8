"""A centre's drafts: save, open, list, delete, check. Nobody but the centre sees one (CI-20)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from functions.adapters import keys
from functions.adapters.keys import Key
from functions.adapters.records import body_of, submission_item
from functions.adapters.table import Conflict, Delete, Item, Put, Table
from functions.domain.calendar import iso, spoken_day
from functions.domain.catalogue.bodies import Body, Catalogue
from functions.domain.catalogue.deadlines import deadline_text
from functions.domain.catalogue.fees import Quote, quote
from functions.domain.catalogue.services import Service, Subject
from functions.domain.eligibility.eligibility import asker_problems, problems_of
from functions.domain.eligibility.waiting import group_warnings
from functions.domain.enquiries.grade_checks import check_request_rows
from functions.domain.enquiries.school_assessed_appeals import appeal_rows
from functions.domain.enquiries.submission import DraftContent, SaveDraft, State, Submission, reference_of
from functions.domain.errors import Changed, Malformed, NotFound, Problem, Refused, problem
from functions.domain.fields import MOST_CANDIDATES
from functions.domain.people.people import Organisation, Person
from functions.domain.people.permissions import Act, acting_for, allow, may
from functions.domain.register.cards import WHOLE_SYLLABUS, Card, Cohort


def save(table: Table, person: Person, chosen: str | None, id: str, request: SaveDraft, now: datetime) -> Submission:
    """Store the draft as version `request.version` + 1, or as a new one. One call.

    A repeat of a save that went through (its answer was lost) is taken as done. Raises Changed where somebody saved in
    between or it was submitted, NotFound where the id is another centre's.
    """
    member = acting_for(person, Act.ASK, chosen)
    draft = Submission(
        id=id, reference=reference_of(id), organisation=member.organisation, content=request.content,
        version=(request.version or 0) + 1, saved_at=now, saved_by=person.id,
    )  # fmt: skip
    condition = "attribute_not_exists(pk)"
    values: dict[str, str | int] = {}
    if request.version:
        condition = "org = :org AND stage = :draft AND v = :v"
        values = {":org": member.organisation, ":draft": State.DRAFT.value, ":v": request.version}
    try:
        table.put(Put(submission_item(draft)), condition=condition, values=values)
    except Conflict:
        stored = _stored(table, person, id)
        if stored.state is State.SUBMITTED:
            raise Changed(problem("already_submitted")) from None
        if stored.version == draft.version and stored.content == draft.content:
            return stored
        raise Changed(problem("changed_meanwhile")) from None
    return draft


def load(table: Table, person: Person, id: str) -> Submission:
    """A draft of one of the person's centres. Raises NotFound, also for what has been submitted."""
    stored = _stored(table, person, id)
    if stored.state is not State.DRAFT:
        raise NotFound
    return stored


def listing(table: Table, person: Person, chosen: str | None) -> list[Submission]:
    """The centre's drafts, last saved first."""
    member = acting_for(person, Act.ASK, chosen)
    page = table.index("lists", keys.drafts_of(member.organisation), limit=50, newest_first=True)
    return [Submission.model_validate_json(body_of(item)) for item in page.items]


def delete(table: Table, person: Person, id: str) -> None:
    """Remove a draft. Raises NotFound for one that is gone, Changed for one that was submitted, which is kept."""
    stored = _stored(table, person, id)
    try:
        table.delete(Delete(keys.submission(id), {"org": stored.organisation, "stage": State.DRAFT.value}))
    except Conflict:
        raise Changed(problem("already_submitted")) from None


def check(
    table: Table, catalogue: Catalogue, person: Person, chosen: str | None, id: str, content: DraftContent, now: datetime
) -> dict[str, Any]:
    """Everything the check page shows: problems, fee and waiver, declarations, deadline. Stores nothing. One call."""
    member = acting_for(person, Act.ASK, chosen)
    body = body_for(catalogue, content)
    found = table.get_all([keys.organisation(member.organisation), *card_keys(content, member.organisation, body)])
    organisation = Organisation.model_validate_json(body_of(found[keys.organisation(member.organisation)]))
    route = body.route(content.route)
    service = route.service(content.service) if route else None
    cards, cohorts = cards_in(found), cohorts_in(found, content, member.organisation, service)
    problems = problems_of(content, body, organisation, cards, reference_of(id), now, cohorts=cohorts)
    head = may(person, Act.ASK_AS_HEAD, member.organisation)
    problems += asker_problems(service, body, route, head, reference_of(id))
    return shown_check(content, body, cards, problems, now)


def shown_check(content: DraftContent, body: Body, cards: dict[str, Card], problems: list[Problem], now: datetime) -> dict[str, Any]:
    """The check in the API's shape."""
    route, series = body.route(content.route), body.series_of(content.series)
    service = route.service(content.service) if route else None
    syllabus = body.syllabuses_by_code.get(content.syllabus)
    names = [f"{number} {cards[number].name}" if number in cards else number for number in content.candidate_numbers]
    titles = [f"{code} {found.title}" if syllabus and (found := syllabus.component(code)) else code for code in content.components]
    everybody = service is not None and service.subject is Subject.COHORT
    several = series is not None and len(series.routes) > 1
    summary = [
        ("Series", series.title if series else "", "series"),
        *([("Route", route.name, "route")] if route and (several or route.aside) else []),
        ("Service", f"{service.title}: {service.name}" if service else "", "service"),
        ("Syllabus", f"{syllabus.code} {syllabus.name} ({syllabus.qualification})" if syllabus else "", "syllabus"),
        (
            "Components",
            "None: about the syllabus as a whole" if service and not service.availability.about_components else "\n".join(titles),
            "components",
        ),
        ("Candidates", "All" if everybody else "\n".join(names), "candidates"),
        *check_request_rows(content, route, service),
        *appeal_rows(content, service),
        ("E-mail address", content.contact_email, "contact_email"),
        ("Note", content.note, "note"),
    ]
    answer: dict[str, Any] = {
        "problems": problems,
        "warnings": group_warnings(body, route, service, cards) if route and service else [],
        "fee": None,
        "deadline": None,
        "declarations": [{"id": each.id, "text": each.text} for each in route.declarations_for(content.service)] if route else [],
        "summary": [{"term": term, "value": value, "field": field} for term, value, field in summary],
    }
    if route and service:
        answer["fee"] = shown_quote(quote(body, route, service.code, len(content.components), content.candidate_numbers))
    if series and service:
        deadline, closes_at = series.deadline_for(service.code), body.closes_at(series, service.code)
        answer["deadline"] = {
            "closes_on": deadline.closes_on.isoformat() if deadline.closes_on else None, "closes_at": iso(closes_at) if closes_at else None, "find": deadline.find,
            "zone": body.zone, "text": deadline_text(body, series, service.code), "days_remaining": body.days_remaining(series, service.code, now),
        }  # fmt: skip
    return answer


def shown_quote(quoted: Quote) -> dict[str, Any]:
    return {
        "lines": [{"candidate": candidate, "money": {"amount": f"{each.amount:.2f}", "currency": each.currency}} for candidate, each in quoted.lines],
        "total": {"amount": f"{quoted.total.amount:.2f}", "currency": quoted.total.currency} if quoted.total else None,
        "waiver": quoted.waiver, "explanation": quoted.explanation, "free": quoted.free, "demonstration": quoted.demonstration,
    }  # fmt: skip


def shown(draft: Submission) -> dict[str, Any]:
    """A draft in the API's shape."""
    return {
        "id": draft.id, "reference": draft.reference, "version": draft.version, "status": draft.state.value,
        "saved_at": iso(draft.saved_at), "saved_on": spoken_day(draft.saved_at.date()), "content": draft.content.model_dump(mode="json"),
    }  # fmt: skip


def body_for(catalogue: Catalogue, content: DraftContent) -> Body:
    """Return the awarding body of a draft. Raise Refused if it names none, Malformed if the desk does not know its body or route."""
    if not content.body:
        raise Refused(problem("body_missing", field="body"))
    body = catalogue.bodies.get(content.body)
    if body is None or body.route(content.route) is None:
        raise Malformed(problem("malformed", field="body"))
    return body


def card_keys(content: DraftContent, organisation: str, body: Body) -> list[Key]:
    """What a submission rewrites: its candidates' cards (of too many, one more than it may take), or its components' cohorts."""
    route = body.route(content.route)
    service = route.service(content.service) if route else None
    if service and service.subject is Subject.COHORT:
        return [keys.cohort(content.body, content.series, organisation, content.syllabus, code) for code in cohorts_of(service, content)]
    numbers = dict.fromkeys(content.candidate_numbers)
    whole = (
        [keys.cohort(content.body, content.series, organisation, content.syllabus, code) for code in cohorts_of(service, content)]
        if service and service.appeal
        else []
    )
    return whole + [
        keys.card(content.body, content.series, organisation, content.syllabus, number) for number in list(numbers)[: MOST_CANDIDATES + 1]
    ]


def cohorts_of(service: Service | None, content: DraftContent) -> tuple[str, ...]:
    """The components whose cohorts a request is about: those named, or in their place the syllabus as a whole. An appeal may
    follow a check of the cohort."""
    if service and (service.subject is Subject.COHORT or service.appeal) and not service.availability.about_components:
        return (WHOLE_SYLLABUS,)
    return tuple(dict.fromkeys(content.components))


def cohorts_in(found: dict[Key, Item], content: DraftContent, organisation: str, service: Service | None) -> dict[str, Cohort]:
    """The cohorts of the components named, or of the whole syllabus, by component; one that nobody has asked about yet is a new one."""
    cohorts = {}
    for code in cohorts_of(service, content):
        item = found.get(keys.cohort(content.body, content.series, organisation, content.syllabus, code))
        new = Cohort(body=content.body, series=content.series, organisation=organisation, syllabus=content.syllabus, component=code)
        cohorts[code] = Cohort.model_validate_json(body_of(item)) if item else new
    return cohorts


def cards_in(found: dict[Key, Item]) -> dict[str, Card]:
    """The cards among what was read, by candidate number."""
    cards = [Card.model_validate_json(body_of(item)) for key, item in found.items() if key.sk.startswith("CARD#")]
    return {card.candidate: card for card in cards}


def _stored(table: Table, person: Person, id: str) -> Submission:
    item = table.get(keys.submission(id))
    if item is None:
        raise NotFound
    stored = Submission.model_validate_json(body_of(item))
    allow(person, Act.ASK, stored.organisation)
    return stored
