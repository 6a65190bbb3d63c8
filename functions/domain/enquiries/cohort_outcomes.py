"""Outcomes about a cohort, which staff record: what a re-moderation, a check of a whole cohort or an appeal changes for each candidate (CI-42).

The table starts from the current results of everybody in the cohort, and most stay as they are: only those whom the outcome
changes are kept with the enquiry, with marks and grade before and after.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from functions.domain.catalogue.bodies import Body, Entries
from functions.domain.catalogue.services import Moderation, Service, Subject
from functions.domain.enquiries.cohort_records import CandidateOutcome, CohortOutcome, MarkChange
from functions.domain.enquiries.current_results import current_grade, current_marks
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.kinds import OutcomeKind, require_recordable
from functions.domain.errors import Problem, Refused, problem
from functions.domain.fields import CandidateNumber, ComponentCode, Request, Version
from functions.domain.register.cards import Card

MOST_CHANGED = 1000  # candidates in one outcome, so that the enquiry's item stays well below the table's limit of 400 KB
RULE = "cohort-outcome"
WITHDRAWN = "Withdrawn"


class MarkAfter(Request):
    """The mark of one component of a candidate after the re-moderation; None where it stays."""

    component: ComponentCode
    mark_after: Annotated[int, Field(title="Mark after")] | None = None


class CandidateResults(Request):
    """The results of one candidate afterwards. An empty grade stays as it is."""

    candidate: CandidateNumber
    marks: Annotated[tuple[MarkAfter, ...], Field(max_length=20)] = ()
    grade_after: Annotated[str, Field(title="Syllabus grade after", max_length=20)] = ""


class RecordModeration(Request):
    """What a re-moderation found, and the results of the candidates whom it changes. Candidates who are not named stay as they are.

    `finding` is needed where the awarding body names the possible outcomes.
    """

    version: Version
    finding: Annotated[str, Field(title="Which outcome is it?", pattern="^[a-z_]{0,30}$")] = ""
    explanation: Annotated[
        str,
        Field(
            title="What the re-moderation found",
            description="The letter says it in these words. Results of candidates belong in the table, not here.",
            max_length=1500,
        ),
    ] = ""
    candidates: Annotated[tuple[CandidateResults, ...], Field(title="Candidates", max_length=MOST_CHANGED)] = ()


@dataclass(frozen=True, slots=True)
class CohortCandidate:
    """A candidate of a cohort with the current results. `open_enquiry` is the reference of an open enquiry about the candidate."""

    number: str
    name: str
    marks: Mapping[str, int | None]
    grade: str | None
    open_enquiry: str | None


def is_about_cohort(enquiry: Enquiry, body: Body) -> bool:
    """Return whether the outcome of an enquiry is about a cohort. An appeal against such an outcome is about the same cohort."""
    if enquiry.appeal:
        return not enquiry.candidates
    return entries_of(enquiry, body).service.subject is Subject.COHORT


def cohort_candidates(enquiry: Enquiry, cards: Iterable[Card], enquiries: Iterable[Enquiry]) -> list[CohortCandidate]:
    """Return everybody in the cohort of an enquiry, in the order of the cards: who took a component of it, or the syllabus as a whole.

    `cards` are those of the centre's syllabus, `enquiries` those about their candidates and cohorts; the enquiry itself does not
    count, for its outcome starts from what was there before it.
    """
    others = [each for each in enquiries if each.id != enquiry.id]
    return [_candidate(enquiry, card, others) for card in cards if _is_in_cohort(enquiry, card)]


def record_moderation(
    enquiry: Enquiry, request: RecordModeration, entries: Entries, body: Body, cohort: Sequence[CohortCandidate]
) -> Enquiry:
    """Return the enquiry with the outcome of its re-moderation. Raise Refused with all problems at once.

    It needs words for the centre even where nobody's results change, unless the body gives no feedback or the centre records it itself. Where the body names the
    outcomes, it needs one of them. Nothing can be recorded after the outcome letter.
    """
    enquiry.require_version(request.version)
    moderation = entries.service.moderation
    require_recordable(enquiry, entries.service, OutcomeKind.COHORT)
    changed, problems = changes_for(enquiry, request.candidates, entries, body, cohort)
    if moderation:
        problems += _finding_problems(moderation, request, entries.service, body, changes=bool(changed))
    if not request.explanation and (moderation is None or moderation.feedback) and enquiry.portal is None:
        problems.append(problem("moderation_words_missing", field="explanation"))
    if problems:
        raise Refused(*problems)
    finding = request.finding if moderation else ""
    outcome = CohortOutcome(size=len(cohort), changed=changed, explanation=request.explanation, finding=finding)
    return enquiry.changed(cohort=outcome, recorded=True)


def _finding_problems(
    moderation: Moderation, request: RecordModeration, service: Service, body: Body, *, changes: bool
) -> Iterator[Problem]:
    """Yield what is wrong with the outcome that was chosen: none, or one that does not go with the results.

    Ours: a correction or reinstated marks may change nobody's results, for one candidate's adjusted mark may be the same; then
    staff must say so, also where the body gives no feedback.
    """
    finding = moderation.finding(request.finding)
    if finding is None:
        yield problem("moderation_finding_missing", field="finding")
        return
    cited = body.citation_of(f"Possible outcome: {finding.text}.", service.basis_of_finding(finding))
    if finding.marks == "stay" and changes:
        yield problem("moderation_stays", field="candidates", finding=finding.text.lower(), cites=cited)
    if finding.marks != "stay" and not changes and not request.explanation and not moderation.feedback:
        yield problem("moderation_changes_nothing", field="explanation", finding=finding.text.lower(), cites=cited)


def moderation_text(outcome: CohortOutcome, service: Service) -> str | None:
    """Return the outcome of a re-moderation in the words of the body; None where the body names no outcomes."""
    finding = service.moderation.finding(outcome.finding) if service.moderation else None
    return finding.text if finding else None


def marks_reinstated(enquiry: Enquiry, service: Service) -> bool:
    """Return whether a re-moderation reinstated the centre's marks."""
    finding = service.moderation.finding(enquiry.cohort.finding) if service.moderation and enquiry.cohort else None
    return finding is not None and finding.marks == "reinstated"


