"""Every route, asked by everybody who may not: the answer is that for something that does not exist.

The routes are read from the handlers' own OpenAPI documents, so a new route without a case here fails.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

import pytest

from functions import wiring
from functions.adapters import keys
from functions.adapters.consents import put_scan
from functions.adapters.documents import Evidence, put_evidence
from functions.adapters.invoices import put_invoice
from functions.adapters.items import item_of, model_in
from functions.adapters.jobs import put_job, read_job
from functions.adapters.organisations import put_organisation_and_numbers, put_person, read_person
from functions.adapters.table import Put
from functions.adapters.uploads import Upload
from functions.domain.consent.records import Scan
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.jobs import SUBMISSIONS
from functions.handlers import centre, staff
from tests import bills
from tests.builders import CAMBRIDGE, organisation
from tests.handlers.desk import (
    ASSOCIATE,
    ASSOCIATE_COORDINATOR,
    CASEWORKER,
    COORDINATOR,
    FINANCE,
    HARBOUR,
    HEAD,
    OFFICER,
    OTHER_BOARD,
    OTHER_FINANCE,
    STAFF_COORDINATOR,
    STAFF_ISSUER,
    STRANGER,
    SUPERVISOR,
    VIEWER,
    Desk,
    Reply,
    claims,
    content,
    listed,
)  # fmt: skip
from tests.handlers.reviewing import reviewed, school_assessed
from tests.handlers.test_candidate_pages import AQA, NCFE, several
from tests.scans import scan

__all__ = ["several"]

METHODS = {"get", "put", "post", "delete"}
ABSENT = {
    "new": str(uuid.UUID(int=8)),
    "job": "f" * 32,
    "own job": "f" * 32,
    "own list": "f" * 32,
    "invoice": "0" * 32,
    "enquiry": "0" * 32,
    "draft": str(uuid.UUID(int=0)),
    "submission": str(uuid.UUID(int=0)),
    "upload": "f" * 32,
    "brought": "f" * 32,
    "review": str(uuid.UUID(int=0)),
    "member": str(uuid.UUID(int=0)),
    "body_member": str(uuid.UUID(int=0)),
}
REFUSED = {"errors": [
    {"code": "not_found", "message": "There is nothing here that you can open. Check the address, or go back to your list.", "field": None, "rule": None, "source": None},
]}  # fmt: skip
# Who may not, by the claims of their token. None at all is what a route without authorizer would pass on.
AT_CENTRES: dict[str, dict[str, str] | None] = {
    "another centre's officer": claims(HARBOUR),
    "an Associate": claims(ASSOCIATE),
    "a caseworker": claims(CASEWORKER),
    "the officer with an access token": claims(OFFICER, use="access"),
    "the officer's id vouched for by the staff pool": claims(OFFICER, issuer=STAFF_ISSUER),
    "somebody unknown": claims(STRANGER),
    "a token without a subject": claims(""),
    "nobody": None,
}
AT_STAFF: dict[str, dict[str, str] | None] = {
    "an exams officer": claims(OFFICER),
    "a Head of Centre": claims(HEAD),
    "an exams officer in the staff pool": claims(OFFICER, issuer=STAFF_ISSUER),
    "a caseworker vouched for by the people's pool": claims(CASEWORKER),
    "a caseworker with an access token": claims(CASEWORKER, issuer=STAFF_ISSUER, use="access"),
    "staff of another awarding body": claims(OTHER_BOARD, issuer=STAFF_ISSUER),
    "somebody unknown": claims(STRANGER, issuer=STAFF_ISSUER),
    "nobody": None,
}


@dataclass(frozen=True)
class Case:
    """A request that its owners may make. `of` names what it is about, which stands in its path as {id}; '' for one's own.

    `open_to` are those to whom it shows their own, never another's; the test of each says what.
    """

    of: str = ""
    body: Any = None
    query: dict[str, str] = field(default_factory=dict)
    part: str = ""
    open_to: frozenset[str] = frozenset()
    by: tuple[str, ...] = ()  # those whose it is; none named is caseworkers and supervisors, or at a centre everybody


OWN_CENTRE = frozenset({"another centre's officer"})
IN_POOL = OWN_CENTRE | {"an Associate", "a caseworker"}
IN_STAFF_POOL = frozenset({"an exams officer in the staff pool", "staff of another awarding body"})
SUBMIT = {"content": content(), "declarations": ["complete", "consent"]}
JUNE = {"series": "2022-06"}
EVERY_STAFF = (CASEWORKER, SUPERVISOR, FINANCE, STAFF_COORDINATOR)
INVITATION = {"name": "Nadia Rahman", "email": "nadia@northfield.example", "roles": ["viewer"]}
COORDINATOR_INVITED = {"id": str(uuid.UUID(int=7)), "centre_number": "ZZ101", "name": "Nadia Rahman", "email": "nadia@northfield.example"}
CSV = {"series": "2022-06", "csv": "centre,candidate,name,syllabus,component,mark,origin,grade\n"}
UPLOAD = {"kind": "CoSLetter", "component": "22", "filename": "a.pdf", "size": 9, "sha256": "0" * 64}
CONSENT = {"body": CAMBRIDGE, "series": "2022-06", "syllabus": "0580", "service": "2", "components": ["22"]}
SCAN = {"body": CAMBRIDGE, "series": "2022-06", "filename": "a.pdf", "size": 9, "sha256": "0" * 64}
ISSUE = {"version": 3, "sha256": "0" * 64}
CASES = {
    "GET /api/me": Case(open_to=OWN_CENTRE | {"an Associate"}),
    "GET /api/series": Case(open_to=IN_POOL),
    "GET /api/centre": Case(open_to=OWN_CENTRE),
    "PUT /api/centre": Case(body={"contact_email": "a@b.example", "version": 1}, open_to=OWN_CENTRE),
    "GET /api/set-up": Case(open_to=OWN_CENTRE),
    "GET /api/terms": Case(open_to=OWN_CENTRE),
    "PUT /api/terms": Case(body={"version": 0, "body": CAMBRIDGE, "series": "2022-06"}, open_to=OWN_CENTRE),
    "GET /api/calendar": Case(open_to=OWN_CENTRE),
    "POST /api/calendar": Case(body={}, open_to=OWN_CENTRE),
    "POST /api/calendar/stop": Case(body={}, open_to=OWN_CENTRE),
    "GET /api/logo": Case(open_to=OWN_CENTRE),
    "POST /api/logo": Case(body={"filename": "a.png", "size": 9, "sha256": "0" * 64}, open_to=OWN_CENTRE),
    "PUT /api/logo": Case(body={"version": 0, "alt": "An oak"}, open_to=OWN_CENTRE),
    "POST /api/logo/remove": Case(body={"version": 0}, open_to=OWN_CENTRE),
    "GET /api/papers": Case(open_to=OWN_CENTRE),
    "POST /api/papers/page": Case(body={"paper": "candidate-permission-form"}, open_to=OWN_CENTRE),
    "POST /api/papers/file": Case(body={"paper": "candidate-permission-form", "format": "pdf"}, open_to=OWN_CENTRE),
    "GET /api/register": Case(query=JUNE | {"syllabus": "0580"}, open_to=OWN_CENTRE),
    "GET /api/candidates": Case(query=JUNE | {"typed": "0714"}),
    "POST /api/results/preview": Case(body=CSV | {"body": CAMBRIDGE}, open_to=OWN_CENTRE, by=(OFFICER,)),
    "POST /api/results": Case(body=CSV | {"body": CAMBRIDGE}, open_to=OWN_CENTRE, by=(OFFICER,)),
    "POST /api/boundaries/preview": Case(body=CSV | {"body": CAMBRIDGE}, open_to=OWN_CENTRE, by=(OFFICER,)),
    "POST /api/boundaries": Case(body=CSV | {"body": CAMBRIDGE}, open_to=OWN_CENTRE, by=(OFFICER,)),
    "GET /api/jobs": Case(open_to=OWN_CENTRE, by=(OFFICER,)),
    "GET /api/jobs/{id}": Case("own job", by=(OFFICER,)),
    "POST /api/service-guide": Case(
        body={"body": CAMBRIDGE, "series": "2022-06", "syllabus": "0580", "component": "22", "candidate": "0714"}
    ),
    "GET /api/drafts": Case(open_to=OWN_CENTRE),
    "GET /api/drafts/{id}": Case("draft"),
    "PUT /api/drafts/{id}": Case("draft", body={"content": content(), "version": 1}),
    "DELETE /api/drafts/{id}": Case("draft"),
    "POST /api/drafts/{id}/check": Case("draft", body={"content": content()}, open_to=OWN_CENTRE),
    "POST /api/drafts/{id}/submit": Case("draft", body=SUBMIT),
    "GET /api/submissions/{id}": Case("submission"),
    "POST /api/submissions/{id}/receipt": Case("submission"),
    "POST /api/enquiries/{id}/made": Case("enquiry", body={"version": 1, "day": "2026-08-25"}),
    "POST /api/enquiries/{id}/outcome": Case("enquiry", body={"version": 1, "day": "2026-08-25"}),
    "POST /api/enquiries/{id}/reasons": Case("enquiry", body={"version": 1, "day": "2026-08-25"}),
    "GET /api/enquiries": Case(query=JUNE, open_to=OWN_CENTRE),
    "GET /api/attention": Case(open_to=OWN_CENTRE),
    "GET /api/find": Case(query={"typed": "northfield"}, open_to=OWN_CENTRE),
    "GET /api/log": Case(open_to=OWN_CENTRE),
    "POST /api/log/records": Case("enquiry", body={"ids": ["{id}"], "step": "asked"}),
    "POST /api/log/export": Case(body={"format": "csv", "columns": ["reference"]}, open_to=OWN_CENTRE),
    "GET /api/log/earlier": Case(open_to=OWN_CENTRE),
    "POST /api/log/earlier/spreadsheet": Case(body={"base64": "UEsDBA=="}, open_to=OWN_CENTRE),
    "POST /api/log/earlier/preview": Case(body={"text": "Candidate\nRuth Moss"}, open_to=OWN_CENTRE),
    "POST /api/log/earlier": Case(body={"lines": [{"candidate": "Amina Osei"}]}, open_to=OWN_CENTRE),
    "POST /api/log/earlier/remove": Case(body={"ids": ["0" * 32]}, open_to=OWN_CENTRE),
    "POST /api/request-lists/check": Case(body={"csv": "service\n"}, open_to=OWN_CENTRE),
    "POST /api/request-lists": Case(body={"csv": "service\n", "id": "9" * 32}, open_to=OWN_CENTRE),
    "GET /api/request-lists": Case(open_to=OWN_CENTRE),
    "GET /api/request-lists/{id}": Case("own list"),
    "GET /api/request-list-template": Case(open_to=OWN_CENTRE),
    "GET /api/money": Case(open_to=OWN_CENTRE),
    "POST /api/money/note": Case("enquiry", body={"ids": ["{id}"]}),
    "GET /api/enquiries/{id}/money": Case("enquiry"),
    "PUT /api/log/views": Case(body={"version": 0}, open_to=OWN_CENTRE),
    "GET /api/extensions": Case(query=JUNE, open_to=OWN_CENTRE),
    "GET /api/enquiries/{id}": Case("enquiry"),
    "PUT /api/enquiries/{id}/note": Case("enquiry", body={"note": "", "version": 3}),
    "POST /api/enquiries/{id}/cancel": Case("enquiry", body={"version": 3}),
    "POST /api/enquiries/{id}/amend": Case("enquiry", body={"version": 3, "service": "1", "components": ["22"]}),
    "PUT /api/enquiries/{id}/appeal": Case("enquiry", body={"grounds": "Why"}),
    "POST /api/enquiries/{id}/appeal": Case("enquiry", body={"grounds": "Why", "declarations": ["appeal-signed", "appeal-consent"]}),
    "POST /api/enquiries/{id}/documents/{document}/link": Case("enquiry", part="issued"),
    "POST /api/enquiries/{id}/messages": Case("enquiry", body={"kind": "answer", "text": "Yes"}),
    "POST /api/enquiries/{id}/evidence": Case("enquiry", body={"filename": "a.pdf", "size": 9, "sha256": "0" * 64}),
    "GET /api/uploads/{id}": Case("brought"),
    "POST /api/enquiries/{id}/evidence/{fingerprint}/link": Case("enquiry", part="fingerprint"),
    "GET /api/exemptions": Case(query=JUNE, open_to=OWN_CENTRE),
    "GET /api/messages": Case(open_to=OWN_CENTRE),
    "GET /api/consents": Case(query=JUNE, open_to=OWN_CENTRE),
    "POST /api/consents/candidates": Case(body=CONSENT, open_to=OWN_CENTRE),
    "POST /api/consents/record": Case(body=CONSENT, open_to=OWN_CENTRE),
    "POST /api/consents/withdraw": Case(body=CONSENT, open_to=OWN_CENTRE),
    "POST /api/consents/links": Case(body=CONSENT, open_to=OWN_CENTRE),
    "POST /api/consents/links/revoke": Case(body={"body": CAMBRIDGE, "series": "2022-06", "candidate": "0713"}, open_to=OWN_CENTRE),
    "POST /api/consents/scans": Case(body=SCAN, open_to=OWN_CENTRE),
    "POST /api/consents/scans/{fingerprint}/link": Case(part="consented"),
    "GET /api/centre-reviews": Case(query={"series": "2021-11"}, open_to=OWN_CENTRE),
    "PUT /api/centre-reviews/{id}": Case("review", body={"body": "", "route": "school-assessed"}, open_to=OWN_CENTRE),
    "POST /api/centre-reviews/{id}/corrections": Case("review", body={"body": "", "series": "2021-11", "text": "It was the 4th."}),
    "GET /api/staff/me": Case(open_to=IN_STAFF_POOL),
    "POST /api/staff/enquiries/{id}/handler": Case("enquiry", body={"version": 3}),
    "POST /api/staff/enquiries/{id}/breakdown": Case("enquiry", body={"version": 3, "sha256": "0" * 64}),
    "POST /api/staff/enquiries/{id}/decline": Case("enquiry", body={"version": 3, "reason": "The marks were accepted."}),
    "POST /api/staff/enquiries/{id}/go-on": Case("enquiry", body={"version": 3}),
    "POST /api/staff/enquiries/{id}/reviewers": Case("enquiry", body={"version": 3, "lines": [{"component": "22", "reviewer": "EX-1"}]}),
    "POST /api/staff/enquiries/{id}/moderation": Case("enquiry", body={"version": 3, "explanation": "So it is."}),
    "POST /api/staff/enquiries/{id}/finding": Case("enquiry", body={"version": 3, "finding": "accepted", "explanation": "So it is."}),
    "POST /api/staff/enquiries/{id}/decision": Case("enquiry", body={"version": 3, "decision": "allowed", "reasons": "So it is."}),
    "POST /api/staff/enquiries/{id}/answer": Case("enquiry", body={"version": 3, "finding": "explained", "explanation": "So it is."}),
    "POST /api/staff/enquiries/{id}/evidence/{fingerprint}/link": Case("enquiry", part="fingerprint"),
    "POST /api/staff/acknowledge": Case(body={"letters": [{"id": "0" * 32, **ISSUE}]}),
    "GET /api/staff/messages": Case(open_to=frozenset({"staff of another awarding body"})),
    "POST /api/staff/messages": Case(body={"title": "", "text": ""}, open_to=frozenset({"staff of another awarding body"})),
    "GET /api/staff/attention": Case(),
    "GET /api/staff/queue": Case(query={"stage": "acknowledged"}),
    "GET /api/staff/enquiries/{id}": Case("enquiry"),
    "POST /api/staff/enquiries/{id}/letters/{kind}": Case("enquiry", part="acknowledgement"),
    "POST /api/staff/enquiries/{id}/acknowledge": Case("enquiry", body=ISSUE),
    "POST /api/staff/enquiries/{id}/marks": Case("enquiry", body={"version": 3, "lines": [], "grade_after": "A"}),
    "POST /api/staff/enquiries/{id}/outcome": Case("enquiry", body=ISSUE),
    "POST /api/staff/enquiries/{id}/uploads": Case("enquiry", body=UPLOAD),
    "GET /api/staff/uploads/{id}": Case("upload"),
    "POST /api/staff/enquiries/{id}/documents/{document}/issue": Case("enquiry", body={"version": 3}, part="attached"),
    "POST /api/staff/enquiries/{id}/documents/{document}/link": Case("enquiry", part="attached"),
    "POST /api/staff/enquiries/{id}/messages": Case("enquiry", body={"kind": "question", "text": "Which?"}),
    "POST /api/staff/register/preview": Case(body=CSV),
    "POST /api/staff/exemptions/preview": Case(body=CSV),
    "POST /api/staff/boundaries/preview": Case(body=CSV),
    "POST /api/staff/boundaries": Case(body=CSV),
    "GET /api/staff/jobs": Case(by=(CASEWORKER, SUPERVISOR, FINANCE)),
    "GET /api/staff/jobs/{id}": Case("job"),
    "POST /api/staff/register": Case(body=CSV),
    "POST /api/staff/exemptions": Case(body=CSV),
    "GET /api/staff/failures": Case(open_to=frozenset({"staff of another awarding body"})),
    "POST /api/staff/failures/retry": Case(part="failure"),
    "GET /api/staff/enquiries/{id}/extensions": Case("enquiry"),
    "POST /api/staff/enquiries/{id}/extensions": Case("enquiry", body={"candidates": ["0714"], "reason": "One marker"}),
    "GET /api/invoices": Case(open_to=OWN_CENTRE),
    "GET /api/invoices/{id}": Case("invoice"),
    "POST /api/invoices/{id}/link": Case("invoice"),
    "GET /api/staff/invoices": Case(query=JUNE, by=(FINANCE, SUPERVISOR)),
    "POST /api/staff/invoices": Case(body=JUNE, by=(FINANCE,)),
    "POST /api/staff/invoices/run": Case(body=JUNE, by=(FINANCE,)),
    "GET /api/staff/invoices/{id}": Case("invoice", by=(FINANCE, SUPERVISOR)),
    "POST /api/staff/invoices/{id}/link": Case("invoice", by=(FINANCE, SUPERVISOR)),
    "POST /api/staff/invoices/{id}/credits": Case("invoice", body={"version": 0}, by=(FINANCE,)),
    "GET /api/staff/ledger": Case(query=JUNE, by=(FINANCE, SUPERVISOR)),
    "GET /api/people": Case(open_to=OWN_CENTRE, by=(OFFICER, HEAD, VIEWER, COORDINATOR)),
    "PUT /api/people/{id}": Case("new", body=INVITATION, by=(COORDINATOR,)),
    "POST /api/people/{id}/invitation": Case("member", body={"version": 9}, by=(COORDINATOR,)),
    "POST /api/people/{id}/roles": Case("member", body={"version": 9, "roles": ["viewer"]}, by=(COORDINATOR,)),
    "POST /api/people/{id}/second-factor": Case("member", body={"version": 9}, by=(COORDINATOR,)),
    "POST /api/people/{id}/hand-over": Case("member", body={"to": listed(HEAD)}, by=(COORDINATOR,)),
    "POST /api/people/{id}/leave": Case("member", body={"version": 9}, by=(COORDINATOR,)),
    "GET /api/account": Case(open_to=OWN_CENTRE, by=(OFFICER, HEAD, VIEWER)),
    "PUT /api/account/summary": Case(body={"every": "daily"}, open_to=OWN_CENTRE, by=(OFFICER, HEAD, VIEWER)),
    "GET /api/staff/account": Case(by=EVERY_STAFF, open_to=frozenset({"staff of another awarding body"})),
    "PUT /api/staff/account/summary": Case(body={"every": "daily"}, by=EVERY_STAFF, open_to=frozenset({"staff of another awarding body"})),
    "GET /api/staff/people": Case(by=(STAFF_COORDINATOR,)),
    "PUT /api/staff/people/{id}": Case("new", body=INVITATION | {"roles": ["finance"]}, by=(STAFF_COORDINATOR,)),
    "POST /api/staff/people/{id}/invitation": Case("body_member", body={"version": 9}, by=(STAFF_COORDINATOR,)),
    "POST /api/staff/people/{id}/roles": Case("body_member", body={"version": 9, "roles": ["finance"]}, by=(STAFF_COORDINATOR,)),
    "POST /api/staff/people/{id}/second-factor": Case("body_member", body={"version": 9}, by=(STAFF_COORDINATOR,)),
    "POST /api/staff/people/{id}/leave": Case("body_member", body={"version": 9}, by=(STAFF_COORDINATOR,)),
    "POST /api/staff/coordinators": Case(body=COORDINATOR_INVITED, by=(SUPERVISOR, STAFF_COORDINATOR)),
    "GET /api/staff/statements": Case(),
    "POST /api/staff/statements/sent": Case(body={"enquiries": ["0" * 32]}),
}


def routes() -> list[str]:
    documents = (app.get_openapi_schema().model_dump(by_alias=True, exclude_none=True) for app in (centre.app, staff.app))
    return [
        f"{method.upper()} {path}" for each in documents for path, item in each["paths"].items() for method in item if method in METHODS
    ]


def ask(desk: Desk, route: str, ids: dict[str, str], by: Any) -> Reply:
    """The route's request about what `ids` name; `by` are claims."""
    case = CASES[route]
    method, path = route.split()
    part = ids.get(case.part, case.part)
    body = {"key": part} if case.part == "failure" else case.body
    if isinstance(body, dict) and body.get("ids") == ["{id}"]:
        body = body | {"ids": [ids[case.of]]}
    path = path.replace("{id}", ids.get(case.of, "")).replace("{document}", part).replace("{kind}", part).replace("{number}", part)
    path = path.replace("{fingerprint}", part)
    if path.startswith("/api/staff"):
        return desk.staff(method, path.removeprefix("/api/staff"), body, by=by, **case.query)
    return desk.centre(method, path, body, by=by, **case.query)


