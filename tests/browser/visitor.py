"""A person with a browser: opens pages of the desk, fills in its forms, and notes every complaint of the browser."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Download, Page, Request, Response, expect

from infra.local.signing_in import PASSWORD
from tests.accessibility import violations
from tests.running_desk import PATIENCE, STAFF, RunningDesk

PICTURES = Path(__file__).parents[2] / "build" / "pictures"
# Colours, sizes and what is shown are all that another scheme or width changes: everything is asked twice, these in all four ways.
WAYS = ((1280, "light", False), (1280, "dark", True), (360, "dark", False), (360, "light", True))
HEIGHT = 900
# What the policy refuses, said on the console, where every complaint is heard.
LISTENING = (
    'addEventListener("securitypolicyviolation", (event) => console.error(`refused: ${event.effectiveDirective} ${event.blockedURI}`))'
)
Visit = Callable[..., "Visitor"]


class Visitor:
    """One tab. `faults` lists what must not happen: complaints of the browser, requests elsewhere, inaccessible or cut-off pages."""

    def __init__(self, browser: Browser, desk: RunningDesk, email: str | None, *, width: int, scheme: Any, script: bool) -> None:
        self.desk = desk
        self.faults: list[str] = []
        self.sent: list[str] = []
        self._viewport = {"width": width, "height": HEIGHT}
        self._scheme = scheme
        self.context = browser.new_context(
            viewport={"width": width, "height": HEIGHT}, color_scheme=scheme, reduced_motion="reduce", java_script_enabled=script,
            timezone_id="Europe/London", locale="en-GB", base_url=desk.address,
        )  # fmt: skip
        self.context.set_default_timeout(PATIENCE * 1000)
        self.context.add_init_script(LISTENING)
        if email:
            self._bring_token(email)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda fault: self.faults.append(f"{self.page.url}: {fault}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def leave(self) -> None:
        self.context.close()

    # ---- where to

    def open(self, path: str) -> Page:
        """Open a page and wait until its content is there."""
        self.page.goto(path)
        self.settled()
        return self.page

    def settled(self) -> None:
        """Wait until no part of the page says that it is still loading."""
        expect(self.page.locator("[data-part=desk][aria-busy]:not([hidden])")).to_have_count(0)

    def sign_in(self, email: str) -> None:
        """Sign in on the sign-in page, as a person does."""
        self.page.get_by_label("Username").fill(email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()

    def _bring_token(self, email: str) -> None:
        """Sign in by storing the tokens in this tab, as session.js keeps them. The sign-in page itself is tested once, in the journey."""
        pool = "staff" if email in STAFF else "people"
        tokens = {"id": self.desk.token(email), "refresh": None, "ends": round((time.time() + 2400) * 1000)}
        self.context.add_init_script(
            f"location.origin === {json.dumps(self.desk.address)} && sessionStorage.setItem('{pool}.tokens', {json.dumps(json.dumps(tokens))})"
        )

    # ---- the enquiry form

    def fill_in(self, candidates: Sequence[str], *, service: str = "2", components: Sequence[str] = ("22", "42"), note: str = "") -> Page:
        """Fill in a new enquiry for Mathematics without submitting it."""
        page = self.open("/desk/new/?body=cambridge-international&series=2022-06")
        page.get_by_label("Service", exact=True).select_option(service)
        page.get_by_label("This address is right").check()
        self.choose_syllabus("0580")
        for code in components:
            page.locator(f'[id="components.{code}"]').check()
        for number in candidates:
            page.locator(f'[id="candidates.{number}"]').check()
        page.get_by_label("Note").fill(note)
        return page

    def choose_syllabus(self, words: str) -> None:
        field = self.page.get_by_role("combobox", name="Assessment")
        field.fill(words)
        self.page.locator("#syllabus-list").get_by_role("option").first.click()

    def go_on(self) -> None:
        """Go from the form to the check of the answers."""
        self.page.get_by_role("button", name="Continue to check your answers").click()
        self.page.wait_for_url("**/desk/check/**")
        self.settled()

    def declare(self) -> None:
        for box in self.page.locator("#declarations input:visible").all():
            box.check()

    def submitted(self) -> str:
        """Wait for the confirmation. Return its reference."""
        self.page.wait_for_url("**/desk/submitted/**")
        reference = self.page.locator("[data-part=reference]")
        expect(reference).to_have_text(re.compile("^RD-"))
        return reference.inner_text()

    def downloaded(self, press: Callable[[], None]) -> tuple[str, bytes]:
        """Call `press`, which starts a download. Return name and bytes of the file."""
        with self.page.expect_download() as coming:
            press()
        download: Download = coming.value
        return download.suggested_filename, Path(download.path()).read_bytes()

    # ---- how it looks

    def inspect(self, state: str) -> None:
        """Run axe and look for anything wider than the screen, at both widths and in both colour schemes. Every finding is a fault."""
        for width, scheme, looks_only in WAYS:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found = violations(self.page, looks_only=looks_only)
            where = f"{state}, {width} px, {scheme}"
            self.faults += [
                f"{where}: {each['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
                for each in found
                for node in each["nodes"][:2]
            ]
            if not self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
                self.faults.append(f"{where}: wider than the screen")
        self.page.set_viewport_size(self._viewport)  # type: ignore[arg-type]
        self.page.emulate_media(color_scheme=self._scheme)

    def picture(self, name: str) -> None:
        """Save a picture of the screen in build/pictures/, for README and guidance."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png", animations="disabled", caret="hide")

    # ---- what is heard

    def _said(self, message: ConsoleMessage) -> None:
        # A refusal by the API is an answer, which the browser reports as a failed load; other failed loads are heard in _answered.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"{self.page.url}: {message.text}")

    def _asked(self, request: Request) -> None:
        self.sent.append(f"{request.method} {request.url}")
        # The browser's own viewer of PDFs is made of pages of its own.
        ours = (self.desk.address, self.desk.emulator.url, "data:", "blob:", "chrome:", "chrome-extension:")
        if not request.url.startswith(ours):
            self.faults.append(f"{self.page.url}: asked {request.url}")

    def _answered(self, response: Response) -> None:
        api = response.url.startswith(f"{self.desk.address}/api/")
        # A receipt that is still being made is asked for again, by itself.
        being_made = response.status == 503 and response.url.endswith("/receipt")
        if (response.status >= 500 and not being_made) or (response.status >= 400 and not api):
            self.faults.append(f"{self.page.url}: {response.status} for {response.url}")
