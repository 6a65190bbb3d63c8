"""The pictures of the guides: what each step names is looked for on the page; the words are compared; on demand the pictures are taken anew.

content/guidance/*.yml say what a step tells and shows (site/hooks/guidance/steps.py prints it), pictures.json beside them which words could
be read when the pictures were taken. `make pictures` takes them: it runs test_guide_pictures.py with DESK_PICTURES=take.
"""

from __future__ import annotations

import base64
import io
import json
import os
import re
from html import unescape
from pathlib import Path
from typing import Any

import yaml
from PIL import Image
from playwright.sync_api import Page

from tests.browser.visitor import Visitor

CONTENT = Path(__file__).parents[2] / "content"
GUIDES, FILES = CONTENT / "guidance", CONTENT / "pages" / "assets" / "pictures" / "guide"
MADE = GUIDES / "pictures.json"
TAKING = os.environ.get("DESK_PICTURES") == "take"
# Width on the screen, pixels a point, and the most height of a picture. With these and few colours a guide of pictures stays light.
WIDE, NARROW = (900, 1, 1000), (360, 1.5, 780)
TALL = 2600
COLOURS = 64
NAMED = re.compile(r"<em>(.*?)</em>", re.DOTALL)
# Every number is another next time: of candidates and enquiries; and what is left of a day is said in hours, minutes or a day.
NUMBERS = re.compile(r"RD-[0-9A-Z]{5}-[0-9A-Z]{5}|[0-9]+(?: (?:day|hour|minute)s?\b(?: [0-9]+ (?:hour|minute)s?\b)?)?")

FRAME = """(of) => {
  const shown = of.flatMap((css) => [...document.querySelectorAll(css)]).filter((each) => each.checkVisibility());
  const boxes = shown.map((each) => each.getBoundingClientRect()).filter((box) => box.width && box.height);
  if (!boxes.length) return null;
  const edge = 12;
  const left = Math.max(0, Math.min(...boxes.map((box) => box.left)) - edge);
  const right = Math.min(innerWidth, Math.max(...boxes.map((box) => box.right)) + edge);
  const top = Math.max(0, Math.min(...boxes.map((box) => box.top)) + scrollY - edge);
  const bottom = Math.max(...boxes.map((box) => box.bottom)) + scrollY + edge;
  return {x: left, y: top, width: right - left, height: bottom - top};
}"""
# The words within the frame, in the order of the page, without those that are others each time.
WORDS = """([frame, varies]) => {
  const said = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const unsaid = ["script, style, option, .visually-hidden, noscript", ...varies].join();
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility() || element.closest(unsaid)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect(), top = box.top + scrollY;
    const within = top >= frame.y && top + box.height <= frame.y + frame.height;
    const scrolled = element.closest(".candidates-scroll")?.getBoundingClientRect();
    if (scrolled && (box.top < scrolled.top || box.bottom > scrolled.bottom)) continue;
    if (within && box.left < frame.x + frame.width && box.right > frame.x) said.push(node.data);
  }
  return said.join(" ");
}"""
TOPMOST = """(element) => {
  const row = element.closest("tr"), box = row.closest(".candidates-scroll");
  if (!row.previousElementSibling) box.scrollTop = 0;
  else box.scrollTop += row.getBoundingClientRect().top - box.getBoundingClientRect().top - 1;
}"""
RING = "(element) => Object.assign(element.style, {outline: '3px solid #b64d00', outlineOffset: '4px', borderRadius: '4px'})"
NO_RING = "(element) => Object.assign(element.style, {outline: '', outlineOffset: '', borderRadius: ''})"


def told(name: str) -> dict[str, Any]:
    """A guide as it is written."""
    guide: dict[str, Any] = yaml.safe_load((GUIDES / f"{name}.yml").read_text(encoding="utf-8"))
    return guide


def named_in(step: dict[str, Any]) -> list[str]:
    """What a step calls by the name that stands on the page."""
    return [" ".join(unescape(each).split()) for each in NAMED.findall(step["say"])]


def framed(step: dict[str, Any]) -> list[str]:
    """What is in the picture and what has the ring, as they stand in the guide."""
    return [*step["picture"]["of"], step["picture"].get("ring", "")]