@pytest.fixture
def ids(desk: Desk) -> dict[str, str]:
    """Northfield has a draft and an acknowledged enquiry with a letter that is out and a script that is not."""
    made = desk.submitted(service="2S")
    desk.follow()
    id = made["enquiries"][0]["id"]
    issued = desk.acknowledge(id)["documents"][0]["id"]
    file = scan()
    upload = desk.announce(id, file).ok()["upload"]["id"]
    desk.arrive(upload, file)
    attached = desk.became(upload)["document"]
    draft = desk.draft(candidates=("0714",))
    desk.follow()
    at = wiring.now()
    brought = Upload(
        id="b" * 32,
        enquiry=id,
        body=CAMBRIDGE,
        slot="Evidence",
        filename="a.pdf",
        size=9,
        sha256="0" * 64,
        by="x",
        organisation="northfield",
    )
    evidence = Evidence(enquiry=id, name="a.pdf", kind="pdf", size=9, sha256="1" * 64, at=at)
    item = wiring.table().get(keys.enquiry(id))
    assert item
    stored = model_in(Enquiry, item)
    issued_invoice, lines = bills.invoice()
    wiring.table().commit(
        [
            Put(item_of(keys.upload(brought.id), 1, brought, stage=brought.stage)),
            put_evidence(evidence, stored),
            *put_invoice(issued_invoice, lines),
            put_scan(
                Scan(organisation="northfield", body=CAMBRIDGE, series="2022-06", name="a.pdf", kind="pdf", sha256="2" * 64, at=at), at
            ),
        ]
    )
    row = "ZZ202,0713,Dilip Rao,0580,22,51,exam,B\nZZ202,0713,Dilip Rao,0580,42,50,exam,B\n"
    job = desk.staff("POST", "/register", CSV | {"csv": CSV["csv"] + row}).ok()["job"]["id"]
    brought_in = read_job(wiring.table(), job)
    assert brought_in
    own_job = brought_in.model_copy(update={"id": "d" * 32, "organisation": "northfield", "version": 1})
    wiring.table().put(put_job(own_job))
    own_list = own_job.model_copy(update={"id": "e" * 32, "kind": SUBMISSIONS, "body": "northfield", "organisation": ""})
    wiring.table().put(put_job(own_list))
    failure = f"SUB#{made['id']}|H#000001"
    return {
        "new": str(uuid.UUID(int=9)),
        "member": listed(OFFICER),
        "body_member": listed(FINANCE),
        "job": job,
        "own job": own_job.id,
        "own list": own_list.id,
        "failure": failure,
        "draft": draft,
        "submission": made["id"],
        "enquiry": id,
        "invoice": issued_invoice.id,
        "upload": upload,
        "issued": issued,
        "attached": attached,
        "brought": brought.id,
        "fingerprint": evidence.fingerprint,
        "consented": "2" * 16,
        "review": reviewed(desk, school_assessed()),
    }


