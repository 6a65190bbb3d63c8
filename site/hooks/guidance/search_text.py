"""What search reads of a page: its parser takes every heading for a title, buttons for text, and drops the tags between blocks."""

from __future__ import annotations

import re

HEADING_OF_A_CARD = re.compile(r"<(h[2-6])(?![^>]* id=)(?=[ >])")
BUTTONS = re.compile(r'<p (?=class="button-row")')
END_OF_BLOCK = re.compile(r"(</(?:t[dhr]|h[2-6]|d[dt]|div|p|label|summary|blockquote)>|<br ?/?>)(?=\S)")
BLOCK = re.compile(r"(?<=[^>\s])(?=<(?:p|div|ul|ol|table|h[2-6])[ >])")


def prepared_for_search(html: str) -> str:
    """Return the page's HTML with buttons and headings without an address left out of search, and spaces where blocks would run together.

    A heading without an address, as cards have, would become a part of the title of the section before it.
    """
    left_out = BUTTONS.sub("<p data-search-exclude ", HEADING_OF_A_CARD.sub(r"<\1 data-search-exclude", html))
    return BLOCK.sub(" ", END_OF_BLOCK.sub(r"\1 ", left_out))
