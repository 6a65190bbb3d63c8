"""The site's build against plain mkdocs-material on the same Markdown, as our generators have filled it in."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import yaml

from bench.rows import HERE, ROOT, Row, compared, measured
from bench.running import processor_ms
from functions.domain.wording import counted
from tests.site.made_up_bodies import CAMBRIDGE, write_made_up_bodies

ROUNDS = 5
GOAL = 1.3
OURS, SOURCE, MARKDOWN, PLAIN = HERE / "site", HERE / "source", HERE / "markdown", HERE / "plain.yml"
BODIES, ROUNDS_OF_MANY, MANY = (1, 7, 10, 20), 3, HERE / "site-of-many"
LINEAR = 1.3  # how much dearer a page may become as bodies are added
PAGES = re.compile(r"(\d+) pages")
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def builds() -> list[Row]:
    """Measure both builds. Our site is left, built, at OURS."""
    return [_compared("site build", ROOT / "content", OURS, ROUNDS)]


def builds_of_many() -> list[Row]:
    """Measure both builds with 1, 7, 10 and 20 awarding bodies, and what a page more costs. The last site is left, built, at MANY."""
    rows = [_compared(f"site build, {counted(number, 'body', 'bodies')}", with_bodies(number), MANY, ROUNDS_OF_MANY) for number in BODIES]
    pages = [int(PAGES.findall(each.name)[0]) for each in rows]
    first, middle, last = 0, BODIES.index(10), len(BODIES) - 1

    def cost(begin: int, end: int) -> float:
        return (rows[end].value - rows[begin].value) / (pages[end] - pages[begin])

    steady = f"a page more, from {BODIES[middle]} to {BODIES[last]} bodies, to one from {BODIES[first]} to {BODIES[middle]}"
    return [*rows, measured(f"site build: {steady}", cost(middle, last) / cost(first, middle), "times", LINEAR)]


def _compared(name: str, content: Path, site: Path, rounds: int) -> Row:
    """Compare writing the pages and building them with the build of plain mkdocs-material on the same Markdown."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    ours: list[str | Path] = [sys.executable, "-m", "infra.site", "--content", content, "--source", SOURCE, "--site-dir", site]
    processor_ms(ours, environment, ROOT)
    _copy_markdown()
    PLAIN.write_text(yaml.safe_dump(_plain(), sort_keys=False), encoding="utf-8")
    commands: dict[str, list[str | Path]] = {
        "ours": ours,
        "floor": [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", PLAIN],
    }
    spent: dict[str, list[float]] = {side: [] for side in commands}
    for number in range(rounds + 1):
        for side, command in commands.items():
            taken = processor_ms(command, environment, ROOT)
            if number:  # the first round warms caches
                spent[side].append(taken)
    pages = sum(1 for _ in MARKDOWN.rglob("*.md"))
    return compared(f"{name}, {pages} pages, functions unchanged since the last", "ms", spent["ours"], spent["floor"], GOAL)


def _copy_markdown() -> None:
    """Copy the pages alone, without their front matter, which names templates and scripts of ours."""
    shutil.rmtree(MARKDOWN, ignore_errors=True)
    for page in (SOURCE / "pages").rglob("*.md"):
        copy = MARKDOWN / page.relative_to(SOURCE / "pages")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(FRONT_MATTER.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")


def with_bodies(number: int) -> Path:
    """Return a copy of content/ with so many awarding bodies: Cambridge and made-up ones."""
    content = HERE / f"bodies-{number}"
    shutil.rmtree(content, ignore_errors=True)
    shutil.copytree(ROOT / "content", content)
    for file in (content / "catalogue").glob("*.yml"):
        if file.name != CAMBRIDGE:
            file.unlink()
            (content / "demonstration" / file.name).unlink(missing_ok=True)
    write_made_up_bodies(content, number - 1)
    return content


def _plain() -> dict[str, object]:
    """Return the configuration of plain mkdocs-material with what our pages' Markdown needs, and no nav, overrides or hooks."""
    return {
        "site_name": "Plain",
        "docs_dir": str(MARKDOWN),
        "site_dir": str(HERE / "plain"),
        "theme": {"name": "material", "language": "en", "font": False},
        "plugins": [{"search": {"lang": "en"}}],
        "markdown_extensions": ["abbr", "admonition", "attr_list", "def_list", "md_in_html", {"tables": {"use_align_attribute": True}}, {"toc": {"toc_depth": 3}}],
        # Links to what only our build adds would be reported one by one.
        "validation": {"links": {"not_found": "ignore", "unrecognized_links": "ignore", "absolute_links": "ignore", "anchors": "ignore"}, "nav": {"omitted_files": "ignore"}},
    }  # fmt: skip
