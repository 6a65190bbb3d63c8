"""How what somebody types finds a name, a number or a note, whatever the accents, the apostrophes or the order of the words (BY-25).

The chooser of candidates does the same in the browser (site/theme/overrides/assets/desk/candidate-filter.js); a test holds both to the
same cases.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Letters that Unicode does not take apart, as people write them who have no such key. What casefold() does is not repeated here.
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i", "ŋ": "n"})
INSIDE_WORDS = re.compile("['’‘ʼʻ`´′‐‑–-]")  # apostrophes and hyphens of all kinds, also as accents that stand alone


def folded(text: str) -> str:
    """Return the text as it is compared: lower case, without accents, apostrophes and hyphens, with plain digits and single spaces.

    'O’Neíll-Çelik' and "o'neill celik" differ only by their space then, and words are compared one by one.
    """
    plain = INSIDE_WORDS.sub("", text)
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        plain = "".join(_digit(each) for each in apart if unicodedata.category(each)[0] != "M").casefold().translate(LETTERS)
    return " ".join(INSIDE_WORDS.sub("", plain).casefold().split())


def words_of(typed: str) -> list[str]:
    """Return what was typed word by word, each as it is compared. A comma ends a word: 'Osei, Amina'."""
    return folded(typed.replace(",", " ")).split()


def finds(typed: str, texts: Iterable[str], numbers: Iterable[str] = ()) -> bool:
    """Return whether each word that was typed is part of one of the texts or is one of the numbers, whose leading zeros do not count."""
    words = words_of(typed)
    if not words:
        return True
    compared, counted = [folded(each) for each in texts], [folded(each).lstrip("0") for each in numbers]
    return all(any(word in each for each in compared) or word.lstrip("0") in counted for word in words)


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
