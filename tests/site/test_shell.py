"""What holds for every page: nothing inline, nothing from elsewhere, links that lead somewhere, faults that stop the build."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.site.building import Built, build

LOADING = {("script", "src"), ("link", "href"), ("img", "src"), ("source", "src"), ("iframe", "src"), ("video", "src"), ("object", "data")}
# Written beside the site by the deploy, or answered by the functions.
NOT_BUILT = ("/config.json", "/api/")

STATUSES = {
    "with_associate": "With Associate",
    "rejected": "Rejected",
    "pending": "Pending",
    "submitted": "Submitted",
    "received": "Received",
    "acknowledged": "Acknowledged",
    "completed": "Completed",
    "cancelled": "Cancelled",
}
STEPS = (
    "The Associate sends the enquiry on.",
    "The Associate sends the enquiry on, but it waits for another one.",
    "The Associate does not send the enquiry on, and says why.",
    "The other enquiries are finished.",
    "The enquiry has its number and its place in the queue.",
    "The acknowledgement letter is there.",
    "All the documents of the service are there.",
    "This is free of charge until the time for changes ends, after the acknowledgement.",
)


class Reader(HTMLParser):
    """Tags with their attributes, and ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self._script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"] or "")
        self._script = tag == "script" and "src" not in found and found.get("type") != "application/json"
        if tag == "style" or "style" in found or any(name.startswith("on") for name in found):
            self.inline.append(self.get_starttag_text() or tag)

    def handle_data(self, data: str) -> None:
        if self._script and data.strip():
            self.inline.append(data[:80])
        self._script = False

    def targets(self, wanted: set[tuple[str, str]]) -> list[str]:
        return [value for tag, found in self.tags for name, value in found.items() if (tag, name) in wanted and value]


def test_no_page_has_an_inline_script_style_or_handler(site: Built) -> None:
    for path, html in site.pages.items():
        assert Reader(html).inline == [], path


def test_an_inline_script_or_style_breaks_the_build_with_the_pages_name(tmp_path: Path) -> None:
    for number, inline in enumerate(
        ("<script>alert(1)</script>", '<p style="color: red">x</p>', '<p onclick="x()">x</p>', "<style>p {}</style>")
    ):
        work = tmp_path / str(number)
        work.mkdir()
        built = build(work, changes={"pages/privacy.md": ("# Privacy", f"# Privacy\n\n{inline}")})
        assert not built.succeeded, inline
        assert "privacy.md" in built.said


def test_nothing_is_loaded_from_anywhere_else(site: Built) -> None:
    for path, html in site.pages.items():
        loaded = Reader(html).targets(LOADING)
        assert loaded, f"{path} loads no style of ours"
        for target in loaded:
            assert not urlsplit(target).netloc, f"{path} loads {target}"
    styles, scripts = list(site.folder.rglob("*.css")), list(site.folder.rglob("*.js"))
    assert styles
    assert scripts
    for path in [*styles, *scripts]:
        text = path.read_text(encoding="utf-8")
        for target in (
            re.findall(r"url\(\s*[\"']?([^\"')]+)", text)
            if path.suffix == ".css"
            else re.findall(r"(?:from|import\(?|fetch\()\s*[\"']([^\"']+)", text)
        ):
            assert target.startswith("data:") or not urlsplit(target).netloc, f"{path.name} loads {target}"


def test_every_link_leads_to_a_page_and_every_fragment_to_its_place(site: Built) -> None:
    readers = {path: Reader(html) for path, html in site.pages.items()}
    for path, reader in readers.items():
        here = "/" if path == "404.html" else "/" + path.removesuffix("index.html")
        for target in reader.targets({("a", "href"), *LOADING}):
            if urlsplit(target).scheme or target.startswith(NOT_BUILT):
                continue
            where = urlsplit(urljoin(f"http://desk{here}", target))
            file = unquote(where.path).lstrip("/")
            file = f"{file}index.html" if file == "" or file.endswith("/") else file
            assert (site.folder / file).is_file() or where.path.startswith(NOT_BUILT), f"{path} links to {target}"
            if where.fragment and file in readers:
                assert unquote(where.fragment) in readers[file].ids, f"{path} links to {target}"


