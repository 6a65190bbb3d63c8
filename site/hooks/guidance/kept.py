"""What takes long to work out, kept under build/ for as long as nothing that it is made from changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

KEPT = Path(__file__).parents[3] / "build" / "kept"


def kept(name: str, sources: Iterable[Path], libraries: Iterable[str], make: Callable[[], str]) -> str:
    """The text that `make` gives, made anew when a source file (its name or its content) or a library's version is another."""
    made_from = sha256("".join(version(each) for each in libraries).encode())
    for source in sorted(sources):
        made_from.update(source.name.encode() + b"\0" + source.read_bytes())
    file = KEPT / f"{name}-{made_from.hexdigest()[:16]}.json"
    if file.exists():
        return file.read_text(encoding="utf-8")
    text = make()
    file.parent.mkdir(parents=True, exist_ok=True)
    written = file.with_suffix(f".{os.getpid()}")
    written.write_text(text, encoding="utf-8")
    written.replace(file)  # in one step, for two builds may run at once
    return text
