"""The Content-Security-Policy of the site, applied to every page when it is built: no inline script, no inline style.

Two of Material's inline scripts are outside any template block. Both serve Material's own bundle, which this site does not load,
so they are removed. Any other inline script or style is a fault of the page, since the browser would refuse it silently.
"""

import re

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)
MATERIAL = ("__md_scope=", "var target=document.getElementById(location.hash")
STYLE_ELEMENT = re.compile(r"<style[\s>]")
INLINE_ATTRIBUTE = re.compile(r"<[a-z][^<>]*?\s(style|on[a-z]+)\s*=[^<>]*>", re.IGNORECASE)
CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)


class Inline(Exception):
    """Something in a page that the policy would refuse."""


def without_inline_scripts(html: str) -> str:
    """Return the page without Material's inline scripts. Raise Inline for any other inline script, style or event handler."""

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
