"""Arrows point one way: handlers → actions → {adapters, documents} → domain; the site asks the domain."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What each part of functions/ may import of the others. A part may always import itself.
MAY_IMPORT = {
    "domain": set(),
    "settings": {"domain"},
    "documents": {"domain"},
    "adapters": {"domain", "settings"},
    "actions": {"domain", "adapters", "documents"},
    # It puts the parts together, so it knows them all; only handlers know it.
    "wiring": {"domain", "adapters", "documents", "actions", "settings", "handlers"},
    "handlers": {"domain", "adapters", "documents", "actions", "settings", "wiring"},
}
AWS = {"boto3", "botocore", "mypy_boto3_cognito_idp", "mypy_boto3_dynamodb", "mypy_boto3_s3", "mypy_boto3_sesv2", "mypy_boto3_lambda", "mypy_boto3_sqs"} | {
    "types_boto3_dynamodb", "types_boto3_s3", "types_boto3_sesv2", "types_boto3_lambda", "types_boto3_sqs", "types_aiobotocore",
}  # fmt: skip
ONLY_FOR_LOADING = {"yaml", "holidays"}


def modules(folder: str) -> list[Path]:
    return sorted(path for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts)


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every module that a file imports, with its line: inside functions and under TYPE_CHECKING too. Names are absolute."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for each in node.names:
                yield node.lineno, each.name
        elif isinstance(node, ast.ImportFrom):
            base = [*package[: len(package) - node.level + 1]] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield node.lineno, module
            if module == "functions":  # from functions import wiring
                for each in node.names:
                    yield node.lineno, f"functions.{each.name}"


def part(module: str) -> str | None:
    """The part of functions/ that a module belongs to: 'domain' for functions.domain.cards."""
    steps = module.split(".")
    return steps[1] if steps[0] == "functions" and len(steps) > 1 else None


def part_of(path: Path) -> str:
    return path.relative_to(ROOT / "functions").with_suffix("").parts[0]


def test_every_part_of_functions_has_its_place_among_the_arrows() -> None:
    assert {part_of(path) for path in modules("functions")} - {"__init__"} <= set(MAY_IMPORT)


@pytest.mark.parametrize("path", modules("functions"), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_arrows_point_one_way(path: Path) -> None:
    own = part_of(path)
    allowed = MAY_IMPORT.get(own, set()) | {own}
    wrong = [f"{path.relative_to(ROOT)}:{line} imports {name}" for line, name in imports(path) if (part(name) or own) not in allowed]
    assert not wrong, f"{own} may import {', '.join(sorted(allowed))}: {wrong}"


def folders_with_maps() -> list[str]:
    """The folders of rules and procedures, and the packages in each."""
    top = ["domain", "actions"]
    return [
        *top,
        *(
            f"{each}/{path.name}"
            for each in top
            for path in sorted((ROOT / "functions" / each).iterdir())
            if path.is_dir() and path.name[0] != "_"
        ),
    ]


def parts_of(folder: Path) -> dict[str, list[Path]]:
    """The modules and packages of a folder by name, each with its files."""
    parts: dict[str, list[Path]] = {}
    for path in modules(folder.relative_to(ROOT).as_posix()):
        inside = path.relative_to(folder)
        if inside.name != "__init__.py":
            parts.setdefault(inside.with_suffix("").parts[0], []).append(path)
    return parts


@pytest.mark.parametrize("name", folders_with_maps())
def test_the_map_of_a_folder_names_every_part_after_those_that_it_needs(name: str) -> None:
    """The docstring of a folder is its map: read from the top, each module or package needs only what is above it."""
    folder, package = ROOT / "functions" / name, f"functions.{name.replace('/', '.')}"
    docstring = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))
    named = re.findall(r"^ *(\w+) {2,}\S", docstring or "", re.MULTILINE)
    parts = parts_of(folder)
    assert sorted(named) == sorted(parts)
    for position, part_name in enumerate(named):
        needed = set()
        for path in parts[part_name]:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom):
                    full = [f"{node.module}.{each.name}" for each in node.names]
                    needed |= {each.removeprefix(f"{package}.").split(".")[0] for each in full if each.startswith(f"{package}.")}
        assert needed & set(parts) - {part_name} <= set(named[:position]), part_name


@pytest.mark.parametrize("path", modules("functions/actions"), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_actions_know_neither_how_keys_are_built_nor_how_items_are_written(path: Path) -> None:
    """Adapters read and write items; an action is given the domain's objects (functions/adapters/items.py, keys.py)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert not [text for text in texts if re.match(r"[A-Z]+#", text)], "a key is built in functions/adapters/keys.py"
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not [
        each for each in calls if re.search(r"model_(validate|dump)_json$|table\.(get|get_all|partition|index|update|delete)$", each)
    ]
    names = {each.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for each in node.names}
    assert not names & {"Item", "model_in", "item_of", "listed_item_of", "target_of"}


