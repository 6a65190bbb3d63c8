"""A hook for MkDocs that runs after ours and writes each page's Markdown, as made from the catalogue, to the folder BENCH_MARKDOWN.

Run as a program, it builds the site once with itself among the hooks.
"""

import logging
import os
from pathlib import Path
from typing import Any


def on_page_markdown(markdown: str, page: Any, **_: Any) -> None:
    path = Path(os.environ["BENCH_MARKDOWN"], page.file.src_uri)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(markdown, encoding="utf-8")


def main() -> None:
    """Build our site once, with this hook added."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.basicConfig(level=logging.ERROR, format="%(message)s")  # why a build was given up is in its log alone
    config = load_config("mkdocs.yml", site_dir=os.environ["BENCH_SITE"], hooks=["site/hooks/build.py", "bench/dumping.py"])
    config.plugins.on_startup(command="build", dirty=False)
    build(config)


if __name__ == "__main__":
    main()
