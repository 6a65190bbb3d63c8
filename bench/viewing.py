"""The bytes of a browser's first view of a page: everything that Chromium requests with an empty cache, as gzip sends it."""

from __future__ import annotations

import base64
import gzip
import json
import mimetypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from bench import desk
from bench.answering import Answers, answer_all_clients
from bench.rows import Row, measured
from infra import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Request, Response

# Address → what it is, and how many thousand bytes it may cost.
PAGES = {"guidance/services/": ("guidance page", 75), "desk/new/": ("desk page", 90)}
PAGES_OF_MANY = {
    "": ("home of 20 bodies", 75),
    "deadlines/": ("deadlines of 20 bodies", 80),
    "bodies/compare/": ("comparison of 20 bodies", 80),
    "bodies/made-up-brackwater/": ("one of 20 bodies", 75),
}
COMPRESSED = ("text/", "application/javascript", "application/json", "image/svg+xml", "application/xml")


def answering() -> Answers:
    """Set up an AWS for this process, which answers every client of boto3's default session at once."""
    answers = Answers.from_json(json.dumps(desk.world()))
    answer_all_clients(answers)
    return answers


def first_views(site: Path, pages: dict[str, tuple[str, int]] = PAGES) -> list[Row]:
    """Return the rows of the pages as a signed-in exams officer gets them. The API's answers are the real handler's, and count too."""
    browser = chromium.find()
    if browser is None:
        raise SystemExit("There is no Chromium here: python -m infra.chromium installs one.")
    from playwright.sync_api import sync_playwright

    rows = []
    with _serving(site) as origin, sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for path, (kind, goal) in pages.items():
            context = chrome.new_context()
            context.add_init_script(f"sessionStorage.setItem('people.tokens', {json.dumps(json.dumps(_tokens()))})")
            page = context.new_page()
            sizes: dict[str, int] = {}
            asked: list[str] = []
            page.on("request", partial(_note_request, asked))
            page.on("response", partial(_note_size, sizes))
            page.goto(f"{origin}/{path}", wait_until="networkidle")
            foreign = [url for url in asked if not url.startswith((origin, "data:", "blob:"))]
            context.close()
            rows.append(measured(f"first view, {kind} /{path}, {len(sizes)} requests, gzip", sum(sizes.values()) / 1000, "KB", goal))
            rows.append(measured(f"third-party requests, {kind} /{path}", len(foreign), "requests", 0))
        chrome.close()
    return rows


def _note_request(asked: list[str], request: Request) -> None:
    asked.append(request.url)


def _note_size(sizes: dict[str, int], response: Response) -> None:
    sizes[response.url] = int(response.headers.get("content-length", 0))


def first_views_of_many(site: Path) -> list[Row]:
    """Return the rows of the pages that tell of all awarding bodies, with twenty of them."""
    return first_views(site, PAGES_OF_MANY)


@contextmanager
def _serving(site: Path) -> Iterator[str]:
    """Serve the built site, gzipped, and the centre's API."""
    from functions.handlers import centre

    one_at_a_time = threading.Lock()

    class Desk(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            """Answer every method in the same way."""
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            self._answer()
            self.wfile.flush()

        def _answer(self) -> None:
            address = urlsplit(self.path)
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if address.path.startswith("/api/"):
                event = desk.request(self.command, address.path, json.loads(sent) if sent else None, **dict(parse_qsl(address.query)))
                with one_at_a_time:
                    reply = centre.handler(event, None)
                self._send(reply["statusCode"], "application/json", reply["body"].encode())
                return
            file = site / address.path.lstrip("/")
            file = file / "index.html" if address.path.endswith("/") else file
            if file.is_file():
                self._send(200, mimetypes.guess_type(file.name)[0] or "application/octet-stream", file.read_bytes())
            elif address.path == "/config.json":  # written by the deployment
                self._send(200, "application/json", json.dumps({"people": {"domain": "sign-in.example", "client_id": "desk"}}).encode())
            else:
                self._send(404, "text/plain", b"")

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            if kind.startswith(COMPRESSED) or kind == "text/javascript":
                body = gzip.compress(body, 6)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _tokens() -> dict[str, Any]:
    """Return the tokens as the desk's session module keeps them. They are not signed, since only the gateway would check that."""
    claims = base64.urlsafe_b64encode(json.dumps({"name": desk.PERSON.name, "email": desk.PERSON.email}).encode()).decode().rstrip("=")
    return {"id": f"e30.{claims}.none", "refresh": None, "ends": int((time.time() + 3600) * 1000)}
