"""What an import makes of the register, card by card."""

from __future__ import annotations

from typing import Any

from functions.domain.register.cards import Card, Entry, Result
from functions.domain.register.changes import (
    CardChange,
    Changed,
    Place,
    RegisterState,
    changed_cards,
    fingerprint,
    register_changes,
)
from tests.builders import CAMBRIDGE, card, claim, result

SERIES = "2022-06"


def place(of: Card) -> Place:
    return Place(of.centre_syllabus, of.candidate)


def stored(*those: Card) -> dict[Place, Card]:
    return {place(each): each for each in those}


def after(kept: list[Card], *brought: Card, markers: bool = True, routes: bool = True) -> list[Changed]:
    register = stored(*kept)
    return changed_cards(register_changes(brought, register, markers=markers, routes=routes), register, body=CAMBRIDGE, series=SERIES)


def change(**said: Any) -> CardChange:
    return CardChange(organisation="northfield", syllabus="0580", candidate="0713", **said)


def test_a_card_that_the_register_does_not_have_is_added() -> None:
    (added,) = after([], card())
    assert (added.place, added.before, added.after) == (place(card()), None, card().entry)
    assert (added.removed, added.exemptions_removed) == ([], [])


def test_a_card_that_says_the_same_is_no_change_whatever_claims_it_has() -> None:
    assert after([card(claims=(claim(),), version=7)], card()) == []


def test_a_card_that_says_something_else_is_changed_and_what_it_loses_is_named() -> None:
    kept = card(results=(result("22"), result("42")))
    (changed,) = after([kept], card(grade="A", results=(result("22", 61),)))
    assert (changed.before, changed.after.grade, changed.after.results) == (kept, "A", (result("22", 61),))
    assert [each.component for each in changed.removed] == ["42"]


def test_a_file_without_markers_leaves_who_marked_and_one_with_them_replaces_it() -> None:
    marked = Result(component="22", mark=50, origin=result("22").origin, marker="E17")
    kept, brought = card(results=(marked, result("42"))), card(results=(result("22", 55), result("42")))
    (without,) = after([kept], brought, markers=False)
    assert [(each.component, each.mark, each.marker) for each in without.after.results] == [("22", 55, "E17"), ("42", 50, None)]
    (replaced,) = after([kept], brought)
    assert [each.marker for each in replaced.after.results] == [None, None]


def test_a_file_without_routes_leaves_the_route_and_one_with_them_replaces_it() -> None:
    kept, brought = card(route="portfolio"), card(grade="A")
    assert [each.after.route for each in after([kept], brought, routes=False)] == ["portfolio"]
    assert [each.after.route for each in after([kept], brought)] == ["standard"]


def test_exemptions_stay_and_identifiers_that_a_file_leaves_out_stay_too() -> None:
    kept = card(exempt=("42",), identifiers={"uci": "10101B130001A", "uln": "1234567890"})
    (changed,) = after([kept], card(identifiers={"uci": "10101B130001C"}))
    assert changed.after.exempt == ("42",)
    assert changed.after.identifiers == {"uci": "10101B130001C", "uln": "1234567890"}
    assert changed.exemptions_removed == []


def test_a_name_that_a_file_corrects_is_corrected_in_the_candidates_other_syllabuses_at_that_centre() -> None:
    physics = card(syllabus="0625", grade="C")
    elsewhere = card(syllabus="0625", organisation="harbour")
    other = card("0714", syllabus="0625", name="Bao Nguyen")
    found = after([card(), physics, elsewhere, other], card(name="Amina Osei-Mensah"))
    assert [(each.place.at.syllabus, each.place.at.organisation, each.after.name, each.after.grade) for each in found] == [
        ("0580", "northfield", "Amina Osei-Mensah", "B"),
        ("0625", "northfield", "Amina Osei-Mensah", "C"),
    ]