BESIDE = (STAFF_COORDINATOR,)  # a caseworker as well


def test_every_route_of_both_desks_has_a_case() -> None:
    assert sorted(routes()) == sorted(CASES)


@pytest.mark.proves("CI-20", "CI-24")
def test_no_centre_route_shows_or_does_anything_for_who_may_not_and_says_so_as_of_what_does_not_exist(
    desk: Desk, ids: dict[str, str]
) -> None:
    _refuse_everybody(desk, ids, [each for each in CASES if "/api/staff" not in each], AT_CENTRES)


def test_no_staff_route_shows_or_does_anything_for_who_may_not_and_says_so_as_of_what_does_not_exist(
    desk: Desk, ids: dict[str, str]
) -> None:
    _refuse_everybody(desk, ids, [each for each in CASES if "/api/staff" in each], AT_STAFF)


@pytest.mark.proves("CI-16")
def test_of_the_staff_only_finance_bills_a_supervisor_reads_and_neither_caseworker_nor_finance_does_the_others_work(
    desk: Desk, ids: dict[str, str]
) -> None:
    before = desk.items()
    of_staff = [each for each in CASES if "/api/staff" in each and each != "GET /api/staff/me"]
    assert "GET /api/staff/queue" in of_staff
    for route in of_staff:
        those = CASES[route].by or (CASEWORKER, SUPERVISOR)
        for who in {CASEWORKER, SUPERVISOR, FINANCE, OTHER_FINANCE, STAFF_COORDINATOR} - {*those, *(BESIDE if CASEWORKER in those else ())}:
            if who == OTHER_FINANCE and "staff of another awarding body" in CASES[route].open_to:
                continue
            reply = ask(desk, route, ids, claims(who, issuer=STAFF_ISSUER))
            assert (reply.status, reply.body) == (404, REFUSED), (route, who)
    assert desk.items() == before


