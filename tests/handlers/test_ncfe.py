"""NCFE's services as its own file offers them, from the learner's result to what comes back (NC-01 to NC-07, NC-09, NC-12).

Northfield has T Level, V Cert and CACHE learners in Autumn 2025, whose T Level results came out on 18 March 2026. It is 20 March.
"""

from __future__ import annotations

from typing import Any

import pytest

from functions import wiring
from functions.adapters.enquiries import put_associate_pointer, put_enquiry, put_extension_pointer, read_enquiry
from functions.adapters.invoices import put_invoice
from functions.adapters.organisations import put_organisation_and_numbers, put_person
from functions.adapters.table import Put
from functions.domain.billing.invoices import invoice_id
from functions.domain.people.people import Kind, Person, Role
from tests.bills import invoice
from tests.builders import CAMBRIDGE, london, membership, organisation
from tests.documents.reading import text
from tests.handlers.desk import HEAD, Desk, Reply
from tests.scans import scan

NCFE, MAKER, DECIDER, PANEL = "ncfe", "ncfe-caseworker", "ncfe-supervisor", "ncfe-panel"
T_LEVEL, V_CERT, CACHE = "610/9001/1", "610/9002/3", "610/9003/5"
AMINA, BEN, CARA, DAN, EVA = "20260713", "20260714", "20260715", "20260716", "20260717"
ASKER, CONTACT = "officer@people.example", "exams@northfield.example"
DECLARED = {"MOD": ["cohort-supported", "cohort-consent"], "EMOD": ["cohort-supported", "cohort-consent"], "MR": ["missing"]}
GUIDE = "Post-results services guide, NCFE, checked 28 November 2026"
REGISTER = """centre,candidate,name,syllabus,component,mark,origin,grade
NC10101,20260713,Amina Osei,610/9001/1,CE1,50,exam,B
NC10101,20260713,Amina Osei,610/9001/1,CE2,60,exam,B
NC10101,20260713,Amina Osei,610/9001/1,DE,80,exam,B
NC10101,20260713,Amina Osei,610/9001/1,ESP,61,moderation,B
NC10101,20260714,Ben Li,610/9001/1,CE1,40,exam,C
NC10101,20260714,Ben Li,610/9001/1,CE2,50,exam,C
NC10101,20260714,Ben Li,610/9001/1,DE,70,exam,C
NC10101,20260714,Ben Li,610/9001/1,ESP,48,moderation,C
NC10101,20260715,Cara Diaz,610/9002/3,WE,54,exam,Level 1 Pass
NC10101,20260715,Cara Diaz,610/9002/3,NEA,60,centre,Level 1 Pass
NC10101,20260716,Dan Roe,610/9003/5,SAE,27,exam,D
NC10101,20260716,Dan Roe,610/9003/5,MCE,31,exam,D
NC10101,20260717,Eva Mbeki,610/9001/1,CE1,40,exam,X
NC10101,20260717,Eva Mbeki,610/9001/1,CE2,,none,X
"""
LEARNERS = {T_LEVEL: ("T Level", AMINA), V_CERT: ("V Cert", CARA), CACHE: ("CACHE", DAN)}


class NcfeDesk(Desk):
    """The desk of Northfield's officer and of NCFE's staff."""

    def staff(self, method: str, path: str, body: Any = None, *, by: str | dict[str, str] = MAKER, **query: str) -> Reply:
        return super().staff(method, path, body, by=by, **query)

    def ask(self, service: str, *components: str, syllabus: str = T_LEVEL, **changes: Any) -> Reply:
        qualification, learner = LEARNERS[syllabus]
        told = {"candidates": [] if service in {"MOD", "EMOD"} else [learner], **changes}
        return self.submit(
            body=NCFE, series="2025-11", service=service, qualification=qualification, syllabus=syllabus, components=list(components),
            declarations=DECLARED.get(service, ["supported", "consent"]), **told,
        )  # fmt: skip

    def begun(self, service: str, *components: str, **changes: Any) -> str:
        """Ask and have it acknowledged. Return the enquiry's id."""
        id: str = self.ask(service, *components, **changes).ok()["submission"]["enquiries"][0]["id"]
        self.follow()
        self.acknowledge(id)
        return id

    def letter(self, id: str, kind: str, slot: str) -> str:
        looked = self.preview(id, kind)
        return " ".join(text(self.file(f"previews/{id}/{slot}-{looked['version']}.pdf") or b"").split())

    def moderated(self, id: str, finding: str, *candidates: dict[str, Any]) -> Reply:
        sent = {"version": self.case(id)["version"], "finding": finding, "explanation": "", "candidates": candidates}
        return self.staff("POST", f"/enquiries/{id}/moderation", sent)


