"""Every route of the Associate's function, and the routes for messages: who gets anything but "there is nothing here"."""

from __future__ import annotations

from typing import Any

import pytest

from functions import wiring
from functions.adapters import keys
from functions.adapters.documents import Evidence, put_evidence
from functions.adapters.enquiries import put_enquiry, read_enquiry
from functions.adapters.invoices import invoice_file, put_invoice
from functions.adapters.items import model_in
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.proposed_changes import ProposedChange
from functions.handlers import associate, centre, staff
from tests import bills, builders
from tests.handlers.desk import (
    ASSOCIATE,
    ASSOCIATE_COORDINATOR,
    BOTH,
    CASEWORKER,
    COORDINATOR,
    HARBOUR,
    HEAD,
    LAKESIDE,
    OFFICER,
    OTHER_ASSOCIATE,
    STAFF_ISSUER,
    STRANGER,
    SUPERVISOR,
    VIEWER,
    Desk,
    Reply,
    claims,
    listed,
)  # fmt: skip
from tests.handlers.resources import declared

CENTRE = "x@y.example"
EVERYBODY = [
    OFFICER,
    HEAD,
    HARBOUR,
    LAKESIDE,
    BOTH,
    ASSOCIATE,
    OTHER_ASSOCIATE,
    CASEWORKER,
    SUPERVISOR,
    STRANGER,
    VIEWER,
    COORDINATOR,
    ASSOCIATE_COORDINATOR,
]
LISTS = [
    "/me",
    "/queue",
    "/enquiries",
    "/attention",
    "/invoices",
    "/jobs",
    "/people",
]  # of one's own: another Associate gets them too, and finds nothing of this one's
FUNCTIONS = {"CentreFunction": centre.app, "AssociateFunction": associate.app, "StaffFunction": staff.app}


@pytest.fixture
def enquiry(desk: Desk) -> dict[str, Any]:
    """Lakeside's enquiry, acknowledged and not released, through Meridian; and one that waits for approval."""
    desk.put(builders.card("0001", organisation="lakeside", version=1))
    ids = []
    for number in ("0713", "0001"):
        made = desk.submit(by=LAKESIDE, contact_email=CENTRE, candidates=(number,)).ok()["submission"]
        ids.append(made["enquiries"][0]["id"])
    desk.associate("POST", f"/enquiries/{ids[0]}/approve", {"version": 1}).ok()
    desk.follow()
    desk.acknowledge(ids[0])
    stored = read_enquiry(wiring.table(), ids[0])
    assert stored
    proposed = stored.changed(proposed=ProposedChange(what="cancelled", at=wiring.now()))
    wiring.table().put(put_enquiry(proposed))
    document = desk.associate("GET", f"/enquiries/{ids[0]}").ok()["enquiry"]["documents"][0]["id"]
    item = wiring.table().get(keys.enquiry(ids[0]))
    assert item
    brought = Evidence(enquiry=ids[0], name="a.pdf", kind="pdf", size=9, sha256="1" * 64, at=wiring.now())
    wiring.table().commit([put_evidence(brought, model_in(Enquiry, item))])
    invoice, lines = bills.invoice(payer="meridian")
    wiring.table().commit(put_invoice(invoice, lines))
    wiring.documents().put(invoice_file(invoice), b"%PDF-1.7\n", "application/pdf")
    job = desk.associate("POST", "/release", {"enquiries": ["0" * 32], "what": "other"}).ok()["job"]["id"]
    return {
        "job": job,
        "invoice": invoice.id,
        "id": ids[0],
        "waiting": ids[1],
        "document": document,
        "evidence": brought.fingerprint,
        "version": proposed.version,
    }


def asked(desk: Desk, route: tuple[str, str], enquiry: dict[str, Any], by: str | dict[str, str]) -> Reply:
    method, path = route
    if path == "/account/summary":
        return desk.associate(method, path, {"every": "daily"}, by=by)
    if path.startswith("/people/"):
        about = path.replace("{id}", listed(ASSOCIATE) if method == "POST" else "9" * 8 + "-0000-4000-8000-000000000000")
        sent = {"version": 0, "roles": ["associate", "coordinator"]} if path.endswith("roles") else {"version": 0}
        invited = {"name": "Nadia Rahman", "email": "nadia@meridian.example", "roles": ["associate"]}
        return desk.associate(method, about, sent if method == "POST" else invited, by=by)
    id = enquiry["waiting"] if path.endswith(("approve", "reject")) else enquiry["id"]
    id = next((enquiry[of] for start, of in (("/invoices", "invoice"), ("/jobs", "job")) if path.startswith(start)), id)
    body: dict[str, Any] = {
        "change": {"version": enquiry["version"], "agree": False, "reason": "No"}, "approve": {"version": 1}, "reject": {"version": 1, "reason": "No"}, "messages": {"kind": "error", "text": "The component"},
        "release": {"enquiries": [enquiry["id"]], "what": "acknowledgement"}, "link": {},
    }.get(path.rsplit("/", 1)[-1], {})  # fmt: skip
    if path == "/approve":
        body = {"enquiries": [{"id": enquiry["waiting"], "version": 1}]}
    query = {"series": "2022-06"} if path == "/enquiries" else {}
    return desk.associate(
        method,
        path.replace("{id}", id).replace("{document}", enquiry["document"]).replace("{fingerprint}", enquiry["evidence"]),
        body if method == "POST" else None,
        by=by,
        **query,
    )