def test_of_a_centres_people_only_the_exams_officer_imports_results(desk: Desk, ids: dict[str, str]) -> None:
    before = desk.items()
    routes = [route for route, case in CASES.items() if case.by == (OFFICER,)]
    assert routes == [
        "POST /api/results/preview", "POST /api/results", "POST /api/boundaries/preview", "POST /api/boundaries", "GET /api/jobs",
        "GET /api/jobs/{id}",
    ]  # fmt: skip
    for route in routes:
        reply = ask(desk, route, ids, claims(HEAD))
        assert (reply.status, reply.body) == (404, REFUSED), route
    assert desk.items() == before


def _refuse_everybody(desk: Desk, ids: dict[str, str], among: list[str], strangers: dict[str, dict[str, str] | None]) -> None:
    before = desk.items()
    assert among
    assert strangers
    for route in among:
        for who, claimed in strangers.items():
            if who in CASES[route].open_to:
                continue
            about_theirs = ask(desk, route, ids, claimed)
            assert (about_theirs.status, about_theirs.body) == (404, REFUSED), (route, who)
            if CASES[route].of:
                about_nothing = ask(desk, route, ids | ABSENT, claimed)
                absent_draft = route == "POST /api/drafts/{id}/submit"  # the id is the client's to make: such a draft may begin here
                assert absent_draft or (about_nothing.status, about_nothing.body) == (404, REFUSED), (route, who)
    assert desk.items() == before


