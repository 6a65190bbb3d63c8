"""The steps of the practice desk's history: what each word of history.yml after `do` means, as calls of the API.

A step has at, by, do, enquiry (the name of the enquiry that it is about) and what its function below reads.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import typst

from functions import wiring
from functions.domain.consent.coverage import must_be_recorded
from infra.local.demonstration import BODY, ORGANISATIONS, PEOPLE

if TYPE_CHECKING:
    from infra.local.history import History

Step = Mapping[str, Any]
CASEWORKER, SUPERVISOR, FINANCE, ASSOCIATE = (
    "casework@board.example", "supervisor@board.example", "finance@board.example", "associate@meridian.example",
)  # fmt: skip


STAFF = frozenset(each.email for each in PEOPLE if each.staff)


class Unanswered(Exception):
    """The desk refused a step; the message has its answer."""


# --- at the centre


def submit(play: History, step: Step) -> None:
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


def record_consent(play: History, step: Step) -> None:
    """Record consent to what `form` is about, `way` paper or email, with a `scan` where there is one."""
    _consent(play, step, _form(step))


def withdraw_consent(play: History, step: Step) -> None:
    form = _form(step)
    told = {name: form[name] for name in ("body", "route", "series", "syllabus", "service", "components", "candidates")}
    play.ask(step["by"], "POST", "/api/consents/withdraw", told)


def send_links(play: History, step: Step) -> None:
    """Send candidates a link with which they answer what `form` asks, by e-mail or, as `way` says, on a sheet. A link of a sheet is kept to
    be answered."""
    form = _form(step)
    asked = {name: form[name] for name in ("body", "route", "series", "syllabus", "service", "components")}
    by = step.get("way", "email")
    recipients = [{"candidate": each, "email": f"{each}@pupils.northfield.example" if by == "email" else ""} for each in form["candidates"]]
    sheet = play.ask(step["by"], "POST", "/api/consents/links", asked | {"recipients": recipients, "by": by})["sheet"]
    play.links |= {each["number"]: each["url"].partition("#")[2] for each in sheet}


def answer_link(play: History, step: Step) -> None:
    """Answer as a candidate everything that their link still asks: `agrees` or not, `signed` with their name."""
    token = play.links[step["candidate"]]
    page = play.visit("/api/candidate/consents", {"token": token})
    answers = [
        {"syllabus": each["syllabus"], "consent": each["consent"], "agrees": step["agrees"]}
        for each in page["asked"]
        if each["state"] == "asked"
    ]
    play.visit("/api/candidate/answers", {"token": token, "answers": answers, "wording": page["wording"], "signed": step["signed"]})


def take_answer_back(play: History, step: Step) -> None:
    """Take back, as a candidate, what was agreed to about the service that is called `service`."""
    token = play.links[step["candidate"]]
    for each in play.visit("/api/candidate/consents", {"token": token})["asked"]:
        if each["open"] and each["heading"].startswith(f"{step['service']}:"):
            play.visit("/api/candidate/withdrawals", {"token": token, "syllabus": each["syllabus"], "consent": each["consent"]})


def record_in_log(play: History, step: Step) -> None:
    """Record something of the enquiry in the centre's log: `what`, such as chased or paid, and its `details`, such as who pays."""
    told = {"ids": [_id(play, step)], "step": step["what"], **step.get("details", {})}
    answer = play.ask(step["by"], "POST", "/api/log/records", told)
    if answer["left_out"]:
        raise Unanswered(str(answer["left_out"]))


def draft(play: History, step: Step) -> None:
    """Save the form without submitting it."""
    play.ask(step["by"], "PUT", f"/api/drafts/{uuid.uuid4()}", {"content": _form(step)})


def cancel(play: History, step: Step) -> None:
    _change(play, step, "cancel", reason=step["reason"], accept_charge=bool(step.get("accept_charge")))


def amend(play: History, step: Step) -> None:
    """Take out components, or change the service."""
    told = {name: step[name] for name in ("service", "components")}
    _change(play, step, "amend", **told, reason=step["reason"], accept_charge=bool(step.get("accept_charge")))


def bring_evidence(play: History, step: Step) -> None:
    data = paper(step["title"], step["text"])
    upload = play.ask(step["by"], "POST", f"/api/enquiries/{_id(play, step)}/evidence", _announced(data, step["title"]))["upload"]["id"]
    play.arrive(upload, data)
    _require_attached(play.ask(step["by"], "GET", f"/api/uploads/{upload}"))


def open_documents(play: History, step: Step) -> None:
    """Open every document that is out."""
    id = _id(play, step)
    for each in play.ask(step["by"], "GET", f"/api/enquiries/{id}")["enquiry"]["documents"]:
        if each.get("url") is not None or each["state"] in {"issued", "released"}:
            play.ask(step["by"], "POST", f"/api/enquiries/{id}/documents/{each['id']}/link")


