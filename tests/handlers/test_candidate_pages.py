"""A candidate's one page over all awarding bodies and series: what matched is said, and nothing is merged in silence."""

from __future__ import annotations

from typing import Any

import pytest

from functions import wiring
from functions.adapters.organisations import put_organisation_and_numbers, put_person
from functions.adapters.table import Put
from functions.domain.people.people import Kind, Person, Role
from tests.builders import CAMBRIDGE, membership, organisation
from tests.handlers.desk import HARBOUR, Desk
from tests.handlers.test_imports import HEADER, register

AQA, NCFE, OCR = "aqa", "ncfe", "ocr"
AMELIA = "0713,Amelia Hartley"


@pytest.fixture
def several(desk: Desk) -> Desk:
    """Northfield has numbers of four awarding bodies, and each of them brings in results."""
    numbers = {CAMBRIDGE: "ZZ101", AQA: "10101", OCR: "10101", NCFE: "NC10101"}
    stored = [organisation(centres=numbers)]
    stored += [organisation(id=each, name=each.upper(), kind=Kind.AWARDING_BODY, centres={}) for each in (AQA, OCR, NCFE)]
    for put in (put for each in stored for put in put_organisation_and_numbers(each)):
        wiring.table().put(Put(put.item, expect=None))
    for each in (AQA, OCR, NCFE):
        wiring.table().put(put_person(Person(id=each, name="Casey", email="c@x.example", memberships=(membership(Role.CASEWORKER, each),))))
    return desk


def brought(desk: Desk, body: str, *rows: str, columns: str = "", series: str = "2022-06") -> None:
    """Import results of an awarding body, in addition to those that are there: by its staff, or by the centre where it has a portal."""
    sent = {"body": body, "series": series, "csv": "\n".join([HEADER + columns, *rows])}
    answer = desk.staff("POST", "/register", sent, by=body) if body == NCFE else desk.centre("POST", "/api/results", sent)
    assert answer.ok()["errors"] == []


def page(desk: Desk, body: str, number: str, series: str = "2022-06") -> Any:
    return desk.centre("GET", "/api/candidates", typed=number, series=series, awarding_body=body).ok()


def places(found: list[Any]) -> list[tuple[str, str, str, str]]:
    return [(each["body"]["id"], each["series"]["id"], each["candidate"]["number"], each["matched"]) for each in found]


@pytest.mark.parametrize("asked", [(AQA, "0713"), (OCR, "0999"), (NCFE, "20220701")])
def test_a_candidate_has_one_page_over_all_awarding_bodies_from_whichever_it_is_opened(several: Desk, asked: tuple[str, str]) -> None:
    brought(several, AQA, "10101,0713,Amelia Hartley,8300,8300/1H,50,exam,7,10101B260713K,", columns=",uci,uln")
    brought(several, OCR, "10101,0999,Amy Hartley,H446,H446/01,88,exam,C,10101B260713K,4000020701", columns=",uci,uln")
    brought(several, NCFE, "NC10101,20220701,Amelia M Hartley,610/9001/1,CE1,55,exam,D,4000020701,B1", columns=",uln,batch")
    shown = page(several, *asked)
    everywhere = {
        (AQA, "0713"): "Matched by unique candidate identifier (UCI) 10101B260713K.",
        (OCR, "0999"): "Matched by unique candidate identifier (UCI) 10101B260713K.",
        (NCFE, "20220701"): "Matched by unique learner number (ULN) 4000020701.",
    }
    if asked == (NCFE, "20220701"):
        everywhere[OCR, "0999"] = "Matched by unique learner number (ULN) 4000020701."
    others = sorted((body, "2022-06", number, matched) for (body, number), matched in everywhere.items() if (body, number) != asked)
    assert shown["body"]["id"] == asked[0]
    assert sorted(places(shown["elsewhere"])) == others
    assert shown["perhaps"] == []
    entries = {each["body"]["id"]: each["entries"] for each in (shown, *shown["elsewhere"])}
    assert {body: [each["syllabus"]["code"] for each in every] for body, every in entries.items()} == {
        AQA: ["8300"], OCR: ["H446"], NCFE: ["610/9001/1"],
    }  # fmt: skip
    assert entries[OCR][0]["components"][0]["mark"] == 88


