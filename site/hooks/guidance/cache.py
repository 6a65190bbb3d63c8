"""Results that take long to make, kept under build/ until something that they are made from changes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

CACHE = Path(__file__).parents[3] / "build" / "cache"


def cached(name: str, sources: Iterable[Path], libraries: Iterable[str], make: Callable[[], str]) -> str:
    """Return the text that `make` gives. It is made again only when a source file (name or content) or a library's version has changed."""
    file = CACHE / f"{name}-{_fingerprint(sources, libraries)}.json"
    if file.exists():
        return file.read_text(encoding="utf-8")
    text = make()
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(f".{os.getpid()}")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(file)  # in one step, since two builds may run at once
    return text


def cached_folder(name: str, sources: Iterable[Path], libraries: Iterable[str], make: Callable[[Path], None]) -> Path:
    """Return the folder whose files `make` writes. They are written again only when a source file or a library's version has changed."""
    folder = CACHE / f"{name}-{_fingerprint(sources, libraries)}"
    if not folder.exists():
        unfinished = folder.with_suffix(f".{os.getpid()}")
        unfinished.mkdir(parents=True)
        make(unfinished)
        try:
            unfinished.replace(folder)
        except OSError:  # another build has been quicker
            shutil.rmtree(unfinished)
    return folder


def _fingerprint(sources: Iterable[Path], libraries: Iterable[str]) -> str:
    digest = sha256("".join(version(each) for each in libraries).encode())
    for source in sorted(sources):
        if source.is_file():
            digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()[:16]
