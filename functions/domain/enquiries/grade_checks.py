"""Grade checks, which end with a finding and not with marks: what a request must say, and what staff record.

They check grades that centres gave themselves (November 2021; SG-01 to SG-06), and the evidence chosen for a portfolio (PE-02).
A centre must complete a Centre Review before it asks for a check of its own grades. The request says on whose behalf it is made,
and for a change of grade after an error, what the error was and which grade is right.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import Field

from functions.domain.catalogue.bodies import Body, Entries
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Finding, GradeCheck, Service, Subject
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.enquiries.cohort_outcomes import MOST_CHANGED, WITHDRAWN, CandidateResults, CohortCandidate, changes_for
from functions.domain.enquiries.cohort_records import CohortOutcome
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Answer
from functions.domain.enquiries.kinds import OutcomeKind, require_recordable
from functions.domain.enquiries.missing_results import ANSWER_TEXT
from functions.domain.enquiries.submission import CheckRequest, DraftContent, FormRow
from functions.domain.errors import Problem, Refused, problem
from functions.domain.fields import Request, Version
from functions.domain.register.cards import Card, Claimed
from functions.domain.register.centre_reviews import ASKER_TEXT, Asker

OF_COHORT = frozenset({"none", "each", "withdrawn"})  # what a finding about a cohort can do to grades


class RecordFinding(Request):
    """The finding of a grade check, to record. `grade_after` is needed only where the finding leaves the grade open.

    For a check of a whole cohort, `candidates` are those whose grade changes.
    """

    version: Version
    finding: Annotated[str, Field(title="What the check found", pattern="^[a-z_]{0,30}$")] = ""
    grade_after: Annotated[str, Field(title="Syllabus grade after the check", max_length=20)] = ""
    explanation: Annotated[str, Field(title="Reasons", description="The letter gives them in these words.", max_length=1500)] = ""
    candidates: Annotated[tuple[CandidateResults, ...], Field(title="Candidates", max_length=MOST_CHANGED)] = ()


def check_request_problems(
    content: DraftContent, body: Body, route: Route, service: Service, *, syllabus: Syllabus, cards: Mapping[str, Card]
) -> Iterator[Problem]:
    """Yield what a request does not say, or says wrongly, besides candidates and syllabus: on whose behalf, the revised grade, the error."""
    if route.centre_review_first and not content.on_behalf:
        yield problem("on_behalf_missing", field="on_behalf", cites=body.citation_on(route, "centres-only"))
    check = service.grade_check
    if check is None:
        return
    cited = body.citation_of(service.checks, service.basis)
    if "revised_grade" in check.asks:
        stands = [card.grade for card in cards.values() if card.candidate in content.candidate_numbers(body)]
        if content.revised_grade not in syllabus.grades:
            yield problem("revised_grade_missing", field="revised_grade", cites=cited, syllabus=syllabus.code)
        elif content.revised_grade in stands:
            yield problem("revised_grade_same", field="revised_grade", cites=cited, grade=content.revised_grade)
    if "error" in check.asks and not content.error:
        yield problem("error_missing", field="error", cites=cited)


def centre_review_problem(body: Body, route: Route, about: Claimed, field: str, whom: str) -> Problem | None:
    """Return the problem that no Centre Review of a candidate or a cohort is recorded; None if there is one or none is needed (SG-01).

    `whom` names the candidate or the cohort in the message.
    """
    if not route.centre_review_first or about.reviews:
        return None
    return problem("centre_review_missing", field=field, whom=whom, cites=body.citation_on(route, "centre-review"))


def check_request(content: DraftContent, service: Service, *about: Claimed) -> CheckRequest | None:
    """Return what the enquiry keeps of the request, with the latest Centre Review; None for other enquiries.

    It keeps only what the service asks for. `about` is the one card or cohort that the enquiry is about; eligibility has made
    sure that it has a Centre Review.
    """
    if service.grade_check is None or not about[0].reviews:
        return None
    asks = service.grade_check.asks
    return CheckRequest(
        on_behalf=Asker(content.on_behalf),
        revised_grade=content.revised_grade if "revised_grade" in asks else "",
        error=content.error if "error" in asks else "",
        centre_review=about[0].reviews[-1],
    )


def check_request_rows(content: DraftContent, route: Route | None, service: Service | None) -> list[FormRow]:
    """Return what a grade check of a centre's own grade, or an appeal about one, says besides candidate and syllabus; else empty."""
    if service is None or (service.grade_check is None and service.appeal is None) or not (route and route.centre_review_first):
        return []
    said = {"revised_grade": ("Revised grade", content.revised_grade), "error": ("The error", content.error)}
    by = ASKER_TEXT[Asker(content.on_behalf)] if content.on_behalf else ""
    return [FormRow("On whose behalf", by, "on_behalf"), *(FormRow(*said[each], each) for each in _asks(service.grade_check))]


