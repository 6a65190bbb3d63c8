"""E-mail: to whom, about what, and once for each event and recipient.

An e-mail is leased before it is sent. A second attempt that finds it leased cannot know whether it went out, and does not
send it again: staff see it, and decide.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from functions.actions.effects.means import Means, NotYet
from functions.actions.letters import invoice_data, mail_data
from functions.actions.letters.membership_data import address_mail, membership_mail
from functions.actions.letters.summary_data import summary_mail
from functions.actions.shared.effect_names import ASKER
from functions.actions.shared.people import bodies_concerned
from functions.adapters import keys
from functions.adapters.enquiries import read_enquiry
from functions.adapters.events import read_event
from functions.adapters.invoices import read_issued
from functions.adapters.keys import Key
from functions.adapters.mailer import NotSent, Unclear, Written
from functions.adapters.mails import Mail, StoredMail, read_mail, save_mail
from functions.adapters.members import read_members
from functions.adapters.organisations import read_address_change, read_organisation, read_person
from functions.adapters.submissions import read_submission
from functions.adapters.summaries import read_counts, summary_in
from functions.adapters.table import Conflict
from functions.documents import emails
from functions.documents.mail_contexts import MailContext
from functions.domain.enquiries.change_terms import Reader
from functions.domain.enquiries.enquiry import Enquiry, body_of
from functions.domain.enquiries.submission import submission_body

LEASE = timedelta(minutes=5)
UNKNOWN = "interrupted: it is not known whether the mail went out"


class Addressed(NamedTuple):
    """An e-mail's address and what it is told."""

    to: str
    context: MailContext


def send_mail(means: Means, key: Key, name: str, *, again: bool) -> None:
    """Send the e-mail `kind` or `kind:recipient` about the thing whose history entry is under `key`, once.

    Raise NotSent where SES refuses it (it may be tried again), NotYet while another attempt is sending it or its sending was
    interrupted; `again` is staff's decision to send such a one all the same.
    """
    kind, _, recipient = name.partition(":")
    to, context = _addressed(means, key, kind, recipient)
    send_once(means, key, kind, to, lambda: emails.compose(context), again=again)


def send_once(means: Means, key: Key, kind: str, to: str, compose: Callable[[], Written], *, again: bool) -> None:
    """Send what `compose` returns to an address, once for this history entry and kind. It composes only what is about to be sent.

    Raise as `send_mail` does.
    """
    tag = hashlib.sha256(f"{key.pk}/{key.sk}/{kind}/{to}".encode()).hexdigest()[:32]
    stored = read_mail(means.table, key, kind, tag[:8])
    if stored and stored.mail.stage == "sent":
        return
    _require_sendable(means, stored, again=again)
    mail = Mail(kind=kind, to=to, stage="leased", at=means.now())

    def save(stage: str, over: int, message_id: str = "") -> int:
        return save_mail(means.table, key, tag[:8], mail.model_copy(update={"stage": stage, "message_id": message_id}), over=over)

    try:
        leased = save("leased", stored.version if stored else 0)
    except Conflict as taken:
        raise NotYet("being sent") from taken
    try:
        sent = means.mailer().send(to, compose(), tag)
    except NotSent:
        save("refused", leased)
        raise
    except Unclear as lost:
        save("unclear", leased)
        raise NotYet(UNKNOWN) from lost
    save("sent", leased, sent)


def _require_sendable(means: Means, stored: StoredMail | None, *, again: bool) -> None:
    """Raise NotYet while an earlier attempt is sending it, and where it may have gone out unless staff want it sent `again`."""
    if stored is None:
        return
    if stored.mail.stage == "leased" and means.now() - stored.mail.at < LEASE:
        raise NotYet("being sent")  # also where staff ask for it: they mean the one that was interrupted
    if stored.mail.stage in {"leased", "unclear"} and not again:
        raise NotYet(UNKNOWN)


def _addressed(means: Means, key: Key, kind: str, recipient: str) -> Addressed:
    """Return the address and what the e-mail is told."""
    if keys.is_invoice(key.pk):
        return _about_invoice(means, key)
    if body := keys.body_of_announcement(key.pk):
        centre = read_organisation(means.table, keys.centre_told(key.sk))
        link = f"{means.site}/desk/messages/"
        return Addressed(centre.contact_email, mail_data.announcement_mail(centre, means.catalogue.bodies[body], link))
    if keys.is_summary(key.pk):
        return _about_summary(means, key)
    if keys.is_people(key.pk):
        return _about_people(means, key, recipient)
    if keys.is_organisation(key.pk):
        return _about_address(means, key, recipient)
    if keys.is_submission(key.pk):
        return _about_submission(means, keys.thing_in(key.pk))
    return _about_enquiry(means, keys.thing_in(key.pk), kind, recipient)


