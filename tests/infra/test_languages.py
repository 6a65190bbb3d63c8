"""What candidates read stands in one message catalogue, ready for translation, and Welsh has all of it (TX-02)."""

from __future__ import annotations

import hashlib
import re

from functions.domain.consent import candidate_words, wording
from infra import languages

# Of the sentences of wording.py, by its version: a sentence that changes needs another version, for what is stored says which was agreed to.
AGREED = ("1 of 28 November 2026", "fb0b092c7a7baea9")
PLACE = re.compile(r"{\w+}")


def test_the_template_has_every_sentence_that_the_code_says_to_candidates() -> None:
    with languages.TEMPLATE.open("rb") as file:
        kept = languages.read_po(file)
    found = languages.sentences(languages.template())
    assert len(found) > 80
    assert set(languages.sentences(kept)) == set(found), "run `python -m infra.languages`"


def test_welsh_has_all_of_it_with_the_same_places_and_says_that_no_translator_has_checked_it() -> None:
    found = languages.sentences(languages.read_language("cy"))
    assert set(found) == set(languages.sentences(languages.template()))
    assert [english for english, welsh in found.items() if not welsh] == []
    assert [each for each, welsh in found.items() if sorted(PLACE.findall(each)) != sorted(PLACE.findall(welsh))] == []
    assert languages.read_language("cy").last_translator == "not checked by a translator"
    assert candidate_words.page_words(lambda each: found[each])["unchecked"] == "Nid yw cyfieithydd wedi gwirio’r testun hwn."


def test_the_words_that_are_agreed_to_change_only_with_their_version() -> None:
    source = (languages.SENTENCES / "wording.py").read_text(encoding="utf-8")
    said = re.findall(r'say\(\s*"([^"]+)"', source)
    assert len(said) > 12
    assert (wording.WORDING, hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]) == AGREED
