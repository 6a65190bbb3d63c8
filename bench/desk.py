"""The desk that is measured: what Northfield School has stored in August 2022, as DynamoDB holds it, and the events that come in.

The functions' own code makes the items, so that their sizes are real.
"""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import BaseModel

from bench.answering import Item
from bench.units import projected
from functions.adapters import keys, table
from functions.adapters.documents import StoredDocument, put_document
from functions.adapters.enquiries import put_enquiry
from functions.adapters.events import put_event, put_side_event
from functions.adapters.items import item_of
from functions.adapters.organisations import put_organisation, put_person
from functions.adapters.register import put_card
from functions.adapters.submissions import put_submission
from functions.adapters.uploads import Upload
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Issued, Line
from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import State, Submission, enquiry_id, reference_of
from functions.domain.people.history import THE_DESK, Actor, Event, What
from functions.domain.people.people import Role
from functions.domain.register.cards import NamedCandidate
from tests import builders
from tests.documents.builders import acknowledgement, outcome, receipt
from tests.scans import scan

ROWS = 25
NOW = builders.london("2022-08-24 11:00")
CENTRE, BODY = "northfield", builders.CAMBRIDGE
CANDIDATES = ("0713", "0714", "0715")
NAMES = ("Amina Osei", "Björn Åkesson", "Chidi Okonkwo-Barrington")
SUBMISSION = str(uuid.UUID(int=417))
DOCUMENT = "AckLetter.0123456789abcdef"
UPLOAD = "a" * 32
PDF = scan(b"%" * 40_000)
PERSON = builders.person(builders.membership())
CASEWORKER = builders.person(builders.membership(Role.CASEWORKER, BODY), id="c1")
OFFICER = Actor(id=PERSON.id, organisation=CENTRE, role=Role.EXAMS_OFFICER)
# What a function finds in its environment. The offset takes desk time to NOW.
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "eu-west-2", "AWS_EC2_METADATA_DISABLED": "true",
    "TABLE": "desk", "DOCUMENTS_BUCKET": "desk-documents", "INCOMING_BUCKET": "desk-incoming", "LETTERS_FUNCTION": "letters", "SITE_URL": "https://desk.example",
    "MAIL_FROM": "desk@desk.example", "CONFIGURATION_SET": "desk", "DESK_OFFSET_SECONDS": str(int((NOW - datetime.now(UTC)).total_seconds())),
    "CATALOGUE": "content/catalogue.json", "POWERTOOLS_SERVICE_NAME": "bench", "LOG_LEVEL": "WARNING",
}  # fmt: skip


def world(bodies: Sequence[str] = (BODY,)) -> dict[str, Any]:
    """Return the data that Answers answers from, in a form that JSON takes. The centre's enquiries are to these awarding bodies in turn."""
    enquiries = [enquiry(number).model_copy(update={"body": bodies[number % len(bodies)]}) for number in range(ROWS)]
    stored = [put_enquiry(each).item for each in enquiries]
    cards = [put_card(builders.card(number, name=name, version=1)).item for number, name in zip(CANDIDATES, NAMES, strict=True)]
    draft = put_submission(submission(State.DRAFT, "4d"), None).item
    submitted = submission(State.SUBMITTED, "00")
    due = put_event(keys.submission(submitted.id), event(What.SUBMITTED), due=("receive", "receipt", "mail:receipt"), awarding=(BODY,)).item
    waiting = enquiry(0, Status.SUBMITTED).model_copy(update={"id": submitted.enquiries[0]})
    upload = Upload(
        id=UPLOAD, enquiry=enquiries[0].id, body=BODY, slot="CoSLetter-22", filename="script.pdf", size=len(PDF),
        sha256=hashlib.sha256(PDF).hexdigest(), by=CASEWORKER.id,
    )  # fmt: skip
    people = [put_person(each).item for each in (PERSON, CASEWORKER)]
    heads = [
        *people, put_organisation(builders.organisation()).item, *cards, draft, put_submission(submitted, None).item, due,
        put_enquiry(waiting).item, stored[0], item_of(keys.upload(upload.id), 1, upload, stage=upload.stage),
    ]  # fmt: skip
    return {
        "items": [raw(item) for item in heads],
        "pages": {
            keys.list_of(CENTRE, "2022-06"): [projected(raw(item), "lists") for item in stored],
            keys.queue(BODY, Status.ACKNOWLEDGED.value): [projected(raw(item), "queues") for item in stored],
            keys.enquiry(enquiries[0].id).pk: [raw(item) for item in partition(enquiries[0])],
            keys.EFFECTS: [raw(due)],
        },
        "file": base64.b64encode(PDF).decode(),
    }


