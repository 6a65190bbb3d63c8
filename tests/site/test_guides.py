"""The guides in steps with pictures, the overview in sequence, and what is said about marks and tolerance."""

from __future__ import annotations

import io
import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.site.building import ROOT, Built, build
from tests.site.test_figures import article, words

GUIDES = ROOT / "content" / "guidance"
PICTURES = ROOT / "content" / "pages" / "assets" / "pictures" / "guide"
PAGES = {"submit": ["submit", "group"], "associates": ["associates"]}
MOST = 48_000  # bytes of one picture: a phone gets only those that it scrolls to
AGAIN = "run `make pictures`"


def guide(name: str) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = yaml.safe_load((GUIDES / f"{name}.yml").read_text(encoding="utf-8"))["steps"]
    return steps


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for names in PAGES.values():
        for name in names:
            yield from ((f"{name}/{step['id']}", step) for step in guide(name))


def size(picture: Path) -> tuple[int, int]:
    """Width and height, from the head of a PNG."""
    return struct.unpack(">II", picture.read_bytes()[16:24])  # type: ignore[return-value]


@pytest.mark.proves("CI-32")
def test_every_step_has_its_picture_in_two_sizes_taken_of_what_the_guide_says_and_no_picture_is_left_over() -> None:
    made = json.loads((GUIDES / "pictures.json").read_text(encoding="utf-8"))
    told = dict(steps())
    assert told
    assert sorted(made) == sorted(told), AGAIN
    files = set()
    for name, step in told.items():
        assert made[name]["frame"] == [*step["picture"]["of"], step["picture"].get("ring", "")], f"{name}: {AGAIN}"
        assert made[name]["words"], name
        for kind, suffix in (("wide", ""), ("narrow", "-narrow")):
            file = PICTURES / f"{name.replace('/', '-')}{suffix}.png"
            files.add(file)
            width, height = size(file)
            said = made[name][kind]
            assert abs(width / height - said[0] / said[1]) < 0.05, f"{name}: {AGAIN}"
    assert set(PICTURES.iterdir()) == files
    assert all(each.stat().st_size < MOST for each in files)


@pytest.mark.proves("CI-32")
def test_what_a_picture_shows_is_said_in_words_and_so_is_where_to_press() -> None:
    told = list(steps())
    assert told
    for name, step in told:
        picture = step["picture"]
        assert len(picture["alt"].split()) >= 10, name
        assert ("ring" in picture["alt"]) == ("ring" in picture), name


@pytest.mark.proves("CI-32")
@pytest.mark.parametrize("page", PAGES)
def test_the_page_tells_each_step_with_its_picture_in_order_and_says_once_that_dates_are_for_illustration(site: Built, page: str) -> None:
    content = article(site.page(f"guidance/{page}/"))
    told = [(name, step) for guide_name in PAGES[page] for name, step in steps() if name.startswith(f"{guide_name}/")]
    found = re.findall(r'<li id="([a-z-]+)" class="step">(.*?)</li>', content, re.DOTALL)
    assert told
    assert [id for id, _ in found] == [name.replace("/", "-") for name, _ in told]
    for (name, step), (_, html) in zip(told, found, strict=True):
        assert words(html).startswith(f"{step['title']}. "), name
        image = re.search(r"<img [^>]*>", html)
        assert image, name
        assert 'loading="lazy"' in image[0]
        pictures = re.findall(r'(?:src|srcset)="([^"]+)"', html)
        assert len(pictures) == 2, f"{name}: one wide, one narrow"
        for kind in pictures:
            assert (site.folder / "guidance" / page / kind).resolve().is_file(), f"{name}: {kind}"
    assert words(content).count("for illustration only") == 1


@pytest.mark.proves("CI-41")
def test_the_address_for_questions_and_comments_stands_in_each_guide(site: Built) -> None:
    for path in ("submit", "associates", "overview", "marks-and-tolerance", "candidates"):
        content = article(site.page(f"guidance/{path}/"))
        assert 'href="mailto:info@cambridgeinternational.org"' in content, path
        assert "comments" in words(content), path


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("overview.yml", ("picture: submit/series", "picture: submit/nowhere")),
        ("submit.yml", ("id: series", "id: sign-in")),
        ("group.yml", ("title: Wait\n", "heading: Wait\n")),
    ],
)
def test_a_faulty_guide_breaks_the_build_with_the_name_of_its_file(tmp_path: Path, file: str, change: tuple[str, str]) -> None:
    built = build(tmp_path, changes={f"guidance/{file}": change})
    assert not built.succeeded
    assert file in built.said


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=address)
    yield context.new_page()
    context.close()


