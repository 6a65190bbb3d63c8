"""How requests about the same candidate bear on each other: by paper, one way, and a window that another service opens."""

from __future__ import annotations

from datetime import datetime

import pytest

from functions.domain.billing.enquiry_fees import counted_together, owed
from functions.domain.billing.invoices import invoice_lines
from functions.domain.calendar import Period, Unit, last_day
from functions.domain.catalogue.appealing import Limit
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import FeeStatus
from functions.domain.catalogue.routes import Together
from functions.domain.catalogue.services import Following, Service
from functions.domain.eligibility.candidate_eligibility import candidate_problems
from functions.domain.eligibility.eligibility import problems_of
from functions.domain.enquiries.appeals import end_of_limit
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import Status
from functions.domain.register.cards import Card, NamedCandidate
from tests.builders import REFERENCE, body, card, cards, claim, content, enquiry, london, organisation, route, service

BASIS = service().basis


def codes(found: list[object]) -> list[str]:
    return [each.code for each in found]  # type: ignore[attr-defined]


def asked_for(
    code: str, *components: str, held: str, about: tuple[str, ...], once_per: str = "component", rules_out: tuple[str, ...] = ()
) -> list[str]:
    """The problems with a service of the family marking, where an earlier one of the family `held` is about these components."""
    earlier = service("1").model_copy(update={"code": "E", "family": held, "rules_out": rules_out})
    of = route().model_copy(update={"services": (*route().services, earlier)})
    wanted = service(code).model_copy(update={"once_per": once_per})
    made = claim(service="E", family=held).model_copy(update={"components": about, "open": False})
    return codes(candidate_problems(body(), of, wanted, card(claims=(made,)), components))


# --- by paper


def test_a_paper_that_was_asked_about_is_taken_and_the_other_paper_of_the_subject_is_not() -> None:
    assert asked_for("2", "22", held="marking", about=("22",)) == ["already_enquired"]
    assert asked_for("2", "42", held="marking", about=("22",)) == []
    assert asked_for("2", "22", "42", held="marking", about=("22",)) == ["already_enquired"]


def test_where_a_family_is_taken_once_for_a_syllabus_the_other_paper_is_taken_too() -> None:
    assert asked_for("2", "42", held="marking", about=("22",), once_per="syllabus") == ["already_enquired"]


# --- one way


def test_an_original_script_rules_out_a_review_of_that_paper_and_of_no_other() -> None:
    assert asked_for("2", "22", held="original", about=("22",), rules_out=("marking",)) == ["ruled_out"]
    assert asked_for("2", "42", held="original", about=("22",), rules_out=("marking",)) == []


def test_a_copy_of_a_script_rules_out_nothing_and_a_review_does_not_rule_out_a_script() -> None:
    assert asked_for("2", "22", held="copy", about=("22",)) == []
    scripts = service("2").model_copy(update={"family": "original", "rules_out": ("marking",)})
    reviewed = claim(service="2", family="marking").model_copy(update={"components": ("22",)})
    assert candidate_problems(body(), route(), scripts, card(claims=(reviewed,)), ("22",)) == []


# --- a second window


def following(code: str = "2") -> Body:
    """A body whose review of marking can also be asked for within five working days of a clerical re-check."""
    window = Following(services=("1",), text="a clerical check", within=Period(amount=5, unit=Unit.WORKING_DAYS), basis=BASIS)
    changed = service(code).model_copy(update={"following": window, "family": "review"})
    of = route()
    services = tuple(changed if each.code == code else each for each in of.services)
    return body(routes=tuple(each.model_copy(update={"services": services}) if each.id == of.id else each for each in body().routes))


def checked(at: str) -> Card:
    """A candidate whose clerical re-check ended then."""
    done = claim(service="1", family="marking").model_copy(update={"open": False, "ended_at": london(at)})
    return card(claims=(done,))


def asking(now: str, *about: Card) -> list[str]:
    asked = content(service="2", candidates=[each.candidate for each in about])
    return codes(problems_of(asked, following(), organisation(), cards(*about), reference=REFERENCE, now=london(now)))


@pytest.mark.parametrize(("now", "found"), [("2026-07-10 23:59", []), ("2026-07-11 00:00", ["deadline_passed"])])
def test_a_review_after_a_check_that_ended_on_friday_3_july_2026_is_in_time_until_the_end_of_10_july(now: str, found: list[str]) -> None:
    assert asking(now, checked("2026-07-03 15:00")) == found


def test_the_second_window_is_for_candidates_who_had_the_check_and_for_no_other() -> None:
    with_check, without = checked("2026-07-03 15:00"), card(candidate="0714")
    assert asking("2026-07-08 09:00", with_check, without) == ["deadline_passed"]
    assert asking("2026-07-08 09:00", without) == ["deadline_passed"]


