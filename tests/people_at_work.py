"""An exams officer and a caseworker at work through the API of a running desk.

Stack tests try what they get back; browser tests stand on it, so that each walks only its own part of the way in the browser.
"""

from __future__ import annotations

import hashlib
import uuid
from types import TracebackType
from typing import Any, Self

import httpx

from tests.running_desk import CASEWORKER, OFFICER, RunningDesk, eventually

JSON = dict[str, Any]
ADDRESSES = {"officer@northfield.example": "exams@northfield.example", "officer@harbour.example": "exams@harbour.example"}


def pdf(about: str) -> bytes:
    """Bytes that pass for the scan of a script: what is uploaded is judged by how it begins and ends."""
    return b"%PDF-1.7\n% " + about.encode() + b"\n%%EOF\n"


def post(form: JSON, data: bytes, *, name: str = "script.pdf", **fields: str) -> httpx.Response:
    """Post a file straight to the store with the form that the desk gave, as a browser does; `fields` replace some of the form's."""
    return httpx.post(form["url"], data={**form["fields"], **fields}, files={"file": (name, data)}, timeout=60)


class AtWork:
    """Somebody signed in. `ask` answers with what the desk sent and fails where it refused; `client` is for refusals."""

    def __init__(self, desk: RunningDesk, email: str) -> None:
        self.desk = desk
        self.email = email
        self.client = desk.as_(email)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.client.close()

    def ask(self, method: str, path: str, body: Any = None, **question: str) -> Any:
        answer = self.client.request(method, f"/api/{path}", json=body, params=question)
        assert answer.status_code == 200, (method, path, answer.status_code, answer.text)
        return answer.json()


class Officer(AtWork):
    """An exams officer, of Northfield where nothing else is said."""

    def __init__(self, desk: RunningDesk, email: str = OFFICER) -> None:
        super().__init__(desk, email)

    def content(self, candidates: list[str], **changes: Any) -> JSON:
        """The form filled in: service 2 for both components of 0580."""
        return {
            "body": "cambridge-international", "route": "standard", "series": "2022-06", "service": "2", "qualification": "Cambridge IGCSE",
            "syllabus": "0580", "components": ["22", "42"], "candidates": candidates, "contact_email": ADDRESSES[self.email],
            "contact_email_confirmed": True, "note": "",
        } | changes  # fmt: skip

    def draft(self, content: JSON) -> str:
        """Save a new draft; its id."""
        id = str(uuid.uuid4())
        self.ask("PUT", f"drafts/{id}", {"content": content, "version": None})
        return id

    def declarations(self, id: str, content: JSON) -> list[str]:
        return [each["id"] for each in self.ask("POST", f"drafts/{id}/check", {"content": content})["declarations"]]

    def submit(self, content: JSON, id: str | None = None) -> JSON:
        """Draft, declare and submit; the submission."""
        id = id or self.draft(content)
        body = {"content": content, "declarations": self.declarations(id, content)}
        submission: JSON = self.ask("POST", f"drafts/{id}/submit", body)["submission"]
        return submission

    def submission(self, id: str) -> JSON:
        submission: JSON = self.ask("GET", f"submissions/{id}")["submission"]
        return submission

    def numbered(self, id: str) -> list[JSON]:
        """The enquiries of a submission once every one has its number."""

        def look() -> list[JSON]:
            made: list[JSON] = self.submission(id)["enquiries"]
            return made if all(each["number"] for each in made) else []

        return eventually(look)

    def enquiry(self, id: str) -> JSON:
        enquiry: JSON = self.ask("GET", f"enquiries/{id}")["enquiry"]
        return enquiry

    def received(self, **changes: Any) -> JSON:
        """An enquiry about a candidate of its own that has its number."""
        (candidate,) = self.desk.new_candidates()
        submission = self.submit(self.content([candidate], **changes))
        return self.enquiry(self.numbered(submission["id"])[0]["id"])

    def link(self, enquiry: str, document: str) -> str:
        url: str = self.ask("POST", f"enquiries/{enquiry}/documents/{document}/link", {})["url"]
        return url


class Caseworker(AtWork):
    """A caseworker of the awarding body."""

    def __init__(self, desk: RunningDesk, email: str = CASEWORKER) -> None:
        super().__init__(desk, email)

    def case(self, id: str) -> JSON:
        case: JSON = self.ask("GET", f"staff/enquiries/{id}")["enquiry"]
        return case

    def preview(self, id: str, kind: str) -> JSON:
        preview: JSON = self.ask("POST", f"staff/enquiries/{id}/letters/{kind}")["preview"]
        return preview

    def issue(self, id: str, kind: str) -> JSON:
        """Look at the letter of that kind, then issue it."""
        looked = self.preview(id, kind)
        path = {"acknowledgement": "acknowledge", "outcome": "outcome"}[kind]
        body = {"version": looked["version"], "sha256": looked["sha256"]}
        enquiry: JSON = self.ask("POST", f"staff/enquiries/{id}/{path}", body)["enquiry"]
        return enquiry

    def mark(self, id: str, grade: str, **marks: int) -> JSON:
        """Record marks after review, unchanged but for those given as `c22=61`, and the grade."""
        case = self.case(id)
        lines = []
        for each in case["components"]:
            after = marks.get(f"c{each['code']}", each["mark_before"])
            reason = "Question 9 was overlooked" if after != each["mark_before"] else ""
            lines.append({"component": each["code"], "mark_after": after, "reason": reason})
        body = {"version": case["version"], "lines": lines, "grade_after": grade}
        enquiry: JSON = self.ask("POST", f"staff/enquiries/{id}/marks", body)["enquiry"]
        return enquiry

    def announce(self, id: str, data: bytes, *, component: str | None = "22", kind: str = "CoSLetter") -> JSON:
        """Say that a file will come; the upload with the form to post it with."""
        told = {"kind": kind, "component": component, "filename": "script.pdf", "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        upload: JSON = self.ask("POST", f"staff/enquiries/{id}/uploads", told)["upload"]
        return upload

    def became(self, upload: str) -> JSON:
        """What became of an upload, once that is known."""

        def look() -> JSON | None:
            found: JSON = self.ask("GET", f"staff/uploads/{upload}")["upload"]
            return found if found["state"] != "waiting" else None

        found = eventually(look)
        assert found
        return found

    def script(self, id: str, component: str, data: bytes) -> JSON:
        """Upload and issue the copy of a component's script."""
        upload = self.announce(id, data, component=component)
        assert post(upload, data).is_success
        became = self.became(upload["id"])
        assert became["state"] == "attached", became
        path = f"staff/enquiries/{id}/documents/{became['document']}/issue"
        enquiry: JSON = self.ask("POST", path, {"version": self.case(id)["version"]})["enquiry"]
        return enquiry
