"""What is stored for the first time has version 1. What may be read before it was ever stored begins with version 0."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from functions.domain.billing.invoices import Account
from functions.domain.centre_desk.calendar_feed import CentreCalendar
from functions.domain.centre_desk.records import CentreRecord
from functions.domain.centre_desk.terms import CentreTerms
from functions.domain.centre_desk.views import LogViews
from functions.domain.consent.links import ConsentLink
from functions.domain.consent.records import ConsentRecord
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.submission import Submission
from functions.domain.jobs import Job
from functions.domain.people.members import Member, Members
from functions.domain.people.people import Organisation
from functions.domain.people.summaries import Summary
from functions.domain.register.boundaries import Boundaries
from functions.domain.register.cards import Card, Cohort
from functions.domain.register.changes import RegisterState


@pytest.mark.parametrize("model", [Boundaries, Enquiry, Job, Organisation, Submission, Summary])
def test_what_is_made_by_a_request_is_stored_first_as_version_1(model: type[BaseModel]) -> None:
    assert model.model_fields["version"].default == 1


@pytest.mark.parametrize(
    "model",
    [
        Account, Card, CentreCalendar, CentreRecord, CentreTerms, Cohort, ConsentLink, ConsentRecord, LogViews, Member, Members, RegisterState,
    ],
)  # fmt: skip
def test_what_may_be_read_before_it_was_stored_begins_with_version_0(model: type[BaseModel]) -> None:
    assert model.model_fields["version"].default == 0
