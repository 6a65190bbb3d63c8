"""A centre's own calendar, for calendar programs, which read it by themselves again and again (BY-04).

They can neither sign in nor send a header of ours, and what stands behind the # of an address they do not send. So the secret has to be
in the path, and is the whole permission: to read days, without a name or a result. It is kept out of the logs: the gateway writes the
route and not the path (template.yaml), our own lines have the route alone (answers.py), and the answer is never cached.
"""

from __future__ import annotations

from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path

from functions import wiring
from functions.actions.centre import calendar_feed
from functions.actions.shared.visits import Visit
from functions.documents.calendars import written
from functions.handlers.answers import HEADERS, entry, resolver
from functions.handlers.callers import caller, knowing_caller
from functions.handlers.parameters import Answer

Secret = Annotated[str, Path(pattern="^[0-9A-Za-z_\\-]{43}$", description="From the centre’s page of its own dates.")]
KIND = "calendar"

app = resolver(
    "Results Desk, a centre’s own calendar",
    "For calendar programs. The secret in the address is the whole permission; it is made, renewed and stopped at the desk.",
)


@app.get(
    "/api/calendar/<secret>/centre.ics", summary="A centre’s own last days, and the days of promised answers (iCalendar)", tags=["Calendar"]
)
def read(secret: Secret) -> Answer:
    visit = Visit(wiring.table(), wiring.catalogue(), caller(app), wiring.now(), wiring.system_now(), kind=KIND)
    feed = calendar_feed.read_feed(visit, secret, wiring.settings().site_url)
    return Response(200, "text/calendar; charset=utf-8", written(feed, wiring.system_now()).decode(), headers=dict(HEADERS))


handler = knowing_caller(entry(app))