@pytest.mark.parametrize("path", modules("functions"), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_refusal_cites_its_rule_in_the_one_way(path: Path) -> None:
    """`problem(…, cites=…)`: a rule or a source given by itself would be taken for a value of the message, and be lost."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "problem":
            assert not {each.arg for each in node.keywords} & {"rule", "source"}, f"{path.relative_to(ROOT)}:{node.lineno}"


@pytest.mark.parametrize(
    "path",
    [*modules("functions"), *modules("site"), *modules("infra"), *modules("bench")],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_no_function_takes_more_than_five_positional_parameters(path: Path) -> None:
    """Parameters that travel together are one object; the rest is keyword-only."""
    long = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            names = [each.arg for each in (*node.args.posonlyargs, *node.args.args) if each.arg not in ("self", "cls")]
            if len(names) > 5:
                long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}{names}")
    assert not long


@pytest.mark.parametrize("path", modules("functions"), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_adapters_know_aws_and_the_wiring_that_makes_their_clients(path: Path) -> None:
    if part_of(path) in ("adapters", "wiring"):
        return
    wrong = [f"{path.relative_to(ROOT)}:{line} imports {name}" for line, name in imports(path) if name.split(".")[0] in AWS]
    assert not wrong, f"Ask an adapter instead: {wrong}"


@pytest.mark.parametrize("path", modules("functions/domain"), ids=lambda path: path.name)
def test_the_domain_needs_the_standard_library_and_pydantic(path: Path) -> None:
    allowed = {*sys.stdlib_module_names, "pydantic", "pydantic_core", "functions"} | (
        ONLY_FOR_LOADING if path.name == "loading.py" else set()
    )
    wrong = [f"{path.name}:{line} imports {name}" for line, name in imports(path) if name.split(".")[0] not in allowed]
    assert not wrong, wrong


@pytest.mark.parametrize("path", modules("functions"), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_that_is_deployed_loads_the_yaml_when_it_starts(path: Path) -> None:
    """A function carries neither PyYAML nor holidays: loading.py may be imported where the YAML is read, never on top of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = [ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert not [each for each in named if "functions.domain.loading" in each or each == "from functions.domain import loading"]


@pytest.mark.parametrize("path", modules("site/hooks"), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_site_asks_the_domain_the_documents_and_the_handlers_only_for_the_description_of_the_api(path: Path) -> None:
    """Papers and calendar feeds are documents that the site publishes blank."""
    may = (None, "domain", "documents", "handlers")
    wrong = [f"{path.relative_to(ROOT)}:{line} imports {name}" for line, name in imports(path) if part(name) not in may]
    wrong += [f"{path.relative_to(ROOT)}:{line} imports {name}" for line, name in imports(path) if name.split(".")[0] in AWS]
    assert not wrong, wrong


def test_the_annotations_of_models_are_no_strings() -> None:
    """With `from __future__ import annotations` pydantic evaluates each of them again, which made cold starts a twentieth dearer."""
    classes = [
        (node, path)
        for path in modules("functions")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    models, known = {"BaseModel"}, 0
    while known < len(models):  # a model's subclass is a model
        known = len(models)
        models |= {node.name for node, _ in classes if any(isinstance(base, ast.Name) and base.id in models for base in node.bases)}
    with_models = {path for node, path in classes if any(isinstance(base, ast.Name) and base.id in models for base in node.bases)}
    assert len(with_models) > 50
    assert [str(path) for path in sorted(with_models) if "from __future__ import annotations" in path.read_text(encoding="utf-8")] == []


def test_the_reader_of_imports_sees_them_wherever_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    path = tmp_path / "functions" / "domain" / "wrong.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        "from functions import wiring\nfrom .. import actions\nfrom ..handlers.centre import handler\n"
        "def late():\n    import boto3.session\n    from functions.adapters.table import Table\n",
        encoding="utf-8",
    )
    assert {part(name) for _, name in imports(path)} >= {"wiring", "actions", "handlers", "adapters"}
    assert "boto3.session" in {name for _, name in imports(path)}


def test_no_file_carries_the_marks_of_a_merge_that_was_not_finished() -> None:
    marks = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)
    texts = {".py", ".js", ".css", ".html", ".md", ".yml", ".yaml", ".toml", ".json", ".typ", ".txt"}
    for folder in ("bench", "content", "functions", "infra", "site", "tests"):
        files = [path for path in (ROOT / folder).rglob("*") if path.suffix in texts and path.is_file()]
        assert files, folder
        for path in files:
            assert not marks.search(path.read_text(encoding="utf-8")), path
