"""The hooks that MkDocs calls. Each calls functions of `guidance`, which know nothing of MkDocs.

MkDocs loads this file by its path, with its folder on sys.path while it loads, so that `guidance` is found.
Desk time is the system's time plus DESK_OFFSET_SECONDS (zero if that is not set).
"""

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from guidance.cache import cached
from guidance.desk import Desk
from guidance.modules import imported
from guidance.pages import generated_data, generated_pages, service_address, services_with_page
from guidance.policy import Inline, without_inline_scripts
from guidance.shortcodes import UnknownShortcode, expand
from guidance.steps import GuideFault, load_guides
from guidance.styles import style_sheet
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from functions.domain.calendar import iso, spoken_moment
from functions.domain.catalogue.bodies import Catalogue
from functions.domain.loading import CatalogueFault, load

# Material's own files that no page loads: its script, the languages of its search, its colours, its icon, and all source maps.
UNUSED = re.compile(r"[.]map$|/javascripts/(bundle|lunr)|/stylesheets/palette|/images/favicon[.]png$")

RULES = Path(__file__).parents[2] / "functions" / "domain"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the catalogue and set the desk's clock, for the templates and for every generator."""
    offset = int(os.environ.get("DESK_OFFSET_SECONDS", "0"))
    now = datetime.now(UTC) + timedelta(seconds=offset)
    content = Path(config.config_file_path).parent / config.extra["content"]
    figures = [*content.glob("catalogue/*.yml"), *content.glob("arrangements/*.yml"), *content.glob("demonstration/*.yml")]
    try:
        loaded = cached("catalogue", [*figures, *RULES.rglob("*.py")], ("holidays", "pydantic"), lambda: load(content).model_dump_json())
        desk = Desk(Catalogue.from_json(loaded), config.extra["guidance_of"], now, offset, load_guides(content / "guidance"))
    except CatalogueFault as fault:
        raise PluginError(f"the catalogue cannot be used: {fault}") from fault
    except GuideFault as fault:
        raise PluginError(f"the guides cannot be used: {fault}") from fault
    config.extra["desk"] = {
        "model": desk,
        "offset_seconds": str(offset),
        "built_at": iso(now),
        "built_text": spoken_moment(now, desk.body.zone),
        "zone": desk.body.zone,
        "imported": imported,
    }
    _add_services(config.nav or [], desk)
    return config


def _add_services(nav: list[Any], desk: Desk) -> None:
    """Put the pages of the services below their overview, in the catalogue's order."""
    guidance = next(entry["Guidance"] for entry in nav if "Guidance" in entry)
    pages = next(entry["Services"] for entry in guidance if "Services" in entry)
    pages += [{f"{each.code}: {each.name}": service_address(on, each)} for on, each in services_with_page(desk)]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated files to those that are published, and leave out those that no page loads."""
    desk: Desk = config.extra["desk"]["model"]
    for file in [each for each in files if each.src_uri.startswith("assets/") and UNUSED.search(each.src_uri)]:
        files.remove(file)
    files.append(File.generated(config, "assets/desk.css", content=style_sheet()))
    for path, content in (generated_pages(desk) | generated_data(desk)).items():
        files.append(File.generated(config, path, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Replace the shortcodes. Raise PluginError with the page's name for one that is unknown."""
    try:
        return expand(markdown, config.extra["desk"]["model"])
    except UnknownShortcode as fault:
        raise PluginError(f"{page.file.src_uri}: {fault}") from fault


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Return the page without inline scripts. Raise PluginError if the Content-Security-Policy would refuse something in it."""
    return _without_inline(output, page.file.src_uri)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Do the same for templates that are pages, such as 404.html."""
    return _without_inline(output_content, template_name) if template_name.endswith(".html") else output_content


def _without_inline(html: str, page: str) -> str:
    try:
        return without_inline_scripts(html)
    except Inline as fault:
        raise PluginError(f"{page}: the Content-Security-Policy would refuse {fault}") from fault