@pytest.mark.parametrize("who", [OFFICER, HEAD])
def test_what_does_not_exist_is_answered_to_a_centres_own_people_as_to_strangers(desk: Desk, ids: dict[str, str], who: str) -> None:
    tried = []
    for route, case in CASES.items():
        begins_here = "/check" in route or "/submit" in route or route == "PUT /api/centre-reviews/{id}"  # the id is the client's to make
        if case.of and "/api/staff" not in route and not begins_here:
            reply = ask(desk, route, ids | ABSENT, claims(who))
            assert (reply.status, reply.body) == (404, REFUSED), route
            tried.append(route)
    assert "GET /api/enquiries/{id}" in tried


def test_those_whose_it_is_are_let_in_on_every_route(desk: Desk, ids: dict[str, str]) -> None:
    for route in CASES:
        for who in CASES[route].by or ((CASEWORKER, SUPERVISOR) if "/api/staff" in route else (HEAD, OFFICER)):
            issuer = {"issuer": STAFF_ISSUER} if "/api/staff" in route else {}
            if route.startswith("DELETE"):
                continue
            assert ask(desk, route, ids, claims(who, **issuer)).status != 404, (route, who)
    assert desk.centre("DELETE", f"/api/drafts/{ids['draft']}").status in {200, 409}


