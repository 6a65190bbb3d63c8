"""The summary by e-mail: chosen, sent once when it is due and there is something to say, ended at one click (BY-27)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from functions import wiring
from functions.adapters.organisations import put_person, read_person
from functions.adapters.summaries import read_summary
from functions.handlers import unsubscribe
from tests.handlers.desk import ASSOCIATE, CAMBRIDGE, CASEWORKER, FINANCE, LAKESIDE, OFFICER, VIEWER, Desk, request
from tests.words import says

pytestmark = pytest.mark.proves("BY-27")
ADDRESS = "officer@people.example"


def choose(desk: Desk, every: str | None, by: str = OFFICER) -> Any:
    return desk.centre("PUT", "/api/account/summary", {"every": every}, by=by).ok()["account"]["summary"]


def sweep(desk: Desk, moment: str) -> list[dict[str, str]]:
    """Sweep at a moment, let what follows follow. Return the e-mails so far to the officer that are summaries."""
    desk.at(moment)
    desk.sweep()
    desk.follow()
    return [each for each in desk.mails(ADDRESS) if each["subject"].startswith("What there is to do")]


def end(desk: Desk, token: str, method: str = "POST") -> Any:
    with desk.network.running("UnsubscribeFunction"):
        return unsubscribe.handler(request(method, f"/api/unsubscribe/{token}", "List-Unsubscribe=One-Click", {}, None), None)


def token(who: str = OFFICER, organisation: str = "northfield") -> str:
    summary = read_summary(wiring.table(), who, organisation)
    assert summary
    return summary.token


def test_nobody_gets_a_summary_who_has_not_chosen_one(desk: Desk) -> None:
    assert desk.centre("GET", "/api/account").ok()["account"]["summary"]["every"] is None
    desk.acknowledged()
    assert sweep(desk, "2022-08-24 07:05") == []


def test_it_counts_what_closes_is_late_and_has_come_back_with_links_and_names_nobody(desk: Desk) -> None:
    assert choose(desk, "daily")["next_at"] == "2022-08-23T06:00:00.000Z"
    desk.submitted(candidates=("0714",))
    desk.acknowledged()
    (mail,) = sweep(desk, "2022-08-23 07:05")
    assert mail["subject"] == "What there is to do at Northfield School"
    lines = mail["text"].splitlines()
    assert "1 enquiry has something new for you:" in lines
    assert "https://desk.example/desk/enquiries/" in lines
    for name in ("Amina", "Bao", "0713", "0714", "Mathematics", "RD-"):
        assert name not in mail["text"] + mail["html"]
    assert f"https://desk.example/unsubscribe/#{token()}" in lines


def test_an_outcome_is_said_to_be_there_and_nothing_of_what_it_says(desk: Desk) -> None:
    choose(desk, "daily")
    id = desk.acknowledged()
    desk.mark(id, grade="A", c42=61).ok()
    desk.decide(id)
    desk.follow()
    (mail,) = sweep(desk, "2022-08-23 07:05")
    counted = [each for each in mail["text"].splitlines() if each.endswith(":") and each[0].isdigit()]
    assert counted == ["1 enquiry has something new for you:"]
    for word in ("grade", "mark", "marks", "61", "raised", "waived"):
        assert not says(mail["text"].lower(), word), word


def test_its_counts_are_those_of_the_first_page(desk: Desk) -> None:
    choose(desk, "daily")
    desk.received()
    desk.received(candidates=("0714",))
    desk.at("2022-09-16 06:00")
    counts = desk.centre("GET", "/api/attention").ok()["counts"]
    assert counts["late"] == 2
    (mail,) = sweep(desk, "2022-09-16 07:05")
    assert "2 enquiries are later than promised:" in mail["text"].splitlines()
    assert "1 series closes within a week:" in mail["text"].splitlines()


def test_it_is_sent_once_although_the_sweep_comes_twice_or_is_cut_off(desk: Desk) -> None:
    choose(desk, "daily")
    desk.acknowledged()
    desk.network.answer_is_lost("POST ses")
    assert sweep(desk, "2022-08-23 07:05") == [] or len(desk.mails(ADDRESS)) == 1
    for minute in ("07:10", "07:15", "09:00"):
        sweep(desk, f"2022-08-23 {minute}")
    assert len(desk.mails(ADDRESS)) <= 1
    sent = [each for each in desk.items() if each.pk.startswith(f"SUMMARY#{OFFICER}") and each.sk.startswith("H#")]
    assert len(sent) == 1


def test_two_sweeps_at_the_same_moment_make_one(desk: Desk) -> None:
    choose(desk, "daily")
    desk.acknowledged()
    desk.at("2022-08-23 07:05")
    desk.network.first("TransactWriteItems", desk.sweep)
    desk.sweep()
    desk.follow()
    assert len(desk.mails(ADDRESS)) == 1


def test_nothing_is_sent_where_there_is_nothing_to_say_and_the_next_day_is_looked_at_again(desk: Desk) -> None:
    choose(desk, "daily")
    assert sweep(desk, "2022-08-23 07:05") == []
    desk.acknowledged()
    assert len(sweep(desk, "2022-08-24 07:05")) == 1
    assert len(sweep(desk, "2022-08-25 07:05")) == 1, "what has come back is said once"


@pytest.mark.parametrize(
    ("every", "days"),
    [
        ("daily", ["2022-08-23", "2022-08-24", "2022-08-25", "2022-08-26", "2022-08-29"]),
        ("weekly", ["2022-08-29", "2022-09-05", "2022-09-12"]),
    ],
)
def test_it_comes_at_seven_on_weekdays_or_on_mondays(desk: Desk, every: str, days: list[str]) -> None:
    next_at = choose(desk, every)["next_at"]
    seen = []
    for day in days:
        seen.append(next_at[:10])
        sweep(desk, f"{day} 07:01")
        next_at = desk.centre("GET", "/api/account").ok()["account"]["summary"]["next_at"]
    assert seen == days
    assert next_at.endswith("T06:00:00.000Z"), "seven o'clock in London, in summer"


def test_one_click_in_a_mail_program_ends_it_and_ends_nobody_elses(desk: Desk) -> None:
    choose(desk, "daily")
    choose(desk, "daily", by=VIEWER)
    answer = end(desk, token())
    assert (answer["statusCode"], json.loads(answer["body"])) == (200, {"ended": True})
    assert end(desk, token())["statusCode"] == 200, "again, it stays ended"
    assert desk.centre("GET", "/api/account").ok()["account"]["summary"]["every"] is None
    assert desk.centre("GET", "/api/account", by=VIEWER).ok()["account"]["summary"]["every"] == "daily"
    desk.acknowledged()
    assert sweep(desk, "2022-08-24 07:05") == []


def test_the_e_mail_carries_the_headers_of_rfc_8058(desk: Desk) -> None:
    choose(desk, "daily")
    desk.acknowledged()
    sweep(desk, "2022-08-23 07:05")
    assert desk.network.headers[-1] == {
        "List-Unsubscribe": f"<https://desk.example/api/unsubscribe/{token()}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }  # fmt: skip


def test_looking_at_the_address_ends_nothing_and_a_wrong_token_finds_nothing(desk: Desk) -> None:
    choose(desk, "daily")
    looked = end(desk, token(), "GET")
    assert (looked["statusCode"], looked["multiValueHeaders"]["Location"]) == (303, [f"/unsubscribe/#{token()}"])
    before = desk.items()
    for wrong in ("A" * 32, token()[:-1] + ("A" if token()[-1] != "A" else "B"), "short", token() + "A"):
        assert end(desk, wrong)["statusCode"] == 404
    assert desk.items() == before
    assert len(token()) == 32
    assert not [key for key in before if token() in key.pk + key.sk], "no key names the token"


def test_who_has_left_gets_no_more(desk: Desk) -> None:
    choose(desk, "daily")
    desk.acknowledged()
    stored = read_person(wiring.table(), OFFICER)
    assert stored
    wiring.table().put(put_person(stored.model_copy(update={"memberships": ()})))
    assert sweep(desk, "2022-08-23 07:05") == []
    summary = read_summary(wiring.table(), OFFICER, "northfield")
    assert summary
    assert summary.every is None


def test_choosing_the_same_again_changes_nothing(desk: Desk) -> None:
    choose(desk, "daily")
    before = desk.items()
    choose(desk, "daily")
    assert desk.items() == before


def test_an_associate_and_staff_have_theirs_with_the_counts_of_their_own_first_page(desk: Desk) -> None:
    desk.associate("PUT", "/account/summary", {"every": "daily"}).ok()
    desk.staff("PUT", "/account/summary", {"every": "daily"}).ok()
    desk.staff("PUT", "/account/summary", {"every": "daily"}, by=FINANCE).ok()
    desk.received()
    desk.submit(by=LAKESIDE, contact_email="x@y.example").ok()
    sweep(desk, "2022-08-23 07:05")
    by_person = {each["to"]: each["text"] for each in desk.mails() if each["subject"].startswith("What there is to do")}
    assert set(by_person) == {f"{ASSOCIATE}@people.example", f"{CASEWORKER}@people.example"}, "finance has no part in the queue"
    assert "1 enquiry waits for your approval:" in by_person[f"{ASSOCIATE}@people.example"]
    assert "1 enquiry is to be acknowledged:" in by_person[f"{CASEWORKER}@people.example"]
    assert CAMBRIDGE not in by_person[f"{CASEWORKER}@people.example"]
