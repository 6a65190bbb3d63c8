"""The field at which each refusal stands: where a page shows it, and where the cursor goes."""

from __future__ import annotations

import pytest

from tests.domain.test_refusals import CASES, Case

CODES_AT = {
    "series": "series_missing series_unknown deadline_passed series_not_open series_closed",
    "service": "service_missing service_unknown service_not_yet service_not_on_route syllabus_trait qualification_type head_only",
    "syllabus": "syllabus_missing syllabus_unknown already_checked_cohort identifier_form centre_review_missing",
    "route": "route_unknown",
    "qualification": "qualification_mismatch",
    "components": (
        "component_unknown component_twice components_missing component_kind component_digital component_assessor group_components "
        "no_components already_enquired_cohort marks_accepted identifier_form"
    ),
    "candidates": (
        "candidates_missing candidate_twice candidates_too_many group_size no_individuals one_candidate cohort_stays cohort_nobody"
    ),
    "candidates.0713": (
        "component_not_taken group_waits other_route already_enquired ruled_out already_explained grade_given component_exempt "
        "component_calculated component_no_mark centre_review_missing check_not_ended appeal_open candidate_still_open"
    ),
    "candidates.9999": "candidate_unknown",
    "candidates.0999": "not_in_cohort",
    "candidates.07x3": "identifier_form",
    "contact_email": "contact_email_missing contact_email_differs",
    "contact_email_confirmed": "contact_email_unconfirmed",
    "declarations": "declarations_missing",
    "on_behalf": "on_behalf_missing",
    "revised_grade": "revised_grade_missing revised_grade_same",
    "error": "error_missing",
    "concern": "concern_missing",
    "grounds": "grounds_missing",
    "finding": "finding_missing",
    "explanation": "finding_reasons_missing",
    "grade_after": "other_grade_missing",
    "marks.0713.03": "candidate_mark_range",
    "grades.0713": "candidate_grade",
}
NOWHERE = {"status_forbids"}  # it is about the enquiry, not about something entered


def test_every_refusal_stands_at_a_field_or_is_about_the_enquiry_as_it_is() -> None:
    assert {each.code for each in CASES} == {code for codes in CODES_AT.values() for code in codes.split()} | NOWHERE


@pytest.mark.parametrize("case", CASES, ids=lambda each: each.code)
def test_a_refusal_stands_at_the_field_that_its_reader_has_to_change(case: Case) -> None:
    fields = [each.field for each in case.provoked() if each.code == case.code]
    assert fields, f"{case.code} was not provoked"
    if case.code in NOWHERE:
        assert fields == [None] * len(fields)
    else:
        assert [field for field in fields if field is None or case.code not in CODES_AT[field].split()] == []


def test_a_refusal_that_can_stand_at_several_fields_stands_at_each_of_them() -> None:
    found = {
        code: sorted({str(each.field) for case in CASES if case.code == code for each in case.provoked() if each.code == code})
        for code in ("identifier_form", "centre_review_missing")
    }
    assert found == {
        "identifier_form": ["candidates.07x3", "components", "syllabus"],
        "centre_review_missing": ["candidates.0713", "syllabus"],
    }