def enquiry(number: int, status: Status = Status.ACKNOWLEDGED) -> Enquiry:
    """Return one of the centre's enquiries: complete, for service 2S, with two components."""
    candidate = f"{713 + number:04d}"
    of = str(uuid.UUID(int=number))
    complete = builders.enquiry(
        status, id=enquiry_id(of, candidate), submission=of, reference=reference_of(of), service="2S", version=3, number=f"2206-{number:06d}",
        candidates=(NamedCandidate(number=candidate, name=NAMES[number % 3]),), note=f"June 2022 0580 2206-{number:06d}",
        lines=(Line(component="22", mark_before=48), Line(component="42", mark_before=88)),
        issued={"AckLetter": Issued(at=builders.london("2022-08-23 10:00"), fingerprint="0123456789abcdef", size=40_000)},
    )  # fmt: skip
    return complete if status is Status.ACKNOWLEDGED else complete.model_copy(update={"issued": {}, "number": None, "version": 1})


def submission(state: State, which: str) -> Submission:
    id = SUBMISSION[:-2] + which
    named = tuple(NamedCandidate(number=number, name=name) for number, name in zip(CANDIDATES, NAMES, strict=True))
    draft = Submission(
        id=id,
        reference=reference_of(id),
        organisation=CENTRE,
        content=builders.content(candidates=CANDIDATES),
        saved_at=NOW,
        saved_by=PERSON.id,
    )
    if state is State.DRAFT:
        return draft
    return draft.model_copy(
        update={
            "state": state, "submitted_at": NOW, "submitted_by": PERSON.id, "submitted_as": "Exams officer", "candidates": named,
            "enquiries": (enquiry_id(id, CANDIDATES[0]),), "digest": "0" * 64, "declarations": declarations(),
        }
    )  # fmt: skip


def declarations() -> tuple[str, ...]:
    return ("complete", "consent")  # what services 1 to 2S ask for


def event(what: What, version: int = 1, by: Actor = OFFICER) -> Event:
    return Event(what=what, at=NOW - timedelta(hours=4 - version), by=by, version=version)


def partition(of: Enquiry) -> list[table.Item]:
    """Return everything stored with an enquiry: itself, its letter, its history, two downloads."""
    key = keys.enquiry(of.id)
    letter = StoredDocument(enquiry=of.id, slot="AckLetter", stage="issued", sha256="0123456789abcdef" * 4, size=40_000, at=NOW)
    history = [
        put_event(key, event(What.SUBMITTED, 1)),
        put_event(key, event(What.RECEIVED, 2, THE_DESK)),
        put_event(key, event(What.ACKNOWLEDGED, 3, Actor(id=CASEWORKER.id, organisation=BODY, role=Role.CASEWORKER))),
        *(put_side_event(key, event(What.DOWNLOADED, 3)) for _ in range(2)),
    ]
    puts = [put_document(letter, of), *history]
    return sorted([put_enquiry(of).item, *(put.item for put in puts)], key=lambda item: str(item["sk"]))


def raw(item: table.Item) -> Item:
    """Return an item as DynamoDB writes it."""
    return {name: {"N": str(value)} if isinstance(value, int) else {"S": value} for name, value in item.items()}


