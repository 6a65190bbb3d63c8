"""Every place in a Python file where a rule can be changed, and the change.

Docstrings, annotations, decorators, imports, `__all__` and `if TYPE_CHECKING` are no rules. The limits that pydantic's
`Field` sets inside an annotation are. Sentences, titles and descriptions are of the kind "words".

Whether a model is frozen and when pydantic builds it are of the kind "setting": no answer of the desk depends on them. They keep
programmers from mistakes, or save time at import. What a model refuses (`extra`) and how it reads text are rules.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

WORDS = "words"
SETTING = "setting"
BY_WISH = (WORDS, SETTING)  # kinds that are tried only where they are asked for
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
CITED = frozenset({"cites", "field"})  # what an argument of `problem` says about a refusal beside its code
SETTINGS = frozenset({"frozen", "defer_build"})  # arguments of `ConfigDict` that no rule needs
TITLES = frozenset({"title", "description", "examples"})
CODE = re.compile(r"[\w.:/#-]*")  # a string that a program compares; anything else is for people


@dataclass(frozen=True)
class Place:
    """One possible change: its place, its kind, and the expression that it puts there."""

    file: str
    function: str
    line: int
    kind: str
    change: str
    at_import: bool = False  # not in a function: it runs when the module is imported

    @property
    def name(self) -> str:
        """Return a name for the place that does not change when lines move."""
        return f"{self.file} | {self.function} | {self.change}"


@dataclass
class _Change:
    node: ast.AST
    kind: str
    was: str
    becomes: str
    apply: Callable[[], None]
    function: str
    at_import: bool
    statement: ast.stmt


def places(source: str, file: str) -> list[Place]:
    """Return every place in the source of one file, in reading order. `file` only names it."""
    found: list[Place] = []
    seen: Counter[tuple[str, str]] = Counter()
    for change in _changes(ast.parse(source)):
        text = f"{change.kind}: {change.was} → {change.becomes}"
        seen[change.function, text] += 1
        if (count := seen[change.function, text]) > 1:
            text += f" ({count})"
        found.append(Place(file, change.function, getattr(change.node, "lineno", 0), change.kind, text, change.at_import))
    return found


def before_and_after(source: str, number: int) -> tuple[str, str]:
    """Return the statement around the change at `places(source, …)[number]`, before and after it."""
    change = list(_changes(ast.parse(source)))[number]
    before = _shown(change.statement)
    change.apply()
    return before, "pass" if change.kind == "raise" else _shown(change.statement)


def mutant(source: str, number: int) -> str:
    """Return the source with the change at `places(source, …)[number]` made."""
    tree = ast.parse(source)
    list(_changes(tree))[number].apply()
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def _shown(statement: ast.stmt) -> str:
    """Return the statement; of a compound one its first line, but all of a `match`, whose cases are no statements."""
    text = ast.unparse(statement)
    compound = isinstance(statement, ast.If | ast.For | ast.While | ast.With | ast.FunctionDef | ast.ClassDef | ast.Try)
    return text.split(":\n")[0] + ":" if compound else text


def _changes(tree: ast.Module) -> Iterator[_Change]:
    return iter(list(_Walk().module(tree)))


class _Walk:
    """One pass over a file. It keeps track of the function and the statement that it is in."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.functions = 0  # how many functions it is in
        self.statement: ast.stmt = ast.Pass()

    def module(self, tree: ast.Module) -> Iterator[_Change]:
        yield from self.block(tree.body)

    def block(self, body: list[ast.stmt]) -> Iterator[_Change]:
        for index, statement in enumerate(body):
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                continue  # a docstring
            outer, self.statement = self.statement, statement
            yield from self.of_statement(statement, body, index)
            self.statement = outer

    def of_statement(self, node: ast.stmt, body: list[ast.stmt], index: int) -> Iterator[_Change]:
        match node:
            case ast.Import() | ast.ImportFrom():
                return
            case ast.Assign(targets=[ast.Name(id="__all__")]):
                return
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                return
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self.names.append(node.name)
                self.functions += 1
                for default in [*node.args.defaults, *(each for each in node.args.kw_defaults if each)]:
                    yield from self.inside(default)
                for argument in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]:
                    if argument.annotation:
                        yield from self.annotation(argument.annotation)
                yield from self.block(node.body)
                self.functions -= 1
                self.names.pop()
            case ast.ClassDef():
                self.names.append(node.name)
                for keyword in node.keywords:
                    yield from self.inside(keyword)
                yield from self.block(node.body)
                self.names.pop()
            case ast.AnnAssign():
                yield from self.annotation(node.annotation)
                if node.value:
                    yield from self.expression(node.value, node, "value")
            case ast.Return(value=value) if value is not None:
                if not (isinstance(value, ast.Constant) and value.value is None):
                    yield self.replaced(node, "value", ast.Constant(None), kind="return")
                yield from self.expression(value, node, "value", plain=True)
            case ast.Raise():
                yield self.change(node, "raise", _shown(node), "pass", parent=body, field=index, new=ast.Pass())
                yield from self.inside(node)
            case ast.Assign(value=ast.Tuple() as value, targets=[ast.Tuple()]):
                yield from self.inside(value)
            case _:
                yield from self.inside(node)

    def inside(self, node: ast.AST) -> Iterator[_Change]:
        """Yield every change below a node, in its statements and its expressions."""
        for field, value in ast.iter_fields(node):
            if isinstance(value, ast.AST):
                yield from self.child(value, node, field)
            elif isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                yield from self.block(value)
            elif isinstance(value, list):
                for index, each in enumerate(value):
                    if isinstance(each, ast.AST):
                        yield from self.child(each, value, index)

    def child(self, node: ast.AST, parent: ast.AST | list[ast.AST], field: str | int) -> Iterator[_Change]:
        if isinstance(node, ast.expr):
            yield from self.expression(node, parent, field, test=field == "test" and isinstance(parent, ast.If))
        else:
            yield from self.inside(node)

    def annotation(self, node: ast.AST) -> Iterator[_Change]:
        """Yield the changes of the limits that calls of `Field` set in an annotation, and of nothing else in it."""
        for each in ast.walk(node):
            if isinstance(each, ast.Call):
                yield from self.call_of_field(each)

    def call_of_field(self, node: ast.Call) -> Iterator[_Change]:
        for keyword in node.keywords:
            if isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str):
                kind = WORDS if keyword.arg in TITLES else "code"
                yield self.replaced(keyword, "value", ast.Constant(keyword.value.value + "~"), kind=kind)
            else:
                yield from self.expression(keyword.value, keyword, "value")

    def expression(
        self, node: ast.expr, parent: ast.AST | list[ast.AST], field: str | int, *, test: bool = False, plain: bool = False
    ) -> Iterator[_Change]:
        """Yield the changes of one expression and everything below it.

        `test` says that it is the condition of an `if`; `plain` that a tuple here is not a list of cases.
        """

        def put(new: ast.expr, kind: str) -> _Change:
            return self.replaced(parent, field, new, kind=kind)

        if test:
            yield put(ast.Constant(True), "condition")
            yield put(ast.Constant(False), "condition")
        match node:
            case ast.Compare():
                for index, operator in enumerate(node.ops):
                    operators = [*node.ops]
                    operators[index] = COMPARISONS[type(operator)]()
                    yield put(ast.Compare(node.left, operators, node.comparators), "comparison")
            case ast.BoolOp():
                other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
                yield put(ast.BoolOp(other, node.values), "logic")
            case ast.UnaryOp(op=ast.Not()):
                yield put(node.operand, "logic")
            case ast.IfExp():
                yield put(ast.IfExp(node.test, node.orelse, node.body), "branches")
            case ast.Constant(value=bool() as value):
                yield put(ast.Constant(not value), "boolean")
            case ast.Constant(value=int() as value):
                yield put(ast.Constant(value + 1), "integer")
                yield put(ast.Constant(value - 1), "integer")
            case ast.Constant(value=str() as text):
                yield put(ast.Constant(text + "~"), "code" if CODE.fullmatch(text) else WORDS)
            case ast.Tuple() | ast.Set() | ast.List() if isinstance(node.ctx if not isinstance(node, ast.Set) else ast.Load(), ast.Load):
                if not plain:
                    yield from (self.without(node, "elts", index) for index in range(len(node.elts)))
            case ast.Dict():
                yield from (self.without(node, "keys", index, "values") for index in range(len(node.keys)))
            case ast.Call(func=ast.Name(id="problem")):
                for index, keyword in enumerate(node.keywords):
                    if keyword.arg in CITED:
                        yield self.without(node, "keywords", index, kind="citation")
            case ast.Call(func=ast.Name(id="Field" | "StringConstraints")):
                yield from self.call_of_field(node)
                return
            case ast.Call(func=ast.Name(id="ConfigDict")):
                for keyword in node.keywords:
                    for change in self.expression(keyword.value, keyword, "value"):
                        yield replace(change, kind=SETTING) if keyword.arg in SETTINGS else change
                return
            case ast.JoinedStr():
                for index, part in enumerate(node.values):
                    if isinstance(part, ast.Constant):
                        new = ast.Constant(str(part.value) + "~")
                        yield self.change(part, WORDS, repr(part.value), repr(new.value), parent=node.values, field=index, new=new)
                    elif isinstance(part, ast.FormattedValue):
                        yield from self.expression(part.value, part, "value", plain=True)
                return
            case ast.Subscript(slice=slice_) if isinstance(slice_, ast.Tuple) or _is_type(node.value):
                yield from self.annotation(slice_)  # Annotated[…], Literal[…], dict[str, int]
                return
        yield from self.inside(node)

    def replaced(self, parent: ast.AST | list[ast.AST], field: str | int, new: ast.expr, *, kind: str) -> _Change:
        old = parent[field] if isinstance(parent, list) and isinstance(field, int) else getattr(parent, str(field))
        return self.change(old, kind, ast.unparse(old), ast.unparse(new), parent=parent, field=field, new=new)

    def change(
        self, node: ast.AST, kind: str, was: str, becomes: str, *, parent: object, field: str | int, new: ast.AST
    ) -> _Change:  # fmt: skip
        def put(value: ast.AST) -> None:
            if isinstance(parent, list):
                parent[int(field)] = value
            else:
                setattr(parent, str(field), value)

        return self.made(node, kind, was, becomes, lambda: put(new))

    def made(self, node: ast.AST, kind: str, was: str, becomes: str, apply: Callable[[], None]) -> _Change:
        return _Change(node, kind, was, becomes, apply, ".".join(self.names) or "(module)", not self.functions, self.statement)

    def without(self, node: ast.AST, field: str, index: int, pair: str | None = None, kind: str = "element") -> _Change:
        """Return the change that removes one element from a literal, or one argument from a call."""
        lists = [getattr(node, each) for each in (field, pair) if each]
        kept = [values[index] for values in lists]
        shown = kept[0] or kept[-1]
        where = shown if hasattr(shown, "lineno") else node

        def apply() -> None:
            for values in lists:
                del values[index]

        return self.made(where, kind, ast.unparse(shown), "(left out)", apply)


def _is_type(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in {"Annotated", "Literal", "ClassVar", "Callable", "Final"}
