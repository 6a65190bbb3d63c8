"""Builds the site as `make site` does, from the repository's pages and catalogue or from a copy that a test has changed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from infra import site
from tests.site.made_up_bodies import write_made_up_bodies

ROOT = Path(__file__).parents[2]
DESK_TIME = datetime(2022, 8, 22, 8, 0, tzinfo=UTC)  # 9 o'clock in London, 29 days before the deadline of June 2022


@dataclass(frozen=True)
class Built:
    """What a build left behind: its folder, whether it succeeded, and what it said."""

    folder: Path
    succeeded: bool
    said: str

    def page(self, path: str) -> str:
        """The HTML of a page, by its address: 'deadlines/'."""
        return (self.folder / path / "index.html").read_text(encoding="utf-8")

    def text(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    @property
    def pages(self) -> dict[str, str]:
        """Every HTML file by its path from the site's root."""
        found = {str(path.relative_to(self.folder)): path.read_text(encoding="utf-8") for path in sorted(self.folder.rglob("*.html"))}
        assert "index.html" in found, "the site has no pages, so nothing that holds for every page says anything"
        return found


def build(
    work: Path, *, changes: Mapping[str, tuple[str, str]] | None = None, without: str = "", offset: int | None = None, bodies: int = 0
) -> Built:
    """The site built below `work`. `changes` maps a path under content/ to a text and its replacement; `without` is left out of the copy.

    `bodies` is how many made-up awarding bodies there are beside the real ones.
    """
    content = work / "content"
    shutil.copytree(ROOT / "content", content)
    write_made_up_bodies(content, bodies)
    for path, (old, new) in (changes or {}).items():
        text = (content / path).read_text(encoding="utf-8")
        assert old in text, f"{path} does not contain {old!r}"
        (content / path).write_text(text.replace(old, new), encoding="utf-8")
    if without:
        (content / without).unlink()
    seconds = int((DESK_TIME - datetime.now(UTC)).total_seconds()) if offset is None else offset
    said = ""
    try:
        site.build(work / "site", source=work / "source", content=content, environment={"DESK_OFFSET_SECONDS": str(seconds)})
    except site.NotBuilt as fault:
        said = str(fault)
    return Built(work / "site", not said, said)
