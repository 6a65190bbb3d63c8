"""Papers as tagged PDF (PDF/UA-1), from papers/paper.typ. One process makes all of them: the first takes most of the time."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from functions.domain.papers.parts import Paper

DOCUMENTS = Path(__file__).parents[1]
TEMPLATE = Path(__file__).with_name("paper.typ")
FONTS = DOCUMENTS / "fonts"
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)  # the edition dates a paper; the same paper gives the same bytes


def printed(paper: Paper) -> bytes:
    """Return the paper as PDF. Raise typst.TypstError only if the template is at fault."""
    compiler = typst.Compiler(TEMPLATE, root=DOCUMENTS, font_paths=_fonts(), ignore_system_fonts=True)
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs={"paper": json.dumps(_data(paper))}, timestamp=UNDATED)
    assert isinstance(pdf, bytes)
    return pdf


def _data(paper: Paper) -> dict[str, Any]:
    """Return what the template is given: the paper with the kind of each part named."""
    parts = [{"kind": type(each).__name__.lower(), **asdict(each)} for each in paper.parts]
    return asdict(paper) | {"parts": parts, "prevailing": paper.prevailing, "made_by": paper.made_by}


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
