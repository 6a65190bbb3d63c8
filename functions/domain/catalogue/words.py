"""The words of an awarding body: what it calls candidates, centres, syllabuses and components, where that differs from ours.

    words: { candidate: learner, centre: provider, syllabus: qualification, component: unit }

A sentence of ours is put into the body's words as a whole, before anything that somebody typed, a name or a title is put into it.
Plurals, capitals, possessives and articles follow: "A candidate’s syllabuses" becomes "A learner’s qualifications". Names of roles and
of services that have one of our words in them keep it. What is rendered once stays as it is when it is rendered again.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated

from pydantic import StringConstraints

from functions.domain.catalogue.sources import Entry

Word = Annotated[str, StringConstraints(pattern="^[a-z]+( [a-z]+)?$", max_length=30)]
OURS = {"candidate": "candidates", "centre": "centres", "syllabus": "syllabuses", "component": "components"}  # with their plurals
KEPT = "Heads? of Centre|Centre Reviews?|Associate Centres?"  # names of a role, of a record and of a kind of centre
# A whole word: not part of an address, such as exams@centre.example or /centre-reviews/, nor the place of a value, such as {candidate}.
WHOLE = re.compile(
    rf"(?P<kept>{KEPT})|(?<![\w@./{{])(?:(?P<article>[Aa]n?)(?P<space>\s+))?(?P<word>{'|'.join((*OURS.values(), *OURS))})(?![\w@/}}]|\.\w)",
    re.ASCII | re.IGNORECASE,
)
# Words that begin with a vowel and are said with a consonant: a unit, a university, a European paper.
SAID_WITH_CONSONANT = re.compile("uni|use|eu|one")


class Words(Entry):
    """What a body calls these; None where it has our own word."""

    candidate: Word | None = None
    centre: Word | None = None
    syllabus: Word | None = None
    component: Word | None = None

    def said(self, text: str) -> str:
        """Return a sentence of ours in the words of the body."""
        chosen = (self.candidate, self.centre, self.syllabus, self.component)
        return text if chosen == NONE else _said(text, chosen)

    @property
    def differ(self) -> bool:
        """Whether the body has any word of its own."""
        return (self.candidate, self.centre, self.syllabus, self.component) != NONE

    @property
    def chosen(self) -> dict[str, dict[str, str]]:
        """The words that differ, by ours, each in the singular and in the plural."""
        own = {ours: word for ours in OURS if (word := getattr(self, ours))}
        return {ours: {"one": word, "several": plural(word)} for ours, word in own.items()}


NONE = (None, None, None, None)
OUR_WORDS = Words()


def word_faults(words: Words) -> Iterator[str]:
    """Yield what is wrong with the words of a body: one of our words in one of them would be put into its words again."""
    for ours in OURS:
        if (word := getattr(words, ours)) and WHOLE.search(word):
            yield f"words.{ours}: “{word}” has one of our own words in it; leave it out, or write a word without {', '.join(OURS)}"


def plural(word: str) -> str:
    """Return the plural of a word: learner, learners; body, bodies; class, classes."""
    if re.search("[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search("(s|x|z|ch|sh)$", word) else "s")


@lru_cache(maxsize=4096)
def _said(text: str, chosen: tuple[str | None, ...]) -> str:
    own = dict(zip(OURS, chosen, strict=True))

    def in_their_words(found: re.Match[str]) -> str:
        if found["kept"]:
            return found[0]
        written = found["word"]
        ours = next(each for each in OURS if written.lower() in (each, OURS[each]))
        if (word := own[ours]) is None:
            return found[0]
        said = plural(word) if written.lower() == OURS[ours] else word
        return _article(found, said) + _as_written(said, written)

    return WHOLE.sub(in_their_words, text)


def _article(found: re.Match[str], word: str) -> str:
    """Return the article before a word as the word needs it, with the space after it; empty where there is none."""
    if not found["article"]:
        return ""
    article = "an" if word[0] in "aeiou" and not SAID_WITH_CONSONANT.match(word) else "a"
    return _as_written(article, found["article"]) + found["space"]


def _as_written(word: str, written: str) -> str:
    """Return the word with the capitals of the one in whose place it comes."""
    if len(written) > 1 and written.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if written[:1].isupper() else word
