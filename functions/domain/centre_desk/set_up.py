"""What a new centre sets up first: its address, its colleagues, its own dates, its results.

Each item is done when the centre's own data say so; nothing is ticked by hand. An item is for those who may do it, so somebody who
only reads has none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from functions.domain.catalogue.bodies import Body
from functions.domain.centre_desk.terms import CentreTerms
from functions.domain.people.members import Members
from functions.domain.people.people import Organisation
from functions.domain.people.permissions import Act

# In the order in which they are done, each with what somebody has to be permitted for it.
ITEMS = {"address": Act.CORRECT_CENTRE, "colleagues": Act.MANAGE_PEOPLE, "own_dates": Act.CORRECT_CENTRE, "results": Act.IMPORT_OWN}
LATEST_SERIES = 2  # of an awarding body, in which a centre's own results are looked for


def portals_of(organisation: Organisation, bodies: Sequence[Body]) -> list[Body]:
    """Return the awarding bodies with portals of their own that the centre has a number for: it brings in their results itself."""
    return [each for each in bodies if each.handled == "portal" and each.id in organisation.centres]


def series_begun(body: Body, today: date) -> list[str]:
    """Return the latest series of a body whose month has come, in which a centre may have brought in results."""
    begun = sorted((each.id for each in body.series if each.id <= f"{today:%Y-%m}"), reverse=True)
    return begun[:LATEST_SERIES]


def set_up_items(
    organisation: Organisation, members: Members, terms: CentreTerms, *, permitted: Collection[Act], portals: bool, results: bool
) -> list[dict[str, Any]]:
    """Return what somebody with these permissions sets up for the centre, and whether each is done.

    An invitation stores version 1 of an organisation; saving the address, changed or not, makes the next one. `portals` says whether
    the centre brings in results itself, `results` whether it has.
    """
    done = {
        "address": organisation.version > 1,
        "colleagues": len(members.present) > 1,
        "own_dates": bool(terms.dates or terms.charges),
        "results": results,
    }
    wanted = [key for key, act in ITEMS.items() if act in permitted and (key != "results" or portals)]
    return [{"key": key, "done": done[key]} for key in wanted]
