"""A centre's own calendar: its own last days, and the days by which its awarding bodies promised an answer (BY-04).

The feed's address carries a secret, since calendar programs can send neither a sign-in nor a header of ours; the table has its SHA-256
alone. What the feed says has therefore no name, no number of a candidate and no result: whoever gets hold of the address learns when
something is due.

A subscription follows a day that changes since its event keeps its UID and gets a higher SEQUENCE (RFC 5545, 3.8.7.4). Several days
that fall together are one event, with the UID of the first of them. Its sequence is the version of what was saved with the day, which
only rises.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from functions.domain.calendar import spoken_day
from functions.domain.calendar_events import DOMAIN, CalendarEvent
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.deadlines import until_text
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.service_names import asked_for
from functions.domain.catalogue.services import Service
from functions.domain.centre_desk.terms import CentreTerms, offered_services
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.views.attention import promised_day
from functions.domain.wording import counted

ABOUT = (
    "Your centre’s own last days for enquiries about results, and the days by which awarding bodies promised to answer. "
    "The awarding bodies’ own information prevails."
)


class CentreCalendar(BaseModel):
    """The address of a centre's calendar: the SHA-256 of the secret in it, empty while there is none. Version 0 is before the first."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    hash: str = ""
    name: str = ""  # of the centre, as calendar programs list it
    made_at: datetime | None = None  # desk time
    version: int = 0

    def opened_with(self, hash: str) -> bool:
        """Return whether the secret with this hash opens it."""
        return bool(self.hash) and self.hash == hash


def own_last_days(organisation: str, terms: CentreTerms, bodies: Iterable[Body], site: str) -> Iterator[CalendarEvent]:
    """Yield a centre's own last days, those of a series that fall on one day as one event. A service that is offered no longer is left out."""
    for body in bodies:
        for series in body.series:
            together: dict[date, list[tuple[str, Service]]] = {}
            for route, service in offered_services(body, series):
                if day := terms.own_date(body.id, series.id, route.id, service.code):
                    together.setdefault(day, []).append((route.id, service))
            for day, found in together.items():
                yield _own_day(f"{organisation}.{body.id}.{series.id}", terms.version, (body, series), (day, found), site)


def _own_day(about: str, version: int, at: tuple[Body, Series], on: tuple[date, list[tuple[str, Service]]], site: str) -> CalendarEvent:
    (body, series), (day, found) = at, on
    (route, first), services = found[0], {service.code: service for _, service in found}
    until = dict.fromkeys(until_text(body, series, each) for each in services)
    return CalendarEvent(
        uid=f"{about}.own.{route}.{first.code}@{DOMAIN}".lower(), sequence=version, day=day, urgent=True, url=f"{site}/desk/terms/",
        title=f"{body.name}, {series.title}: our own last day, {asked_for(services.values())}",
        text=f"Your centre’s own last day is {spoken_day(day)}. {body.name} takes requests {'; '.join(until).removesuffix('.')}. {_prevails(body)}",
    )  # fmt: skip


def promised_answers(organisation: str, enquiries: Iterable[tuple[Enquiry, Body]], site: str) -> Iterator[CalendarEvent]:
    """Yield the days by which open enquiries were promised an answer, those of a body's series on one day as one event.

    `enquiries` come with their bodies as they were when each was submitted.
    """
    together: dict[tuple[str, str, date], list[tuple[Enquiry, Body]]] = {}
    for enquiry, body in sorted(enquiries, key=lambda each: (each[0].submitted_at, each[0].id)):
        if day := promised_day(enquiry, body):
            together.setdefault((body.id, enquiry.series, day), []).append((enquiry, body))
    for (_, id, day), found in together.items():
        first, body = found[0]
        series = body.series_of(id)
        names: dict[str, int] = {}
        for enquiry, own in found:
            name = entries_of(enquiry, own).service.heading
            names[name] = names.get(name, 0) + 1
        yield CalendarEvent(
            uid=f"{organisation}.answer.{first.id}@{DOMAIN}".lower(), sequence=first.version, day=day, urgent=False, url=f"{site}/desk/log/",
            title=f"{body.name}, {series.title if series else id}: answer promised to {counted(len(found), 'enquiry', 'enquiries')}",
            text=f"{'; '.join(f'{name}: {number}' for name, number in names.items())}. If no answer has come by the end of the day, ask "
            f"{body.name}. {_prevails(body)}",
        )  # fmt: skip


def _prevails(body: Body) -> str:
    return f"If {body.name} says something different, follow {body.name}."
