"""NCFE's staff accept a review of moderation or decline it, record one of the outcomes that NCFE names (NC-05, NC-07, NC-13), and
record the marks of parts that the report of a clerical check breaks a mark down into (NC-01)."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from functions.adapters.enquiries import put_enquiry, put_number
from functions.adapters.organisations import put_organisation_and_numbers
from functions.adapters.register import put_card
from functions.domain.catalogue.fees import cost_of
from functions.domain.catalogue.promises import promises_of
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Line
from functions.domain.enquiries.statuses import Status
from functions.domain.loading import load
from functions.domain.people.people import Kind, Organisation, Role
from functions.domain.register.cards import Card, NamedCandidate, Origin, Result
from infra.invite import invite
from infra.local.signing_in import PASSWORD
from tests.browser.visitor import Visit
from tests.documents.reading import text
from tests.enquiring import Enquiring
from tests.running_desk import OFFICER, STAFF, RunningDesk, eventually

pytestmark = pytest.mark.browser

NCFE, REVIEWER = "ncfe", "moderation@ncfe.example"
SYLLABUS, UNIT = "610/9001/1", "ESP"
LEARNERS = (("20260713", "Amina Osei", 61, "B"), ("20260714", "Ben Li", 48, "C"))
COHORT = Line(component=UNIT)
Asked = Callable[..., str]


@pytest.fixture(scope="module")
def ncfe(running_desk: RunningDesk) -> Iterator[None]:
    """A member of NCFE's staff, and two of Northfield's learners with an adjusted mark in the employer set project."""
    organisation = Organisation(id=NCFE, name="NCFE", kind=Kind.AWARDING_BODY, contact_email=REVIEWER)
    running_desk.table.commit(put_organisation_and_numbers(organisation))
    pools = running_desk.emulator.client("cognito-idp")
    who = {"role": Role.CASEWORKER, "email": REVIEWER, "name": "Nia Bevan", "password": PASSWORD}
    invite(pools, running_desk.table, running_desk.stack.outputs, organisation=organisation, **who)  # type: ignore[arg-type]
    for number, name, mark, grade in LEARNERS:
        result = Result(component=UNIT, mark=mark, origin=Origin.MODERATION)
        about = {"body": NCFE, "series": "2025-11", "organisation": "northfield", "syllabus": SYLLABUS, "candidate": number}
        running_desk.table.commit([put_card(Card(**about, name=name, grade=grade, results=(result,), version=1))])  # type: ignore[arg-type]
    STAFF.add(REVIEWER)
    yield
    STAFF.discard(REVIEWER)


@pytest.fixture
def asked(running_desk: RunningDesk, ncfe: None) -> Asked:
    """Make an enquiry that Northfield asked for and that is received, a review of moderation unless told otherwise. Return its id."""
    body = load().bodies[NCFE].of_syllabus(SYLLABUS)
    route = body.routes[0]

    def make(code: str = "MOD", line: Line = COHORT, **about: Any) -> str:
        service = route.service(code)
        assert service
        at = running_desk.local.now - timedelta(hours=1)
        one = Enquiry(
            id=secrets.token_hex(16), submission="s1", reference=f"RD-{secrets.token_hex(5).upper()}", organisation="northfield",
            organisation_name="Northfield School", centre="NC10101", body=NCFE, route="standard", series="2025-11", service=code,
            qualification="T Level", syllabus=SYLLABUS, lines=(line,),
            contact_email="exams@northfield.example", status=Status.RECEIVED, submitted_at=at, submitted_by="p1", received_at=at,
            number=f"2511-{secrets.randbelow(900000) + 100000}", promised=promises_of(route, service), cost=cost_of(body, route, service),
            **{"candidates": (), **about},
        )  # fmt: skip
        running_desk.table.commit([put_enquiry(one), put_number(one)])
        return one.id

    return make


@pytest.mark.proves("NC-13", "NC-07", "NC-05")
def test_staff_accept_a_review_of_moderation_and_record_its_outcome_in_the_words_of_the_body(visit: Visit, asked: Asked) -> None:
    id = asked()
    staff = visit(REVIEWER)
    page = staff.open("/staff/")
    expect(page.get_by_role("link", name="To accept")).to_be_visible()
    page = staff.open(f"/staff/enquiry/?id={id}")
    expect(page.locator("[data-part=acknowledgement] h2")).to_have_text("Accept")
    expect(page.get_by_text("25 working days after acceptance").first).to_be_visible()
    staff.inspect("A review of moderation to accept or decline")
    staff.picture("acceptance")
    page.get_by_role("button", name="Preview letter").click()
    page.get_by_role("button", name="Issue to the centre").click()
    expect(page.locator("[data-part=head]")).to_contain_text("Accepted")
    expect(page.locator(".progress__step--current")).to_contain_text("Accepted")
    expect(page.locator("[data-module=decline-form]")).to_be_hidden()

    form = page.locator("#moderation-form")
    expect(form.get_by_role("radio")).to_have_count(3)
    form.get_by_role("button", name="Record the outcome").click()
    expect(page.locator("#error-summary")).to_contain_text("Choose the outcome of the re-moderation.")
    staff.inspect("A review of moderation without an outcome")
    form.get_by_label("No change to the original moderation decision").check()
    expect(form.locator("[data-module=cohort-table]")).to_be_hidden()
    form.get_by_label("Reinstatement of the centre’s marks").check()
    form.locator("[data-mark]").first.fill("72")
    form.locator("[data-grade]").first.select_option("A")
    expect(form.locator("[data-part=moderation-fee]")).to_have_text("The moderated grade of 1 learner changes: no fee is charged.")
    staff.inspect("A review of moderation is filled in")
    staff.picture("moderation-outcomes")
    form.get_by_role("button", name="Record the outcome").click()
    expect(page.locator("[data-part=message]")).to_contain_text("The outcome of the re-moderation is recorded.")
    page.get_by_role("button", name="Preview letter").click()
    page.get_by_role("button", name="Issue to the centre").click()
    expect(page.locator("[data-part=head]")).to_contain_text("Completed")

    centre = visit(OFFICER, width=360)
    page = centre.open(f"/desk/enquiry/?id={id}")
    shown = page.locator("[data-part=cohort]")
    expect(shown).to_contain_text("Reinstatement of the centre’s marks.")
    expect(shown).to_contain_text("The results of 1 of 2 learners change.")
    expect(page.locator("[data-part=history]")).to_contain_text("Accepted")
    expect(page.locator("[data-part=fee]")).to_contain_text("No charge: the moderated grade of at least one learner changed.")
    centre.inspect("The outcome of a review of moderation")
    centre.picture("moderation-outcomes-centre")


@pytest.mark.proves("NC-13")
def test_staff_decline_a_review_of_moderation_and_the_centre_reads_why(visit: Visit, asked: Asked, running_desk: RunningDesk) -> None:
    id = asked()
    staff = visit(REVIEWER, width=360)
    page = staff.open(f"/staff/enquiry/?id={id}")
    page.get_by_text("Decline the enquiry", exact=True).first.click()
    page.get_by_role("button", name="Decline the enquiry").click()
    expect(page.locator("#error-summary")).to_contain_text("Say why it is declined, in words meant for the centre.")
    staff.inspect("Declining without a reason")
    staff.picture("decline")
    page.get_by_label("Why it is declined").fill("It came after the last day for this series.")
    page.get_by_role("button", name="Decline the enquiry").click()
    expect(page.locator("[data-part=message]")).to_contain_text("The enquiry is declined.")
    expect(page.locator("[data-part=head]")).to_contain_text("Declined")
    expect(page.locator("[data-part=acknowledgement]")).to_be_hidden()

    centre = visit(OFFICER, scheme="dark")
    page = centre.open(f"/desk/enquiry/?id={id}")
    notice = page.locator("[data-part=waiting]")
    expect(notice).to_contain_text("Declined by the awarding body")
    expect(notice).to_contain_text("“It came after the last day for this series.”")
    expect(page.locator("[data-part=files]")).to_contain_text("Not coming: declined")
    centre.inspect("A declined enquiry")
    centre.picture("declined-centre")
    assert eventually(lambda: [each for each in running_desk.mails() if each["subject"].startswith("Enquiry not accepted")])


@pytest.mark.proves("NC-01")
def test_staff_record_the_marks_of_parts_and_the_centre_reads_them_in_the_report(visit: Visit, asked: Asked, at_desk: Enquiring) -> None:
    learner = NamedCandidate(number="20260713", name="Amina Osei")
    id = asked("CC", Line(component="CE1", mark_before=50), candidates=(learner,), grade_before="B")
    staff = visit(REVIEWER)
    page = staff.open(f"/staff/enquiry/?id={id}")
    page.get_by_role("button", name="Preview letter").click()
    page.get_by_role("button", name="Issue to the centre").click()
    form = page.locator("#marks-form")
    form.locator('[id="marks.CE1"]').fill("53")
    form.locator('[id="reasons.CE1"]').fill("Section B was added up wrongly")
    form.locator("#grade_after").select_option("B")
    form.locator("#without_reviewer").fill("A clerical check")
    form.get_by_text("Marks of parts, for the breakdown of marks").click()
    parts = form.locator('[id="parts.CE1"]')
    for typed, wrong in (
        ("Section A: 25 of 60\nSection B", "“Section B” cannot be read as a part of"),
        ("Section A: 25 of 60\nSection B: 27 of 40", "add up to 52, but its mark is 53"),
        ("Section A: 25 of 60\nSection B: 28 of 50", "add up to 110, but its maximum is 100"),
    ):
        parts.fill(typed)
        form.get_by_role("button", name="Record marks and grade").click()
        expect(page.locator("#error-summary")).to_contain_text(wrong)
    staff.inspect("Marks of parts that do not add up")
    parts.fill("Section A: 25 of 60\nSection B: 28 of 40")
    form.get_by_role("button", name="Record marks and grade").click()
    expect(page.locator("[data-part=message]")).to_contain_text("Marks and grade are recorded.")
    page = staff.open(f"/staff/enquiry/?id={id}")
    expect(parts).to_have_value("Section A: 25 of 60\nSection B: 28 of 40")
    expect(page.locator("#breakdown-title")).to_have_text("Clerical check report")
    page.get_by_role("button", name="Preview letter").click()
    page.get_by_role("button", name="Issue to the centre").click()
    expect(page.locator("[data-part=head]")).to_contain_text("Completed")

    centre = visit(OFFICER, width=360)
    page = centre.open(f"/desk/enquiry/?id={id}")
    expect(page.locator(".outcome")).to_contain_text(re.compile(r"CE1 50 .*53"))
    expect(page.locator("[data-part=files]")).to_contain_text("Clerical check report")
    centre.inspect("The report of a clerical check")
    (report,) = [each for each in at_desk.enquiry(id)["documents"] if each["slot"] == "Breakdown"]
    said = " ".join(text(at_desk.document(id, report["id"])).split())
    for words in ("Section A 25 60", "Section B 28 40", "53 100 Raised by 3"):
        assert words in said, words