def _about_invoice(means: Means, key: Key) -> Addressed:
    event = read_event(means.table, key)
    if event is None:
        raise LookupError("the event of an invoice is not stored")
    of, _ = read_issued(means.table, keys.thing_in(key.pk), event)
    payer = read_organisation(means.table, of.payer)
    return Addressed(payer.contact_email, invoice_data.mail(of, payer, means.catalogue.bodies[of.body], means.site))


def _about_address(means: Means, key: Key, recipient: str) -> Addressed:
    """A corrected address of a centre, to the old and the new one. Neither e-mail names the other address, or who corrected it."""
    event, centre = read_event(means.table, key), read_organisation(means.table, keys.thing_in(key.pk))
    if event is None:
        raise LookupError("the event of a corrected address is not stored")
    bodies = [means.catalogue.bodies[each] for each in bodies_concerned(means.catalogue, centre)]
    through = [centre.associates.get(each.id) for each in bodies]
    contacts = [
        read_organisation(means.table, by).contact_email if by else of.contact.address for of, by in zip(bodies, through, strict=True)
    ]
    change = read_address_change(means.table, centre.id, event.version)
    to = change.before if recipient == "before" else change.after
    return Addressed(to, address_mail(centre, contacts, means.site, is_former=recipient == "before"))


def _about_summary(means: Means, key: Key) -> Addressed:
    """A summary, to the person who chose it."""
    event, summary = read_event(means.table, key), summary_in(means.table, key.pk)
    counts = read_counts(means.table, Key(key.pk), event.version) if event else None
    person = read_person(means.table, summary.person) if summary else None
    if summary is None or counts is None or person is None:
        raise LookupError("what a summary says is not stored")
    return Addressed(person.email, summary_mail(summary, read_organisation(means.table, summary.organisation), counts, means.site))


def _about_people(means: Means, key: Key, recipient: str) -> Addressed:
    """A change of somebody's access, to that person; of a change of coordinators, to the organisation's address too."""
    event = read_event(means.table, key)
    organisation = read_organisation(means.table, keys.thing_in(key.pk))
    member = read_members(means.table, organisation.id).find(event.about) if event else None
    if event is None or member is None:
        raise LookupError("whom an e-mail is about is not stored")
    to_all = recipient == "contact"
    to = organisation.contact_email if to_all else member.email
    return Addressed(to, membership_mail(organisation, member, event.what, means.site, to_all=to_all))


def _about_submission(means: Means, id: str) -> Addressed:
    submission = read_submission(means.table, id)
    if submission is None:
        raise LookupError("what a mail is about is not stored")
    centre = read_organisation(means.table, submission.organisation)
    associate = read_organisation(means.table, submission.associate) if submission.associate else None
    body = submission_body(submission, means.catalogue)
    return Addressed(centre.contact_email, mail_data.receipt_mail(submission, centre, body, means.site, associate))


def _about_enquiry(means: Means, id: str, kind: str, recipient: str) -> Addressed:
    """CI-14: what the awarding body sends about an Associate Centre's enquiry goes to the Associate, but for what is addressed to the centre."""
    enquiry = read_enquiry(means.table, id)
    if enquiry is None:
        raise LookupError("what a mail is about is not stored")
    centre = read_organisation(means.table, enquiry.organisation)
    associate = read_organisation(means.table, enquiry.associate) if enquiry.associate else None
    reader: Reader = "associate" if associate and recipient != "centre" else "centre"
    to, desk = (associate.contact_email, "associate") if associate and reader == "associate" else (centre.contact_email, "desk")
    if recipient == ASKER:
        to = _address_of_asker(means, enquiry) or to
    link = f"{means.site}/{desk}/enquiry/?id={enquiry.id}"
    return Addressed(
        to,
        mail_data.mail(kind, enquiry, centre, body_of(enquiry, means.catalogue), link, now=means.now(), associate=associate, reader=reader),
    )


def _address_of_asker(means: Means, enquiry: Enquiry) -> str | None:
    """Return the address of the person who submitted an enquiry; None where they are no longer at its centre."""
    person = read_person(means.table, enquiry.submitted_by)
    is_there = person is not None and not person.disabled and any(each.organisation == enquiry.organisation for each in person.memberships)
    return person.email if person and is_there else None