def record_review(play: History, step: Step) -> None:
    """Record a Centre Review."""
    told = {"body": BODY, "route": "school-assessed", "series": "2021-11", "cohort": False, "candidates": [], **step["review"]}
    play.ask(step["by"], "PUT", f"/api/centre-reviews/{uuid.uuid4()}", told)


def record_made(play: History, step: Step) -> None:
    """Record that a request is made in the awarding body's own portal."""
    _change(play, step, "made", day=step["day"], reference=step["reference"])


def record_portal_outcome(play: History, step: Step) -> None:
    """Record the outcome that the awarding body's own portal shows: `marks` by component and `grade`, or a `finding`."""
    lines = [{"component": code, "mark_after": mark} for code, mark in step.get("marks", {}).items()]
    told = {"day": step["day"], "lines": lines, "grade_after": step.get("grade", ""), "finding": step.get("finding", "")}
    _change(play, step, "outcome", **told)


def draft_appeal(play: History, step: Step) -> None:
    """Write an appeal for the Head of Centre to submit."""
    play.ask(step["by"], "PUT", f"/api/enquiries/{_id(play, step)}/appeal", {"grounds": step["grounds"], "version": None})


def appeal(play: History, step: Step) -> None:
    """Submit an appeal against the outcome, which becomes an enquiry called `as`."""
    sent = {"grounds": step["grounds"], "attempt": 0, "declarations": ["appeal-signed", "appeal-consent"]}
    (made,) = play.ask(step["by"], "POST", f"/api/enquiries/{_id(play, step)}/appeal", sent)["submission"]["enquiries"]
    play.ids[step["as"]] = made["id"]


def write(play: History, step: Step) -> None:
    """Write a message: a question by staff (`hold` holds the enquiry until it is answered), an answer or a reported error by others."""
    base = {CASEWORKER: "/api/staff", SUPERVISOR: "/api/staff", ASSOCIATE: "/api/associate"}.get(step["by"], "/api")
    told = {"kind": step["kind"], "text": step["text"], "hold": bool(step.get("hold"))}
    play.ask(step["by"], "POST", f"{base}/enquiries/{_id(play, step)}/messages", told)


# --- the Associate's


def approve(play: History, step: Step) -> None:
    _forward(play, step, "approve")


def reject(play: History, step: Step) -> None:
    _forward(play, step, "reject", reason=step["reason"])


def release(play: History, step: Step) -> None:
    """Release one kind of document."""
    _require_done(play.ask(step["by"], "POST", "/api/associate/release", {"enquiries": [_id(play, step)], "what": step["what"]}))


# --- the awarding body's


def acknowledge(play: History, step: Step) -> None:
    _issue(play, step, "acknowledgement", "acknowledge")


def decline(play: History, step: Step) -> None:
    """Decline the enquiry, with a reason for the centre."""
    _handle(play, step, "decline", reason=step["reason"])


def take(play: History, step: Step) -> None:
    """Take the enquiry over."""
    _handle(play, step, "handler")


def assign(play: History, step: Step) -> None:
    """Assign reviewers, by component."""
    _handle(play, step, "reviewers", lines=[{"component": code, "reviewer": who} for code, who in step["reviewers"].items()])


def record_marks(play: History, step: Step) -> None:
    """Record marks and grade: those of `marks` by component, all others unchanged. `grade` is left out where it stays."""
    case = _case(play, step)
    given = step.get("marks", {})
    lines = [
        {
            "component": each["code"],
            "mark_after": given.get(each["code"], each["mark_before"]),
            "reason": step["reason"] if given.get(each["code"], each["mark_before"]) != each["mark_before"] else "",
        }
        for each in case["components"]
    ]
    _handle(play, step, "marks", lines=lines, grade_after=step.get("grade") or case["grade_before"])


def record_finding(play: History, step: Step) -> None:
    _handle(play, step, "finding", finding=step["finding"], grade_after=step.get("grade", ""), explanation=step["reasons"])


def record_answer(play: History, step: Step) -> None:
    """Record the answer about a missing result; `unmarked` has the reason by component."""
    unmarked = [{"component": code, "why": why} for code, why in step.get("unmarked", {}).items()]
    _handle(play, step, "answer", finding=step["finding"], explanation=step["explanation"], unmarked=unmarked)