# As they come from a browser through CloudFront and API Gateway.
HEADERS = {
    "Accept": "application/json", "Accept-Encoding": "gzip, deflate, br", "Authorization": "Bearer " + "e" * 900, "CloudFront-Forwarded-Proto": "https",
    "Content-Type": "application/json", "Host": "desk.example", "Referer": "https://desk.example/desk/", "User-Agent": "Mozilla/5.0 (X11; Linux x86_64)",
    "Via": "2.0 0123456789abcdef.cloudfront.net (CloudFront)", "X-Amz-Cf-Id": "0" * 56, "X-Amzn-Trace-Id": "Root=1-00000000-000000000000000000000000",
    "X-Forwarded-For": "192.0.2.1, 198.51.100.1", "X-Forwarded-Port": "443", "X-Forwarded-Proto": "https",
}  # fmt: skip


def request(method: str, path: str, body: object = None, person: str = PERSON.id, **query: str) -> dict[str, Any]:
    """Return an event of API Gateway's REST API with a checked ID token."""
    return {
        "resource": path, "path": path, "httpMethod": method, "headers": HEADERS, "multiValueHeaders": {name: [value] for name, value in HEADERS.items()},
        "queryStringParameters": query or None, "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} or None,
        "pathParameters": None, "stageVariables": None, "isBase64Encoded": False, "body": json.dumps(body) if body is not None else None,
        "requestContext": {
            "requestId": "00000000-0000-0000-0000-000000000417", "stage": "api", "httpMethod": method, "path": path, "resourcePath": path,
            "identity": {"sourceIp": "192.0.2.1"}, "authorizer": {"claims": {"sub": person, "token_use": "id"}},
        },
    }  # fmt: skip


def submit() -> dict[str, Any]:
    content = submission(State.DRAFT, "4d").content.model_dump(mode="json")
    return request("POST", f"/api/drafts/{SUBMISSION[:-2]}4d/submit", {"content": content, "declarations": declarations()})


def listing() -> dict[str, Any]:
    return request("GET", "/api/enquiries", series="2022-06")


def opening() -> dict[str, Any]:
    return request("GET", f"/api/enquiries/{enquiry(0).id}")


def link() -> dict[str, Any]:
    return request("POST", f"/api/enquiries/{enquiry(0).id}/documents/{DOCUMENT}/link", {})


def first_events() -> dict[str, dict[str, Any]]:
    """Return for each handler the event that its first answer is measured with: one that its function really gets."""
    due = keys.event(keys.submission(submission(State.SUBMITTED, "00").id), 1)
    record = {
        "eventName": "INSERT",
        "dynamodb": {
            "Keys": {"pk": {"S": due.pk}, "sk": {"S": due.sk}}, "NewImage": {"due": {"S": "receive"}}, "SequenceNumber": "1",
        },
    }  # fmt: skip
    letter = acknowledgement().model_dump(mode="json")
    return {
        "centre": listing(),
        "staff": request("GET", "/api/staff/queue", person=CASEWORKER.id, stage="acknowledged"),
        "uploads": {"Records": [{"s3": {"object": {"key": f"incoming/{UPLOAD}"}}}]},
        "changes": {"Records": [record]},
        "letters": {"kind": "acknowledgement", "context": letter, "bucket": "desk-documents", "key": "previews/0/acknowledgement.pdf"},
        "sweep": {},
        "floor": request("POST", "/api/orders", {"customer": "northfield", "count": 3}),
    }


def letters() -> list[dict[str, Any]]:
    """Return the contexts of letters, no two alike, since Typst remembers what it has laid out before."""
    contexts: list[BaseModel] = []
    for number in range(24):
        named = [{"number": f"{713 + number:04d}", "name": f"{NAMES[number % 3]} {number}"}]
        facts = {"reference": reference_of(str(number)), "candidates": named}
        if number % 3 == 0:
            contexts.append(acknowledgement(enquiry_number=f"2206-{number:06d}", **facts))
        elif number % 3 == 1:
            contexts.append(outcome(enquiry_number=f"2206-{number:06d}", **facts))
        else:
            contexts.append(receipt(note=f"Set {number}", **facts))
    return [each.model_dump(mode="json") for each in contexts]
