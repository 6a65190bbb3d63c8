"""The pages of each awarding body, from the generators that the guidance uses.

Cambridge has guidance written by hand; its page leads there. What a body's file does not say is said in a sentence, not left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

from functions.domain.catalogue.deadlines import until_text
from functions.domain.catalogue.services import Service
from functions.domain.catalogue.sources import Basis, Rule
from functions.domain.enquiries.appeals import limit_sentence
from guidance import rules, services
from guidance.bodies import current, guided, handling, links
from guidance.calendars import calendar_of_body
from guidance.deadlines import deadlines_of_body, time_of_day
from guidance.desk import Desk, fact_table, linked, listed, source_line, trust_label, trust_of, whom_to_ask
from guidance.fees import changes, fees_page
from guidance.offers import Offer, grouped, offers, texts
from guidance.roadmap import has_roadmap, roadmap_page
from guidance.which_service import which_service_page


def body_pages(desk: Desk) -> dict[str, str]:
    """Return the pages of one awarding body by their paths, in Markdown."""
    folder = f"bodies/{desk.body.id}"
    pages = {f"{folder}/index.md": _page(desk, "", desk.body.name, _overview(desk))}
    return pages | {f"{folder}/{name}.md": _page(desk, f"{name}/", title, make(desk)) for name, (title, make) in _parts(desk).items()}


def _parts(desk: Desk) -> dict[str, tuple[str, Callable[[Desk], str]]]:
    """Return the pages that a body has beside its overview: where the guidance written by hand is about it, only what the
    catalogue alone can say."""
    also = {"roadmap": has_roadmap(desk), "which-service": True, "fees": True}
    return {name: part for name, part in PARTS.items() if also.get(name, not guided(desk))}


def _page(desk: Desk, here: str, title: str, content: str) -> str:
    """Return a page with its front matter. `side` is what its side navigation lists; the navigation of the site does not grow with bodies."""
    name = desk.body.name
    whole = title if title == name else f"{name}: {title[0].lower()}{title[1:]}"
    parts = [(f"{each}/", title) for each, (title, _) in _parts(desk).items()]
    side = [("", "Overview"), *parts]
    lines = [
        "---",
        f'title: "{whole}"',
        f'description: "{name}: {"what can be asked for after results, by when, and where" if not here else title.lower()}."',
        f'side_title: "{name}"',
        *([] if here else ["search:", "  boost: 1.5"]),  # who types the name of a body finds its own page before the parts of it
        *(["hide: [toc]"] if here == "which-service/" else []),  # its tables need the width
        "side:",
        *(f'  - {{ title: "{text}", path: "bodies/{desk.body.id}/{path}" }}' for path, text in side),
        '  - { title: "All awarding bodies", path: "bodies/" }',
        '  - { title: "Services side by side", path: "bodies/compare/" }',
        "---",
    ]
    return "\n".join([*lines, "", f"# {whole}", "", content, ""])


def _overview(desk: Desk) -> str:
    body = desk.body
    where = handling(desk)
    to = (
        "Ask at your desk; the awarding body’s staff answer there."
        if where.here
        else "Prepare the request at your desk, then enter it in the awarding body’s own portal."
    )
    guidance = [f'<a href="../../{path}">{escape(text)}</a>' for path, text in GUIDANCE] if guided(desk) else []
    more = listed([*guidance, *(f'<a href="{name}/">{escape(title)}</a>' for name, (title, _) in _parts(desk).items())])
    qualifications = ", ".join(body.qualifications)
    own = listed([linked(each.title, each.url) for each in links(desk)]) if links(desk) else "No address of its own pages is known here."
    return "\n\n".join(
        (
            f'<p class="lead">{escape(where.text)}. {to}</p>',
            f'<p class="button-row"><a class="button" href="../../desk/new/?body={body.id}">Ask {escape(body.name)}</a></p>',
            f"Qualifications: {escape(qualifications)}." + _arrangement(desk),
            more,
            "## Deadlines",
            deadlines_of_body(desk) if body.series else "No series of this awarding body is known here.",
            time_of_day(desk),
            *(("### In your calendar", feeds) if (feeds := calendar_of_body(desk, "../../")) else ()),
            "## Its own pages",
            own,
            "## Whom to ask",
            whom_to_ask(body),
            source_line(body, body.contact.basis),
        )
    )


def _arrangement(desk: Desk) -> str:
    """Return whose common arrangements the services follow, and what a user of the portal must be; empty where there is neither."""
    found, portal = desk.body.arrangement, desk.body.portal
    common = f" Its services follow common arrangements: {escape(found.name)}." if found and found.id != "desk" else ""
    roles = f" A user of its portal needs one of these roles: {escape(', '.join(portal.roles))}." if portal and portal.roles else ""
    return common + roles


GUIDANCE = (
    ("guidance/", "Guidance, step by step"),
    ("guidance/services/", "Services"),
    ("guidance/appeals/", "Appeals"),
    ("guidance/questions/", "Questions and answers"),
)


def _services(desk: Desk) -> str:
    """Return the services by route. What a route takes from another is named there and not shown twice."""
    several = len(desk.body.routes) > 1
    parts = []
    for on in desk.routes:
        own = services.own_services(on)
        heading = f"## {on.route.name}\n\n" if several else ""
        parts.append(heading + (services.services_table(on, own="yes", linked=False) if own else "The services are those above."))
        missing = [(each, on) for each in on.route.plain_enquiries if on.body.home_of(on.route, each) == on.route]
        if missing:
            parts.append(_missing(on, [each for each, _ in missing]))
    return "\n\n".join(parts)


def _missing(desk: Desk, found: list[Service]) -> str:
    rows = [
        (
            [escape(each.name), escape(each.checks), escape(each.asked_by or "Anybody at the centre"), escape(each.target_sentence)],
            each.basis,
        )
        for each in found
    ]
    return "## Missing results\n\n" + fact_table(desk.body, "Missing results", ["Enquiry", "What it explains", "Who asks", "When"], rows)


def _target(offer: Offer) -> tuple[str, Basis]:
    return (offer.service.target_sentence, offer.service.basis_of("target"))


def _appeals(desk: Desk) -> str:
    """Return every appeal: what it is against, until when it can be made and how long it takes, by type where that differs."""
    said = grouped((each for each in offers(desk) if each.service.appeal), lambda each: (each.service.checks, _limit(each), *_target(each)))
    if not said:
        return "Nothing is known here of appeals to this awarding body."
    rows = [
        ([escape(group.text), escape(checks), limit, escape(target)], group.first.service.basis)
        for (checks, limit, target, _), groups in said.items()
        for group in groups
    ]
    told = {rule.text: rule for on in desk.routes for each in on.route.appeals if each.appeal for rule in each.appeal.states}
    must = listed([f"{escape(text)}{source_line(desk.body, each.basis)}" for text, each in told.items()])
    table_of_appeals = fact_table(desk.body, "Appeals", ["Appeal", "What it is", "Until when", "Answer"], rows)
    return f"{table_of_appeals}\n\n## What an appeal must say\n\n{must}" if told else table_of_appeals


def _limit(offer: Offer) -> str:
    """Return until when an appeal can be made, with how far that can be trusted."""
    appeal = offer.service.appeal
    if not appeal or not appeal.from_outcome:
        return "See the deadlines of the series."
    text = escape(limit_sentence(offer.service))
    return f"{text} {trust_label(trust_of(offer.desk.body, appeal.limit.basis))}".strip() if appeal.limit else text


def _questions(desk: Desk) -> str:
    """Return answers to what exams officers ask most, as far as the body's file has them, then every rule with its source."""
    parts = [f"## {question}\n\n{answer}" for question, answer in _answers(desk)]
    rules: dict[str, Rule] = {}
    for on in desk.routes:
        for each in on.route.rules.values():
            rules.setdefault(each.text, each)
    if rules:
        parts.append("## Rules\n\n" + "".join(_rules(desk, basis, list(found)) for basis, found in _by_basis(rules)))
    return "\n\n".join(parts)


