"""The practice desk as `make serve` starts it: people have worked at it, through the functions themselves, and every desk opens on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from infra.local.history import LONDON, read
from tests.browser.visitor import Visitor
from tests.builders import CAMBRIDGE
from tests.running_desk import ASSOCIATE, CASEWORKER, FINANCE, HEAD, OFFICER, OTHER_OFFICER, RunningDesk, serving

pytestmark = pytest.mark.browser
LAKESIDE = "officer@lakeside.example"
JUNE, MARCH, NOVEMBER = "2022-06", "2022-03", "2021-11"
# By series, route and service, as the catalogue offers them; None is the standard route.
SERVICES = {
    (JUNE, None): {"1", "1S", "2", "2S", "5", "9", "X", "A1", "A2"},
    (JUNE, "Portfolio of evidence"): {"2", "10", "X"},
    (MARCH, None): {"1", "2"},
    (NOVEMBER, "School-assessed grades"): {"1", "2", "3", "AM", "AP", "AS"},
}
STATUSES = {"with_associate", "rejected", "pending", "submitted", "received", "acknowledged", "completed", "cancelled"}


@pytest.fixture(scope="module")
def begun() -> datetime:
    """The moment at which the practice desk was started."""
    return datetime.now(LONDON)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory, begun: datetime) -> Iterator[RunningDesk]:
    """A practice desk on its first morning."""
    with serving(tmp_path_factory.mktemp("practice"), history=True) as desk:
        yield desk


def rows(desk: RunningDesk, email: str, series: str, typed: str = "", **query: str) -> list[dict[str, Any]]:
    """Every enquiry of a centre's series that what was typed finds."""
    found, after = [], ""
    with desk.as_(email) as person:
        while True:
            answer = (
                person.get("/api/enquiries", params={"series": series, "after": after, **query}, headers={"X-Typed": typed})
                .raise_for_status()
                .json()
            )
            found += answer["enquiries"]
            after = answer["next"]
            if after is None:
                return found


@pytest.fixture(scope="module")
def enquiries(practice: RunningDesk) -> list[dict[str, Any]]:
    """Every enquiry of the three schools."""
    return [
        row for email in (OFFICER, OTHER_OFFICER, LAKESIDE) for series in (JUNE, MARCH, NOVEMBER) for row in rows(practice, email, series)
    ]


def staff(desk: RunningDesk, path: str, *, by: str = CASEWORKER, **query: str) -> Any:
    with desk.as_(by) as person:
        return person.get(f"/api/staff/{path}", params=query).raise_for_status().json()


@pytest.mark.proves("BY-23")
def test_there_are_enquiries_in_every_state_and_of_every_service_some_late_and_some_waiting(enquiries: list[dict[str, Any]]) -> None:
    assert {row["status"] for row in enquiries} == STATUSES
    asked: dict[tuple[str, str | None], set[str]] = {}
    for row in enquiries:
        asked.setdefault((row["series"]["id"], row["route"]), set()).add(row["service"]["code"])
    assert {place: asked[place] & codes for place, codes in SERVICES.items()} == SERVICES
    assert "Q" in asked[JUNE, None]
    assert len(enquiries) > 60
    assert sum(row["late"] for row in enquiries) == 6
    waiting = [row["service"]["code"] for row in enquiries if row["status"] == "pending"]
    assert sorted(waiting) == ["2", "9"], "a report on a group, and an enquiry submitted after it about one of the group"
    assert {row["subject"]["kind"] for row in enquiries} == {"candidate", "group", "cohort"}
    assert sum(row["extends"] is not None for row in enquiries) == 2


@pytest.mark.proves("BY-23")
def test_there_are_appeals_of_both_stages_waiting_acknowledged_allowed_and_not_allowed(
    practice: RunningDesk, enquiries: list[dict[str, Any]]
) -> None:
    appeals = [row for row in enquiries if row["service"]["code"] in {"A1", "A2", "AP", "AM", "AS"}]
    assert {(row["service"]["code"], row["status"]) for row in appeals} == {
        ("A1", "received"), ("A1", "completed"), ("A2", "acknowledged"), ("AP", "completed"), ("AM", "acknowledged"), ("AS", "completed"),
    }  # fmt: skip
    with practice.as_(OFFICER) as officer:
        shown = [officer.get(f"/api/enquiries/{row['id']}").raise_for_status().json()["enquiry"] for row in appeals]
    said = {(each["service"]["code"], each["outcome"]["text"]) for each in shown if each["status"] == "completed"}
    assert said == {
        ("A1", "The appeal is allowed. Syllabus grade: C → B."),
        ("A1", "The appeal is not allowed. The syllabus grade stays A."),
        ("AS", "The appeal is allowed. Syllabus grade: B → A."),
        ("AP", "The appeal is not allowed. The syllabus grade stays A."),
    }