def catalogue_faults(service: Service) -> Iterator[str]:
    """Yield what is wrong with a service's entry for a cohort, for the loading of the catalogue."""
    if service.availability.adjusted_only and (service.subject is not Subject.COHORT or not service.availability.about_components):
        yield "availability.adjusted_only: only a service about a cohort and its components has it"
    if service.moderation is None:
        return
    if service.subject is not Subject.COHORT or service.grade_check:
        yield "moderation: only a service about a cohort that is not a check of grades has it"
    ids = [each.id for each in service.moderation.findings]
    for id in sorted({each for each in ids if ids.count(each) > 1}):
        yield f"moderation.findings: “{id}” is given {ids.count(id)} times"


def changes_for(
    enquiry: Enquiry, wanted: Sequence[CandidateResults], entries: Entries, body: Body, cohort: Sequence[CohortCandidate]
) -> tuple[tuple[CandidateOutcome, ...], list[Problem]]:
    """Return the candidates whose results differ afterwards, in order of candidate number, and the problems of what was sent."""
    known = {each.number: each for each in cohort}
    changed: dict[str, CandidateOutcome] = {}
    problems: list[Problem] = []
    for results in wanted:
        number = body.printed(results.candidate)
        candidate = known.get(number)
        if candidate is None:
            problems.append(problem("not_in_cohort", field=f"candidates.{number}", candidate=number))
            continue
        if number in changed:
            problems.append(problem("candidate_twice", field=f"candidates.{number}", candidate=number))
        problems += _result_problems(enquiry, results, entries, candidate)
        outcome = _outcome(results, candidate)
        if outcome.grade_before == outcome.grade_after and not outcome.marks:
            continue
        changed[number] = outcome
        if candidate.open_enquiry:
            problems.append(_open_problem(entries, body, candidate))
    return tuple(changed[each] for each in sorted(changed)), problems


