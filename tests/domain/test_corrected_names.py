"""A corrected name reaches everything that an enquiry says of the candidate, and changes nothing else."""

from __future__ import annotations

from functions.domain.enquiries.cohort_records import CandidateOutcome, CohortOutcome
from functions.domain.enquiries.corrected_names import with_corrected_name
from functions.domain.register.cards import NamedCandidate
from tests import builders


def test_a_candidate_of_an_enquiry_gets_the_name_and_others_keep_theirs() -> None:
    before = builders.enquiry(candidates=(NamedCandidate(number="0713", name="Amina Osei"), NamedCandidate(number="0714", name="Bao")))
    after = with_corrected_name(before, "0713", "Amina Osei-Bonsu")
    assert after is not None
    assert [each.name for each in after.candidates] == ["Amina Osei-Bonsu", "Bao"]
    assert (after.version, after.lines) == (before.version + 1, before.lines)


def test_a_candidate_whom_the_outcome_of_a_cohort_changes_gets_the_name() -> None:
    outcome = CandidateOutcome(number="0713", name="Amina Osei", grade_before="C", grade_after="B")
    before = builders.enquiry(candidates=(), cohort=CohortOutcome(size=12, changed=(outcome,)))
    after = with_corrected_name(before, "0713", "Amina Osei-Bonsu")
    assert after is not None
    assert after.cohort == CohortOutcome(size=12, changed=(outcome.model_copy(update={"name": "Amina Osei-Bonsu"}),))


def test_where_the_name_is_right_or_the_candidate_another_nothing_changes() -> None:
    enquiry = builders.enquiry()
    assert with_corrected_name(enquiry, "0713", "Amina Osei") is None
    assert with_corrected_name(enquiry, "0999", "Somebody Else") is None