@pytest.fixture
def ncfe(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> NcfeDesk:
    """The desk of NCFE and Northfield, with Northfield's results imported by NCFE's staff."""
    made = NcfeDesk()
    monkeypatch.setattr(wiring, "now", lambda: made.now)
    body = organisation(id=NCFE, name="NCFE", kind=Kind.AWARDING_BODY, centres={}, contact_email="x@ncfe.example")
    centre = organisation(centres={CAMBRIDGE: "ZZ101", NCFE: "NC10101"})
    for each in (*put_organisation_and_numbers(body), *put_organisation_and_numbers(centre)):
        wiring.table().put(Put(each.item, expect=None))  # Northfield is there already, without NCFE's number
    for id, role in ((MAKER, Role.CASEWORKER), (DECIDER, Role.SUPERVISOR), (PANEL, Role.SUPERVISOR)):
        wiring.table().put(put_person(Person(id=id, name="Nia Bevan", email=f"{id}@ncfe.example", memberships=(membership(role, NCFE),))))
    made.at("2026-03-20 10:00")
    assert made.staff("POST", "/register", {"series": "2025-11", "csv": REGISTER}).ok()["imported"] == 14
    return made


def refusal(reply: Reply, code: str) -> tuple[str, str]:
    """Return the rule and the source of a refusal for one reason."""
    assert (reply.status, reply.codes) == (422, [code])
    (error,) = reply.body["errors"]
    return error["rule"], error["source"]


def to(candidate: str, mark: int, grade: str = "") -> dict[str, Any]:
    return {"candidate": candidate, "marks": [{"component": "ESP", "mark_after": mark}], "grade_after": grade}


# --- clerical check


@pytest.mark.proves("NC-01")
@pytest.mark.parametrize(("syllabus", "component"), [(T_LEVEL, "CE1"), (T_LEVEL, "DE"), (V_CERT, "WE"), (CACHE, "SAE"), (CACHE, "MCE")])
def test_a_clerical_check_can_be_asked_for_in_every_qualification(ncfe: NcfeDesk, syllabus: str, component: str) -> None:
    (made,) = ncfe.ask("CC", component, syllabus=syllabus).ok()["submission"]["enquiries"]
    ncfe.follow()
    assert ncfe.enquiry(made["id"])["status"] == "received"


@pytest.mark.proves("NC-01")
def test_its_report_with_the_marks_of_each_part_is_promised_within_ten_calendar_days_and_completes_it(ncfe: NcfeDesk) -> None:
    id = ncfe.begun("CC", "CE1")
    shown = ncfe.enquiry(id)
    assert (shown["service"]["name"], shown["promised_by"]) == ("Clerical check", "2026-03-30")
    assert [each["kind_text"] for each in shown["documents"]] == ["Acknowledgement letter (Ack)", "Clerical check report"]
    parts = [{"part": "Section A", "mark": 25, "most": 60}, {"part": "Section B", "mark": 28, "most": 40}]
    lines = [{"component": "CE1", "mark_after": 53, "reason": "Section B was added up wrongly", "parts": parts}]
    sent = {"version": ncfe.case(id)["version"], "lines": lines, "grade_after": "B", "without_reviewer": "A clerical check"}
    ncfe.staff("POST", f"/enquiries/{id}/marks", sent).ok()
    looked = ncfe.preview(id, "breakdown")
    report = " ".join(text(ncfe.file(f"previews/{id}/Breakdown-{looked['version']}.pdf") or b"").split())
    for words in (
        "Clerical check report",
        "Were all parts of the assessment marked, the marks and grades recorded correctly, and the grade boundaries applied accurately",
        "Section A 25 60", "Section B 28 40", "53 100 Raised by 3", "Learner", "Unit",
    ):  # fmt: skip
        assert words in report, words
    done = ncfe.staff("POST", f"/enquiries/{id}/breakdown", {"version": looked["version"], "sha256": looked["sha256"]}).ok()["enquiry"]
    assert done["status"] == "completed"


@pytest.mark.proves("NC-01")
def test_a_report_that_is_not_there_on_the_tenth_day_is_late(ncfe: NcfeDesk) -> None:
    id = ncfe.begun("CC", "CE1")
    assert ncfe.at("2026-03-30 23:59").enquiry(id)["late"] is False
    assert ncfe.at("2026-03-31 00:00").enquiry(id)["late"] is True


# --- review of marking, and the expedited one


@pytest.mark.proves("NC-02")
@pytest.mark.parametrize(("syllabus", "component"), [(T_LEVEL, "CE1"), (V_CERT, "WE"), (CACHE, "SAE")])
def test_a_review_of_marking_by_a_chief_or_lead_examiner_includes_a_clerical_check_and_takes_twenty_calendar_days(
    ncfe: NcfeDesk, syllabus: str, component: str
) -> None:
    made = ncfe.ask("RM", component, syllabus=syllabus).ok()["submission"]
    ncfe.follow()
    id = made["enquiries"][0]["id"]
    ncfe.acknowledge(id)
    assert ncfe.enquiry(id)["promised_by"] == "2026-04-09"
    assert ncfe.at("2026-04-10 00:00").enquiry(id)["late"] is True
    (row,) = [each for each in ncfe.centre("GET", "/api/series").ok()["series"] if (each["body"], each["id"]) == (NCFE, "2025-11")]
    assert "RM" in str(row)


@pytest.mark.proves("NC-02")
def test_the_examiner_who_reviews_is_assigned_and_the_outcome_gives_the_mark_before_and_after(ncfe: NcfeDesk) -> None:
    id = ncfe.begun("RM", "CE1")
    version = ncfe.case(id)["version"]
    ncfe.staff("POST", f"/enquiries/{id}/reviewers", {"version": version, "lines": [{"component": "CE1", "reviewer": "EX-501"}]}).ok()
    lines = [{"component": "CE1", "mark_after": 64, "reason": "Question 4: the scheme allows the answer"}]
    ncfe.staff("POST", f"/enquiries/{id}/marks", {"version": ncfe.case(id)["version"], "lines": lines, "grade_after": "A"}).ok()
    assert "Amina Osei" in ncfe.letter(id, "outcome", "OutLetter")
    ncfe.decide(id)
    done = ncfe.enquiry(id)
    assert (done["status"], done["grade_after"], done["fee"]["status"]) == ("completed", "A", "waived")
    assert done["outcome"]["text"] == "Unit CE1: 50 → 64. Qualification grade: B → A."


@pytest.mark.proves("NC-02")
def test_the_marking_of_a_multiple_choice_paper_is_not_reviewed(ncfe: NcfeDesk) -> None:
    rule, source = refusal(ncfe.ask("RM", "MCE", syllabus=CACHE), "component_kind")
    assert (rule, source) == ("Not available for multiple-choice question papers.", GUIDE)


@pytest.mark.proves("NC-03")
def test_an_expedited_review_of_marking_takes_fifteen_calendar_days_and_is_for_t_levels_alone(ncfe: NcfeDesk) -> None:
    assert ncfe.enquiry(ncfe.begun("ERM", "CE1"))["promised_by"] == "2026-04-04"
    for syllabus, component in ((V_CERT, "WE"), (CACHE, "SAE")):
        rule, source = refusal(ncfe.ask("ERM", component, syllabus=syllabus), "qualification_type")
        assert (rule, source) == ("Available only for T Level qualifications.", GUIDE)


@pytest.mark.proves("NC-03")
def test_it_is_asked_for_within_seven_calendar_days_of_the_results_as_an_older_page_has_it(ncfe: NcfeDesk) -> None:
    rule, source = refusal(ncfe.at("2026-03-26 00:00").ask("ERM", "CE1"), "deadline_passed")
    assert "within 7 calendar days of the results on 18 March 2026" in rule
    assert source.endswith("(reported, not confirmed)")
    assert ncfe.at("2026-03-25 23:59").ask("ERM", "CE1").status == 200


@pytest.mark.parametrize(("at", "status"), [("2026-07-10 23:59", 200), ("2026-07-11 00:00", 422)])
def test_a_review_of_marking_can_be_asked_for_within_five_working_days_of_the_report_of_a_clerical_check(
    ncfe: NcfeDesk, at: str, status: int
) -> None:
    id = ncfe.begun("CC", "CE1")
    ncfe.at("2026-07-03 15:00")  # a Friday
    ncfe.mark(id).ok()
    looked = ncfe.preview(id, "breakdown")
    ncfe.staff("POST", f"/enquiries/{id}/breakdown", {"version": looked["version"], "sha256": looked["sha256"]}).ok()
    ncfe.at(at)
    assert ncfe.ask("RM", "CE1").status == status
    assert ncfe.ask("RM", "CE1", candidates=[BEN]).codes == ["deadline_passed"], "only who had the check"


# --- access to scripts


@pytest.mark.proves("NC-04")
@pytest.mark.parametrize(("syllabus", "component"), [(T_LEVEL, "CE1"), (V_CERT, "WE")])
def test_a_copy_of_a_marked_script_comes_for_t_level_and_v_cert(ncfe: NcfeDesk, syllabus: str, component: str) -> None:
    id = ncfe.begun("ATS", component, syllabus=syllabus)
    shown = ncfe.enquiry(id)
    assert (shown["promised_by"], shown["target_text"]) == (
        None,
        "How long it takes is not known here. It depends on the qualification; NCFE publishes it on its page about access to scripts.",
    )
    ncfe.script(id, component)
    assert ncfe.enquiry(id)["status"] == "completed"


@pytest.mark.proves("NC-04")
def test_no_script_is_given_in_a_cache_qualification(ncfe: NcfeDesk) -> None:
    rule, source = refusal(ncfe.ask("ATS", "SAE", syllabus=CACHE), "qualification_type")
    assert (rule, source) == ("Available only for T Level and V Cert qualifications.", GUIDE)


@pytest.mark.proves("NC-04")
def test_digital_evidence_of_a_t_level_comes_with_a_breakdown_by_task_of_its_own_and_not_as_a_script(ncfe: NcfeDesk) -> None:
    assert refusal(ncfe.ask("ATS", "DE"), "component_digital")[0] == "Not available for digital assessments."
    assert refusal(ncfe.ask("ATSD", "CE1"), "component_digital")[0] == "Available only for digital assessments."
    id = ncfe.begun("ATSD", "DE")
    for kind in ("DigitalEvidence", "TaskMarks"):
        assert ncfe.enquiry(id)["status"] == "acknowledged"
        attached = ncfe.upload(id, scan(f"{kind} of DE"), kind=kind, component="DE")
        ncfe.issue_script(id, attached["document"]).ok()
    done = ncfe.enquiry(id)
    assert done["status"] == "completed"
    assert [each["kind_text"] for each in done["documents"]][1:] == ["Digital evidence", "Breakdown of marks by task"]


# --- review of moderation, and the expedited one


@pytest.mark.proves("NC-05")
def test_a_review_of_moderation_is_asked_for_by_unit_for_the_whole_cohort_and_not_for_one_learner(ncfe: NcfeDesk) -> None:
    refused = ncfe.ask("MOD", "ESP", candidates=[AMINA])
    (error,) = [each for each in refused.body["errors"] if each["code"] == "no_individuals"]
    assert refused.status == 422
    assert error["rule"].startswith("Not available for individual learners")
    assert error["source"] == GUIDE
    (made,) = ncfe.ask("MOD", "ESP").ok()["submission"]["enquiries"]
    ncfe.follow()
    shown = ncfe.enquiry(made["id"])
    assert (shown["subject"]["label"], [each["code"] for each in shown["components"]]) == ("All", ["ESP"])
    assert shown["fee"]["money"] == {"amount": "240.00", "currency": "GBP"}, "one fee for the cohort"


@pytest.mark.proves("NC-05")
def test_it_is_not_available_where_the_centres_marks_stood(ncfe: NcfeDesk) -> None:
    rule, source = refusal(ncfe.ask("MOD", "NEA", syllabus=V_CERT), "marks_accepted")
    assert rule == "Not available where all of the centre’s marks were accepted as final marks."
    assert source == GUIDE


@pytest.mark.proves("NC-05")
@pytest.mark.parametrize(("at", "codes"), [("2026-04-24 23:59", None), ("2026-04-25 00:00", ["deadline_passed"])])
def test_it_is_asked_for_within_twenty_five_working_days_of_the_results(ncfe: NcfeDesk, at: str, codes: list[str] | None) -> None:
    reply = ncfe.at(at).ask("MOD", "ESP")
    assert reply.status == 200 if codes is None else reply.codes == codes


@pytest.mark.proves("NC-05", "NC-06")
@pytest.mark.parametrize(("service", "promised"), [("MOD", "2026-05-01"), ("EMOD", "2026-04-10")])
def test_the_decision_is_promised_from_the_acceptance_and_mailed_to_whoever_asked(ncfe: NcfeDesk, service: str, promised: str) -> None:
    (made,) = ncfe.ask(service, "ESP").ok()["submission"]["enquiries"]
    id = made["id"]
    ncfe.follow()
    assert ncfe.enquiry(id)["promised_by"] is None, "nothing is promised before it is accepted"
    ncfe.at("2026-03-25 10:00")
    ncfe.acknowledge(id)
    ncfe.follow()
    assert ncfe.enquiry(id)["promised_by"] == promised
    ncfe.at("2026-04-02 10:00")
    ncfe.moderated(id, "no_change").ok()
    ncfe.decide(id)
    ncfe.follow()
    number = ncfe.enquiry(id)["number"]
    for to in (CONTACT, ASKER):
        assert [each["subject"] for each in ncfe.mails(to)][-2:] == [
            f"Enquiry accepted: {number}",
            f"Outcome letter ready: enquiry {number}",
        ]


@pytest.mark.proves("NC-06")
@pytest.mark.parametrize(("at", "codes"), [("2026-03-25 23:59", None), ("2026-03-26 00:00", ["deadline_passed"])])
def test_an_expedited_one_is_asked_for_within_five_working_days_of_the_results(ncfe: NcfeDesk, at: str, codes: list[str] | None) -> None:
    reply = ncfe.at(at).ask("EMOD", "ESP")
    assert reply.status == 200 if codes is None else reply.codes == codes


@pytest.mark.proves("NC-06")
def test_an_expedited_one_is_for_t_levels_alone(ncfe: NcfeDesk) -> None:
    reply = ncfe.ask("EMOD", "NEA", syllabus=V_CERT)
    (error,) = [each for each in reply.body["errors"] if each["code"] == "qualification_type"]
    assert (reply.status, error["rule"], error["source"]) == (422, "Available only for T Level qualifications.", GUIDE)


@pytest.mark.proves("NC-07")
@pytest.mark.parametrize(
    ("finding", "changes", "said", "fee"),
    [
        ("no_change", (), "No change to the original moderation decision.", ("due", "The fee is charged: no learner’s moderated grade changed.")),
        (
            "corrected", (to(BEN, 52),), "A correction to the original moderation decision.",
            ("due", "The fee is charged: no learner’s moderated grade changed."),
        ),
        (
            "reinstated", (to(BEN, 60, "B"),), "Reinstatement of the centre’s marks.",
            ("waived", "No charge: the moderated grade of at least one learner changed."),
        ),
    ],
)  # fmt: skip
def test_it_has_one_of_three_outcomes_gives_no_feedback_and_costs_nothing_where_the_moderated_grade_changes(
    ncfe: NcfeDesk, finding: str, changes: tuple[dict[str, Any], ...], said: str, fee: tuple[str, str]
) -> None:
    id = ncfe.begun("MOD", "ESP")
    assert [each["id"] for each in ncfe.case(id)["moderation"]["findings"]] == ["no_change", "corrected", "reinstated"]
    assert ncfe.case(id)["moderation"]["feedback"] is False
    ncfe.moderated(id, finding, *changes).ok()  # without a word of explanation
    assert said in ncfe.letter(id, "outcome", "OutLetter")
    ncfe.decide(id)
    done = ncfe.enquiry(id)
    assert done["status"] == "completed"
    assert (done["fee"]["status"], done["fee"]["text"]) == fee
    assert [(each["number"], each["grade_after"]) for each in done["cohort"]["changed"]] == [
        (each["candidate"], each["grade_after"] or "C") for each in changes
    ]


# --- missing results


@pytest.mark.proves("NC-09")
def test_a_missing_result_has_a_query_of_its_own_which_is_free_and_ends_with_an_answer(ncfe: NcfeDesk) -> None:
    (made,) = ncfe.ask("MR", candidates=[EVA]).ok()["submission"]["enquiries"]
    id = made["id"]
    ncfe.follow()
    shown = ncfe.enquiry(id)
    assert (shown["service"]["name"], shown["status"], shown["grade_before"]) == ("Query about a missing result", "received", "X")
    assert (shown["fee"]["money"], shown["fee"]["text"]) == (None, "This enquiry is free of charge.")
    ncfe.acknowledge(id)
    sent = {
        "version": ncfe.case(id)["version"], "finding": "no_result", "explanation": "There is no script for paper B.",
        "unmarked": [{"component": "CE2", "why": "The attendance register says absent."}],
    }  # fmt: skip
    ncfe.staff("POST", f"/enquiries/{id}/answer", sent).ok()
    said = ncfe.letter(id, "outcome", "OutLetter")
    assert "There is no script for paper B." in said
    assert "The attendance register says absent." in said
    ncfe.decide(id)
    assert ncfe.enquiry(id)["status"] == "completed"


@pytest.mark.proves("NC-09")
def test_a_result_that_shows_as_incomplete_is_asked_about_in_the_same_way(ncfe: NcfeDesk) -> None:
    header, *lines = REGISTER.splitlines()
    pending = [each.removesuffix("X") + "Q" for each in lines if EVA in each]
    ncfe.staff(
        "POST", "/register", {"series": "2025-11", "csv": "\n".join([header, *(each for each in lines if EVA not in each), *pending])}
    ).ok()
    (made,) = ncfe.ask("MR", candidates=[EVA]).ok()["submission"]["enquiries"]
    ncfe.follow()
    shown = ncfe.enquiry(made["id"])
    assert (shown["service"]["name"], shown["grade_before"]) == ("Query about a missing result", "Q")


@pytest.mark.proves("NC-09")
def test_it_is_for_a_learner_without_a_complete_result_and_such_a_learner_is_led_to_it(ncfe: NcfeDesk) -> None:
    assert ncfe.ask("MR", candidates=[AMINA]).codes == ["grade_given"]
    refused = ncfe.ask("RM", "CE2", candidates=[EVA])
    assert refused.codes == ["component_no_mark"]
    assert "ask about the missing result instead" in refused.body["errors"][0]["message"]


# --- appeals


def reviewed(ncfe: NcfeDesk, syllabus: str, component: str) -> str:
    """A review of marking whose outcome is issued on 3 July 2026. Return its id."""
    id = ncfe.begun("RM", component, syllabus=syllabus)
    ncfe.at("2026-07-03 10:00")
    case = ncfe.case(id)
    lines = [{"component": component, "mark_after": case["components"][0]["mark_before"]}]
    sent = {"version": case["version"], "lines": lines, "grade_after": case["grade_before"], "without_reviewer": "Elsewhere"}
    ncfe.staff("POST", f"/enquiries/{id}/marks", sent).ok()
    ncfe.decide(id)
    ncfe.follow()
    return id


def appeal(ncfe: NcfeDesk, id: str, by: str = HEAD) -> Reply:
    sent = {"grounds": "The mark scheme was not followed.", "declarations": ["appeal-approved", "appeal-permitted"]}
    return ncfe.centre("POST", f"/api/enquiries/{id}/appeal", sent, by=by)


@pytest.mark.proves("NC-12")
@pytest.mark.parametrize(
    ("syllabus", "component", "last", "late", "within"),
    [
        (T_LEVEL, "CE1", "2026-08-02 23:59", "2026-08-03 00:00", "30 calendar days"),
        (V_CERT, "WE", "2026-08-14 23:59", "2026-08-15 00:00", "30 working days"),
    ],
)
def test_an_outcome_is_appealed_against_within_the_limit_of_its_type_of_qualification(
    ncfe: NcfeDesk, syllabus: str, component: str, last: str, late: str, within: str
) -> None:
    id = reviewed(ncfe, syllabus, component)
    rule, source = refusal(appeal(ncfe.at(late), id), "appeal_too_late")
    assert f"within {within}" in rule
    assert source == "Appeals, NCFE, checked 28 November 2026"
    assert appeal(ncfe.at(last), id).status == 200


@pytest.mark.proves("NC-12")
def test_there_is_no_appeal_before_the_outcome(ncfe: NcfeDesk) -> None:
    id = ncfe.begun("RM", "CE1")
    assert ncfe.enquiry(id)["appeal_offer"] is None
    rule, source = refusal(appeal(ncfe, id), "appeal_too_early")
    assert (rule, source) == ("You can appeal only after the outcome of a review.", "Appeals, NCFE, checked 28 November 2026")


@pytest.mark.proves("NC-12")
def test_the_head_of_centre_appeals_first_to_staff_who_were_not_involved_and_then_to_a_hearing(ncfe: NcfeDesk) -> None:
    id = reviewed(ncfe, T_LEVEL, "CE1")
    assert appeal(ncfe, id, by="officer").codes == ["appeal_head_only"]
    for name, before, decider in (("Appeal, preliminary stage", MAKER, DECIDER), ("Appeal hearing", DECIDER, PANEL)):
        assert ncfe.enquiry(id)["appeal_offer"]["name"] == name
        (made,) = appeal(ncfe, id).ok()["submission"]["enquiries"]
        ncfe.follow()
        ncfe.acknowledge(made["id"])
        told = {"version": ncfe.case(made["id"])["version"], "decision": "not_allowed", "reasons": "The scheme was followed.", "grade": ""}
        assert ncfe.staff("POST", f"/enquiries/{made['id']}/decision", told, by=before).codes == ["decided_before"]
        ncfe.staff("POST", f"/enquiries/{made['id']}/decision", told, by=decider).ok()
        looked = ncfe.preview(made["id"], "outcome")
        sent = {"version": looked["version"], "sha256": looked["sha256"]}
        ncfe.staff("POST", f"/enquiries/{made['id']}/outcome", sent, by=decider).ok()
        ncfe.follow()
        id = made["id"]
    assert ncfe.enquiry(id)["appeal_offer"] is None


# --- on the same desk as another body


def test_every_list_of_a_centre_is_narrowed_to_one_awarding_body(ncfe: NcfeDesk) -> None:
    at_ncfe, at_cambridge = asked_of_both(ncfe)
    for number, body, at in (("INV-2206-000001", CAMBRIDGE, "2022-10-03 09:00"), ("INV-2511-000001", NCFE, "2026-03-19 09:00")):
        issued, lines = invoice(
            number=number, body=body, id=invoice_id(body, number), series=f"20{number[4:6]}-{number[6:8]}", issued_at=london(at)
        )
        wiring.table().commit(put_invoice(issued, lines))

    def listed(path: str, **query: str) -> dict[str, list[str]]:
        key = path.removeprefix("/api/")
        return {
            body: [
                each["number" if key == "invoices" else "id"] for each in ncfe.centre("GET", path, awarding_body=body, **query).ok()[key]
            ]
            for body in ("", CAMBRIDGE, NCFE, "aqa")
        }

    assert listed("/api/enquiries") == {"": [at_ncfe, at_cambridge], CAMBRIDGE: [at_cambridge], NCFE: [at_ncfe], "aqa": []}
    assert listed("/api/enquiries", status="received")[NCFE] == []
    assert listed("/api/invoices") == {
        "": ["INV-2511-000001", "INV-2206-000001"], CAMBRIDGE: ["INV-2206-000001"], NCFE: ["INV-2511-000001"], "aqa": [],
    }  # fmt: skip
    asked = [each for each in ncfe.centre("GET", "/api/series").ok()["series"] if not each["open"] or each["body"] in {CAMBRIDGE, NCFE}]
    assert {each["body"] for each in asked} == {CAMBRIDGE, NCFE}
    for body, number in ((CAMBRIDGE, "0713"), (NCFE, AMINA)):
        series = "2022-06" if body == CAMBRIDGE else "2025-11"
        found = ncfe.centre("GET", "/api/candidates", awarding_body=body, series=series, typed=number).ok()
        assert found["entries"]


def test_a_centres_extensions_are_narrowed_to_one_awarding_body(ncfe: NcfeDesk) -> None:
    at_ncfe, at_cambridge = asked_of_both(ncfe)
    for id in (at_ncfe, at_cambridge):
        wiring.table().put(put_extension_pointer(read_enquiry(wiring.table(), id)))

    def found(**query: str) -> list[str]:
        return [each["id"] for each in ncfe.centre("GET", "/api/extensions", **query).ok()["enquiries"]]

    assert found() == [at_ncfe, at_cambridge]
    assert {body: found(awarding_body=body) for body in (CAMBRIDGE, NCFE, "aqa")} == {CAMBRIDGE: [at_cambridge], NCFE: [at_ncfe], "aqa": []}
    assert found(awarding_body=NCFE, series="2022-06") == []
    assert ncfe.centre("GET", "/api/extensions", awarding_body="No Body").status == 400


def test_a_centre_reads_about_extensions_what_its_own_awarding_bodies_say_each_under_its_name(ncfe: NcfeDesk) -> None:
    def said(**query: str) -> dict[str, list[str]]:
        rules = ncfe.centre("GET", "/api/extensions", **query).ok()["rules"]
        return {each["body"]: [rule["rule"] for rule in each["rules"]] for each in rules}

    cambridge = [
        "On rare occasions the grades of other candidates may need to be investigated after an enquiry. If an enquiry is extended to them, "
        "any information about it is posted under Extensions. A centre cannot ask for an extension.",
        "Only the awarding body can start an extension. It costs nothing, and the centre cannot amend or cancel it. It does not count as "
        "the one clerical re-check or review of marking that the centre can ask for.",
    ]
    assert said() == {"Cambridge International": cambridge}  # NCFE's file says nothing about them
    assert said(awarding_body=CAMBRIDGE) == {"Cambridge International": cambridge}
    assert said(awarding_body=NCFE) == {}
    (first, second) = ncfe.centre("GET", "/api/extensions").ok()["rules"][0]["rules"]
    assert first["source"] == "Enquiries about results guide (International) 2022, Cambridge International, checked 21 November 2026"
    assert second["source"] == "Where the awarding body is silent, Results Desk, checked 21 November 2026 (our own rule)"


def test_an_associates_lists_are_narrowed_to_one_awarding_body(ncfe: NcfeDesk) -> None:
    at_ncfe, at_cambridge = asked_of_both(ncfe)
    for id in (at_ncfe, at_cambridge):
        through = read_enquiry(wiring.table(), id).model_copy(update={"associate": "meridian"})
        wiring.table().put(Put(put_enquiry(through).item, expect=None))
        wiring.table().put(put_associate_pointer(through, "meridian"))
    for number, body, at in (("INV-2206-000001", CAMBRIDGE, "2022-10-03 09:00"), ("INV-2511-000001", NCFE, "2026-03-19 09:00")):
        series = f"20{number[4:6]}-{number[6:8]}"
        issued, lines = invoice(
            number=number, body=body, id=invoice_id(body, number), series=series, payer="meridian", issued_at=london(at)
        )
        wiring.table().commit(put_invoice(issued, lines))

    def found(path: str, key: str, **query: str) -> list[str]:
        return [each["number" if key == "invoices" else "id"] for each in ncfe.associate("GET", path, **query).ok()[key]]

    bodies = (CAMBRIDGE, NCFE, "aqa")
    assert found("/enquiries", "enquiries") == [at_ncfe, at_cambridge]
    assert [found("/enquiries", "enquiries", awarding_body=body) for body in bodies] == [[at_cambridge], [at_ncfe], []]
    assert found("/enquiries", "enquiries", awarding_body=NCFE, status="rejected") == []
    assert found("/invoices", "invoices") == ["INV-2511-000001", "INV-2206-000001"]
    assert [found("/invoices", "invoices", awarding_body=body) for body in bodies] == [["INV-2206-000001"], ["INV-2511-000001"], []]


def asked_of_both(ncfe: NcfeDesk) -> tuple[str, str]:
    """Have Northfield ask NCFE and Cambridge. Return the ids of the two enquiries."""
    at_ncfe = ncfe.begun("CC", "CE1")
    ncfe.at("2022-08-22 09:00")
    at_cambridge = ncfe.received()
    ncfe.at("2026-03-20 11:00")
    return at_ncfe, at_cambridge


def test_a_centres_whole_number_brings_staff_all_that_the_centre_asked_of_their_body_and_nothing_of_another(ncfe: NcfeDesk) -> None:
    ended, open_one = ncfe.begun("ATS", "CE1"), ncfe.begun("CC", "CE2")
    ncfe.script(ended, "CE1")
    ncfe.at("2022-08-22 09:00")
    elsewhere = ncfe.received()  # Cambridge's
    ncfe.at("2026-03-20 11:00")

    def found(typed: str) -> set[str]:
        return {each["id"] for each in ncfe.staff("GET", "/queue", stage="all", typed=typed).ok()["enquiries"]}

    assert found("") == {open_one}
    assert found("NC10101") == found("nc10101 amina") == {ended, open_one}
    assert found("ZZ101") == set(), "the number that it has at Cambridge"
    cambridge = ncfe.staff("GET", "/queue", stage="all", typed="ZZ101", by="caseworker").ok()["enquiries"]
    assert [each["id"] for each in cambridge] == [elsewhere]


def test_a_number_that_a_centre_has_at_two_bodies_brings_staff_only_what_was_asked_of_theirs(ncfe: NcfeDesk) -> None:
    for each in put_organisation_and_numbers(organisation(centres={CAMBRIDGE: "ZZ101", NCFE: "ZZ101"})):
        wiring.table().put(Put(each.item, expect=None))
    mine = ncfe.begun("CC", "CE1")
    ncfe.at("2022-08-22 09:00")
    elsewhere = ncfe.received()
    ncfe.at("2026-03-20 11:00")

    def found(by: str) -> list[str]:
        return [each["id"] for each in ncfe.staff("GET", "/queue", stage="all", typed="ZZ101", by=by).ok()["enquiries"]]

    assert (found(MAKER), found("caseworker")) == ([mine], [elsewhere])


def test_the_corrected_address_of_a_centre_of_two_bodies_is_told_by_the_desk_with_whom_to_ask_at_both(ncfe: NcfeDesk) -> None:
    ncfe.centre("PUT", "/api/centre", {"contact_email": "new@northfield.example", "version": 1}).ok()
    ncfe.follow()
    mails = [each for each in ncfe.mails() if each["subject"].startswith("Your centre’s e-mail address")]
    assert len(mails) == 2
    for each in mails:
        assert each["text"].splitlines()[0] == "Results Desk"
        assert "Centre:     ZZ101, NC10101 Northfield School" in each["text"]
        assert "Questions: info@cambridgeinternational.org, NCFE Customer Support" in each["text"]