def outdated_problems(enquiry: Enquiry, entries: Entries, body: Body, cohort: Sequence[CohortCandidate]) -> Iterator[Problem]:
    """Yield why the recorded outcome can no longer be issued: the results that it starts from are others by now, or an enquiry is open."""
    known = {each.number: each for each in cohort}
    for each in enquiry.cohort.changed if enquiry.cohort else ():
        now = known.get(each.number)
        if now is None or now.grade != each.grade_before or any(now.marks.get(one.component) != one.mark_before for one in each.marks):
            yield problem("moderation_outdated", field=f"candidates.{each.number}", candidate=each.number)
        elif now.open_enquiry:
            yield _open_problem(entries, body, now)


def cohort_sentence(outcome: CohortOutcome) -> str:
    """Return the sentence that says how many candidates an outcome changes, for letter and page."""
    count = len(outcome.changed)
    if count == 0:
        return "No candidate’s mark or grade changes."
    everybody = f"{outcome.size} candidate{'' if outcome.size == 1 else 's'}"
    if count == outcome.size:
        return f"The results of all {everybody} change." if count > 1 else "The results of the only candidate change."
    return f"The results of {count} of {everybody} change. Everybody else keeps their marks and grade."


def _candidate(enquiry: Enquiry, card: Card, others: Sequence[Enquiry]) -> CohortCandidate:
    marks = current_marks(card, others)
    waiting = next((each.reference for each in card.open_claims if each.subject is Subject.CANDIDATE), None)
    return CohortCandidate(
        number=card.candidate, name=card.name, marks={each: marks.get(each) for each in enquiry.components},
        grade=current_grade(card, others), open_enquiry=waiting,
    )  # fmt: skip


def _is_in_cohort(enquiry: Enquiry, card: Card) -> bool:
    if card.route != enquiry.route:
        return False
    taken = [each for each in enquiry.components if (result := card.result(each)) and result.mark is not None and each not in card.exempt]
    return bool(taken) or not enquiry.components


def _result_problems(enquiry: Enquiry, results: CandidateResults, entries: Entries, candidate: CohortCandidate) -> Iterator[Problem]:
    """Yield what is wrong in the results of one candidate: a component, a mark or the grade."""
    for mark in results.marks:
        field = f"marks.{candidate.number}.{mark.component}"
        component = entries.syllabus.component(mark.component)
        if mark.component not in enquiry.components or candidate.marks.get(mark.component) is None:
            yield problem("component_not_taken", field=field, candidate=candidate.number, component=mark.component)
        elif component and mark.mark_after is not None and not 0 <= mark.mark_after <= component.most:
            yield problem("candidate_mark_range", field=field, candidate=candidate.number, component=mark.component, most=component.most)
    grades = (*entries.syllabus.grades, *([WITHDRAWN] if entries.service.grade_check else []))
    if results.grade_after not in {"", candidate.grade, *grades}:
        yield problem("candidate_grade", field=f"grades.{candidate.number}", candidate=candidate.number)


def _outcome(results: CandidateResults, candidate: CohortCandidate) -> CandidateOutcome:
    """Return the results of a candidate before and after, with those marks that differ."""
    after = {each.component: each.mark_after for each in results.marks if each.mark_after is not None}
    marks = [MarkChange(component=code, mark_before=candidate.marks.get(code), mark_after=mark) for code, mark in sorted(after.items())]
    return CandidateOutcome(
        number=candidate.number, name=candidate.name, marks=tuple(each for each in marks if each.mark_before != each.mark_after),
        grade_before=candidate.grade, grade_after=results.grade_after or candidate.grade,
    )  # fmt: skip


def _open_problem(entries: Entries, body: Body, candidate: CohortCandidate) -> Problem:
    rule = entries.route.rules.get(RULE)
    return problem(
        "candidate_still_open", field=f"candidates.{candidate.number}", cites=body.citation(rule) if rule else None,
        candidate=candidate.number, about=candidate.open_enquiry,
    )  # fmt: skip
