"""Results that take long to make, kept under build/ until something that they are made from changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

CACHE = Path(__file__).parents[3] / "build" / "cache"


def cached(name: str, sources: Iterable[Path], libraries: Iterable[str], make: Callable[[], str]) -> str:
    """Return the text that `make` gives. It is made again only when a source file (name or content) or a library's version has changed."""
    digest = sha256("".join(version(each) for each in libraries).encode())
    for source in sorted(sources):
        digest.update(source.name.encode() + b"\0" + source.read_bytes())
    file = CACHE / f"{name}-{digest.hexdigest()[:16]}.json"
    if file.exists():
        return file.read_text(encoding="utf-8")
    text = make()
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(f".{os.getpid()}")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(file)  # in one step, since two builds may run at once
    return text
