"""Which awarding body a centre means."""

from __future__ import annotations

from functions.adapters import keys
from functions.adapters.records import body_of
from functions.adapters.table import Table
from functions.domain.catalogue.bodies import Body, Catalogue
from functions.domain.errors import Malformed, NotFound, problem
from functions.domain.people.people import Organisation


def body_asked(table: Table, catalogue: Catalogue, organisation: str, id: str) -> Body:
    """The awarding body that a centre means: the one it names, else the only one here, else the only one it has a number for.

    Raises NotFound for one that this desk does not serve, Malformed where a choice is needed.
    """
    if not id and len(catalogue.bodies) > 1:
        item = table.get(keys.organisation(organisation))
        numbered = Organisation.model_validate_json(body_of(item)).centres if item else {}
        if len(numbered) != 1:
            raise Malformed(problem("choose_body", field="body"))
        (id,) = numbered
    body = catalogue.bodies.get(id) if id else next(iter(catalogue.bodies.values()))
    if body is None:
        raise NotFound
    return body
