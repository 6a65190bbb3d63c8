"""The steps that people take in a walk through enquiries' lives: asking, approving, changing, issuing, releasing."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from functions.adapters.keys import Key
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Refused
from tests import builders
from tests.actions.invariants import Invariants
from tests.actions.living import World
from tests.actions.model import CENTRES, FAMILY, GONE, IN_THE_BODYS_HANDS, MEMBERS, RELEASED_AS, Life


class Walk(RuleBasedStateMachine):
    """A walk: what people do with enquiries until they are finished, in any order. What they may not do is refused."""

    memory = True

    def __init__(self) -> None:
        super().__init__()
        self.world = World(memory=self.memory)
        self.seen = Invariants(self.world)
        self.delivered: list[Key] = []

    def lives(self, *statuses: Status) -> list[Life]:
        return [each for each in self.world.lives.values() if not statuses or self.seen.stored[each.id].status in statuses]

    def due(self) -> list[Key]:
        return sorted(key for key, item in self.seen.items.items() if item.get("due"))

    @invariant()
    def everything_holds(self) -> None:
        self.seen.look()

    def teardown(self) -> None:
        self.world.settle()
        self.seen.look()
        self.world.now = max(self.world.now, builders.london("2022-10-01 00:00"))
        self.seen.billing.run()
        self.world.settle()
        self.seen.look()
        self.seen.end()

    @initialize(
        asked=st.lists(st.tuples(st.sampled_from(CENTRES), st.sampled_from(["2", "2S", "1", "5", "9", "9"])), min_size=3, max_size=5),
        done=st.integers(0, 3),
        data=st.data(),
    )
    def begin(self, asked: list[tuple[str, str]], done: int, data: st.DataObject) -> None:
        """Submit what was asked for, and finish the first `done` of the enquiries."""
        for position, (centre, service) in enumerate(asked):
            about = {"5": (), "9": MEMBERS}.get(service, MEMBERS[position : position + 1])
            self.ask_for(centre, service, about, accept=True)
        for life in self.lives()[:done]:
            if life.through_associate:
                self.world.decide(life.id, approve=True)
            self.world.settle()
            self.seen.look()
            self.finish_all(life, data)

    # --- what people do

    @rule(centre=st.sampled_from(CENTRES), service=st.sampled_from([*FAMILY, "5", "9", "9"]), first=st.integers(0, 3), accept=st.booleans())
    def ask(self, centre: str, service: str, first: int, accept: bool) -> None:
        about = {"5": (), "9": MEMBERS}.get(service, MEMBERS[first : first + 2])
        self.ask_for(centre, service, about, accept=accept)

    def ask_for(self, centre: str, service: str, about: tuple[str, ...], *, accept: bool) -> None:
        world, mine = self.world, [each for each in self.world.lives.values() if each.centre == centre and each.end not in GONE]
        taken = service in FAMILY and any(each.service in FAMILY and not each.extends and {*each.about} & {*about} for each in mine)
        taken |= service == "5" and any(each.service == "5" for each in mine)
        unaccepted = service == "9" and not accept and bool(world.open_before(centre, service, about))
        if world.closed:
            with pytest.raises(Refused) as refused:
                world.submit(centre, service, about, accept=accept)
            assert "deadline_passed" in {each.code for each in refused.value.problems}
        elif taken or unaccepted:
            with pytest.raises(Refused) as refused:
                world.submit(centre, service, about, accept=accept)
            assert {each.code for each in refused.value.problems} <= {"already_enquired", "already_enquired_cohort", "waiting_not_accepted"}
        else:
            world.submit(centre, service, about, accept=accept)

    @precondition(lambda self: not self.seen.drafts)
    @rule(centre=st.sampled_from(CENTRES))
    def draft(self, centre: str) -> None:
        self.seen.drafts[self.world.save_draft(centre)] = centre

    @precondition(lambda self: len(self.lives()) > 4 and self.lives(Status.WITH_ASSOCIATE))
    @rule(data=st.data())
    def reject(self, data: st.DataObject) -> None:
        self.world.decide(data.draw(st.sampled_from(self.lives(Status.WITH_ASSOCIATE))).id, approve=False)

    @precondition(lambda self: len(self.lives()) > 2)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        life = data.draw(st.sampled_from(self.lives()))
        if life.open and not life.extends and "OutLetter" not in life.issued:
            self.world.cancel(life.id)
        else:
            with pytest.raises(Refused):
                self.world.cancel(life.id)

    @precondition(lambda self: self.world.lives)
    @rule(data=st.data(), service=st.sampled_from([*FAMILY, "9"]))
    def amend(self, data: st.DataObject, service: str) -> None:
        life = data.draw(st.sampled_from(self.lives()))
        may = (
            life.open
            and not life.extends
            and "OutLetter" not in life.issued
            and life.service in FAMILY
            and service in FAMILY
            and service != life.service
        )
        if may:
            self.world.amend(life.id, service)
        else:
            with pytest.raises(Refused):
                self.world.amend(life.id, service)

    @precondition(lambda self: self.lives(*IN_THE_BODYS_HANDS))
    @rule(data=st.data(), slot=st.sampled_from(["AckLetter", "OutLetter", "CoSLetter-12", "Rpt"]), grade=st.sampled_from("BA"))
    def issue(self, data: st.DataObject, slot: str, grade: str) -> None:
        life = data.draw(st.sampled_from(self.lives(*IN_THE_BODYS_HANDS)))
        if self.may_issue(life, slot):
            self.world.issue(life.id, slot, grade)
        else:
            with pytest.raises(Refused):
                self.world.issue(life.id, slot)

    def may_approve(self, life: Life) -> bool:
        """Return whether it can still be sent on: until the series closes, or for an appeal until its own limit."""
        if life.against is None:
            return not self.world.closed
        until = self.world.lives[life.against].appeal_until
        return until is None or self.world.now < until

    def may_issue(self, life: Life, slot: str) -> bool:
        stored = self.seen.stored[life.id]
        if slot == "AckLetter":
            return stored.status is Status.RECEIVED or (stored.status is Status.ACKNOWLEDGED and stored.amended_since_letter)
        if stored.status is not Status.ACKNOWLEDGED or slot in life.issued or slot not in life.slots:
            return False
        others = [each for each in self.world.lives.values() if each.open and each.centre == life.centre and each.service in (*FAMILY, "9")]
        return not (life.service == "5" and slot == "Rpt" and others)

    @precondition(lambda self: self.lives(Status.WITH_ASSOCIATE, *IN_THE_BODYS_HANDS))
    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """Do the next step of an enquiry, so that walks come to an end."""
        life = data.draw(st.sampled_from(self.lives(Status.WITH_ASSOCIATE, *IN_THE_BODYS_HANDS)))
        if self.seen.stored[life.id].status is Status.WITH_ASSOCIATE:
            self.world.decide(life.id, approve=self.may_approve(life))
        elif able := [slot for slot in life.slots if self.may_issue(life, slot)]:
            self.world.issue(life.id, able[0], data.draw(st.sampled_from("BA")))

    @precondition(lambda self: self.lives(*IN_THE_BODYS_HANDS))
    @rule(data=st.data())
    def go_further(self, data: st.DataObject) -> None:
        self.go_on(data)

    @precondition(lambda self: any(each.issued and each.through_associate for each in self.lives()))
    @rule(data=st.data(), what=st.sampled_from(["acknowledgement", "outcome", "other"]))
    def release(self, data: st.DataObject, what: str) -> None:
        life = data.draw(st.sampled_from([each for each in self.lives() if each.issued and each.through_associate]))
        waiting = bool((life.issued - life.released) & RELEASED_AS[what])
        assert self.world.release(life.id, what) is waiting

    @precondition(lambda self: len(self.lives(Status.ACKNOWLEDGED)) > 1)
    @rule(data=st.data())
    def finish(self, data: st.DataObject) -> None:
        """Issue everything that is left to be issued, so that there is something to bill."""
        self.finish_all(data.draw(st.sampled_from(self.lives(Status.ACKNOWLEDGED))), data)

    def finish_all(self, life: Life, data: st.DataObject) -> None:
        for slot in life.slots:
            if life.open and self.may_issue(life, slot):
                self.world.issue(life.id, slot, data.draw(st.sampled_from("BA")))
                self.seen.look()