@pytest.mark.proves("BY-23")
def test_there_are_invoices_to_centres_and_to_an_associate_a_credit_note_and_an_enquiry_for_the_next_run(
    practice: RunningDesk, enquiries: list[dict[str, Any]]
) -> None:
    issued = staff(practice, "invoices", by=FINANCE)
    assert (issued["series"]["id"], issued["refused"]) == (MARCH, [])
    assert sorted((each["number"], each["to"], each["total"]["amount"], each["waived"] or 0) for each in issued["invoices"]) == [
        ("CRN-2203-000001", "Harbour International School", "-52.00", 0),
        ("INV-2203-000001", "Harbour International School", "104.00", 0),
        ("INV-2203-000002", "Meridian Associates", "18.00", 0),
        ("INV-2203-000003", "Northfield School", "104.00", 1),
    ]
    billed = {
        line["enquiry"]
        for each in issued["invoices"]
        if each["number"].startswith("INV")
        for line in staff(practice, f"invoices/{each['id']}", by=FINANCE)["invoice"]["items"]
    }
    waiting = {
        row["subject"]["label"]
        for row in enquiries
        if row["series"]["id"] == MARCH and row["status"] == "completed" and row["id"] not in billed
    }
    assert waiting == {"0754 Bea Sanders"}
    assert staff(practice, "invoices", by=FINANCE, series=JUNE)["invoices"] == []


@pytest.mark.proves("BY-23")
def test_messages_wait_for_the_centre_the_associate_and_staff(practice: RunningDesk, enquiries: list[dict[str, Any]]) -> None:
    with practice.as_(ASSOCIATE) as associate:
        read = associate.get("/api/associate/enquiries").raise_for_status().json()["enquiries"]
    assert {row["message"] for row in read} == {None, "Error reported", "Change to agree to"}
    assert {row["message"] for row in enquiries} >= {None, "Question"}
    assert [row["message"] for row in staff(practice, "queue", stage="answered")["enquiries"]] == ["Answered"]
    with practice.as_(OFFICER) as officer:
        posted = officer.get("/api/messages", params={"awarding_body": CAMBRIDGE}).raise_for_status().json()["messages"]
    assert [each["title"] for each in posted] == [
        "Five weeks until the June deadline", "Results of June 2022", "Fees list for enquiries about results and appeals",
    ]  # fmt: skip


@pytest.mark.proves("BY-23")
def test_a_re_moderation_is_finished_and_changed_the_grade_of_one_candidate(practice: RunningDesk, enquiries: list[dict[str, Any]]) -> None:
    (french,) = (row for row in enquiries if row["service"]["code"] == "5" and row["status"] == "completed")
    with practice.as_(OFFICER) as officer:
        shown = officer.get(f"/api/enquiries/{french['id']}").raise_for_status().json()["enquiry"]
    assert shown["outcome"]["text"] == "The results of 2 of 7 candidates change. Everybody else keeps their marks and grade."
    assert [each["slot"] for each in shown["documents"]] == ["AckLetter", "OutLetter", "Rpt", "Statement-0719"]
    assert (shown["fee"]["status"], shown["outcome"]["changes_grade"]) == ("waived", True)


def test_what_happened_lies_before_the_desk_opens_and_nobody_asked_for_the_candidate_of_the_guides(
    practice: RunningDesk, begun: datetime, enquiries: list[dict[str, Any]]
) -> None:
    before = begun + timedelta(seconds=practice.local.offset_seconds - 1)
    assert before <= datetime(2022, 8, 22, 9, tzinfo=LONDON) <= practice.local.now, "nine o'clock is when it was started"
    assert max(row["submitted_at"] for row in enquiries) < "2022-08-22T08:00:00.000Z"
    assert min(row["submitted_at"] for row in enquiries) > "2022-01-24"
    asked = {each["number"] for row in enquiries if row["body"]["id"] == CAMBRIDGE for each in row["subject"]["candidates"]}
    assert "0713" not in asked
    with practice.as_(OFFICER) as officer:
        for row in enquiries[:40]:
            shown = officer.get(f"/api/enquiries/{row['id']}")
            if shown.is_success:
                assert all(event["at"] < "2022-08-22T08:00:00.000Z" for event in shown.json()["enquiry"]["history"])


def test_the_associate_has_a_mornings_approvals_and_documents_to_release(practice: RunningDesk) -> None:
    with practice.as_(ASSOCIATE) as associate:
        approvals = associate.get("/api/associate/queue").raise_for_status().json()["enquiries"]
        release = (
            associate.get("/api/associate/enquiries", params={"series": JUNE, "release": "any"}).raise_for_status().json()["enquiries"]
        )
    assert len(approvals) == 6
    assert {row["to_release"][0] for row in release} == {"AckLetter", "OutLetter"}


