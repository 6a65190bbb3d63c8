"""What the functions log holds no name, no address, no free text, and no mark or grade of anybody."""

from __future__ import annotations

import io
import json
import logging
import uuid
from collections.abc import Iterator

import pytest
from aws_lambda_powertools import Logger

from functions import wiring
from functions.adapters.organisations import put_organisation_and_numbers
from functions.adapters.register import put_card
from functions.adapters.table import Put
from functions.handlers import answers, changes, letters, sweep, uploads
from tests import builders
from tests.handlers.desk import Desk, content

NAME, NUMBER, ADDRESS, NOTE, REASON = (
    "Xiuqin Øysteinsdóttir",
    "0666",
    "unmistakable.address@northfield.example",
    "Unmistakable note",
    "Unmistakable why",
)
SECRETS = (
    "Xiuqin",
    "Øysteinsdóttir",
    "ysteinsd",
    NUMBER,
    "unmistakable",
    "Unmistakable",
    "Name of",
    "@people.example",
    "@token.example",
    "Northfield School",
)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything logged by anybody, as the functions' logs would have it: Powertools' own lines, and libraries' at the level set."""
    lines = io.StringIO()
    handlers = []
    loggers: list[Logger | logging.Logger] = [each.logger for each in (answers, changes, letters, sweep, uploads)]
    for each in {one.name: one for one in [*loggers, logging.getLogger()]}.values():
        handler = logging.StreamHandler(lines)
        if isinstance(each, Logger):
            handler.setFormatter(each.registered_formatter)
        each.addHandler(handler)
        handlers.append((each, handler))
    yield lines
    for each, handler in handlers:
        each.removeHandler(handler)


def test_a_whole_journey_with_refusals_and_faults_logs_events_and_nobody_by_name(
    desk: Desk, log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.put(builders.card(NUMBER, name=NAME, version=1))
    wiring.table().commit(put_organisation_and_numbers(builders.organisation(contact_email=ADDRESS)))
    said = {"candidates": (NUMBER,), "contact_email": ADDRESS, "note": NOTE, "service": "2S"}

    # What is refused, unreadable or at fault is where a careless line quotes what was sent.
    desk.submit(**said | {"contact_email": "unmistakable.other@northfield.example", "components": ("22", "99")})
    desk.centre("PUT", f"/api/drafts/{uuid.uuid4()}", {"content": content(**said) | {"surname": NAME, "candidates": [NAME]}})
    desk.centre("PUT", f"/api/drafts/{uuid.uuid4()}", '{"content": {"note": "Unmistakable')
    desk.centre("GET", "/api/enquiries", series="2022-06", typed=NAME)
    desk.centre("GET", "/api/candidates", typed=NUMBER, series="2022-06")
    register = "centre,candidate,name,syllabus,component,mark,origin,grade\n"
    desk.staff("POST", "/register", {"series": "2022-06", "csv": f"{register}ZZ999,{NUMBER},{NAME},0580,22,70,exam,B"})
    wiring.table().put(unreadable_card())
    broken = desk.centre("GET", "/api/register", series="2022-06", syllabus="0450")
    assert (broken.status, broken.codes) == (500, ["try_again"])
    assert not any(secret in str(broken.body) for secret in SECRETS)

    desk.network.refuses("POST ses", "MessageRejected", times=1, message=f"Email address is not verified: {ADDRESS}")
    id = desk.received(**said)
    desk.acknowledge(id)
    desk.mark(id, "A", c22=61).ok()
    desk.decide(id)
    desk.announce(id, b"no pdf", filename=f"{NAME}.pdf")
    desk.upload(id, b"no pdf", filename=f"{NAME}.pdf")
    desk.script(id, "22")
    desk.script(id, "42")
    desk.follow()
    desk.at("2022-08-23 09:00").sweep()
    desk.centre("POST", f"/api/enquiries/{id}/cancel", {"version": 1, "reason": REASON})
    assert desk.enquiry(id)["status"] == "completed"
    assert len(desk.mails(ADDRESS)) == 5, "the statement of results cannot be made from a card that cannot be read, and holds up nothing"

    logged = log.getvalue() + "".join(capsys.readouterr())
    lines = [json.loads(line) for line in log.getvalue().splitlines() if line.startswith("{")]
    assert {"refused", "fault", "effects", "swept", "upload checked", "letter stored"} <= {line["message"] for line in lines}
    assert next(line for line in lines if line["message"] == "fault")["kind"] == "ValidationError"
    for secret in SECRETS:
        assert secret not in logged
        assert json.dumps(secret).strip('"') not in logged


def unreadable_card() -> Put:
    """A card that cannot be read, its fault quoting a name as pydantic's faults do."""
    card = builders.card(NUMBER, name=NAME, syllabus="0450", version=1)
    item = put_card(card).item
    return Put(item | {"row": str(item["row"]).replace('"name"', '"surname"')}, expect=None)


def test_a_line_of_the_log_has_the_requests_id_and_no_claims(desk: Desk, log: io.StringIO) -> None:
    desk.centre("GET", "/api/nothing")
    (line,) = [json.loads(each) for each in log.getvalue().splitlines() if each.startswith("{")]
    assert line["codes"] == ["not_found"]
    assert uuid.UUID(line["correlation_id"])
