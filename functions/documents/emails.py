"""The e-mails that say that a document is ready and where on the desk to open it, never what it says.

An e-mail is composed from one context (mail_contexts.py) and three templates, emails/<kind>/subject.txt, body.txt and
body.html. A value that a template names and the context lacks is an error, not an empty space.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from functions.documents.contexts import Moment
from functions.documents.mail_contexts import MailContext, SummaryMail
from functions.domain.calendar import spoken_moment
from functions.domain.catalogue.words import Words
from functions.domain.typed_text import isolated

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "emails"


@dataclass(frozen=True)
class Email:
    """A composed e-mail: one line of subject, and the same words as plain text and as HTML."""

    subject: str
    text: str
    html: str
    headers: tuple[tuple[str, str], ...] = ()


def compose(context: MailContext) -> Email:
    """Return the e-mail of `context`. Raise jinja2.UndefinedError where a template names what the context lacks."""
    values = {name: getattr(context, name) for name in type(context).model_fields}
    values |= {name: context.words.said(values[name]) for name in context.ours}
    values["subject"] = _rendered(context, "subject.txt", values).strip()
    return Email(
        subject=values["subject"],
        text=_rendered(context, "body.txt", values),
        html=_rendered(context, "body.html", values),
        headers=_ending(context.stop_by_post) if isinstance(context, SummaryMail) else (),
    )


def _ending(link: str) -> tuple[tuple[str, str], ...]:
    """Return the headers with which a mail program ends a regular e-mail at one click: RFC 2369 and RFC 8058."""
    return (("List-Unsubscribe", f"<{link}>"), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))


def _rendered(context: MailContext, file: str, values: dict[str, object]) -> str:
    return _environment(context.words).get_template(f"{context.kind}/{file}").render(values)


@lru_cache(maxsize=32)
def _environment(words: Words) -> "Environment":
    """Return the templates in the words of an awarding body. What is put into them stays as it is."""
    # Imported here, because the API's functions import this module but never compose an e-mail: they need not load Jinja.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
    from jinja2.ext import Extension
    from jinja2.lexer import Token, TokenStream

    class InTheirWords(Extension):
        """Puts what a template itself says into the body's words."""

        def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
            for token in stream:
                yield Token(token.lineno, token.type, words.said(token.value)) if token.type == "data" else token

    environment = Environment(
        extensions=[InTheirWords],
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"], default=False),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["local"] = _local
    environment.filters["isolated"] = isolated
    return environment


def _local(moment: Moment) -> str:
    return spoken_moment(moment.at, moment.zone)
