"""What a candidate reads, answers, takes back and follows over the link. Nothing that the request says chooses whose it is: the token does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from functions.actions.candidate.visits import opened
from functions.actions.shared.effect_names import CONSENT_COPY
from functions.actions.shared.transactions import Pause, settle
from functions.actions.shared.visits import Visit
from functions.adapters.consent_links import OpenedLink
from functions.adapters.consents import key_of, put_agreed_text, put_consent, read_consents_of_candidate
from functions.adapters.enquiries import read_enquiries
from functions.adapters.events import put_side_event
from functions.adapters.table import Write
from functions.domain.consent.answers import (
    Answer,
    AnswerConsents,
    OpenLink,
    WithdrawConsent,
    answer_problems,
    answered,
    field_of,
    is_open,
)
from functions.domain.consent.records import AgreedText, ConsentRecord, ConsentState, ServiceConsent
from functions.domain.consent.wording import WORDING, Offer, Say, sentences
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import NOT_CARRIED_OUT
from functions.domain.errors import Problem, Refused, problem
from functions.domain.people.history import Actor, Event, What
from functions.domain.views.candidate_consents import candidate_page

Speak = Callable[[str], Say]  # returns what puts our sentences into a language


class Asked(NamedTuple):
    """One consent that a candidate was asked for, with what it is for and the request that rests on it."""

    record: ConsentRecord
    consent: ServiceConsent
    offer: Offer
    enquiry: Enquiry | None

    @property
    def is_open(self) -> bool:
        held = self.enquiry is None or self.enquiry.status not in NOT_CARRIED_OUT
        return is_open(self.consent, held)


def read(visit: Visit, request: OpenLink, speak: Speak) -> dict[str, Any]:
    """Return the page of a link. Four calls where a request rests on a consent, else three."""
    link = opened(visit, request.token)
    return _page(visit, link, request.language or link.link.language, speak)


def answer(visit: Visit, request: AnswerConsents, speak: Speak, *, pause: Pause | None = None) -> dict[str, Any]:
    """Store the answers of one visit, all or nothing; sent again they are the same. Raise Refused with every problem at once."""
    link = opened(visit, request.token)
    language = request.language or link.link.language
    say = speak(language)

    def attempt() -> None:
        asked = {(each.record.syllabus, each.consent.id): each for each in _asked(visit, link)}
        _require_answerable(request, asked)
        stored = {each.record.syllabus: each.record for each in asked.values()}
        after = dict(stored)
        said = request.model_copy(update={"language": language})
        writes: list[Write] = []
        for each in request.answers:
            about = asked[each.syllabus, each.consent]
            after[each.syllabus] = answered(after[each.syllabus], about.consent, each, request=said, offer=about.offer, now=visit.now)
            writes += _answering(visit, said, after[each.syllabus], about, each, say=say)
        # However many of a record's consents were answered, it is one version more.
        puts = [
            put_consent(each.model_copy(update={"version": stored[each.syllabus].version + 1}))
            for each in after.values()
            if each is not stored[each.syllabus]
        ]
        visit.table.commit([*puts, *writes])

    settle(attempt, pause=pause)
    return _page(visit, link, language, speak)


def withdraw(visit: Visit, request: WithdrawConsent, speak: Speak, *, pause: Pause | None = None) -> dict[str, Any]:
    """Take back one answer. Raise Refused once a request rests on it."""
    link = opened(visit, request.token)

    def attempt() -> None:
        asked = {(each.record.syllabus, each.consent.id): each for each in _asked(visit, link)}
        about = asked.get((request.syllabus, request.consent))
        if about is None or about.consent.state is not ConsentState.GIVEN:
            raise Refused(problem("answer_outdated"))
        if not about.is_open:
            raise Refused(problem("answer_too_late"))
        after = about.record.with_consent(about.consent.model_copy(update={"state": ConsentState.WITHDRAWN, "at": visit.now}))
        visit.table.commit([put_consent(after), put_side_event(key_of(after), _event(visit, What.CONSENT_WITHDRAWN, after, about.consent))])

    settle(attempt, pause=pause)
    return _page(visit, link, request.language or link.link.language, speak)


def _page(visit: Visit, link: OpenedLink, language: str, speak: Speak) -> dict[str, Any]:
    asked = _asked(visit, link)
    return candidate_page(
        link.link, [(each.offer, each.record, each.consent, each.enquiry, each.is_open) for each in asked], language, speak(language)
    )


def _asked(visit: Visit, link: OpenedLink) -> list[Asked]:
    """Return everything that the candidate was asked, as it is stored, with the requests that rest on it."""
    records = read_consents_of_candidate(visit.table, link.consents)
    wanted = [each.enquiry for record in records for each in record.consents if each.enquiry]
    enquiries = {each.id: each for each in read_enquiries(visit.table, wanted)} if wanted else {}
    found = []
    for record in records:
        body = visit.catalogue.bodies[record.body].at(visit.now).of_syllabus(record.syllabus)
        route, syllabus = body.route(record.route), body.syllabuses_by_code.get(record.syllabus)
        for consent in record.consents:
            service = route.service(consent.service) if route else None
            if route and syllabus and service:
                offer = Offer(body, route, service, syllabus, consent.components)
                found.append(Asked(record, consent, offer, enquiries.get(consent.enquiry or "")))
    return found


def _require_answerable(request: AnswerConsents, asked: dict[tuple[str, str], Asked]) -> None:
    """Raise Refused with everything that keeps these answers from being stored."""
    problems: list[Problem] = []
    if request.wording != WORDING or not request.answers:
        problems.append(problem("answer_outdated"))
    for each in request.answers:
        about = asked.get((each.syllabus, each.consent))
        if about is None:
            problems.append(problem("answer_outdated"))
        elif not about.is_open:
            problems.append(problem("answer_too_late", field=field_of(each)))
        else:
            problems += answer_problems(each, about.offer)
    if not request.signed:
        problems.append(problem("signature_missing", field="signed"))
    if problems:
        raise Refused(*problems)


def _answering(visit: Visit, request: AnswerConsents, record: ConsentRecord, about: Asked, answer: Answer, *, say: Say) -> list[Write]:
    """Return what is stored beside the record: the words that were agreed to, and the history entry, with a copy due where one is wanted."""
    what = What.CONSENT_GIVEN if answer.agrees else What.CONSENT_REFUSED
    copied = bool(answer.agrees and request.email)
    event = _event(visit, what, record, about.consent)
    writes: list[Write] = [put_side_event(key_of(record), event, due=(CONSENT_COPY,) if copied else ())]
    if answer.agrees:
        said = tuple(sentences(about.offer, say))
        text = AgreedText(wording=WORDING, language=request.language, sentences=said, copy_to=request.email if copied else "")
        writes.append(put_agreed_text(record, about.consent.id, text, visit.now))
    return writes


def _event(visit: Visit, what: What, record: ConsentRecord, consent: ServiceConsent) -> Event:
    return Event(what=what, at=visit.now, by=THE_CANDIDATE, version=record.version, about=f"{record.syllabus} {consent.id}")


THE_CANDIDATE = Actor(id="candidate", organisation="candidate")
