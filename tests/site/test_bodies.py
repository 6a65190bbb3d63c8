"""Pages for many awarding bodies: each one's own, what closes first over all, and their services side by side."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.accessibility import violations
from tests.site.building import Built
from tests.site.test_figures import article, rows, words

EXAMS = "Services 1, 1S, 2, 2S, 5, 9; NO RESULT (X), PENDING (Q)"
KINDS = "Clerical check, review of marking, review of moderation, report on a group, missing result"


def made_up(said: list[str]) -> list[str]:
    """The rows of Cambridge and of the first three made-up bodies, whatever other bodies there are."""
    return [each for each in said if each.startswith(("Cambridge", "Aldermoor", "Brackwater", "Caldstone"))]


def test_deadlines_of_all_bodies_are_in_one_list_what_closes_first_before_the_others_and_the_same_row_once(many: Built) -> None:
    assert made_up(rows(many.page("deadlines/")))[:4] == [
        f"Aldermoor Examinations , Cambridge International June 2022 {EXAMS} {KINDS} 20 September 2022 29 days left",
        "Cambridge International June 2022 Service 10 (Portfolio of evidence) Review of chosen evidence 20 September 2022 our own rule 29 days left",
        f"Brackwater Examinations June 2022 {EXAMS} {KINDS} 23 September 2022 32 days left",
        f"Caldstone Examinations June 2022 {EXAMS} {KINDS} 26 September 2022 35 days left",
    ]


def test_home_leads_with_what_closes_first_over_all_bodies_and_with_ways_to_one_body_series_or_qualification(many: Built) -> None:
    page = article(many.page(""))
    titles = re.findall(r'<div class="card"><h3>([^<]*) <span', page)
    assert len(titles) == 4
    assert titles[0] == "Aldermoor Examinations, June 2022"
    assert '<a class="button" href="desk/new/?body=made-up-aldermoor&amp;series=2022-06">Ask about June 2022</a>' in page
    for way in ("bodies/made-up-silverdale/#deadlines", "deadlines/series-2022-11/", "deadlines/qualification-igcse/"):
        assert f'href="{way.replace("bodies/", "deadlines/../bodies/")}"' in page, way


def test_a_series_has_a_page_of_its_deadlines_and_so_has_a_qualification_for_readers_without_script(many: Built) -> None:
    november = made_up(rows(many.page("deadlines/series-2022-11/")))
    assert [each[: each.index(" Service")] for each in november] == [
        "Aldermoor Examinations , Cambridge International November 2022",
        "Cambridge International November 2022",
        "Brackwater Examinations November 2022",
        "Caldstone Examinations November 2022",
    ]
    assert len(rows(many.page("deadlines/qualification-igcse/"))) >= 40


def test_every_body_has_its_pages_and_says_in_a_sentence_what_is_not_known_of_it(many: Built) -> None:
    for part in ("", "services/", "fees/", "appeals/", "questions/"):
        assert "Caldstone Examinations" in words(article(many.page(f"bodies/made-up-caldstone/{part}")))
    fees = words(article(many.page("bodies/made-up-caldstone/fees/")))
    assert "free" in fees
    assert "GBP" not in fees
    services = rows(many.page("bodies/made-up-brackwater/services/"))
    assert services[0].startswith("Service 1 Clerical check Were all parts of the script marked")
    assert "Available for components that the awarding body assessed." in services[0]
    assert "GBP 19.00 for each component demonstration figure" in words(article(many.page("bodies/made-up-brackwater/fees/")))


def test_services_with_the_same_target_are_in_one_row(many: Built) -> None:
    said = rows(many.page("bodies/made-up-brackwater/questions/"))
    assert said[:2] == [
        "Services 1, 1S, 2, 2S, 5; NO RESULT (X), PENDING (Q) Normally within 30 days of receipt.",
        "Service 9 Normally within 30 days of receipt. It may take longer.",
    ]


@pytest.mark.proves("TX-05")
def test_the_list_of_awarding_bodies_says_what_is_open_where_requests_go_and_links_to_their_own_pages(many: Built) -> None:
    page = article(many.page("bodies/"))
    row = next(each for each in made_up(rows(many.page("bodies/"))) if each.startswith("Brackwater"))
    assert row.startswith(
        "Brackwater Examinations June 2022, until 23 September 2022 32 days left Handled on this desk Brackwater Examinations: post-results guide"
    )
    assert '<a href="https://made-up-brackwater.example/results">' in page
    assert '<a href="https://www.cambridgeinternational.org/ear">' in page


def test_cambridge_keeps_its_guidance_and_its_page_leads_there(many: Built) -> None:
    page = article(many.page("bodies/cambridge-international/"))
    for path in ("guidance/", "guidance/services/", "guidance/appeals/", "guidance/questions/"):
        assert f'<a href="../../{path}">' in page
    assert '<a href="fees/">Fees</a>' in page
    assert not (many.folder / "bodies/cambridge-international/services").exists()


@pytest.mark.proves("TX-01")
def test_services_stand_side_by_side_with_last_day_target_and_fee_and_how_far_to_trust_each(many: Built) -> None:
    page = article(many.page("bodies/compare/"))

    def cell(body: str, kind: str) -> str:
        row = next(each for each in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL) if f'<th scope="row"><span>{kind}</span>' in each)
        return words(re.search(rf'<td data-body="{body}"[^>]*>(.*?)</td>', row, re.DOTALL)[1])  # type: ignore[index]

    assert cell("cambridge-international", "Clerical check") == (
        "Services 1, 1S until 20 September 2022 within 30 days of receipt 1: GBP 18.00 per component made up 1S: GBP 30.00 per component made up"
    )
    assert cell("made-up-dunmere", "Review of moderation") == (
        "Service 5 until 29 September 2022 reported within 30 days of receipt reported GBP 213.00 per component made up"
    )
    assert (
        cell("made-up-caldstone", "Review of marking")
        == "Services 2, 2S until 26 September 2022 within 30 days of receipt fee not known here"
    )
    assert cell("cambridge-international", "Appeal, second stage").startswith("Stage 2 appeal within 14 days of the letter reported")
    assert cell("made-up-aldermoor", "Review of chosen evidence") == "– none, or not known here"


def test_no_page_of_a_body_grows_with_the_number_of_bodies(site: Built, many: Built) -> None:
    alone, among = (len(built.page("bodies/cambridge-international/")) for built in (site, many))
    assert abs(among - alone) < 200


def test_search_knows_the_pages_of_the_bodies_and_not_the_same_deadlines_again(many: Built) -> None:
    found = {each["location"] for each in json.loads(many.text("search/search_index.json"))["docs"]}
    assert {"bodies/made-up-silverdale/", "bodies/made-up-silverdale/fees/", "deadlines/"} <= found
    assert not [each for each in found if each.startswith("deadlines/series-")]


def test_the_filters_work_in_place_and_the_address_keeps_them(browser: Browser, address_of_many: str) -> None:
    page = browser.new_page()
    page.goto(f"{address_of_many}/deadlines/")
    shown = page.get_by_role("region", name="Deadlines", exact=True).locator("tbody tr").locator("visible=true")
    assert shown.count() > 40
    page.get_by_label("Awarding body").select_option("Brackwater Examinations")
    expect(shown).to_have_count(2)
    page.get_by_label("Series").select_option("June 2022")
    expect(shown).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text="1 deadline is open or opens later.")).to_be_visible()
    assert page.url.endswith("/deadlines/?body=made-up-brackwater&series=2022-06")
    page.reload()
    expect(shown).to_have_count(1)
    page.close()


def test_the_comparison_shows_the_bodies_that_are_chosen(browser: Browser, address_of_many: str) -> None:
    page = browser.new_page()
    page.goto(f"{address_of_many}/bodies/compare/?body=made-up-aldermoor&body=cambridge-international")
    columns = page.get_by_role("columnheader").locator("visible=true")
    expect(columns).to_have_count(3)
    page.get_by_text("Choose awarding bodies").click()
    page.get_by_label("Brackwater Examinations").check()
    expect(columns).to_have_count(4)
    page.get_by_role("button", name="Choose none").click()
    expect(columns).to_have_count(1)
    page.get_by_label("NCFE").check()
    expect(columns).to_have_count(2)
    assert page.url.endswith("/bodies/compare/?body=ncfe")
    page.get_by_role("button", name="Choose all").click()
    expect(columns).to_have_count(28)
    page.close()


def searched(page: Page, address: str, words: str) -> Locator:
    """Search the guidance. Return the results, once they are there."""
    page.goto(f"{address}/guidance/")
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog", name="Search the guidance")
    dialog.get_by_role("searchbox").fill(words)
    expect(dialog.get_by_role("status")).to_contain_text(f"found for “{words}”")
    return dialog.locator("[data-part=search-results] > li")


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("NCFE", "bodies/ncfe/"),
        ("Dunmere Examinations", "bodies/made-up-dunmere/"),
        ("deadline review of marking", "deadlines/"),
        ("consent", "guidance/before-you-ask/#the-candidates-consent"),
        ("dunmere fees", "fees/"),
    ],
)
def test_of_many_bodies_search_finds_the_page_that_the_words_name_first(
    browser: Browser, address_of_many: str, words: str, path: str
) -> None:
    page = browser.new_page()
    results = searched(page, address_of_many, words)
    expect(results.first.get_by_role("link").first).to_have_attribute("href", f"{address_of_many}/{path}")
    page.close()


def test_what_many_bodies_have_alike_is_one_result_that_names_its_page_and_leads_to_the_others(
    browser: Browser, address_of_many: str
) -> None:
    page = browser.new_page()
    results = searched(page, address_of_many, "consent")
    asked = results.filter(has_text="What do we declare when we submit?")
    expect(asked).to_have_count(1)
    expect(asked).to_contain_text("Aldermoor Examinations: questions and rules")
    expect(asked.locator("mark").first).to_have_text("consented,")
    asked.get_by_text("Also for 25 other awarding bodies").click()
    asked.get_by_role("link", name="NCFE").click()
    expect(page).to_have_url(f"{address_of_many}/bodies/ncfe/questions/#what-do-we-declare-when-we-submit")
    page.close()


def test_search_takes_no_card_for_a_title_and_runs_no_cells_together(many: Built) -> None:
    titles = {each["location"]: each for each in json.loads(many.text("search/search_index.json"))["docs"]}
    assert titles["guidance/school-assessed/#appeals"]["title"] == "Appeals"
    assert titles["bodies/ncfe/services/"]["text"].startswith(
        "Service What is checked What it is available for What comes back When Clerical check"
    )


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_the_services_of_twenty_bodies_are_folded_one_by_one_also_without_script(
    browser: Browser, address_of_many: str, script: bool
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{address_of_many}/bodies/compare/")
    cells = page.locator(".compare td").locator("visible=true")
    expect(cells).to_have_count(0)
    assert page.locator(".compare").bounding_box()["height"] < 1200  # type: ignore[index]
    page.locator("summary", has_text="Clerical check").click()
    expect(page.locator('.compare td[data-body="cambridge-international"]').locator("visible=true")).to_contain_text(
        "until 20 September 2022"
    )
    assert cells.count() >= 20
    page.locator("summary", has_text="Clerical check").click()
    expect(cells).to_have_count(0)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert cells.count() > 100
    expect(page.locator(".compare summary").locator("visible=true")).to_have_count(0)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 360, "height": 800})
    assert cells.count() > 40
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_twenty_bodies_fit_on_every_page_about_them(browser: Browser, address_of_many: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in ("", "deadlines/", "bodies/", "bodies/compare/", "bodies/made-up-dunmere/", "bodies/made-up-dunmere/fees/"):
        page.goto(f"{address_of_many}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than {width} px"
        found = violations(page, looks_only=scheme == "dark")
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], path
    context.close()


@pytest.mark.proves("JQ-04")
def test_the_bodies_of_the_jcq_name_their_portals_their_reported_days_and_their_own_waivers(site: Built) -> None:
    assert words(article(site.page("bodies/aqa/"))).startswith("AQA In its own portal, Centre Services. Prepare the request at your desk")
    fees = words(article(site.page("bodies/aqa/fees/")))
    assert "Service 2 (GCE A level) GBP 51.95 for each component reported, not confirmed" in fees
    assert "Appeals: The fee of an appeal is given back if the appeal is upheld." in fees
    june = [each for each in rows(site.page("deadlines/series-2026-06/")) if "20 August 2026 reported, not confirmed" in each]
    assert len(june) == 1, "what is the same for several bodies is in one row"
    assert june[0].startswith("AQA , CCEA , City & Guilds , OCR , Pearson , WJEC June 2026 Service P2 Priority review of marking")
    every = [each for each in rows(site.page("deadlines/series-2026-06/")) if each.startswith("AQA")]
    september = [each for each in every if "24 September 2026 reported, not confirmed" in each]
    assert [each.split(" June 2026 ")[1].split(" Clerical")[0] for each in september] == [
        "Services 1, 2, 3 (GCSE)", "Services 1, 2, 3 (GCE AS level, GCE A level)",
    ]  # fmt: skip
    assert [each.rsplit(" opens ")[1] for each in september] == ["20 August 2026", "13 August 2026"], "each its own results day"
    assert all(every.index(june[0]) < every.index(each) for each in september), "the priority deadline comes first"


@pytest.mark.proves("JQ-01", "JQ-02", "JQ-03")
def test_targets_and_limits_of_the_bodies_of_the_jcq_are_shown_as_reported(site: Built) -> None:
    said = rows(site.page("bodies/aqa/questions/"))
    for target in (
        "Service 1 Normally within 10 calendar days of receipt.", "Service 2 Normally within 20 calendar days of receipt.",
        "Service P2 Normally within 15 calendar days of receipt.", "Service 3 Normally within 35 calendar days of receipt.",
    ):  # fmt: skip
        (row,) = [each for each in said if each.startswith(target.split(" Normally")[0] + " ")]
        assert target in row
        assert "reported, not confirmed" in row
    services = words(article(site.page("bodies/aqa/services/")))
    for name in ("Copy of script to support a review of marking", "Copy of script to support teaching and learning"):
        assert name in services
    appeals = rows(site.page("bodies/aqa/appeals/"))
    assert "within 30 calendar days of the letter" in appeals[0]
    assert "reported, not confirmed" in appeals[0]
    assert appeals[0].startswith("Preliminary appeal")
    assert "within 14 calendar days of the letter" in appeals[1]
    assert "reported, not confirmed" in appeals[1]
    assert appeals[1].startswith("Appeal hearing")


def test_the_page_of_fees_is_made_for_every_body_and_says_which_papers_count_together(site: Built) -> None:
    fees = words(article(site.page("bodies/aqa/fees/")))
    assert "no component is charged that was asked for together with the one that changed it" in fees
    assert "If the overall grade changes, the fee is waived for all papers that are under review." in words(
        article(site.page("bodies/pearson/fees/"))
    )
    overview = rows(site.page("fees/"))
    assert [each.split(" GBP ")[0] for each in overview if " GBP " in each][:2] == ["AQA", "Cambridge International"]
    assert len(overview) == 8
    assert '<a href="../bodies/cambridge-international/fees/">Cambridge International</a>' in site.page("fees/")
    changes = {
        "cambridge-international": "You can amend or cancel an enquiry without charge until 24 hours after its acknowledgement.",
        "ncfe": "A request can be amended or cancelled until its outcome is issued. No fee is charged for that.",
        "aqa": "You can amend this request here until you have made it in Centre Services, and cancel it until its outcome is recorded.",
    }
    for body, sentence in changes.items():
        assert sentence in words(article(site.page(f"bodies/{body}/fees/"))), body


@pytest.mark.proves("NC-11")
def test_ncfe_sends_learners_to_their_centre_answers_questions_and_says_how_to_reach_support(site: Built) -> None:
    page = article(site.page("bodies/ncfe/questions/"))
    said = words(page)
    questions = [words(each).removesuffix("¶").strip() for each in re.findall(r"<h2[^>]*>(.*?)</h2>", page)]
    assert questions == [
        "Until when can we ask?", "How long does it take?", "I am a learner. Whom do I ask?", "A result is missing. What do we do?",
        "What do we declare when we submit?", "Can we change or cancel a request?", "Whom do we write to?", "Rules",
    ]  # fmt: skip
    assert "A learner speaks to the centre about the options, and the centre speaks to NCFE." in said
    assert "NCFE Customer Support." in said
    assert '<a href="https://www.ncfe.org.uk/">Its address is on NCFE’s website.</a>' in page


@pytest.mark.proves("NC-09")
def test_ncfe_says_that_a_missing_result_has_a_query_of_its_own(site: Built) -> None:
    said = words(article(site.page("bodies/ncfe/questions/")))
    assert "If results are missing or show as incomplete, ask about them as a query of their own." in said
    assert "Ask for: Query about a missing result (free)." in said


@pytest.mark.proves("NC-02", "NC-04")
def test_ncfe_says_who_reviews_that_a_clerical_check_is_included_and_where_the_time_for_scripts_is_published(site: Built) -> None:
    (review,) = [each for each in rows(site.page("bodies/ncfe/services/")) if each.startswith("Review of marking")]
    assert "A Chief or Lead Examiner reviews the marking. A clerical check is included." in review
    (script,) = [each for each in rows(site.page("bodies/ncfe/services/")) if each.startswith("Access to scripts")]
    assert "A copy of the marked assessment, with the marks for each answer. A clerical check is included." in script
    assert "It depends on the qualification; NCFE publishes it on its page about access to scripts." in script


def test_the_appeals_of_ncfe_stand_by_type_where_their_limits_differ(site: Built) -> None:
    said = rows(site.page("bodies/ncfe/appeals/"))
    assert any(each.startswith("Appeal, preliminary stage (T Level) ") and "within 30 calendar days of the letter" in each for each in said)
    assert any(
        each.startswith("Appeal, preliminary stage (V Cert, CACHE") and "within 30 working days of the letter" in each for each in said
    )
