"""Papers as tagged PDF (PDF/UA-1), from papers/paper.typ. One process makes all of them: the first takes most of the time."""

from __future__ import annotations

import json
from base64 import b64decode
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import typst

from functions.domain.papers.as_data import as_data
from functions.domain.papers.parts import Logo, Paper

DOCUMENTS = Path(__file__).parents[1]
TEMPLATE = Path(__file__).with_name("paper.typ")
FONTS = DOCUMENTS / "fonts"
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)  # the edition dates a paper; the same paper gives the same bytes


def printed(paper: Paper) -> bytes:
    """Return the paper as PDF. Raise typst.TypstError only if the template is at fault.

    A logo that the library cannot draw is left out, so that no picture keeps a centre from its papers.
    """
    try:
        return _printed(paper, paper.letterhead.logo)
    except typst.TypstError:
        if paper.letterhead.logo is None:
            raise
        return _printed(paper, None)


def _printed(paper: Paper, logo: Logo | None) -> bytes:
    inputs = {"paper": json.dumps(as_data(paper))}
    if logo:
        inputs["logo"] = json.dumps(list(b64decode(logo.base64)))  # the template language has no base64
    compiler = typst.Compiler(TEMPLATE, root=DOCUMENTS, font_paths=_fonts(), ignore_system_fonts=True)
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs, timestamp=UNDATED)
    assert isinstance(pdf, bytes)
    return pdf


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