def test_staff_have_letters_to_issue_answers_to_read_late_and_held_enquiries_a_statement_and_two_failures(
    practice: RunningDesk, enquiries: list[dict[str, Any]]
) -> None:
    counts = staff(practice, "attention")["counts"]
    assert {name: counts[name] for name in ("submitted", "overdue", "unacknowledged", "answered", "amended", "held", "statements", "failures")} == {
        "submitted": 1, "overdue": 2, "unacknowledged": 3, "answered": 1, "amended": 2, "held": 1, "statements": 6, "failures": 2,
    }  # fmt: skip
    for stage in ("received", "acknowledged", "unacknowledged", "answered", "amended", "held"):
        assert len(staff(practice, "queue", stage=stage)["enquiries"]) == counts[stage] > 0, stage
    failures = staff(practice, "failures")["failures"]
    assert {each["what"] for each in failures} == {"Send the e-mail", "Number the enquiries"}
    assert any("it is not known whether the mail went out" in each["last_error"] for each in failures)
    assert sum(row["message"] == "Question" for row in enquiries) == 1


def test_the_centre_has_messages_drafts_and_an_appeal_that_waits_for_its_head(practice: RunningDesk) -> None:
    with practice.as_(HEAD) as head:
        assert len(head.get("/api/messages", params={"awarding_body": CAMBRIDGE}).raise_for_status().json()["messages"]) == 3, (
            "two posted and the fees list"
        )
        assert len(head.get("/api/drafts").raise_for_status().json()["drafts"]) == 4
        (biology,) = (
            row for row in rows(practice, HEAD, JUNE, typed="0702") if row["status"] == "completed" and row["service"]["code"] == "1"
        )
        shown = head.get(f"/api/enquiries/{biology['id']}").raise_for_status().json()["enquiry"]
    assert shown["appeal_form"]["draft"] if "appeal_form" in shown else "Two pages of question 6" in str(shown)


def test_letters_and_scripts_can_be_opened(practice: RunningDesk) -> None:
    (maths,) = (row for row in rows(practice, OFFICER, JUNE, typed="0701") if row["service"]["code"] == "2S")
    assert maths["status"] == "completed"
    with practice.as_(OFFICER) as officer:
        documents = officer.get(f"/api/enquiries/{maths['id']}").raise_for_status().json()["enquiry"]["documents"]
        assert [each["slot"] for each in documents] == ["AckLetter", "OutLetter", "CoSLetter-22", "CoSLetter-42", "Statement"]
        for each in documents:
            link = officer.post(f"/api/enquiries/{maths['id']}/documents/{each['id']}/link").raise_for_status().json()
            assert officer.get(link["url"], headers={"Authorization": ""}).content.startswith(b"%PDF-")


def test_the_history_is_read_in_order_of_time_and_each_step_says_who_takes_it() -> None:
    steps = read()
    assert len(steps) > 190
    assert [each.at for each in steps] == sorted(each.at for each in steps)
    assert {each.step["by"].split("@")[1] for each in steps} == {
        "northfield.example", "harbour.example", "lakeside.example", "weir.example", "meridian.example", "board.example", "ncfe.example",
        "pupils.northfield.example",
    }  # fmt: skip
    later = [each.step["do"] for each in steps if each.at > datetime(2022, 8, 22, 9, tzinfo=LONDON)]
    assert later == ["invoice"], "June is invoiced from October: only a desk whose clock is set to then has invoices"


def test_the_practice_desk_has_consents_in_every_state_and_its_log_one_that_was_chased(practice: RunningDesk) -> None:
    with practice.as_(OFFICER) as officer:
        asked = {"awarding_body": "aqa", "series": JUNE}
        records = officer.get("/api/consents", params=asked).raise_for_status().json()["records"]
        log = officer.get("/api/log", params={"series": JUNE}).raise_for_status().json()["rows"]
    states = [each["state"] for record in records for each in record["consents"]]
    assert {state: states.count(state) for state in ("asked", "refused")} == {"asked": 1, "refused": 1}
    assert states.count("withdrawn") == 2, "one on paper, one over the link"
    assert "given" in states
    assert [each["cells"]["chased_by"] for each in log if "chased" in each["cells"]] == ["Amara Okafor"]


