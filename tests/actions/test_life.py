"""The life of enquiries, walked at random against a plain model: services 1 to 2S, 5 and 9, an Associate between, waits, extensions,
appeals, statements and invoices, and effects that come late, twice, in any order and in the midst of each other."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Refused
from tests import builders
from tests.actions.model import FAMILY, GONE, MEMBERS
from tests.actions.walking import Walk


class Lives(Walk):
    # --- what staff extend, and what centres appeal against

    @precondition(lambda self: self.lives(Status.ACKNOWLEDGED, Status.COMPLETED))
    @rule(data=st.data(), first=st.integers(0, 4), count=st.integers(1, 2))
    def extend(self, data: st.DataObject, first: int, count: int) -> None:
        """To candidates who have no enquiry of their own open, each once; sent again it is the same extension."""
        of = data.draw(st.sampled_from(self.lives(Status.ACKNOWLEDGED, Status.COMPLETED)))
        to = MEMBERS[first : first + count]
        alone = [each for each in self.lives() if each.centre == of.centre and each.service in FAMILY]
        mine = {each.about[0]: each.id for each in alone if each.extends == of.id}
        busy = {each.about[0] for each in alone if each.open}
        if of.service in FAMILY and not of.extends and not {*to} & {*of.about, *mine, *busy}:
            made = self.world.extend(of.id, to)
            assert self.world.extend(of.id, to) == made
        elif {*to} <= {*mine}:
            assert self.world.extend(of.id, to) == [mine[each] for each in to]
        else:
            with pytest.raises(Refused):
                self.world.extend(of.id, to)

    @precondition(lambda self: self.lives(Status.COMPLETED))
    @rule(data=st.data())
    def appeal(self, data: st.DataObject) -> None:
        """Against any outcome there is; sent again it is the same appeal, and another of its stage there is not."""
        done = self.lives(Status.COMPLETED)
        able = [each for each in done if each.outcome_open and each.appeal and each.id not in {other.against for other in self.lives()}]
        life = data.draw(st.sampled_from(able or done) if data.draw(st.booleans()) else st.sampled_from(done))
        earlier = [each for each in self.world.lives.values() if each.against == life.id]
        attempt, live = sum(each.end in GONE for each in earlier), [each.id for each in earlier if each.end not in GONE]
        if live:
            assert self.world.appeal(life.id, attempt) == live[0]
            attempt += 1
        if live or not life.appeal or not life.outcome_open or (life.appeal_until and self.world.now >= life.appeal_until):
            with pytest.raises(Refused):
                self.world.appeal(life.id, attempt)
        else:
            with pytest.raises(Refused):
                self.world.appeal(life.id, attempt, grounds="")
            self.world.appeal(life.id, attempt)

    @precondition(lambda self: any(each.against and each.open for each in self.lives()))
    @rule(data=st.data())
    def see_an_appeal_through(self, data: st.DataObject) -> None:
        """From wherever it stands to its decision, open to the centre, so that there is something for stage 2."""
        life = data.draw(st.sampled_from([each for each in self.lives() if each.against and each.open]))
        if life.through_associate and not life.approved:
            self.world.decide(life.id, approve=self.may_approve(life))
        self.world.settle()
        self.seen.look()
        self.finish_all(life, data)
        if life.through_associate and "OutLetter" in life.issued:
            self.world.release(life.id, "outcome")

    # --- time, and money

    @precondition(lambda self: self.world.now < builders.RESULTS_OUT + timedelta(days=6))
    @rule()
    def a_day_passes(self) -> None:
        self.world.now += timedelta(days=1)

    @precondition(lambda self: not self.world.closed and len(self.lives(Status.COMPLETED, Status.CANCELLED)) > 1)
    @rule()
    def autumn_comes(self) -> None:
        self.world.now = builders.london("2022-10-01 00:00")

    @precondition(lambda self: self.lives(Status.COMPLETED))
    @rule()
    def bill(self) -> None:
        if self.world.closed:
            self.seen.billing.run()
        else:
            with pytest.raises(Refused):
                self.seen.billing.run()

    @precondition(lambda self: self.seen.billing.owing())
    @rule(data=st.data(), share=st.sampled_from([1, 2, 3]))
    def give_back(self, data: st.DataObject, share: int) -> None:
        """The whole of what is left on a line, or part of it; never a penny more."""
        invoice, place, left = data.draw(st.sampled_from(self.seen.billing.owing()))
        with pytest.raises(Refused):
            self.seen.billing.give_back(invoice, place, left + Decimal("0.01"))
        self.seen.billing.give_back(invoice, place, (left / share).quantize(Decimal("0.01")))

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


class LivesOnMoto(Lives):
    memory = False


@pytest.mark.proves("CI-11", "CI-26", "CI-29", "CI-34", "CI-08", "CI-20", "BY-07")
@pytest.mark.parametrize(("machine", "examples"), [(Lives, 60), (LivesOnMoto, 3)])
def test_whatever_people_do_and_whenever_effects_come_the_life_of_enquiries_keeps_its_rules(
    aws: Any, machine: type[Lives], examples: int
) -> None:
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck))
    )
