"""The mutation check: which changes it finds in a source, how it samples them, and that it tells a noticed change from another."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from infra.mutants.__main__ import report, summary
from infra.mutants.places import Place, before_and_after, mutant, places
from infra.mutants.recording import instrumented
from infra.mutants.samples import Candidate, candidates, equivalent, sample
from infra.mutants.trials import NOTICED, SURVIVED, Copies, Trials, UnmutatedTestsFail, Users, attempt_all

ROOT = Path(__file__).parents[2]


def changes(source: str) -> list[str]:
    return [place.change for place in places(dedent(source), "rules.py")]


@pytest.mark.parametrize(
    ("source", "change"),
    [
        ("late = now < due", "comparison: now < due → now <= due"),
        ("late = now >= due", "comparison: now >= due → now > due"),
        ("same = a == b", "comparison: a == b → a != b"),
        ("known = a in b", "comparison: a in b → a not in b"),
        ("none = a is None", "comparison: a is None → a is not None"),
        ("both = a and b", "logic: a and b → a or b"),
        ("other = not a", "logic: not a → a"),
        ("days = 20", "integer: 20 → 21"),
        ("days = 20", "integer: 20 → 19"),
        ("open = True", "boolean: True → False"),
        ("code = 'too_late'", "code: 'too_late' → 'too_late~'"),
        ("text = a if b else c", "branches: a if b else c → c if b else a"),
        ("if a:\n    b()", "condition: a → True"),
        ("if a:\n    b()", "condition: a → False"),
        ("ended = {CANCELLED, REJECTED}", "element: REJECTED → (left out)"),
        ("fees = {'due': 1}", "element: 'due' → (left out)"),
        ("def f():\n    return a", "return: a → None"),
        ("def f():\n    raise Refused(a)", "raise: raise Refused(a) → pass"),
        ("found = problem(code, cites=cited)", "citation: cites=cited → (left out)"),
        ("model_config = ConfigDict(frozen=True)", "setting: True → False"),
        ("model_config = ConfigDict(str_strip_whitespace=True)", "boolean: True → False"),
        ("model_config = ConfigDict(extra='forbid')", "code: 'forbid' → 'forbid~'"),
        ("words = 'A sentence for people.'", "words: 'A sentence for people.' → 'A sentence for people.~'"),
        ("class A:\n    b: Annotated[str, Field(max_length=40)]", "integer: 40 → 41"),
        ("class A:\n    b: Annotated[str, Field(title='Grade')]", "words: 'Grade' → 'Grade~'"),
        ("text = f'until {a if b else c}'", "branches: a if b else c → c if b else a"),
    ],
)
def test_a_rule_can_be_changed(source: str, change: str) -> None:
    assert change in changes(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""What the module says about 20 days."""',
        'def f():\n    """Return nothing in 20 days."""',
        "def f(days: Literal['late', 'early']) -> dict[str, 'int']: ...",
        "limit: Literal['late']",
        "__all__ = ['late', 'early']",
        "if TYPE_CHECKING:\n    from a import b",
        "from a import b",
        "@before('grade')\ndef f(): ...",
    ],
)
def test_what_is_no_rule_is_left_alone(source: str) -> None:
    assert changes(source) == []


def test_a_mutant_is_the_source_with_one_change() -> None:
    source = "def late(now, due):\n    return now >= due and due is not None\n"
    found = [place.change for place in places(source, "rules.py")]
    number = found.index("comparison: now >= due → now > due")
    assert mutant(source, number) == "def late(now, due):\n    return now > due and due is not None\n"


def test_every_place_of_the_domain_can_be_made_and_no_two_have_one_name() -> None:
    found = candidates(ROOT)
    assert len(found) > 1000
    names = [each.place.name for each in found]
    assert len(set(names)) == len(names)
    for each in found[::97]:
        source = (ROOT / each.place.file).read_text(encoding="utf-8")
        assert compile(mutant(source, each.number), each.place.file, "exec")
        before, after = before_and_after(source, each.number)
        assert before != after


def test_a_change_that_is_known_to_change_nothing_still_has_its_place() -> None:
    names = {each.place.name for each in candidates(ROOT)}
    assert [name for name in equivalent() if name not in names] == []


def test_every_change_that_is_known_to_change_nothing_has_a_reason(tmp_path: Path) -> None:
    entry = "- {file: a.py, function: f, change: 'boolean: True → False', reason: Nothing reads it.}\n"
    (tmp_path / "equivalent.yml").write_text(entry, encoding="utf-8")
    assert equivalent(tmp_path / "equivalent.yml") == {"a.py | f | boolean: True → False": "Nothing reads it."}
    assert all(reason.strip() for reason in equivalent().values())


def pretended(file: str, count: int, kind: str = "integer") -> list[Candidate]:
    return [Candidate(Place(file, "f", number, kind, f"{kind}: {number}"), number) for number in range(count)]


def test_a_sample_gives_each_file_its_share_and_the_same_seed_the_same_sample() -> None:
    found = pretended("a.py", 30) + pretended("b.py", 10)
    chosen = sample(found, 8, 1)
    assert [each.place.file for each in chosen] == ["a.py"] * 6 + ["b.py"] * 2
    assert sample(found, 8, 1) == chosen
    assert sample(found, 8, 2) != chosen
    assert len(sample(found, 100, 1)) == 40


