"""What a list of requests asks for before it is submitted: lines, sums, declarations, repairs; and the template (BY-06)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from functions.domain.catalogue.bodies import Body
from functions.domain.enquiries.request_lists import read_list
from functions.domain.errors import problem
from functions.domain.views.request_list_pages import CheckedRequest, checked_list, declarations, template
from tests.builders import CAMBRIDGE, RESULTS_OUT, catalogue, london
from tests.domain.consenting import SCHOOLS

HANDBOOK = "Cambridge Handbook (International) 2018, from a copy held elsewhere, Cambridge International, checked 21 November 2026 (reported, not confirmed)"
EMAIL = "exams@northfield.example"
HEADINGS = "awarding body,series,service,syllabus,components,candidate number,note"
SUMMER = london("2026-08-25 10:00")
CI, AQA = "Cambridge International,June 2022", "AQA,June 2026"


def checked(*rows: str, now: Any = RESULTS_OUT) -> tuple[list[CheckedRequest], Any]:
    bodies = {id: catalogue().bodies[id].at(now) for id in (CAMBRIDGE, "aqa")}
    read = read_list("\n".join([HEADINGS, *rows]), bodies, EMAIL, now)
    assert read.faults == []
    found = []
    for each in read.requests:
        body = bodies[each.content.body]
        route = body.route(each.content.route)
        assert route
        service = route.service(each.content.service)
        assert service
        found.append(CheckedRequest(each, body, route, service, f"about {each.content.candidates}"))
    return found, read.sheet


def shown(*rows: str) -> dict[str, Any]:
    found, sheet = checked(*rows)
    return checked_list(found, sheet, EMAIL)


@pytest.mark.proves("BY-06")
def test_each_request_has_a_line_with_its_rows_and_its_fee() -> None:
    found = shown(f"{CI},2,0580,22; 42,0713,Mock 63%", f"{CI},X,0580,,0714,")
    assert found["requests"] == [
        {
            "rows": [2], "about": "about ('0713',)", "body": "Cambridge International", "series": "June 2022", "route": None,
            "service": "Service 2: Review of marking", "syllabus": "0580 Mathematics", "components": ["22", "42"], "note": "Mock 63%",
            "fee": {"free": False, "total": {"amount": "104.00", "currency": "GBP"}, "demonstration": True}, "prepared": "",
        },
        {
            "rows": [3], "about": "about ('0714',)", "body": "Cambridge International", "series": "June 2022", "route": None,
            "service": "Enquiry about NO RESULT (X)", "syllabus": "0580 Mathematics", "components": [], "note": "",
            "fee": {"free": True, "total": None, "demonstration": False}, "prepared": "",
        },
    ]  # fmt: skip
    assert (found["contact_email"], found["rows"], found["repaired"], found["warnings"]) == (EMAIL, 2, [], [])


def test_sums_are_added_up_by_awarding_body_and_count_the_fees_that_are_not_known() -> None:
    found = shown(
        f"{CI},2,0580,22; 42,0713,", f"{CI},1,0580,22,0714,", f"{CI},X,0580,,0715,", f"{AQA},2,7136,7136/1,0713,", f"{AQA},1,7136,7136/1,0714,"
    )  # fmt: skip
    assert found["sums"] == [
        {
            "body": "Cambridge International",
            "requests": 3,
            "total": {"amount": "122.00", "currency": "GBP"},
            "unknown": 0,
            "demonstration": True,
        },
        {"body": "AQA", "requests": 2, "total": {"amount": "9.70", "currency": "GBP"}, "unknown": 1, "demonstration": False},
    ]
    assert [each["prepared"] for each in found["requests"]] == ["", "", "", "Centre Services", "Centre Services"]
    (unknown,) = shown(f"{AQA},2,7136,7136/1,0713,")["sums"]
    assert (unknown["total"], unknown["unknown"]) == (None, 1)


def test_each_declaration_is_asked_for_once_with_the_number_of_its_requests() -> None:
    found = shown(f"{CI},2,0580,22,0713,", f"{CI},1,0580,22,0714,", f"{AQA},2,7136,7136/1,0713,", f"{AQA},ATS-T,7136,7136/1,0714,")
    assert [(each["key"], each["body"], each["requests"]) for each in found["declarations"]] == [
        ("cambridge-international/standard/complete", "Cambridge International", 2),
        ("cambridge-international/standard/consent", "Cambridge International", 2),
        ("aqa/standard/supported", "AQA", 1),
        ("aqa/standard/consent", "AQA", 1),
        ("aqa/standard/scripts-supported", "AQA", 1),
        ("aqa/standard/scripts-consent", "AQA", 1),
    ]
    assert found["declarations"][1]["source"] == HANDBOOK
    assert found["declarations"][3]["source"] == SCHOOLS
    assert [each.id for each in declarations(checked(f"{CI},2,0580,22,0713,")[0])] == ["complete", "consent"]


def test_what_a_report_waits_for_is_told_with_its_rule() -> None:
    (request,), sheet = checked(f"{CI},2,0580,22,0713,")
    waiting = problem("try_again")
    found = checked_list([request._replace(warnings=(waiting,))], sheet, EMAIL)
    assert found["warnings"] == [{"message": str(waiting.message), "rule": waiting.rule, "source": waiting.source}]


def test_what_was_repaired_is_listed_by_column_as_the_file_calls_it() -> None:
    found = shown(f"{CI},2,580,22,713,", f"{CI},2,580,22,714,")
    assert [(each["column"], each["times"], each["row"]) for each in found["repaired"]] == [("syllabus", 2, 2), ("candidate number", 2, 2)]
    assert found["repaired"][0]["message"].startswith("“580”")


def of_template(bodies: Sequence[Body], *series: str) -> dict[str, Any]:
    offered = {each.id: [found for id in series if (found := each.series_of(id))] for each in bodies}
    return template(["service", "syllabus"], bodies, offered)


def test_the_template_is_a_file_of_headings_with_what_may_be_written_at_each_body() -> None:
    cambridge = catalogue().bodies[CAMBRIDGE]
    found = of_template([cambridge], "2022-06")
    assert found["headings"] == ["service", "syllabus"]
    assert found["file"] == {"name": "requests.csv", "type": "text/csv", "text": "\ufeffservice,syllabus\r\n"}
    (one,) = found["bodies"]
    assert (one["name"], one["series"]) == ("Cambridge International", ["June 2022"])
    assert [each["code"] for each in one["services"]][:4] == ["1", "1S", "2", "2S"]
    assert one["services"][2]["name"] == "Review of marking"
    assert [each["label"] for each in one["numbers"]] == ["Syllabus number", "Component number", "Candidate number"]
    assert all(each["example"] for each in one["numbers"])


def test_a_template_without_an_open_series_has_no_services() -> None:
    (one,) = of_template([catalogue().bodies["aqa"]])["bodies"]
    assert (one["series"], one["services"]) == ([], [])
