"""Awarding bodies that nobody has heard of, to try the pages with many: Cambridge's file under other names, days and figures.

They differ as real ones do: most have one route, every third publishes no fees, every fourth has its days only reported.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

CAMBRIDGE = "cambridge-international.yml"
NAMES = (
    "Aldermoor", "Brackwater", "Caldstone", "Dunmere", "Easterby", "Fallowfield", "Garrowby", "Hollinside", "Inglewick", "Jesmere",
    "Kelderby", "Langmoor", "Marrowdale", "Netherby", "Oakhanger", "Penhallow", "Quarrington", "Ravensmoor", "Silverdale",
)  # fmt: skip
PORTALS: dict[str, str] = {}  # by id, once the catalogue has bodies with a portal of their own


def write_made_up_bodies(content: Path, number: int) -> list[str]:
    """Write so many bodies beside Cambridge's into the folders of `content`; return their ids."""
    assert number <= len(NAMES)
    files = {
        folder: yaml.safe_load((content / folder / CAMBRIDGE).read_text(encoding="utf-8")) for folder in ("catalogue", "demonstration")
    }
    ids = [f"made-up-{name.lower()}" for name in NAMES[:number]]
    for place, id in enumerate(ids):
        body, figures = _body(files["catalogue"], id, place), _figures(files["demonstration"], place)
        for folder, data in (("catalogue", body), ("demonstration", figures)):
            (content / folder / f"{id}.yml").write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return ids


def _body(cambridge: dict[str, Any], id: str, place: int) -> dict[str, Any]:
    name = f"{NAMES[place]} Examinations"
    source = {"title": f"{name}: post-results guide", "publisher": name, "trust": "reported" if place % 4 == 3 else "published"}
    source["url"] = f"https://{id}.example/results"
    series = [
        {**each, "routes": ["standard"], "routes_basis": {}, "deadlines": [_shifted(each["deadlines"][0], 3 * place)]}
        for each in cambridge["series"]
        if "standard" in each["routes"]
    ]
    routes = [{**each} for each in cambridge["routes"] if each["id"] == "standard"]
    routes[0]["fee_rule"] = {
        **routes[0]["fee_rule"],
        "also_for": [each for each in routes[0]["fee_rule"]["also_for"] if each["services"] != ["10"]],
    }
    routes[0]["services"] = [_renamed(each) if place % 2 else each for each in routes[0]["services"]]
    return {
        **cambridge,
        "id": id, "name": name, "routes": routes, "series": series,
        "contact": {**cambridge["contact"], "name": f"{name}, results", "email": f"results@{id}.example"},
        "sources": {**cambridge["sources"], "ear-guide": source},
        "papers": {},
    }  # fmt: skip


def _renamed(service: dict[str, Any]) -> dict[str, Any]:
    return {
        **service,
        "name": service["name"].replace("Clerical re-check", "Clerical check").replace("Re-moderation", "Review of moderation"),
    }


def _shifted(deadline: dict[str, Any], days: int) -> dict[str, Any]:
    closes_on = date.fromisoformat(str(deadline["closes_on"])) + timedelta(days=days)
    return {**deadline, "closes_on": closes_on}


def _figures(demonstration: dict[str, Any], place: int) -> dict[str, Any]:
    figures = {**demonstration}
    if place % 3 == 2:
        del figures["prices"]
    else:
        services = {code: f"{float(amount) + place:.2f}" for code, amount in figures["prices"]["services"].items() if code != "10"}
        figures["prices"] = {**figures["prices"], "services": services}
    return figures
