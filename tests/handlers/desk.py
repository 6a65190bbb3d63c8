"""The whole desk in one process: its handlers as AWS calls them, over moto, with people, a register and a clock.

Tests set `wiring.now`, the one place where functions ask for desk time, to an exact moment. An offset to the
system's clock (as in production and on the local desk) would drift while a test runs, and deadlines are tested to the
microsecond. That desk time is system time plus the offset has a test of its own.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from moto.dynamodb.models import dynamodb_backends

from functions import wiring
from functions.adapters.items import model_in
from functions.adapters.keys import Key
from functions.adapters.members import put_members
from functions.adapters.organisations import put_organisation_and_numbers, put_person
from functions.adapters.register import put_card
from functions.adapters.table import Put
from functions.domain.people.members import Member, Members
from functions.domain.people.people import Kind, Person, Role
from functions.domain.register.cards import Card, Origin
from functions.handlers import associate, candidate, centre, changes, staff, sweep, uploads
from tests import builders
from tests.builders import CAMBRIDGE, london, membership, organisation, person
from tests.handlers.network import NETWORK, Network
from tests.handlers.resources import REGION
from tests.scans import scan

PEOPLE_ISSUER = "https://cognito-idp.eu-west-2.amazonaws.com/people"
STAFF_ISSUER = "https://cognito-idp.eu-west-2.amazonaws.com/staff"
OFFICER, HEAD, HARBOUR, ASSOCIATE, BOTH = "officer", "head", "harbour-officer", "associate", "both-centres"
OTHER_ASSOCIATE, LAKESIDE = "other-associate", "lakeside-officer"
CASEWORKER, SUPERVISOR, OTHER_BOARD, STRANGER = "caseworker", "supervisor", "other-board", "nobody"
FINANCE, OTHER_FINANCE = "finance", "other-finance"
# Who manages the people of Northfield, of Meridian Associates and of Cambridge International, and who only reads at Northfield.
COORDINATOR, ASSOCIATE_COORDINATOR, STAFF_COORDINATOR, VIEWER = "coordinator", "associate-coordinator", "staff-coordinator", "viewer"
BOTH_DECLARED = ["complete", "consent"]
FOR_A_REPORT = ["report-complete", "report-supported"]
NO_REVIEWER = "The reviewer works outside this desk"


@dataclass(frozen=True)
class Reply:
    """A handler's answer, as API Gateway would send it."""

    status: int
    body: Any
    headers: dict[str, Any]

    @property
    def codes(self) -> list[str]:
        return [each["code"] for each in self.body["errors"]]

    @property
    def left_out(self) -> dict[str, list[str]]:
        """What a job that is finished could not do: the codes of the problems, by id."""
        job = self.ok()["job"]
        assert job["finished_at"], job
        return {each["id"]: [one["code"] for one in each["errors"]] for each in job["left_out"]}

    def ok(self) -> Any:
        assert self.status == 200, (self.status, self.body)
        return self.body


def claims(sub: str, *, issuer: str = PEOPLE_ISSUER, use: str = "id") -> dict[str, str]:
    return {"sub": sub, "token_use": use, "iss": issuer, "email": f"{sub}@token.example"}


def request(method: str, path: str, body: Any, query: dict[str, str], claimed: dict[str, str] | None) -> dict[str, Any]:
    """Return a proxy event of a REST API. A body given as text is sent unchanged; what is `typed` goes in its header, not in the query."""
    text = body if isinstance(body, str) or body is None else json.dumps(body)
    query = dict(query)
    typed = query.pop("typed", None)
    headers = {"content-type": "application/json"} | ({"X-Typed": quote(typed, errors="surrogatepass")} if typed is not None else {})
    return {
        "resource": path, "path": path, "httpMethod": method, "isBase64Encoded": False, "body": text,
        "headers": headers, "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": query or None, "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} or None,
        "pathParameters": None, "stageVariables": None,
        "requestContext": {
            "requestId": str(uuid.uuid4()), "stage": "live", "httpMethod": method, "path": f"/live{path}", "accountId": "123456789012",
            "identity": {"sourceIp": "203.0.113.7"}, "authorizer": {"claims": claimed} if claimed is not None else None,
        },
    }  # fmt: skip


