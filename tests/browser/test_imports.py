"""Staff bring in the results register and the exemptions: the examples that the page offers go in as they are, faults are shown by row."""

from __future__ import annotations

import csv
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visit, Visitor
from tests.enquiring import Enquiring, ok
from tests.running_desk import CASEWORKER, OFFICER, RunningDesk

pytestmark = pytest.mark.browser
FAULTY = """centre,candidate,name,syllabus,component,mark,origin,grade
ZZ101,0911,"Inês
Duarte",0580,22,forty,exam,B
ZZ999,0912,Otto Falk,0580,22,41,exam,B
"""


def check_and_import(page: Page) -> None:
    """Check the file and import it, where the register has not got all of it from a test before."""
    page.get_by_role("button", name="Check and preview").click()
    preview = page.get_by_role("region", name="What this import will do")
    expect(preview).to_be_focused()
    if preview.get_by_text("The register has all of this already").is_visible():
        preview.get_by_role("button", name="Back to the file").click()
        expect(page.get_by_label("Lines of the file")).to_be_focused()
    else:
        preview.get_by_role("button", name="Import").click()
        expect(page.locator("[data-part=message]")).to_contain_text(" in.")


def example(visitor: Visitor) -> tuple[str, bytes]:
    """The example that the page offers for what is chosen on it."""
    return visitor.downloaded(visitor.page.get_by_role("link", name="Download an example").locator("visible=true").click)


@pytest.mark.proves("CI-05")
def test_both_examples_can_be_downloaded_and_imported_as_they_are(visit: Visit, at_desk: Enquiring) -> None:
    staff = visit(CASEWORKER)
    page = staff.open("/staff/register/")
    staff.inspect("imports, empty")
    staff.picture("staff-imports")
    asked = {"awarding_body": "cambridge-international", "series": "2022-06", "syllabus": "0580", "service": "2", "components": "42"}

    name, register = example(staff)
    page.get_by_label("Series").select_option("2022-06")
    page.get_by_label("CSV file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": register})
    expect(page.locator("[data-part=file-said]")).to_have_text(f"{name}: 5 lines.")
    page.get_by_role("button", name="Check and preview").click()
    preview = page.get_by_role("region", name="What this import will do")
    expect(preview).to_be_focused()
    expect(preview.get_by_role("heading", level=3)).to_have_text(["Added"])
    expect(preview.get_by_role("row").filter(has_text="0901 Aryee, Ama")).to_have_count(1)
    staff.inspect("imports, preview")
    preview.get_by_role("button", name="Import").click()
    expect(page.locator("[data-part=message]")).to_contain_text("4 rows of the results register are in.")
    found = {each["number"]: each for each in ok(at_desk.officer.get("/api/register", params=asked))["candidates"]}
    assert found["0901"]["name"] == "Aryee, Ama"
    staff.inspect("imports, done")

    page.get_by_role("radio", name="Exemptions").check()
    name, exemptions = example(staff)
    page.get_by_label("CSV file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": exemptions})
    check_and_import(page)
    expect(page.locator("[data-part=message]")).to_contain_text("1 row of exemptions is in.")
    on_their_route = asked | {"route": "portfolio"}  # which the example says of this candidate
    found = {each["number"]: each for each in ok(at_desk.officer.get("/api/register", params=on_their_route))["candidates"]}
    assert [each["code"] for each in found["0902"]["unavailable"]] == ["component_exempt"]


