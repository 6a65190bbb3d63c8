"""The local desk forgets nothing when it is stopped or killed, and goes on from there, at another desk time if it is given one."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from infra.local.desk import LocalDesk
from infra.local.emulator import free_port
from tests.running_desk import ASSOCIATE, CASEWORKER, LOOKS, OFFICER, RunningDesk, eventually

pytestmark = pytest.mark.stack
LAST_EVENING = datetime(2022, 9, 20, 23, 50, tzinfo=ZoneInfo("Europe/London"))


def submit(desk: RunningDesk, candidate: str) -> str:
    """Ask for a review of both components for the candidate; the submission's id."""
    id = str(uuid.uuid4())
    content: dict[str, Any] = {
        "body": "cambridge-international", "route": "standard", "series": "2022-06", "service": "2", "qualification": "Cambridge IGCSE",
        "syllabus": "0580", "components": ["22", "42"], "candidates": [candidate], "contact_email": "exams@northfield.example",
        "contact_email_confirmed": True, "note": "",
    }  # fmt: skip
    with desk.as_(OFFICER) as officer:
        officer.put(f"/api/drafts/{id}", json={"content": content, "version": None}).raise_for_status()
        declarations = officer.post(f"/api/drafts/{id}/check", json={"content": content}).raise_for_status().json()["declarations"]
        body = {"content": content, "declarations": [each["id"] for each in declarations]}
        officer.post(f"/api/drafts/{id}/submit", json=body).raise_for_status()
    return id


def number_of(desk: RunningDesk, id: str) -> str | None:
    with desk.as_(OFFICER) as officer:
        number: str | None = officer.get(f"/api/submissions/{id}").raise_for_status().json()["submission"]["enquiries"][0]["number"]
    return number


def test_what_was_entered_is_there_after_a_restart_at_another_desk_time_and_what_comes_then_outlives_a_kill(tmp_path: Path) -> None:
    port, emulator_port = free_port(), free_port()
    desk = LocalDesk(tmp_path, port, emulator_port)
    desk.start()
    try:
        stop = desk.serve_in_background()
        running = RunningDesk(desk)
        first, second, third = running.new_candidates(3)
        before = submit(running, first)
        number = eventually(lambda: number_of(running, before))
        offset = desk.offset_seconds
        stop()
    finally:
        desk.stop()

    again = LocalDesk(tmp_path, port, emulator_port)
    assert again.offset_seconds == offset
    again.set_clock(LAST_EVENING)
    again.start()
    try:
        stop = again.serve_in_background()
        running = RunningDesk(again)
        assert number_of(running, before) == number
        for email, path in ((OFFICER, "/api/me"), (ASSOCIATE, "/api/associate/me"), (CASEWORKER, "/api/staff/me")):
            with running.as_(email) as client:
                now = datetime.fromisoformat(client.get(path).raise_for_status().json()["now"])
            assert LAST_EVENING <= now <= again.now + timedelta(seconds=1)
        after = submit(running, second)
        later = eventually(lambda: number_of(running, after))
        assert later != number
        # The emulator saves the less often the longer it takes, which on a slow machine is more than a minute apart.
        eventually(lambda: str(later) in (tmp_path / "state" / "dynamodb.json").read_text(), looks=10 * LOOKS)
        again.emulator.kill()
        stop()
    finally:
        again.stop()

    killed = LocalDesk(tmp_path, port, emulator_port)
    killed.start()
    try:
        stop = killed.serve_in_background()
        running = RunningDesk(killed)
        assert [number_of(running, each) for each in (before, after)] == [number, later]
        last = submit(running, third)
        assert eventually(lambda: number_of(running, last)) not in {number, later}
        stop()
    finally:
        killed.stop()
