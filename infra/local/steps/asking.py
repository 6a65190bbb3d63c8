"""What the steps of everybody share: the enquiry that a step is about, files that somebody brings, and answers that are no success."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import typst

from infra.local.demonstration import PEOPLE

if TYPE_CHECKING:
    from infra.local.history import History

Step = Mapping[str, Any]
Do = Callable[["History", Step], None]
CASEWORKER, SUPERVISOR, ASSOCIATE = "casework@board.example", "supervisor@board.example", "associate@meridian.example"
STAFF = frozenset(each.email for each in PEOPLE if each.staff)


class Unanswered(Exception):
    """The desk refused a step; the message has its answer."""


def paper(title: str, text: str) -> bytes:
    """Return a page as a PDF: what somebody scanned or wrote."""
    source = f'#set document(title: "{title}")\n#set text(font: "Libertinus Serif", 12pt)\n= {title}\n\n{text}\n'
    made = typst.compile(source.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def id_of(play: History, step: Step) -> str:
    return play.ids[step["enquiry"]]


def case_of(play: History, step: Step) -> Any:
    by = step["by"] if step["by"] in STAFF else CASEWORKER
    return play.ask(by, "GET", f"/api/staff/enquiries/{id_of(play, step)}")["enquiry"]


def require_done(answer: Any) -> None:
    """Raise Unanswered where the job that a step began left something out."""
    if answer["job"]["facts"]["refused"]:
        raise Unanswered(f"{answer['job']['title']}: {answer['job']['left_out']}")


def announcement_of(data: bytes, title: str) -> dict[str, Any]:
    return {"filename": f"{title}.pdf", "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def require_attached(answer: Any) -> Any:
    if answer["upload"]["state"] != "attached":
        raise Unanswered(str(answer))
    return answer["upload"]
