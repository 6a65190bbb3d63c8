"""What the steps of everybody share: the enquiry that a step is about, files that somebody brings, and answers that are no success."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

import typst

from infra.local.demonstration import PEOPLE

Step = Mapping[str, Any]
CASEWORKER, SUPERVISOR, ASSOCIATE = "casework@board.example", "supervisor@board.example", "associate@meridian.example"
STAFF = frozenset(each.email for each in PEOPLE if each.staff)


class Unanswered(Exception):
    """The desk refused a step; the message has its answer."""


class Play(Protocol):
    """The history while it is played, as its steps see it (history.py). `ids` has the enquiries by the names of the file, `links` the
    tokens of candidates' links by candidate."""

    now: datetime
    ids: dict[str, str]
    links: dict[str, str]

    def ask(self, who: str, method: str, path: str, body: object = None, **query: str) -> Any:
        """Return what the desk answers to this person. Raise Unanswered where it refuses."""

    def visit(self, path: str, body: object) -> Any:
        """Return what a candidate is answered who comes over a link, without an account. Raise Unanswered where the desk refuses."""

    def arrive(self, upload: str, data: bytes) -> None:
        """Put a file that was announced where the browser posts it, and have it checked."""


Do = Callable[[Play, Step], None]


def paper(title: str, text: str) -> bytes:
    """Return a page as a PDF: what somebody scanned or wrote."""
    source = f'#set document(title: "{title}")\n#set text(font: "Libertinus Serif", 12pt)\n= {title}\n\n{text}\n'
    made = typst.compile(source.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def id_of(play: Play, step: Step) -> str:
    return play.ids[step["enquiry"]]


def case_of(play: Play, step: Step) -> Any:
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
