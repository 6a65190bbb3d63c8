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
    page.get_by_role("button", name=re.compile("Look at it.*Deadlines, fees and charges")).click()
    shown = page.locator("[data-part=shown]")
    expect(shown.get_by_role("heading", name="Deadlines, fees and charges, June 2022")).to_be_focused()
    expect(shown).to_contain_text("own information prevails")
    expect(shown).to_contain_text("Results are provisional until certificates confirm them.")
    centre.inspect("A paper of a centre")
    centre.picture(f"own-papers-{width}")
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
    assert not [each for each in centre.sent if number in each.partition("?")[2]], "no number of a candidate stands in an address"
