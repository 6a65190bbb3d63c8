"""Domain things as items of the table, and back: which attributes an index or a condition needs beside the body."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from functions.adapters import keys
from functions.adapters.keys import Key
from functions.adapters.table import Item, Put
from functions.domain.calendar import iso
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import State, Submission
from functions.domain.people.announcements import Announcement
from functions.domain.people.history import Event
from functions.domain.people.people import Organisation, Person
from functions.domain.register.cards import Card, Cohort
from functions.domain.register.centre_reviews import CentreReview, Correction

FINGERPRINT_LENGTH = 16  # characters of a SHA-256 that tell one thing from another: a file of a slot, a correction
STAGES = frozenset({Status.SUBMITTED, Status.RECEIVED, Status.ACKNOWLEDGED})  # what staff have in a queue


class Effect(BaseModel):
    """Something that must still follow from an event: kept on its history entry until done."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    key: tuple[str, str]
    due: tuple[str, ...]
    event: Event
    attempts: int = 0
    last_error: str = ""
    next_at: str = ""
    awarding: str = ""  # the body whose staff see it while it fails


def item_of(key: Key, version: int, body: BaseModel, **attributes: str) -> Item:
    return {"pk": key.pk, "sk": key.sk, "v": version, "body": body.model_dump_json(), **attributes}


def body_of(item: Item) -> str:
    return str(item["body"])


def submission_item(submission: Submission) -> Item:
    item = item_of(
        keys.submission(submission.id), submission.version, submission, org=submission.organisation, stage=submission.state.value
    )
    if submission.state is State.DRAFT:
        item |= {"g1pk": keys.drafts_of(submission.organisation), "g1sk": f"{iso(submission.saved_at)}#{submission.id}"}
    return item


def enquiry_item(enquiry: Enquiry) -> Item:
    item = item_of(
        keys.enquiry(enquiry.id), enquiry.version, enquiry, org=enquiry.organisation,
        g1pk=keys.list_of(enquiry.organisation, enquiry.series), g1sk=f"{iso(enquiry.submitted_at)}#{enquiry.id}",
    )  # fmt: skip
    if enquiry.status in STAGES:
        since = enquiry.received_at or enquiry.submitted_at
        item |= {"g2pk": keys.queue(enquiry.body, enquiry.status.value), "g2sk": f"{iso(since)}#{enquiry.id}"}
    if enquiry.status is Status.WITH_ASSOCIATE and enquiry.associate:
        item |= {"g2pk": keys.queue(enquiry.associate, enquiry.status.value), "g2sk": f"{iso(enquiry.submitted_at)}#{enquiry.id}"}
    return item


def put_enquiry(enquiry: Enquiry) -> Put:
    """Store the enquiry over the version before it; version 1 over nothing."""
    return Put(enquiry_item(enquiry), expect=enquiry.version - 1)


def put_pointer(enquiry: Enquiry, associate: str) -> Put:
    """What lists an enquiry under its Associate. It holds no state, so it never has to change."""
    key = keys.pointer(enquiry.id)
    return Put(
        {
            "pk": key.pk, "sk": key.sk, "v": 1, "body": "{}", "enquiry": enquiry.id,
            "g1pk": keys.list_of(associate, enquiry.series), "g1sk": f"{iso(enquiry.submitted_at)}#{enquiry.id}",
        }
    )  # fmt: skip


def put_event(of: Key, event: Event, due: Iterable[str] = (), awarding: str = "") -> Put:
    """A history entry; with `due` it also stands on the agenda until those effects are done, for the staff of `awarding` to see."""
    return event_put(keys.event(of, event.version), event, due, awarding)


def event_put(key: Key, event: Event, due: Iterable[str], awarding: str) -> Put:
    """The same under a key of its own; what stands there already is kept."""
    return Put(item_of(key, event.version, event) | _agenda(key, event, due, awarding, key.sk))


def _agenda(of: Key, event: Event, due: Iterable[str], awarding: str, sk: str) -> Item:
    effects = ",".join(due)
    if not effects:
        return {}
    return {"due": effects, "awarding": awarding, "g3pk": keys.EFFECTS, "g3sk": f"{iso(event.at)}#{of.pk}#{sk}"}


def effect_from(item: Item) -> Effect:
    return Effect(
        key=(str(item["pk"]), str(item["sk"])),
        due=tuple(filter(None, str(item.get("due", "")).split(","))),
        event=Event.model_validate_json(body_of(item)),
        attempts=int(item.get("attempts", 0)),
        last_error=str(item.get("last_error", "")),
        awarding=str(item.get("awarding", "")),
        next_at=str(item.get("g3sk", "")).split("#")[0],
    )