def test_what_is_open_to_another_centre_is_its_own(desk: Desk, ids: dict[str, str]) -> None:
    tried = [route for route, case in CASES.items() if "another centre's officer" in case.open_to]
    assert "GET /api/enquiries" in tried
    for route in tried:
        said = str(ask(desk, route, ids, claims(HARBOUR)).body)
        for northfields in ("Northfield", "ZZ101", "Amina", "Bao", *ids.values()):
            assert northfields not in said, route


def test_choosing_an_organisation_that_is_not_ones_own_opens_nothing(desk: Desk, ids: dict[str, str]) -> None:
    for method, path, body, query in (
        ("GET", "/api/me", None, {}),
        ("GET", "/api/centre", None, {}),
        ("PUT", "/api/centre", {"contact_email": "a@b.example", "version": 1}, {}),
        ("GET", "/api/register", None, JUNE | {"syllabus": "0580"}),
        ("GET", "/api/candidates", None, JUNE | {"typed": "0713"}),
        ("GET", "/api/drafts", None, {}),
        ("GET", "/api/enquiries", None, JUNE),
        ("PUT", f"/api/drafts/{uuid.uuid4()}", {"content": content()}, {}),
        ("POST", f"/api/drafts/{uuid.uuid4()}/check", {"content": content()}, {}),
        ("POST", f"/api/drafts/{uuid.uuid4()}/submit", SUBMIT, {}),
        ("POST", f"/api/enquiries/{ids['enquiry']}/documents/{ids['issued']}/link", None, {}),
    ):
        reply = desk.centre(method, path, body, by=HARBOUR, organisation="northfield", **query)
        assert (reply.status, reply.body) == (404, REFUSED), path


