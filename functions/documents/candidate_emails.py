"""The e-mails to candidates: plain paragraphs in one language, and one link. What they say is in domain/consent/candidate_words.py.

They name no candidate, no subject and no result where they are not the copy of what the candidate wrote.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from functions.documents.emails import Email
from functions.domain.consent.candidate_words import EmailWords

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "candidate_email"


def compose(words: EmailWords, language: str, link: str = "") -> Email:
    """Return the e-mail with these words. `link` is where its call leads."""
    values = {"subject": words.subject, "paragraphs": words.paragraphs, "call": words.call, "link": link, "language": language}
    text, html = (_environment().get_template(name).render(values) for name in ("body.txt", "body.html"))
    return Email(words.subject, text, html)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=select_autoescape(["html"], default=False), trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
