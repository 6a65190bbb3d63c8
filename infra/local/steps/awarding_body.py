"""Steps of the staff of an awarding body."""

from __future__ import annotations

from infra.local.steps.asking import Do, Play, Step, announcement_of, case_of, id_of, paper, require_attached, require_done


def acknowledge(play: Play, step: Step) -> None:
    _issue(play, step, "acknowledgement", "acknowledge")


def decline(play: Play, step: Step) -> None:
    """Decline the enquiry, with a reason for the centre."""
    _handle(play, step, "decline", reason=step["reason"])


def take(play: Play, step: Step) -> None:
    """Take the enquiry over."""
    _handle(play, step, "handler")


def assign(play: Play, step: Step) -> None:
    """Assign reviewers, by component."""
    _handle(play, step, "reviewers", lines=[{"component": code, "reviewer": who} for code, who in step["reviewers"].items()])


def record_marks(play: Play, step: Step) -> None:
    """Record marks and grade: those of `marks` by component, all others unchanged. `grade` is left out where it stays."""
    case = case_of(play, step)
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


def record_finding(play: Play, step: Step) -> None:
    _handle(play, step, "finding", finding=step["finding"], grade_after=step.get("grade", ""), explanation=step["reasons"])


def record_answer(play: Play, step: Step) -> None:
    """Record the answer about a missing result; `unmarked` has the reason by component."""
    unmarked = [{"component": code, "why": why} for code, why in step.get("unmarked", {}).items()]
    _handle(play, step, "answer", finding=step["finding"], explanation=step["explanation"], unmarked=unmarked)


def record_moderation(play: Play, step: Step) -> None:
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


def decide(play: Play, step: Step) -> None:
    """Record the decision of an appeal."""
    _handle(play, step, "decision", decision=step["decision"], reasons=step["reasons"], grade=step.get("grade", ""))


def issue_outcome(play: Play, step: Step) -> None:
    _issue(play, step, "outcome", "outcome")


def issue_script(play: Play, step: Step) -> None:
    """Upload and issue the copy of script of each of the `components`."""
    for code in step["components"]:
        _upload(play, step, "CoSLetter", code, f"Copy of script, component {code}")


def issue_report(play: Play, step: Step) -> None:
    _upload(play, step, "Rpt", None, "Report on the work of the candidates")


def attach_script(play: Play, step: Step) -> None:
    """Upload copies of scripts without issuing them."""
    for code in step["components"]:
        _attach(play, step, "CoSLetter", code, f"Copy of script, component {code}")


def extend(play: Play, step: Step) -> None:
    """Extend the enquiry to other candidates; each extension is named enquiry/candidate."""
    id = id_of(play, step)
    play.ask(step["by"], "POST", f"/api/staff/enquiries/{id}/extensions", {"candidates": step["candidates"], "reason": step["reason"]})
    for each in case_of(play, step)["extensions"]:
        play.ids[f"{step['enquiry']}/{each['subject']['candidates'][0]['number']}"] = each["id"]


def send_statement(play: Play, step: Step) -> None:
    """Mark the updated statement of results as printed and sent; of a cohort, that of each candidate who has one."""
    made = [each["id"] for each in case_of(play, step)["statements"]]
    require_done(play.ask(step["by"], "POST", "/api/staff/statements/sent", {"enquiries": made}))


def post(play: Play, step: Step) -> None:
    """Post a message to all centres."""
    play.ask(step["by"], "POST", "/api/staff/messages", {"title": step["title"], "text": step["text"], "email": bool(step.get("email"))})


def invoice(play: Play, step: Step) -> None:
    """Run the invoices of a series."""
    after: str | None = ""
    while after is not None:
        after = play.ask(step["by"], "POST", "/api/staff/invoices", {"series": step["series"], "after": after})["next"]


def issue_credit_note(play: Play, step: Step) -> None:
    """Give `amount` back on the line of `candidate` in a centre's invoice of a series."""
    issued = play.ask(step["by"], "GET", "/api/staff/invoices", series=step["series"])["invoices"]
    path = next(f"/api/staff/invoices/{each['id']}" for each in issued if each["centre"]["number"] == step["centre"])
    found = play.ask(step["by"], "GET", path)["invoice"]
    line = next(each["place"] for each in found["items"] if each["candidate"] == step["candidate"])
    told = {"version": found["version"], "line": line, "amount": step["amount"], "reason": step["reason"]}
    play.ask(step["by"], "POST", f"{path}/credits", told)


STEPS: dict[str, Do] = {
    "acknowledge": acknowledge,
    "decline": decline,
    "take": take,
    "assign": assign,
    "record marks": record_marks,
    "record the finding": record_finding,
    "record the answer": record_answer,
    "decide": decide,
    "issue the outcome": issue_outcome,
    "issue the scripts": issue_script,
    "issue the report": issue_report,
    "attach the scripts": attach_script,
    "extend": extend,
    "send the statement": send_statement,
    "post": post,
    "invoice": invoice,
    "record the re-moderation": record_moderation,
    "issue a credit note": issue_credit_note,
}


def _handle(play: Play, step: Step, what: str, **told: object) -> None:
    play.ask(step["by"], "POST", f"/api/staff/enquiries/{id_of(play, step)}/{what}", {"version": case_of(play, step)["version"], **told})


def _issue(play: Play, step: Step, kind: str, what: str) -> None:
    """Preview the letter and issue what was previewed."""
    path = f"/api/staff/enquiries/{id_of(play, step)}"
    looked = play.ask(step["by"], "POST", f"{path}/letters/{kind}")["preview"]
    play.ask(step["by"], "POST", f"{path}/{what}", {"version": looked["version"], "sha256": looked["sha256"]})


def _attach(play: Play, step: Step, kind: str, component: str | None, title: str) -> str:
    """Upload a document of staff's; return its id once it is checked."""
    data = paper(title, f"Practice document of enquiry {case_of(play, step)['number']}.")
    announced = {"kind": kind, "component": component, **announcement_of(data, title)}
    upload = play.ask(step["by"], "POST", f"/api/staff/enquiries/{id_of(play, step)}/uploads", announced)["upload"]["id"]
    play.arrive(upload, data)
    document: str = require_attached(play.ask(step["by"], "GET", f"/api/staff/uploads/{upload}"))["document"]
    return document


def _upload(play: Play, step: Step, kind: str, component: str | None, title: str) -> None:
    document = _attach(play, step, kind, component, title)
    _handle(play, step, f"documents/{document}/issue")
