"""Holds every page to the Content-Security-Policy that the site is served with: no inline script, no inline style.

Two of Material's inline scripts stand outside of any block. Both serve Material's own bundle, which this site does not load, so they are taken
out. Anything else that is inline is a fault of the page, for the browser would refuse it in silence.
"""

import re

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)
MATERIAL = ("__md_scope=", "var target=document.getElementById(location.hash")
STYLE_ELEMENT = re.compile(r"<style[\s>]")
INLINE_ATTRIBUTE = re.compile(r"<[a-z][^<>]*?\s(style|on[a-z]+)\s*=[^<>]*>", re.IGNORECASE)
CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)


class Inline(Exception):
    """Something on a page would be refused by the policy."""


def without_inline_scripts(html: str) -> str:
    """The page without Material's inline scripts. Raises Inline where any other script, style or handler stands in the page."""

    def keep(match: re.Match[str]) -> str:
        attributes, body = match["attributes"], match["body"].strip()
        if " src=" in attributes or 'type="application/json"' in attributes:
            return match[0]
        if body.startswith(MATERIAL):
            return ""
        raise Inline(f"an inline script: {body[:80]}")

    html = SCRIPT.sub(keep, html)
    rest = CODE.sub("", SCRIPT.sub("", html))
    if STYLE_ELEMENT.search(rest):
        raise Inline("a style element")
    if found := INLINE_ATTRIBUTE.search(rest):
        raise Inline(f"an inline {found[1]} attribute: {found[0][:80]}")
    return html
