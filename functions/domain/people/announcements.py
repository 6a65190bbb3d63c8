"""Messages from an awarding body to all its centres, the fees list among them (CI-36)."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import charged_for, fee, is_demonstration, late_change_charge, unit_sentence, waiver_sentence
from functions.domain.errors import Problem, problem
from functions.domain.fields import Request


class Announce(Request):
    """A message to every centre of the awarding body."""

    title: Annotated[str, Field(title="Title", max_length=120)] = ""
    text: Annotated[
        str, Field(title="Message", description="Every centre reads this. Name no candidate and no centre.", max_length=5000)
    ] = ""
    email: Annotated[
        bool,
        Field(
            title="Also tell every centre by e-mail",
            description="Each centre gets one e-mail. It says only that there is a message and where to read it.",
        ),
    ] = False


class Announcement(BaseModel):
    """A message as it was posted; it does not change."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    title: str
    text: str
    at: datetime
    by: str
    emailed: bool = False


def problems_of(request: Announce) -> list[Problem]:
    """Return the problems of a message with an empty title or text."""
    codes = {"title": "message_title_missing", "text": "message_missing"}
    return [problem(code, field=name) for name, code in codes.items() if not getattr(request, name)]


def fees_list(body: Body) -> dict[str, object] | None:
    """Return the fees list as a message, made from the prices in the catalogue; None if the body has none."""
    if not body.prices:
        return None
    lines = dict.fromkeys(
        f"{service.heading.replace(': ', ', ', 1)}: {amount}{f' for each {unit}' if unit != body.prices.unit else ''}"
        for route in body.routes
        for service in (*route.services, *route.appeals)
        if (amount := fee(body, route, service.code, 1)) and (unit := charged_for(body.prices, service))
    )
    charge = late_change_charge(body)
    if charge:
        lines[f"Change after the free time: {charge}"] = None
    free = dict.fromkeys(service.name for route in body.routes for service in route.services if service.free)
    said = [unit_sentence(body, body.routes[0]), "\n".join(lines), waiver_sentence(body.routes[0])]
    if free:
        said.append(f"Free of charge: {'; '.join(free)}.")
    return {
        "id": f"fees-{body.id}",
        "title": "Fees list for enquiries about results and appeals",
        "text": "\n\n".join(said),
        "at": None,
        "demonstration": is_demonstration(body),
    }