def test_a_name_that_is_the_same_changes_no_other_syllabus() -> None:
    physics = card(syllabus="0625")
    changes = register_changes([card(grade="A")], stored(card(), physics), markers=True, routes=True)
    assert [each.syllabus for each in changes] == ["0580"]
    assert (changes[0].keeps_markers, changes[0].keeps_route) == (False, False)
    (kept,) = register_changes([card()], {}, markers=False, routes=False)
    assert (kept.keeps_markers, kept.keeps_route, kept.entry) == (True, True, card().entry)


def test_changed_cards_are_in_order_of_centre_syllabus_and_candidate() -> None:
    found = after([], card("0715"), card("0714"), card("0713", syllabus="0417"), card("0713", organisation="harbour"))
    assert [(each.place.at.organisation, each.place.at.syllabus, each.place.candidate) for each in found] == [
        ("harbour", "0580", "0713"),
        ("northfield", "0417", "0713"),
        ("northfield", "0580", "0714"),
        ("northfield", "0580", "0715"),
    ]


def test_a_change_of_name_or_exemptions_leaves_the_rest_and_changes_nothing_that_is_not_there() -> None:
    entry = card(exempt=("22",)).entry
    assert change(name="Amina Osei-Mensah").applied(entry) == entry.model_copy(update={"name": "Amina Osei-Mensah"})
    assert change(exempt=("42",)).applied(entry) == entry.model_copy(update={"exempt": ("42",)})
    assert change(exempt=()).applied(entry) == entry.model_copy(update={"exempt": ()})
    assert change().applied(entry) == entry
    assert change(name="Amina Osei-Mensah", exempt=("42",)).applied(None) is None


def test_exemptions_that_an_import_takes_away_are_named() -> None:
    kept = card(exempt=("22", "42"))
    (changed,) = changed_cards([change(exempt=("42",))], stored(kept), body=CAMBRIDGE, series=SERIES)
    assert changed.exemptions_removed == ["22"]
    assert changed.removed == []
    assert changed_cards([change(exempt=("42",))], {}, body=CAMBRIDGE, series=SERIES) == []


def test_what_was_previewed_is_known_by_what_is_changed_before_and_after() -> None:
    first, other = after([card()], card(grade="A")), after([card()], card(grade="C"))
    assert len(fingerprint(first)) == 16
    assert fingerprint(after([card(version=9)], card(grade="A"))) != fingerprint(other)
    assert fingerprint(first) == fingerprint(after([card(version=9, claims=(claim(),))], card(grade="A")))
    assert fingerprint(after([card(grade="D")], card(grade="A"))) != fingerprint(first)
    assert fingerprint(after([], card(grade="A"))) != fingerprint(first)
    assert fingerprint([]) != fingerprint(first)


def test_an_import_takes_the_series_and_frees_it_each_time_as_another_version() -> None:
    taken = RegisterState(version=4).taken("j1")
    assert taken == RegisterState(job="j1", version=5)
    assert taken.freed() == RegisterState(job="", version=6)


def test_a_card_counts_with_what_an_import_in_force_has_brought_and_not_before() -> None:
    pending = {"job": "j1", "entry": Entry(name="Amina Osei", grade="A", results=(result("22", 61),))}
    changing = card(pending=pending)
    new = card(pending=pending, provisional=True)
    assert changing.in_force(()) == changing
    assert changing.in_force(("j2",)) == changing
    assert new.in_force(("j2",)) is None
    made = new.in_force(("j1",))
    assert made
    assert (made.grade, made.results, made.pending, made.provisional, made.version) == ("A", (result("22", 61),), None, False, 0)
    assert (made.candidate, made.syllabus, made.exempt) == ("0713", "0580", ())


def test_a_card_says_who_set_a_mark_and_keeps_its_centre_reviews() -> None:
    marked = card(results=(Result(component="22", mark=50, origin=result("22").origin, marker="E17"), result("42")))
    assert (marked.marker("22"), marked.marker("42"), marked.marker("99")) == ("E17", None, None)
    reviewed = marked.reviewed("r1").reviewed("r2")
    assert (reviewed.reviews, reviewed.version) == (("r1", "r2"), 2)
