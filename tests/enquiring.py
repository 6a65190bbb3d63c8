"""What a centre and the awarding body's staff do at a running desk, one step a method, through the API.

Stack tests prove the steps; browser tests use them to get quickly to the state that they are about.
"""

from __future__ import annotations

import hashlib
import io
import uuid
from typing import Any

import httpx
import pikepdf

from tests.running_desk import CASEWORKER, OFFICER, PATIENCE, RunningDesk, eventually

CONTACT = "exams@northfield.example"
DECLARED = ["complete", "consent"]
Json = dict[str, Any]


def content(*candidates: str, **changes: Any) -> Json:
    """Return a draft that passes every rule: a review of both components of Mathematics for these candidates."""
    return {
        "body": "cambridge-international", "route": "standard", "series": "2022-06", "service": "2", "qualification": "Cambridge IGCSE",
        "syllabus": "0580", "components": ["22", "42"], "candidates": list(candidates), "contact_email": CONTACT,
        "contact_email_confirmed": True, "note": "",
    } | changes  # fmt: skip


def scan(of: str) -> bytes:
    """Return a PDF of one empty page, different for each text, in place of the scan of a script."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = of
        pdf.save(out)
    return out.getvalue()


def announcement(data: bytes, *, kind: str = "CoSLetter", component: str | None = "22", filename: str = "script.pdf") -> Json:
    return {"kind": kind, "component": component, "filename": filename, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def post_file(form: Json, data: bytes, **changed: str) -> httpx.Response:
    """Post a file with the form from the announcement. `changed` are fields to tamper with, by name with _ for -."""
    fields = form["fields"] | {name.replace("_", "-"): value for name, value in changed.items()}
    return httpx.post(form["url"], data=fields, files={"file": ("script.pdf", data)}, timeout=PATIENCE)


class Enquiring:
    """Two people at a desk, an exams officer and a caseworker. Use it in a `with`."""

    def __init__(self, desk: RunningDesk, officer: str = OFFICER) -> None:
        self.desk = desk
        self.officer = desk.as_(officer)
        self.staff = desk.as_(CASEWORKER)

    def __enter__(self) -> Enquiring:
        return self

    def __exit__(self, *_: object) -> None:
        self.officer.close()
        self.staff.close()

    # ---- the centre

    def draft(self, *candidates: str, **changes: Any) -> str:
        """Save a draft. Return its id."""
        id = str(uuid.uuid4())
        ok(self.officer.put(f"/api/drafts/{id}", json={"content": content(*candidates, **changes), "version": None}))
        return id

    def consented(self, *candidates: str, way: str = "paper", day: str = "2022-08-19", choice: str = "", **about: Any) -> Json:
        """Record the consent of these candidates to what a form is about. Return the candidates as the answer lists them."""
        form = content(*candidates, **about)
        asked = {name: form[name] for name in ("body", "route", "series", "syllabus", "service", "components", "candidates")}
        return ok(self.officer.post("/api/consents/record", json=asked | {"way": way, "day": day, "choice": choice}))

    def submit(self, id: str, sent: Json) -> httpx.Response:
        return self.officer.post(f"/api/drafts/{id}/submit", json={"content": sent, "declarations": DECLARED})

    def submitted(self, *candidates: str, **changes: Any) -> Json:
        """Submit a new draft. Return the submission as the answer has it."""
        submission: Json = ok(self.submit(str(uuid.uuid4()), content(*candidates, **changes)))["submission"]
        return submission

    def received(self, *candidates: str, **changes: Any) -> list[Json]:
        """Submit a new draft. Return its enquiries once each has its number, in order of candidates."""
        ids = [each["id"] for each in self.submitted(*candidates, **changes)["enquiries"]]
        eventually(lambda: all(self.enquiry(id)["number"] for id in ids))
        return [self.enquiry(id) for id in ids]

    def enquiry(self, id: str) -> Json:
        found: Json = ok(self.officer.get(f"/api/enquiries/{id}"))["enquiry"]
        return found

    def document(self, id: str, document: str) -> bytes:
        """Return the bytes that the centre downloads."""
        link = ok(self.officer.post(f"/api/enquiries/{id}/documents/{document}/link"))
        return httpx.get(link["url"], timeout=PATIENCE).raise_for_status().content

    # ---- staff

    def case(self, id: str) -> Json:
        found: Json = ok(self.staff.get(f"/api/staff/enquiries/{id}"))["enquiry"]
        return found

    def preview(self, id: str, kind: str) -> Json:
        looked: Json = ok(self.staff.post(f"/api/staff/enquiries/{id}/letters/{kind}"))["preview"]
        return looked

    def acknowledge(self, id: str) -> Json:
        return self._issue(id, "acknowledgement", "acknowledge")

    def decide(self, id: str) -> Json:
        """Issue the outcome letter."""
        return self._issue(id, "outcome", "outcome")

    def mark(self, id: str, grade: str, **marks: int) -> Json:
        """Record marks, given as c22=61, and the grade; anything that is not given stays unchanged."""
        case = self.case(id)
        lines = [
            {"component": code, "mark_after": marks.get(f"c{code}", each["mark_before"]), "reason": "Question 7" if f"c{code}" in marks else ""}
            for each in case["components"]
            for code in [each["code"]]
        ]  # fmt: skip
        request = {"version": case["version"], "lines": lines, "grade_after": grade, "without_reviewer": "Reviewed elsewhere"}
        recorded: Json = ok(self.staff.post(f"/api/staff/enquiries/{id}/marks", json=request))["enquiry"]
        return recorded

    def announce(self, id: str, data: bytes, **about: Any) -> Json:
        """Announce an upload. Return its id and the form to post the file with."""
        upload: Json = ok(self.staff.post(f"/api/staff/enquiries/{id}/uploads", json=announcement(data, **about)))["upload"]
        return upload

    def upload(self, id: str) -> Json:
        found: Json = ok(self.staff.get(f"/api/staff/uploads/{id}"))["upload"]
        return found

    def became(self, id: str) -> Json:
        """Return what the desk made of an upload, once the bucket's event has come and the file is checked."""
        return eventually(lambda: (seen := self.upload(id))["state"] != "waiting" and seen)

    def bring(self, id: str, component: str | None, data: bytes, *, kind: str = "CoSLetter") -> str:
        """Upload a copy of script, or a document of another kind. Return the id of the attached document."""
        upload = self.announce(id, data, component=component, kind=kind)
        post_file(upload, data).raise_for_status()
        seen = self.became(upload["id"])
        assert seen["state"] == "attached", seen
        document: str = seen["document"]
        return document

    def issue_script(self, id: str, document: str) -> Json:
        request = {"version": self.case(id)["version"]}
        issued: Json = ok(self.staff.post(f"/api/staff/enquiries/{id}/documents/{document}/issue", json=request))["enquiry"]
        return issued

    def _issue(self, id: str, kind: str, path: str) -> Json:
        looked = self.preview(id, kind)
        request = {"version": looked["version"], "sha256": looked["sha256"]}
        issued: Json = ok(self.staff.post(f"/api/staff/enquiries/{id}/{path}", json=request))["enquiry"]
        return issued


def ok(answer: httpx.Response) -> Json:
    """Return the answer's JSON. Fail with the answer's text unless it is a success."""
    assert answer.is_success, (answer.request.method, answer.request.url.path, answer.status_code, answer.text)
    content: Json = answer.json()
    return content
