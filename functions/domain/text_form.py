"""The one form of all text that comes in, typed or imported: what looks the same is the same, and nothing in it is hidden.

Letters with accents are composed (NFC), spaces of all kinds are plain ones, lines end with a line feed, and what only says where a
word may be broken is left out. That is certain, so it is done. Control characters and those that turn the direction of the text round
or hide in it are named, for the sender to remove: they may hide what a name or a number really is (ours).
"""

from __future__ import annotations

import re
import unicodedata

SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")  # no-break, thin, ideographic and other spaces, but not joiners
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
BREAKS = re.compile(
    "[\u00ad\u180e\u200b\u2060\ufeff]"
)  # soft hyphen, zero-width spaces, byte-order mark: they have neither shape nor meaning
BLANKS = re.compile(r"\s+")
DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
JOINERS = frozenset("\u200c\u200d")  # needed between letters of Persian or Hindi and inside emoji; hidden anywhere else
FLAG, TAGS = "\U0001f3f4", re.compile("[\U000e0020-\U000e007f]")  # the flag of a part of a country spells its code in tags
NUMBER_SIGNS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\U000110bd\U000110cd")  # format characters that are seen
# Neither control nor format characters by Unicode's account, but nothing is seen of them.
UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
ALLOWED_CONTROLS = frozenset("\n\t")


def normal(text: str) -> str:
    """Return the text in its one form: accents composed, spaces plain, lines ended by a line feed. The words stay as they are."""
    if text.isascii():
        return LINE_ENDS.sub("\n", text)
    return LINE_ENDS.sub("\n", SPACES.sub(" ", BREAKS.sub("", unicodedata.normalize("NFC", text))))


def one_line(text: str) -> str:
    """Return the text in its one form on one line, without blanks at its ends or more than one at a time: a name, a number, a cell."""
    return BLANKS.sub(" ", normal(text)).strip()


def hidden_character(text: str) -> str | None:
    """Return in words the first character that text may not contain, such as 'a control character (U+0007)'; None if it has none.

    A line break and a tab are allowed. A joiner is allowed after a letter or an emoji outside ASCII.
    """
    if text.isascii() and text.isprintable():
        return None
    before = ""
    for character in text:
        kind = _kind(character, before)
        if kind:
            return f"{kind} (U+{ord(character):04X})"
        before = character
    return None


def _kind(character: str, before: str) -> str | None:
    """Return what is wrong with a character, given the one before it; None if it is allowed."""
    category = unicodedata.category(character)
    if character in DIRECTIONS:
        return "a character that changes the direction of the text"
    if character in UNSEEN or (category == "Cf" and not _joins(character, before)):
        return "a character that cannot be seen"
    if category == "Cc" and character not in ALLOWED_CONTROLS:
        return "a control character"
    if category == "Cs":
        return "half of a character"
    if character == "\ufffd":
        return "a character that could not be read"
    return "a character that does not exist" if category == "Cn" and _is_noncharacter(ord(character)) else None


def _joins(character: str, before: str) -> bool:
    """Return whether a format character belongs after the one before it."""
    if character in JOINERS:
        return not before.isascii()
    if TAGS.fullmatch(character):
        return before == FLAG or TAGS.fullmatch(before) is not None
    return character in NUMBER_SIGNS


def _is_noncharacter(code: int) -> bool:
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
