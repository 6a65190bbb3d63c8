"""The logo on the centre's papers: shown, announced for upload, described, removed. It is in use once its file was checked (arrivals.py)."""

from __future__ import annotations

import secrets
from base64 import b64encode
from datetime import datetime
from typing import Any

from functions.actions.shared.centre_logos import logo_change
from functions.actions.shared.document_links import upload_form
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import commit
from functions.adapters.centre_logos import logo_file, read_logo
from functions.adapters.files import Files
from functions.adapters.organisations import read_organisation
from functions.adapters.uploads import Upload
from functions.domain.centre_desk.logos import AnnounceLogo, CentreLogo, DescribeLogo, RemoveLogo, bytes_problem, logo_page, on_papers
from functions.domain.errors import Changed, Refused, problem
from functions.domain.papers.parts import Logo
from functions.domain.people.history import LOGO, actor
from functions.domain.people.people import Membership, Organisation
from functions.domain.people.permissions import Act


def show(session: Session, files: Files) -> dict[str, Any]:
    """Return the logo of the centre with its picture. Three calls, two where it has none."""
    member = session.acting_for(Act.READ)
    return _page(session, member, read_logo(session.table, member.organisation), files)


def announce(session: Session, incoming: Files, request: AnnounceLogo, system_now: datetime) -> dict[str, Any]:
    """Return a form to post a logo with, good for five minutes and for exactly that many bytes. Raise Refused for what can be none."""
    member = session.acting_for(Act.CORRECT_CENTRE)
    if refused := bytes_problem(request.size, request.filename):
        raise Refused(refused)
    upload = Upload(
        id=secrets.token_hex(16), enquiry="", body="", slot=LOGO, filename=request.filename, size=request.size, sha256=request.sha256,
        by=session.person.id, organisation=member.organisation, role=member.role,
    )  # fmt: skip
    return upload_form(session, incoming, upload, system_now, content_type="application/octet-stream")


def describe(session: Session, files: Files, request: DescribeLogo) -> dict[str, Any]:
    """Store what is read out in place of the logo. Raise Changed where somebody changed it first."""
    member = session.acting_for(Act.CORRECT_CENTRE)
    return _page(session, member, _changed(session, member, request.version, alt=request.alt), files)


def remove(session: Session, files: Files, request: RemoveLogo) -> dict[str, Any]:
    """Remove the logo, its file too. Raise Changed where somebody changed it first. Without one nothing changes."""
    member = session.acting_for(Act.CORRECT_CENTRE)
    before = read_logo(session.table, member.organisation)
    if not before.sha256:
        return _page(session, member, before, files)
    after = _changed(session, member, request.version, sha256="", kind="", width=0, height=0, alt="")
    files.delete(logo_file(member.organisation, before))
    return _page(session, member, after, files)


def logo_on_papers(session: Session, organisation: Organisation, files: Files) -> Logo | None:
    """Return the logo as it stands on papers; None where the centre has none. Two calls, one where it has none."""
    logo = read_logo(session.table, organisation.id)
    return on_papers(logo, organisation.name, _base64(organisation.id, logo, files))


def _changed(session: Session, member: Membership, version: int, **changes: str | int) -> CentreLogo:
    before = read_logo(session.table, member.organisation)
    if before.version != version:
        raise Changed(problem("changed_meanwhile"))
    change = logo_change(before, actor(session.person, member), session.now, **changes)
    commit(session.table, change.writes)
    return change.after


def _page(session: Session, member: Membership, logo: CentreLogo, files: Files) -> dict[str, Any]:
    return logo_page(logo, read_organisation(session.table, member.organisation).name, _base64(member.organisation, logo, files))


def _base64(organisation: str, logo: CentreLogo, files: Files) -> str:
    data = files.get(logo_file(organisation, logo)) if logo.sha256 else None
    return b64encode(data).decode() if data else ""