class Desk:
    """One test's desk. Its methods are what people do; each returns the answer."""

    def __init__(self) -> None:
        self.now = builders.RESULTS_OUT
        self.network: Network = NETWORK
        self._read = 0

    # --- time

    def at(self, moment: str | datetime) -> Desk:
        """Set desk time to a London wall-clock time."""
        self.now = london(moment) if isinstance(moment, str) else moment
        return self

    # --- asking

    def centre(self, method: str, path: str, body: Any = None, *, by: str | dict[str, str] = OFFICER, **query: str) -> Reply:
        claimed = claims(by) if isinstance(by, str) else by
        with self.network.running("CentreFunction"):
            return answered(centre.handler(request(method, path, body, query, claimed), None))

    def staff(self, method: str, path: str, body: Any = None, *, by: str | dict[str, str] = CASEWORKER, **query: str) -> Reply:
        claimed = claims(by, issuer=STAFF_ISSUER) if isinstance(by, str) else by
        with self.network.running("StaffFunction"):
            return answered(staff.handler(request(method, f"/api/staff{path}", body, query, claimed), None))

    def associate(self, method: str, path: str, body: Any = None, *, by: str | dict[str, str] = ASSOCIATE, **query: str) -> Reply:
        claimed = claims(by) if isinstance(by, str) else by
        with self.network.running("AssociateFunction"):
            return answered(associate.handler(request(method, f"/api/associate{path}", body, query, claimed), None))

    def candidate(self, path: str, body: Any, *, source: str = "203.0.113.7") -> Reply:
        """Ask as somebody who has a link and no account, from an address."""
        event = request("POST", f"/api/candidate/{path}", body, {}, None)
        event["requestContext"]["identity"]["sourceIp"] = source
        with self.network.running("CandidateFunction"):
            return answered(candidate.handler(event, None))

    # --- a centre's journey

    def draft(self, id: str | None = None, *, by: str = OFFICER, **changes: Any) -> str:
        """Save a draft. Return its id."""
        id = id or str(uuid.uuid4())
        self.centre("PUT", f"/api/drafts/{id}", {"content": content(**changes)}, by=by).ok()
        return id

    def submit(
        self,
        id: str | None = None,
        *,
        by: str = OFFICER,
        declarations: list[str] | None = None,
        accept_waiting: bool = False,
        consents: bool = True,
        **changes: Any,
    ) -> Reply:
        """Submit a draft; the `consents` that the awarding body wants recorded first are recorded before."""
        id = id or str(uuid.uuid4())
        if consents:
            self.consented(content(**changes), by=by)
        declared = BOTH_DECLARED if changes.get("service") != "9" else FOR_A_REPORT
        sent = {"content": content(**changes), "declarations": declared if declarations is None else declarations} | (
            {"accept_waiting": True} if accept_waiting else {}
        )
        return self.centre("POST", f"/api/drafts/{id}/submit", sent, by=by)

    def consented(self, form: dict[str, Any], *, by: str = OFFICER, **changes: Any) -> None:
        """Record consent on paper for everybody whom a form is about, where the awarding body wants it recorded."""
        body = wiring.catalogue().bodies.get(form["body"])
        route = body.route(form["route"]) if body else None
        service = route.service(form["service"]) if route else None
        if body is None or service is None or service.consent is None or not service.consent.recorded:
            return
        asked = {name: form[name] for name in ("body", "series", "route", "syllabus", "service", "components")}
        everybody = self.centre("POST", "/api/consents/candidates", asked, by=by)
        if everybody.status != 200:
            return
        known = [each["number"] for each in everybody.body["candidates"]]
        about = [body.printed(each) for each in form["candidates"]] or known
        day = self.now.astimezone(ZoneInfo("Europe/London")).date().isoformat()
        choice = service.consent.choices[0] if service.consent.choices else ""
        sent = asked | {"candidates": [each for each in about if each in known], "way": "paper", "day": day, "choice": choice} | changes
        self.centre("POST", "/api/consents/record", sent, by=by)

    def submitted(self, id: str | None = None, **changes: Any) -> Any:
        return self.submit(id, **changes).ok()["submission"]

    def enquiry(self, id: str, *, by: str = OFFICER) -> Any:
        return self.centre("GET", f"/api/enquiries/{id}", by=by).ok()["enquiry"]

    def received(self, **changes: Any) -> str:
        """Submit an enquiry and wait until it has its number. Return its id."""
        id: str = self.submitted(**changes)["enquiries"][0]["id"]
        self.follow()
        return id

    # --- the awarding body's

    def case(self, id: str) -> Any:
        return self.staff("GET", f"/enquiries/{id}").ok()["enquiry"]

    def preview(self, id: str, kind: str) -> Any:
        return self.staff("POST", f"/enquiries/{id}/letters/{kind}").ok()["preview"]

    def acknowledge(self, id: str) -> Any:
        looked = self.preview(id, "acknowledgement")
        return self.staff("POST", f"/enquiries/{id}/acknowledge", {"version": looked["version"], "sha256": looked["sha256"]}).ok()[
            "enquiry"
        ]

    def acknowledged(self, **changes: Any) -> str:
        id = self.received(**changes)
        self.acknowledge(id)
        return id

    def mark(self, id: str, grade: str = "B", *, without_reviewer: str = NO_REVIEWER, **marks: int) -> Reply:
        """Record marks, unchanged except for those given as `c22=61`, with no reviewer assigned unless a test assigns one."""
        case = self.case(id)
        lines = []
        for line in case["components"]:
            after = marks.get(f"c{line['code']}", line["mark_before"])
            reason = "Question 9 was overlooked" if after != line["mark_before"] else ""
            lines.append({"component": line["code"], "mark_after": after, "reason": reason})
        sent = {"version": case["version"], "lines": lines, "grade_after": grade, "without_reviewer": without_reviewer}
        return self.staff("POST", f"/enquiries/{id}/marks", sent)

    def moderate(self, id: str, *candidates: dict[str, Any], explanation: str = "The centre’s marking was consistent.") -> Reply:
        """Record the outcome of a re-moderation; candidates who are not named stay as they are."""
        sent = {"version": self.case(id)["version"], "explanation": explanation, "candidates": candidates}
        return self.staff("POST", f"/enquiries/{id}/moderation", sent)

    def decide(self, id: str) -> Any:
        """Issue the outcome letter."""
        looked = self.preview(id, "outcome")
        return self.staff("POST", f"/enquiries/{id}/outcome", {"version": looked["version"], "sha256": looked["sha256"]}).ok()["enquiry"]

    def announce(self, id: str, data: bytes, *, kind: str = "CoSLetter", component: str | None = "22", **changes: Any) -> Reply:
        announcement = {
            "kind": kind,
            "component": component,
            "filename": "scan.pdf",
            "size": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        return self.staff("POST", f"/enquiries/{id}/uploads", announcement | changes)

    def upload(self, id: str, data: bytes, *, arrives: bytes | None = None, **announced: Any) -> Any:
        """Announce `data`, put it (or `arrives` instead) into the bucket, and have it checked. Return what the desk made of it."""
        upload = self.announce(id, data, **announced).ok()["upload"]
        self.arrive(upload["id"], data if arrives is None else arrives)
        return self.became(upload["id"])

    def arrive(self, upload: str, data: bytes | None) -> None:
        """Post the file and have S3 tell the function. Without data, S3 tells it again of a file that is there, or was."""
        key = f"incoming/{upload}"
        if data is not None:
            wiring.incoming().client.put_object(Bucket=wiring.settings().incoming_bucket, Key=key, Body=data)
        with self.network.running("UploadsFunction"):
            uploads.handler({"Records": [{"eventName": "ObjectCreated:Post", "s3": {"object": {"key": key}}}]}, None)

    def became(self, upload: str) -> Any:
        return self.staff("GET", f"/uploads/{upload}").ok()["upload"]

    def issue_script(self, id: str, document: str) -> Reply:
        return self.staff("POST", f"/enquiries/{id}/documents/{document}/issue", {"version": self.case(id)["version"]})

    def script(self, id: str, component: str) -> Any:
        """Upload and issue the copy of script of a component."""
        attached = self.upload(id, scan(f"a script of component {component}"), component=component)
        assert attached["state"] == "attached", attached
        return self.issue_script(id, attached["document"]).ok()["enquiry"]

    def completed(self, id: str) -> Any:
        """Complete an enquiry under service 2: acknowledge it if need be, record the marks, issue the outcome."""
        if self.case(id)["status"] == "received":
            self.acknowledge(id)
        self.mark(id).ok()
        return self.decide(id)

    def by_hand(self, id: str, kind: str) -> str:
        """Upload a letter or a report written by a person. Return the id of the checked document."""
        attached = self.upload(id, scan(f"{kind} of {id}"), kind=kind, component=None)
        assert attached["state"] == "attached", attached
        document: str = attached["document"]
        return document

    def report(self, id: str) -> Reply:
        """Upload and issue the report."""
        return self.issue_script(id, self.by_hand(id, "Rpt"))

    # --- what follows

    def stream(self) -> list[dict[str, Any]]:
        """Return the records of the table's stream since the last call, oldest first, as Lambda would get them."""
        # moto answers no call about streams, but keeps one.
        shard = dynamodb_backends["123456789012"][REGION].tables[wiring.settings().table].stream_shard
        assert shard
        new = [each.to_json() for each in shard.items[self._read :]]
        self._read += len(new)
        return new

    def follow(self) -> Any:
        """Deliver the stream until it is quiet, so that numbers, receipts and mail are done."""
        failed = []
        while records := self.stream():
            failed += self.deliver(records)
        return failed

    def deliver(self, records: list[dict[str, Any]]) -> list[dict[str, str]]:
        """Give records of the stream to the function. Return those that it hands back."""
        with self.network.running("ChangesFunction"):
            failed: list[dict[str, str]] = changes.handler({"Records": records}, None)["batchItemFailures"]
        return failed

    def sweep(self) -> dict[str, int]:
        with self.network.running("SweepFunction"):
            return sweep.handler({}, None)

    def failures(self) -> Any:
        return self.staff("GET", "/failures").ok()["failures"]

    def mails(self, to: str | None = None) -> list[dict[str, str]]:
        """Return the mails that SES took, oldest first: to, subject, text, html."""
        return [each for each in self.network.mails if to in (None, each["to"])]

    # --- what AWS saw

    @contextmanager
    def counting(self) -> Iterator[Counter[str]]:
        """Count the calls of each AWS operation inside the block; botocore's own retries are not counted."""
        called: Counter[str] = Counter()

        def count(model: Any, **_: Any) -> None:
            called[model.name] += 1

        clients = [
            wiring.table().client,
            wiring.accounts(Kind.CENTRE).client,
            wiring.documents().client,
            wiring.incoming().client,
            wiring.mailer().client,
        ]
        for client in clients:
            client.meta.events.register("before-call", count)
        try:
            yield called
        finally:
            for client in clients:
                client.meta.events.unregister("before-call", count)

    def items(self) -> dict[Key, dict[str, Any]]:
        """Return everything in the table, to show that a refusal changed nothing."""
        found = wiring.table().client.scan(TableName=wiring.settings().table)["Items"]
        return {Key(each["pk"]["S"], each["sk"]["S"]): each for each in found}

    def card(self, candidate: str = "0713", syllabus: str = "0580") -> Card:
        item = wiring.table().get(Key(f"REG#{CAMBRIDGE}#2022-06#northfield", f"CARD#{syllabus}#{candidate}"))
        assert item
        return model_in(Card, item)

    def head_of(self, organisation: str, sub: str) -> None:
        """Make a person the Head of Centre of an organisation."""
        head = Person(
            id=sub, name="A Head of Centre", email=f"{sub}@people.example", memberships=(membership(Role.HEAD_OF_CENTRE, organisation),)
        )
        wiring.table().put(put_person(head))

    def put(self, card: Card) -> None:
        """Store a candidate's card as a register import would; it replaces one of the same candidate and syllabus."""
        put = put_card(card)
        wiring.table().put(Put(put.item, expect=None))

    def file(self, key: str, bucket: str | None = None) -> bytes | None:
        files = wiring.incoming() if bucket == "incoming" else wiring.documents()
        return files.get(key)


def answered(answer: dict[str, Any]) -> Reply:
    """Return a handler's result. Check that it is JSON that must not be cached."""
    headers = {**(answer.get("headers") or {}), **{name: values[0] for name, values in (answer.get("multiValueHeaders") or {}).items()}}
    assert headers["Content-Type"] == "application/json"
    assert headers["Cache-Control"] == "no-store"
    return Reply(answer["statusCode"], json.loads(answer["body"]), headers)


def content(**changes: Any) -> dict[str, Any]:
    """Return the form as the page sends it: Northfield's, service 2 in 0580 for candidate 0713."""
    made: dict[str, Any] = builders.content(**changes).model_dump(mode="json")
    return made


def populate() -> None:
    """Store two centres, one under an Associate, an awarding body, their people, and a few results, with the functions' own code."""
    harbour = {
        "id": "harbour",
        "name": "Harbour International School",
        "centres": {CAMBRIDGE: "ZZ202"},
        "contact_email": "exams@harbour.example",
    }
    lakeside = {"id": "lakeside", "name": "Lakeside Academy", "centres": {CAMBRIDGE: "ZZ303"}, "associates": {CAMBRIDGE: "meridian"}}
    associates: Iterator[dict[str, Any]] = (
        {"id": id, "name": f"{id.title()} Associates", "kind": Kind.ASSOCIATE, "centres": {}, "contact_email": f"desk@{id}.example"}
        for id in ("meridian", "equator")
    )
    meridian, equator = associates
    body = {"id": CAMBRIDGE, "name": "Cambridge International", "kind": Kind.AWARDING_BODY, "centres": {}}
    puts = [
        put for changes in ({}, harbour, lakeside, meridian, equator, body)
        for put in put_organisation_and_numbers(organisation(**{"contact_email": "x@y.example", **changes} if changes else {}))
    ]  # fmt: skip
    lists: dict[str, Members] = {}
    for sub, *members in (
        (OFFICER, membership()),
        (HEAD, membership(Role.HEAD_OF_CENTRE)),
        (HARBOUR, membership(organisation="harbour")),
        (BOTH, membership(), membership(organisation="harbour")),
        (ASSOCIATE, membership(Role.ASSOCIATE, "meridian")),
        (OTHER_ASSOCIATE, membership(Role.ASSOCIATE, "equator")),
        (LAKESIDE, membership(organisation="lakeside")),
        (CASEWORKER, membership(Role.CASEWORKER, CAMBRIDGE)),
        (SUPERVISOR, membership(Role.SUPERVISOR, CAMBRIDGE)),
        (OTHER_BOARD, membership(Role.CASEWORKER, "another-board")),
        (FINANCE, membership(Role.FINANCE, CAMBRIDGE)),
        (OTHER_FINANCE, membership(Role.FINANCE, "another-board")),
        (COORDINATOR, membership(), membership(Role.COORDINATOR)),
        (ASSOCIATE_COORDINATOR, membership(Role.ASSOCIATE, "meridian"), membership(Role.COORDINATOR, "meridian")),
        (STAFF_COORDINATOR, membership(Role.CASEWORKER, CAMBRIDGE), membership(Role.COORDINATOR, CAMBRIDGE)),
        (VIEWER, membership(Role.VIEWER)),
    ):
        email, at = f"{sub}@people.example", builders.RESULTS_OUT
        puts.append(put_person(Person(id=sub, name=f"Name of {sub}", email=email, memberships=tuple(members), joined_at=at)))
        for organisation_id in dict.fromkeys(each.organisation for each in members):
            roles = tuple(each.role for each in members if each.organisation == organisation_id)
            here = Member(id=listed(sub), name=f"Name of {sub}", email=email, roles=roles, person=sub, joined_at=at)
            lists[organisation_id] = lists.get(organisation_id, Members(organisation=organisation_id)).with_member(here)
    puts += [Put(put_members(each).item, expect=0) for each in lists.values()]
    for card in register():
        puts.append(put_card(card))
    wiring.table().commit(puts)


def listed(sub: str) -> str:
    """Return the id under which a person is in the lists of their organisations."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, sub))


def register() -> list[Card]:
    """Return Northfield's three candidates in 0580, one of them also in another syllabus, and Harbour's own 0713."""
    result, card = builders.result, builders.card
    return [
        card(version=1),
        card("0714", name="Bao Nguyen", grade="C", version=1),
        card("0015", name="Carla Ruiz", grade="A", version=1),
        card(syllabus="0610", results=(result("22", 31), result("42"), result("62", 30)), version=1),
        card(syllabus="0500", results=(result("12"), result("22"), result("03", 60, Origin.MODERATION)), version=1),
        card(syllabus="0400", results=(result("01", 70), result("02", 64)), version=1),
        card(name="Dilip Rao", organisation="harbour", version=1),
        card(name="Ewa Lis", organisation="lakeside", version=1),
    ]


__all__ = ["Desk", "Reply", "claims", "content", "person", "populate", "request"]
