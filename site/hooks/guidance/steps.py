"""CI-32, CI-39: the guides in steps, with pictures of the pages, and the overview in pictures, from content/guidance.

A browser test (tests/browser/pictures.py) reads the same files: it does each step, compares the words on the page, and takes the
pictures. So a test fails when a step, its picture and the desk no longer agree.
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

OVERVIEW, SIZES_FILE = "overview", "pictures.json"
PICTURES = "../../assets/pictures/guide"  # from a page of the guidance


class GuideFault(Exception):
    """A fault in a file of content/guidance. The message names the file."""


class GuideModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Picture(GuideModel):
    """The part of a page that a picture shows.

    `of` and `ring` are CSS selectors, `shows` words that must be legible, and `varies` the elements whose words differ from run to run.
    """

    alt: str
    of: tuple[str, ...]
    ring: str = ""
    shows: tuple[str, ...] = ()
    varies: tuple[str, ...] = ()


class Step(GuideModel):
    """One step of a guide."""

    id: str
    title: str
    say: str
    picture: Picture


class Guide(GuideModel):
    """A guide: the source that it rests on, and its steps."""

    source: str
    steps: tuple[Step, ...]


class Slide(GuideModel):
    """One slide of the overview, with the name of a guide's picture."""

    picture: str
    title: str
    say: str


class Overview(GuideModel):
    """The overview: the source that it rests on, and its slides."""

    source: str
    slides: tuple[Slide, ...]


class PictureSize(BaseModel):
    """Width and height in pixels of both sizes of a picture. The tests use what else is stored about it."""

    wide: tuple[int, int]
    narrow: tuple[int, int]


@dataclass(frozen=True)
class Guides:
    """Every guide by the name of its file, the overview, and the sizes of the pictures."""

    guides: Mapping[str, Guide] = field(default_factory=dict)
    overview: Overview = field(default_factory=lambda: Overview(source="", slides=()))
    sizes: Mapping[str, PictureSize] = field(default_factory=dict)

    @cached_property
    def alts(self) -> dict[str, str]:
        return {f"{name}/{step.id}": step.picture.alt for name, guide in self.guides.items() for step in guide.steps}


def load_guides(folder: Path) -> Guides:
    """Return the guides of content/guidance. Raise GuideFault for unknown keys, a step given twice, and a slide without its step."""
    guides, overview = {}, None
    for path in sorted(folder.glob("*.yml")):
        try:
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
            if path.stem == OVERVIEW:
                overview = Overview.model_validate(data)
            else:
                guides[path.stem] = Guide.model_validate(data)
        except (yaml.YAMLError, ValidationError) as fault:
            raise GuideFault(f"{path.name}: {fault}") from fault
        ids = [step.id for step in guides[path.stem].steps] if path.stem in guides else []
        if len(ids) != len(set(ids)):
            raise GuideFault(f"{path.name}: a step is given twice")
    if overview is None:
        raise GuideFault(f"{OVERVIEW}.yml is not there")
    sizes_file = folder / SIZES_FILE
    sizes = json.loads(sizes_file.read_text(encoding="utf-8")) if sizes_file.exists() else {}
    loaded = Guides(guides, overview, {name: PictureSize.model_validate(each) for name, each in sizes.items()})
    if unknown := [each.picture for each in overview.slides if each.picture not in loaded.alts]:
        raise GuideFault(f"{OVERVIEW}.yml: no guide has the step {unknown[0]}")
    return loaded


def steps(guides: Guides, name: str) -> str:
    """Return the numbered steps of a guide, each with its picture. Raise KeyError if there is no such guide."""
    items = "".join(
        f'<li id="{name}-{step.id}" class="step"><p><strong>{escape(step.title)}.</strong> {step.say}</p>'
        f'<figure class="shot">{_picture(guides, f"{name}/{step.id}")}</figure></li>'
        for step in guides.guides[name].steps
    )
    return f'<ol class="steps steps--shown">{items}</ol>'


def overview(guides: Guides) -> str:
    """CI-39: return the pictures as a list with captions, which reads well without a script; slideshow.js turns it into slides."""
    slides = "".join(
        f'<li class="slide"><figure class="shot"><figcaption><strong>{escape(each.title)}.</strong> {escape(each.say)}</figcaption>'
        f"{_picture(guides, each.picture)}</figure></li>"
        for each in guides.overview.slides
    )
    return f'<section class="show" aria-label="Overview in pictures" data-module="slideshow"><ol class="show__slides plain">{slides}</ol></section>'


def transcript(guides: Guides) -> str:
    """Return everything that the overview says and shows, as text."""
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
    """Return a picture in its wide and its narrow size. It is empty where none has been taken yet, which a test of the site reports."""
    sizes = guides.sizes.get(name)
    if sizes is None:
        return ""
    file = f"{PICTURES}/{name.replace('/', '-')}"
    (width, height), (narrow, tall) = sizes.wide, sizes.narrow
    return (
        f'<picture><source media="(max-width: 40em)" srcset="{file}-narrow.png" width="{narrow}" height="{tall}">'
        f'<img src="{file}.png" width="{width}" height="{height}" alt="{escape(guides.alts[name])}" loading="lazy"></picture>'
    )
