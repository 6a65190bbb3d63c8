"""Papers in a centre's own name: looked at and downloaded at the desk, and the form filled in from a candidate's page."""

from __future__ import annotations

import re
from io import BytesIO

import openpyxl
import pytest
from docx import Document
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.documents.reading import text
from tests.running_desk import OFFICER, RunningDesk
from tests.scans import png

pytestmark = pytest.mark.browser


@pytest.mark.proves("TX-01", "TX-02")
@pytest.mark.parametrize("width", [1280, 360])
def test_a_centre_looks_at_its_papers_and_takes_them_and_fills_in_the_form_for_a_candidate(
    visit: Visit, running_desk: RunningDesk, width: int
) -> None:
    (number,) = running_desk.new_candidates(names=["Yusuf Yates"])
    centre = visit(OFFICER, width=width)
    page = centre.open("/desk/papers/")
    page.get_by_label("Series").select_option(label="June 2022")
    centre.inspect("Papers of a centre")
    centre.picture(f"own-papers-{width}")
    page.get_by_role("link", name=re.compile("Open and print.*Deadlines, fees and charges")).click()
    centre.settled()
    expect(page.get_by_role("heading", level=1)).to_have_text("Deadlines, fees and charges, June 2022")
    expect(page.locator("[data-part=contents]")).to_contain_text("own information prevails")
    expect(page.locator("[data-part=contents]")).to_contain_text("Results are provisional until certificates confirm them.")
    centre.inspect("A paper of a centre")
    centre.picture(f"own-paper-{width}")
    page.get_by_role("link", name="All papers of your centre").click()
    centre.settled()
    page.get_by_label("Series").select_option(label="June 2022")
    name, data = centre.downloaded(
        lambda: page.get_by_role("button", name=re.compile("Download Excel.*Deadlines, fees and charges")).click()
    )
    assert name == "deadlines-fees-charges-2022-06.xlsx"
    assert openpyxl.load_workbook(BytesIO(data)).sheetnames[-1] == "About this paper"

    page = centre.open(f"/desk/candidate/?body=cambridge-international&series=2022-06#~{number}")
    form = page.locator("[data-part=request-form]")
    name, data = centre.downloaded(lambda: form.get_by_role("button", name=re.compile("PDF")).click())
    assert (name, data[:5]) == ("request-consent-payment-2022-06.pdf", b"%PDF-")
    assert "Yusuf Yates" in text(data)
    _, data = centre.downloaded(lambda: form.get_by_role("button", name=re.compile("Word")).click())
    assert "Candidate name: Yusuf Yates" in [each.text for each in Document(BytesIO(data)).paragraphs]
    centre.inspect("A candidate’s page with the form")
    centre.picture(f"candidate-form-{width}")
    page.get_by_role("link", name="Request form, filled in: open and print").click()
    centre.settled()
    expect(page.locator(".paper__field").filter(has_text="Candidate name")).to_contain_text("Yusuf Yates")
    centre.inspect("The form filled in for a candidate")
    centre.picture(f"own-form-{width}")
    page.emulate_media(media="print")
    for gone in ("button", "h1", "nav"):
        expect(page.locator(gone).locator("visible=true")).to_have_count(0)
    expect(page.locator(".paper__title")).to_contain_text("Request, consent and payment form, June 2022")
    expect(page.locator(".paper__title")).to_be_visible()
    centre.picture(f"own-form-printed-{width}")
    page.emulate_media(media="screen")
    assert not [each for each in centre.sent if number in each.partition("?")[2]], "no number of a candidate stands in an address"


@pytest.mark.proves("TX-01")
@pytest.mark.parametrize("width", [1280, 360])
def test_a_centre_puts_its_logo_on_its_papers_says_what_it_shows_and_removes_it(visit: Visit, width: int) -> None:
    centre = visit(OFFICER, width=width)
    page = centre.open("/desk/papers/")
    section = page.get_by_role("region", name="Your logo")
    expect(section).to_contain_text("Your papers have no logo yet.")
    expect(section.get_by_role("button", name="Remove the logo")).to_be_hidden()

    def choose(name: str, data: bytes) -> None:
        section.locator("#logo").set_input_files({"name": name, "mimeType": "image/png", "buffer": data})

    choose("tiny.png", png(10, 10))
    expect(section.locator("#logo-error")).to_contain_text(
        "“tiny.png” is 10 by 10 pixels. Each side of a logo must have from 20 to 2000 pixels."
    )
    centre.inspect("A logo that was refused")
    for name, sides, alt in (("wide", (600, 100), "An oak"), ("tall", (100, 400), "A tower")):
        choose(f"{name}.png", png(*sides, grey=120))
        expect(section.get_by_role("status").filter(has_text="The logo stands on your papers from now on.")).to_be_visible()
        section.get_by_label("What the logo shows").fill(alt)
        section.get_by_role("button", name="Save the description").click()
        drawn = section.get_by_role("img", name=alt)
        expect(drawn).to_be_visible()
        assert drawn.evaluate("(each) => each.naturalWidth") == sides[0]
        centre.inspect(f"A {name} logo")
        centre.picture(f"logo-{name}-{width}")
        page.reload()
        centre.settled()
        expect(section.get_by_role("img", name=alt)).to_be_visible()
    _, data = centre.downloaded(lambda: page.get_by_role("button", name=re.compile("Download PDF.*Deadlines, fees and charges")).click())
    assert b"/Image" in data
    section.get_by_role("button", name="Remove the logo").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove the logo").click()
    expect(section).to_contain_text("The logo is removed. Your papers have the name of your centre alone.")
    expect(section.get_by_role("img")).to_have_count(0)
    expect(section.locator("#logo")).to_be_focused()


@pytest.mark.proves("TX-02", "JQ-05")
def test_a_candidate_without_consent_has_the_form_filled_in_with_the_request_that_was_chosen(visit: Visit) -> None:
    officer = visit(OFFICER)
    page = officer.open("/desk/consents/?body=aqa&series=2022-06&service=ATS-R&syllabus=7136&components=7136/2")
    candidate = page.locator("[data-part=candidates] tbody tr").filter(has_text="Amelia Hartley")
    officer.inspect("Consents with forms to fill in")
    officer.picture("consents-with-forms")
    candidate.get_by_role("link", name=re.compile("Form filled in for this candidate.*Amelia Hartley")).click()
    officer.settled()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Request, consent and payment form, June 2022"))
    expect(page.locator(".paper__field").filter(has_text="Candidate name")).to_contain_text("Amelia Hartley")
    asked = page.get_by_role("region", name="What I ask for").locator("tbody tr:not(.paper__row)")
    expect(asked).to_have_count(1)
    expect(asked.locator("th, td")).to_contain_text(["AQA", "7136 Economics", "7136/2 Paper 2", "Copy of script", "", ""])
    _, data = officer.downloaded(lambda: page.get_by_role("button", name=re.compile("PDF")).click())
    assert "Amelia Hartley" in text(data)
    assert "7136/2 Paper 2" in " ".join(text(data).split())
    assert not [each for each in officer.sent if "0713" in each.partition("?")[2]]
