"""The log of work that comes back from moderation, and until when it is kept (TX-07).

Work is kept securely while a review of moderation can still be asked for, and longer where one is open. That is reported of awarding
bodies, not published in the sources of this desk. Here it is the last day of the service about a cohort.
"""

from __future__ import annotations

from collections.abc import Sequence

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.series import Series
from functions.domain.papers.editions import edition_of
from functions.domain.papers.parts import Column, Format, Heading, Notice, Paper, Paragraph, Table, own_pages, sources_of
from functions.domain.papers.service_lines import service_lines
from functions.domain.wording import PROVISIONAL

UNTIL = (Column("Awarding body", 3), Column("Keep the work at least until the end of", 5), Column("Because until then you can ask for", 5))
LOG = (
    Column("Awarding body", 3, to_fill=True),
    Column("Subject and component", 5, to_fill=True),
    Column("Candidates", 2, to_fill=True),
    Column("Came back on", 3, to_fill=True, is_date=True),
    Column("Kept where", 3, to_fill=True),
    Column("Keep until", 3, to_fill=True, is_date=True),
    Column("Review asked for on", 3, to_fill=True, is_date=True),
    Column("Given back or destroyed on", 3, to_fill=True, is_date=True),
)
LINES = 16


def moderation_log(offered: Sequence[tuple[Body, Series]]) -> Paper | None:
    """Return the log for one series; None if no body of the series reviews moderation."""
    series = offered[0][1]
    found = [(body, line) for body, of in offered for line in service_lines(body, of) if line.reviews_moderation]
    if not found:
        return None
    return Paper(
        id=f"moderation-returns-log-{series.id}",
        title=f"Moderation returns log, {series.title}",
        lead="For the exams officer: which work has come back from moderation, where it is, and until when it must be kept.",
        edition=edition_of(series.id), across=True,
        parts=(
            Notice(PROVISIONAL, "A review of moderation looks at the work of the original sample again, so it must still be there."),
            Heading("Until when to keep it"),
            Table("Until when to keep it", UNTIL, tuple((body.name, line.last_day, line.name) for body, line in found)),
            Paragraph(
                "If you ask for a review of moderation, or appeal, keep the work until that is over. That work is kept while a review is possible is "
                "reported of awarding bodies, not confirmed: look up what each one asks."
            ),
            Heading("Log"),
            Table("Log", LOG, blank=LINES),
        ),
        prevails=own_pages({body.id: body for body, _ in found}.values()),
        sources=sources_of((body, basis) for body, line in found for basis in line.bases),
        formats=(Format.PDF, Format.SPREADSHEET),
    )  # fmt: skip
