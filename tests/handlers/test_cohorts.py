"""Service 5: the re-moderation of what a centre assessed, about everybody in the original sample."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from functions import wiring
from functions.adapters import keys
from functions.adapters.items import model_in
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.catalogue.services import Moderation, ModerationFinding
from functions.domain.register.cards import CentreSyllabus, Cohort, Origin
from tests import builders
from tests.builders import CAMBRIDGE, service, with_service
from tests.documents.reading import text
from tests.handlers.desk import HARBOUR, HEAD, SUPERVISOR, Desk, Reply, content
from tests.words import says

CENTRE = "exams@northfield.example"
COHORT: dict[str, Any] = {"service": "5", "syllabus": "0500", "components": ("03",), "candidates": ()}
COMMIT = "TransactWriteItems"


def ask(desk: Desk, id: str | None = None, **changes: Any) -> Reply:
    return desk.submit(id, **{**COHORT, **changes})


def acknowledged(desk: Desk) -> str:
    id: str = ask(desk).ok()["submission"]["enquiries"][0]["id"]
    desk.follow()
    desk.acknowledge(id)
    return id


def outcome(desk: Desk, id: str) -> Reply:
    """Record that nobody's results change, and issue an outcome letter that was written by hand."""
    desk.moderate(id).ok()
    document = desk.by_hand(id, "OutLetter")
    return desk.staff("POST", f"/enquiries/{id}/outcome", {"version": desk.case(id)["version"], "document": document})


def cohort() -> Cohort | None:
    item = wiring.table().get(keys.cohort(CentreSyllabus(CAMBRIDGE, "2022-06", "northfield", "0500"), "03"))
    return model_in(Cohort, item) if item else None


# --- asking


@pytest.mark.proves("CI-22", "CI-33")
def test_it_is_one_enquiry_about_all_with_one_number_and_one_fee(desk: Desk) -> None:
    draft = str(uuid.uuid4())
    checked = desk.centre("POST", f"/api/drafts/{draft}/check", {"content": content(**COHORT)}).ok()
    assert {each["term"]: each["value"] for each in checked["summary"]}["Candidates"] == "All"
    assert checked["fee"]["total"] == {"amount": "210.00", "currency": "GBP"}
    made = ask(desk, draft).ok()["submission"]
    (one,) = made["enquiries"]
    assert (one["subject"]["label"], one["subject"]["candidates"], one["status"]) == ("All", [], "submitted")
    desk.follow()
    (row,) = desk.centre("GET", "/api/enquiries", series="2022-06").ok()["enquiries"]
    assert (row["subject"]["kind"], row["subject"]["label"], row["number"]) == ("cohort", "All", "2206-000001")
    shown = desk.enquiry(one["id"])
    assert shown["fee"]["money"] == {"amount": "210.00", "currency": "GBP"}
    assert shown["subject"]["candidates"] == []
    assert "All in the original sample" in text(desk.file(f"receipts/{made['id']}.pdf") or b"")


@pytest.mark.proves("CI-09", "BY-02")
def test_individual_candidates_cannot_be_chosen(desk: Desk) -> None:
    before = desk.items()
    reply = ask(desk, candidates=("0713",))
    assert (reply.status, reply.codes) == (422, ["no_individuals"])
    assert "only the work in the original sample" in reply.body["errors"][0]["rule"]
    assert desk.items() == before


@pytest.mark.proves("CI-09", "BY-02")
def test_what_the_body_assessed_is_not_re_moderated(desk: Desk) -> None:
    reply = ask(desk, components=("12",))
    assert (reply.status, reply.codes) == (422, ["component_assessor"])


@pytest.mark.proves("BY-02")
def test_a_component_that_was_asked_about_is_refused_with_the_reference_until_that_is_cancelled(desk: Desk) -> None:
    made = ask(desk).ok()["submission"]
    desk.follow()
    before = desk.items()
    again = ask(desk)
    assert (again.status, again.codes) == (422, ["already_enquired_cohort"])
    assert made["reference"] in again.body["errors"][0]["message"]
    assert desk.items() == before
    desk.put(builders.card(syllabus="0500", organisation="harbour", version=1))
    assert ask(desk, by=HARBOUR, contact_email="exams@harbour.example").status == 200, "another centre's is another cohort"
    id = made["enquiries"][0]["id"]
    desk.centre("POST", f"/api/enquiries/{id}/cancel", {"version": desk.enquiry(id)["version"]}).ok()
    assert ask(desk).status == 200


