"""A pytest plugin for runs in a copy of the tree: it runs the chosen tests, and records which functions each test runs.

In that copy each function has one more line at its head, which records the call (`instrumented`) at almost no cost.
"""

from __future__ import annotations

import ast
import builtins
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

WISHES = "DESK_MUTANTS"  # the environment variable with the path of a file: {"chosen": [test, …] or null, "record": path or null}
SEEN = "_desk_functions_run"


def instrumented(source: str, file: str) -> str:
    """Return the source with each function recording that it runs. Without this plugin the records are discarded."""
    tree = ast.parse(source)

    def visit(node: ast.AST, names: tuple[str, ...]) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                inner = (*names, child.name)
                visit(child, inner)
                if isinstance(child, ast.FunctionDef):
                    note = ast.parse(f"__import__('builtins').__dict__.get({SEEN!r}, set()).add({_name(file, inner)!r})").body
                    at = _after_docstring(child.body)
                    child.body[at:at] = note
            else:
                visit(child, names)

    visit(tree, ())
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def _name(file: str, names: tuple[str, ...]) -> str:
    return f"{file} | {'.'.join(names)}"


def _after_docstring(body: list[ast.stmt]) -> int:
    return int(isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant))


class Recording:
    """The tests chosen for one run, and the functions that they ran."""

    def __init__(self, wishes: dict[str, object]) -> None:
        chosen = wishes["chosen"]
        self.chosen = {name: place for place, name in enumerate(chosen)} if isinstance(chosen, list) else None
        self.record = wishes["record"]
        self.seen: set[str] = set()
        self.tests: dict[str, dict[str, object]] = {}
        self.shared: set[str] = set()

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        from hypothesis import settings

        settings.register_profile("mutants", deadline=None, derandomize=True, database=None)
        settings.load_profile("mutants")
        builtins.__dict__[SEEN] = self.seen

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.chosen is not None:
            chosen = self.chosen
            items[:] = sorted((item for item in items if item.nodeid in chosen), key=lambda item: chosen[item.nodeid])
        self._share()

    def _share(self) -> None:
        """Note that what has just run serves more than one test."""
        self.shared |= self.seen
        self.seen.clear()

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_setup(self) -> Iterator[None]:
        self.seen.clear()
        yield
        self.shared |= self.seen  # a fixture may serve other tests too

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        yield
        self.tests[item.nodeid] = {"functions": sorted(self.seen)}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.nodeid in self.tests and report.when == "call":
            self.tests[report.nodeid]["seconds"] = report.duration

    def pytest_sessionfinish(self) -> None:
        if isinstance(self.record, str):
            text = json.dumps({"tests": self.tests, "shared": sorted(self.shared)})
            Path(self.record).write_text(text, encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Begin to record, where the run was started for it."""
    if path := os.environ.get(WISHES):
        config.pluginmanager.register(Recording(json.loads(Path(path).read_text(encoding="utf-8"))), "mutants-recording")
