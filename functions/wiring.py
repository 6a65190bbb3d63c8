"""The parts that a function works with, each made once, on first use, from the settings. This is all the dependency injection there is.

Clients are made at first use and nothing here asks for the time at import, so that a snapshot of a started function
holds nothing that goes stale. What only some functions need (mail, letters, YAML) is imported where it is made, so that the
centre's function starts without it.
"""

from __future__ import annotations

import hashlib
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from functions.actions.shared.session import Session
from functions.adapters import clients
from functions.adapters.files import Files
from functions.adapters.identity import Identity
from functions.adapters.table import Table
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.catalogue.words import OUR_WORDS, Words
from functions.domain.consent.wording import Say, english
from functions.domain.people.people import Kind, Person
from functions.settings import Settings

if TYPE_CHECKING:
    from gettext import NullTranslations

    from pydantic import BaseModel

    from functions.actions.effects.means import Means
    from functions.adapters.accounts import Accounts
    from functions.adapters.mailer import Mailer
    from functions.adapters.renderer import Rendered, Renderer
    from functions.adapters.workers import Worker


_session: ContextVar[Session | None] = ContextVar("session", default=None)  # of the request that is being answered


@cache
def settings() -> Settings:
    return Settings.from_environment()


@cache
def catalogue() -> Catalogue:
    path = settings().catalogue
    if path:
        return Catalogue.from_json(Path(path).read_bytes())
    from functions.domain.loading import load

    return load()


@cache
def table() -> Table:
    return Table(settings().table, clients.dynamodb())


@cache
def documents() -> Files:
    return Files(settings().documents_bucket, clients.s3())


@cache
def incoming() -> Files:
    return Files(settings().incoming_bucket, clients.s3())


@cache
def people() -> Identity:
    return Identity(table(), settings().people_issuer, staff=False)


@cache
def staff() -> Identity:
    return Identity(table(), settings().staff_issuer, staff=True)


@cache
def accounts(kind: Kind) -> Accounts:
    """Return the accounts that people of this kind of organisation sign in with."""
    from functions.adapters.accounts import Accounts

    issuer = settings().staff_issuer if kind is Kind.AWARDING_BODY else settings().people_issuer
    return Accounts(clients.sign_in(), issuer.rpartition("/")[2])


@cache
def mailer() -> Mailer:
    from functions.adapters.mailer import Mailer

    return Mailer(clients.ses(), settings().mail_from, settings().configuration_set)


class InProcess:
    """A renderer in this process, for tests, where no letters function is set."""

    def render(self, context: BaseModel, key: str, *, pictures: bool = False) -> Rendered:
        from functions.adapters.files import PDF, SVG
        from functions.adapters.renderer import Rendered, picture_key
        from functions.documents import letters  # brings Typst, which only the letters function carries
        from functions.documents.letter_kinds import LetterContext
        from functions.documents.paper_orders import CONTENT_TYPE, PaperOrder

        if isinstance(context, PaperOrder):
            from functions.documents.papers import paper_files

            data = paper_files.made(context)
            documents().put(key, data, CONTENT_TYPE[context.format])
            return Rendered(key, hashlib.sha256(data).hexdigest(), len(data))
        if not isinstance(context, LetterContext):
            raise TypeError(f"{type(context).__name__} is no letter")
        pdf = letters.render(context)
        sha256 = hashlib.sha256(pdf).hexdigest()
        documents().put(key, pdf, PDF)
        if not pictures:
            return Rendered(key, sha256, len(pdf))
        pages = {picture_key(key, sha256, page): made for page, made in enumerate(letters.pictures(context), start=1)}
        for name, page in pages.items():
            documents().put(name, page, SVG)
        return Rendered(key, sha256, len(pdf), tuple(pages), tuple(letters.words(context)))


@cache
def renderer() -> Renderer:
    from functions.adapters.renderer import LetterFunction

    name = settings().letters_function
    if not name:
        return InProcess()
    return LetterFunction(clients.functions(), name, documents().bucket)


class WorkerInProcess:
    """A worker in this process: what it begins is done when it returns. For little work, and where no jobs function is set."""

    def begin(self, job: str) -> None:
        from functions.actions.jobs.work import work

        work(means(), job, may_go_on=lambda: True)


@cache
def worker() -> Worker:
    from functions.adapters.workers import JobsFunction

    name = settings().jobs_function
    return JobsFunction(clients.functions(), name) if name else WorkerInProcess()


def worker_for(portions: int) -> Worker:
    """Return who does so many portions: one is done in the request itself, more by the jobs function."""
    return WorkerInProcess() if portions == 1 else worker()


def session(person: Person, organisation: str | None) -> Session:
    """Return the session for one request of a person, for the organisation that they chose."""
    made = Session(table(), catalogue(), person, organisation, now())
    _session.set(made)
    return made


def forget_session() -> None:
    """Begin a request, whose answer knows nothing of the one before."""
    _session.set(None)


def say(language: str) -> Say:
    """Return what puts a sentence for candidates into a language; English is what the sentences are written in."""
    return english if language == "en" else _translations(language).gettext


@cache
def _translations(language: str) -> NullTranslations:
    from functions.adapters.translations import read_translations

    return read_translations(language)


def words() -> Words:
    """Return the words in which the current request is answered: those of the awarding body that it is about."""
    current = _session.get()
    return current.words if current else OUR_WORDS


def means() -> Means:
    """Return what the effects of an event need: table, catalogue, files, renderer, mailer, accounts and clock."""
    from functions.actions.effects.means import Means

    return Means(table(), catalogue(), documents(), renderer, mailer, accounts, settings().site_url, now, say, system_now)


def system_now() -> datetime:
    """Return the system's time. It is for what has nothing to do with a series, such as how long an upload is kept."""
    return datetime.now(UTC)


def now() -> datetime:
    """Return desk time: the system's time plus the stored offset, which is zero in production."""
    return datetime.now(UTC) + timedelta(seconds=settings().desk_offset_seconds)