class Telling:
    """One guide while its steps are taken. At the end `finish` says what was left out or is shown no longer."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.steps = {step["id"]: step for step in told(name)["steps"]}
        self.made: dict[str, Any] = json.loads(MADE.read_text(encoding="utf-8")) if MADE.exists() else {}
        self.shown: list[str] = []
        self.faults: list[str] = []

    def show(self, id: str, visitor: Visitor, *, topmost: str = "") -> None:
        """The page is where this step has led: everything that the step names is on it, and reads as it did when the picture was taken.

        `topmost` is CSS: where a list is scrolled within the page, what stands first in it.
        """
        step, page = self.steps[id], visitor.page
        self.shown.append(id)
        text = " ".join(page.locator("body").inner_text().split())
        self.faults += [f"{id}: the step names “{each}”, which is not on the page" for each in named_in(step) if each not in text]
        with Camera(page, *WIDE) as camera:
            words, lasting, picture = camera.look(step["picture"], topmost, taking=TAKING)
        self.faults += [f"{id}: “{each}” cannot be read in the picture" for each in step["picture"].get("shows", []) if each not in words]
        lasting = NUMBERS.sub("#", lasting)
        if TAKING:
            with Camera(page, *NARROW) as camera:
                _, _, narrow = camera.look(step["picture"], topmost, taking=True)
            self._keep(id, lasting, picture, narrow)
        elif (before := self.made.get(f"{self.name}/{id}", {}).get("words")) != lasting:
            self.faults.append(
                f"{id}: the page reads otherwise than its picture: run `make pictures`\n  picture: {before}\n  page:    {lasting}"
            )

    def finish(self) -> None:
        """Every step was taken, in order, and found as told."""
        assert self.shown == list(self.steps)
        assert not self.faults, "\n".join(self.faults)

    def _keep(self, id: str, words: str, wide: bytes, narrow: bytes) -> None:
        FILES.mkdir(parents=True, exist_ok=True)
        sizes = {}
        for kind, data, suffix in (("wide", wide, ""), ("narrow", narrow, "-narrow")):
            with Image.open(io.BytesIO(data)) as image:
                few = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
            few.save(FILES / f"{self.name}-{id}{suffix}.png", optimize=True)
            scale = (WIDE if kind == "wide" else NARROW)[1]
            sizes[kind] = [round(side / scale) for side in few.size]
        self.made = json.loads(MADE.read_text(encoding="utf-8")) if MADE.exists() else {}
        self.made[f"{self.name}/{id}"] = {**sizes, "frame": framed(self.steps[id]), "words": words}
        MADE.write_text(json.dumps(dict(sorted(self.made.items())), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


class Camera:
    """The page at a width, tall enough to show all of it, for as long as it is looked at."""

    def __init__(self, page: Page, width: int, scale: float, most: int) -> None:
        self.page, self.width, self.scale, self.most = page, width, scale, most

    def __enter__(self) -> Camera:
        self.before = self.page.viewport_size
        self.page.set_viewport_size({"width": self.width, "height": TALL})
        self.page.wait_for_function("(width) => innerWidth === width", arg=self.width)
        return self

    def __exit__(self, *_: object) -> None:
        if self.before:
            self.page.set_viewport_size(self.before)

    def look(self, picture: dict[str, Any], topmost: str, *, taking: bool) -> tuple[str, str, bytes]:
        """The words in the frame, those of them that stay the same, and, where it is taken, the picture."""
        if topmost:
            self.page.locator(topmost).evaluate(TOPMOST)
        frame, words, lasting = self._read(picture)
        if not taking:
            return words, lasting, b""
        ring = self.page.locator(picture["ring"]).locator("visible=true").first if picture.get("ring") else None
        if ring:
            ring.evaluate(RING)
        # Playwright's own picture of a part is taken at the screen's scale; this one is as sharp as the scale says.
        session = self.page.context.new_cdp_session(self.page)
        shot = session.send(
            "Page.captureScreenshot", {"format": "png", "clip": {**frame, "scale": self.scale}, "captureBeyondViewport": True}
        )
        session.detach()
        if ring:
            ring.evaluate(NO_RING)
        return words, lasting, base64.b64decode(shot["data"])

    def _read(self, picture: dict[str, Any]) -> tuple[dict[str, float], str, str]:
        """Return the frame and the words in it, all of them and those that stay the same, read while nothing moved.

        A message that arrives above the frame pushes it down: words that were measured after that are not in the frame measured before.
        """
        for _ in range(100):
            frame = self._frame(picture)
            words, lasting = (" ".join(self.page.evaluate(WORDS, [frame, varies]).split()) for varies in ([], picture.get("varies", [])))
            if self._frame(picture) == frame:
                return frame, words, lasting
        raise AssertionError(f"{picture['of']} never came to rest")

    def _frame(self, picture: dict[str, Any]) -> dict[str, float]:
        frame: dict[str, float] | None = self.page.evaluate(FRAME, picture["of"])
        assert frame, f"nothing of {picture['of']} is on the page"
        return {**frame, "height": min(frame["height"], self.most)}
