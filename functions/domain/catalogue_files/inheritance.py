"""What a file takes over: a body from an arrangement that several bodies have in common, and a route from another route.

A body with `arrangement: jcq` has the sources, papers, identifiers and routes of content/arrangements/jcq.yml beside its own, its zone
and working days where it gives none, and takes what it wants of the rest. In a list of services, appeals, series or types of qualification an entry can be

    - "2"                          the entry of the base with this code or id, as it is
    - { like: "2", target: … }     that entry, with these keys changed
    - { code: "2", … }             an entry of its own
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

LIKE = "like"
OF_ROUTE = ("services", "appeals")  # the lists of a route whose entries can stand for those of the route that it extends
TAKEN = ("series", "qualification_types")  # the lists of a body whose entries can stand for those of its arrangement
SHARED = ("sources", "papers", "identifiers")  # the mappings that a body has beside its own
DEFAULTS = ("zone", "working_days", "opening", "undated", "words")  # what a body takes over whole where it gives nothing of its own


class Unknown(Exception):
    """A reference to nothing. The message has the key and says what there is."""


def with_arrangement(data: dict[str, Any], arrangement: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a body with what it takes over from its arrangement. Raise Unknown for what the arrangement does not have."""
    shared = {name: {**_mapping(arrangement, name), **_mapping(data, name)} for name in SHARED if name in arrangement or name in data}
    taken = {name: _resolved(name, data[name], _list(arrangement, name)) for name in TAKEN if isinstance(data.get(name), list)}
    routes = list(whole_routes(data.get("routes"), _list(arrangement, "routes")))
    own = {"arrangement": {name: arrangement.get(name) for name in ("id", "name")}} if arrangement else {}
    defaults = {name: arrangement[name] for name in DEFAULTS if name in arrangement and name not in data}
    return {**data, **shared, **defaults, **taken, "routes": routes, **own}


def whole_routes(routes: object, bases: list[Any]) -> Iterator[object]:
    """Yield every route in full; `bases` are routes that they can extend besides each other. So a rule that two share is written once.

    A route that extends another takes over its rules, the services and appeals that it lists as above, and every key that it leaves
    out. Raise Unknown for a route or a service that there is not.
    """
    earlier: dict[str, dict[str, Any]] = {str(each.get("id")): each for each in bases if isinstance(each, dict)}
    for position, route in enumerate(routes if isinstance(routes, list) else []):
        if not isinstance(route, dict) or route.get("extends") is None:
            whole = route
        elif (base := earlier.get(str(route["extends"]))) is None:
            known = f"; there are {', '.join(earlier)}" if earlier else ""
            raise Unknown(f"routes.{position}.extends: no route “{route['extends']}” comes before it{known}")
        else:
            whole = {**base, **route, "rules": {**_mapping(base, "rules"), **_mapping(route, "rules")}}
            for name in OF_ROUTE:
                if isinstance(route.get(name), list):
                    whole[name] = _resolved(f"routes.{position}.{name}", route[name], _list(base, name), of=f"route “{route['extends']}”")
        if isinstance(whole, dict):
            earlier[str(whole.get("id"))] = whole
        yield whole


def _resolved(where: str, listed: list[Any], inherited: list[Any], of: str = "the arrangement") -> list[Any]:
    """Return the list with the inherited entries that its entries stand for."""
    known = {str(each.get("code") or each.get("id")): each for each in inherited if isinstance(each, dict)}

    def entry(each: Any) -> Any:
        name = each if isinstance(each, str) else each.get(LIKE) if isinstance(each, dict) else None
        if name is None:
            return each
        if str(name) not in known:
            what = where.rpartition(".")[2].replace("_", " ").removesuffix("s") if where.endswith("s") and where != "series" else where
            raise Unknown(f"{where}: {of} has no {what} “{name}”; it has {', '.join(known) or 'none'}")
        changes = {} if isinstance(each, str) else {key: value for key, value in each.items() if key != LIKE}
        return {**known[str(name)], **changes}

    return [entry(each) for each in listed]


def _mapping(data: dict[str, Any], name: str) -> dict[str, Any]:
    found = data.get(name)
    return found if isinstance(found, dict) else {}


def _list(data: dict[str, Any], name: str) -> list[Any]:
    found = data.get(name)
    return found if isinstance(found, list) else []
