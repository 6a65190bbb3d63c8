"""The log of a centre in the browser: filters, columns, views, records of many at once, export; own dates and charges; the box that finds."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import httpx
import openpyxl
import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring
from tests.running_desk import HEAD, OFFICER, RunningDesk

pytestmark = pytest.mark.browser


def lines(page: Page) -> list[str]:
    return page.locator("table.log tbody tr").all_inner_texts()


@pytest.mark.proves("TX-03")
def test_the_log_is_narrowed_shown_in_chosen_columns_recorded_on_and_exported(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring
) -> None:
    numbers = running_desk.new_candidates(names=["Quentin Ábalos", "Quirina Abbott"])
    first, _ = at_desk.received(numbers[0], note="=1+1") + at_desk.received(numbers[1])
    at_desk.acknowledge(first["id"])
    at_desk.mark(first["id"], "B", c22=60)
    at_desk.decide(first["id"])
    visitor = visit(OFFICER)
    page = visitor.open("/desk/log/")
    expect(page.locator("table.log tbody tr").filter(has_text="Quirina Abbott")).to_have_count(1)
    page.get_by_label("Find in the log").fill("abalos quent")
    expect(page.locator("table.log tbody tr")).to_have_count(1)
    page.get_by_label("Find in the log").fill(f"qu {numbers[1].lstrip('0')}")
    expect(page.locator("table.log tbody tr")).to_have_count(1)
    page.get_by_label("Find in the log").fill("ab qu")
    expect(page.locator("table.log tbody tr")).to_have_count(2)
    assert "abalos" not in page.url
    visitor.inspect("The log")
    visitor.picture("log")

    page.get_by_role("button", name="Columns").click()
    for title in ("Our deadline", "Promised by"):
        page.get_by_role("checkbox", name=title).uncheck()
    page.get_by_role("checkbox", name="Grade after").check()
    page.get_by_role("checkbox", name="Note", exact=True).check()
    visitor.inspect("The columns of the log")
    page.get_by_role("button", name="Show these columns").click()
    expect(page.locator("table.log thead")).to_contain_text("Grade after")
    expect(page.locator("table.log thead")).not_to_contain_text("Our deadline")

    page.get_by_label("Choose all lines shown").check()
    expect(page.locator("[data-part=chosen]")).to_have_text("2 requests chosen")
    page.locator("[data-step=told]").click()
    expect(page.get_by_role("alert").filter(has_text="Recorded for 1 request.")).to_contain_text("There is no outcome yet")
    visitor.inspect("What could not be recorded")
    expect(page.get_by_label("Choose all lines shown")).to_be_checked()
    page.locator("[data-step=asked]").click()
    expect(page.get_by_role("status").filter(has_text="Recorded for 2 requests.")).to_be_visible()
    expect(page.locator("table.log tbody tr").filter(has_text="Abbott")).to_contain_text("Asked for")
    page.locator("#bearer-open").click()
    page.get_by_label("Who bears the cost").select_option("fund")
    page.get_by_label("Name of the fund").fill("Bursary fund")
    visitor.inspect("Who pays")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("status").filter(has_text="Recorded for 2 requests.")).to_be_visible()

    page.get_by_role("region", name="Log").get_by_role("button", name="Candidate number").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Candidate number")
    assert [numbers[0] in lines(page)[0], numbers[1] in lines(page)[1]] == [True, True]
    name, data = visitor.downloaded(lambda: page.get_by_role("button", name="Export to Excel").click())
    assert name.endswith(".xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    head, *rest = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert head[:3] == ["Reference", "Candidate number", "Candidate"]
    assert [row[1] for row in rest] == numbers
    assert rest[0][head.index("Note")] == "=1+1"
    _, text = visitor.downloaded(lambda: page.get_by_role("button", name="Export as CSV").click())
    assert "'=1+1" in text.decode("utf-8-sig")


@pytest.mark.proves("TX-03")
def test_a_view_is_kept_for_the_person_who_saved_it_and_the_keys_move_from_line_to_line(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring
) -> None:
    numbers = running_desk.new_candidates(names=["Vito Vance", "Vera Vance"])
    at_desk.received(*numbers)
    page = visit(OFFICER).open("/desk/log/")
    page.get_by_label("Find in the log").fill("vance")
    expect(page.locator("table.log tbody tr")).to_have_count(2)
    page.locator("table.log tbody tr").first.get_by_role("link").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    expect(page.locator("[data-part=chosen]")).to_have_text("1 request chosen")
    assert page.locator("table.log tbody tr").nth(1).get_by_role("checkbox").is_checked()
    page.get_by_label("Service").select_option(label="2 Review of marking")
    page.get_by_role("button", name="Save as a view").click()
    page.get_by_label("Name of the view").fill("The Vances")
    page.get_by_role("button", name="Save the view").click()
    expect(page.get_by_role("status").filter(has_text="“The Vances” is saved")).to_be_visible()
    again = visit(OFFICER).open("/desk/log/")
    again.get_by_label("View", exact=True).select_option(label="The Vances")
    expect(again.locator("table.log tbody tr")).to_have_count(2)
    expect(again.get_by_label("Find in the log")).to_have_value("vance")
    head = visit(HEAD).open("/desk/log/")
    assert head.get_by_label("View", exact=True).locator("option").all_inner_texts() == ["All requests"]
    again.get_by_role("button", name="Delete this view").click()
    expect(again.get_by_label("View", exact=True).locator("option")).to_have_text(["All requests"])


@pytest.mark.proves("TX-01")
def test_own_dates_and_charges_are_filled_in_saved_and_shown_on_the_enquirys_page(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring
) -> None:
    number = running_desk.new_candidates(names=["Wanda Wu"])
    (made,) = at_desk.received(*number)
    visitor = visit(OFFICER)
    page = visitor.open("/desk/terms/")
    page.get_by_label("Awarding body", exact=True).select_option(label="Cambridge International")
    page.get_by_label("Series", exact=True).select_option("2022-06")
    page.get_by_label("Days before the awarding body’s last day").fill("7")
    page.get_by_role("button", name="Fill in empty days").click()
    row = page.locator("tbody tr").filter(has_text="2 Review of marking").first
    expect(row.locator("input[type=date]")).to_have_value("2022-09-13")
    row.locator("input[type=text]").fill("1,5")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#error-summary")).to_contain_text("Enter a charge as an amount such as 7.50")
    visitor.inspect("A charge that is none")
    row.locator("input[type=text]").fill("7.50")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Saved for Cambridge International, June 2022.")).to_be_visible()
    visitor.inspect("Own dates and charges")
    visitor.picture("own-terms")

    page = visitor.open(f"/desk/enquiry/?id={made['id']}")
    page.get_by_text("Payment, and candidate told").click()
    facts = page.locator("[data-part=own-facts]")
    expect(facts).to_contain_text("£7.50")
    page.get_by_role("button", name="Record that payment was asked for").click()
    expect(facts).to_contain_text("Asked for")
    visitor.inspect("Payment on an enquiry’s page")
    name, data = visitor.downloaded(lambda: page.get_by_role("button", name="note to the family").click())
    assert (name, data[:5]) == (f"note-{number[0]}.pdf", b"%PDF-")
    page = visitor.open("/desk/money/?series=2022-06")
    expect(page.get_by_role("heading", name="By candidate")).to_be_visible()
    expect(page.locator("tr").filter(has_text="Wanda Wu")).to_contain_text("£111.50")
    visitor.inspect("Payments")
    visitor.picture("money")


@pytest.mark.proves("BY-04")
@pytest.mark.parametrize("width", [1280, 360])
def test_the_centres_calendar_gets_an_address_which_a_calendar_program_reads_until_it_is_stopped(
    running_desk: RunningDesk, visit: Visit, width: int
) -> None:
    visitor = visit(HEAD, width=width)
    page = visitor.open("/desk/terms/")
    calendar = page.locator("[data-module=calendar-address]")
    if calendar.get_by_role("button", name="Stop the calendar").is_visible():
        calendar.get_by_role("button", name="Stop the calendar").click()
        page.get_by_role("dialog").get_by_role("button", name="Stop the calendar").click()
    expect(calendar).to_contain_text("Your calendar has no address yet.")
    calendar.get_by_role("button", name="Get the address").click()
    shown = calendar.locator("[data-part=calendar-text]")
    expect(shown).to_have_text(re.compile(r"/api/calendar/[0-9A-Za-z_-]{43}/centre[.]ics$"))
    address = shown.inner_text()
    expect(calendar.get_by_role("button", name="Copy")).to_be_focused()
    visitor.inspect("The address of the centre’s calendar")
    visitor.picture(f"calendar-address-{width}")
    answer = httpx.get(address, timeout=60)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert str(Calendar.from_ical(answer.text)["name"]).endswith(": enquiries about results")
    page = visitor.open("/desk/terms/")
    expect(calendar).to_contain_text("Your calendar has had its address since")
    expect(shown).not_to_be_visible()
    calendar.get_by_role("button", name="Get a new address").click()
    page.get_by_role("dialog").get_by_role("button", name="Get a new address").click()
    expect(shown).to_have_text(re.compile("centre[.]ics$"))
    assert shown.inner_text() != address
    assert httpx.get(address, timeout=60).status_code == 404
    calendar.get_by_role("button", name="Stop the calendar").click()
    page.get_by_role("dialog").get_by_role("button", name="Stop the calendar").click()
    expect(calendar).to_contain_text("Your calendar has no address yet.")


@pytest.mark.proves("BY-25")
def test_the_key_stroke_leads_to_the_box_which_finds_over_everything_and_names_nobody_in_an_address(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring
) -> None:
    number = running_desk.new_candidates(names=["Xenia O’Xley"])
    (made,) = at_desk.received(*number)
    visitor = visit(OFFICER)
    page = visitor.open("/desk/messages/")
    page.keyboard.press("/")
    expect(page.get_by_label("Find on this desk")).to_be_focused()
    page.keyboard.type("oxley XENIA")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/find/")
    visitor.settled()
    expect(page.get_by_role("link", name=made["number"])).to_be_visible()
    expect(page.locator("[data-part=candidates]")).to_contain_text("Xenia O’Xley")
    assert not [each for each in visitor.sent if re.search("xley", each, re.IGNORECASE)]
    visitor.inspect("What the box finds")
    visitor.picture("find")
    page.get_by_label("Find on this desk").fill("nobody at all")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    page.get_by_role("button", name="leads to this box").click()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("/")
    expect(page.get_by_label("Find on this desk")).not_to_be_focused()


@pytest.mark.proves("TX-03")
def test_an_earlier_spreadsheet_is_pasted_its_columns_mapped_looked_at_and_added_to_the_log(visit: Visit) -> None:
    visitor = visit(OFFICER)
    page = visitor.open("/desk/log-import/")
    page.get_by_label("Your spreadsheet").fill(
        "Student\tBoard\tDate requested\tRemarks\nYves Yeo\tOCR\t12/09/2021\tRaised\nYara Yeo\tOCR\tsoon\tStayed\n"
    )
    page.get_by_role("button", name="See what becomes of it").click()
    expect(page.get_by_label("Date requested")).to_have_value("submitted")
    expect(page.locator("[data-part=faults]")).to_contain_text("Row 3, Date requested: “soon” cannot be read as a day.")
    expect(page.locator("[data-part=repairs]")).to_contain_text("“12/09/2021” is read as “2021-09-12”")
    page.get_by_label("Remarks").select_option("outcome")
    expect(page.locator("[data-part=lines]")).to_contain_text("Raised")
    visitor.inspect("What becomes of an earlier spreadsheet")
    visitor.picture("log-import")
    page.get_by_role("button", name="Add to the log").click()
    page.get_by_role("link", name="See them in the log").click()
    visitor.settled()
    page.get_by_label("Find in the log").fill("Yves Yeo")  # of a long log only the lines around the view are drawn
    row = page.locator("table.log tbody tr").filter(has_text="Yves Yeo")
    expect(row).to_contain_text("Earlier")
    visitor.inspect("The log with an earlier request")
    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="Take earlier requests out of the log").click()
    expect(row).to_have_count(0)


@pytest.mark.proves("TX-03")
def test_an_excel_file_is_read_its_sheet_chosen_and_one_that_is_none_is_refused_in_words(visit: Visit, tmp_path: Path) -> None:
    visitor = visit(OFFICER)
    page = visitor.open("/desk/log-import/")
    book = openpyxl.Workbook()
    book.active.append(("Notes",))
    book.active.title = "Notes"
    sheet = book.create_sheet("2021")
    for row in (("Student", "Board", "Date requested"), ("Zora Zell", "OCR", date(2021, 9, 12))):
        sheet.append(row)
    book.save(tmp_path / "log.xlsx")
    (tmp_path / "none.xlsx").write_bytes(b"no spreadsheet")
    page.locator("#file").set_input_files(tmp_path / "none.xlsx")
    expect(page.locator("#error-summary")).to_contain_text("This is not an Excel file that can be read here.")
    visitor.inspect("An Excel file that is none")
    page.locator("#file").set_input_files({"name": "large.xlsx", "mimeType": "application/zip", "buffer": bytes(2_000_001)})
    expect(page.locator("#error-summary")).to_contain_text(
        "This file is too large. At most 2 MB. Copy the cells of the log alone and paste them."
    )
    page.locator("#file").set_input_files(
        {"name": "log.csv", "mimeType": "text/csv", "buffer": "Student,Board\nZoë Zell,OCR\n".encode("cp1252")}
    )
    expect(page.locator("#text")).to_have_value("Student,Board\nZoë Zell,OCR\n")
    expect(page.get_by_text("It is not UTF-8 and was read as Windows text")).to_be_visible()
    page.locator("#file").set_input_files(tmp_path / "log.xlsx")
    expect(page.locator("#sheet")).to_have_value("Notes")
    page.get_by_label("Sheet", exact=True).select_option("2021")
    expect(page.locator("#text")).to_have_value(re.compile("Zora Zell\tOCR\t2021-09-12"))
    visitor.inspect("A sheet of an Excel file")
    visitor.picture("log-import-excel")
    page.get_by_role("button", name="See what becomes of it").click()
    expect(page.locator("[data-part=lines]")).to_contain_text("2021-09-12")


@pytest.mark.proves("TX-03")
def test_consent_is_recorded_as_chased_for_the_chosen_requests_and_shown_in_its_column(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring
) -> None:
    (_made,) = at_desk.received(*running_desk.new_candidates(names=["Una Unwin"]))
    visitor = visit(OFFICER)
    page = visitor.open("/desk/log/")
    page.get_by_label("Find in the log").fill("unwin")
    row = page.locator("table.log tbody tr").filter(has_text="Una Unwin")
    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="Consent chased").click()
    expect(page.get_by_role("status").filter(has_text="Recorded for 1 request.")).to_be_visible()
    page.get_by_role("button", name="Columns").click()
    for name in ("Consent chased", "Consent chased by"):
        page.locator("#columns-dialog").get_by_label(name, exact=True).check()
    page.get_by_role("button", name="Show these columns").click()
    expect(row).to_contain_text("Amara Okafor")
    visitor.inspect("The log with consent chased")
    visitor.picture("log-chased")


@pytest.mark.proves("TX-03")
def test_of_2000_requests_only_those_scrolled_to_are_drawn_and_each_letter_typed_narrows_all_of_them(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring
) -> None:
    (made,) = at_desk.received(*running_desk.new_candidates(names=["Vera Vance"]))
    with running_desk.as_(OFFICER) as officer:
        answer = officer.get("/api/log").raise_for_status().json()
    line = next(each for each in answer["rows"] if each["id"] == made["id"])
    rows = [
        line | {"id": f"{number:032x}", "cells": line["cells"] | {"reference": f"2206-{number:06d}", "candidate": f"Candidate {number}"}}
        for number in range(2000)
    ]
    visitor = visit(OFFICER)
    visitor.page.route(re.compile(r"/api/log(\?|$)"), lambda route: route.fulfill(json=answer | {"rows": rows, "next": None}))
    page = visitor.open("/desk/log/")
    drawn = page.locator("table.log tbody tr")
    expect(page.locator("[data-part=count]")).to_have_text("2000 requests")
    expect(drawn).to_have_count(80)
    drawn.last.scroll_into_view_if_needed()
    expect(drawn).to_have_count(160)
    page.get_by_label("Find in the log").fill("candidate 1999")
    expect(drawn).to_have_count(1)
    page.get_by_label("Find in the log").fill("")
    expect(drawn).to_have_count(80)
    page.get_by_label("Choose all lines shown").check()
    expect(page.locator("[data-part=chosen]")).to_have_text("2000 requests chosen")