@pytest.mark.proves("BY-09")
def test_of_two_drafts_submitted_at_once_one_is_taken_and_the_other_told(desk: Desk) -> None:
    desk.network.first(COMMIT, lambda: ask(desk).ok())
    late = ask(desk)
    assert (late.status, late.codes) == (422, ["already_enquired_cohort"])
    found = cohort()
    assert found
    assert len(found.claims) == 1


@pytest.mark.proves("CI-08")
def test_it_stands_beside_an_enquiry_about_a_candidate(desk: Desk) -> None:
    ask(desk).ok()
    asked = desk.submitted(syllabus="0500", components=("12",))
    assert asked["enquiries"][0]["status"] == "submitted", "it waits for nothing"


# --- its end


@pytest.mark.proves("CI-26")
@pytest.mark.parametrize("first", ["outcome", "report"])
def test_it_is_completed_when_outcome_and_report_are_up_in_either_order(desk: Desk, first: str) -> None:
    id = acknowledged(desk)
    deeds = [outcome, lambda desk, id: desk.report(id)]
    for deed, then in zip(deeds if first == "outcome" else deeds[::-1], ("acknowledged", "completed"), strict=True):
        assert deed(desk, id).ok()["enquiry"]["status"] == then
    found = cohort()
    assert found
    assert [each.open for each in found.claims] == [False]
    assert ask(desk).codes == ["already_enquired_cohort"], "it was asked for, whatever its state"


@pytest.mark.proves("CI-14", "CI-24")
def test_letters_say_all_and_the_centre_is_told_of_each_document(desk: Desk) -> None:
    id = acknowledged(desk)
    letter = desk.enquiry(id)["documents"][0]
    assert "All in the original sample" in text(desk.file(f"documents/{id}/{letter['id']}.pdf") or b"")
    outcome(desk, id).ok()
    desk.report(id).ok()
    desk.follow()
    shown = desk.enquiry(id)
    assert [(each["name"], each["state"]) for each in shown["documents"]] == [
        ("AckLetter.pdf", "issued"), ("OutLetter.pdf", "issued"), ("Rpt.pdf", "issued")
    ]  # fmt: skip
    for each in shown["documents"]:
        assert desk.centre("POST", f"/api/enquiries/{id}/documents/{each['id']}/link", {}).ok()["name"] == each["name"]
    assert [each["subject"].split(":")[0] for each in desk.mails(CENTRE)][1:] == [
        "Acknowledgement letter ready", "Outcome letter ready", "Report ready"
    ]  # fmt: skip


@pytest.mark.proves("CI-42")
def test_no_outcome_letter_goes_out_before_the_outcome_is_recorded_not_even_one_written_by_hand(desk: Desk) -> None:
    id = acknowledged(desk)
    assert desk.staff("POST", f"/enquiries/{id}/letters/outcome").codes == ["moderation_missing"]
    document = desk.by_hand(id, "OutLetter")
    refused = desk.staff("POST", f"/enquiries/{id}/outcome", {"version": desk.case(id)["version"], "document": document})
    assert refused.codes == ["moderation_missing"]
    assert desk.mark(id).codes == ["status_forbids"], "marks are for one candidate"


@pytest.mark.proves("CI-34")
def test_the_report_is_refused_while_other_enquiries_about_candidates_of_the_group_are_open(desk: Desk) -> None:
    other = desk.received(syllabus="0500", components=("12",))
    id = acknowledged(desk)
    outcome(desk, id).ok()
    document = desk.by_hand(id, "Rpt")
    before = desk.items()
    refused = desk.issue_script(id, document)
    assert (refused.status, refused.codes) == (422, ["report_waits"])
    error = refused.body["errors"][0]
    assert "0713" in error["message"]
    assert error["rule"] == "Any other enquiry about a candidate in the group must be finished before the report is produced."
    assert error["source"] == builders.GUIDE
    assert desk.items() == before
    desk.completed(other)
    assert desk.issue_script(id, document).ok()["enquiry"]["status"] == "completed"


