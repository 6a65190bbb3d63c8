"""The pages and data that are made from the catalogue alone, by their paths below the pages written by hand."""

from __future__ import annotations

import json

from functions.domain.catalogue.services import Service
from guidance.api import documents
from guidance.body_pages import body_pages
from guidance.body_words import in_words_of
from guidance.deadline_list import filtered_pages
from guidance.desk import Desk
from guidance.paper_files import paper_pages
from guidance.public_catalogue import catalogue_json
from guidance.services import own_services, service_page, slug


def services_with_page(desk: Desk) -> list[tuple[Desk, Service]]:
    """Return the services that have a page of their own, each with the desk on its route.

    These are the services of routes with components' marks or chosen evidence. The route for grades that centres determined has
    guidance of its own.
    """
    routes = [desk.on(each.id) for each in desk.body.routes if each.component_services]
    return [(on, each) for on in routes for each in own_services(on)]


def service_address(desk: Desk, service: Service) -> str:
    """Return the path of a service's page."""
    return f"guidance/services/{slug(desk, service)}.md"


def generated_pages(desk: Desk) -> dict[str, str]:
    """Return the generated pages in Markdown, by path."""
    pages = {service_address(on, each): service_page(on, each) for on, each in services_with_page(desk)}
    for each in desk.all:
        pages |= {path: in_words_of(each.body, page) for path, page in body_pages(each).items()}
    return pages | filtered_pages(desk) | paper_pages(desk)


def generated_data(desk: Desk) -> dict[str, str]:
    """Return the published data as JSON, by path: every awarding body's part of the catalogue, and the API's documents."""
    data = {f"catalogue/{each.body.id}.json": catalogue_json(each) for each in desk.all}
    data |= {f"openapi/{name}.json": each for name, each in documents().items()}
    return {path: json.dumps(content, ensure_ascii=False, separators=(",", ":")) for path, content in data.items()}
