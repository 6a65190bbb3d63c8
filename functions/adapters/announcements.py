"""An awarding body's messages to its centres in the table."""

from __future__ import annotations

from functions.adapters import keys
from functions.adapters.items import item_of, model_in
from functions.adapters.keys import Key
from functions.adapters.table import Put, Table
from functions.domain.calendar import iso
from functions.domain.people.announcements import Announcement


def put_announcement(announcement: Announcement, body: str) -> Put:
    """Store a message among those of its awarding body."""
    return Put(item_of(Key(keys.announcements(body), f"{iso(announcement.at)}#{announcement.id}"), 1, announcement))


def put_announcement_subject(announcement: Announcement, body: str) -> Put:
    """Store what the e-mails about a message are about, without its text: no e-mail contains any of it."""
    return Put(item_of(keys.announcement(body, announcement.id), 1, announcement.model_copy(update={"title": "", "text": ""})))


def read_announcements(table: Table, body: str) -> list[Announcement]:
    """Return all messages of an awarding body, the latest first."""
    found = [model_in(Announcement, item) for item in table.partition(keys.announcements(body))]
    return sorted(found, key=lambda each: each.at, reverse=True)
