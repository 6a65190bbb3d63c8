"""The whole journey in a browser: from the service table to the downloaded outcome letter, the centre's side and the staff's."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring, scan
from tests.running_desk import CASEWORKER, OFFICER, RunningDesk, eventually

pytestmark = pytest.mark.browser
NAMES = ("Amina Osei", "Tomás Rivera", "Nguyễn Thị Lan")


def said_in(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.proves(
    "CI-01", "CI-13", "CI-18", "CI-20", "CI-21", "CI-22", "CI-23", "CI-24", "CI-26", "CI-33", "CI-35", "BY-01", "BY-03", "BY-10"
)
def test_an_enquiry_goes_from_the_service_table_to_the_downloaded_outcome_letter(running_desk: RunningDesk, visit: Visit) -> None:
    numbers = running_desk.new_candidates(names=NAMES)
    centre = visit()

    # Results day: what is on offer, what is open, sign in.
    page = centre.open("/")
    centre.picture("home")
    page.get_by_role("link", name="the services").click()
    page.wait_for_url("**/bodies/compare/")
    page = centre.open("/guidance/services/")
    for code in ("1", "1S", "2", "2S", "5", "9"):
        expect(
            page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=re.compile(rf"^(Service )?{code}\b"))).first
        ).to_be_visible()
    centre.picture("services")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Desk").click()
    page.get_by_role("button", name="Sign in").click()
    centre.sign_in(OFFICER)
    page.get_by_role("navigation", name="Series").get_by_role("link", name=re.compile("^Cambridge International, June 2022")).click()
    centre.settled()
    expect(page.get_by_role("heading", level=2, name="June 2022, Cambridge International")).to_be_visible()
    expect(page.locator("[data-part=session]")).to_contain_text("Northfield School")
    expect(page.get_by_role("region", name="Services, Examinations").locator("tbody tr")).to_have_count(8)
    expect(page.locator("[data-part=series-remaining]")).to_have_text("29 days left")
    centre.picture("desk")

    # A draft is saved when the phone rings, and continued.
    page.get_by_role("link", name="Create enquiry, service 2S, Examinations").click()
    centre.settled()
    expect(page.get_by_label("Service", exact=True)).to_have_value("2S")
    page.get_by_label("This address is right").check()
    centre.choose_syllabus("maths")
    expect(page.get_by_role("combobox", name="Assessment")).to_have_value("0580 Mathematics")
    page.get_by_label("Note").fill("Set 9F")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("[data-part=message]")).to_contain_text("saved. Nothing has been submitted")
    page.get_by_role("navigation", name="Desk").get_by_role("link", name="Overview").click()
    page.get_by_role("row").filter(has_text="Set 9F").get_by_role("link").first.click()
    centre.settled()
    expect(page.get_by_label("Note")).to_have_value("Set 9F")
    page.get_by_label("22 Paper 2 (Extended)").check()
    page.get_by_label("42 Paper 4 (Extended)").check()
    for number, name in zip(numbers, NAMES, strict=True):
        page.get_by_label("Number or name").fill(name.split()[-1])
        page.locator(f'[id="candidates.{number}"]').check()
        expect(page.locator("[data-part=chosen]")).to_contain_text(number)
    page.get_by_label("Number or name").fill("")
    expect(page.locator("[data-part=fee]")).to_contain_text("£384.00")
    expect(page.locator("[data-part=fee]")).to_contain_text("demonstration figure")
    centre.picture("new-enquiry")
    centre.go_on()

    # Check the answers: the fee and its waiver; without declarations nothing goes out.
    expect(page.locator("[data-part=answers]")).to_contain_text("Set 9F")
    expect(page.locator("[data-part=fee] .waiver")).not_to_be_empty()
    page.get_by_role("button", name="Submit").click()
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(page.locator("#declarations input:visible").first).to_be_focused()
    centre.declare()
    centre.picture("check-your-answers")
    page.get_by_role("button", name="Submit").click()
    reference = centre.submitted()

    # One submission, three enquiries with numbers of their own, and a receipt.
    rows = page.locator("[data-part=enquiries] tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.locator("th")).to_have_text([re.compile("^2206-")] * 3)
    expect(rows.nth(1)).to_contain_text("Tomás Rivera")
    centre.picture("submitted")
    name, receipt = centre.downloaded(page.get_by_role("button", name="Download the receipt (PDF)").click)
    assert name.endswith(".pdf")
    assert reference in said_in(receipt)
    number = rows.nth(0).locator("th").inner_text()

    # Staff find it, look at the letter, issue what they looked at.
    staff = visit()
    desk = staff.open("/staff/")
    desk.get_by_role("button", name="Sign in").click()
    staff.sign_in(CASEWORKER)
    expect(desk.locator("[data-part=queue] tbody tr").first).to_be_visible()
    staff.picture("staff-queue")
    desk.get_by_label("Candidate, centre, enquiry number or reference").fill(number)
    desk.get_by_role("button", name="Find").click()
    desk.get_by_role("link", name=number).click()
    staff.settled()
    expect(desk.get_by_role("heading", level=1)).to_have_text(f"Enquiry {number}")
    expect(desk.get_by_role("button", name="Issue to the centre")).to_have_count(0)
    desk.get_by_role("button", name="Preview letter").click()
    expect(desk.get_by_role("group", name=re.compile(f"^AckLetter.* for .*{numbers[0]}"))).to_be_visible()
    staff.picture("staff-acknowledge")
    desk.get_by_role("button", name="Issue to the centre").click()
    expect(desk.locator("[data-part=head]")).to_contain_text("Acknowledged")

    # Reviewers; then marks: one goes up, and with it the grade; then the outcome letter.
    for code, reviewer in (("22", "EX-30"), ("42", "EX-31")):
        desk.get_by_label(f"Reviewer of component {code}").fill(reviewer)
    desk.get_by_role("button", name="Assign", exact=True).click()
    expect(desk.locator("[data-part=message]")).to_contain_text("The reviewers are recorded.")
    desk.get_by_label("Mark after review, component 22").fill("61")
    desk.get_by_label("Why the mark changes, component 22").fill("Question 7 was not added")
    desk.get_by_label("Mark after review, component 42").fill("77")
    desk.get_by_label("Syllabus grade after review").select_option("B")
    expect(desk.locator("[data-part=grade-said]")).to_have_text("C → B: no fee is charged.")
    staff.picture("staff-marks")
    desk.get_by_role("button", name="Record marks and grade").click()
    outcome = desk.locator("[data-part=outcome]")
    outcome.get_by_role("button", name="Preview letter").click()
    outcome.get_by_role("button", name="Issue to the centre").click()
    expect(desk.locator("[data-part=message]")).to_contain_text("issued; the centre is e-mailed")

    # Copies of scripts: a wrong file is refused and nothing changes; the right ones are looked at and issued.
    scripts = {code: scan(f"{number} {code}") for code in ("22", "42")}
    for code, data in scripts.items():
        script = desk.get_by_role("region", name=f"Component {code}")
        box = script.get_by_label(re.compile(f"^Copy of script.*, component {code}$"))
        if code == "22":
            box.set_input_files({"name": "letter.pdf", "mimeType": "application/pdf", "buffer": b"MZ a program"})
            expect(script.locator(".field-error")).to_contain_text("is not a PDF. Nothing was changed")
        box.set_input_files({"name": f"{code}.pdf", "mimeType": "application/pdf", "buffer": data})
        script.get_by_role("button", name="Issue to the centre").click()
    expect(desk.locator("[data-part=message]")).to_contain_text("The enquiry is completed.")

    # The centre finds everything under Files.
    page.get_by_role("link", name=number).click()
    centre.settled()
    expect(page.locator("[data-part=head]")).to_contain_text("Completed")
    expect(page.locator("[data-part=grade]")).to_contain_text("B after review")
    expect(page.locator("[data-part=fee]")).to_contain_text("No charge")
    centre.picture("enquiry-completed")
    files = page.locator("[data-part=files]")
    for letter in ("AckLetter", "OutLetter"):
        name, data = centre.downloaded(files.get_by_role("button", name=f"Download {letter}").click)
        assert name.startswith(letter)
        assert number in said_in(data)
    name, data = centre.downloaded(files.get_by_role("button", name=re.compile("Download CoSLetter")).first.click)
    assert data == scripts["22"]
    # Another candidate's enquiry is untouched; the candidate's name leads to their entries.
    page.get_by_role("link", name=f"{numbers[0]} Amina Osei").click()
    expect(page.get_by_role("heading", level=2, name="0580 Mathematics")).to_be_visible()
    page.go_back()
    centre.settled()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0


@pytest.mark.proves("CI-15")
def test_an_acknowledged_enquiry_can_be_amended_and_cancelled_with_the_time_left_on_the_page(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring
) -> None:
    (enquiry,) = at_desk.received(*running_desk.new_candidates(names=["Ifeoma Adichie"]), service="2S")
    at_desk.acknowledge(enquiry["id"])
    centre = visit(OFFICER)
    page = centre.open(f"/desk/enquiry/?id={enquiry['id']}")
    expect(page.locator("[data-part=window-left]")).to_have_text(re.compile("^(1 day|23 hours [0-9]+ minutes) left$"))
    centre.picture("enquiry-acknowledged")
    page.locator("summary", has_text="Amend").click()
    page.get_by_label("42 Paper 4 (Extended)").uncheck()
    amend = page.locator("[data-part=amend]")
    amend.get_by_label("Service").select_option("2")
    amend.locator("#amend-reason").fill("Only Paper 2 was meant")
    page.get_by_role("button", name="Amend the enquiry").click()
    page.get_by_role("dialog", name="Amend this enquiry?").get_by_role("button", name="Amend the enquiry").click()
    expect(page.locator("[data-part=message]")).to_have_text("The enquiry has been amended.")
    expect(page.locator("[data-part=components] tbody tr")).to_have_count(1)
    seen = at_desk.enquiry(enquiry["id"])
    assert (seen["service"]["code"], [each["code"] for each in seen["components"]]) == ("2", ["22"])

    page.locator("summary", has_text="Cancel").click()
    page.locator("#cancel-reason").fill("The candidate changed their mind")
    page.get_by_role("button", name="Cancel the enquiry").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    assert at_desk.enquiry(enquiry["id"])["status"] == "acknowledged"
    page.get_by_role("button", name="Cancel the enquiry").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel the enquiry").click()
    expect(page.locator("[data-part=head]")).to_contain_text("Cancelled")
    eventually(lambda: at_desk.enquiry(enquiry["id"])["fee"]["status"] == "cancelled")
