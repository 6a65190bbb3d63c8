"""The life of enquiries, walked at random against a plain model: services 1 to 2S, 5 and 9, an Associate between, waits, and effects
that come late, twice, in any order and in the midst of each other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from functions.actions import drafts, enquiries
from functions.adapters.keys import Key
from functions.domain.enquiry import CLOSED, Enquiry, Status, is_complete
from functions.domain.errors import NotFound, Refused
from tests import builders
from tests.actions.living import CENTRES, FAMILY, MEMBERS, OFFICERS, OUTSIDERS, Life, World, cards_in, cohorts_in

GONE = (Status.CANCELLED, Status.REJECTED)
IN_THE_BODYS_HANDS = (Status.RECEIVED, Status.ACKNOWLEDGED, Status.COMPLETED)


class Lives(RuleBasedStateMachine):
    memory = True

    def __init__(self) -> None:
        super().__init__()
        self.world = World(memory=self.memory)
        self.drafts: dict[str, str] = {}
        self.delivered: list[Key] = []
        self.stored: dict[str, Enquiry] = {}
        self.items: dict[Key, dict[str, Any]] = {}

    def lives(self, *statuses: Status) -> list[Life]:
        return [each for each in self.world.lives.values() if not statuses or self.stored[each.id].status in statuses]

    def due(self) -> list[Key]:
        return sorted(key for key, item in self.items.items() if item.get("due"))

    @initialize(
        asked=st.lists(st.tuples(st.sampled_from(CENTRES), st.sampled_from(["2", "2S", "1", "5", "9", "9"])), min_size=3, max_size=5)
    )
    def begin(self, asked: list[tuple[str, str]]) -> None:
        for position, (centre, service) in enumerate(asked):
            about = {"5": (), "9": MEMBERS}.get(service, MEMBERS[position : position + 1])
            self.ask_for(centre, service, about, accept=True)

    # --- what people do

    @rule(centre=st.sampled_from(CENTRES), service=st.sampled_from([*FAMILY, "5", "9", "9"]), first=st.integers(0, 3), accept=st.booleans())
    def ask(self, centre: str, service: str, first: int, accept: bool) -> None:
        about = {"5": (), "9": MEMBERS}.get(service, MEMBERS[first : first + 2])
        self.ask_for(centre, service, about, accept=accept)

    def ask_for(self, centre: str, service: str, about: tuple[str, ...], *, accept: bool) -> None:
        world, mine = self.world, [each for each in self.world.lives.values() if each.centre == centre and each.end not in GONE]
        taken = service in FAMILY and any(each.service in FAMILY and {*each.about} & {*about} for each in mine)
        taken |= service == "5" and any(each.service == "5" for each in mine)
        unaccepted = service == "9" and not accept and bool(world.open_before(centre, service, about))
        if taken or unaccepted:
            with pytest.raises(Refused) as refused:
                world.submit(centre, service, about, accept=accept)
            assert {each.code for each in refused.value.problems} <= {"already_enquired", "already_enquired_cohort", "waiting_not_accepted"}
        else:
            world.submit(centre, service, about, accept=accept)

    @precondition(lambda self: not self.drafts)
    @rule(centre=st.sampled_from(CENTRES))
    def draft(self, centre: str) -> None:
        self.drafts[self.world.save_draft(centre)] = centre

    @precondition(lambda self: len(self.lives()) > 4 and self.lives(Status.WITH_ASSOCIATE))
    @rule(data=st.data())
    def reject(self, data: st.DataObject) -> None:
        self.world.decide(data.draw(st.sampled_from(self.lives(Status.WITH_ASSOCIATE))).id, approve=False)

    @precondition(lambda self: len(self.lives()) > 2)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        life = data.draw(st.sampled_from(self.lives()))
        if life.open and "OutLetter" not in life.issued:
            self.world.cancel(life.id)
        else:
            with pytest.raises(Refused):
                self.world.cancel(life.id)

    @precondition(lambda self: self.world.lives)
    @rule(data=st.data(), service=st.sampled_from([*FAMILY, "9"]))
    def amend(self, data: st.DataObject, service: str) -> None:
        life = data.draw(st.sampled_from(self.lives()))
        may = life.open and "OutLetter" not in life.issued and life.service in FAMILY and service in FAMILY and service != life.service
        if may:
            self.world.amend(life.id, service)
        else:
            with pytest.raises(Refused):
                self.world.amend(life.id, service)

    @precondition(lambda self: self.lives(*IN_THE_BODYS_HANDS))
    @rule(data=st.data(), slot=st.sampled_from(["AckLetter", "OutLetter", "CoSLetter-12", "Rpt"]))
    def issue(self, data: st.DataObject, slot: str) -> None:
        life = data.draw(st.sampled_from(self.lives(*IN_THE_BODYS_HANDS)))
        if self.may_issue(life, slot):
            self.world.issue(life.id, slot)
        else:
            with pytest.raises(Refused):
                self.world.issue(life.id, slot)

    def may_issue(self, life: Life, slot: str) -> bool:
        stored = self.stored[life.id]
        if slot == "AckLetter":
            return stored.status is Status.RECEIVED or (stored.status is Status.ACKNOWLEDGED and stored.amended_since_letter)
        if stored.status is not Status.ACKNOWLEDGED or slot in life.issued or slot not in self.world.slots(life):
            return False
        others = [each for each in self.world.lives.values() if each.open and each.centre == life.centre and each.service != "5"]
        return not (life.service == "5" and slot == "Rpt" and others)

    @precondition(lambda self: self.lives(Status.WITH_ASSOCIATE, *IN_THE_BODYS_HANDS))
    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """The next that is to be done for an enquiry, so that walks come to an end."""
        life = data.draw(st.sampled_from(self.lives(Status.WITH_ASSOCIATE, *IN_THE_BODYS_HANDS)))
        if self.stored[life.id].status is Status.WITH_ASSOCIATE:
            self.world.decide(life.id, approve=True)
        elif able := [slot for slot in self.world.slots(life) if self.may_issue(life, slot)]:
            self.world.issue(life.id, able[0])

    @precondition(lambda self: self.lives(*IN_THE_BODYS_HANDS))
    @rule(data=st.data())
    def go_further(self, data: st.DataObject) -> None:
        self.go_on(data)

    @precondition(lambda self: any(each.issued and each.through_associate for each in self.lives()))
    @rule(data=st.data(), what=st.sampled_from(["acknowledgement", "outcome", "other"]))
    def release(self, data: st.DataObject, what: str) -> None:
        life = data.draw(st.sampled_from([each for each in self.lives() if each.issued and each.through_associate]))
        kinds = {"acknowledgement": {"AckLetter"}, "outcome": {"OutLetter"}, "other": {"CoSLetter-12", "Rpt"}}[what]
        waiting = bool((life.issued - life.released) & kinds)
        assert self.world.release(life.id, what) is waiting

    # --- what follows, when it comes

    @precondition(lambda self: self.due())
    @rule(data=st.data())
    def deliver(self, data: st.DataObject) -> None:
        """Much of what is due, in any order."""
        for key in data.draw(st.permutations(self.due()))[: data.draw(st.integers(1, 8))]:
            self.delivered.append(key)
            self.world.perform(key)

    @precondition(lambda self: self.delivered)
    @rule(data=st.data())
    def deliver_again(self, data: st.DataObject) -> None:
        self.world.perform(data.draw(st.sampled_from(self.delivered)))

    @precondition(lambda self: len(self.due()) > 1)
    @rule(data=st.data())
    def deliver_one_in_the_midst_of_another(self, data: st.DataObject) -> None:
        key, other = (data.draw(st.sampled_from(self.due())) for _ in "ab")
        self.delivered += [key, other]
        self.world.perform(key, lambda: self.world.perform(other))

    @precondition(lambda self: self.due())
    @rule(minutes=st.integers(3, 90))
    def sweep(self, minutes: int) -> None:
        self.world.now += timedelta(minutes=minutes)
        self.world.sweep()

    # --- what holds at every moment

    @invariant()
    def look(self) -> None:
        """What is stored now. The others, which come after this in the alphabet, judge it."""
        self.world.now += timedelta(seconds=1)
        self.items = self.world.items()
        heads = {key.pk.removeprefix("ENQ#"): item for key, item in self.items.items() if key.pk.startswith("ENQ#") and key.sk == "HEAD"}
        self.stored = {id: Enquiry.model_validate_json(item["body"]) for id, item in heads.items()}
        assert set(self.stored) == set(self.world.lives)
        self.nobody_outside_sees_a_draft()
        self.no_document_is_visible_before_release()
        self.a_completed_enquiry_has_all_its_documents()
        self.a_candidate_and_syllabus_has_at_most_one_live_claim_of_an_exclusive_family()
        self.nothing_waits_for_what_is_finished()
        self.every_change_has_a_history_entry()
        self.every_number_is_given_once()

    def nobody_outside_sees_a_draft(self) -> None:
        """It stands in no list but the centre's own; teardown has others ask for it."""
        for draft, centre in self.drafts.items():
            item = self.items[Key(f"SUB#{draft}")]
            assert {name for name in item if name.startswith("g")} == {"g1pk", "g1sk"}
            assert item["g1pk"] == f"D#{centre}"

    def no_document_is_visible_before_release(self) -> None:
        for key, item in self.items.items():
            if key.sk.startswith("DOC#"):
                life, slot = self.world.lives[key.pk.removeprefix("ENQ#")], key.sk.removeprefix("DOC#").split(".")[0]
                current = item["stage"] == "issued" and self.stored[life.id].issued[slot].mark == key.sk.split(".")[1]
                if item["stage"] == "attached" or (current and life.through_associate and slot not in life.released):
                    assert not (item["stage"] == "issued" and item["org"])
                elif current:
                    assert item["org"] == life.centre

    def a_completed_enquiry_has_all_its_documents(self) -> None:
        for id, one in self.stored.items():
            assert (one.status is Status.COMPLETED) is (self.world.lives[id].end is Status.COMPLETED)
            assert set(one.issued) == self.world.lives[id].issued
            if one.status is Status.COMPLETED:
                assert is_complete(one, builders.service(one.service))
            for slot, out in one.issued.items():
                assert self.items[Key(f"ENQ#{id}", f"DOC#{slot}.{out.mark}")]["stage"] == "issued"

    def a_candidate_and_syllabus_has_at_most_one_live_claim_of_an_exclusive_family(self) -> None:
        for card in cards_in(self.items):
            families = [each.family for each in card.claims if each.family]
            assert len(families) == len(set(families))
            about = [each for each in self.world.lives.values() if each.centre == card.organisation and card.candidate in each.about]
            live = {each.id: (each.service, each.open) for each in about if each.end not in GONE}
            assert {each.enquiry: (each.service, each.open) for each in card.claims} == live
        for cohort in cohorts_in(self.items):
            live = {
                each.id: (each.service, each.open)
                for each in self.world.lives.values()
                if each.service == "5" and each.centre == cohort.organisation and each.end not in GONE
            }
            assert {each.enquiry: (each.service, each.open) for each in cohort.claims} == live
            assert len(live) <= 1

    def nothing_waits_for_what_is_finished(self) -> None:
        """Or the release that will see to it is still due, where the sweep finds it."""
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

    def every_number_is_given_once(self) -> None:
        numbers = [one.number for one in self.stored.values() if one.number]
        assert len(numbers) == len(set(numbers))
        given = {item["enquiry"]: key.pk.rsplit("#", 1)[1] for key, item in self.items.items() if key.pk.startswith("NUM#")}
        assert given == {id: one.number for id, one in self.stored.items() if one.number}

    # --- where it ends

    def teardown(self) -> None:
        self.world.settle()
        self.look()
        for draft, centre in self.drafts.items():
            assert drafts.load(self.world.table, OFFICERS[centre], draft).id == draft
            for outsider in OUTSIDERS[centre]:
                with pytest.raises(NotFound):
                    drafts.load(self.world.table, outsider, draft)
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
                expected = Status.ACKNOWLEDGED if life.acknowledged else Status.RECEIVED
            assert one.status is expected
            if one.status not in CLOSED:
                assert set(one.waits_for) == waits
            page = enquiries.opened(self.world.table, self.world.catalogue, OFFICERS[life.centre], id, self.world.now)
            open_to_it = life.released if life.through_associate else life.issued
            assert {each["slot"] for each in page["documents"] if each["state"] == "issued"} <= open_to_it
            assert (page["grade_after"] is None) or "OutLetter" in open_to_it


class LivesOnMoto(Lives):
    memory = False


@pytest.mark.proves("CI-11", "CI-26", "CI-29", "CI-34", "CI-08", "CI-20", "BY-07")
@pytest.mark.parametrize(("machine", "examples"), [(Lives, 60), (LivesOnMoto, 5)])
def test_whatever_people_do_and_whenever_effects_come_the_life_of_enquiries_keeps_its_rules(
    aws: Any, machine: type[Lives], examples: int
) -> None:
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck))
    )
