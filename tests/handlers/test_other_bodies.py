"""Another awarding body on the same desk, with numbers and codes of its own: from the import of its results to the copy of a script."""

from __future__ import annotations

from typing import Any

import pytest

from functions import wiring
from functions.adapters.organisations import put_organisation_and_numbers, put_person
from functions.adapters.table import Put
from functions.domain.people.people import Kind, Person, Role
from tests.builders import membership, organisation
from tests.documents.reading import text
from tests.handlers.desk import CAMBRIDGE, CASEWORKER, OFFICER, Desk, Reply, content
from tests.made_up_body import GUILD, LEARNER, OTHER_LEARNER, PROVIDER, QUALIFICATION, ULN, UNITS, guild_catalogue

MAKER, NORTHFIELD_MAKERS = "guild-caseworker", "northfield-makers"
HEADER = "centre,candidate,uln,name,syllabus,component,mark,origin,grade"
SCRIPTS: dict[str, Any] = {
    "body": GUILD, "service": "2S", "qualification": "T Level", "syllabus": QUALIFICATION, "components": list(UNITS), "candidates": [LEARNER],
}  # fmt: skip


class GuildDesk(Desk):
    """The desk of Northfield's officer and of the Guild's staff."""

    def staff(self, method: str, path: str, body: Any = None, *, by: str | dict[str, str] = MAKER, **query: str) -> Reply:
        return super().staff(method, path, body, by=by, **query)

    def register(self, *rows: str, header: str = HEADER) -> Reply:
        return self.staff("POST", "/register", {"series": "2022-06", "csv": "\n".join([header, *rows])})


def row(learner: str = LEARNER, unit: str = UNITS[0], **cells: str) -> str:
    said = {"centre": PROVIDER, "candidate": learner, "uln": ULN, "name": "Amina Osei", "syllabus": QUALIFICATION, "component": unit}
    return ",".join((said | {"mark": "50", "origin": "exam", "grade": "Merit"} | cells).values())