def record_moderation(play: History, step: Step) -> None:
    """Record what a re-moderation found; `candidates` has the marks by component, and the grade, of those whom it changes."""
    changed = [
        {
            "candidate": number, "grade_after": each.get("grade", ""),
            "marks": [{"component": code, "mark_after": mark} for code, mark in each["marks"].items()],
        }
        for number, each in step.get("candidates", {}).items()
    ]  # fmt: skip
    finding = {"finding": step["finding"]} if "finding" in step else {}
    _handle(play, step, "moderation", explanation=step.get("explanation", ""), candidates=changed, **finding)


def decide(play: History, step: Step) -> None:
    """Record the decision of an appeal."""
    _handle(play, step, "decision", decision=step["decision"], reasons=step["reasons"], grade=step.get("grade", ""))


def issue_outcome(play: History, step: Step) -> None:
    _issue(play, step, "outcome", "outcome")


def issue_script(play: History, step: Step) -> None:
    """Upload and issue the copy of script of each of the `components`."""
    for code in step["components"]:
        _upload(play, step, "CoSLetter", code, f"Copy of script, component {code}")


def issue_report(play: History, step: Step) -> None:
    _upload(play, step, "Rpt", None, "Report on the work of the candidates")


def attach_script(play: History, step: Step) -> None:
    """Upload copies of scripts without issuing them."""
    for code in step["components"]:
        _attach(play, step, "CoSLetter", code, f"Copy of script, component {code}")


def extend(play: History, step: Step) -> None:
    """Extend the enquiry to other candidates; each extension is named enquiry/candidate."""
    id = _id(play, step)
    play.ask(step["by"], "POST", f"/api/staff/enquiries/{id}/extensions", {"candidates": step["candidates"], "reason": step["reason"]})
    for each in _case(play, step)["extensions"]:
        play.ids[f"{step['enquiry']}/{each['subject']['candidates'][0]['number']}"] = each["id"]


def send_statement(play: History, step: Step) -> None:
    """Mark the updated statement of results as printed and sent; of a cohort, that of each candidate who has one."""
    made = [each["id"] for each in _case(play, step)["statements"]]
    _require_done(play.ask(step["by"], "POST", "/api/staff/statements/sent", {"enquiries": made}))


def post(play: History, step: Step) -> None:
    """Post a message to all centres."""
    play.ask(step["by"], "POST", "/api/staff/messages", {"title": step["title"], "text": step["text"], "email": bool(step.get("email"))})


def invoice(play: History, step: Step) -> None:
    """Run the invoices of a series."""
    after: str | None = ""
    while after is not None:
        after = play.ask(step["by"], "POST", "/api/staff/invoices", {"series": step["series"], "after": after})["next"]


def issue_credit_note(play: History, step: Step) -> None:
    """Give `amount` back on the line of `candidate` in a centre's invoice of a series."""
    issued = play.ask(step["by"], "GET", "/api/staff/invoices", series=step["series"])["invoices"]
    path = next(f"/api/staff/invoices/{each['id']}" for each in issued if each["centre"]["number"] == step["centre"])
    found = play.ask(step["by"], "GET", path)["invoice"]
    line = next(each["place"] for each in found["items"] if each["candidate"] == step["candidate"])
    told = {"version": found["version"], "line": line, "amount": step["amount"], "reason": step["reason"]}
    play.ask(step["by"], "POST", f"{path}/credits", told)


STEPS: dict[str, Callable[[History, Step], None]] = {
    "submit": submit, "record consent": record_consent, "withdraw consent": withdraw_consent,
    "send links": send_links, "answer the link": answer_link, "take the answer back": take_answer_back, "record in the log": record_in_log, "draft": draft, "cancel": cancel, "amend": amend, "bring evidence": bring_evidence, "open documents": open_documents,
    "record a Centre Review": record_review, "draft an appeal": draft_appeal, "record that it is made": record_made, "record the portal’s outcome": record_portal_outcome,
     "appeal": appeal, "write": write,
    "approve": approve, "reject": reject, "release": release,
    "acknowledge": acknowledge, "decline": decline, "take": take, "assign": assign, "record marks": record_marks, "record the finding": record_finding,
    "record the answer": record_answer, "decide": decide, "issue the outcome": issue_outcome, "issue the scripts": issue_script,
    "issue the report": issue_report, "attach the scripts": attach_script, "extend": extend, "send the statement": send_statement,
    "post": post, "invoice": invoice, "record the re-moderation": record_moderation, "issue a credit note": issue_credit_note,
}  # fmt: skip
# Who takes a step that stands under another one and names nobody; None: whoever took that one.
_STAFF = (
    "acknowledge", "take", "assign", "record marks", "record the finding", "record the answer", "issue the outcome", "issue the scripts",
    "issue the report", "attach the scripts", "extend", "send the statement", "record the re-moderation",
)  # fmt: skip
USUALLY_BY: dict[str, str | None] = {
    **dict.fromkeys(STEPS), **dict.fromkeys(_STAFF, CASEWORKER), **dict.fromkeys(("approve", "reject", "release"), ASSOCIATE),
    "decide": SUPERVISOR,
}  # fmt: skip


