"""Candidates' consents at their centre: who has given it, for whom it is missing, and consent on paper or by e-mail."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from functions.actions.shared.bodies_asked import body_asked
from functions.actions.shared.consents import consents_of
from functions.actions.shared.document_links import Link, link_to, upload_form
from functions.actions.shared.evidence import CONTENT_TYPE
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import Pause, settle
from functions.adapters import keys
from functions.adapters.consent_links import read_links
from functions.adapters.consents import key_of, put_agreed_text, put_consent, read_consents, read_scan, scan_file
from functions.adapters.events import put_side_event
from functions.adapters.files import Files
from functions.adapters.register import read_cards_of_syllabus
from functions.adapters.table import Write
from functions.adapters.uploads import Upload
from functions.domain.consent.coverage import holding
from functions.domain.consent.recording import AnnounceScan, Asked, AskedFor, RecordConsents, asked_in, recorded, recording_problems
from functions.domain.consent.records import AgreedText, ConsentRecord, ConsentState
from functions.domain.consent.wording import WORDING, english, sentences
from functions.domain.enquiries.missing_results import MOST_EVIDENCE_BYTES
from functions.domain.errors import NotFound, Refused, problem
from functions.domain.people.history import CONSENT, What
from functions.domain.people.people import Membership
from functions.domain.people.permissions import Act
from functions.domain.register.cards import Card, CentreSyllabus
from functions.domain.views.consent_pages import asked_shown, candidate_row, record_shown

AT_ONCE = 30  # candidates in one transaction, three items each
FIRST_LOOK = timedelta(days=190)  # what is not used yet then is looked at whether it can be deleted: ours


def listing(session: Session, body_id: str, series: str) -> dict[str, Any]:
    """Return everything that is recorded of a series, in order of candidate."""
    member = session.acting_for(Act.READ)
    body = body_asked(session, member.organisation, body_id)
    found = consents_of(session, member.organisation, body.id, series).records
    return {"records": [record_shown(each, body) for each in found.values()]}


def candidates(session: Session, request: AskedFor) -> dict[str, Any]:
    """Return the centre's candidates in a syllabus, each with how far consent to a service is."""
    member = session.acting_for(Act.READ)
    return candidates_listed(session, member, asked_for(session, member, request))


def candidates_listed(session: Session, member: Membership, asked: Asked) -> dict[str, Any]:
    """Return the candidates of a syllabus, each with how far consent is and with the link to it. A call for each hundred, and two."""
    cards = cards_of(session, member, asked)
    at = _at(member, asked)
    records = read_consents(session.table, at, cards)
    links = read_links(session.table, [keys.consents(at.organisation, at.body, at.series, each) for each in cards])
    return {
        "asked": asked_shown(asked),
        "candidates": [candidate_row(card, asked, records.get(number), links.get(number)) for number, card in cards.items()],
    }


def record(session: Session, request: RecordConsents, *, pause: Pause | None = None) -> dict[str, Any]:
    """Record consent of these candidates, on paper or by e-mail; recorded again it replaces what was recorded.

    Raise Refused with every problem at once. Candidates are stored some at a time: sending it again completes what was begun.
    """
    member = session.acting_for(Act.ASK)
    asked = asked_for(session, member, request)
    cards = cards_of(session, member, asked)
    numbers = tuple(dict.fromkeys(asked.body.printed(each) for each in request.candidates))
    problems = recording_problems(asked, request, numbers, cards, session.now)
    if request.scan and read_scan(session.table, member.organisation, request.scan) is None:
        problems.append(problem("scan_unknown", field="scan"))
    if problems:
        raise Refused(*problems)
    for first in range(0, len(numbers), AT_ONCE):
        some = {number: cards[number] for number in numbers[first : first + AT_ONCE]}
        settle(partial(_commit_recording, session, member, asked, request, some), pause=pause)
    return candidates(session, _only_what_is_asked(request))


def withdraw(session: Session, request: RecordConsents, *, pause: Pause | None = None) -> dict[str, Any]:
    """Record that candidates took back consent that they had given. Raise Refused for one whose request is submitted already."""
    member = session.acting_for(Act.ASK)
    asked = asked_for(session, member, request)
    cards = cards_of(session, member, asked)
    numbers = tuple(dict.fromkeys(asked.body.printed(each) for each in request.candidates))[:AT_ONCE]

    def attempt() -> None:
        records = read_consents(session.table, _at(member, asked), numbers)
        session.table.commit(
            [write for number in numbers for write in _withdrawing(session, member, asked, records.get(number), cards.get(number))]
        )

    settle(attempt, pause=pause)
    return candidates(session, _only_what_is_asked(request))