@pytest.mark.proves("CI-34")
def test_a_cancelled_enquiry_or_one_in_another_syllabus_does_not_hold_the_report_up(desk: Desk) -> None:
    other = desk.received(syllabus="0500", components=("12",))
    desk.received()  # 0580
    id = acknowledged(desk)
    desk.centre("POST", f"/api/enquiries/{other}/cancel", {"version": desk.enquiry(other)["version"]}).ok()
    desk.report(id).ok()


# --- what it changes (CI-42)


def sample(desk: Desk) -> None:
    """Three candidates of Northfield in the coursework of 0500."""
    for number, name, mark, grade in (("0713", "Amina Osei", 54, "B"), ("0714", "Ben Li", 40, "C"), ("0715", "Cara Diaz", 33, "D")):
        results = (builders.result("03", mark, Origin.MODERATION), builders.result("12", 40))
        desk.put(builders.card(number, name=name, syllabus="0500", grade=grade, results=results, version=1))


def to(candidate: str, mark: int, grade: str = "") -> dict[str, Any]:
    return {"candidate": candidate, "marks": [{"component": "03", "mark_after": mark}], "grade_after": grade}


def moderated(desk: Desk, *candidates: dict[str, Any]) -> str:
    """A re-moderation whose outcome is recorded. Return its id."""
    sample(desk)
    id = acknowledged(desk)
    desk.moderate(id, *candidates, explanation="The centre was too severe with the written work.").ok()
    return id


@pytest.mark.proves("CI-42")
def test_staff_have_a_table_that_starts_from_the_current_results_and_record_whom_it_changes(desk: Desk) -> None:
    sample(desk)
    id = acknowledged(desk)
    table = desk.case(id)["cohort_table"]
    assert [(each["number"], each["name"], each["marks"], each["grade"], each["open_enquiry"]) for each in table] == [
        ("0713", "Amina Osei", [{"code": "03", "mark": 54}], "B", None),
        ("0714", "Ben Li", [{"code": "03", "mark": 40}], "C", None),
        ("0715", "Cara Diaz", [{"code": "03", "mark": 33}], "D", None),
    ]
    recorded = desk.moderate(id, to("0714", 46, "B"), to("0713", 54, "B")).ok()["enquiry"]
    assert recorded["cohort"]["text"] == "The results of 1 of 3 candidates change. Everybody else keeps their marks and grade."
    assert recorded["cohort"]["changed"] == [
        {
            "number": "0714", "name": "Ben Li", "grade_before": "C", "grade_after": "B",
            "marks": [{"code": "03", "title": "Coursework portfolio", "before": 40, "after": 46}],
        }
    ]  # fmt: skip
    (said,) = [each for each in recorded["history"] if each["code"] == "moderated"]
    assert (said["what"], said["why"]) == ("Outcome for the cohort recorded", "1 of 3 candidates changes")
    assert desk.centre("GET", f"/api/enquiries/{id}").ok()["enquiry"]["cohort"] is None, "nothing reaches the centre before the letter"
    assert "moderated" not in {each["code"] for each in desk.enquiry(id)["history"]}


@pytest.mark.proves("CI-42", "BY-07")
def test_a_colleague_who_recorded_first_is_not_overwritten(desk: Desk) -> None:
    id = moderated(desk, to("0714", 46, "B"))
    stale = {"version": desk.case(id)["version"] - 1, "explanation": "Otherwise.", "candidates": []}
    late = desk.staff("POST", f"/enquiries/{id}/moderation", stale)
    assert (late.status, late.codes) == (409, ["changed_meanwhile"])
    assert len(desk.case(id)["cohort"]["changed"]) == 1


