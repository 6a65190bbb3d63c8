"""Staff record what a re-moderation changes for each candidate, from a table that starts from the current results (CI-42)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring, scan
from tests.running_desk import CASEWORKER, HEAD, OFFICER, SUPERVISOR, RunningDesk, eventually

pytestmark = pytest.mark.browser


@pytest.mark.proves("CI-42", "CI-25", "CI-16")
def test_staff_change_two_candidates_of_a_cohort_and_letter_waiver_statement_and_the_centres_page_follow(
    visit: Visit, at_desk: Enquiring
) -> None:
    (enquiry,) = at_desk.received(service="5", syllabus="0520", components=["03"])
    id = enquiry["id"]
    at_desk.acknowledge(id)
    staff = visit(CASEWORKER)
    page = staff.open(f"/staff/enquiry/?id={id}")
    form = page.locator("#moderation-form")
    rows = form.locator("tbody tr")
    expect(rows).to_have_count(7)
    expect(form.locator("[data-part=cohort-status]")).to_have_text("7 candidates. No results change.")
    expect(page.get_by_role("heading", name="Outcome letter")).to_be_hidden()  # nothing is recorded yet
    first, second = (rows.nth(place).get_attribute("data-number") or "" for place in (0, 1))
    before = int(rows.nth(0).locator("[data-mark]").input_value())
    mark = form.get_by_label(re.compile(f"Mark after, component 03, candidate {first} "))
    mark.fill("41")
    grade = form.get_by_label(re.compile(f"Grade after, candidate {first} "))
    other = "A" if "A" not in grade.locator("option").first.inner_text() else "B"
    was = grade.locator("option").first.inner_text()
    grade.select_option(other)
    expect(rows.nth(0).locator("output")).to_have_text(f"03: {before} → 41; Grade {was} → {other}")
    expect(form.locator("[data-part=moderation-fee]")).to_have_text("The syllabus grade of 1 candidate changes: no fee is charged.")
    staff.inspect("A re-moderation is filled in")
    page.reload()
    staff.settled()
    expect(mark, "what was typed is kept in the tab").to_have_value("41")
    form.get_by_role("button", name="Record the outcome").click()
    summary = page.locator("#error-summary")
    expect(summary).to_contain_text(f"The mark of candidate {first} for component 03 must be between 0 and 40.")
    expect(summary).to_contain_text("Say what the re-moderation found, in words meant for the centre.")
    staff.inspect("A re-moderation with problems")
    staff.picture("moderation-problems")
    summary.get_by_role("link", name=re.compile("must be between 0 and 40")).click()
    expect(mark).to_be_focused()
    mark.fill("40")
    form.get_by_label("What the re-moderation found").fill("The centre was too severe with spontaneous answers.")
    form.get_by_label("Find a candidate").fill(second)
    expect(rows.filter(visible=True)).to_have_count(1)
    form.get_by_label(re.compile(f"Mark after, component 03, candidate {second} ")).fill("1")
    form.get_by_label("Find a candidate").fill("")
    form.get_by_label("Only candidates whose results change").check()
    expect(rows.filter(visible=True)).to_have_count(2)
    staff.picture("moderation")
    form.get_by_role("button", name="Record the outcome").click()
    expect(page.locator("[data-part=message]")).to_contain_text("The outcome of the re-moderation is recorded.")
    shown = page.locator("[data-part=cohort]")
    expect(shown).to_contain_text("The results of 2 of 7 candidates change.")
    at_desk.decide(id)
    at_desk.issue_script(id, at_desk.bring(id, None, scan("the report"), kind="Rpt"))

    centre = visit(OFFICER)
    page = centre.open(f"/desk/enquiry/?id={id}")
    outcome = page.locator("[data-part=cohort]")
    expect(outcome).to_contain_text("The centre was too severe with spontaneous answers.")
    expect(outcome.get_by_role("row").filter(has_text=first)).to_contain_text(f"{was} → {other}")
    expect(page.locator("[data-part=fee]")).to_contain_text("No charge: the syllabus grade of at least one candidate changed.")
    centre.inspect("The outcome of a re-moderation")
    centre.picture("moderation-centre")
    page = centre.open(f"/desk/candidate/?body=cambridge-international&series=2022-06#~{first}")
    expect(page.locator("section.card").filter(has_text="0520")).to_contain_text(f"{was} → {other}")
    centre.picture("moderation-candidate")
    page = visit(CASEWORKER, width=360).open(f"/staff/enquiry/?id={id}")
    expect(page.locator("[data-part=cohort]")).to_contain_text("40")


@pytest.mark.proves("CI-31", "CI-42")
def test_staff_decide_an_appeal_about_a_cohort_and_say_whose_results_change(
    visit: Visit, at_desk: Enquiring, running_desk: RunningDesk
) -> None:
    (enquiry,) = at_desk.received(service="5", syllabus="0500", components=["03"])
    id = enquiry["id"]
    at_desk.acknowledge(id)
    with running_desk.as_(CASEWORKER) as staff:
        told = {"version": at_desk.case(id)["version"], "explanation": "The centre’s marks stand.", "candidates": []}
        staff.post(f"/api/staff/enquiries/{id}/moderation", json=told).raise_for_status()
    at_desk.decide(id)
    at_desk.issue_script(id, at_desk.bring(id, None, scan("the report"), kind="Rpt"))
    with running_desk.as_(HEAD) as head:
        sent = {"grounds": "The sample was too small.", "attempt": 0, "declarations": ["appeal-signed", "appeal-consent"]}
        (appeal,) = head.post(f"/api/enquiries/{id}/appeal", json=sent).raise_for_status().json()["submission"]["enquiries"]
    eventually(lambda: at_desk.enquiry(appeal["id"])["number"])
    at_desk.acknowledge(appeal["id"])

    supervisor = visit(SUPERVISOR)
    page = supervisor.open(f"/staff/enquiry/?id={appeal['id']}")
    form = page.locator("#decision-form")
    table = form.locator("[data-module=cohort-table]")
    expect(table).to_be_hidden()
    form.get_by_label("The appeal is allowed", exact=True).check()
    rows = table.locator("tbody tr")
    first = rows.nth(0).get_attribute("data-number") or ""
    mark = form.get_by_label(re.compile(f"Mark after, component 03, candidate {first} "))
    mark.fill("81")
    grade = form.get_by_label(re.compile(f"Grade after, candidate {first} "))
    was = grade.locator("option").first.inner_text()
    other = "A" if was != "A" else "B"
    grade.select_option(other)
    expect(page.locator("[data-part=decision-said]")).to_have_text("The syllabus grade of 1 candidate changes: no fee is charged.")
    supervisor.inspect("An appeal about a cohort is decided")
    form.get_by_role("button", name="Record the decision").click()
    summary = page.locator("#error-summary")
    expect(summary).to_contain_text(f"The mark of candidate {first} for component 03 must be between 0 and 80.")
    summary.get_by_role("link", name=re.compile("must be between 0 and 80")).click()
    expect(mark).to_be_focused()
    mark.fill("79")
    form.get_by_label("Reasons").fill("A larger sample shows it.")
    form.get_by_label("The appeal is not allowed").check()
    expect(table).to_be_hidden()
    expect(page.locator("[data-part=decision-said]")).to_have_text("No syllabus grade changes: the fee is charged.")
    form.get_by_label("The appeal is allowed", exact=True).check()
    expect(mark, "what was filled in comes back with the table").to_have_value("79")
    form.get_by_role("button", name="Record the decision").click()
    expect(page.locator("[data-part=message]")).to_contain_text("The decision is recorded.")
    expect(page.locator("[data-part=cohort]")).to_contain_text(f"{was} → {other}")
    supervisor.inspect("An appeal about a cohort is recorded")
