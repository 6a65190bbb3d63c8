"""The form on which a candidate asks, consents and says who pays: what stands on it, blank and filled in (TX-02)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from functions.domain.centre_desk.terms import CentreTerms, OwnCharge, OwnDate
from functions.domain.papers.own_terms import Candidate, Entry
from functions.domain.papers.parts import Choice, Fields, Format, Heading, Letterhead, Paper, Paragraph, Signature, Table
from functions.domain.papers.request_form import request_form
from tests.builders import CAMBRIDGE, body, catalogue, series
from tests.domain.consenting import aqa

CENTRE = Letterhead("Northfield School", "ZZ101")
TERMS = CentreTerms(
    dates=(OwnDate(body=CAMBRIDGE, series="2022-06", route="standard", service="2", closes_on=date(2022, 9, 10)),),
    charges=(OwnCharge(body=CAMBRIDGE, route="standard", service="2", amount=Decimal("10.00")),),
    payment_text="Pay at the office.",
)
AMINA = Candidate("0713", "Amina Osei", (Entry("Cambridge International", "Cambridge IGCSE 0580 Mathematics", "B"),))


def headings(paper: Paper) -> list[str]:
    return [each.text for each in paper.parts if isinstance(each, Heading)]


def fields(paper: Paper) -> list[list[tuple[str, str]]]:
    return [[(one.label, one.value) for one in each.fields] for each in paper.parts if isinstance(each, Fields)]


def tables(paper: Paper) -> dict[str, Table]:
    return {each.name: each for each in paper.parts if isinstance(each, Table)}


@pytest.mark.proves("TX-02")
def test_a_blank_form_has_room_for_who_asks_what_for_consent_payment_and_the_office() -> None:
    paper = request_form([(body(), series())])
    assert (paper.id, paper.title) == ("request-consent-payment-2022-06", "Request, consent and payment form, June 2022")
    assert paper.formats == (Format.PDF, Format.WORD)
    assert headings(paper) == [
        "What I ask for", "My consent to reviews and clerical checks", "Payment", "For the exams office", "The services", "Cambridge International",
    ]  # fmt: skip
    assert fields(paper) == [
        [("Centre number and name", ""), ("Candidate number", ""), ("Candidate name", ""), ("E-mail address or telephone", "")],
        [("Total", ""), ("Paid on, and how", "")],
        [("Received on", ""), ("Requested from the awarding body on, with its reference", ""), ("Outcome, and candidate told on", "")],
    ]
    asked = tables(paper)["What I ask for"]
    assert (asked.rows, asked.blank) == ((), 6)
    assert [each.title for each in asked.columns] == [
        "Awarding body", "Qualification and subject", "Paper or unit", "Service", "Grade now", "Fee and charge",
    ]  # fmt: skip
    assert [each for each in paper.parts if isinstance(each, Choice)] == [
        Choice("Who pays", ("my family or I", "the centre", "another fund"))
    ]
    assert [each.who for each in paper.parts if isinstance(each, Signature)] == ["Candidate"]


def test_a_candidate_agrees_that_marks_can_go_down_and_that_consent_is_for_these_requests() -> None:
    said = [each.text for each in request_form([(body(), series())]).parts if isinstance(each, Paragraph)]
    assert said[:5] == [
        "I ask my centre to make the requests above for me, and I agree to them.",
        "I know that after each review my mark and my grade can go up, stay the same or go down, and that this cannot be undone.",
        "I know that the same is true after an appeal.",
        "I know what each request costs, who pays, and that the centre’s own charge may stay due when the awarding body’s fee is waived.",
        "I give this consent after my results came out, for these requests and no others. I can withdraw it until my centre has made the request.",
    ]


def test_copies_of_scripts_have_a_consent_of_their_own_where_a_body_leaves_a_choice() -> None:
    summer = aqa().series_of("2026-06")
    assert summer
    paper = request_form([(aqa(), summer)])
    assert headings(paper)[:4] == [
        "What I ask for",
        "My consent to reviews and clerical checks",
        "My consent to copies of scripts",
        "Payment",
    ]
    choice = next(each for each in paper.parts if isinstance(each, Choice))
    assert choice == Choice(
        "If my script is used in class",
        ("my name and number are removed before the script is used in class", "I have no objection to being recognised"),
    )
    assert [each.who for each in paper.parts if isinstance(each, Signature)] == ["Candidate", "Candidate"]


def test_a_centres_form_has_its_name_its_last_days_charges_and_how_to_pay() -> None:
    paper = request_form([(body(), series())], TERMS, CENTRE)
    assert fields(paper)[0][0] == ("Centre number and name", "ZZ101 Northfield School")
    explained = tables(paper)["Cambridge International"]
    assert [each.title for each in explained.columns] == ["Service", "What it does", "Last day", "Our own last day", "Fee and our charge"]
    (review,) = [row for row in explained.rows if row[0] == "Service 2: Review of marking"]
    assert review[3].startswith("10 September 2022")
    assert review[4].endswith("; our charge: GBP 10.00")
    (recheck,) = [row for row in explained.rows if row[0] == "Service 1: Clerical re-check"]
    assert "our charge" not in recheck[4]
    assert Paragraph("Pay at the office.") in paper.parts
    blank = tables(request_form([(body(), series())]))["Cambridge International"]
    assert [each.title for each in blank.columns] == ["Service", "What it does", "Last day"]
    assert {len(row) for row in blank.rows} == {3}


def test_a_form_that_is_filled_in_names_the_candidate_with_each_entry_and_its_grade() -> None:
    paper = request_form([(body(), series())], TERMS, CENTRE, AMINA)
    assert fields(paper)[0][1:3] == [("Candidate number", "0713"), ("Candidate name", "Amina Osei")]
    asked = tables(paper)["What I ask for"]
    assert (asked.rows, asked.blank) == ((("Cambridge International", "Cambridge IGCSE 0580 Mathematics", "", "", "B", ""),), 2)
    without = tables(request_form([(body(), series())], TERMS, CENTRE, Candidate("0714", "Bao Nguyen", ())))["What I ask for"]
    assert (without.rows, without.blank) == ((), 6)


def test_services_that_a_candidate_cannot_ask_for_are_not_explained_and_bodies_that_say_the_same_stand_together() -> None:
    rows = tables(request_form([(body(), series())]))["Cambridge International"].rows
    assert [row[0].split(":")[0] for row in rows if "Service" in row[0]][:4] == ["Service 1", "Service 1S", "Service 2", "Service 2S"]
    assert not [row[0] for row in rows if row[0].startswith(("Service 5", "Service 9", "Enquiry about"))]
    twin = catalogue().bodies[CAMBRIDGE].model_copy(update={"name": "Twin"})
    assert headings(request_form([(body(), series()), (twin, series())]))[-1] == "Cambridge International, Twin"
