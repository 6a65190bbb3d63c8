"""The identifiers of an awarding body: what the numbers of its centres and candidates and the codes of its syllabuses and components are.

Each has a label, a pattern, an example and a hint, which are written once and used by forms, refusals and imports alike. A pattern is
written in the few signs that browsers, pydantic and Python read the same way, and is always held against the whole identifier:

    [A-Z]{2}[0-9]{3}        ZZ101
    [0-9]{3}/[0-9]{4}/[0-9X]  601/8882/0
    ([0-9]{10}|[A-Z]{2}[0-9]{4})

Whatever the body, an identifier is at most 20 letters, digits, strokes, dots and hyphens (fields.py): the parts of keys are kept apart
by other signs.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import Field, StringConstraints

from functions.domain.catalogue.sources import Basis, Entry, Text
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.errors import Citation, Problem, problem
from functions.domain.fields import CODE, MOST_CHARACTERS

Pattern = Annotated[str, StringConstraints(min_length=1, max_length=100)]
# Letters, digits, / and -; classes of these and of the dot; groups with alternatives; ? and bounded repetition. Nothing without a bound.
SIGN = r"[A-Za-z0-9/\-]|\[(?:[A-Za-z0-9](?:-[A-Za-z0-9])?|[/.])+-?\]|\((?!\?)|[)|?]|\{[0-9]{1,2}(?:,[0-9]{1,2})?\}"
WRITE_INSTEAD = "write letters, digits, / and -, classes such as [0-9A-Z] and [.], alternatives such as (A|B), ? and bounded repetition such as {4} or {1,4}"


class Identifier(Entry):
    """A kind of identifier.

    `hint` goes on after "Candidate numbers have", such as "up to four digits". Where a number may be written without its leading zeros,
    `padded_to` is the number of digits with which it is stored and printed.
    """

    label: Text
    pattern: Pattern
    example: Text
    hint: Text
    padded_to: int | None = Field(default=None, ge=1, le=MOST_CHARACTERS)
    basis: Basis

    def fits(self, text: str) -> bool:
        """Return whether the whole text has this form."""
        return len(text) <= MOST_CHARACTERS and re.fullmatch(self.pattern, text) is not None

    def as_printed(self, text: str) -> str:
        """Return the identifier as it is stored and printed: at Cambridge '713' and '0713' are the same candidate (ours: CI-18)."""
        return text.zfill(self.padded_to) if self.padded_to and text.isascii() and text.isdigit() else text

    @property
    def form(self) -> str:
        """What it looks like, in words that go on in a sentence: 'candidate numbers have up to four digits, such as 0713'."""
        return f"{in_sentence(self.label)}s have {self.hint}, such as {self.example}"

    @property
    def sentence(self) -> str:
        """The rule on its form, as a sentence."""
        return f"{self.label}s have {self.hint}, such as {self.example}."


class FurtherIdentifier(Identifier):
    """A number that a candidate may have besides, such as a UCI; `id` is its column in a register.

    A `lasting` one belongs to one person at every awarding body and in every series, and bodies give it the same id: it tells whether
    two entries are about the same candidate. A batch number is not lasting.
    """

    id: Annotated[str, StringConstraints(pattern="^[a-z][a-z0-9_]{0,19}$")]
    lasting: bool = False


class Identifiers(Entry):
    """The identifiers of an awarding body. Those under `further` a candidate may have besides the number."""

    centre: Identifier
    candidate: Identifier
    syllabus: Identifier
    component: Identifier
    further: tuple[FurtherIdentifier, ...] = ()

    def lasting(self, of: Mapping[str, str]) -> dict[str, str]:
        """Return those of a candidate's further identifiers, by id, that tell who a candidate is everywhere."""
        return {each.id: of[each.id] for each in self.further if each.lasting and of.get(each.id)}


def syllabus_hint(identifiers: Identifiers, syllabuses: Sequence[Syllabus]) -> str:
    """Return the hint at the field for a syllabus, with an example of the body's own."""
    kind = identifiers.syllabus
    names = [each.name for each in syllabuses if each.code == kind.example] or [each.name for each in syllabuses[:1]]
    return f"Type the name or the {kind.label.split()[-1].lower()} of the syllabus, such as {' or '.join([*names, kind.example])}."


def candidates_hint(identifiers: Identifiers) -> str:
    """Return the hint at the list of candidates to choose from."""
    return f"Search by number{', with or without leading zeros,' if identifiers.candidate.padded_to else ''} or by name."


def identifier_problem(identifier: Identifier, value: str, *, field: str, cites: Citation) -> Problem | None:
    """Return the problem of a value that does not have the form of this identifier; None where it has."""
    if identifier.fits(value):
        return None
    return problem("identifier_form", field=field, value=value, form=identifier.form, cites=cites)


def identifier_faults(identifiers: Identifiers, syllabuses: Iterable[Syllabus], columns: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong with the identifiers of a body, also by its own syllabuses. `columns` are the register's, which no id may be."""
    kinds: dict[str, Identifier] = {name: getattr(identifiers, name) for name in ("centre", "candidate", "syllabus", "component")}
    kinds |= {f"further.{each.id}": each for each in identifiers.further}
    wrong = False
    for name, kind in kinds.items():
        for complaint in _pattern_faults(kind):
            wrong = True
            yield f"identifiers.{name}.{complaint}"
    for each in identifiers.further:
        if each.id in columns or [one.id for one in identifiers.further].count(each.id) > 1:
            yield f"identifiers.further.{each.id}: the register has a column “{each.id}” already; write another id, such as uci or uln"
    if wrong:
        return
    for syllabus in syllabuses:
        if not identifiers.syllabus.fits(syllabus.code):
            yield f"syllabuses.{syllabus.code}.code: {_misfit(syllabus.code, 'syllabus', identifiers.syllabus)}"
        for component in syllabus.components:
            if not identifiers.component.fits(component.code):
                where = f"syllabuses.{syllabus.code}.components.{component.code}.code"
                yield f"{where}: {_misfit(component.code, 'component', identifiers.component)}"


def _misfit(code: str, name: str, identifier: Identifier) -> str:
    return (
        f"“{code}” does not fit identifiers.{name}.pattern, {identifier.pattern}; write a code such as {identifier.example}, "
        "or a pattern that all codes fit"
    )


def _pattern_faults(identifier: Identifier) -> Iterator[str]:
    if not re.fullmatch(f"(?:{SIGN})+", identifier.pattern) or not _compiles(identifier.pattern):
        yield f"pattern: “{identifier.pattern}” is not read the same everywhere; {WRITE_INSTEAD}"
        return
    if not re.fullmatch(CODE, identifier.example):
        yield f"example: “{identifier.example}” cannot be stored; write at most {MOST_CHARACTERS} letters, digits, strokes, dots and hyphens"
    elif not identifier.fits(identifier.example):
        yield f"example: “{identifier.example}” does not fit the pattern {identifier.pattern}; write one that does, or correct the pattern"
    if identifier.padded_to and not identifier.fits(identifier.as_printed(identifier.example)):
        yield f"padded_to: {identifier.as_printed(identifier.example)} does not fit the pattern {identifier.pattern}; write fewer digits"


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def in_sentence(label: str) -> str:
    """Return the label as it stands within a sentence: its first letter small, unless it is an abbreviation such as UCI."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
