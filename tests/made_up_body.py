"""A made-up awarding body beside Cambridge, with identifiers as awkward as real ones: its file is written as an editor would write it.

The Guild of Makers has providers, learners with ten digits, qualifications such as 601/8882/0 and units such as 8300/1H.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.loading import CONTENT, load
from tests.builders import CAMBRIDGE

GUILD = "guild"
PROVIDER, LEARNER, OTHER_LEARNER, ULN = "P-12.3/A", "1000000713", "0000000714", "9876543210"
QUALIFICATION, UNITS = "601/8882/0", ("8300/1H", "H446/01", "1.2-A")
BASIS = {"source": "demonstration", "checked": "2026-11-28"}
IDENTIFIERS: dict[str, Any] = {
    "centre": {"label": "Provider number", "pattern": "P-[0-9]{2}[.][0-9]/[A-Z]", "example": PROVIDER, "hint": "a P and a stroke"},
    "candidate": {"label": "Learner number", "pattern": "[0-9]{10}", "example": LEARNER, "hint": "ten digits"},
    "syllabus": {"label": "Qualification code", "pattern": "[0-9]{3}/[0-9]{4}/[0-9X]", "example": QUALIFICATION, "hint": "two strokes"},
    "component": {
        "label": "Unit code",
        "pattern": "([0-9A-Z]{4}/[0-9]{1,2}[A-Z]?|[0-9][.][0-9]-[A-Z])",
        "example": "8300/1H",
        "hint": "a stroke or a dot",
    },
    "further": [{"id": "uln", "label": "ULN", "pattern": "[0-9]{10}", "example": ULN, "hint": "ten digits"}],
}
WORDS = {"candidate": "learner", "centre": "provider", "syllabus": "qualification", "component": "unit"}
TYPES = [
    {"id": "t-level", "name": "T Level", "family": "t-level", "basis": BASIS},
    {"id": "v-cert", "name": "V Cert", "family": "technical-award", "basis": BASIS},
]


def write_guild(content: Path, **changes: Any) -> None:
    """Write the Guild's file: Cambridge's services and dates under other names, numbers and codes. `changes` are keys of the file."""
    file, figures = (yaml.safe_load((content / each / f"{CAMBRIDGE}.yml").read_text("utf-8")) for each in ("catalogue", "demonstration"))
    identifiers = {
        name: [each | {"basis": BASIS} for each in one] if isinstance(one, list) else one | {"basis": BASIS}
        for name, one in IDENTIFIERS.items()
    }
    units = [{"code": code, "title": f"Unit {code}", "kind": "written", "most": 80} for code in UNITS]
    qualification = {
        "code": QUALIFICATION,
        "name": "Digital Production",
        "type": "t-level",
        "grades": ["Distinction*", "Merit", "Pass"],
        "components": units,
    }
    data = {
        **file, **figures, "id": GUILD, "name": "Guild of Makers", "sources": file["sources"] | figures["sources"], "series": file["series"] + figures.get("series", []), "identifiers": identifiers,
        "qualification_types": TYPES, "syllabuses": [qualification], "words": WORDS, **changes,
    }  # fmt: skip
    path = content / "catalogue" / f"{GUILD}.yml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")


@cache
def guild_catalogue() -> Catalogue:
    """Return the catalogue of Cambridge and the Guild."""
    with TemporaryDirectory() as folder:
        content = Path(folder)
        for each in ("catalogue", "arrangements", "demonstration"):
            shutil.copytree(CONTENT / each, content / each)
        write_guild(content)
        return load(content)


def guild() -> Body:
    return guild_catalogue().bodies[GUILD]