@pytest.mark.proves("CI-42", "CI-16", "CI-25")
def test_letter_waiver_statements_the_centres_page_and_the_next_enquiry_follow_from_it(desk: Desk) -> None:
    id = moderated(desk, to("0714", 46, "B"), to("0715", 35))
    looked = desk.preview(id, "outcome")
    letter = " ".join(text(desk.file(f"previews/{id}/OutLetter-{looked['version']}.pdf") or b"").split())
    for words in (
        "What the re-moderation found", "The results of 2 of 3 candidates change.", "The centre was too severe with the written work.",
        "0714 Ben Li 03: 40 to 46 C to B", "0715 Cara Diaz 03: 33 to 35 D", "No charge: the syllabus grade of at least one candidate changed.",
        "an updated printed statement of results",
    ):  # fmt: skip
        assert words in letter, words
    assert "You must submit all the components of a candidate" not in letter
    assert not says(letter, "0713")
    desk.decide(id)
    desk.report(id).ok()
    desk.follow()
    shown = desk.enquiry(id)
    assert (shown["status"], shown["fee"]["status"], shown["outcome"]["changed"]) == ("completed", "waived", 2)
    statements = [each for each in shown["documents"] if each["kind"] == "Statement"]
    assert [(each["name"], each["kind_text"]) for each in statements] == [
        ("Statement-0714.pdf", "Updated statement of results, 0714 Ben Li")
    ]
    assert desk.centre("POST", f"/api/enquiries/{id}/documents/{statements[0]['id']}/link", {}).status == 200
    paper = text(desk.file(f"documents/{id}/{statements[0]['id']}.pdf") or b"")
    assert "Ben Li" in paper
    assert "Changed from C" in paper
    assert [each["subject"].split(":")[0] for each in desk.mails(CENTRE)][-1] == "Updated statement of results"
    (line,) = desk.staff("GET", "/statements").ok()["statements"]
    assert (line["subject"]["label"], line["statement"]["id"]) == ("0714 Ben Li", f"{id}.0714")
    assert desk.staff("POST", "/statements/sent", {"enquiries": [f"{id}.0714"]}).left_out == {}
    assert [each["statement"]["id"] for each in desk.staff("GET", "/statements", stage="sent").ok()["statements"]] == [f"{id}.0714"]
    assert desk.staff("GET", "/statements").ok()["statements"] == []
    entry = desk.centre("GET", "/api/candidates", typed="0714", series="2022-06").ok()["entries"][0]
    assert (entry["grade"], entry["current_grade"]) == ("C", "B")
    assert [(each["code"], each["mark"], each["current_mark"]) for each in entry["components"]] == [("03", 40, 46), ("12", 40, 40)]
    assert [each["id"] for each in entry["enquiries"]] == [id]
    chosen = desk.centre("GET", "/api/register", series="2022-06", syllabus="0500", service="2", components="12").ok()["candidates"]
    assert [(each["number"], each["grade"]) for each in chosen] == [("0713", "B"), ("0714", "B"), ("0715", "D")]
    later = desk.submitted(syllabus="0500", components=("12",), candidates=("0714",))["enquiries"][0]["id"]
    assert desk.enquiry(later)["grade_before"] == "B", "the next enquiry begins from what this one left"


@pytest.mark.proves("CI-42", "CI-16")
def test_where_no_grade_changes_the_fee_is_charged_and_no_statement_is_made(desk: Desk) -> None:
    id = moderated(desk, to("0715", 35))
    desk.decide(id)
    desk.report(id).ok()
    desk.follow()
    shown = desk.enquiry(id)
    assert (shown["fee"]["status"], shown["fee"]["text"]) == ("due", "The fee is charged: no candidate’s syllabus grade changed.")
    assert [each["kind"] for each in shown["documents"]] == ["AckLetter", "OutLetter", "Rpt"]
    assert desk.staff("GET", "/statements").ok()["statements"] == []


@pytest.mark.proves("CI-42")
def test_an_import_since_the_record_keeps_the_letter_back_until_it_is_recorded_anew(desk: Desk) -> None:
    id = moderated(desk, to("0714", 46, "B"))
    head = "centre,candidate,name,syllabus,component,mark,origin,grade\n"
    rows = "ZZ101,0714,Ben Li,0500,03,44,moderation,C\nZZ101,0714,Ben Li,0500,12,40,exam,C\n"
    desk.staff("POST", "/register", {"series": "2022-06", "csv": head + rows}).ok()
    assert desk.staff("POST", f"/enquiries/{id}/letters/outcome").codes == ["moderation_outdated"]
    assert desk.case(id)["cohort"]["changed"][0]["marks"][0]["before"] == 40, "what was recorded stays as it was recorded"
    desk.moderate(id, to("0714", 46, "B")).ok()
    desk.decide(id)


