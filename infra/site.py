"""Builds the site: writes its pages and data (site/generate.py), then runs MkDocs on them, strictly.

python -m infra.site --site-dir build/site
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from functions.domain.loading import load
from infra.catalogue.age import warnings

ROOT = Path(__file__).parent.parent
CONTENT, SOURCE, SITE = ROOT / "content", ROOT / "build" / "source", ROOT / "build" / "site"
TYPES = {  # of the site's files, where Python's own list may not have them
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class NotBuilt(Exception):
    """The site could not be built. The message is what the generator or the builder said."""


def build(site_dir: Path = SITE, *, source: Path = SOURCE, content: Path = CONTENT, environment: Mapping[str, str] | None = None) -> None:
    """Build the site of `content` at `site_dir`, by way of `source`, a folder for this build alone. Raise NotBuilt.

    `environment` has the variables that differ from this process's: SITE_URL, DESK_OFFSET_SECONDS.
    """
    generate: list[str | Path] = [sys.executable, "site/generate.py", "--content", content, "--to", source, "--site-dir", site_dir]
    builder: list[str | Path] = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--strict",
        "--config-file",
        source / "mkdocs.yml",
    ]
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **(environment or {})}
    for command in (generate, builder):
        run = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
        if run.returncode:
            raise NotBuilt(run.stdout + run.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the site.")
    parser.add_argument("--site-dir", type=Path, default=SITE, help="where the site is built (default: build/site)")
    parser.add_argument("--source", type=Path, default=SOURCE, help="where its pages are written before that (default: build/source)")
    parser.add_argument("--content", type=Path, default=CONTENT, help="what it is made from (default: content)")
    asked = parser.parse_args()
    try:
        build(asked.site_dir.resolve(), source=asked.source.resolve(), content=asked.content.resolve())
    except NotBuilt as fault:
        sys.exit(str(fault))
    for body in load(asked.content.resolve()).bodies.values():
        for each in warnings(body, datetime.now(UTC).date()):
            print(f"Warning: {each}", file=sys.stderr)


if __name__ == "__main__":
    main()
