"""What holds for every draft, whatever stands in the form and in the register."""

from __future__ import annotations

import random
from datetime import UTC, datetime

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from functions.domain.eligibility.availability import component_problems
from functions.domain.eligibility.eligibility import declaration_problems, problems_of
from functions.domain.enquiries.submission import DraftContent
from functions.domain.errors import Problem
from functions.domain.register.cards import Card, Origin, Result
from functions.domain.text_form import hidden_character
from tests.builders import CAMBRIDGE, GUIDE, OURS, REFERENCE, body, card, claim, content, organisation, route, service, syllabus

SYLLABUSES = sorted(body().syllabuses_by_code)
COMPONENTS = sorted({component.code for each in body().syllabuses for component in each.components})
RULES = {"already_enquired", "component_exempt", "component_calculated", "component_no_mark", "component_kind", "component_assessor"} | {
    "syllabus_trait", "deadline_passed", "contact_email_missing", "contact_email_differs", "contact_email_unconfirmed", "components_missing",
    "candidates_too_many", "group_size", "group_components",
}  # fmt: skip


def typed(most: int) -> st.SearchStrategy[str]:
    """Whatever can be typed: requests refuse hidden characters before any rule is asked."""
    return st.text(max_size=most).filter(lambda text: hidden_character(text) is None)


moments = st.datetimes(datetime(2022, 8, 1), datetime(2023, 4, 1), timezones=st.just(UTC))
component_codes = st.lists(st.sampled_from(COMPONENTS), max_size=6, unique=True).map(tuple)
numbers = st.lists(st.from_regex(r"[0-9]{1,4}", fullmatch=True), max_size=25).map(tuple)
any_component = st.from_regex(r"[0-9]{2}", fullmatch=True)
seldom = st.sampled_from([False] * 9 + [True])
few_numbers = st.lists(st.sampled_from(["713", "0713", "0714", "9", "0010"]), min_size=1, max_size=3, unique_by=int).map(tuple)
results = st.lists(
    st.builds(Result, component=st.sampled_from(COMPONENTS), mark=st.none() | st.integers(0, 130), origin=st.sampled_from(Origin)),
    max_size=6,
    unique_by=lambda each: each.component,
).map(tuple)
claims = st.sampled_from([(), (), (), (), (), (), (claim(),), (claim("own"),), (claim("e3", service="1S"),), (claim(family="other"),)])


@st.composite
def drafts(draw: st.DrawFn) -> DraftContent:
    """Mostly near a whole one, so that the rules beyond the first are reached; sometimes anything that the model takes."""
    wild = draw(seldom)
    code = draw(st.sampled_from(SYLLABUSES))
    of_syllabus = [each.code for each in syllabus(code).components]
    return DraftContent(
        body=draw(st.sampled_from([CAMBRIDGE, "", "nobody"])) if wild else CAMBRIDGE,
        route=draw(typed(40)) if wild else "standard",
        series=draw(st.from_regex(r"([0-9]{4}-[0-9]{2})?", fullmatch=True) if wild else st.sampled_from(["2022-06", "2022-11"])),
        service=draw(st.from_regex(r"[0-9A-Z]{0,4}", fullmatch=True) if wild else st.sampled_from(["1", "1S", "2", "2S", "5", "9"])),
        qualification=draw(typed(80)) if wild else syllabus(code).qualification,
        syllabus=draw(st.from_regex(r"([0-9]{4})?", fullmatch=True)) if wild else code,
        components=draw(st.lists(any_component, max_size=20) if wild else st.lists(st.sampled_from(of_syllabus), min_size=1, max_size=3)),
        candidates=draw(numbers if wild else few_numbers),
        contact_email=draw(st.sampled_from(["exams@northfield.example", "", "a@b.example"])) if wild else "exams@northfield.example",
        contact_email_confirmed=draw(st.booleans()) if wild else True,
        note=draw(typed(200)),
    )


@st.composite
def draft_and_cards(draw: st.DrawFn) -> tuple[DraftContent, dict[str, Card]]:
    draft = draw(drafts())
    held: dict[str, Card] = {}
    marked = tuple(Result(component=each, mark=40, origin=Origin.EXAM) for each in COMPONENTS)
    for number in set(draft.candidate_numbers(body())):
        if not draw(seldom):
            held[number] = card(
                number,
                syllabus=draft.syllabus or "0580",
                results=draw(results if draw(seldom) else st.just(marked)),
                exempt=(draw(st.sampled_from(COMPONENTS)),) if draw(seldom) else (),
                claims=draw(claims),
            )
    return draft, held


def check(draft: DraftContent, held: dict[str, Card], now: datetime, own: frozenset[str] = frozenset()) -> list[Problem]:
    return problems_of(draft, body(), organisation(), held, reference=REFERENCE, now=now, own=own)