def routes(function: str) -> set[tuple[str, str]]:
    """What template.yaml sends to a function, by method and path."""
    events = declared()["Resources"][function]["Properties"]["Events"].values()
    return {(each["Properties"]["Method"], each["Properties"]["Path"]) for each in events if each["Type"] == "Api"}


ASSOCIATES = sorted((method, path.removeprefix("/api/associate")) for method, path in routes("AssociateFunction"))


@pytest.mark.proves("CI-29")
@pytest.mark.parametrize("route", ASSOCIATES, ids=lambda route: " ".join(route))
def test_only_the_enquirys_own_associate_gets_anything(desk: Desk, enquiry: dict[str, Any], route: tuple[str, str]) -> None:
    absent = desk.associate("GET", f"/enquiries/{'0' * 32}").body
    before = desk.items()
    manages = route[1].startswith("/people/")
    theirs = {ASSOCIATE_COORDINATOR} if manages else {ASSOCIATE, ASSOCIATE_COORDINATOR}
    if route[1].startswith("/account"):
        theirs = {ASSOCIATE, ASSOCIATE_COORDINATOR, OTHER_ASSOCIATE}  # each has an account
    others: list[str | dict[str, str]] = [each for each in EVERYBODY if each not in theirs]
    others += [claims(ASSOCIATE, issuer=STAFF_ISSUER), claims(ASSOCIATE, use="access"), {}]
    for who in others:
        reply = asked(desk, route, enquiry, who)
        if route[1] == "/me" and who in (OFFICER, HEAD, HARBOUR, LAKESIDE, BOTH, VIEWER, COORDINATOR):
            assert reply.ok() == {"desk": "people"}, "they are led to the desk that is theirs, and told no more"
            continue
        if who == OTHER_ASSOCIATE and route[1] in [*LISTS, "/release", "/approve"]:
            if route[1] in ("/release", "/approve"):
                assert list(reply.left_out.values()) == [["not_found"]]
                assert [each["name"] for each in reply.ok()["job"]["left_out"]] == [""]
            else:
                assert reply.ok().get("invoices", []) == reply.ok().get("jobs", []) == []
                assert set(reply.ok().get("counts", {}).values()) <= {0}
                assert not {enquiry["id"], enquiry["waiting"]} & {each["id"] for each in reply.ok().get("enquiries", [])}
        else:
            assert (reply.status, reply.body) == (404, absent), who
    assert {key: item for key, item in desk.items().items() if key in before or not key.pk.startswith("JOB#")} == before
    if route[1].endswith("/invitation"):
        assert asked(desk, route, enquiry, ASSOCIATE_COORDINATOR).codes == ["joined_already"]
    else:
        assert asked(desk, route, enquiry, ASSOCIATE_COORDINATOR if manages else ASSOCIATE).status == 200


@pytest.mark.proves("CI-30", "CI-37")
@pytest.mark.parametrize("kind", ["question", "answer", "error"])
def test_nobody_writes_about_an_enquiry_that_is_not_theirs(desk: Desk, enquiry: dict[str, Any], kind: str) -> None:
    sent, id, before = {"kind": kind, "text": "Something"}, enquiry["id"], desk.items()
    for who in (OFFICER, HARBOUR, ASSOCIATE, CASEWORKER, STRANGER):
        assert desk.centre("POST", f"/api/enquiries/{id}/messages", sent, by=who).status == 404
    for who in ("other-board", ASSOCIATE, LAKESIDE):
        assert desk.staff("POST", f"/enquiries/{id}/messages", sent, by=who).status == 404
    assert desk.items() == before


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_the_template_sends_to_each_function_the_routes_that_it_answers_and_no_others(function: str) -> None:
    served = {
        (method.upper(), path.replace("<", "{").replace(">", "}"))
        for path, methods in FUNCTIONS[function].get_openapi_schema().model_dump(by_alias=True, exclude_none=True)["paths"].items()
        for method in methods
    }
    assert routes(function) == served