@pytest.mark.proves("CI-32")
def test_the_guide_prints_with_whole_pictures_and_step_numbers_and_without_navigation(page: Page) -> None:
    page.goto("/guidance/submit/")
    for each in page.locator("img").all():
        each.evaluate("(image) => { image.loading = 'eager'; return image.decode(); }")
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4", margin={"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"})))
    assert len(pdf.pages) <= 10
    assert [number for number, sheet in enumerate(pdf.pages, start=1) if not sheet.images] == [], "every sheet has a step's picture"
    pictures = [image.name for sheet in pdf.pages for image in sheet.images]
    assert len(pictures) == len(guide("submit")) + len(guide("group")), "a picture is torn, or missing"
    said = " ".join(sheet.extract_text() for sheet in pdf.pages)
    for number, step in enumerate(guide("submit"), start=1):
        assert step["title"].split()[0] in said
        assert str(number) in said
    assert "Before you ask" not in said, "navigation is printed"
    assert "In a hurry" not in said


@pytest.mark.proves("CI-39")
def test_without_script_the_overview_is_an_ordered_list_of_all_pictures_with_their_captions(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/guidance/overview/")
    slides = yaml.safe_load((GUIDES / "overview.yml").read_text(encoding="utf-8"))["slides"]
    shown = page.locator(".show ol > li")
    expect(shown).to_have_count(len(slides))
    for index, slide in enumerate(slides):
        expect(shown.nth(index)).to_be_visible()
        expect(shown.nth(index)).to_contain_text(slide["say"])
        expect(page.locator(".transcript > li").nth(index)).to_contain_text(slide["say"])
        alt = shown.nth(index).get_by_role("img").get_attribute("alt") or ""
        expect(page.locator(".transcript > li").nth(index)).to_contain_text(alt)
    expect(page.get_by_role("button", name="Play")).to_have_count(0)
    context.close()


@pytest.mark.proves("CI-39")
def test_the_overview_begins_only_when_asked_goes_on_by_itself_and_stops_when_asked(page: Page) -> None:
    page.clock.install()
    page.goto("/guidance/overview/")
    show = page.get_by_role("region", name="Overview in pictures")
    where = show.get_by_role("status")
    page.clock.fast_forward(60_000)
    expect(where).to_contain_text("Picture 1 of 8")
    show.get_by_role("button", name="Play").press("Enter")
    expect(show.get_by_role("button", name="Pause")).to_be_focused()
    page.clock.fast_forward(15_000)
    expect(where).to_contain_text("Picture 2 of 8")
    expect(where).to_have_attribute("aria-live", "off")
    show.get_by_role("button", name="Pause").press("Space")
    page.clock.fast_forward(60_000)
    expect(where).to_contain_text("Picture 2 of 8")
    show.get_by_role("button", name="Play").press("Enter")
    for number in range(3, 9):
        page.clock.fast_forward(15_000)
        expect(where).to_contain_text(f"Picture {number} of 8")
    expect(show.get_by_role("button", name="Play again")).to_be_visible()


@pytest.mark.proves("CI-39")
def test_the_overview_is_turned_by_keyboard_one_picture_at_a_time(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/guidance/overview/")
    show = page.get_by_role("region", name="Overview in pictures")
    titles = show.locator("figcaption strong")
    slides = show.locator(".slide:visible")
    onward, back = show.get_by_role("button", name="Next"), show.get_by_role("button", name="Previous")
    expect(slides).to_have_count(1)
    assert slides.evaluate("(slide) => getComputedStyle(slide).animationName") == "none"
    expect(back).to_have_attribute("aria-disabled", "true")
    back.press("Enter")
    expect(titles.nth(0)).to_be_visible()
    onward.press("Enter")
    expect(titles.nth(1)).to_be_visible()
    expect(onward).to_be_focused()
    onward.press("ArrowRight")
    expect(titles.nth(2)).to_be_visible()
    onward.press("End")
    expect(titles.last).to_be_visible()
    onward.press("Home")
    expect(titles.first).to_be_visible()
    expect(slides).to_have_count(1)


@pytest.mark.proves("CI-32")
def test_what_is_said_about_marks_and_tolerance_says_what_is_only_reported_and_what_is_made_up(site: Built) -> None:
    content = words(article(site.page("guidance/marks-and-tolerance/")))
    for fact in ("counting ticks", "in an unreasonable way", "The original mark is kept."):
        assert "reported, not confirmed" in content[content.index(fact) :][:400], fact
    example = content[content.index("An example") :]
    assert "demonstration figure" in example[:200]
    assert "40 42 (2 more) 40: the original mark is kept" in example
    assert "40 43 (3 more) 43" in example
    assert "40 37 (3 fewer) 37" in example
    assert "the desk" not in content, "no desk of a centre shows a tolerance"
    assert "candidates" in content[:400]
    assert 'href="../marks-and-tolerance/"' in article(site.page("guidance/candidates/"))
