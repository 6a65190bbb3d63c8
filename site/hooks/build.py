"""The hooks that MkDocs calls, for what only the builder can do: it leaves out files that no page loads, and scripts in the pages, and
prepares pages for search.

Pages and data are there before the build: site/generate.py has written them.
MkDocs loads this file by its path, with its folder on sys.path while it loads, so that `guidance` is found.
"""

import re

from guidance.policy import Inline, without_inline_scripts
from guidance.search_text import prepared_for_search
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

# Material's own files that no page loads: its script, the languages of its search, its colours, its icon, and all source maps.
UNUSED = re.compile(r"[.]map$|/javascripts/(bundle|lunr)|/stylesheets/palette|/images/favicon[.]png$")
_published: dict[str, str] = {}  # the content of pages while search reads them otherwise, by path


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Raise PluginError for a configuration whose pages are not written yet."""
    if "desk" not in config.extra:
        raise PluginError("the pages are not written yet: run python -m infra.site, which writes them and builds the site")
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:  # noqa: ARG001
    """Leave out the files that no page loads."""
    for file in [each for each in files if each.src_uri.startswith("assets/") and UNUSED.search(each.src_uri)]:
        files.remove(file)
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Return the content of the page, prepared for search, which reads it next."""
    _published[page.file.src_uri] = html
    return prepared_for_search(html)


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:  # noqa: ARG001
    """Give the page back its content as it was: search has read it now."""
    page.content = _published.pop(page.file.src_uri)
    return context


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