def record_finding(
    enquiry: Enquiry, request: RecordFinding, entries: Entries, body: Body, cohort: Sequence[CohortCandidate] = ()
) -> Enquiry:
    """Return the enquiry with the finding of its check and the grade that follows from it. Raise Refused with all problems at once.

    The finding must be one of the service's and needs reasons. Where it leaves the grade open, the grade after must differ from
    the one before. `cohort` has the candidates of a check of a whole cohort. Nothing can be recorded after the outcome letter.
    """
    _, _, service, syllabus = entries
    enquiry.require_version(request.version)
    require_recordable(enquiry, service, OutcomeKind.FINDING)
    finding = service.grade_check.finding(request.finding) if service.grade_check else None
    problems: list[Problem] = []
    if finding is None:
        problems.append(problem("finding_missing", field="finding"))
    if not request.explanation:
        problems.append(problem("finding_reasons_missing", field="explanation"))
    after = _grade_after(enquiry, request, finding) if finding else None
    if finding and finding.grade == "chosen" and (after not in syllabus.grades or after == enquiry.grade_before):
        problems.append(problem("other_grade_missing", field="grade_after", grade=enquiry.grade_before or "none"))
    outcome = None
    if service.subject is Subject.COHORT and finding:
        outcome, more = _cohort_outcome(enquiry, request, finding, entries, body, cohort=cohort)
        problems += more
    if problems or finding is None:
        raise Refused(*problems)
    answer = Answer(finding=finding.id, explanation=request.explanation)
    return enquiry.changed(answer=answer, grade_after=after, cohort=outcome, recorded=True)


def _cohort_outcome(
    enquiry: Enquiry, request: RecordFinding, finding: Finding, entries: Entries, body: Body, *, cohort: Sequence[CohortCandidate]
) -> tuple[CohortOutcome, list[Problem]]:
    """Return whose grades a finding about a cohort changes, and the problems of what was sent."""
    wanted = request.candidates
    if finding.grade == "withdrawn":
        wanted = tuple(each.model_copy(update={"grade_after": WITHDRAWN}) for each in wanted)
    changed, problems = changes_for(enquiry, wanted, entries, body, cohort)
    if finding.grade == "none" and changed:
        problems.append(problem("cohort_stays", field="candidates", finding=finding.text.lower()))
    if finding.grade == "withdrawn" and not changed:
        problems.append(problem("cohort_nobody", field="candidates", finding=finding.text.lower()))
    return CohortOutcome(size=len(cohort), changed=changed), problems


def _grade_after(enquiry: Enquiry, request: RecordFinding, finding: Finding) -> str | None:
    return {
        "stays": enquiry.grade_before,
        "revised": enquiry.asked.revised_grade if enquiry.asked else None,
        "chosen": request.grade_after,
        "withdrawn": WITHDRAWN,
        "none": None,
        "each": None,
    }[finding.grade if enquiry.candidates else "none"]


def finding_text(service: Service, finding: str) -> str:
    """Return the text of a finding of a grade check, or of an answer about a missing result."""
    found = service.grade_check.finding(finding) if service.grade_check else None
    return found.text if found else ANSWER_TEXT[finding]


def grade_sentence(enquiry: Enquiry) -> str | None:
    """Return the sentence on the syllabus grade after a check; None for a cohort, whose grades are not listed."""
    before, after = enquiry.grade_before, enquiry.grade_after
    if after is None:
        return None
    if after == WITHDRAWN:
        return f"The syllabus grade {before} is withdrawn." if before else "The syllabus grade is withdrawn."
    return f"The syllabus grade stays {after}." if after == before else f"The syllabus grade changes from {before or 'none'} to {after}."


def catalogue_faults(service: Service) -> Iterator[str]:
    """Yield what is wrong with a service's entry for grade checks, for the loading of the catalogue."""
    check, allowed = service.grade_check, service.availability
    if service.appeal is None and (check is not None) != allowed.whole_syllabus:
        yield "grade_check: a service about a syllabus as a whole needs it, and no other may have it"
    if allowed.whole_syllabus and (allowed.whole_cohort != (service.subject is Subject.COHORT)):
        yield "availability.whole_cohort: it goes with a service about a cohort"
    for finding in check.findings if check else ():
        if service.subject is Subject.COHORT and finding.grade not in OF_COHORT:
            yield f"grade_check.findings.{finding.id}: for a cohort, grades stay, change each by itself, or are withdrawn"
        if service.subject is not Subject.COHORT and finding.grade in {"none", "each"}:
            yield f"grade_check.findings.{finding.id}: for a candidate, a finding says what becomes of the grade"
        if finding.grade == "revised" and "revised_grade" not in _asks(check):
            yield f"grade_check.findings.{finding.id}: no revised grade is asked for"


def _asks(check: GradeCheck | None) -> tuple[str, ...]:
    return check.asks if check else ()
