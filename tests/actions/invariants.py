"""The rules that hold at every moment of enquiries' lives, each a method with its name."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from functions.actions.centre import drafts, enquiries
from functions.adapters.items import model_in
from functions.adapters.keys import Key
from functions.domain.enquiries.enquiry import Enquiry, entries_of, is_complete
from functions.domain.enquiries.statuses import CLOSED, Status
from functions.domain.errors import NotFound
from tests import builders
from tests.actions.billing import Billing
from tests.actions.living import World, cards_in, cohorts_in
from tests.actions.model import GONE, IN_THE_BODYS_HANDS, OFFICERS, OUTSIDERS, STATEMENT


class Invariants:
    """The rules. `look` checks all of them against everything stored and the model; `end` checks what holds once nothing is due."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.billing = Billing(world)
        self.drafts: dict[str, str] = {}
        self.stored: dict[str, Enquiry] = {}
        self.items: dict[Key, dict[str, Any]] = {}

    def look(self) -> None:
        """Read what is stored now, and check every rule against it."""
        self.world.now += timedelta(seconds=1)
        self.items = self.world.items()
        heads = {key.pk.removeprefix("ENQ#"): item for key, item in self.items.items() if key.pk.startswith("ENQ#") and key.sk == "HEAD"}
        self.stored = {id: model_in(Enquiry, item) for id, item in heads.items()}
        assert set(self.stored) == set(self.world.lives)
        self.a_statement_of_results_follows_a_changed_grade_and_nothing_else()
        self.nobody_outside_sees_a_draft()
        self.no_document_is_visible_before_release()
        self.a_completed_enquiry_has_all_its_documents()
        self.a_candidate_and_syllabus_has_at_most_one_live_claim_of_an_exclusive_family()
        self.nothing_waits_for_what_is_finished()
        self.every_change_has_a_history_entry()
        self.every_number_is_given_once()
        self.fees_and_invoices_add_up()

    def a_statement_of_results_follows_a_changed_grade_and_nothing_else(self) -> None:
        """The desk makes the statement after the outcome, so the model expects it only once it is there."""
        for id, one in self.stored.items():
            if STATEMENT in one.issued:
                assert self.world.lives[id].needs_statement
                assert Key(f"ENQ#{id}", "PRINT") in self.items
                self.world.lives[id].issued.add(STATEMENT)

    def nobody_outside_sees_a_draft(self) -> None:
        """A draft is only in the centre's own list. In the end requests of others are tried as well."""
        for draft, centre in self.drafts.items():
            item = self.items[Key(f"SUB#{draft}")]
            assert {name for name in item if name.startswith("g")} == {"g1pk", "g1sk"}
            assert item["g1pk"] == f"D#{centre}"

    def no_document_is_visible_before_release(self) -> None:
        for key, item in self.items.items():
            if key.sk.startswith("DOC#"):
                life, slot = self.world.lives[key.pk.removeprefix("ENQ#")], key.sk.removeprefix("DOC#").split(".")[0]
                current = item["stage"] == "issued" and self.stored[life.id].issued[slot].fingerprint == key.sk.split(".")[1]
                if item["stage"] == "attached" or (current and life.through_associate and slot not in life.released):
                    assert not (item["stage"] == "issued" and item["org"])
                elif current:
                    assert item["org"] == life.centre

    def a_completed_enquiry_has_all_its_documents(self) -> None:
        for id, one in self.stored.items():
            assert (one.status is Status.COMPLETED) is (self.world.lives[id].end is Status.COMPLETED)
            assert set(one.issued) == self.world.lives[id].issued
            if one.status is Status.COMPLETED:
                assert is_complete(one, entries_of(one, builders.body()).service)
            for slot, out in one.issued.items():
                assert self.items[Key(f"ENQ#{id}", f"DOC#{slot}.{out.fingerprint}")]["stage"] == "issued"

    def a_candidate_and_syllabus_has_at_most_one_live_claim_of_an_exclusive_family(self) -> None:
        for card in cards_in(self.items):
            families = [each.family for each in card.claims if each.family]
            assert len(families) == len(set(families))
            about = [each for each in self.world.lives.values() if each.centre == card.organisation and card.candidate in each.about]
            # Nothing waits for an appeal, so its claim never is an open one.
            live = {each.id: (each.service, each.open and not each.against) for each in about if each.end not in GONE}
            assert {each.enquiry: (each.service, each.open) for each in card.claims} == live
        for cohort in cohorts_in(self.items):
            here = [each for each in self.world.lives.values() if each.centre == cohort.organisation and each.end not in GONE]
            live = {each.id: ("5", each.open) for each in here if each.service == "5"}
            # What an appeal decided about a cohort is among what made its results, so it has a claim from its end on.
            decided = {each.id: (each.service, False) for each in here if each.against and not each.about and not each.open}
            assert {each.enquiry: (each.service, each.open) for each in cohort.claims} == live | decided
            assert len(live) <= 1

    def nothing_waits_for_what_is_finished(self) -> None:
        """The release from waiting may still be due, where the sweep finds it."""
        for id, one in self.stored.items():
            assert set(one.waits_for) <= self.world.lives[id].waits
            for awaited in one.waits_for if one.status not in CLOSED else ():
                if self.stored[awaited].status in CLOSED:
                    assert any("release" in item.get("due", "") for key, item in self.items.items() if key.pk == f"ENQ#{awaited}")
            if one.status in IN_THE_BODYS_HANDS or one.status is Status.SUBMITTED:
                assert all(self.stored[awaited].status in CLOSED for awaited in self.world.lives[id].waits), "it went on too soon"

    def every_change_has_a_history_entry(self) -> None:
        for id, one in self.stored.items():
            entries = {key.sk for key in self.items if key.pk == f"ENQ#{id}" and key.sk.startswith("H#")}
            assert entries == {f"H#{version:06d}" for version in range(1, one.version + 1)}
            if not self.world.lives[id].extends:
                sent = json.loads(self.items[Key(f"SUB#{one.submission}")]["json"])
                assert Key(f"SUB#{one.submission}", f"H#{sent['version']:06d}") in self.items

    def every_number_is_given_once(self) -> None:
        numbers = [one.number for one in self.stored.values() if one.number]
        assert len(numbers) == len(set(numbers))
        given = {item["row"]: key.pk.rsplit("#", 1)[1] for key, item in self.items.items() if key.pk.startswith("NUM#")}
        assert given == {id: one.number for id, one in self.stored.items() if one.number}

    def fees_and_invoices_add_up(self) -> None:
        self.billing.adds_up(self.items)

    def end(self) -> None:
        self.world.settle()
        self.look()
        for draft, centre in self.drafts.items():
            assert drafts.load(self.world.session(OFFICERS[centre]), draft).id == draft
            for outsider in OUTSIDERS[centre]:
                with pytest.raises(NotFound):
                    drafts.load(self.world.session(outsider), draft)
        for id, life in self.world.lives.items():
            one = self.stored[id]
            waits = {each for each in life.waits if self.world.lives[each].open}
            if life.end:
                expected = life.end
            elif life.through_associate and not life.approved:
                expected = Status.WITH_ASSOCIATE
            elif waits:
                expected = Status.PENDING
            else:
                expected = Status.ACKNOWLEDGED if life.acknowledged_at or life.extends else Status.RECEIVED
            assert one.status is expected
            assert life.needs_statement is (STATEMENT in one.issued)
            if one.status not in CLOSED:
                assert set(one.waits_for) == waits
            page = enquiries.open_page(self.world.session(OFFICERS[life.centre]), id)
            open_to_it = life.released if life.through_associate else life.issued
            assert {each["slot"] for each in page["documents"] if each["state"] == "issued"} <= open_to_it
            assert (page["grade_after"] is None) or "OutLetter" in open_to_it