@settings(max_examples=300, deadline=None)
@given(draft_and_cards(), moments)
def test_every_draft_gets_an_answer_in_whole_sentences_and_every_rule_its_source(
    both: tuple[DraftContent, dict[str, Card]], now: datetime
) -> None:
    for each in check(*both, now):
        assert each.field
        assert each.message.endswith(".")
        assert "{" not in each.message
        if each.code in RULES and body().route(both[0].route):
            assert each.rule, each.code
            assert each.source in (GUIDE, OURS), each.code


@settings(max_examples=200, deadline=None)
@given(draft_and_cards())
def test_what_may_go_has_a_mark_from_an_exam_or_moderation_for_every_component_of_every_candidate(
    both: tuple[DraftContent, dict[str, Card]],
) -> None:
    draft, held = both
    whole = {number: held.get(number) for number in draft.candidate_numbers(body())}
    now = datetime(2022, 9, 1, tzinfo=UTC)
    free = not check(draft, held, now)
    event("may go" if free else "refused")
    if not free:
        return
    assert draft.components
    assert draft.candidates
    for number, each in whole.items():
        assert each, number
        for code in draft.components:
            found = each.result(code)
            assert found
            assert found.mark is not None
            assert found.origin in (Origin.EXAM, Origin.MODERATION, Origin.CENTRE)
            assert code not in each.exempt
        assert not [mine for mine in each.claims if mine.family == "marking"]
    assert not component_problems(body(), service(draft.service), syllabus(draft.syllabus), draft.components)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["1", "1S", "2", "2S"]), st.sampled_from(SYLLABUSES), st.data(), claims, results)
def test_nothing_may_go_but_what_the_rules_let_go_and_all_of_that_may(
    code: str, number: str, data: st.DataObject, held: tuple[object, ...], marks: tuple[Result, ...]
) -> None:
    """The rules of the guide, said a second time and independently of the catalogue's data."""
    taken = [each.code for each in syllabus(number).components]
    chosen = data.draw(st.lists(st.sampled_from(taken), min_size=1, unique=True))
    art, multiple_choice, by_centre = (
        {"0400"},
        {("0520", "12"), ("0610", "22"), ("0654", "22"), ("9700", "12")},
        {("0500", "03"), ("0520", "03")},
    )
    marked = {each.component for each in marks if each.mark is not None and each.origin in (Origin.EXAM, Origin.MODERATION, Origin.CENTRE)}
    allowed = (
        not (code in ("1S", "2S") and number in art)
        and not (code in ("2", "2S") and any((number, each) in multiple_choice for each in chosen))
        and not any((number, each) in by_centre for each in chosen)
        and set(chosen) <= marked
        and not any(getattr(each, "family", None) == "marking" for each in held)
    )
    draft = content(service=code, syllabus=number, qualification=syllabus(number).qualification, components=tuple(chosen))
    who = card(syllabus=number, results=marks, claims=held)
    assert (check(draft, {"0713": who}, datetime(2022, 9, 1, tzinfo=UTC)) == []) is allowed


@settings(max_examples=150, deadline=None)
@given(draft_and_cards(), st.sampled_from(COMPONENTS), moments)
def test_adding_a_component_never_removes_a_problem(both: tuple[DraftContent, dict[str, Card]], added: str, now: datetime) -> None:
    draft, held = both
    assume(len(draft.components) < 20)
    more = draft.model_copy(update={"components": (*draft.components, added)})
    before = {each for each in check(draft, held, now) if each.code != "components_missing"}
    assert before <= set(check(more, held, now))


@settings(max_examples=150, deadline=None)
@given(draft_and_cards(), moments, st.randoms(use_true_random=False))
def test_the_order_of_candidates_and_components_does_not_matter(
    both: tuple[DraftContent, dict[str, Card]], now: datetime, chance: random.Random
) -> None:
    draft, held = both
    shuffled = draft.model_copy(
        update={each: tuple(chance.sample(getattr(draft, each), len(getattr(draft, each)))) for each in ("candidates", "components")}
    )
    assert sorted(map(str, check(draft, held, now))) == sorted(map(str, check(shuffled, held, now)))


@settings(max_examples=100, deadline=None)
@given(draft_and_cards(), moments)
def test_own_enquiries_lift_nothing_but_their_own_claims(both: tuple[DraftContent, dict[str, Card]], now: datetime) -> None:
    strict, lenient = check(*both, now), check(*both, now, frozenset({"own"}))
    lifted = [each for each in strict if each not in lenient]
    assert all(each.code == "already_enquired" for each in lifted)
    assert set(lenient) <= set(strict)


@given(st.lists(st.sampled_from(["complete", "consent", "other"])).map(tuple))
def test_declarations_are_enough_exactly_when_they_are_the_two_of_the_route(ticked: tuple[str, ...]) -> None:
    assert (declaration_problems(ticked, "2", body(), route()) == []) is (set(ticked) == {"complete", "consent"})
