"""A centre imports results and grade boundaries of a body with its own portal, finds its candidates, and sees one page for each over all bodies."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.running_desk import CASEWORKER, HEAD, OFFICER, STAFF

pytestmark = pytest.mark.browser
NCFE_STAFF = "casework@ncfe.example"
HEADER = "centre,candidate,name,syllabus,component,mark,origin,grade,uln"
RESULTS = f"""{HEADER}
10101,0899,Nadia Brzęk,1MA1,1MA1/1H,55,exam,5,4000020899
10101,0899,Nadia Brzęk,1MA1,1MA1/2H,37,exam,5,4000020899
"""
BOUNDARIES = """syllabus,component,components,grade,boundary
1MA1,1MA1/1H,,6,60
1MA1,1MA1/1H,,5,52
1MA1,,1MA1/1H+1MA1/2H,6,110
1MA1,,1MA1/1H+1MA1/2H,5,92
"""


@pytest.mark.proves("BY-28")
def test_an_exams_officer_imports_results_and_boundaries_and_sees_how_far_each_mark_is_from_the_next_grade(visit: Visit) -> None:
    centre = visit(OFFICER)
    page = centre.open("/desk/candidates/?body=pearson&series=2022-06&syllabus=1MA1")
    page.get_by_role("link", name="Import results").click()
    centre.settled()
    body = page.get_by_label("Awarding body")
    expect(body.locator("option")).to_have_text(["AQA", "OCR", "Pearson"])
    body.select_option("pearson")
    expect(page.locator("[data-part=further-list] code")).to_have_text(["uci", "uln"])
    expect(page.locator("[data-part=own-number]")).to_have_text("10101")
    centre.inspect("import of a centre's results, empty")
    centre.picture("import-results")

    page.get_by_label("Series").select_option("2022-06")
    page.get_by_label("Lines of the file").fill(
        RESULTS.replace("10101,0899,Nadia Brzęk,1MA1,1MA1/2H", "20202,0899,Nadia Brzęk,1MA1,1MA1/2H")
    )
    page.get_by_role("button", name="Check and preview").click()
    expect(page.locator("[data-part=errors]")).to_contain_text("you import the results of your own centre, 10101")
    centre.inspect("import of a centre's results, faults")
    page.get_by_label("Lines of the file").fill(RESULTS)
    page.get_by_role("button", name="Check and preview").click()
    preview = page.get_by_role("region", name="What this import will do")
    expect(preview).to_be_focused()
    expect(preview.get_by_role("row").filter(has_text="0899 Nadia Brzęk")).to_have_count(1)
    preview.get_by_role("button", name="Import").click()
    expect(page.locator("[data-part=message]")).to_contain_text("2 rows of results are in. 1 entry added, 0 changed, 0 results removed.")

    page.get_by_role("radio", name="Grade boundaries").check()
    page.get_by_label("Lines of the file").fill(BOUNDARIES)
    page.get_by_role("button", name="Check and preview").click()
    expect(page.locator("#error-summary")).to_contain_text("Say where these grade boundaries are published")
    centre.inspect("import of grade boundaries, no source")
    page.get_by_label("Where are they published?").fill("Grade boundaries June 2022, Pearson")
    page.get_by_role("button", name="Check and preview").click()
    expect(preview.get_by_role("row").filter(has_text="Syllabus (1MA1/1H+1MA1/2H)")).to_contain_text("6 from 110, 5 from 92")
    centre.inspect("import of grade boundaries, preview")
    centre.picture("import-boundaries-preview")
    preview.get_by_role("button", name="Import").click()
    expect(page.locator("[data-part=message]")).to_contain_text("4 rows of grade boundaries are in. 2 sets of boundaries added")

    page.get_by_role("navigation", name="Desk").get_by_role("link", name="Candidates").click()
    centre.settled()
    page.get_by_label("Series").select_option("pearson/2022-06")
    page.get_by_label("Syllabus").select_option("1MA1")
    nadia = page.get_by_role("region", name="Candidates").get_by_role("row").filter(has_text="Nadia Brzęk")
    expect(nadia).to_contain_text("5 marks below the boundary of 6 (60), 3 marks above that of 5 (52)")
    expect(nadia).to_contain_text("Total: 9218 marks below the boundary of 6 (110), on that of 5 (92)")
    expect(page.locator("[data-part=source]")).to_contain_text("Grade boundaries June 2022, Pearson, imported by your centre on")
    expect(page.locator("[data-part=source]")).to_contain_text("is information, not advice")
    centre.inspect("candidates of a syllabus")
    centre.picture("candidates")
    for width, line in ((1280, True), (360, False)):
        page.set_viewport_size({"width": width, "height": 900})
        mark = nadia.locator(".mark-line").filter(has_text="below the boundary of").first
        figure, distance = (mark.locator(each).bounding_box() for each in (".number", ".aside"))
        assert figure
        assert distance
        one_line = distance["height"] < 1.5 * figure["height"] and distance["x"] >= figure["x"] + figure["width"]
        assert one_line is line, f"at {width}: {figure} {distance}"
        assert distance["x"] + distance["width"] <= width
        centre.picture(f"candidates-distances-{width}")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_label("Name or number").fill("brzek")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("[data-part=count]")).to_contain_text("1 of ")
    assert "brzek" not in page.url.lower()
    nadia.get_by_role("link", name="0899").click()
    centre.settled()
    expect(page.get_by_role("heading", level=1)).to_have_text("0899 Nadia Brzęk")
    expect(page.locator("[data-part=entries]")).to_contain_text("5 marks below the boundary of 6 (60)")
    expect(page.locator("[data-part=perhaps]")).to_be_hidden()
    centre.inspect("a candidate with grade boundaries")


def test_a_candidate_has_one_page_over_all_bodies_that_says_what_matched_and_names_who_is_only_perhaps_the_same(visit: Visit) -> None:
    centre = visit(OFFICER)
    page = centre.open("/desk/candidate/?body=aqa&series=2022-06#~0713")
    expect(page.get_by_role("heading", level=1)).to_have_text("0713 Amelia Hartley")
    places = page.locator(".candidate-place")
    expect(places.locator("h2")).to_have_text(["AQA, June 2022 (practice)", "OCR, June 2022 (practice)", "Pearson, June 2022 (practice)"])
    expect(places.nth(0)).not_to_contain_text("Matched")
    for place in (places.nth(1), places.nth(2)):
        expect(place).to_contain_text("Matched by candidate number and name.")
    perhaps = page.get_by_role("region", name="Perhaps the same candidate")
    expect(perhaps.get_by_role("listitem").filter(has_text="20220701")).to_contain_text(
        "The name is the same, but not the candidate number."
    )
    centre.inspect("a candidate over several bodies")
    centre.picture("candidate-over-bodies")
    perhaps.get_by_role("link", name=re.compile("20220701")).click()
    centre.settled()
    expect(page.get_by_role("heading", level=1)).to_have_text("20220701 Amelia Hartley")
    narrow = visit(OFFICER, width=360, scheme="dark")
    narrow.open("/desk/candidate/?body=aqa&series=2022-06#~0713")
    narrow.inspect("a candidate over several bodies, narrow")
    narrow.picture("candidate-over-bodies-narrow")


def test_who_is_no_exams_officer_is_told_that_results_are_not_theirs_to_import(visit: Visit) -> None:
    head = visit(HEAD)
    page = head.open("/desk/import/")
    expect(page.get_by_text("Only exams officers import results.")).to_be_visible()
    expect(page.get_by_role("button", name="Check and preview")).to_be_hidden()
    head.inspect("import of results, not yours")
    page = head.open("/desk/candidates/")
    expect(page.get_by_role("link", name="Import results")).to_be_hidden()


def test_the_page_of_staff_lists_the_further_columns_of_their_body_and_takes_boundaries(visit: Visit) -> None:
    STAFF.add(NCFE_STAFF)
    staff = visit(NCFE_STAFF)
    page = staff.open("/staff/register/")
    expect(page.locator("[data-part=further-list] code")).to_have_text(["uln", "batch"])
    staff.inspect("imports of a body with further columns")
    cambridge = visit(CASEWORKER)
    page = cambridge.open("/staff/register/")
    expect(page.locator("[data-part=further]")).to_be_hidden()
    page.get_by_role("radio", name="Grade boundaries").check()
    expect(page.get_by_role("heading", name="Grade boundaries")).to_be_visible()
    name, example = cambridge.downloaded(page.get_by_role("link", name="Download an example").locator("visible=true").click)
    assert name == "grade-boundaries.csv"
    page.get_by_label("Series").select_option("2022-06")
    page.get_by_label("Where are they published?").fill("Grade thresholds June 2022")
    page.get_by_label("CSV file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": example})
    page.get_by_role("button", name="Check and preview").click()
    expect(page.get_by_role("region", name="What this import will do").get_by_role("row").filter(has_text="Component 22")).to_have_count(1)
    cambridge.inspect("imports, preview of grade boundaries")


def test_staff_find_the_services_and_the_routes_of_their_own_body(visit: Visit) -> None:
    STAFF.add(NCFE_STAFF)
    staff, colleague = visit(NCFE_STAFF), visit(CASEWORKER)
    services = staff.open("/staff/").get_by_label("Service").locator("option")
    expect(services).to_have_text(
        [
            "Any",
            "CC Clerical check",
            "RM Review of marking",
            "ERM Expedited review of marking",
            "ATS Access to scripts",
            "ATSD Access to digital evidence",
            "MOD Review of moderation",
            "EMOD Expedited review of moderation",
            "MR Query about a missing result",
        ]
    )
    services = colleague.open("/staff/").get_by_label("Service").locator("option")
    expect(services.nth(1)).to_have_text(re.compile("^1 Clerical re-check / "))
    page = staff.open("/staff/register/")
    expect(page.get_by_text("is by which route the result was reached")).to_be_hidden()  # it has only one
    expect(page.get_by_text("Where the centre gave the grade itself")).to_be_hidden()
    page = colleague.open("/staff/register/")
    expect(page.locator("[data-part=route-ids] code")).to_have_text(["standard", "portfolio", "school-assessed"])
    expect(page.locator("[data-part=whole-ids]")).to_have_text("school-assessed")
    colleague.inspect("imports of a body with several routes")