@pytest.mark.proves("CI-38")
def test_a_centre_opens_exemptions_from_its_desk_and_downloads_the_report_beside_its_guide(visit: Visit) -> None:
    staff = visit(CASEWORKER)
    page = staff.open("/staff/register/")
    for kind in ("Results register", "Exemptions"):
        page.get_by_role("radio", name=kind).check()
        name, data = example(staff)
        page.get_by_label("Series").select_option("2022-06")
        page.get_by_label("CSV file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
        check_and_import(page)

    centre = visit(OFFICER)
    page = centre.open("/desk/")
    page.get_by_role("navigation", name="Desk").get_by_role("button", name="More").click()
    page.get_by_role("navigation", name="Desk").get_by_role("link", name="Exemptions").click()
    centre.settled()
    page.get_by_label("Series").select_option("cambridge-international/2022-06")
    line = page.get_by_role("region", name="Exemptions by candidate").get_by_role("row").filter(has_text="0902")
    expect(line).to_contain_text("0580 Mathematics")
    expect(line).to_contain_text("42 Paper 4 (Extended)")
    name, report = centre.downloaded(page.get_by_role("button", name="Download as CSV").click)
    assert name == "Exemption by Candidate Report 2022-06.csv"
    header, *lines = csv.reader(report.decode("utf-8-sig").splitlines())
    assert header == ["candidate", "name", "qualification", "syllabus", "syllabus name", "component", "component name"]
    (found,) = [each for each in lines if each[0] == "0902"]
    assert found[2:] == ["Cambridge IGCSE", "0580", "Mathematics", "42", "Paper 4 (Extended)"]
    guide = page.get_by_role("region", name="Guide to this report")
    expect(guide).to_contain_text("one line for each candidate and component")
    expect(guide.get_by_role("link", name="info@cambridgeinternational.org")).to_be_visible()


def test_faults_are_listed_by_row_and_column_lead_to_their_line_and_nothing_is_imported(visit: Visit, at_desk: Enquiring) -> None:
    staff = visit(CASEWORKER)
    page = staff.open("/staff/register/")
    page.get_by_role("button", name="Check and preview").click()
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#error-summary li")).to_have_count(2)
    staff.inspect("imports, nothing chosen")

    page.get_by_label("Series").select_option("2022-06")
    page.get_by_label("Lines of the file").fill(FAULTY)
    page.get_by_role("button", name="Check and preview").click()
    faults = page.locator("[data-part=errors]")
    expect(faults).to_be_focused()
    expect(faults.get_by_role("heading")).to_have_text("Nothing was imported: 2 faults")
    expect(faults.locator("tbody tr").nth(0)).to_contain_text("mark")
    expect(faults.locator("tbody tr").nth(1)).to_contain_text("centre")
    staff.inspect("imports, faults")
    faults.get_by_role("button", name=re.compile("^3")).click()
    lines = page.get_by_label("Lines of the file")
    expect(lines).to_be_focused()
    assert lines.evaluate("(box) => box.value.slice(box.selectionStart, box.selectionEnd)") == "ZZ999,0912,Otto Falk,0580,22,41,exam,B"
    asked = {"awarding_body": "cambridge-international", "series": "2022-06", "syllabus": "0580"}
    assert ok(at_desk.officer.get("/api/register", params=asked, headers={"X-Typed": "091"}))["candidates"] == []


def test_a_corrections_file_says_what_it_would_remove_asks_and_shows_its_progress(
    visit: Visit, running_desk: RunningDesk, at_desk: Enquiring
) -> None:
    (number,) = running_desk.new_candidates(names=["Removed Partly"])
    (made,) = at_desk.received(number)
    staff = visit(CASEWORKER)
    page = staff.open("/staff/register/")
    page.get_by_label("Series").select_option("2022-06")
    lines = f"centre;candidate;name;syllabus;component;mark;origin;grade\nZZ101;{int(number)};Removed\u00a0Partly;580;22;11.0;exam;c\n"
    page.get_by_label("Lines of the file").fill(lines)
    page.get_by_role("button", name="Check and preview").click()
    preview = page.get_by_role("region", name="What this import will do")
    expect(preview.get_by_role("heading", level=3)).to_have_text(
        ["Repaired while reading", "Removed from the register", "Enquiries about these candidates", "Changed"]
    )
    expect(preview.locator("[data-part=repaired-list]")).to_contain_text("The cells are separated by semicolons.")
    expect(preview.locator("[data-part=removed-table]")).to_contain_text("Component 42")
    expect(preview.locator("[data-part=touched-list]")).to_contain_text(made["number"])
    staff.inspect("imports, preview with a removal")
    preview.get_by_role("button", name="Import").click()
    expect(page.locator("#error-summary")).to_contain_text("Tick the box if they are to be removed")
    preview.get_by_role("checkbox", name="Remove this result from the register").check()
    preview.get_by_role("button", name="Import").click()
    expect(page.locator("[data-part=message]")).to_contain_text("1 row of the results register is in.")
    expect(page.locator("[data-part=message]")).to_contain_text("1 changed, 1 result removed.")
    staff.inspect("imports, done after a removal")
