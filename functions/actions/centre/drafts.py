"""A centre's drafts: save, open, list, delete, check. Nobody but the centre sees one (CI-20)."""

from __future__ import annotations

from typing import Any

from functions.actions.centre.submissions import body_for, inputs_of, problems_in
from functions.actions.shared.session import Session
from functions.adapters.submissions import DraftPage, delete_draft, read_drafts, read_submission, save_draft
from functions.adapters.table import Conflict
from functions.domain.eligibility.identifier_forms import identifier_problems
from functions.domain.enquiries.submission import DraftContent, SaveDraft, State, Submission, reference_of
from functions.domain.errors import Changed, NotFound, Refused, problem
from functions.domain.people.permissions import Act
from functions.domain.views.submission_pages import check_page

PAGE = 50


def save(session: Session, id: str, request: SaveDraft) -> Submission:
    """Store the draft as version `request.version` + 1, or as a new one. One call.

    A repeat of a save that went through (its answer was lost) is taken as done. Raise Changed where somebody saved in
    between or it was submitted, NotFound where the id is another centre's.
    """
    member = session.acting_for(Act.ASK)
    if not request.content.begun:
        raise Refused(problem("draft_empty"))
    body = session.body(request.content.body)
    if body and (wrong := identifier_problems(body, request.content)):
        raise Refused(*wrong)
    draft = Submission(
        id=id, reference=reference_of(id), organisation=member.organisation, content=request.content,
        version=(request.version or 0) + 1, saved_at=session.now, saved_by=session.person.id,
    )  # fmt: skip
    try:
        save_draft(session.table, draft, request.version)
    except Conflict:
        stored = _stored(session, id)
        if stored.state is State.SUBMITTED:
            raise Changed(problem("already_submitted")) from None
        if stored.version == draft.version and stored.content == draft.content:
            return stored
        raise Changed(problem("changed_meanwhile")) from None
    return draft


def load(session: Session, id: str) -> Submission:
    """Return a draft of one of the person's centres. Raise NotFound, also for what has been submitted."""
    stored = _stored(session, id)
    if stored.state is not State.DRAFT:
        raise NotFound
    return stored


def listing(session: Session, after: str = "") -> DraftPage:
    """Return a page of the centre's drafts, the last saved first. One call."""
    return read_drafts(session.table, session.acting_for(Act.ASK).organisation, PAGE, after)


def delete(session: Session, id: str) -> None:
    """Remove a draft. Raise NotFound for one that is gone, Changed for one that was submitted, which is kept."""
    stored = _stored(session, id)
    try:
        delete_draft(session.table, stored)
    except Conflict:
        raise Changed(problem("already_submitted")) from None


def check(session: Session, id: str, content: DraftContent) -> dict[str, Any]:
    """Return everything that the check page shows: problems, fee and waiver, declarations, deadline. Store nothing. One call."""
    member = session.acting_for(Act.ASK)
    body = body_for(session, content)
    inputs = inputs_of(session, member.organisation, id, content)
    return check_page(content, body, inputs.cards, problems_in(session, id, content, inputs), session.now)


def _stored(session: Session, id: str) -> Submission:
    stored = read_submission(session.table, id)
    if stored is None:
        raise NotFound
    session.allow(Act.ASK, stored.organisation)
    return stored
