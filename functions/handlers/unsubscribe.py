"""What a mail program calls to end a regular e-mail at one click, without anybody signing in: RFC 8058.

The token in the address is the whole permission, and all that it permits is this. Looking at the address ends nothing, for programs look
at links by themselves; it leads to the page with the button.
"""

from __future__ import annotations

from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path

from functions import wiring
from functions.actions.summaries import choices
from functions.handlers.answers import HEADERS, entry, reply, resolver
from functions.handlers.parameters import Answer

Token = Annotated[str, Path(pattern="^[0-9A-Za-z_\\-]{32}$", description="From the e-mail.")]

app = resolver(
    "Results Desk, ending a regular e-mail", "For mail programs, and for the page that an e-mail links to. No token of a person is needed."
)


@app.post("/api/unsubscribe/<token>", summary="End the summary by e-mail that this token came with", tags=["E-mail"])
def end_summary(token: Token) -> Answer:
    choices.end(wiring.table(), token)
    return reply({"ended": True})


@app.get("/api/unsubscribe/<token>", summary="Go to the page that ends it", tags=["E-mail"])
def show_page(token: Token) -> Answer:
    return Response(303, "text/plain", "", headers={**HEADERS, "Location": f"/unsubscribe/#{token}"})


handler = entry(app)
