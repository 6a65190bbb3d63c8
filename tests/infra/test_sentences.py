"""The tables in tests/sentences name tests that exist, and leave no sentence of a source without one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
TABLES = sorted((TESTS / "sentences").glob("*.md"))
NAMED = re.compile(r"^[a-z]+/test_[a-z_0-9]+[.]py::test_[a-z0-9_]+$")


def rows(table: Path) -> list[tuple[str, list[str]]]:
    """Each row of a file's tables: the sentence, and what stands beside it."""
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if line.startswith("| ") and "Held by" not in line]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [(sentence, held.split("<br>")) for sentence, held in cells]


def names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_there_is_a_table_for_each_of_the_three_sources() -> None:
    assert [table.stem for table in TABLES] == ["enquiries-guide-2022", "portfolio-of-evidence", "school-assessed-grades"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_sentence_is_held_by_a_test_that_exists(table: Path) -> None:
    found = rows(table)
    assert found
    wrong = []
    for sentence, held in found:
        for each in held:
            file, _, name = each.partition("::")
            if not NAMED.fullmatch(each) or not (TESTS / file).exists() or name not in names_in(TESTS / file):
                wrong.append(f"{sentence} -> {each}")
    assert wrong == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_no_sentence_stands_twice(table: Path) -> None:
    sentences = [sentence for sentence, _ in rows(table)]
    assert len(sentences) == len(set(sentences))
