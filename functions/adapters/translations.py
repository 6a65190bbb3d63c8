"""The translations of what candidates read: GNU gettext's, compiled when the functions are packaged.

On a developer's machine there may be none compiled yet: then Babel, which only that machine has, compiles the text that translators edit.
"""

from __future__ import annotations

from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

LANGUAGES = Path(__file__).parents[2] / "content" / "languages"
DOMAIN = "candidates"


def read_translations(language: str) -> GNUTranslations:
    """Return the translations into a language. Raise FileNotFoundError for one that there is none of."""
    folder = LANGUAGES / language / "LC_MESSAGES"
    compiled = folder / f"{DOMAIN}.mo"
    return GNUTranslations(BytesIO(compiled.read_bytes() if compiled.exists() else compiled_from(folder / f"{DOMAIN}.po")))


def compiled_from(source: Path) -> bytes:
    """Return the compiled form of a file that translators edit."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = BytesIO()
    with source.open("rb") as file:
        write_mo(made, read_po(file))
    return made.getvalue()
