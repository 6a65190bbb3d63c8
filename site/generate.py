"""Writes what the site is built from, before it is built: every page in Markdown, the published data, the style sheet, and the configuration.

    python site/generate.py --to build/source --site-dir build/site

What stands in the target is complete: a builder that reads Markdown and mkdocs.yml needs nothing of this project but site/theme, and
site/hooks for what only a builder can do. Desk time is the system's time plus DESK_OFFSET_SECONDS (zero if that is not set).

Run by its path, for `site` is also the name of a standard module; `python -m infra.site` runs it and the builder after it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site" / "hooks")]

from guidance.cache import cached  # noqa: E402
from guidance.calendars import feeds_json  # noqa: E402
from guidance.desk import Desk  # noqa: E402
from guidance.modules import imported  # noqa: E402
from guidance.pages import generated_data, generated_pages, service_address, services_with_page  # noqa: E402
from guidance.paper_files import paper_files  # noqa: E402
from guidance.shortcodes import UnknownShortcode, expand  # noqa: E402
from guidance.steps import GuideFault, load_guides  # noqa: E402
from guidance.styles import style_sheet  # noqa: E402

from functions.domain.calendar import iso, spoken_moment  # noqa: E402
from functions.domain.catalogue.catalogues import Catalogue  # noqa: E402
from functions.domain.loading import CatalogueFault, Loader, load  # noqa: E402

RULES = ROOT / "functions" / "domain"
CALENDARS = (ROOT / "functions" / "documents" / "calendars.py", ROOT / "site" / "hooks" / "guidance" / "calendars.py")
FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)


class Configuration(yaml.SafeLoader):
    """Reads mkdocs.yml, where `!ENV [NAME, default]` is a variable of the environment."""


def _variable(loader: Configuration, node: yaml.Node) -> str:
    *names, default = loader.construct_sequence(node)
    return next((os.environ[name] for name in names if name in os.environ), default)


Configuration.add_constructor("!ENV", _variable)


def generate(content: Path, to: Path, site_dir: Path) -> None:
    """Write pages, data and mkdocs.yml below `to`, and delete what an earlier run left there.

    Raise CatalogueFault, GuideFault or UnknownShortcode, which names the page.
    """
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Configuration)  # noqa: S506, it is a safe loader
    offset = int(os.environ.get("DESK_OFFSET_SECONDS", "0"))
    now = datetime.now(UTC) + timedelta(seconds=offset)
    published = content / "published-days.yml"
    figures = [each for folder in ("arrangements", "catalogue", "demonstration") for each in (content / folder).glob("*.yml")]
    rules = [*figures, *RULES.rglob("*.py")]
    loaded = cached("catalogue", rules, ("holidays", "pydantic"), lambda: load(content).to_json())
    desk = Desk(
        Catalogue.from_json(loaded), config["extra"]["guidance_of"], now, offset, load_guides(content / "guidance"),
        published_days=yaml.safe_load(published.read_text(encoding="utf-8")) or {},
    )  # fmt: skip
    feeds = cached("calendars", [*rules, published, *CALENDARS], ("icalendar", "pydantic"), lambda: feeds_json(desk))
    written = {}
    for path in (each for each in sorted((content / "pages").rglob("*")) if each.is_file()):
        name = path.relative_to(content / "pages").as_posix()
        written[name] = _expanded(name, path.read_text(encoding="utf-8"), desk) if path.suffix == ".md" else path
    made = {name: _expanded(name, text, desk) for name, text in generated_pages(desk).items()}
    for name in made.keys() & written.keys():
        raise UnknownShortcode(f"{name}: this page is generated, so it cannot be written by hand")
    _write(
        to / "pages",
        {**written, **made, **generated_data(desk), **json.loads(feeds), **paper_files(desk, rules), "assets/desk.css": style_sheet()},
    )
    _add_services(config["nav"], desk)
    config["extra"]["desk"] = {
        "offset_seconds": str(offset),
        "built_at": iso(now),
        "built_text": spoken_moment(now, desk.body.zone),
        "zone": desk.body.zone,
        "modules": {" ".join(each): imported(["assets/scripts/shell.js", *each]) for each in _scripts({**written, **made})},
    }
    config["theme"]["custom_dir"] = str(ROOT / config["theme"]["custom_dir"])
    config["hooks"] = [str(ROOT / each) for each in config["hooks"]]
    within = site_dir.is_relative_to(to)  # some builders want it so, and by its path from there
    config |= {"docs_dir": "pages", "site_dir": str(site_dir.relative_to(to) if within else site_dir)}
    (to / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), encoding="utf-8")


def _expanded(name: str, text: str, desk: Desk) -> str:
    try:
        return expand(text, desk)
    except UnknownShortcode as fault:
        raise UnknownShortcode(f"{name}: {fault}") from fault


def _scripts(files: dict[str, str | Path]) -> list[tuple[str, ...]]:
    """Return the scripts that pages name in their front matter, each choice once, and none, in an order that is the same in every build."""
    found = (FRONT_MATTER.match(each) for each in files.values() if isinstance(each, str))
    return sorted({(), *(tuple(yaml.load(each[1], Loader=Loader).get("scripts") or ()) for each in found if each)})  # noqa: S506  # a safe one


def _write(folder: Path, files: dict[str, str | Path]) -> None:
    """Write texts and copies of files by their paths below a folder, and delete every other file there."""
    for path in [each for each in folder.rglob("*") if each.is_file() and each.relative_to(folder).as_posix() not in files]:
        path.unlink()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            shutil.copy2(content, path)
        else:
            path.write_bytes(content.encode())  # lines of a calendar end as they must there


def _add_services(nav: list[dict[str, Any]], desk: Desk) -> None:
    """Put the pages of the services below their overview, in the catalogue's order."""
    guidance = next(entry["Guidance"] for entry in nav if "Guidance" in entry)
    pages = next(entry["Services"] for entry in guidance if "Services" in entry)
    pages += [{f"{each.code}: {each.name}": service_address(on, each)} for on, each in services_with_page(desk)]


def main() -> None:
    parser = argparse.ArgumentParser(description="Write what the site is built from.")
    parser.add_argument(
        "--content", type=Path, default=ROOT / "content", help="the folder with pages, catalogue, demonstration and guidance"
    )
    parser.add_argument("--to", type=Path, default=ROOT / "build" / "source", help="where to write it")
    parser.add_argument("--site-dir", type=Path, default=ROOT / "build" / "site", help="where the site is to be built")
    asked = parser.parse_args()
    try:
        generate(asked.content.resolve(), asked.to.resolve(), asked.site_dir.resolve())
    except CatalogueFault as fault:
        sys.exit(f"the catalogue cannot be used: {fault}")
    except GuideFault as fault:
        sys.exit(f"the guides cannot be used: {fault}")
    except UnknownShortcode as fault:
        sys.exit(str(fault))


if __name__ == "__main__":
    main()
