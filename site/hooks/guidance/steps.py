"""CI-32, CI-39: guides in steps with pictures of the pages, and the overview in sequence, from content/guidance.

The same files tell a browser test what to do and what must then be on the page (tests/browser/pictures.py), and it takes the pictures:
so what a step says, what its picture shows and what the desk does cannot part without a test that fails.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

OVERVIEW, MADE = "overview", "pictures.json"
PICTURES = "../../assets/pictures/guide"  # from a page of the guidance


class GuideFault(Exception):
    """A file of content/guidance is wrong: the message names it."""


class Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Picture(Told):
    """What of the page is shown: `of` and `ring` are CSS, `shows` words that must be legible, `varies` where words are others each time."""

    alt: str
    of: tuple[str, ...]
    ring: str = ""
    shows: tuple[str, ...] = ()
    varies: tuple[str, ...] = ()


class Step(Told):
    id: str
    title: str
    say: str
    picture: Picture


class Guide(Told):
    source: str
    steps: tuple[Step, ...]


class Slide(Told):
    picture: str
    title: str
    say: str


class Overview(Told):
    source: str
    slides: tuple[Slide, ...]


class Made(BaseModel):
    """Width and height of both sizes of a picture as it was taken. What else is kept of it is for the tests."""

    wide: tuple[int, int]
    narrow: tuple[int, int]


@dataclass(frozen=True)
class Guides:
    """Every guide by the name of its file."""

    guides: Mapping[str, Guide] = field(default_factory=dict)
    overview: Overview = field(default_factory=lambda: Overview(source="", slides=()))
    made: Mapping[str, Made] = field(default_factory=dict)

    @cached_property
    def alts(self) -> dict[str, str]:
        return {f"{name}/{step.id}": step.picture.alt for name, guide in self.guides.items() for step in guide.steps}


def load_guides(folder: Path) -> Guides:
    """What content/guidance holds. Raises GuideFault for unknown keys, a step that stands twice, and a slide without its step."""
    guides, overview = {}, None
    for path in sorted(folder.glob("*.yml")):
        try:
            told = yaml.safe_load(path.read_text(encoding="utf-8"))
            if path.stem == OVERVIEW:
                overview = Overview.model_validate(told)
            else:
                guides[path.stem] = Guide.model_validate(told)
        except (yaml.YAMLError, ValidationError) as fault:
            raise GuideFault(f"{path.name}: {fault}") from fault
        ids = [step.id for step in guides[path.stem].steps] if path.stem in guides else []
        if len(ids) != len(set(ids)):
            raise GuideFault(f"{path.name}: a step stands twice")
    if overview is None:
        raise GuideFault(f"{OVERVIEW}.yml is not there")
    made = folder / MADE
    taken = json.loads(made.read_text(encoding="utf-8")) if made.exists() else {}
    all_of_them = Guides(guides, overview, {name: Made.model_validate(each) for name, each in taken.items()})
    if wrong := [each.picture for each in overview.slides if each.picture not in all_of_them.alts]:
        raise GuideFault(f"{OVERVIEW}.yml: no guide has the step {wrong[0]}")
    return all_of_them


def steps(guides: Guides, name: str) -> str:
    """The steps of a guide, numbered, each with its picture. KeyError where there is no such guide."""
    told = "".join(
        f'<li id="{name}-{step.id}" class="step"><p><strong>{escape(step.title)}.</strong> {step.say}</p>'
        f'<figure class="shot">{_picture(guides, f"{name}/{step.id}")}</figure></li>'
        for step in guides.guides[name].steps
    )
    return f'<ol class="steps steps--shown">{told}</ol>'


def overview(guides: Guides) -> str:
    """CI-39: the pictures as a list with captions. Without script it is read as it stands; assets/scripts/slideshow.js makes a show of it."""
    slides = "".join(
        f'<li class="slide"><figure class="shot"><figcaption><strong>{escape(each.title)}.</strong> {escape(each.say)}</figcaption>'
        f"{_picture(guides, each.picture)}</figure></li>"
        for each in guides.overview.slides
    )
    return f'<section class="show" aria-label="Overview in pictures" data-module="slideshow"><ol class="show__slides plain">{slides}</ol></section>'


def transcript(guides: Guides) -> str:
    """Everything that the overview says and shows, as text."""
    return (
        '<ol class="transcript">'
        + "".join(
            f"<li><p><strong>{escape(each.title)}.</strong> {escape(each.say)}</p>"
            f'<p class="hint">In the picture: {escape(guides.alts[each.picture])}</p></li>'
            for each in guides.overview.slides
        )
        + "</ol>"
    )


def _picture(guides: Guides, name: str) -> str:
    """A wide picture and one as a telephone shows the page; nothing where none has been taken yet, which a test of the site does not let pass."""
    made = guides.made.get(name)
    if made is None:
        return ""
    file = f"{PICTURES}/{name.replace('/', '-')}"
    (width, height), (narrow, tall) = made.wide, made.narrow
    return (
        f'<picture><source media="(max-width: 40em)" srcset="{file}-narrow.png" width="{narrow}" height="{tall}">'
        f'<img src="{file}.png" width="{width}" height="{height}" alt="{escape(guides.alts[name])}" loading="lazy"></picture>'
    )