def test_number_and_name_match_too_and_the_latest_series_comes_first(several: Desk) -> None:
    register(several, f"ZZ101,{AMELIA},0580,22,50,exam,B", series="2022-11", accept_removals=True).ok()
    register(several, f"ZZ101,{AMELIA},0580,22,48,exam,C", series="2022-03").ok()
    brought(several, AQA, f"10101,{AMELIA},8300,8300/1H,50,exam,7")
    shown = page(several, AQA, "0713")
    by_number = "Matched by candidate number and name."
    assert places(shown["elsewhere"]) == [(CAMBRIDGE, "2022-11", "0713", by_number), (CAMBRIDGE, "2022-03", "0713", by_number)]
    assert [each["entries"][0]["grade"] for each in shown["elsewhere"]] == ["B", "C"]


def test_a_doubtful_match_is_shown_as_one_and_none_of_its_results_are(several: Desk) -> None:
    brought(several, AQA, "10101,0713,Amelia Hartley,8300,8300/1H,50,exam,7,10101B260713K", columns=",uci")
    brought(several, OCR, "10101,0713,Amelia Hartley,H446,H446/01,88,exam,C,10101B269999K", columns=",uci")
    brought(several, NCFE, "NC10101,20220701,Amelia Hartley,610/9001/1,CE1,55,exam,D")
    shown = page(several, AQA, "0713")
    assert shown["elsewhere"] == []
    assert places(shown["perhaps"]) == [
        (NCFE, "2022-06", "20220701", "The name is the same, but not the candidate number."),
        (OCR, "2022-06", "0713", "Candidate number and name are the same, but not the unique candidate identifier (UCI)."),
    ]
    assert [set(each) for each in shown["perhaps"]] == [{"body", "candidate", "series", "matched"}] * 2


def test_somebody_with_the_same_number_and_another_name_is_not_on_the_page(several: Desk) -> None:
    brought(several, AQA, "10101,0713,Bilal Qureshi,8300,8300/1H,50,exam,7")
    brought(several, OCR, f"10101,{AMELIA},H446,H446/01,88,exam,C")
    shown = page(several, AQA, "0713")
    assert (shown["elsewhere"], shown["perhaps"]) == ([], [])


def test_a_name_that_the_register_corrects_matches_no_longer(several: Desk) -> None:
    brought(several, AQA, f"10101,{AMELIA},8300,8300/1H,50,exam,7")
    brought(several, NCFE, "NC10101,20220701,Amelia Hartley,610/9001/1,CE1,55,exam,D")
    assert places(page(several, AQA, "0713")["perhaps"]) == [
        (NCFE, "2022-06", "20220701", "The name is the same, but not the candidate number.")
    ]
    traits = [key.sk for key in several.items() if key.pk == "WHO#northfield" and "#ncfe#" in key.sk]
    brought(several, NCFE, "NC10101,20220701,Amelie Martin,610/9001/1,CE1,55,exam,D")
    assert page(several, AQA, "0713")["perhaps"] == []
    assert len([key for key in several.items() if key.pk == "WHO#northfield" and "#ncfe#" in key.sk]) == len(traits), "the old name is gone"


def test_a_page_over_several_bodies_is_in_our_words_and_one_of_a_single_body_in_its_own(several: Desk) -> None:
    brought(several, NCFE, "NC10101,20220701,Amelia Hartley,610/9001/1,CE1,55,exam,D")
    assert page(several, NCFE, "20220701")["words"]["candidate"]["one"] == "learner"
    brought(several, AQA, "10101,20,Amelia Hartley,8300,8300/1H,50,exam,7")
    assert "words" not in page(several, NCFE, "20220701")


def test_another_centres_candidate_is_never_found(several: Desk) -> None:
    brought(several, AQA, f"10101,{AMELIA},8300,8300/1H,50,exam,7")
    register(several, f"ZZ202,{AMELIA},0580,22,50,exam,B", accept_removals=True).ok()
    shown = several.centre("GET", "/api/candidates", typed="0713", series="2022-06", awarding_body=CAMBRIDGE, by=HARBOUR).ok()
    assert (shown["candidate"]["name"], shown["elsewhere"], shown["perhaps"]) == ("Amelia Hartley", [], [])


def test_results_from_before_candidates_were_found_by_their_traits_are_shown_as_ever(desk: Desk) -> None:
    assert not [key for key in desk.items() if key.pk.startswith("WHO#")]
    shown = page(desk, CAMBRIDGE, "0713")
    assert (shown["candidate"]["name"], shown["elsewhere"], shown["perhaps"]) == ("Amina Osei", [], [])
    assert [each["syllabus"]["code"] for each in shown["entries"]] == ["0400", "0500", "0580", "0610"]
