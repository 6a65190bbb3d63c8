"""For what a service is available: the rules as data, and the sentences that state them."""

from typing import Literal

from functions.domain.catalogue.sources import Entry, Text
from functions.domain.catalogue.syllabuses import KIND_TEXT, TRAIT_TEXT, Assessor, Kind, Trait

NO_GRADE_TEXT = {"X": "NO RESULT (X)", "Q": "PENDING (Q)"}


class GroupSize(Entry):
    """The size of the group that a report is about: fewest and most candidates, and most components."""

    least: int
    most: int
    components: int = 1


class Availability(Entry):
    """The rules on what a service is available for. `sentences` states them; the package eligibility applies them."""

    assessed_by: Assessor = Assessor.BODY
    excluded_kinds: tuple[Kind, ...] = ()
    excluded_traits: tuple[Trait, ...] = ()
    only_types: tuple[Text, ...] = ()  # ids or families of qualification types; empty for all. The sentence is in qualification_types.py
    excluded_types: tuple[Text, ...] = ()
    digital: Literal["only", "excluded"] | None = None  # whether it is for digital assessments alone, or for all others; None for both
    whole_component: bool = False
    adjusted_only: bool = False  # for a cohort: not where the centre's marks in the component were all accepted as they were
    group: GroupSize | None = None
    grades: tuple[Literal["X", "Q"], ...] = ()  # set for a service about a syllabus without a result; otherwise about components
    whole_syllabus: bool = False  # about the syllabus grade or the portfolio behind it, not about components
    one_candidate: bool = False  # asked for one candidate at a time
    whole_cohort: bool = False  # about everybody of the centre in the syllabus

    @property
    def about_components(self) -> bool:
        """Return whether the service is about components, and not about a syllabus as a whole."""
        return not self.grades and not self.whole_syllabus

    @property
    def syllabus_sentence(self) -> str:
        """Return the sentence of a service about a syllabus as a whole: you choose no component."""
        return self.grades_sentence if self.grades else "It is about the syllabus as a whole: you choose no component."

    @property
    def candidate_sentence(self) -> str:
        """Return the sentence of a service that takes one candidate at a time."""
        return "Available for individual candidates only: each request is about one."

    @property
    def cohort_sentence(self) -> str:
        """Return the sentence of a service that takes whole cohorts only."""
        return "Available for whole cohorts only: you choose no candidate."

    @property
    def grades_sentence(self) -> str:
        """Return the sentence of a service about a missing result."""
        results = " or ".join(NO_GRADE_TEXT[each] for each in self.grades)
        return f"For a candidate whose syllabus has {results} instead of a grade. It is about the syllabus as a whole: you choose no component."

    @property
    def assessor_sentence(self) -> str:
        """Return the sentence that says who must have assessed a component."""
        assessor = "the awarding body" if self.assessed_by is Assessor.BODY else "the centre"
        return f"Available for components that {assessor} assessed."

    @property
    def kinds_sentence(self) -> str:
        """Return the sentence that names the kinds of component for which the service is not available."""
        return f"Not available for {' or '.join(KIND_TEXT[k].removeprefix('a ') + 's' for k in self.excluded_kinds)}."

    @property
    def adjusted_sentence(self) -> str:
        """Return the sentence of a service that only reviews what moderation adjusted."""
        return "Not available where all of the centre’s marks were accepted as final marks."

    @property
    def traits_sentence(self) -> str:
        """Return the sentence that names the kinds of syllabus for which the service is not available."""
        return f"Not available for {' or '.join(TRAIT_TEXT[t] for t in self.excluded_traits)} syllabuses."

    @property
    def digital_sentence(self) -> str:
        """Return the sentence that says whether the service is for digital assessments."""
        return "Available only for digital assessments." if self.digital == "only" else "Not available for digital assessments."

    @property
    def group_sentence(self) -> str:
        """Return the sentence that gives the size of a group."""
        assert self.group
        components = "one component" if self.group.components == 1 else f"up to {self.group.components} components"
        return f"About {components} and a group of {self.group.least} to {self.group.most} candidates."

    @property
    def sentences(self) -> list[str]:
        """Return every rule of availability as a sentence, but for the one on types of qualification, which needs their names."""
        if not self.about_components:
            scope = [self.candidate_sentence] if self.one_candidate else [self.cohort_sentence] if self.whole_cohort else []
            return [self.syllabus_sentence, *scope]
        rules = [self.assessor_sentence]
        if self.excluded_kinds:
            rules.append(self.kinds_sentence)
        if self.excluded_traits:
            rules.append(self.traits_sentence)
        if self.digital:
            rules.append(self.digital_sentence)
        if self.group:
            rules.append(self.group_sentence)
        if self.adjusted_only:
            rules.append(self.adjusted_sentence)
        if self.whole_component:
            rules.append("Not available for individual candidates; only the work in the original sample is moderated again.")
        return rules
