"""What the files of all awarding bodies say about one thing, for the pages that are about no single body.

Bodies that say the same have one paragraph together. What every body says needs no names.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.sources import Basis, Rule
from functions.domain.wording import together
from guidance.deadlines import end_of_day
from guidance.desk import Desk, source_line, trust_label, trust_of

MOST_NAMES = 80  # characters of names before a sentence, past which it is hard to see; there are more of them beside the sources


class Statement(NamedTuple):
    """What one awarding body says, in plain text, and on what that rests."""

    body: Body
    text: str
    basis: Basis


def rules_by_body(desk: Desk, names: str) -> str:
    """Return rules as each awarding body has them; a body whose file does not have one is left out. Raise KeyError for a rule of no body."""
    return "".join(_said(desk, _statements(desk, name)) for name in names.split(","))


def time_of_day_by_body(desk: Desk) -> str:
    """Return what 'the last day' means, with its source: once for all bodies that have the same time zone."""
    return _said(desk, [Statement(each.body, end_of_day(each.body), each.body.working_days.basis) for each in desk.all])


def associate_billing_by_body(desk: Desk) -> str:
    """Return who is invoiced for an Associate Centre, by the rule of each awarding body that has one; else it is invoiced as any other."""
    found = {(on.body.id, rule): on.body for on in desk.all for each in on.body.routes if (rule := each.fee_rule.associate_centres)}
    return _said(desk, [Statement(body, body.words.said(rule.text), rule.basis) for (_, rule), body in found.items()])


def _statements(desk: Desk, name: str) -> list[Statement]:
    found = [Statement(each.body, each.body.words.said(rule.text), rule.basis) for each in desk.all for rule in _rules(each.body, name)]
    if not found:
        raise KeyError(name)
    return found


def _rules(body: Body, name: str) -> Iterable[Rule]:
    """Return the rule of this name on the routes of a body, once where they share it."""
    return dict.fromkeys(route.rules[name] for route in body.routes if name in route.rules)


def _said(desk: Desk, found: Iterable[Statement]) -> str:
    """Return a paragraph for each text, after the names of the bodies that say it, above where it comes from."""
    by_text: dict[tuple[str, str], list[Statement]] = {}
    for each in found:
        by_text.setdefault((each.text, trust_label(trust_of(each.body, each.basis))), []).append(each)
    return "".join(_paragraph(desk, text, label, same) for (text, label), same in by_text.items())


def _paragraph(desk: Desk, text: str, label: str, same: list[Statement]) -> str:
    names = _names(same)
    every, few = len(names) == len(desk.catalogue.bodies), len(together(names)) <= MOST_NAMES
    whose = "" if every else f"<strong>{together(names) if few else f'{len(names)} awarding bodies'}:</strong> "
    by_source: dict[str, list[Statement]] = {}
    for each in same:
        by_source.setdefault(source_line(each.body, each.basis), []).append(each)
    if len(by_source) == 1 and (every or few):
        return f"<p>{whose}{escape(text)}</p>{next(iter(by_source))}"
    lines = "".join(source_line(own[0].body, own[0].basis, of=together(_names(own))) for own in by_source.values())
    return f'<p>{whose}{escape(text)} {label}</p><details class="details"><summary>Where this comes from</summary>{lines}</details>'


def _names(found: list[Statement]) -> list[str]:
    return list(dict.fromkeys(escape(each.body.name) for each in found))
