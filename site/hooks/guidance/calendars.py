"""Calendar feeds of the last days and the results days (BY-04): of each awarding body, of each of its series, of a series over all
bodies, and of everything; and the links to them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape

from functions.domain.calendar_events import CalendarEvent, Undated, events_of, undated_of
from guidance.desk import Desk, listed, published_series

FOLDER = "calendars"
ALL = "all"


def feeds(desk: Desk) -> dict[str, str]:
    """Return the feeds by their paths. What a feed cannot have, since its day is not known here, is said in its description."""
    from functions.documents.calendars import Feed, written  # loaded only when feeds are made: a build mostly takes those kept

    made_at = datetime.now(UTC)
    events: dict[str, list[CalendarEvent]] = {}
    missing: dict[str, list[Undated]] = {}
    for each in desk.all:
        for series in published_series(each):
            for name in (ALL, each.body.id, f"{each.body.id}-{series.id}", f"series-{series.id}"):
                events.setdefault(name, []).extend(events_of(each.body, series, desk.published_days))
                missing.setdefault(name, []).extend(undated_of(each.body, series))
    names = dict(_names(desk))
    return {
        f"{FOLDER}/{name}.ics": written(Feed(name, names[name], _about(missing[name]), tuple(found)), made_at).decode()
        for name, found in events.items()
    }


def feeds_json(desk: Desk) -> str:
    """Return the feeds as one text, to be kept from build to build."""
    return json.dumps(feeds(desk))


def _about(missing: list[Undated]) -> str:
    known = (
        "Last days for enquiries about results, and results days, as Results Desk knows them. The awarding body’s own information prevails."
    )
    unknown = " ".join(f"{each.title}. {each.find}" for each in missing)
    return f"{known} Not in this calendar, since the day is not known here: {unknown}".strip() if missing else known


def _names(desk: Desk) -> Iterator[tuple[str, str]]:
    """Yield the name of every feed under which a calendar program lists it."""
    yield ALL, "Enquiries about results"
    for each in desk.all:
        yield each.body.id, f"{each.body.name}: enquiries about results"
        for series in published_series(each):
            yield f"{each.body.id}-{series.id}", f"{each.body.name}, {series.title}: enquiries about results"
            yield f"series-{series.id}", f"{series.title}: enquiries about results"


def calendar_links(desk: Desk) -> str:
    """Return the links to the feeds of all bodies: everything, a body each, a series each. For the page of all deadlines."""
    bodies = [_link("../", each.body.id, each.body.name) for each in desk.all if published_series(each)]
    series = {one.id: one.title for each in reversed(desk.all) for one in published_series(each)}
    of_series = [_link("../", f"series-{id}", title) for id, title in sorted(series.items(), reverse=True)]
    return (
        f"<p>{_link('../', ALL, 'All awarding bodies')}</p>"
        f"<p><strong>One awarding body</strong></p>{listed(bodies, 'in-line')}<p><strong>One series</strong></p>{listed(of_series, 'in-line')}"
        f"{HOW}"
    )


def calendar_of_body(desk: Desk, base: str) -> str:
    """Return the links to the feeds of one body: all of its series, and each. `base` leads from the page to the front of the site."""
    links = [_link(base, f"{desk.body.id}-{each.id}", each.title) for each in published_series(desk)]
    every = _link(base, desk.body.id, "All series" if len(links) > 1 else f"{desk.body.name}")
    return f"{listed([every, *(links if len(links) > 1 else [])], 'in-line')}{HOW}" if links else ""


def _link(base: str, name: str, text: str) -> str:
    return f'<a href="{base}{FOLDER}/{name}.ics" type="text/calendar">{escape(text)}</a>'


HOW = (
    "<p>Each link is a calendar with reminders a week before, a day before and on the last day. To be kept up to date when a day changes, "
    "copy the address of the link, and in your calendar choose to subscribe from the web (Outlook), from a URL (Google) or to add a "
    "calendar subscription (Apple). If you open the file instead, your calendar keeps the days as they are now.</p>"
)