def _by_basis(rules: dict[str, Rule]) -> Iterator[tuple[Basis, Iterator[Rule]]]:
    order = {basis: place for place, basis in enumerate(dict.fromkeys(each.basis for each in rules.values()))}
    yield from groupby(sorted(rules.values(), key=lambda each: order[each.basis]), key=lambda each: each.basis)


def _rules(desk: Desk, basis: Basis, found: list[Rule]) -> str:
    return listed([escape(each.text) for each in found]) + source_line(desk.body, basis)


def _answers(desk: Desk) -> Iterator[tuple[str, str]]:
    body, route = desk.body, desk.route
    last = "".join(
        f"<p>{escape(each.group.text)}, {escape(each.series.title)}: "
        f"{escape(until_text(each.desk.body, each.series, each.services[0].code)).removesuffix('.')}.</p>"
        for each in current(desk)
    )
    yield "Until when can we ask?", last or "Nothing is open, and nothing opens that is known here."
    rows = [([escape(texts(groups)), escape(text)], basis) for (text, basis), groups in grouped(offers(desk), _target).items()]
    yield "How long does it take?", fact_table(body, "How long it takes", ["Services", "Outcome"], rows, "table table--dense")
    if rule := route.rules.get("learners"):
        yield "I am a candidate. Whom do I ask?", f"<p>{escape(rule.text)}</p>{source_line(body, rule.basis)}"
    if found := route.plain_enquiries:
        yield "A result is missing. What do we do?", _missing_answer(desk, found)
    if route.declarations:
        yield "What do we declare when we submit?", rules.declarations(desk)
    yield "Can we change or cancel a request?", changes(desk)
    yield (
        "Whom do we write to?",
        f"<p>{whom_to_ask(body)}</p>{source_line(body, body.contact.basis)}",
    )


def _missing_answer(desk: Desk, found: tuple[Service, ...]) -> str:
    """Return what to ask for where a result is missing, what it costs, and the body's own rule where it has one."""
    named = "; ".join(f"{each.name} ({'free' if each.free else 'not free'})" for each in found)
    rule = desk.route.rules.get("missing-results")
    said = f"<p>{escape(rule.text)}</p>{source_line(desk.body, rule.basis)}" if rule else ""
    return f"{said}<p>Ask for: {escape(named)}.</p>{source_line(desk.body, found[0].basis)}"


PARTS: dict[str, tuple[str, Callable[[Desk], str]]] = {
    "which-service": ("Which service?", which_service_page),
    "services": ("Services", _services),
    "roadmap": ("Roadmap", roadmap_page),
    "fees": ("Fees", fees_page),
    "appeals": ("Appeals", _appeals),
    "questions": ("Questions and rules", _questions),
}
