"""Papers for candidates who cannot come themselves, and for the days on which certificates are collected (TX-06)."""

from __future__ import annotations

from collections.abc import Sequence

from functions.domain.catalogue.bodies import Body
from functions.domain.papers.parts import (
    NO_CENTRE,
    Choice,
    Column,
    Field,
    Fields,
    Format,
    Heading,
    Letterhead,
    Notice,
    Paper,
    Paragraph,
    Signature,
    Table,
    own_pages,
)
from functions.domain.wording import PROVISIONAL

BOTH = (Format.PDF, Format.WORD)
ONE, SEVERAL = 1, 4  # days on which certificates are collected


def permission_form(bodies: Sequence[Body], edition: str, centre: Letterhead = NO_CENTRE) -> Paper:
    """Return the form on which a candidate lets somebody else collect results or certificates."""
    return Paper(
        id="candidate-permission-form", title="Candidate permission form",
        lead="For a candidate who cannot come to collect results or certificates. Hand it in before the day; without it nothing is given to anybody else.",
        edition=edition, prevails=own_pages(bodies), formats=BOTH,
        parts=(
            Notice(PROVISIONAL, "Your results are yours: they are given to nobody else without your signed permission."),
            Fields((Field("Centre number and name", " ".join(filter(None, (centre.number, centre.name)))), Field("Candidate number"), Field("Candidate name"), Field("Series"))),
            Choice("This permission is for", ("my results", "my certificates"), several=True),
            Heading("How I want to get them"),
            Choice("I want", ("the person named below to collect them for me", "to get them by post, at the address below", "to get them by e-mail, at the address below: results only")),
            Fields((Field("Name of the person who collects them"), Field("Relation to me"), Field("Address or e-mail address", lines=2))),
            Paragraph("The person who collects them brings this form, or a copy, and proof of who they are."),
            Signature("Candidate"),
            Heading("For the exams office"),
            Fields((Field("Identity checked by, and how"), Field("Given out on"))),
            Signature("Person who collects"),
        ),
    )  # fmt: skip


def certificate_collection(bodies: Sequence[Body], edition: str, centre: Letterhead = NO_CENTRE, *, days: int) -> Paper:
    """Return what candidates are told about collecting certificates, on one day or on several."""
    several = days > 1
    columns = (
        Column("Day", 3, to_fill=True),
        Column("From", 2, to_fill=True),
        Column("Until", 2, to_fill=True),
        Column("Where", 4, to_fill=True),
    )
    return Paper(
        id=f"certificate-collection-{'several-days' if several else 'one-day'}",
        title="Collecting your certificates" + (" on one of several days" if several else ""),
        lead="For candidates. Certificates confirm your final results. Keep them safe: a lost certificate is replaced only by the awarding body, which charges for it.",
        edition=edition, prevails=own_pages(bodies), formats=BOTH,
        parts=(
            Heading("When and where"),
            Table("When and where", columns, blank=days),
            Heading("What to bring"),
            Paragraph("Proof of who you are. You sign for your certificates when you get them."),
            Heading("If you cannot come"),
            Paragraph("Hand in a signed permission form before the day, with the name of the person who collects them for you. They bring proof of who they are."),
            Heading("If something is wrong"),
            Paragraph("Check your name and every grade before you leave. Tell the exams office at once if anything is wrong, or if a review of one of your results is not finished yet."),
            Heading("Certificates that nobody collects"),
            Paragraph("The centre keeps them for a time and then follows the awarding bodies’ rules for certificates that are not collected."),
            Fields((Field("Whom to ask", "; ".join(centre.lines)), Field("Kept until"))),
        ),
    )  # fmt: skip
