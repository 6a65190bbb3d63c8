"""The markup of the pages and the scripts that bring it to life belong together: each names the other, and neither is there alone."""

from __future__ import annotations

import re
from pathlib import Path

from tests.site.building import Built

MODULE = re.compile(r'data-module="([a-z-]+)"')
SCRIPT = re.compile(r'<script type="module" src="([^"]+)"')
IMPORT = re.compile(r'(?:from|import\()\s*"(\.[^"]+)"')
NAME = re.compile(r'^  static module = "([a-z-]+)"', re.MULTILINE)
MADE_BY_SCRIPT = {"document-issue", "upload-box"}  # they make their own element


def scripts_of(page: Path, html: str) -> set[Path]:
    """Return the scripts of a page with everything that they import."""
    waiting = [(page.parent / source).resolve() for source in SCRIPT.findall(html)]
    found: set[Path] = set()
    while waiting:
        script = waiting.pop()
        if script in found:
            continue
        found.add(script)
        waiting += [(script.parent / source).resolve() for source in IMPORT.findall(script.read_text(encoding="utf-8"))]
    return found


def names_in(scripts: set[Path]) -> set[str]:
    return {name for script in scripts for name in NAME.findall(script.read_text(encoding="utf-8"))}


def test_whatever_a_page_calls_a_module_has_a_script_on_that_page(site: Built) -> None:
    seen = 0
    for path, html in site.pages.items():
        if path == "404.html":  # served at any address: its links are absolute
            continue
        modules = set(MODULE.findall(html))
        seen += len(modules)
        assert modules <= names_in(scripts_of(site.folder / path, html)), path
    assert seen > 100


def test_every_component_has_its_markup_on_a_page(site: Built) -> None:
    names = names_in({script for script in (site.folder / "assets").rglob("*.js") if script.parent.name != "javascripts"})
    on_pages = {name for html in site.pages.values() for name in MODULE.findall(html)}
    assert {"staff-queue", "marks-form", "paged-list"} <= names
    assert names == on_pages | MADE_BY_SCRIPT