def test_a_sample_leaves_out_words_settings_and_what_is_known_to_change_nothing() -> None:
    found = pretended("a.py", 2) + pretended("a.py", 1, "words") + pretended("a.py", 1, "setting")
    assert [each.place.change for each in sample(found, 9, 1, known=["a.py | f | integer: 1"])] == ["integer: 0"]
    assert len(sample(found, 9, 1, also={"words"})) == 3
    assert len(sample(found, 9, 1, also={"words", "setting"})) == 4


def test_a_function_notes_that_it_runs_only_where_somebody_listens() -> None:
    names: dict[str, object] = {}
    exec(compile(instrumented("def f():\n    '''Say.'''\n    return 3\n", "rules.py"), "rules.py", "exec"), names)
    assert callable(names["f"])
    assert names["f"]() == 3
    assert names["f"].__doc__ == "Say."


RULES = """\
def late(now: int, due: int) -> bool:
    return now > due


def fee(late: bool) -> int:
    return 20 if late else 10
"""
ITS_TESTS = """\
from rules.times import fee, late


def test_late_is_after_the_day() -> None:
    assert late(2, 1)
    assert not late(1, 1)


def test_there_is_a_fee() -> None:
    assert fee(True)
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree with rules, a test that holds one of them, and this check itself, which runs inside it."""
    root = tmp_path / "tree"
    (root / "rules").mkdir(parents=True)
    (root / "checks").mkdir()
    (root / "infra").symlink_to(ROOT / "infra")
    (root / "rules" / "times.py").write_text(RULES, encoding="utf-8")
    (root / "checks" / "test_times.py").write_text(ITS_TESTS, encoding="utf-8")
    (root / "pyproject.toml").write_text(
        '[tool.pytest.ini_options]\npythonpath = ["."]\nmarkers = ["browser", "stack"]\n', encoding="utf-8"
    )
    return root


def test_a_change_that_no_test_notices_is_reported_and_the_tree_is_untouched(tree: Path, tmp_path: Path) -> None:
    trials = Trials(Copies(tree, tmp_path / "copies", 1), steps=[["checks"]], mutated="rules")
    wanted = {"comparison: now > due → now >= due", "branches: 20 if late else 10 → 10 if late else 20"}
    chosen = [each for each in candidates(tree, "rules") if each.place.change in wanted]
    outcomes = attempt_all(trials, chosen, 1, lambda outcome: None)
    assert [(each.candidate.place.function, each.result) for each in outcomes] == [("late", NOTICED), ("fee", SURVIVED)]
    assert (tree / "rules" / "times.py").read_text(encoding="utf-8") == RULES
    assert report(outcomes, tree).splitlines() == [
        "rules/times.py:6 in fee: branches: 20 if late else 10 → 10 if late else 20",
        "    - return 20 if late else 10",
        "    + return 10 if late else 20",
        "  branches        0 of    1",
        "  comparison      1 of    1",
        "1 of 2 changes were noticed: 50.0 %",
    ]
    assert summary(outcomes, 1)["noticed"] == 1


def test_only_tests_that_run_a_function_are_shown_its_changes_and_all_those_of_what_runs_at_import(tree: Path, tmp_path: Path) -> None:
    (tree / "rules" / "times.py").write_text(RULES + "\n\nDAYS = 20\n", encoding="utf-8")
    users = Trials(Copies(tree, tmp_path / "copies", 1), steps=[["checks"]], mutated="rules").users_of(0)
    by_name = {each.place.name: each.place for each in candidates(tree, "rules")}
    in_late = by_name["rules/times.py | late | comparison: now > due → now >= due"]
    at_import = by_name["rules/times.py | (module) | integer: 20 → 21"]
    assert users.tests_for(in_late) == ["checks/test_times.py::test_late_is_after_the_day"]
    assert sorted(users.tests_for(at_import)) == [
        "checks/test_times.py::test_late_is_after_the_day",
        "checks/test_times.py::test_there_is_a_fee",
    ]


def test_what_runs_at_import_is_shown_first_to_the_tests_that_run_functions_of_its_file_the_quick_ones_first() -> None:
    functions = {"elsewhere": {"rules/other.py | fee"}, "slow": {"rules/times.py | late"}, "quick": {"rules/times.py | early"}}
    users = Users(functions=functions, seconds={"elsewhere": 0.1, "slow": 0.9, "quick": 0.2})
    at_import = Place("rules/times.py", "(module)", 1, "integer", "integer: 20 → 21", at_import=True)
    assert users.tests_for(at_import) == ["quick", "slow", "elsewhere"]


def test_nothing_is_learnt_where_the_tests_fail_without_any_change(tree: Path, tmp_path: Path) -> None:
    (tree / "rules" / "times.py").write_text(RULES.replace("now > due", "now >= due"), encoding="utf-8")
    trials = Trials(Copies(tree, tmp_path / "copies", 1), steps=[["checks"]], mutated="rules")
    with pytest.raises(UnmutatedTestsFail, match="test_late_is_after_the_day"):
        trials.users_of(0)
