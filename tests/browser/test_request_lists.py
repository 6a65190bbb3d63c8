"""An exams officer submits the requests of a spreadsheet: pastes it, sees what is wrong, mends it, looks at what will go in, submits it, and has
a reference for each row (BY-06)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.running_desk import HEAD, OFFICER, RunningDesk

pytestmark = pytest.mark.browser
REFERENCE = re.compile("^RD-[0-9A-Z]{5}-[0-9A-Z]{5}$")


@pytest.mark.proves("BY-06")
def test_rows_are_pasted_mended_looked_at_and_submitted_over_two_awarding_bodies(running_desk: RunningDesk, visit: Visit) -> None:
    one, other, third = running_desk.new_candidates(names=("Zoë Pastis", "Yannick Pastis", "Xavier Pastis"))
    centre = visit(OFFICER)
    page = centre.open("/desk/")
    page.get_by_role("link", name="Submit several requests").click()
    centre.settled()
    expect(page.locator("[data-part=headings]")).to_contain_text("Awarding body, Series")
    expect(page.locator("[data-part=bodies]")).to_contain_text("Cambridge International")
    centre.inspect("several requests, empty")
    centre.picture("several-empty")
    name, data = centre.downloaded(lambda: page.get_by_role("button", name="Download a template").click())
    assert name == "requests.csv"
    assert data.decode("utf-8-sig").startswith("Awarding body,Series,")

    page.get_by_role("button", name="Check the rows").click()
    expect(page.locator("#error-summary")).to_contain_text("Paste the rows of your spreadsheet")
    box = page.get_by_label("Rows of your spreadsheet")
    rows = [
        "Board\tSession\tService\tSubject\tPapers\tCand no\tNote",
        f"Cambridge International\tJun-22\t2S\t0580\t22+42\t{one}\tMock",
        f"Cambridge International\tJune 2022\t2\t0580\t99\t{other}\t",
        f"Cambridge International\tJune 2022\t1\t580\t22\t{int(third)}\t",
        "AQA\tJune 2022\t3\t7131\t7131/C\t\t",
    ]
    box.fill("\n".join(rows))
    page.get_by_role("button", name="Check the rows").click()
    faults = page.locator("[data-part=errors]")
    expect(faults).to_be_focused()
    expect(faults.get_by_role("heading")).to_have_text("Nothing was submitted: 1 fault")
    expect(faults.get_by_role("row").nth(1)).to_contain_text("“99” is not valid in Papers: syllabus 0580 has")
    centre.inspect("several requests, a row at fault")
    centre.picture("several-faults")
    page.set_viewport_size({"width": 360, "height": 900})  # where nothing would say that the list goes on within itself
    expect(faults.locator(".table-scroll")).to_have_css("max-height", "none")
    page.set_viewport_size({"width": 1280, "height": 900})
    faults.get_by_role("button", name=re.compile("^3")).click()
    expect(box).to_be_focused()
    assert (
        page.evaluate("document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)")
        == rows[2]
    )

    box.fill("\n".join(rows).replace("\t99\t", "\t22\t"))
    page.get_by_role("button", name="Check the rows").click()
    preview = page.locator("[data-part=preview]")
    expect(preview).to_be_focused()
    expect(preview.get_by_role("heading", level=2)).to_have_text("4 requests from 4 rows will be submitted")
    expect(preview.locator("[data-part=repaired-list]")).to_contain_text("“580” was read as “0580”")
    first = preview.locator("[data-part=requests] tbody tr").first
    expect(first).to_contain_text(f"{one} Zoë Pastis")
    expect(first).to_contain_text(re.compile(r"\d\.\d\d"))
    expect(preview.locator("[data-part=sums] tbody tr")).to_have_count(2)
    expect(preview.locator("[data-part=prepared]")).to_contain_text("Requests to AQA are prepared here")
    centre.inspect("several requests, to be looked at")
    centre.picture("several-preview")
    preview.get_by_role("button", name="Submit").click()
    expect(page.locator("#error-summary")).to_contain_text("This cannot be submitted without")
    expect(page.locator("#error-summary")).to_contain_text("Confirm that exams@northfield.example is the right address")
    for declared in preview.locator("#declarations input").all():
        declared.check()
    page.get_by_label("This address is right").check()
    preview.get_by_role("button", name="Submit").dblclick()

    result = page.locator("[data-part=result]")
    expect(result).to_be_visible()
    expect(result).to_contain_text("All 4 requests are in.")
    lines = result.locator("[data-part=result-rows] tbody tr")
    expect(lines).to_have_count(4)
    expect(lines.nth(3)).to_contain_text("Prepared for the portal")
    references = lines.locator("td:last-child").all_inner_texts()
    assert all(REFERENCE.match(each.split("\n")[-1]) for each in references), references
    assert len(set(references)) == 4
    centre.inspect("several requests, what became of each row")
    centre.picture("several-result")
    name, data = centre.downloaded(lambda: page.get_by_role("button", name="Download the list (CSV)").click())
    assert references[0].split("\n")[-1] in data.decode("utf-8-sig")
    page.reload()
    centre.settled()
    expect(lines).to_have_count(4)
    lines.first.get_by_role("link").click()
    page.wait_for_url("**/desk/submitted/**")
    centre.settled()
    expect(page.locator("[data-part=reference]")).to_have_text(references[0].split("\n")[-1])

    page = centre.open("/desk/several/")
    expect(page.get_by_role("region", name="Submitted lately").get_by_role("link").first).to_contain_text("4 requests")
    page.get_by_label("Rows of your spreadsheet").fill("\n".join(rows[:2]))
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Check the rows").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=errors]")).to_contain_text("already has an enquiry in syllabus 0580")


@pytest.mark.proves("BY-06")
def test_a_list_that_is_running_is_followed_with_its_progress_by_whoever_opens_the_page(running_desk: RunningDesk, visit: Visit) -> None:
    numbers = running_desk.new_candidates(45)
    centre = visit(OFFICER, width=360)
    page = centre.open("/desk/several/")
    lines = [f"Cambridge International,June 2022,2,0580,22,{each}" for each in numbers]
    page.get_by_label("Rows of your spreadsheet").fill(
        "\n".join(["awarding body,series,service,syllabus,components,candidate number", *lines])
    )
    page.get_by_role("button", name="Check the rows").click()
    expect(page.locator("[data-part=preview]")).to_be_focused()
    for declared in page.locator("#declarations input").all():
        declared.check()
    page.get_by_label("This address is right").check()
    page.get_by_role("button", name="Submit", exact=True).click()
    progress = page.locator("[data-module=job-progress]")
    expect(progress).to_contain_text("Submission, 45 requests")
    centre.picture("several-progress")
    head = visit(HEAD)
    head.open("/desk/several/")
    result = head.page.locator("[data-part=result]")
    if head.page.locator("[data-part=earlier-list] a").first.is_visible():  # it was finished before the page was opened
        head.page.locator("[data-part=earlier-list] a").first.click()
        head.settled()
    expect(result).to_contain_text("All 45 requests are in.", timeout=60_000)
    expect(page.locator("[data-part=result]")).to_contain_text("All 45 requests are in.", timeout=60_000)
    expect(page.locator("[data-part=result-rows] tbody tr")).to_have_count(45)
    centre.inspect("what became of 45 rows")


def test_a_file_in_utf_16_with_a_title_above_its_headings_is_read(running_desk: RunningDesk, visit: Visit) -> None:
    (number,) = running_desk.new_candidates(names=("Ümit Dağ",))
    page = visit(OFFICER).open("/desk/several/")
    text = f"Requests of our centre\r\nAwarding body;Service;Subject;Component;Candidate number\r\nCambridge International;2;0580;22;{number}\r\n"
    file = {"name": "requests.csv", "mimeType": "text/csv", "buffer": text.encode("utf-16")}
    page.locator("#file").set_input_files(files=[file])  # type: ignore[list-item]
    expect(page.locator("[data-part=file-said]")).to_have_text("requests.csv: 3 lines. It was read as UTF-16.")
    page.get_by_role("button", name="Check the rows").click()
    expect(page.locator("[data-part=requests] tbody tr")).to_contain_text(f"{number} Ümit Dağ")
    page.get_by_role("button", name="Back to the rows").click()
    expect(page.get_by_label("Rows of your spreadsheet")).to_be_focused()
    page.reload()
    expect(page.get_by_label("Rows of your spreadsheet")).to_have_value(re.compile("Requests of our centre"))