@pytest.mark.proves("CI-42")
def test_a_candidate_with_an_open_enquiry_cannot_be_changed_before_it_is_finished(desk: Desk) -> None:
    sample(desk)
    other = desk.received(syllabus="0500", components=("12",), candidates=("0714",))
    id = acknowledged(desk)
    refused = desk.moderate(id, to("0714", 46, "B"))
    assert refused.codes == ["candidate_still_open"]
    assert refused.body["errors"][0]["rule"].endswith("An open enquiry about a candidate must be finished first.")
    desk.completed(other)
    assert desk.moderate(id, to("0714", 46, "B")).status == 200


# --- on appeal


def appealed(desk: Desk, id: str) -> str:
    """An acknowledged appeal of the Head's against the outcome about the cohort; its id."""
    told = {"grounds": "The sample was too small.", "attempt": 0, "declarations": ["appeal-signed", "appeal-consent"]}
    made: str = desk.centre("POST", f"/api/enquiries/{id}/appeal", told, by=HEAD).ok()["submission"]["enquiries"][0]["id"]
    desk.follow()
    desk.acknowledge(made)
    return made


def decide(desk: Desk, appeal: str, decision: str, *candidates: dict[str, Any]) -> Reply:
    told = {"version": desk.case(appeal)["version"], "decision": decision, "reasons": "A larger sample shows it.", "candidates": candidates}
    return desk.staff("POST", f"/enquiries/{appeal}/decision", told, by=SUPERVISOR)


@pytest.mark.proves("CI-31", "CI-42", "CI-25")
def test_an_appeal_against_it_names_whose_results_change_and_letter_waiver_statements_and_current_results_follow(desk: Desk) -> None:
    id = moderated(desk, to("0714", 46, "B"))
    desk.decide(id)
    desk.report(id).ok()
    desk.follow()
    appeal = appealed(desk, id)
    table = desk.case(appeal)["cohort_table"]
    assert [(each["number"], each["marks"][0]["mark"], each["grade"]) for each in table] == [
        ("0713", 54, "B"), ("0714", 46, "B"), ("0715", 33, "D"),
    ], "the table starts from what the re-moderation left"  # fmt: skip
    assert decide(desk, appeal, "not_allowed", to("0715", 41, "C")).codes == ["results_stay"]
    recorded = decide(desk, appeal, "allowed", to("0715", 41, "C")).ok()["enquiry"]
    (said,) = [each for each in recorded["history"] if each["code"] == "decided"]
    assert said["why"] == "1 of 3 candidates changes"
    assert desk.enquiry(appeal)["cohort"] is None, "nothing reaches the centre before the letter"
    looked = desk.preview(appeal, "outcome")
    letter = " ".join(text(desk.file(f"previews/{appeal}/OutLetter-{looked['version']}.pdf") or b"").split())
    for words in (
        "Decision on your stage 1 appeal", "The appeal is allowed", "A larger sample shows it.",
        "Results The results of 1 of 3 candidates change. Everybody else keeps their marks and grade.", "0715 Cara Diaz 03: 33 to 41 D to C",
        "No charge: the syllabus grade of at least one candidate changed.", "an updated printed statement of results",
    ):  # fmt: skip
        assert words in letter, words
    sent = {"version": looked["version"], "sha256": looked["sha256"]}
    desk.staff("POST", f"/enquiries/{appeal}/outcome", sent, by=SUPERVISOR).ok()
    desk.follow()
    shown = desk.enquiry(appeal)
    assert (shown["status"], shown["fee"]["status"], shown["cohort"]["changed"][0]["number"]) == ("completed", "waived", "0715")
    assert shown["outcome"]["text"].startswith("The appeal is allowed. The results of 1 of 3 candidates change.")
    assert [each["name"] for each in shown["documents"] if each["kind"] == "Statement"] == ["Statement-0715.pdf"]
    entry = desk.centre("GET", "/api/candidates", typed="0715", series="2022-06").ok()["entries"][0]
    assert (entry["grade"], entry["current_grade"], entry["components"][0]["current_mark"]) == ("D", "C", 41)
    assert [each["service_title"] for each in entry["enquiries"]] == ["Stage 1 appeal"]
    later = desk.submitted(syllabus="0500", components=("12",), candidates=("0715",))["enquiries"][0]["id"]
    assert desk.enquiry(later)["grade_before"] == "C", "the next enquiry begins from what the appeal left"


