"""What a calendar program reads at the secret address of a centre's calendar, without anybody signed in (BY-04)."""

from __future__ import annotations

from functions.actions.shared.visits import Visit, count_wrong, require_few_wrong
from functions.adapters.centre_calendars import read_calendar, read_calendar_owner
from functions.adapters.centre_records import read_terms
from functions.adapters.enquiry_lists import EnquiryPage, list_of_centre, read_across
from functions.documents.calendars import Feed
from functions.domain.calendar_events import CalendarEvent
from functions.domain.catalogue.catalogues import BodiesAt
from functions.domain.centre_desk.calendar_feed import ABOUT, own_last_days, promised_answers
from functions.domain.enquiries.enquiry import body_of
from functions.domain.enquiries.statuses import CLOSED
from functions.domain.errors import NotFound
from functions.domain.tokens import hash_of

AT_ONCE, MOST = 200, 5_000  # enquiries


def read_feed(visit: Visit, token: str, site: str) -> Feed:
    """Return the calendar that the secret in an address opens.

    Raise TooMany where too many wrong ones came from the same place before, NotFound where it opens nothing: one that was never given
    out, and one that was renewed or stopped, look alike. Only the first are counted, since calendar programs go on asking at an old
    address by themselves, those of many centres from the same place.
    """
    require_few_wrong(visit)
    hashed = hash_of(token)
    organisation = read_calendar_owner(visit.table, hashed)
    if organisation is None:
        count_wrong(visit)
        raise NotFound
    calendar = read_calendar(visit.table, organisation)
    if not calendar.opened_with(hashed):
        raise NotFound
    bodies = BodiesAt(visit.catalogue.bodies, visit.now)
    own = own_last_days(organisation, read_terms(visit.table, organisation), [bodies[each] for each in bodies], site)
    events = [*own, *_promised(visit, organisation, site)]
    ordered = tuple(sorted(events, key=lambda each: (each.day, each.uid)))
    return Feed(f"{organisation}.own", f"{calendar.name}: enquiries about results", ABOUT, ordered)


def _promised(visit: Visit, organisation: str, site: str) -> list[CalendarEvent]:
    def read(id: str, size: int, place: str) -> EnquiryPage:
        return list_of_centre(visit.table, organisation, id, size=size, after=place)

    found = read_across(visit.catalogue.series_ids(), read, at_once=AT_ONCE, most=MOST).enquiries
    still_open = [(each, body_of(each, visit.catalogue)) for each in found if each.status not in CLOSED]
    return list(promised_answers(organisation, still_open, site))
