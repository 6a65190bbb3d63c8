"""Steps of a centre and of its candidates; messages, which staff and Associates write too."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from typing import Any

from functions import wiring
from functions.domain.consent.coverage import must_be_recorded
from infra.local.demonstration import BODY, ORGANISATIONS, PEOPLE
from infra.local.steps.asking import ASSOCIATE, STAFF, Do, Play, Step, Unanswered, announcement_of, id_of, paper, require_attached


def submit(play: Play, step: Step) -> None:
    """Fill in the form and submit it, with consent on paper where it is wanted. `as` names the enquiry; of several candidates each is
    named as/candidate."""
    form = _form(step)
    _consent(play, step, form)
    sent = {
        "content": form,
        "declarations": _declarations(form["body"], form["route"], form["service"]),
        "accept_waiting": bool(step.get("may_wait")),
    }
    made = play.ask(step["by"], "POST", f"/api/drafts/{uuid.uuid4()}/submit", sent)["submission"]["enquiries"]
    names = [step["as"]] if len(made) == 1 else [f"{step['as']}/{each['subject']['candidates'][0]['number']}" for each in made]
    play.ids |= dict(zip(names, (each["id"] for each in made), strict=True))


def record_consent(play: Play, step: Step) -> None:
    """Record consent to what `form` is about, `way` paper or email, with a `scan` where there is one."""
    _consent(play, step, _form(step))


def withdraw_consent(play: Play, step: Step) -> None:
    form = _form(step)
    told = {name: form[name] for name in ("body", "route", "series", "syllabus", "service", "components", "candidates")}
    play.ask(step["by"], "POST", "/api/consents/withdraw", told)


def send_links(play: Play, step: Step) -> None:
    """Send candidates a link with which they answer what `form` asks, by e-mail or, as `way` says, on a sheet. A link of a sheet is kept to
    be answered."""
    form = _form(step)
    asked = {name: form[name] for name in ("body", "route", "series", "syllabus", "service", "components")}
    by = step.get("way", "email")
    recipients = [{"candidate": each, "email": f"{each}@pupils.northfield.example" if by == "email" else ""} for each in form["candidates"]]
    sheet = play.ask(step["by"], "POST", "/api/consents/links", asked | {"recipients": recipients, "by": by})["sheet"]
    play.links |= {each["number"]: each["url"].partition("#")[2] for each in sheet}


def answer_link(play: Play, step: Step) -> None:
    """Answer as a candidate everything that their link still asks: `agrees` or not, `signed` with their name."""
    token = play.links[step["candidate"]]
    page = play.visit("/api/candidate/consents", {"token": token})
    answers = [
        {"syllabus": each["syllabus"], "consent": each["consent"], "agrees": step["agrees"]}
        for each in page["asked"]
        if each["state"] == "asked"
    ]
    play.visit("/api/candidate/answers", {"token": token, "answers": answers, "wording": page["wording"], "signed": step["signed"]})


def take_answer_back(play: Play, step: Step) -> None:
    """Take back, as a candidate, what was agreed to about the service that is called `service`."""
    token = play.links[step["candidate"]]
    for each in play.visit("/api/candidate/consents", {"token": token})["asked"]:
        if each["open"] and each["heading"].startswith(f"{step['service']}:"):
            play.visit("/api/candidate/withdrawals", {"token": token, "syllabus": each["syllabus"], "consent": each["consent"]})


def record_in_log(play: Play, step: Step) -> None:
    """Record something of the enquiry in the centre's log: `what`, such as chased or paid, and its `details`, such as who pays."""
    told = {"ids": [id_of(play, step)], "step": step["what"], **step.get("details", {})}
    answer = play.ask(step["by"], "POST", "/api/log/records", told)
    if answer["left_out"]:
        raise Unanswered(str(answer["left_out"]))


def draft(play: Play, step: Step) -> None:
    """Save the form without submitting it."""
    play.ask(step["by"], "PUT", f"/api/drafts/{uuid.uuid4()}", {"content": _form(step)})


def cancel(play: Play, step: Step) -> None:
    _change(play, step, "cancel", reason=step["reason"], accept_charge=bool(step.get("accept_charge")))


def amend(play: Play, step: Step) -> None:
    """Take out components, or change the service."""
    told = {name: step[name] for name in ("service", "components")}
    _change(play, step, "amend", **told, reason=step["reason"], accept_charge=bool(step.get("accept_charge")))


def bring_evidence(play: Play, step: Step) -> None:
    data = paper(step["title"], step["text"])
    upload = play.ask(step["by"], "POST", f"/api/enquiries/{id_of(play, step)}/evidence", announcement_of(data, step["title"]))["upload"][
        "id"
    ]
    play.arrive(upload, data)
    require_attached(play.ask(step["by"], "GET", f"/api/uploads/{upload}"))


def open_documents(play: Play, step: Step) -> None:
    """Open every document that is out."""
    id = id_of(play, step)
    for each in play.ask(step["by"], "GET", f"/api/enquiries/{id}")["enquiry"]["documents"]:
        if each.get("url") is not None or each["state"] in {"issued", "released"}:
            play.ask(step["by"], "POST", f"/api/enquiries/{id}/documents/{each['id']}/link")