@pytest.fixture
def guild(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> GuildDesk:
    """A desk that serves the Guild too, with a centre's results in all units of one qualification."""
    makers = GuildDesk()
    monkeypatch.setattr(wiring, "now", lambda: makers.now)
    monkeypatch.setattr(wiring, "catalogue", guild_catalogue)
    body = organisation(id=GUILD, name="Guild of Makers", kind=Kind.AWARDING_BODY, centres={}, contact_email="x@guild.example")
    centre = organisation(centres={CAMBRIDGE: "ZZ101", GUILD: PROVIDER})
    puts = [*put_organisation_and_numbers(body), *put_organisation_and_numbers(centre)]
    for each in puts:
        wiring.table().put(Put(each.item, expect=None))  # Northfield is there already, without a number of the Guild's
    member = membership(Role.CASEWORKER, GUILD)
    wiring.table().put(put_person(Person(id=MAKER, name="Casey Maker", email="casey@guild.example", memberships=(member,))))
    rows = [row(unit=each) for each in UNITS] + [
        row(OTHER_LEARNER, each, uln="", name="Bao Nguyen", grade="Distinction*") for each in UNITS
    ]
    assert makers.register(*rows).ok()["imported"] == 6
    return makers


def faults(reply: Reply) -> list[tuple[str, str]]:
    return [(each["column"], each["message"]) for each in reply.ok()["errors"]]


def test_an_enquiry_with_codes_with_strokes_goes_its_whole_way_to_the_copies_of_the_scripts(guild: GuildDesk) -> None:
    draft = guild.draft(**SCRIPTS)
    checked = guild.centre(
        "POST", f"/api/drafts/{draft}/check", {"content": guild.centre("GET", f"/api/drafts/{draft}").ok()["draft"]["content"]}
    )
    assert checked.ok()["problems"] == []
    made = guild.submitted(draft, **SCRIPTS)
    assert made["components"] == list(UNITS)
    assert [each["subject"]["label"] for each in made["enquiries"]] == [f"{LEARNER} Amina Osei"]
    id = made["enquiries"][0]["id"]
    guild.follow()
    assert guild.enquiry(id)["number"] == "2206-000001"
    guild.acknowledge(id)
    marks = [{"component": each, "mark_after": 61, "reason": "Question 9 was overlooked"} for each in UNITS]
    sent = {"version": guild.case(id)["version"], "lines": marks, "grade_after": "Distinction*", "without_reviewer": "Marked elsewhere"}
    guild.staff("POST", f"/enquiries/{id}/marks", sent).ok()
    guild.decide(id)
    for unit in UNITS:
        guild.script(id, unit)
    done = guild.enquiry(id)
    assert (done["status"], done["grade_after"]) == ("completed", "Distinction*")
    names = sorted(each["name"] for each in done["documents"] if each["kind"] == "CoSLetter")
    assert names == ["CoSLetter-1.2-A.pdf", "CoSLetter-8300_1H.pdf", "CoSLetter-H446_01.pdf"]
    for each in done["documents"]:
        link = guild.centre("POST", f"/api/enquiries/{id}/documents/{each['id']}/link", {}).ok()
        assert link["name"] == each["name"]
        assert guild.file(f"documents/{id}/{each['id']}.pdf"), each["id"]
    outcome = next(each for each in done["documents"] if each["kind"] == "OutLetter")
    said = text(guild.file(f"documents/{id}/{outcome['id']}.pdf") or b"")
    assert all(each in said for each in (LEARNER, QUALIFICATION, *UNITS, PROVIDER))
    assert all(each in said for each in ("Learner", "Qualification grade", f"Provider {PROVIDER}", "Unit"))
    assert not any(each in said for each in ("Candidate", "Syllabus", "Centre", "Component"))
    guild.follow()
    mails = guild.mails("exams@northfield.example")
    assert len(mails) > 2
    assert all("never name learners or results" in " ".join(each["text"].split()) for each in mails)


def test_the_name_of_a_script_s_file_is_not_taken_for_the_code_of_its_component(guild: GuildDesk) -> None:
    id = guild.received(**SCRIPTS)
    guild.acknowledge(id)
    attached = guild.upload(id, b"%PDF-1.4 no", component="8300/1H")
    assert attached["state"] != "attached"
    refused = guild.announce(id, b"x", component="8300_1H")
    assert (refused.status, refused.codes) == (400, ["field_invalid"])


def test_candidates_are_listed_searched_and_opened_by_numbers_of_ten_digits(guild: GuildDesk) -> None:
    asked = {"awarding_body": GUILD, "series": "2022-06", "syllabus": QUALIFICATION, "service": "2", "components": ",".join(UNITS)}
    listed = guild.centre("GET", "/api/register", **asked).ok()["candidates"]
    assert [(each["number"], each["unavailable"]) for each in listed] == [(OTHER_LEARNER, []), (LEARNER, [])]
    found = guild.centre("GET", "/api/register", **asked, typed="714").ok()["candidates"]
    assert [each["number"] for each in found] == [OTHER_LEARNER]
    page = guild.centre("GET", "/api/candidates", series="2022-06", awarding_body=GUILD, typed=LEARNER).ok()
    assert page["candidate"] == {"number": LEARNER, "name": "Amina Osei", "identifiers": [{"label": "ULN", "value": ULN}]}
    assert [each["code"] for each in page["entries"][0]["components"]] == list(UNITS)


def test_a_wrong_number_or_code_is_refused_with_the_body_s_own_label_and_example(guild: GuildDesk) -> None:
    wrong = {"candidates": ["0713"], "components": ["22"], "syllabus": "0580"}
    expected = [
        ("syllabus", "“0580” cannot be right: qualification codes have two strokes, such as 601/8882/0. Correct it."),
        ("components", "“22” cannot be right: unit codes have a stroke or a dot, such as 8300/1H. Correct it."),
        ("candidates", "“0713” cannot be right: learner numbers have ten digits, such as 1000000713. Correct it."),
    ]
    saved = guild.centre("PUT", "/api/drafts/6f1c9e52-3b1d-4c58-9d0a-1a2b3c4d5e6f", {"content": content(**SCRIPTS | wrong)})
    assert (saved.status, [(each["field"], each["message"]) for each in saved.body["errors"]]) == (422, expected)
    assert saved.body["errors"][2]["rule"] == "Learner numbers have ten digits, such as 1000000713."
    assert (
        saved.body["errors"][2]["source"]
        == "Figures made up for the demonstration, Results Desk, checked 28 November 2026 (demonstration figure)"
    )
    opened = guild.centre("GET", "/api/candidates", series="2022-06", awarding_body=GUILD, typed="0713")
    assert (opened.status, opened.body["errors"][0]["message"]) == (422, expected[2][1])


def test_the_register_says_what_its_own_body_s_numbers_are(guild: GuildDesk) -> None:
    assert faults(guild.register(row("713"), row(uln="12"), row(centre="ZZ101"), row(syllabus="0580"), row(unit="22"))) == [
        ("candidate", "“713” is not valid in candidate: learner numbers have ten digits, such as 1000000713."),
        ("uln", "“12” is not valid in uln: ULNs have ten digits, such as 9876543210."),
        ("centre", "“ZZ101” is not valid in centre: provider numbers have a P and a stroke, such as P-12.3/A."),
        ("syllabus", "“0580” is not valid in syllabus: qualification codes have two strokes, such as 601/8882/0."),
        ("component", "“22” is not valid in component: unit codes have a stroke or a dot, such as 8300/1H."),
    ]


def test_capitals_of_codes_make_no_difference_in_a_register_and_a_further_number_that_is_left_out_stays(guild: GuildDesk) -> None:
    sent = {
        "series": "2022-06",
        "csv": "\n".join([HEADER.replace(",uln", ""), *(row(unit=each.lower(), uln="-").replace(",-", "") for each in UNITS)]),
    }
    shown = guild.staff("POST", "/register/preview", sent).ok()["preview"]
    assert [(each["code"], each["column"]) for each in shown["repaired"]] == [("capitals", "component")]
    assert shown["changed"] == []
    differs = guild.register(row(), row(unit=UNITS[1], uln="1111111111"))
    assert faults(differs) == [("uln", f"Row 2 gives “{ULN}” for the same learner number. Correct the row that is wrong.")]


def test_staff_of_one_body_see_nothing_of_the_other(guild: GuildDesk) -> None:
    id = guild.received(**SCRIPTS)
    assert guild.staff("GET", f"/enquiries/{id}", by="caseworker").status == 404
    assert guild.centre("GET", "/api/enquiries", series="2022-06", by=OFFICER).ok()["enquiries"][0]["id"] == id


def test_refusals_and_the_form_are_in_the_words_of_the_body_and_cambridge_s_next_to_them_in_ours(guild: GuildDesk) -> None:
    nobody = guild.submit(**SCRIPTS | {"candidates": []})
    assert [each["message"] for each in nobody.body["errors"]] == ["Choose at least one learner."]
    nothing = guild.submit(**SCRIPTS | {"components": []})
    said = {each["code"]: each["message"] for each in nothing.body["errors"]}
    assert said["components_missing"] == "Choose each unit that you want us to look at."
    stranger = guild.submit(**SCRIPTS | {"candidates": ["9999999999"]})
    assert [each["message"] for each in stranger.body["errors"]] == [
        f"Learner 9999999999 is not in the results register for qualification {QUALIFICATION}. Check the number."
    ]
    assert [each["message"] for each in guild.submit(candidates=[]).body["errors"]] == ["Choose at least one candidate."]
    checked = guild.centre(
        "POST", "/api/drafts/6f1c9e52-3b1d-4c58-9d0a-1a2b3c4d5e6f/check", {"content": content(**SCRIPTS | {"service": "5"})}
    ).ok()
    assert [each["term"] for each in checked["summary"]][:6] == ["Series", "Route", "Service", "Qualification", "Units", "Learners"]
    rules = {each["code"]: (each["message"], each["rule"]) for each in checked["problems"]}
    assert rules["component_assessor"] == (
        "Service 5 is available only for units that the provider assessed. Unit 1.2-A is not one of them: remove it or choose another service.",
        "Available for units that the provider assessed.",
    )


def test_a_name_with_one_of_our_words_in_it_is_left_as_it_is(guild: GuildDesk) -> None:
    answer = guild.register(
        row(name="Syllabus Centre", uln=""),
        row("1000000715", name="Component Candidate", uln=""),
        row("1000000715", UNITS[1], uln="", name="x"),
    )
    assert "Row 3 gives “Component Candidate” for the same learner number. Correct the row that is wrong." in [
        each for _, each in faults(answer)
    ]


def test_a_centre_of_two_bodies_is_found_by_the_staff_of_each_with_what_it_asked_of_that_one(guild: GuildDesk) -> None:
    of_guild = guild.submitted(**SCRIPTS)["enquiries"][0]["id"]
    of_cambridge = guild.submitted()["enquiries"][0]["id"]
    guild.follow()
    for number in ("ZZ101", PROVIDER):
        for staff, own in ((CASEWORKER, of_cambridge), (MAKER, of_guild)):
            found = guild.staff("GET", "/queue", by=staff, stage="all", typed=number).ok()["enquiries"]
            assert {each["id"] for each in found} <= {own}, f"{staff} sees an enquiry of the other body"
    for staff, number, own in ((CASEWORKER, "ZZ101", of_cambridge), (MAKER, PROVIDER, of_guild)):
        found = guild.staff("GET", "/queue", by=staff, stage="all", typed=number).ok()["enquiries"]
        assert [each["id"] for each in found] == [own], staff