def test_the_refusal_after_both_windows_states_both() -> None:
    asked = content(service="2", candidates=["0713"])
    (late,) = problems_of(asked, following(), organisation(), cards(card()), reference=REFERENCE, now=london("2026-07-11 00:00"))
    assert late.rule == (
        "Service 2 in June 2022 can be asked for until the end of 20 September 2022 (Europe/London). "
        "It can also be asked for within 5 working days of the outcome of a clerical check."
    )


# --- the time for an appeal


LIMIT = Limit(within=Period(amount=30, unit=Unit.CALENDAR_DAYS), after_reasons=Period(amount=15, unit=Unit.CALENDAR_DAYS), basis=BASIS)


@pytest.mark.parametrize(
    ("reasons", "last"), [(None, "2025-11-14"), ("2025-11-10 09:00", "2025-11-25"), ("2025-10-16 09:00", "2025-11-14")]
)
def test_an_appeal_has_30_days_from_the_outcome_or_15_from_the_reasons_where_those_end_later(reasons: str | None, last: str) -> None:
    end = end_of_limit(LIMIT, london("2025-10-15 12:00"), body(), london(reasons) if reasons else None)
    assert last_day(end, "Europe/London").isoformat() == last


# --- papers that count together


def counting_together() -> Body:
    together = Together(while_open=True, text="Papers asked for while another is in progress count together.", basis=BASIS)
    rule = route().fee_rule.model_copy(update={"together": together})
    return body(routes=tuple(each.model_copy(update={"fee_rule": rule}) if each.id == "standard" else each for each in body().routes))


def paper(
    id: str, component: str, submitted: str, completed: str | None, *, after: str = "B", status: Status = Status.COMPLETED
) -> Enquiry:
    return enquiry(
        id=id, components=(component,), submitted_at=moment(submitted), completed_at=moment(completed) if completed else None,
        status=status, recorded=True, number=f"2206-00000{id[-1]}", grade_before="B", grade_after=after,
    )  # fmt: skip


def moment(text: str) -> datetime:
    return london(text)


def statuses(*papers: Enquiry) -> list[FeeStatus]:
    of = counting_together()
    return [owed(each, of, beside=counted_together(each, papers, of)).status for each in papers]


FIRST = ("2022-08-22 09:00", "2022-09-05 09:00")


def test_two_papers_of_a_subject_the_second_asked_for_while_the_first_is_in_progress_are_both_free_if_the_grade_changes() -> None:
    first = paper("e1", "22", *FIRST)
    second = paper("e2", "42", "2022-09-05 08:59", "2022-09-20 09:00", after="A")
    assert statuses(first, second) == [FeeStatus.WAIVED, FeeStatus.WAIVED]


def test_a_second_paper_that_came_after_the_first_was_finished_is_charged_on_its_own_result() -> None:
    first = paper("e1", "22", *FIRST, after="A")
    second = paper("e2", "42", "2022-09-05 09:00", "2022-09-20 09:00")
    assert statuses(first, second) == [FeeStatus.WAIVED, FeeStatus.DUE]


def test_a_cancelled_paper_joins_nobody_and_a_paper_of_somebody_else_does_not_count() -> None:
    first = paper("e1", "22", *FIRST)
    bridge = paper("e2", "42", "2022-09-01 09:00", None, status=Status.CANCELLED)
    third = paper("e3", "42", "2022-09-06 09:00", "2022-09-20 09:00", after="A")
    assert counted_together(first, [bridge, third], counting_together()) == []
    assert (
        counted_together(
            first,
            [enquiry(id="e4", candidates=(NamedCandidate(number="0714", name="Bao Tran"),), submitted_at=moment("2022-08-23 09:00"))],
            counting_together(),
        )
        == []
    )


def test_no_invoice_has_a_paper_while_another_that_counts_with_it_is_in_progress() -> None:
    first = paper("e1", "22", *FIRST)
    second = paper("e2", "42", "2022-09-01 09:00", None, status=Status.ACKNOWLEDGED)
    of = counting_together()
    assert invoice_lines(first, of, [first, second]) == []
    finished = paper("e2", "42", "2022-09-01 09:00", "2022-09-20 09:00", after="C")
    (line,) = invoice_lines(first, of, [first, finished])
    assert (line.waived, line.why) == (True, "No charge: the syllabus grade changed by an enquiry that counts together with this one.")


def test_where_a_body_has_no_such_rule_each_paper_is_charged_on_its_own_result() -> None:
    first, second = paper("e1", "22", *FIRST), paper("e2", "42", "2022-09-01 09:00", "2022-09-20 09:00", after="A")
    assert counted_together(first, [second], body()) == []


def test_a_service_that_gives_its_code_itself_is_called_by_its_name_alone() -> None:
    named: Service = service("2").model_copy(update={"code_is_ours": True})
    assert (named.title, named.label, named.heading) == ("Review of marking", "Review of marking", "Review of marking")
