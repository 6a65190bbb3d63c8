"""The data of the summary by e-mail."""

from __future__ import annotations

from functions.actions.letters.membership_data import DESKS, SENDER
from functions.documents import contexts
from functions.documents.mail_contexts import SummaryLine, SummaryMail
from functions.domain.people.people import Organisation
from functions.domain.people.summaries import Counts, Every, Summary, lines_of


def summary_mail(summary: Summary, organisation: Organisation, counts: Counts, site: str) -> SummaryMail:
    """Return the data of a summary: counts and links, and how to end it."""
    lines = tuple(
        SummaryLine(count=each.count, text=each.text, link=f"{site}/{each.path}") for each in lines_of(organisation.kind, counts.counts)
    )
    return SummaryMail(
        body=SENDER, contact=organisation.contact_email, centre=contexts.Centre(number="-", name=organisation.name),
        link=f"{site}/{DESKS[organisation.kind]}/", lines=lines, often="weekly" if summary.every is Every.WEEKLY else "daily",
        stop=f"{site}/unsubscribe/#{summary.token}", stop_by_post=f"{site}/api/unsubscribe/{summary.token}",
    )  # fmt: skip