@pytest.mark.proves("CI-20")
def test_an_id_that_another_centre_uses_can_be_neither_saved_over_nor_submitted(desk: Desk, ids: dict[str, str]) -> None:
    before = desk.items()
    for version in (None, 1, 2):
        saved = desk.centre("PUT", f"/api/drafts/{ids['draft']}", {"content": content(), "version": version}, by=HARBOUR)
        assert (saved.status, saved.body) == (404, REFUSED)
    for id in (ids["draft"], ids["submission"]):
        reply = desk.submit(id, by=HARBOUR, contact_email="exams@harbour.example")
        assert (reply.status, reply.body) == (404, REFUSED)
    assert desk.items() == before


def test_staff_of_another_awarding_body_do_not_see_what_failed_here(desk: Desk) -> None:
    desk.network.refuses("POST ses", "MessageRejected", times=9)
    desk.submitted()
    desk.follow()
    (failure,) = desk.failures()
    desk.network.faults.clear()
    other = claims(OTHER_BOARD, issuer=STAFF_ISSUER)
    assert desk.staff("GET", "/failures", by=other).ok() == {"failures": [], "more": False}
    theirs = desk.staff("POST", "/failures/retry", {"key": failure["key"]}, by=other)
    absent = desk.staff("POST", "/failures/retry", {"key": f"ENQ#{'0' * 32}|H#000001"}, by=other)
    assert (theirs.status, theirs.body) == (absent.status, absent.body) == (404, REFUSED)
    assert desk.mails() == []


BY_STAFF = {CAMBRIDGE: claims(CASEWORKER, issuer=STAFF_ISSUER), NCFE: claims(NCFE, issuer=STAFF_ISSUER)}


def failed_at(desk: Desk) -> dict[str, list[str]]:
    """What the staff of each awarding body see that failed."""
    seen = {body: desk.staff("GET", "/failures", by=by).ok()["failures"] for body, by in BY_STAFF.items()}
    return {body: [each["about"].split(":")[0] for each in failures] for body, failures in seen.items()}


def roles_changed(desk: Desk, to: str, by: str, *roles: str) -> None:
    """A coordinator changes the roles of a colleague, and the e-mail about it fails."""
    desk.network.refuses("POST ses", "MessageRejected", times=9)
    path, sent = f"/people/{listed(to)}/roles", {"version": 0, "roles": list(roles)}
    changed = desk.associate("POST", path, sent, by=by) if by == ASSOCIATE_COORDINATOR else desk.centre("POST", f"/api{path}", sent, by=by)
    changed.ok()
    desk.follow()


def test_what_fails_of_a_centres_details_is_seen_by_the_staff_of_each_body_that_it_deals_with_and_any_of_them_tries_it_again(
    several: Desk,
) -> None:
    several.network.refuses("POST ses", "MessageRejected", times=9)
    several.centre("PUT", "/api/centre", {"contact_email": "right@northfield.example", "version": 1}).ok()
    several.follow()
    assert failed_at(several) == {CAMBRIDGE: ["Centre details corrected"], NCFE: ["Centre details corrected"]}
    (failure,) = several.staff("GET", "/failures", by=BY_STAFF[NCFE]).ok()["failures"]
    assert failure["about"] == "Centre details corrected: Northfield School", "and not the number that it has at another body"
    several.network.faults.clear()
    other = claims(OTHER_BOARD, issuer=STAFF_ISSUER)
    assert several.staff("POST", "/failures/retry", {"key": failure["key"]}, by=other).status == 404
    assert several.staff("POST", "/failures/retry", {"key": failure["key"]}, by=BY_STAFF[NCFE]).ok() == {"done": True}
    assert failed_at(several) == {CAMBRIDGE: [], NCFE: []}
    assert len(several.mails()) == 2


def test_what_fails_of_the_people_of_a_centre_is_seen_by_the_staff_of_each_body_that_it_deals_with(several: Desk) -> None:
    roles_changed(several, VIEWER, COORDINATOR, "exams_officer")
    assert failed_at(several) == {CAMBRIDGE: ["Roles changed"], NCFE: ["Roles changed"]}


def test_what_fails_of_the_people_of_a_centre_of_one_body_is_not_seen_by_the_staff_of_another(several: Desk) -> None:
    numbered(CAMBRIDGE)
    roles_changed(several, VIEWER, COORDINATOR, "exams_officer")
    assert failed_at(several) == {CAMBRIDGE: ["Roles changed"], NCFE: []}


def test_what_fails_is_seen_by_all_staff_where_no_body_of_a_centre_has_staff_here(several: Desk) -> None:
    numbered(AQA)
    roles_changed(several, VIEWER, COORDINATOR, "exams_officer")
    assert failed_at(several) == {CAMBRIDGE: ["Roles changed"], NCFE: ["Roles changed"]}


def test_what_fails_of_an_associates_people_is_seen_by_all_staff(several: Desk) -> None:
    roles_changed(several, ASSOCIATE, ASSOCIATE_COORDINATOR, "associate", "coordinator")
    assert failed_at(several) == {CAMBRIDGE: ["Roles changed"], NCFE: ["Roles changed"]}