def put_cohort(cohort: Cohort) -> Put:
    key = keys.cohort(cohort.body, cohort.series, cohort.organisation, cohort.syllabus, cohort.component)
    return Put(item_of(key, cohort.version, cohort), expect=cohort.version - 1)


def put_card(card: Card) -> Put:
    key = keys.card(card.body, card.series, card.organisation, card.syllabus, card.candidate)
    entries = keys.entries_of(card.body, card.series, card.organisation, card.candidate)
    return Put(item_of(key, card.version, card, g1pk=entries, g1sk=card.syllabus), expect=card.version - 1)


def _review_key(review: CentreReview) -> Key:
    return keys.centre_review(review.body, review.series, review.organisation, review.id)


def put_review(review: CentreReview) -> Put:
    """A Centre Review, never over another: what is recorded stands."""
    return Put(item_of(_review_key(review), 1, review))


def put_correction(review: CentreReview, correction: Correction) -> Put:
    fingerprint = hashlib.sha256(correction.text.encode()).hexdigest()[:FINGERPRINT_LENGTH]
    return Put(item_of(keys.correction(_review_key(review), fingerprint), 1, correction))


class AppealDraft(BaseModel):
    """What a centre has written of an appeal that is not submitted."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    grounds: str
    version: int
    at: datetime


def appeal_draft_put(draft: AppealDraft, enquiry: str, service: str) -> Put:
    return Put(item_of(keys.appeal_draft(enquiry, service), draft.version, draft), expect=draft.version - 1)


def appeal_put(appeal: Enquiry, against: str, attempt: int) -> Put:
    """What leads from the outcome to the appeal: written once, with the appeal, so that there is one of each attempt."""
    key = keys.appeal(against, appeal.service, attempt)
    return Put({"pk": key.pk, "sk": key.sk, "v": 1, "body": "{}", "enquiry": appeal.id})


def announcement_put(announcement: Announcement, body: str) -> Put:
    return Put(item_of(Key(keys.announcements(body), f"{iso(announcement.at)}#{announcement.id}"), 1, announcement))


def announcement_mail_put(announcement: Announcement, body: str) -> Put:
    """What the e-mails about a message are about. It has no text, for no e-mail says any of it."""
    return Put(item_of(keys.announcement(body, announcement.id), 1, announcement.model_copy(update={"title": "", "text": ""})))


def put_aside(of: Key, event: Event) -> Put:
    """A history entry that belongs to no new version."""
    return Put(item_of(keys.aside(of, iso(event.at), secrets.token_hex(4)), 0, event))


def put_extended(of: Enquiry, event: Event, to: Iterable[str], due: Iterable[str]) -> Put:
    """The history entry of an enquiry that was extended, with the ids of its extensions; the enquiry itself stays as it was."""
    key = keys.aside(keys.enquiry(of.id), iso(event.at), secrets.token_hex(4))
    return Put(item_of(key, 0, event, extensions=",".join(to)) | _agenda(keys.enquiry(of.id), event, due, of.body, key.sk))


def extended_to(items: Iterable[Item]) -> list[str]:
    """The ids of an enquiry's extensions, among what was read of it."""
    return [id for item in items for id in str(item.get("extensions", "")).split(",") if id]


def put_extension(extension: Enquiry) -> Put:
    """What lists an extension in its centre's Extensions. It holds no state, so it never has to change."""
    listed = {"g1pk": keys.extensions_of(extension.organisation, extension.series), "g1sk": f"{iso(extension.submitted_at)}#{extension.id}"}
    return Put({"pk": keys.enquiry(extension.id).pk, "sk": keys.EXTENSION, "v": 1, "body": "{}", "enquiry": extension.id, **listed})


def person_item(person: Person) -> Item:
    return item_of(keys.person(person.id), 1, person)


def organisation_item(organisation: Organisation) -> Item:
    return item_of(keys.organisation(organisation.id), organisation.version, organisation)


def organisation_puts(organisation: Organisation) -> list[Put]:
    """An organisation with the entries that find it by its centre numbers; whatever stood there before is replaced."""
    puts = [Put(organisation_item(organisation), expect=None)]
    for body, number in organisation.centres.items():
        key = keys.centre(body, number)
        listed = {"g1pk": keys.centres_of(body), "g1sk": number}
        puts.append(Put({"pk": key.pk, "sk": key.sk, "v": 1, "org": organisation.id, "body": "{}", **listed}, expect=None))
    return puts
