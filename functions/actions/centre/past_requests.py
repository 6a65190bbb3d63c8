"""Requests of earlier years in a centre's log: previewed from its spreadsheet, added, listed and taken out again."""

from __future__ import annotations

from typing import Any

from functions.actions.shared.session import Session
from functions.actions.shared.transactions import commit
from functions.adapters.centre_records import delete_earlier, put_earlier, read_earlier
from functions.domain.centre_desk.earlier import (
    MOST_ROWS,
    ImportEarlier,
    PreviewEarlier,
    ReadSpreadsheet,
    RemoveEarlier,
    earlier_requests,
    earlier_row,
    preview,
)
from functions.domain.people.permissions import Act


def look(session: Session, request: PreviewEarlier) -> dict[str, Any]:
    """Return how a spreadsheet would come into the log. It stores nothing."""
    session.acting_for(Act.ASK)
    return preview(request)


def read_spreadsheet(session: Session, request: ReadSpreadsheet) -> dict[str, Any]:
    """Return a sheet of an Excel file as text to be previewed, and the names of the sheets to choose from. It stores nothing."""
    session.acting_for(Act.ASK)
    from functions.documents.read_workbooks import read_sheet

    found = read_sheet(request.base64, request.sheet, most_rows=MOST_ROWS)
    return {"sheet": found.name, "sheets": found.names, "text": found.text}


def add(session: Session, request: ImportEarlier) -> dict[str, Any]:
    """Add lines to the log, all of them or none. One call."""
    organisation = session.acting_for(Act.ASK).organisation
    requests = earlier_requests(request)
    commit(session.table, [put_earlier(organisation, each) for each in requests])
    return {"added": len(requests)}


def remove(session: Session, request: RemoveEarlier) -> dict[str, Any]:
    """Take earlier requests out of the log. Nothing else can be taken out of it. One call."""
    organisation = session.acting_for(Act.ASK).organisation
    ids = list(dict.fromkeys(request.ids))
    commit(session.table, [delete_earlier(organisation, each) for each in ids])
    return {"removed": ids}


def rows(session: Session) -> dict[str, Any]:
    """Return the earlier requests as lines of the log."""
    organisation = session.acting_for(Act.READ).organisation
    return {"rows": [earlier_row(each) for each in read_earlier(session.table, organisation)]}