def paper(title: str, text: str) -> bytes:
    """Return a page as a PDF: what somebody scanned or wrote."""
    source = f'#set document(title: "{title}")\n#set text(font: "Libertinus Serif", 12pt)\n= {title}\n\n{text}\n'
    made = typst.compile(source.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def _form(step: Step) -> dict[str, Any]:
    form = {"body": BODY, "route": "standard", "series": "2022-06", "components": [], "candidates": [], **step["form"]}
    syllabus = wiring.catalogue().bodies[form["body"]].syllabuses_by_code.get(form.get("syllabus", ""))
    person = next(each for each in PEOPLE if each.email == step["by"])
    contact = next(each.contact_email for each in ORGANISATIONS if each.id == person.organisation)
    return {
        "qualification": syllabus.qualification if syllabus else "", "contact_email": contact, "contact_email_confirmed": True, **form,
    }  # fmt: skip


def _consent(play: History, step: Step, form: Mapping[str, Any]) -> None:
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


def _scan(play: History, step: Step, asked: Mapping[str, Any]) -> str:
    data = paper("Consent", step["scan"])
    announced = {"body": asked["body"], "series": asked["series"], **_announced(data, "consent")}
    upload = play.ask(step["by"], "POST", "/api/consents/scans", announced)["upload"]["id"]
    play.arrive(upload, data)
    _require_attached(play.ask(step["by"], "GET", f"/api/uploads/{upload}"))
    return hashlib.sha256(data).hexdigest()[:16]


def _declarations(body: str, route_id: str, service: str) -> list[str]:
    route = wiring.catalogue().bodies[body].route(route_id)
    assert route, route_id
    return [each.id for each in route.declarations_for(service)]


def _id(play: History, step: Step) -> str:
    return play.ids[step["enquiry"]]


def _case(play: History, step: Step) -> Any:
    by = step["by"] if step["by"] in STAFF else CASEWORKER
    return play.ask(by, "GET", f"/api/staff/enquiries/{_id(play, step)}")["enquiry"]


def _change(play: History, step: Step, what: str, **told: object) -> None:
    version = play.ask(step["by"], "GET", f"/api/enquiries/{_id(play, step)}")["enquiry"]["version"]
    play.ask(step["by"], "POST", f"/api/enquiries/{_id(play, step)}/{what}", {"version": version, **told})


def _forward(play: History, step: Step, what: str, **told: object) -> None:
    path = f"/api/associate/enquiries/{_id(play, step)}"
    version = play.ask(step["by"], "GET", path)["enquiry"]["version"]
    play.ask(step["by"], "POST", f"{path}/{what}", {"version": version, **told})


def _handle(play: History, step: Step, what: str, **told: object) -> None:
    play.ask(step["by"], "POST", f"/api/staff/enquiries/{_id(play, step)}/{what}", {"version": _case(play, step)["version"], **told})


def _require_done(answer: Any) -> None:
    """Raise Unanswered where the job that a step began left something out."""
    if answer["job"]["facts"]["refused"]:
        raise Unanswered(f"{answer['job']['title']}: {answer['job']['left_out']}")


def _issue(play: History, step: Step, kind: str, what: str) -> None:
    """Preview the letter and issue what was previewed."""
    path = f"/api/staff/enquiries/{_id(play, step)}"
    looked = play.ask(step["by"], "POST", f"{path}/letters/{kind}")["preview"]
    play.ask(step["by"], "POST", f"{path}/{what}", {"version": looked["version"], "sha256": looked["sha256"]})


def _announced(data: bytes, title: str) -> dict[str, Any]:
    return {"filename": f"{title}.pdf", "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def _attach(play: History, step: Step, kind: str, component: str | None, title: str) -> str:
    """Upload a document of staff's; return its id once it is checked."""
    data = paper(title, f"Practice document of enquiry {_case(play, step)['number']}.")
    announced = {"kind": kind, "component": component, **_announced(data, title)}
    upload = play.ask(step["by"], "POST", f"/api/staff/enquiries/{_id(play, step)}/uploads", announced)["upload"]["id"]
    play.arrive(upload, data)
    document: str = _require_attached(play.ask(step["by"], "GET", f"/api/staff/uploads/{upload}"))["document"]
    return document


def _upload(play: History, step: Step, kind: str, component: str | None, title: str) -> None:
    document = _attach(play, step, kind, component, title)
    _handle(play, step, f"documents/{document}/issue")


def _require_attached(answer: Any) -> Any:
    if answer["upload"]["state"] != "attached":
        raise Unanswered(str(answer))
    return answer["upload"]