@pytest.mark.proves("BY-22")
@pytest.mark.parametrize(
    ("email", "address", "kinds"),
    [
        (OFFICER, "/desk/", {"4 enquiries are later than promised": 4, "1 question waits for your answer": 1}),
        (LAKESIDE, "/desk/", {"1 was rejected by your Associate, and can be submitted again": 1}),
        (
            ASSOCIATE,
            "/associate/",
            {"2 enquiries with documents to release": 2, "1 error reported by a centre": 1, "1 change for you to agree to": 1},
        ),
        (
            CASEWORKER,
            "/staff/",
            {
                "3 acknowledgements are late": 3,
                "2 enquiries are overdue": 2,
                "2 amended enquiries need new acknowledgements": 2,
                "2 deliveries have failed": 2,
            },
        ),
    ],
)
def test_each_desk_opens_on_what_needs_doing_and_each_count_leads_to_just_that_list(
    practice: RunningDesk, browser: Browser, email: str, address: str, kinds: dict[str, int]
) -> None:
    visitor = Visitor(browser, practice, email, width=1280, scheme="light", script=True)
    try:
        page = visitor.open(address)
        for words, count in kinds.items():
            page.locator(".todo").get_by_role("link", name=words).click()
            visitor.settled()
            expect(page.locator("article table:visible tbody tr")).to_have_count(count)
            page = visitor.open(address)
            expect(page.locator(".todo")).to_be_visible()
        visitor.inspect(f"practice desk of {email.split('@')[0]} {address.strip('/')}")
    finally:
        visitor.leave()
    assert visitor.faults == []


@pytest.mark.proves("BY-22")
def test_finance_opens_on_the_series_to_invoice_and_from_when(practice: RunningDesk, browser: Browser) -> None:
    visitor = Visitor(browser, practice, FINANCE, width=1280, scheme="light", script=True)
    try:
        visitor.page.goto("/staff/")
        visitor.page.wait_for_url("**/staff/invoices/")
        expect(visitor.page.locator("article")).to_contain_text("March 2022 (practice) is invoiced from 1 July 2022")
        expect(visitor.page.get_by_role("button", name="Run the invoices")).to_be_visible()
        expect(visitor.page.locator("tbody tr")).to_have_count(4)
    finally:
        visitor.leave()


# Every text that is seen in a page's content, but for the bar of every page of the desk, up to the end of an element.
SEEN_UP_TO = """(last) => {
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  const seen = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!last.contains(node) && last.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) break;
    const text = node.textContent.trim();
    if (text && node.parentElement.checkVisibility() && !node.parentElement.closest(".desk-bar, .headerlink, .visually-hidden")) seen.push(text);
  }
  return seen;
}"""


@pytest.mark.proves("BY-22")
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(
    ("email", "address", "doing", "before"),
    [
        (
            OFFICER,
            "/desk/",
            ".todo",
            ["Enquiries about results", "What needs attention", "Create enquiry", "Submit several requests", "List enquiries"],
        ),
        (ASSOCIATE, "/associate/", ".todo", ["To approve"]),
        (CASEWORKER, "/staff/", ".todo", ["Queue"]),
        (FINANCE, "/staff/invoices/", "[data-part=months]", ["Invoices"]),
    ],
)
def test_nothing_stands_before_what_needs_doing_on_the_first_page_of_a_desk(
    practice: RunningDesk, browser: Browser, width: int, email: str, address: str, doing: str, before: list[str]
) -> None:
    visitor = Visitor(browser, practice, email, width=width, scheme="light", script=True)
    try:
        page = visitor.open(address)
        first = page.locator(doing)
        expect(first).to_be_visible()
        seen = first.evaluate(SEEN_UP_TO)
        assert len(seen) > len(before), "what needs doing is said"
        assert seen[: len(before)] == before
        assert first.evaluate("(each, text) => each.innerText.startsWith(text)", seen[len(before)]), "and then nothing but it"
        box = first.bounding_box()
        assert box
        assert box["y"] < 640, "on the first screen of a phone"
    finally:
        visitor.leave()


def test_a_list_that_is_shown_in_full_is_sorted_by_its_columns_and_a_longer_one_says_what_to_do(
    practice: RunningDesk, browser: Browser
) -> None:
    visitor = Visitor(browser, practice, OFFICER, width=1280, scheme="light", script=True)
    try:
        page = visitor.open("/desk/enquiries/?status=late")
        page.get_by_role("button", name="Syllabus").click()
        expect(page.locator("tbody tr td:nth-of-type(2)").first).to_contain_text("0500 First Language English")
        page.get_by_role("button", name="Syllabus").click()
        expect(page.locator("tbody tr td:nth-of-type(2)").first).to_contain_text("0610 Biology")
        page = visitor.open("/desk/enquiries/")
        page.get_by_role("button", name="Syllabus").click()
        expect(page.get_by_role("alert")).to_contain_text("Only a list that is shown in full can be sorted by syllabus.")
        page.get_by_label("Submitted", exact=True).select_option("Earliest first")
        expect(page.locator("tbody tr").first).to_contain_text("November 2021")
    finally:
        visitor.leave()
    assert visitor.faults == []