def test_what_fails_of_a_change_that_a_bodys_staff_made_is_seen_by_them_alone(several: Desk) -> None:
    several.network.refuses("POST ses", "MessageRejected", times=9)
    invited = COORDINATOR_INVITED | {"name": f"Name of {OFFICER}", "email": f"{OFFICER}@people.example"}
    several.staff("POST", "/coordinators", invited, by=claims(SUPERVISOR, issuer=STAFF_ISSUER)).ok()
    several.follow()
    assert failed_at(several) == {CAMBRIDGE: ["Roles changed"], NCFE: []}


def numbered(*bodies: str) -> None:
    """Northfield has a number of these awarding bodies, and of no other."""
    for put in put_organisation_and_numbers(organisation(centres=dict.fromkeys(bodies, "10101"))):
        wiring.table().put(Put(put.item, expect=None))


def test_an_address_that_cannot_exist_is_answered_like_one_that_does_not(desk: Desk) -> None:
    for method, path in (
        ("GET", "/api/enquiries/1"), ("GET", "/api/enquiries/" + "G" * 32), ("GET", "/api/nothing"), ("PATCH", "/api/me"),
        ("POST", f"/api/enquiries/{'0' * 32}/documents/..%2F..%2Fsecret/link"), ("GET", "/"),
    ):  # fmt: skip
        reply = desk.centre(method, path, {} if method == "POST" else None, series="2022-06")
        assert (reply.status, reply.body) == (404, REFUSED), path


@pytest.mark.proves("BY-21")
@pytest.mark.parametrize("who", [OFFICER, CASEWORKER])
def test_whoever_was_disabled_may_do_nothing_at_once_although_their_token_is_good_for_longer(desk: Desk, who: str) -> None:
    def ask() -> Reply:
        return desk.staff("GET", "/me", by=who) if who == CASEWORKER else desk.centre("GET", "/api/centre", by=who)

    ask().ok()
    stored = read_person(wiring.table(), who)
    assert stored
    wiring.table().put(put_person(stored.model_copy(update={"disabled": True})))
    assert (ask().status, ask().body) == (404, REFUSED)
    wiring.table().put(put_person(stored))
    ask().ok()


def test_a_role_that_was_taken_away_counts_no_longer_at_once(desk: Desk) -> None:
    desk.centre("GET", "/api/centre").ok()
    wiring.table().client.delete_item(TableName=wiring.settings().table, Key={"pk": {"S": keys.person(OFFICER).pk}, "sk": {"S": "HEAD"}})
    assert desk.centre("GET", "/api/centre").status == 404


# What somebody may ask for who only reads at a centre; everything else changes something, or prepares it.
READING = {
    "GET /api/log/earlier", "GET /api/set-up", "GET /api/terms", "GET /api/calendar", "GET /api/logo", "GET /api/papers", "POST /api/papers/page", "POST /api/papers/file", "GET /api/find", "GET /api/log", "POST /api/log/export", "PUT /api/log/views", "GET /api/money",
    "POST /api/money/note",
    "GET /api/enquiries/{id}/money", "GET /api/consents", "POST /api/consents/candidates", "POST /api/consents/scans/{fingerprint}/link",
    "GET /api/me", "GET /api/series", "GET /api/centre", "GET /api/register", "GET /api/candidates", "GET /api/exemptions", "GET /api/messages",
    "GET /api/centre-reviews", "GET /api/submissions/{id}", "POST /api/submissions/{id}/receipt", "GET /api/attention", "GET /api/enquiries",
    "GET /api/extensions", "GET /api/enquiries/{id}", "POST /api/enquiries/{id}/documents/{document}/link", "GET /api/people",
    "GET /api/account", "PUT /api/account/summary",
    "POST /api/enquiries/{id}/evidence/{fingerprint}/link", "GET /api/invoices", "GET /api/invoices/{id}", "POST /api/invoices/{id}/link",
}  # fmt: skip


@pytest.mark.proves("BY-21")
@pytest.mark.parametrize("route", sorted(each for each in CASES if "/api/staff" not in each))
def test_a_viewer_reads_what_the_centre_has_and_changes_nothing(desk: Desk, ids: dict[str, str], route: str) -> None:
    before = desk.items()
    reply = ask(desk, route, ids, claims(VIEWER))
    if route in READING:
        assert reply.status != 404, reply.body
    else:
        assert (reply.status, reply.body) == (404, REFUSED)
    after = desk.items().items()
    changed = {key for key, item in after if before.get(key) != item and not key.sk.startswith("ASIDE#")}
    own = {each for each in changed if each.pk.startswith((f"SUMMARY#{VIEWER}#", "STOP#", f"PERSON#{VIEWER}"))}
    assert changed - own == set(), "only that a document was opened is noted, their own summary and views"


@pytest.mark.proves("BY-21")
def test_only_a_coordinator_changes_the_people_of_an_organisation(desk: Desk, ids: dict[str, str]) -> None:
    before = desk.items()
    managing = [route for route, case in CASES.items() if "people" in route and not route.startswith("GET")]
    assert len(managing) == 11
    for route in managing:
        others = (CASEWORKER, SUPERVISOR, FINANCE) if "/api/staff" in route else (OFFICER, HEAD, VIEWER, ASSOCIATE_COORDINATOR)
        issuer = {"issuer": STAFF_ISSUER} if "/api/staff" in route else {}
        for who in others:
            reply = ask(desk, route, ids, claims(who, **issuer))
            assert (reply.status, reply.body) == (404, REFUSED), (route, who)
    assert desk.items() == before
