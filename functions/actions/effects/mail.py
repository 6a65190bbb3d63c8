"""E-mail: to whom, about what, and once for each event and recipient.

A mail is an item that is leased before it is sent. Who finds it leased cannot know whether it went out, and does not
send it again: staff see it, and decide.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from functions.actions.letters import invoice_data, letter_data
from functions.adapters import keys
from functions.adapters.files import Files
from functions.adapters.keys import Key
from functions.adapters.mailer import Mailer, NotSent, Unclear
from functions.adapters.records import body_of
from functions.adapters.renderer import Renderer
from functions.adapters.table import Conflict, Item, Put, Table
from functions.documents import emails
from functions.documents.mail_contexts import MailContext
from functions.domain.catalogue.bodies import Catalogue
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.submission import Submission
from functions.domain.people.people import Organisation

LEASE = timedelta(minutes=5)
UNKNOWN = "interrupted: it is not known whether the mail went out"


class NotYet(Exception):
    """Something could not be done now. It stays due; staff see it while it does."""


@dataclass(frozen=True, slots=True)
class Means:
    """What effects are carried out with."""

    table: Table
    catalogue: Catalogue
    files: Files
    renderer: Callable[[], Renderer]
    mailer: Callable[[], Mailer]
    site: str
    now: Callable[[], datetime]


class Mail(BaseModel):
    """One e-mail for one event and recipient: `leased` while it is being sent, then `sent`, `refused` or `unclear`.

    Who finds it leased for longer than sending takes, or unclear, cannot know whether it went out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    kind: str
    to: str
    stage: str
    at: datetime
    message_id: str = ""


def tell(means: Means, key: Key, name: str, *, again: bool) -> None:
    """Send the e-mail `kind` or `kind:recipient` about the thing whose history entry is under `key`, once.

    Raises NotSent where SES refuses it (it may be tried again), NotYet while another is sending it or its sending was
    interrupted; `again` is staff's decision to send such a one all the same.
    """
    kind, _, recipient = name.partition(":")
    to, context = _written(means, key, kind, recipient)
    tag = hashlib.sha256(f"{key.pk}/{key.sk}/{kind}/{to}".encode()).hexdigest()[:32]
    mail_key = keys.mail(key, kind, tag[:8])
    mail = Mail(kind=kind, to=to, stage="leased", at=means.now())
    stored = means.table.get(mail_key)
    before = Mail.model_validate_json(body_of(stored)) if stored else None
    if before and before.stage == "sent":
        return
    if before and before.stage == "leased" and means.now() - before.at < LEASE:
        raise NotYet("being sent")  # also where staff ask for it: they mean the one that was interrupted
    if before and before.stage in {"leased", "unclear"} and not again:
        raise NotYet(UNKNOWN)
    turn = int(stored["v"]) if stored else 0
    try:
        means.table.put(Put(_item(mail_key, mail, turn + 1), expect=turn))
    except Conflict as taken:
        raise NotYet("being sent") from taken
    try:
        sent = means.mailer().send(to, emails.compose(context), tag)
    except NotSent:
        means.table.put(Put(_item(mail_key, mail.model_copy(update={"stage": "refused"}), turn + 2), expect=turn + 1))
        raise
    except Unclear as lost:
        means.table.put(Put(_item(mail_key, mail.model_copy(update={"stage": "unclear"}), turn + 2), expect=turn + 1))
        raise NotYet(UNKNOWN) from lost
    means.table.put(Put(_item(mail_key, mail.model_copy(update={"stage": "sent", "message_id": sent}), turn + 2), expect=turn + 1))


def _written(means: Means, key: Key, kind: str, recipient: str) -> tuple[str, MailContext]:
    """The address and what the mail is told. CI-14: for Associate Centres what the awarding body sends goes to the Associate."""
    if key.pk.startswith("INV#"):
        return invoice_data.mail(means.table, means.catalogue, means.site, key)
    if key.pk.startswith("NEWS#"):
        body = means.catalogue.bodies[key.pk.split("#")[1]]
        centre = organisation(means, key.sk.removeprefix("CENTRE#"))
        return centre.contact_email, letter_data.announcement_mail(centre, body, f"{means.site}/desk/messages/")
    item = means.table.get(Key(key.pk))
    if item is None:
        raise LookupError("what a mail is about is not stored")
    if key.pk.startswith("SUB#"):
        submission = Submission.model_validate_json(body_of(item))
        centre = organisation(means, submission.organisation)
        return centre.contact_email, letter_data.receipt_mail(
            submission, centre, means.catalogue.bodies[submission.content.body], means.site
        )
    enquiry = Enquiry.model_validate_json(body_of(item))
    centre = organisation(means, enquiry.organisation)
    to_associate = enquiry.associate is not None and recipient != "centre"
    address = organisation(means, enquiry.associate).contact_email if to_associate and enquiry.associate else centre.contact_email
    desk = "associate" if to_associate else "desk"
    return address, letter_data.mail(
        kind, enquiry, centre, means.catalogue.bodies[enquiry.body], f"{means.site}/{desk}/enquiry/?id={enquiry.id}"
    )


def organisation(means: Means, id: str) -> Organisation:
    item = means.table.get(keys.organisation(id))
    if item is None:
        raise LookupError("an organisation is not stored")
    return Organisation.model_validate_json(body_of(item))


def _item(key: Key, mail: Mail, version: int) -> Item:
    return {"pk": key.pk, "sk": key.sk, "v": version, "stage": mail.stage, "body": mail.model_dump_json()}
