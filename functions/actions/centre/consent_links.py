"""Links with which candidates are asked for their consent: sent by e-mail, or given out as a QR code each on a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from functions.actions.centre.consents import AT_ONCE, asked_for, candidates_listed, cards_of, new_record
from functions.actions.shared.bodies_asked import body_asked
from functions.actions.shared.effect_names import CONSENT_LINK
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import Pause, settle
from functions.adapters import keys
from functions.adapters.consent_links import put_link, put_token, read_link, read_links
from functions.adapters.consents import put_consent, read_consents
from functions.adapters.events import put_side_event
from functions.adapters.qr_codes import qr_code
from functions.adapters.table import Write
from functions.adapters.tokens import new_token
from functions.domain.consent.coverage import covering, holding
from functions.domain.consent.links import LINK_KEPT, ConsentLink, LinkWay, Recipient, RevokeLink, SendLinks
from functions.domain.consent.recording import Asked, asking_problems
from functions.domain.consent.records import ConsentRecord, ConsentState, ServiceConsent
from functions.domain.errors import Refused, problem
from functions.domain.people.history import What
from functions.domain.people.people import Membership
from functions.domain.people.permissions import Act
from functions.domain.register.cards import Card, CentreSyllabus


class LinksAsked(NamedTuple):
    """What a batch of links is made from. `site` is the address of the site; `system_now` counts for how long a link works."""

    session: Session
    member: Membership
    asked: Asked
    request: SendLinks
    cards: Mapping[str, Card]
    site: str
    system_now: datetime


def send_links(session: Session, request: SendLinks, site: str, system_now: datetime, *, pause: Pause | None = None) -> dict[str, Any]:
    """Ask these candidates for their consent, each with a link of their own; one who has a link gets another, and the old one ends.

    By e-mail, the links are sent by what follows. On a sheet they are in the answer, for this once: the table has only their hashes.
    Raise Refused with every problem at once.
    """
    member = session.acting_for(Act.ASK)
    asked = asked_for(session, member, request)
    cards = cards_of(session, member, asked)
    recipients = {asked.body.printed(each.candidate): each for each in request.recipients}
    problems = list(asking_problems(asked, tuple(recipients), cards, session.now))
    if not request.by:
        problems.append(problem("link_way_missing", field="by"))
    for number, each in recipients.items():
        if request.by == "email" and not each.email:
            problems.append(problem("link_emails_missing", field=f"email.{number}", candidate=number))
    if problems:
        raise Refused(*problems)
    links = LinksAsked(session, member, asked, request, cards, site, system_now)
    sheet: list[dict[str, Any]] = []
    numbers = list(recipients)
    for first in range(0, len(numbers), AT_ONCE):
        some = {number: recipients[number] for number in numbers[first : first + AT_ONCE]}
        sheet += settle(partial(_send, links, some), pause=pause)
    return candidates_listed(session, member, asked) | {"sheet": sheet}


def revoke(session: Session, request: RevokeLink) -> dict[str, Any]:
    """End the link of a candidate. Raise Refused where none works."""
    member = session.acting_for(Act.ASK)
    body = body_asked(session, member.organisation, request.body)
    of = keys.consents(member.organisation, body.id, request.series, body.printed(request.candidate))

    def attempt() -> None:
        link = read_link(session.table, of)
        if link is None or link.revoked:
            raise Refused(problem("link_none"))
        after = link.changed(revoked=True, hash="")
        session.table.commit([put_link(after), put_side_event(of, session.event(What.LINK_REVOKED, member, after.version))])

    settle(attempt)
    return {"revoked": body.printed(request.candidate)}


def _send(links: LinksAsked, recipients: Mapping[str, Recipient]) -> list[dict[str, Any]]:
    """Store what some candidates are asked, with their links; return those of a sheet."""
    session, asked, member = links.session, links.asked, links.member
    at = CentreSyllabus(asked.body.id, asked.series.id, member.organisation, asked.syllabus.code)
    records = read_consents(session.table, at, recipients)
    of = {number: keys.consents(at.organisation, at.body, at.series, number) for number in recipients}
    before = read_links(session.table, list(of.values()))
    writes: list[Write] = []
    sheet: list[dict[str, Any]] = []
    for number, recipient in recipients.items():
        card = links.cards[number]
        record = _asking(links, card, records.get(number))
        if record:
            writes.append(put_consent(record))
        link = _link(links, card, recipient, before.get(number))
        if link.way is LinkWay.SHEET:
            token = new_token()
            link = link.with_token(token, links.system_now).model_copy(update={"version": link.version})
            writes.append(put_token(link))
            url = f"{links.site}/consent/#{token}"
            sheet.append({"number": number, "name": card.name, "url": url, "qr": qr_code(url)})
        due = (CONSENT_LINK,) if link.way is LinkWay.EMAIL else ()
        event = session.event(What.CONSENT_ASKED, member, link.version, about=f"{asked.syllabus.code} {link.turn}")
        writes += [put_link(link), put_side_event(of[number], event, due=due)]
    session.table.commit(writes)
    return sheet


def _asking(links: LinksAsked, card: Card, before: ConsentRecord | None) -> ConsentRecord | None:
    """Return the record with what is asked; None where the candidate has agreed to it already: the link then is another to the same."""
    service, components = links.asked.service.code, links.asked.components
    if before and covering(before, service, components, held=holding(card)):
        return None
    record = before or new_record(links.asked, card, links.session.now)
    return record.model_copy(update={"name": card.name}).with_consent(
        ServiceConsent(service=service, components=components, state=ConsentState.ASKED, at=links.session.now)
    )


def _link(links: LinksAsked, card: Card, recipient: Recipient, before: ConsentLink | None) -> ConsentLink:
    by_mail = links.request.by == "email"
    return ConsentLink(
        organisation=card.organisation, organisation_name=links.member.organisation_name, body=card.body, series=card.series,
        candidate=card.candidate, name=card.name, turn=(before.turn if before else 0) + 1, way=LinkWay.EMAIL if by_mail else LinkWay.SHEET,
        email=recipient.email if by_mail else "", mail="due" if by_mail else "", language=links.request.language, asked_at=links.session.now,
        expires_at=links.system_now + LINK_KEPT, version=(before.version if before else 0) + 1,
    )  # fmt: skip
