"""Notes, messages and drafts: what is typed is kept in one form, and hidden characters are named at their field."""

from __future__ import annotations

import pytest

from functions import wiring
from functions.adapters.keys import Key
from functions.adapters.table import Put
from tests.handlers.desk import Desk, content


@pytest.mark.parametrize("character", ["\x00", "\x07", "\u202e", "\ud83d"])
def test_a_note_with_a_hidden_character_is_refused_at_its_field(desk: Desk, character: str) -> None:
    enquiry = desk.received()
    refused = desk.centre("PUT", f"/api/enquiries/{enquiry}/note", {"version": 2, "note": f"a{character}b"})
    assert (refused.status, refused.codes) == (400, ["text_character"])
    assert refused.body["errors"][0]["field"] == "note"
    assert f"(U+{ord(character):04X})" in refused.body["errors"][0]["message"]


def test_a_draft_keeps_its_words_with_accents_composed_and_plain_spaces(desk: Desk) -> None:
    id = "5f0c2c1e-4c0a-4b7a-9a51-0c6a43f1a001"
    sent = content(note="Zoe\u0308\u00a0K")
    desk.centre("PUT", f"/api/drafts/{id}", {"content": sent}).ok()
    assert desk.centre("GET", f"/api/drafts/{id}").ok()["draft"]["content"]["note"] == "Zo\u00eb K"


def test_a_draft_that_was_stored_with_a_hidden_character_can_still_be_opened_and_mended(desk: Desk) -> None:
    id = desk.draft(note="plain words")
    item = wiring.table().get(Key(f"SUB#{id}"))
    assert item is not None
    old = {name: value.replace("plain words", "old\\u202ewords") if isinstance(value, str) else value for name, value in item.items()}
    assert old != item
    wiring.table().put(Put(old, expect=None))
    shown = desk.centre("GET", f"/api/drafts/{id}").ok()["draft"]
    assert shown["content"]["note"] == "old\u202ewords"
