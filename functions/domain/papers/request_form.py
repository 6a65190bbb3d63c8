"""The form on which a candidate asks for post-results services, consents and says how they are paid (TX-02).

It explains every service of every body in the series and what the candidate agrees to. Consent and its choices are those of the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.services import Service, Subject
from functions.domain.errors import NotFound
from functions.domain.papers.editions import edition_of
from functions.domain.papers.own_terms import BLANK, Candidate, Entry, OwnTerms, own_charge, own_last_day
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
    Part,
    Signature,
    Table,
    own_pages,
    sources_of,
)
from functions.domain.papers.service_lines import UNKNOWN, ServiceLine, service_lines
from functions.domain.wording import PROVISIONAL

ASKED = (
    Column("Awarding body", 3, to_fill=True),
    Column("Qualification and subject", 5, to_fill=True),
    Column("Paper or unit", 3, to_fill=True),
    Column("Service", 3, to_fill=True),
    Column("Grade now", 2, to_fill=True),
    Column("Fee and charge", 3, to_fill=True),
)
EXPLAINED = (Column("Service", 4), Column("What it does", 7), Column("Last day", 4))
OURS = (Column("Our own last day", 3), Column("Fee and our charge", 4))
REQUESTS = 6  # lines to write requests on
AGREED_TO = (
    "I ask my centre to make the requests above for me, and I agree to them.",
    "I know that after each review my mark and my grade can go up, stay the same or go down, and that this cannot be undone.",
    "I know that the same is true after an appeal.",
    "I know what each request costs, who pays, and that the centre’s own charge may stay due when the awarding body’s fee is waived.",
    "I give this consent after my results came out, for these requests and no others. I can withdraw it until my centre has made the request.",
)


def request_form(
    offered: Sequence[tuple[Body, Series]], own: OwnTerms = BLANK, centre: Letterhead = NO_CENTRE, candidate: Candidate | None = None
) -> Paper:
    """Return the form for one series; `offered` are the bodies that have it, each with the series as it has it.

    Without `centre` it is blank. With it, it has the centre's own last days and charges, and with `candidate` who asks and what for can be
    asked: the candidate ticks off a line by writing the service into it.
    """
    series = offered[0][1]
    lines = [(body, service_lines(body, of)) for body, of in offered]
    consents = [(body, line.service.consent.basis) for body, found in lines for line in found if line.service.consent]
    return Paper(
        id=f"request-consent-payment-{series.id}",
        title=f"Request, consent and payment form, {series.title}",
        lead="Fill in this form after the results, sign it, and hand it in at your exams office by the centre’s own last day. Your centre makes the request; "
        "the awarding body answers your centre.",
        edition=edition_of(series.id),
        parts=(
            Notice(PROVISIONAL, "After every review a mark and a grade can go up, stay the same or go down."),
            Fields(
                (
                    Field("Centre number and name", " ".join(filter(None, (centre.number, centre.name)))),
                    Field("Candidate number", candidate.number if candidate else ""),
                    Field("Candidate name", candidate.name if candidate else ""),
                    Field("E-mail address or telephone"),
                )
            ),
            Heading("What I ask for"),
            *_asked(candidate, lines, own),
            Heading("My consent to reviews and clerical checks"),
            *(Paragraph(each) for each in AGREED_TO),
            Signature("Candidate"),
            *_scripts(lines),
            Heading("Payment"),
            Fields((Field("Total"), Field("Paid on, and how"))),
            *((Paragraph(own.payment_text),) if own.payment_text else ()),
            Choice("Who pays", ("my family or I", "the centre", "another fund")),
            Heading("For the exams office"),
            Fields((Field("Received on"), Field("Requested from the awarding body on, with its reference"), Field("Outcome, and candidate told on"))),
            Heading("The services"),
            *_explained(lines, own, of_centre=centre != NO_CENTRE),
        ),
        prevails=own_pages(body for body, _ in offered),
        sources=sources_of([*consents, *((body, basis) for body, found in lines for line in found for basis in line.bases)]),
        formats=(Format.PDF, Format.WORD),
    )  # fmt: skip


def _asked(candidate: Candidate | None, lines: Sequence[tuple[Body, list[ServiceLine]]], own: OwnTerms) -> Iterator[Part]:
    """Yield the table of requests: blank, with the candidate's entries and the grade that each has now, or with what is asked for.

    Raise NotFound for a service that the body does not have in the series.
    """
    if candidate is None or not candidate.entries:
        yield Table("What I ask for", ASKED, blank=REQUESTS)
        return
    if asked := [each for each in candidate.entries if each.service]:
        yield Paragraph("Read what is filled in. Write what else you ask for into the empty lines.")
        yield Table("What I ask for", ASKED, tuple(_filled(each, lines, own) for each in asked), blank=2)
        return
    yield Paragraph(
        "Write the paper or unit and the service into the line of each subject that you ask about. Leave the other lines empty."
    )
    yield Table("What I ask for", ASKED, tuple((each.body, each.subject, "", "", each.grade, "") for each in candidate.entries), blank=2)


def _filled(entry: Entry, lines: Sequence[tuple[Body, list[ServiceLine]]], own: OwnTerms) -> tuple[str, ...]:
    """Return the line of a request of which everything is known. What differs between types of qualification is left to be written in."""
    found = [each for body, theirs in lines if body.name == entry.body for each in theirs if each.service.code == entry.service]
    if not found:
        raise NotFound
    apart = [each for each in found if not each.types or any(type.name == entry.qualification for type in each.types)]
    costs = {_ours(each, own)[1] for each in apart}
    cost = costs.pop() if len(costs) == 1 else ""
    return entry.body, entry.subject, entry.units, found[0].service.heading, entry.grade, cost if cost != UNKNOWN else ""


def _scripts(lines: Sequence[tuple[Body, list[ServiceLine]]]) -> Iterator[Part]:
    """Yield the consent to copies of scripts, with the choice that a body asks for; nothing where no body has one."""
    choices = dict.fromkeys(
        each.service.consent.choices for _, found in lines for each in found if each.service.consent and each.service.consent.choices
    )
    for options in choices:
        yield Heading("My consent to copies of scripts")
        yield Paragraph("I agree that my centre gets a copy of the scripts named above.")
        yield Choice("If my script is used in class", options)
        yield Signature("Candidate")


def _explained(lines: Sequence[tuple[Body, list[ServiceLine]]], own: OwnTerms, *, of_centre: bool) -> Iterator[Part]:
    """Yield what each service does that a candidate can ask for, and what it needs; bodies of which the same is said stand together."""
    same: dict[tuple[tuple[tuple[str, ...], ...], tuple[str, ...]], list[str]] = {}
    for body, found in lines:
        said = body.words.said
        theirs = [each for each in found if _for_candidates(each.service)]
        explained: list[tuple[str, ...]] = [
            (each.name, said(each.service.checks), said(each.last_day), *(_ours(each, own) if of_centre else ())) for each in theirs
        ]
        consents = tuple(dict.fromkeys(said(each.service.consent.text) for each in theirs if each.service.consent))
        same.setdefault((tuple(explained), consents), []).append(body.name)
    for (rows, consents), names in same.items():
        if rows:
            yield Heading(", ".join(names))
            yield Table(", ".join(names), (*EXPLAINED, *OURS) if of_centre else EXPLAINED, rows)
        if consents:
            yield Paragraph(" ".join(consents))


def _ours(line: ServiceLine, own: OwnTerms) -> tuple[str, str]:
    """Return the centre's own last day for a service, and the awarding body's fee with the centre's charge."""
    charge = own_charge(own, line)
    return own_last_day(own, line), f"{line.body.words.said(line.fee)}; our charge: {charge}" if charge else line.body.words.said(line.fee)


def _for_candidates(service: Service) -> bool:
    return service.subject is Subject.CANDIDATE and not service.missing