def announce_scan(session: Session, incoming: Files, request: AnnounceScan, system_now: datetime) -> dict[str, Any]:
    """Return a form to post a scan with, good for five minutes and for exactly that many bytes."""
    member = session.acting_for(Act.ASK)
    body = body_asked(session, member.organisation, request.body)
    if request.size == 0:
        raise Refused(problem("upload_empty", field="scan", filename=request.filename))
    if request.size > MOST_EVIDENCE_BYTES:
        raise Refused(problem("upload_size", field="scan", size=request.size, most=MOST_EVIDENCE_BYTES))
    upload = Upload(
        id=secrets.token_hex(16), enquiry="", body=body.id, series=request.series, slot=CONSENT, filename=request.filename, size=request.size,
        sha256=request.sha256, by=session.person.id, organisation=member.organisation, role=member.role,
    )  # fmt: skip
    return upload_form(session, incoming, upload, system_now, content_type="application/octet-stream")


def scan_link(session: Session, files: Files, fingerprint: str) -> Link:
    """Return a link to a scan, good for five minutes. Raise NotFound for one of another centre."""
    member = session.acting_for(Act.READ)
    scan = read_scan(session.table, member.organisation, fingerprint)
    if scan is None:
        raise NotFound
    return link_to(files, scan_file(scan), f"{CONSENT}-{fingerprint}.{scan.kind}", content_type=CONTENT_TYPE[scan.kind])


def asked_for(session: Session, member: Membership, request: AskedFor) -> Asked:
    body = body_asked(session, member.organisation, request.body).of_syllabus(request.syllabus)
    return asked_in(request, body)


def _at(member: Membership, asked: Asked) -> CentreSyllabus:
    return CentreSyllabus(asked.body.id, asked.series.id, member.organisation, asked.syllabus.code)


def cards_of(session: Session, member: Membership, asked: Asked) -> dict[str, Card]:
    """Return the cards of the candidates whom such a request can be about, by number."""
    cards = read_cards_of_syllabus(session.table, _at(member, asked))
    return {card.candidate: card for card in cards if card.route == asked.route.id}


def _commit_recording(session: Session, member: Membership, asked: Asked, request: RecordConsents, cards: Mapping[str, Card]) -> None:
    session.table.commit(list(_recording(session, member, asked, request, cards)))


def _recording(session: Session, member: Membership, asked: Asked, request: RecordConsents, cards: Mapping[str, Card]) -> Iterator[Write]:
    records = read_consents(session.table, _at(member, asked), cards)
    text = AgreedText(wording=WORDING, language="en", sentences=tuple(sentences(asked.offer, english)))
    for number, card in cards.items():
        before = records.get(number) or new_record(asked, card, session.now)
        after = recorded(before.model_copy(update={"name": card.name}), asked, request, by=session.person.id, now=session.now)
        given = after.to(asked.service.code, asked.components)
        assert given
        yield put_consent(after)
        yield put_agreed_text(after, given.id, text, session.now)
        event = session.event(What.CONSENT_RECORDED, member, after.version, about=f"{asked.syllabus.code} {given.id}")
        yield put_side_event(key_of(after), event)


def _withdrawing(session: Session, member: Membership, asked: Asked, before: ConsentRecord | None, card: Card | None) -> Iterator[Write]:
    consent = before.to(asked.service.code, asked.components) if before else None
    if before is None or consent is None or card is None or consent.state is not ConsentState.GIVEN:
        raise Refused(problem("consent_none", field="candidates"))
    if consent.enquiry in holding(card):
        raise Refused(problem("consent_in_use", field="candidates"))
    after = before.with_consent(consent.model_copy(update={"state": ConsentState.WITHDRAWN, "at": session.now}))
    yield put_consent(after)
    event = session.event(What.CONSENT_WITHDRAWN, member, after.version, about=f"{asked.syllabus.code} {consent.id}")
    yield put_side_event(key_of(after), event)


def new_record(asked: Asked, card: Card, now: datetime) -> ConsentRecord:
    """Return a record without any consent yet."""
    return ConsentRecord(
        organisation=card.organisation, body=asked.body.id, series=asked.series.id, route=asked.route.id, syllabus=asked.syllabus.code,
        candidate=card.candidate, name=card.name, looked_at=now + FIRST_LOOK,
    )  # fmt: skip


def _only_what_is_asked(request: RecordConsents) -> AskedFor:
    return AskedFor(**{name: getattr(request, name) for name in AskedFor.model_fields})