def test_no_page_leaves_out_a_level_of_headings(site: Built) -> None:
    assert "guidance/services/index.html" in site.pages
    for path, html in site.pages.items():
        levels = [int(tag[1]) for tag, _ in Reader(html).tags if re.fullmatch("h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in pairwise(levels)), f"{path}: {levels}"


def test_no_id_stands_twice_on_a_page(site: Built) -> None:
    for path, html in site.pages.items():
        ids = Reader(html).ids
        assert len(ids) == len(set(ids)), f"{path}: {[each for each in ids if ids.count(each) > 1]}"


def test_only_pages_and_assets_are_published(site: Built) -> None:
    published = [str(path.relative_to(site.folder)) for path in site.folder.rglob("*") if path.is_file()]
    assert "index.html" in published
    assert not [each for each in published if each.endswith((".yml", ".yaml", ".md", ".py", ".map"))]
    # Material's own script is not loaded by any page, so it is not published either.
    assert not [each for each in published if each.startswith(("assets/javascripts/bundle", "assets/javascripts/lunr"))]


@pytest.mark.parametrize("shortcode", ["{{ nonsense }}", "{{ rules:nonsense }}", "{{ field:DraftContent.nonsense }}", "{{ Nonsense"])
def test_an_unknown_shortcode_breaks_the_build_with_the_pages_name(tmp_path: Path, shortcode: str) -> None:
    built = build(tmp_path, changes={"pages/fees.md": ("{{ fees_by_body }}", shortcode)})
    assert not built.succeeded
    assert "fees.md" in built.said
    assert shortcode in built.said


def test_a_faulty_catalogue_breaks_the_build_with_file_and_key(tmp_path: Path) -> None:
    built = build(tmp_path, changes={"catalogue/cambridge-international.yml": ("closes_on: 2022-09-20", "closes_on: soon")})
    assert not built.succeeded
    assert "cambridge-international.yml" in built.said
    assert "series.2022-06.deadlines.0.closes_on" in built.said


def test_a_practice_desk_says_so_on_every_page_and_a_real_one_does_not(site: Built, tmp_path: Path) -> None:
    for path, html in site.pages.items():
        assert "Practice desk" in html, path
        assert "22 August 2022, 09:00 BST" in html, path
    real = build(tmp_path, offset=0)
    assert real.succeeded, real.said
    for path, html in real.pages.items():
        assert "Practice desk" not in html, path


def test_the_diagram_shows_every_status_and_every_step(site: Built) -> None:
    page = site.page("guidance/what-happens-next/")
    drawn = page[page.index('class="life"') : page.index('id="letters-and-copies"')]
    assert dict(re.findall(r'data-status="([^"]*)">([^<]*)<', drawn)) == STATUSES
    for means in STEPS:
        assert means in drawn


def test_the_api_reference_names_every_operation_of_the_handlers(site: Built) -> None:
    page = site.page("api-reference/")
    for name, route in (("centre", "/api/drafts"), ("associate", "/api/associate/release"), ("staff", "/api/staff/queue")):
        document = json.loads(site.text(f"openapi/{name}.json"))
        assert route in document["paths"]
        for path, methods in document["paths"].items():
            assert methods, path
            for method in methods:
                assert f"{method.upper()} {path}</code>" in page
                assert set(methods[method]["responses"]) == {"200", "400", "401", "404", "409", "413", "422", "429", "500", "502", "503"}
    for status in (401, 413, 500):
        assert f"<code>{status}</code>" in page


def test_the_api_reference_leads_to_the_catalogue_of_every_awarding_body(site: Built) -> None:
    page = site.page("api-reference/")
    linked = re.findall(r'href="\.\./catalogue/([a-z-]+)\.json"', page)
    assert linked == ["aqa", "ccea", "cambridge-international", "city-and-guilds", "ncfe", "ocr", "pearson", "wjec"]
    assert [json.loads(site.text(f"catalogue/{each}.json"))["id"] for each in linked] == linked


def test_search_knows_the_guidance_and_not_the_desks(site: Built) -> None:
    found = [each["location"] for each in json.loads(site.text("search/search_index.json"))["docs"]]
    assert "guidance/services/service-2s/" in found
    assert not [each for each in found if each.startswith(("desk/", "staff/", "associate/", "design/"))]


def test_the_desk_says_without_script_what_it_needs(site: Built) -> None:
    page = site.page("desk/")
    said = page[page.index("<noscript>") : page.index("</noscript>")]
    assert "needs JavaScript" in said
    for path in ("guidance/", "deadlines/", "fees/"):
        assert f'href="../{path}"' in said
