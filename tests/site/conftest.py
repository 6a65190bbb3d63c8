"""The site, built once, and served with the policy that CloudFront sends."""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.site.building import Built, build

HOOKS = Path(__file__).parents[2] / "site" / "hooks"
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:"


class Front(SimpleHTTPRequestHandler):
    """Files with the policy; what is not there is answered with the site's own page."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def hooks() -> Iterator[Callable[[str], Any]]:
    """Import a module of the site's hooks, as MkDocs does."""
    sys.path.insert(0, str(HOOKS))
    try:
        yield importlib.import_module
    finally:
        sys.path.remove(str(HOOKS))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site as it stands, on 22 August 2022 at 9 o'clock in London."""
    built = build(tmp_path_factory.mktemp("site"))
    assert built.succeeded, built.said
    return built


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site at the same moment with nineteen made-up awarding bodies beside the real ones."""
    built = build(tmp_path_factory.mktemp("many"), bodies=19)
    assert built.succeeded, built.said
    return built


@pytest.fixture(scope="session")
def address(site: Built) -> Iterator[str]:
    with _served(site) as origin:
        yield origin


@pytest.fixture(scope="session")
def address_of_many(many: Built) -> Iterator[str]:
    with _served(many) as origin:
        yield origin


@contextmanager
def _served(built: Built) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Front, directory=str(built.folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