def record_review(play: Play, step: Step) -> None:
    """Record a Centre Review."""
    told = {"body": BODY, "route": "school-assessed", "series": "2021-11", "cohort": False, "candidates": [], **step["review"]}
    play.ask(step["by"], "PUT", f"/api/centre-reviews/{uuid.uuid4()}", told)


def record_made(play: Play, step: Step) -> None:
    """Record that a request is made in the awarding body's own portal."""
    _change(play, step, "made", day=step["day"], reference=step["reference"])


def record_portal_outcome(play: Play, step: Step) -> None:
    """Record the outcome that the awarding body's own portal shows: `marks` by component and `grade`, or a `finding`."""
    lines = [{"component": code, "mark_after": mark} for code, mark in step.get("marks", {}).items()]
    told = {"day": step["day"], "lines": lines, "grade_after": step.get("grade", ""), "finding": step.get("finding", "")}
    _change(play, step, "outcome", **told)


def draft_appeal(play: Play, step: Step) -> None:
    """Write an appeal for the Head of Centre to submit."""
    play.ask(step["by"], "PUT", f"/api/enquiries/{id_of(play, step)}/appeal", {"grounds": step["grounds"], "version": None})


def appeal(play: Play, step: Step) -> None:
    """Submit an appeal against the outcome, which becomes an enquiry called `as`."""
    sent = {"grounds": step["grounds"], "attempt": 0, "declarations": ["appeal-signed", "appeal-consent"]}
    (made,) = play.ask(step["by"], "POST", f"/api/enquiries/{id_of(play, step)}/appeal", sent)["submission"]["enquiries"]
    play.ids[step["as"]] = made["id"]


def write(play: Play, step: Step) -> None:
    """Write a message: a question by staff (`hold` holds the enquiry until it is answered), an answer or a reported error by others."""
    base = "/api/staff" if step["by"] in STAFF else "/api/associate" if step["by"] == ASSOCIATE else "/api"
    told = {"kind": step["kind"], "text": step["text"], "hold": bool(step.get("hold"))}
    play.ask(step["by"], "POST", f"{base}/enquiries/{id_of(play, step)}/messages", told)


STEPS: dict[str, Do] = {
    "submit": submit,
    "record consent": record_consent,
    "withdraw consent": withdraw_consent,
    "send links": send_links,
    "answer the link": answer_link,
    "take the answer back": take_answer_back,
    "record in the log": record_in_log,
    "draft": draft,
    "cancel": cancel,
    "amend": amend,
    "bring evidence": bring_evidence,
    "open documents": open_documents,
    "record a Centre Review": record_review,
    "draft an appeal": draft_appeal,
    "record that it is made": record_made,
    "record the portal’s outcome": record_portal_outcome,
    "appeal": appeal,
    "write": write,
}


def _form(step: Step) -> dict[str, Any]:
    form = {"body": BODY, "route": "standard", "series": "2022-06", "components": [], "candidates": [], **step["form"]}
    syllabus = wiring.catalogue().bodies[form["body"]].syllabuses_by_code.get(form.get("syllabus", ""))
    person = next(each for each in PEOPLE if each.email == step["by"])
    contact = next(each.contact_email for each in ORGANISATIONS if each.id == person.organisation)
    return {
        "qualification": syllabus.qualification if syllabus else "", "contact_email": contact, "contact_email_confirmed": True, **form,
    }  # fmt: skip


def _consent(play: Play, step: Step, form: Mapping[str, Any]) -> None:
    """Record the consent of everybody whom a form is about, where the awarding body wants it recorded."""
    route = wiring.catalogue().bodies[form["body"]].route(form["route"])
    service = route.service(form["service"]) if route else None
    if service is None or not must_be_recorded(service):
        return
    asked = {name: form[name] for name in ("body", "route", "series", "syllabus", "service", "components")}
    cohort = play.ask(step["by"], "POST", "/api/consents/candidates", asked)["candidates"]
    scan = _scan(play, step, asked) if "scan" in step else ""
    told = {
        "candidates": form["candidates"] or [each["number"] for each in cohort], "way": step.get("way", "paper"), "day": f"{play.now.date()}", "scan": scan,
        "choice": next(iter(service.consent.choices), "") if service.consent else "",
    }  # fmt: skip
    play.ask(step["by"], "POST", "/api/consents/record", asked | told)


def _scan(play: Play, step: Step, asked: Mapping[str, Any]) -> str:
    data = paper("Consent", step["scan"])
    announced = {"body": asked["body"], "series": asked["series"], **announcement_of(data, "consent")}
    upload = play.ask(step["by"], "POST", "/api/consents/scans", announced)["upload"]["id"]
    play.arrive(upload, data)
    require_attached(play.ask(step["by"], "GET", f"/api/uploads/{upload}"))
    return hashlib.sha256(data).hexdigest()[:16]


def _declarations(body: str, route_id: str, service: str) -> list[str]:
    route = wiring.catalogue().bodies[body].route(route_id)
    assert route, route_id
    return [each.id for each in route.declarations_for(service)]


def _change(play: Play, step: Step, what: str, **told: object) -> None:
    version = play.ask(step["by"], "GET", f"/api/enquiries/{id_of(play, step)}")["enquiry"]["version"]
    play.ask(step["by"], "POST", f"/api/enquiries/{id_of(play, step)}/{what}", {"version": version, **told})
