"""Modules of scripts: what a page's scripts import, so that the page can ask for all of it at once and not one level after the other."""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from posixpath import normpath

SCRIPTS = Path(__file__).parents[2] / "theme" / "overrides"
IMPORT = re.compile(r'^(?:import|export)\s(?:[^"\n]*\sfrom\s)?"([.][^"]+)"', re.MULTILINE)


def imported(scripts: Iterable[str], folder: Path = SCRIPTS) -> list[str]:
    """Return every module that the scripts import, directly or through others, each once and without the scripts. Paths are from the site's root."""
    own = list(scripts)
    found = dict.fromkeys(own)
    waiting = list(own)
    while waiting:
        path = waiting.pop(0)
        text = (folder / path).read_text(encoding="utf-8")
        new = [each for name in IMPORT.findall(text) if (each := normpath(f"{PurePosixPath(path).parent}/{name}")) not in found]
        found |= dict.fromkeys(new)
        waiting += new
    return [each for each in found if each not in own]
