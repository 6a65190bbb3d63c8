"""The site's build against plain mkdocs-material on the same Markdown, as our hooks have filled it in."""

from __future__ import annotations

import os
import shutil
import sys

import yaml

from bench.rows import HERE, ROOT, Row, compared
from bench.running import processor_ms

ROUNDS = 5
GOAL = 1.3
OURS, MARKDOWN, PLAIN = HERE / "site", HERE / "markdown", HERE / "plain.yml"


def builds() -> list[Row]:
    """Measure both builds. Our site is left, built, at OURS."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "BENCH_MARKDOWN": str(MARKDOWN), "BENCH_SITE": str(OURS)}
    shutil.rmtree(MARKDOWN, ignore_errors=True)
    processor_ms([sys.executable, "-m", "bench.dumping"], environment, ROOT)
    PLAIN.write_text(yaml.safe_dump(_plain(), sort_keys=False), encoding="utf-8")
    commands = {
        "ours": [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", OURS],
        "floor": [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", PLAIN],
    }
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(ROUNDS + 1):
        for name, command in commands.items():
            taken = processor_ms(command, environment, ROOT)
            if number:  # the first round warms caches
                spent[name].append(taken)
    pages = sum(1 for _ in MARKDOWN.rglob("*.md"))
    return [compared(f"site build, {pages} pages, functions unchanged since the last", "ms", spent["ours"], spent["floor"], GOAL)]


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
