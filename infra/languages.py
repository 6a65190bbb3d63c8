"""Bring the message catalogue of what candidates read up to date with the code: the template, and each language's file.

    python -m infra.languages

The sentences are those that the code hands to `say`. Translators edit content/languages/<language>/LC_MESSAGES/candidates.po with any
editor for gettext; functions carry it compiled (infra/package.py). A language that is added here and in
functions/domain/consent/candidate_words.py begins as a file without translations.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from functions.adapters.translations import DOMAIN, LANGUAGES
from functions.domain.consent import candidate_words

ROOT = Path(__file__).parent.parent
SENTENCES = ROOT / "functions" / "domain" / "consent"
TEMPLATE = LANGUAGES / f"{DOMAIN}.pot"
HEADER = """\
# What candidates read: their page, its problems, the e-mails to them. Places in braces, such as {body}, stay as they are.
"""
ABOUT: dict[str, Any] = {
    "project": "Results Desk", "version": "1", "charset": "utf-8", "header_comment": HEADER, "msgid_bugs_address": "the exams officer",
    "last_translator": "not checked by a translator", "language_team": "none", "fuzzy": False,
}  # fmt: skip


def template() -> Catalog:
    """Return the catalogue of all sentences that the code says to candidates, each with where it stands."""
    found = Catalog(**ABOUT)
    for file, _, message, comments, context in extract_from_dir(SENTENCES, [("**.py", "python")], keywords={"say": None}):
        found.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    return found


def sentences(catalogue: Catalog) -> dict[str, str]:
    """Return the sentences of a catalogue with their translations, which are empty in the template."""
    return {str(each.id): str(each.string) for each in catalogue if each.id}


def language_file(language: str) -> Path:
    return LANGUAGES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read_language(language: str) -> Catalog:
    """Return the translations into a language; none where it has no file yet."""
    path = language_file(language)
    if not path.exists():
        return Catalog(locale=language, **ABOUT)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def main() -> None:
    """Write the template, and into each language's file what is new in it."""
    current = template()
    _write(TEMPLATE, current)
    for language in candidate_words.LANGUAGES:
        if language == "en":
            continue
        catalogue = read_language(language)
        catalogue.update(current, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        _write(language_file(language), catalogue)


def _write(path: Path, catalogue: Catalog) -> None:
    catalogue.creation_date = catalogue.revision_date = None  # type: ignore[assignment]
    path.parent.mkdir(parents=True, exist_ok=True)
    written = BytesIO()
    write_po(written, catalogue, width=0, sort_output=False, include_lineno=False, omit_header=False)
    kept = [line for line in written.getvalue().decode().splitlines() if "-Date: " not in line and "Generated-By" not in line]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
