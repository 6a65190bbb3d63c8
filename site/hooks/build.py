"""MkDocs' events, each handed on to a function of `guidance`, which knows nothing of MkDocs.

MkDocs loads this file by its path, with its folder on sys.path for the time of loading: that is how `guidance` is found.
The desk's clock is the system's and DESK_OFFSET_SECONDS (zero where it is not set).
"""

import os
from datetime import UTC, datetime, timedelta

from guidance.policy import Inline, without_inline_scripts
from guidance.styles import style_sheet
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from functions.domain.calendar import iso, spoken_moment

ZONE = "Europe/London"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Sets the desk's clock, for the templates and for every generator."""
    offset = int(os.environ.get("DESK_OFFSET_SECONDS", "0"))
    now = datetime.now(UTC) + timedelta(seconds=offset)
    config.extra["desk"] = {
        "now": now,
        "offset_seconds": str(offset),
        "built_at": iso(now),
        "built_text": spoken_moment(now, ZONE),
        "zone": ZONE,
    }
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds what is generated to what is published."""
    files.append(File.generated(config, "assets/desk.css", content=style_sheet()))
    return files


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Holds the page to the policy."""
    return _checked(output, page.file.src_uri)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Holds templates that are pages, such as 404.html, to the policy."""
    return _checked(output_content, template_name) if template_name.endswith(".html") else output_content


def _checked(html: str, page: str) -> str:
    try:
        return without_inline_scripts(html)
    except Inline as fault:
        raise PluginError(f"{page}: the policy would refuse {fault}") from fault
