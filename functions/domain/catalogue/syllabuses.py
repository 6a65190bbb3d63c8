"""What candidates sit: syllabuses and their components, by who assessed them and how."""

from enum import StrEnum

from pydantic import Field

from functions.domain.catalogue.sources import Entry, Text
from functions.domain.fields import Code


class Assessor(StrEnum):
    BODY = "awarding body"
    CENTRE = "centre"


class Kind(StrEnum):
    """Kinds of assessment, as far as a rule asks for them."""

    WRITTEN = "written"
    MULTIPLE_CHOICE = "multiple-choice"
    PRACTICAL = "practical"
    SPEAKING = "speaking"
    COURSEWORK = "coursework"
    PORTFOLIO = "portfolio"


KIND_TEXT = {
    Kind.WRITTEN: "a written paper",
    Kind.MULTIPLE_CHOICE: "a multiple-choice question paper",
    Kind.PRACTICAL: "a practical test",
    Kind.SPEAKING: "a speaking test",
    Kind.COURSEWORK: "coursework",
    Kind.PORTFOLIO: "a portfolio",
}


class Trait(StrEnum):
    ART_AND_DESIGN = "art-and-design"


TRAIT_TEXT = {Trait.ART_AND_DESIGN: "Art & Design"}


class Component(Entry):
    code: Code  # its form: identifiers.py
    title: Text
    kind: Kind
    assessed_by: Assessor = Assessor.BODY
    digital: bool = False  # taken or handed in digitally
    most: int = Field(gt=0)  # the highest mark
    tolerance: int | None = Field(default=None, ge=0)  # marks by which two examiners may differ; None where none is published


class Syllabus(Entry):
    code: Code
    name: Text
    type: Text  # the id of its type of qualification
    qualification: Text  # the name of that type, filled in by loading.py
    traits: tuple[Trait, ...] = ()
    grades: tuple[Text, ...]
    components: tuple[Component, ...]

    def component(self, code: str) -> Component | None:
        return next((each for each in self.components if each.code == code), None)