@pytest.mark.proves("CI-31", "CI-16")
def test_an_appeal_against_it_that_changes_nobodys_results_is_charged_and_the_letter_says_so(desk: Desk) -> None:
    id = moderated(desk)
    desk.decide(id)
    desk.report(id).ok()
    appeal = appealed(desk, id)
    decide(desk, appeal, "not_allowed").ok()
    looked = desk.preview(appeal, "outcome")
    letter = " ".join(text(desk.file(f"previews/{appeal}/OutLetter-{looked['version']}.pdf") or b"").split())
    for words in (
        "The appeal is not allowed",
        "No candidate’s mark or grade changes.",
        "The fee is charged: no candidate’s syllabus grade changed.",
    ):
        assert words in letter, words


@pytest.mark.proves("CI-31")
def test_an_import_since_the_decision_keeps_its_letter_back(desk: Desk) -> None:
    id = moderated(desk)
    desk.decide(id)
    desk.report(id).ok()
    appeal = appealed(desk, id)
    decide(desk, appeal, "allowed", to("0715", 41, "C")).ok()
    head = "centre,candidate,name,syllabus,component,mark,origin,grade\n"
    rows = "ZZ101,0715,Cara Diaz,0500,03,30,moderation,D\nZZ101,0715,Cara Diaz,0500,12,40,exam,D\n"
    desk.staff("POST", "/register", {"series": "2022-06", "csv": head + rows}).ok()
    assert desk.staff("POST", f"/enquiries/{appeal}/letters/outcome").codes == ["moderation_outdated"]


@pytest.mark.proves("NC-05", "NC-07")
def test_a_body_that_names_the_outcomes_has_them_on_form_letter_and_page_and_gives_no_feedback(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    findings = (
        ModerationFinding(id="no_change", text="No change to the original moderation decision", marks="stay"),
        ModerationFinding(id="reinstated", text="Reinstatement of the centre’s marks", marks="reinstated"),
    )
    catalogue = Catalogue(bodies={CAMBRIDGE: with_service("5", moderation=Moderation(findings=findings, feedback=False))})
    monkeypatch.setattr(wiring, "catalogue", lambda: catalogue)
    sample(desk)
    id = acknowledged(desk)
    assert [each["id"] for each in desk.case(id)["moderation"]["findings"]] == ["no_change", "reinstated"]
    version = desk.case(id)["version"]
    record = {"version": version, "finding": "no_change", "candidates": [to("0714", 46, "B")]}
    refused = desk.staff("POST", f"/enquiries/{id}/moderation", record)
    assert (refused.status, refused.codes) == (422, ["moderation_stays"])
    desk.staff("POST", f"/enquiries/{id}/moderation", record | {"finding": "reinstated"}).ok()
    looked = desk.preview(id, "outcome")
    letter = " ".join(text(desk.file(f"previews/{id}/OutLetter-{looked['version']}.pdf") or b"").split())
    assert "Reinstatement of the centre’s marks. The results of 1 of 3 candidates change." in letter
    assert desk.enquiry(id)["cohort"] is None
    desk.decide(id)
    shown = desk.enquiry(id)["cohort"]
    assert (shown["finding_text"], shown["explanation"]) == ("Reinstatement of the centre’s marks", "")


@pytest.mark.proves("NC-05")
def test_a_body_that_reviews_only_what_it_adjusted_refuses_where_the_centres_marks_were_all_accepted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed = service("5").availability.model_copy(update={"adjusted_only": True})
    catalogue = Catalogue(bodies={CAMBRIDGE: with_service("5", availability=allowed)})
    monkeypatch.setattr(wiring, "catalogue", lambda: catalogue)
    for number in ("0713", "0714"):
        desk.put(builders.card(number, syllabus="0500", results=(builders.result("03", 54, Origin.CENTRE),), version=1))
    refused = ask(desk)
    assert (refused.status, refused.codes) == (422, ["marks_accepted"])
    (error,) = refused.body["errors"]
    assert error["message"].startswith("In component 03 your centre’s marks were all accepted as they were")
    assert error["rule"] == "Not available where all of the centre’s marks were accepted as final marks."
    assert cohort() is None, "nothing is claimed"
    desk.put(builders.card("0714", syllabus="0500", results=(builders.result("03", 54, Origin.MODERATION),), version=1))
    assert ask(desk).status == 200, "one adjusted mark is enough"
