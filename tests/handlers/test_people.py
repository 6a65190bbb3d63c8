"""People come, get roles and leave: what they may do, their account at the sign-in, what is told, what is kept (BY-21)."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from functions import wiring
from functions.adapters import keys
from functions.adapters.organisations import put_person, read_person
from functions.domain.people.people import Kind, Person, Role
from functions.handlers import sign_in_mails
from tests.builders import CAMBRIDGE, membership
from tests.handlers.desk import (
    ASSOCIATE,
    ASSOCIATE_COORDINATOR,
    BOTH,
    CASEWORKER,
    COORDINATOR,
    HARBOUR,
    HEAD,
    OFFICER,
    STAFF_COORDINATOR,
    SUPERVISOR,
    VIEWER,
    Desk,
    Reply,
    listed,
)  # fmt: skip

NADIA = {"name": "Nadia Rahman", "email": "nadia@northfield.example", "roles": ["exams_officer"]}
NEW = "11111111-2222-4333-8444-555555555555"
CENTRES_ADDRESS = "exams@northfield.example"
pytestmark = pytest.mark.proves("BY-21")


def version(desk: Desk, id: str, by: str = COORDINATOR) -> int:
    """The version of somebody in the list, 0 for one who is not in it."""
    return next((each["version"] for each in people(desk, by)["people"] if each["id"] == id), 0)


def people(desk: Desk, by: str = COORDINATOR) -> Any:
    return desk.centre("GET", "/api/people", by=by).ok()


def invite(desk: Desk, id: str = NEW, *, by: str = COORDINATOR, **changes: Any) -> Reply:
    return desk.centre("PUT", f"/api/people/{id}", NADIA | changes, by=by)


def change(desk: Desk, id: str, what: str, *, by: str = COORDINATOR, **sent: Any) -> Reply:
    return desk.centre("POST", f"/api/people/{id}/{what}", {"version": version(desk, id, by)} | sent, by=by)


def account(email: str, kind: Kind = Kind.CENTRE) -> Any:
    accounts = wiring.accounts(kind)
    return accounts.client.admin_get_user(UserPoolId=accounts.pool, Username=email)


def sub_of(email: str, kind: Kind = Kind.CENTRE) -> str:
    return next(each["Value"] for each in account(email, kind)["UserAttributes"] if each["Name"] == "sub")


def joined(desk: Desk, email: str, *, password: str = "A password of one's own, 2022") -> str:
    """The person signs in for the first time and comes to the desk. Return the id that their token has."""
    accounts = wiring.accounts(Kind.CENTRE)
    accounts.client.admin_set_user_password(UserPoolId=accounts.pool, Username=email, Password=password, Permanent=True)
    sub = sub_of(email)
    desk.centre("GET", "/api/me", by=sub).ok()
    return sub


def test_a_colleague_who_is_invited_gets_an_account_with_the_roles_chosen_and_may_work_at_once(desk: Desk) -> None:
    page = invite(desk).ok()
    (nadia,) = (each for each in page["people"] if each["id"] == NEW)
    assert (nadia["name"], nadia["role_names"], nadia["joined"]) == ("Nadia Rahman", ["Exams officer"], False)
    desk.follow()
    made = account("nadia@northfield.example")
    assert (made["UserStatus"], made["Enabled"]) == ("FORCE_CHANGE_PASSWORD", True)
    person = read_person(wiring.table(), sub_of("nadia@northfield.example"))
    assert person
    assert [(each.organisation, each.organisation_name, each.role) for each in person.memberships] == [
        ("northfield", "Northfield School", Role.EXAMS_OFFICER)
    ]
    assert desk.mails() == [], "the sign-in sends the invitation, with the password, by itself"
    sub = joined(desk, "nadia@northfield.example")
    assert desk.centre("GET", "/api/drafts", by=sub).status == 200
    assert next(each["joined"] for each in people(desk)["people"] if each["id"] == NEW)
    assert [(each["what"], each["by"], each["about"]) for each in people(desk)["history"]] == [
        ("Signed in for the first time", "Nadia Rahman", "Nadia Rahman"),
        ("Invited", "Name of coordinator", "Nadia Rahman"),
    ]


def test_an_invitation_that_is_sent_twice_or_whose_effect_comes_twice_is_one_account_and_one_entry(desk: Desk) -> None:
    invite(desk).ok()
    invite(desk).ok()
    records = desk.stream()
    desk.deliver(records)
    desk.deliver(records)
    desk.sweep()
    assert [each["email"] for each in people(desk)["people"]].count("nadia@northfield.example") == 1
    assert len(wiring.accounts(Kind.CENTRE).client.list_users(UserPoolId="people")["Users"]) == 1
    assert [each["what"] for each in people(desk)["history"]] == ["Invited"]


def test_an_account_whose_answer_was_lost_is_finished_by_the_sweep(desk: Desk) -> None:
    desk.network.answer_is_lost("AdminCreateUser")
    invite(desk).ok()
    desk.follow()
    assert read_person(wiring.table(), sub_of("nadia@northfield.example")) is None
    desk.at("2022-08-22 09:30")
    desk.sweep()
    assert read_person(wiring.table(), sub_of("nadia@northfield.example"))


def test_who_has_an_account_already_is_told_by_e_mail_and_keeps_it(desk: Desk) -> None:
    invite(desk).ok()
    desk.follow()
    sub = joined(desk, "nadia@northfield.example")
    put = put_person(
        Person(
            id="h-coordinator",
            name="Mei",
            email="mei@harbour.example",
            memberships=(membership(organisation="harbour"), membership(Role.COORDINATOR, "harbour")),
        )
    )
    wiring.table().put(put)
    desk.centre("PUT", f"/api/people/{uuid.uuid4()}", NADIA | {"roles": ["viewer"]}, by="h-coordinator").ok()
    desk.follow()
    (mail,) = desk.mails("nadia@northfield.example")
    assert mail["subject"] == "You have access to Harbour International School at Results Desk"
    assert "Your roles: Viewer" in mail["text"]
    assert "https://desk.example/desk/" in mail["text"]
    person = read_person(wiring.table(), sub)
    assert person
    assert [(each.organisation, each.role.value) for each in person.memberships] == [("northfield", "exams_officer"), ("harbour", "viewer")]
    assert desk.centre("GET", "/api/centre", by=sub).codes == ["choose_organisation"], "they choose, without signing out"
    assert desk.centre("GET", "/api/centre", by=sub, organisation="harbour").ok()["organisation"]["id"] == "harbour"


def test_an_invitation_is_sent_again_until_somebody_has_signed_in(desk: Desk) -> None:
    invite(desk).ok()
    desk.follow()
    change(desk, NEW, "invitation").ok()
    with desk.counting():
        before = desk.network.requests["AdminCreateUser"]
        desk.follow()
        assert desk.network.requests["AdminCreateUser"] == before + 1
    joined(desk, "nadia@northfield.example")
    assert change(desk, NEW, "invitation").codes == ["joined_already"]
    assert [each["what"] for each in people(desk)["history"]] == ["Signed in for the first time", "Invitation sent again", "Invited"]


def test_roles_count_from_the_next_request_on_and_the_person_is_told(desk: Desk) -> None:
    assert desk.centre("GET", "/api/drafts").status == 200
    change(desk, listed(OFFICER), "roles", roles=["viewer"]).ok()
    assert desk.centre("GET", "/api/drafts").status == 404
    assert desk.centre("GET", "/api/enquiries", series="2022-06").status == 200
    desk.follow()
    (mail,) = desk.mails()
    assert (mail["to"], mail["subject"]) == ("officer@people.example", "Your roles at Northfield School were changed")
    assert "Your roles: Viewer" in mail["text"]


def test_a_new_coordinator_is_told_to_the_centre_too(desk: Desk) -> None:
    change(desk, listed(HEAD), "roles", roles=["head_of_centre", "coordinator"]).ok()
    desk.follow()
    assert sorted((each["to"], each["subject"]) for each in desk.mails()) == [
        (CENTRES_ADDRESS, "The coordinators of Northfield School were changed"),
        ("head@people.example", "Your roles at Northfield School were changed"),
    ]
    assert not [each for each in desk.mails() if "Name of head" in each["text"]]


def test_whoever_leaves_is_out_with_the_next_request_and_their_account_is_ended(desk: Desk) -> None:
    invite(desk).ok()
    desk.follow()
    sub = joined(desk, "nadia@northfield.example")
    draft = desk.draft(by=sub)
    change(desk, NEW, "leave").ok()
    for path in ("/api/me", "/api/centre", f"/api/drafts/{draft}", "/api/enquiries"):
        assert desk.centre("GET", path, by=sub).status == 404, path
    desk.follow()
    assert account("nadia@northfield.example")["Enabled"] is False
    assert desk.network.requests["AdminUserGlobalSignOut"] == 1
    (mail,) = desk.mails()
    assert (mail["to"], mail["subject"]) == ("nadia@northfield.example", "Your access to Northfield School has ended")
    assert [each["name"] for each in people(desk)["former"]] == ["Nadia Rahman"]
    assert desk.centre("GET", f"/api/drafts/{draft}").status == 200, "what they began stays with the centre"


def test_whoever_leaves_one_of_two_centres_keeps_the_other_and_the_account(desk: Desk) -> None:
    change(desk, listed(BOTH), "leave").ok()
    desk.follow()
    assert desk.centre("GET", "/api/centre", by=BOTH).ok()["organisation"]["id"] == "harbour"
    assert desk.network.requests["AdminDisableUser"] == 0


def test_who_was_invited_and_leaves_before_the_account_is_made_gets_none_and_ends_nobody_elses(desk: Desk) -> None:
    invite(desk).ok()
    change(desk, NEW, "leave").ok()
    desk.follow()
    with pytest.raises(wiring.accounts(Kind.CENTRE).client.exceptions.UserNotFoundException):
        account("nadia@northfield.example")


def test_whoever_left_is_given_their_account_back_by_a_new_invitation(desk: Desk) -> None:
    invite(desk).ok()
    desk.follow()
    sub = joined(desk, "nadia@northfield.example")
    change(desk, NEW, "leave").ok()
    desk.follow()
    invite(desk, str(uuid.uuid4()), roles=["viewer"]).ok()
    desk.follow()
    assert account("nadia@northfield.example")["Enabled"] is True
    assert desk.centre("GET", "/api/enquiries", by=sub).status == 200
    assert [each["subject"] for each in desk.mails()][-1] == "You have access to Northfield School at Results Desk"


def test_the_drafts_of_somebody_who_left_are_handed_over_to_a_colleague_who_is_told(desk: Desk) -> None:
    drafts = [desk.draft(by=OFFICER), desk.draft(by=OFFICER, candidates=("0714",))]
    other = desk.draft(by=HEAD, candidates=("0015",))
    change(desk, listed(OFFICER), "leave").ok()
    (former,) = people(desk)["former"]
    assert former["drafts"] == 2
    assert desk.centre("POST", f"/api/people/{listed(OFFICER)}/hand-over", {"to": listed(VIEWER)}, by=COORDINATOR).codes == ["hand_over_to"]
    page = desk.centre("POST", f"/api/people/{listed(OFFICER)}/hand-over", {"to": listed(HEAD)}, by=COORDINATOR).ok()
    assert {each["name"]: each["drafts"] for each in page["people"] if each["drafts"]} == {"Name of head": 3}
    assert {each["id"] for each in desk.centre("GET", "/api/drafts", by=HEAD).ok()["drafts"]} == {*drafts, other}
    desk.follow()
    assert [each["subject"] for each in desk.mails("head@people.example")] == ["Drafts were handed over to you"]
    assert desk.submit(drafts[0], by=HEAD).status == 200


def test_the_last_coordinator_stays_until_there_is_another(desk: Desk) -> None:
    assert change(desk, listed(COORDINATOR), "leave").codes == ["last_coordinator"]
    assert change(desk, listed(COORDINATOR), "roles", roles=["exams_officer"]).codes == ["last_coordinator"]
    change(desk, listed(HEAD), "roles", roles=["head_of_centre", "coordinator"]).ok()
    assert change(desk, listed(COORDINATOR), "leave").ok() == {"left": True}
    assert desk.centre("GET", "/api/people", by=COORDINATOR).status == 404


def test_two_coordinators_who_end_each_others_access_at_once_leave_one(desk: Desk) -> None:
    change(desk, listed(HEAD), "roles", roles=["head_of_centre", "coordinator"]).ok()
    seen = {who: version(desk, listed(who)) for who in (COORDINATOR, HEAD)}
    ended = []
    desk.network.first(
        "TransactWriteItems",
        lambda: ended.append(
            desk.centre("POST", f"/api/people/{listed(COORDINATOR)}/leave", {"version": seen[COORDINATOR]}, by=HEAD).status
        ),
    )
    late = desk.centre("POST", f"/api/people/{listed(HEAD)}/leave", {"version": seen[HEAD]}, by=COORDINATOR)
    assert (ended, late.status, late.codes) == ([200], 409, ["changed_meanwhile"])
    assert [each["name"] for each in people(desk, HEAD)["people"] if "coordinator" in each["roles"]] == ["Name of head"]


def test_a_change_of_somebody_is_out_of_date_only_once_a_coordinator_has_changed_that_person(desk: Desk) -> None:
    invite(desk).ok()
    desk.follow()
    assert version(desk, NEW) == 0
    desk.network.first("TransactWriteItems", lambda: desk.centre("GET", "/api/me", by="old").ok())
    wiring.table().put(put_person(Person(id="old", name="Olga Brandt", email="olga@northfield.example", memberships=(membership(),))))
    given = {"version": 0, "roles": ["viewer"]}
    reply = desk.centre("POST", f"/api/people/{NEW}/roles", given, by=COORDINATOR).ok()
    assert "Olga Brandt" in [each["name"] for each in reply["people"]], "the list was changed at the same moment, by a first sign-in"
    change(desk, listed(VIEWER), "roles", roles=["exams_officer"]).ok()
    assert (version(desk, NEW), version(desk, listed(VIEWER)), version(desk, "old")) == (1, 1, 0)
    late = desk.centre("POST", f"/api/people/{NEW}/roles", given | {"roles": ["head_of_centre"]}, by=COORDINATOR)
    assert (late.status, late.codes) == (409, ["changed_meanwhile"])
    desk.centre("POST", f"/api/people/{NEW}/roles", {"version": 1, "roles": ["head_of_centre"]}, by=COORDINATOR).ok()


def test_an_invitation_is_sent_again_once_however_often_the_button_is_pressed(desk: Desk) -> None:
    invite(desk).ok()
    desk.follow()
    desk.centre("POST", f"/api/people/{NEW}/invitation", {"version": 0}, by=COORDINATOR).ok()
    assert desk.centre("POST", f"/api/people/{NEW}/invitation", {"version": 0}, by=COORDINATOR).codes == ["changed_meanwhile"]


def test_a_lost_second_factor_is_reset_and_the_person_is_told(desk: Desk) -> None:
    desk.staff(
        "PUT", f"/people/{NEW}", {"name": "Nadia Rahman", "email": "nadia@board.example", "roles": ["caseworker"]}, by=STAFF_COORDINATOR
    ).ok()
    desk.follow()
    desk.staff("POST", f"/people/{NEW}/second-factor", {"version": 0}, by=STAFF_COORDINATOR).ok()
    desk.follow()
    assert desk.network.factors_reset == ["nadia@board.example"]
    assert [each["subject"] for each in desk.mails("nadia@board.example")] == ["Your second factor was reset"]


def test_each_step_about_somebody_is_recorded_with_who_did_it_and_when(desk: Desk) -> None:
    invite(desk).ok()
    desk.follow()
    change(desk.at("2022-08-22 10:00"), NEW, "invitation").ok()
    change(desk.at("2022-08-22 11:00"), NEW, "roles", roles=["viewer"]).ok()
    change(desk.at("2022-08-22 12:00"), listed(OFFICER), "second-factor").ok()
    desk.draft(by=OFFICER)
    change(desk.at("2022-08-22 13:00"), listed(OFFICER), "leave").ok()
    desk.at("2022-08-22 14:00").centre("POST", f"/api/people/{listed(OFFICER)}/hand-over", {"to": listed(HEAD)}, by=COORDINATOR).ok()
    recorded = [(each["at"], each["what"], each["by"], each["about"]) for each in people(desk)["history"]]
    assert recorded == [
        ("2022-08-22T13:00:00.000Z", "Drafts handed over", "Name of coordinator", "Name of head"),
        ("2022-08-22T12:00:00.000Z", "Access ended", "Name of coordinator", "Name of officer"),
        ("2022-08-22T11:00:00.000Z", "Second factor reset", "Name of coordinator", "Name of officer"),
        ("2022-08-22T10:00:00.000Z", "Roles changed", "Name of coordinator", "Nadia Rahman"),
        ("2022-08-22T09:00:00.000Z", "Invitation sent again", "Name of coordinator", "Nadia Rahman"),
        ("2022-08-22T08:00:00.000Z", "Invited", "Name of coordinator", "Nadia Rahman"),
    ]


def test_staff_are_invited_into_the_pool_that_asks_for_a_second_factor_and_associates_into_the_other(desk: Desk) -> None:
    desk.staff("PUT", f"/people/{NEW}", {"name": "Nadia", "email": "nadia@board.example", "roles": ["finance"]}, by=STAFF_COORDINATOR).ok()
    desk.associate(
        "PUT", f"/people/{NEW}", {"name": "Nadia", "email": "nadia@meridian.example", "roles": ["associate"]}, by=ASSOCIATE_COORDINATOR
    ).ok()
    desk.follow()
    assert sub_of("nadia@board.example", Kind.AWARDING_BODY)
    assert sub_of("nadia@meridian.example", Kind.ASSOCIATE)
    for email, kind in (("nadia@board.example", Kind.CENTRE), ("nadia@meridian.example", Kind.AWARDING_BODY)):
        with pytest.raises(wiring.accounts(kind).client.exceptions.UserNotFoundException):
            account(email, kind)
    assert desk.associate("GET", "/queue", by=sub_of("nadia@meridian.example", Kind.ASSOCIATE)).status == 200


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"name": ""}, "person_name_missing", "name"),
        ({"email": ""}, "person_address_missing", "email"),
        ({"roles": []}, "roles_missing", "roles"),
        ({"roles": ["coordinator"]}, "coordinator_only", "roles"),
        ({"roles": ["caseworker"]}, "role_not_here", "roles"),
        ({"email": "OFFICER@people.example"}, "person_already", "email"),
    ],
)
def test_an_invitation_that_is_not_complete_or_not_for_here_is_refused_and_nothing_is_stored(
    desk: Desk, changes: dict[str, Any], code: str, field: str
) -> None:
    before = desk.items()
    reply = invite(desk, **changes)
    assert (reply.status, reply.codes, reply.body["errors"][0]["field"]) == (422, [code], field)
    assert desk.items() == before


def test_an_organisation_takes_only_so_many_people(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.domain.people.members.MOST_PEOPLE", len(people(desk)["people"]))
    assert invite(desk).codes == ["people_too_many"]


def test_who_does_not_manage_the_people_sees_names_and_roles_and_no_address(desk: Desk) -> None:
    page = people(desk, VIEWER)
    assert page["manages"] is False
    assert "Name of head" in [each["name"] for each in page["people"]]
    assert "people.example" not in str(page)
    assert {"former", "history"} & set(page) == set()


def test_somebody_whom_an_earlier_version_stored_comes_into_the_list_with_the_next_visit(desk: Desk) -> None:
    wiring.table().put(put_person(Person(id="old", name="Olga Brandt", email="olga@northfield.example", memberships=(membership(),))))
    assert "Olga Brandt" not in [each["name"] for each in people(desk)["people"]]
    desk.centre("GET", "/api/me", by="old").ok()
    before = desk.items()
    desk.centre("GET", "/api/me", by="old").ok()
    assert desk.items() == before, "noted once"
    (olga,) = (each for each in people(desk)["people"] if each["name"] == "Olga Brandt")
    assert (olga["joined"], olga["role_names"]) == (True, ["Exams officer"])
    change(desk, "old", "leave")


# --- staff invite coordinators


def coordinator(desk: Desk, *, by: str = SUPERVISOR, **changes: Any) -> Reply:
    sent = {
        "id": NEW,
        "centre_number": "ZZ909",
        "organisation_name": "Quayside College",
        "contact_email": "exams@quayside.example",
        "name": "Nadia Rahman",
        "email": "nadia@quayside.example",
    }
    return desk.staff("POST", "/coordinators", sent | changes, by=by)


def test_staff_invite_the_coordinator_of_a_centre_that_the_desk_does_not_know_and_she_invites_the_others(desk: Desk) -> None:
    said = coordinator(desk).ok()
    assert (said["organisation"]["name"], said["organisation"]["new"]) == ("Quayside College", True)
    assert coordinator(desk).ok()["organisation"] == said["organisation"] | {"new": False}, "sent again, it is the same"
    desk.follow()
    sub = joined(desk, "nadia@quayside.example")
    page = desk.centre("GET", "/api/people", by=sub).ok()
    assert [(each["name"], each["role_names"]) for each in page["people"]] == [("Nadia Rahman", ["Exams officer", "Coordinator"])]
    assert desk.centre("GET", "/api/centre", by=sub).ok()["organisation"]["bodies"][0]["centre_number"] == "ZZ909"
    invite(desk, str(uuid.uuid4()), by=sub, email="other@quayside.example").ok()


def test_at_a_centre_that_the_desk_knows_who_belongs_to_it_becomes_coordinator(desk: Desk) -> None:
    said = coordinator(desk, centre_number="ZZ101", email="head@people.example").ok()
    assert said["organisation"] == {"id": "northfield", "name": "Northfield School", "new": False}
    person = read_person(wiring.table(), HEAD)
    assert person
    assert [each.role for each in person.memberships] == [Role.HEAD_OF_CENTRE, Role.COORDINATOR]


def test_staff_invite_the_coordinator_of_an_associate_once_by_its_name(desk: Desk) -> None:
    sent = {"kind": "associate", "centre_number": None, "organisation_name": "Delta Associates", "contact_email": "desk@delta.example"}
    first = coordinator(desk, **sent).ok()["organisation"]
    again = coordinator(
        desk, **sent | {"organisation_name": " delta  ASSOCIATES", "id": str(uuid.uuid4()), "email": "o@delta.example"}
    ).ok()
    assert (first["new"], again["organisation"]["id"]) == (True, first["id"])
    desk.follow()
    assert desk.associate("GET", "/queue", by=sub_of("o@delta.example")).status == 200


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"centre_number": None}, ["centre_number_missing"]),
        ({"centre_number": "12345"}, ["identifier_form"]),
        ({"organisation_name": "", "contact_email": None}, ["organisation_name_missing", "organisation_address_missing"]),
        ({"name": ""}, ["person_name_missing"]),
        ({"kind": "awarding_body"}, ["malformed"]),
    ],
)
def test_an_organisation_that_is_not_known_is_made_only_with_all_that_it_needs(
    desk: Desk, changes: dict[str, Any], codes: list[str]
) -> None:
    before = desk.items()
    assert coordinator(desk, **changes).codes == codes
    assert desk.items() == before


def test_neither_a_caseworker_nor_finance_nor_another_body_makes_a_centre(desk: Desk) -> None:
    for who in (CASEWORKER, "finance", "other-board"):
        assert coordinator(desk, by=who).status == 404
    assert keys.centre(CAMBRIDGE, "ZZ909") not in desk.items()


# --- the words of the sign-in's own mails


def trigger(source: str, told: dict[str, str] | None = None) -> Any:
    """What Cognito sends before a mail, and what it gets back."""
    event = {
        "version": "1", "triggerSource": source, "userPoolId": "people", "userName": "x", "callerContext": {},
        "request": {"userAttributes": {}, "codeParameter": "{####}", "usernameParameter": "{username}", "clientMetadata": told},
        "response": {"smsMessage": None, "emailMessage": None, "emailSubject": None},
    }  # fmt: skip
    return sign_in_mails.handler(event, None)["response"]


def test_an_invitation_says_who_invites_and_leads_to_that_desk_with_cognitos_password_in_it(desk: Desk) -> None:
    said = trigger(
        "CustomMessage_AdminCreateUser", {"organisation": "Northfield School", "contact": "exams@northfield.example", "desk": "desk"}
    )
    assert said["emailSubject"] == "Northfield School invites you to Results Desk"
    for part in ("{####}", "{username}", 'href="https://desk.example/desk/"', "seven days", "mailto:exams@northfield.example"):
        assert part in said["emailMessage"]
    assert len(said["emailMessage"]) < 20_000


@pytest.mark.parametrize("source", ["CustomMessage_ForgotPassword", "CustomMessage_ResendCode"])
def test_a_code_for_a_new_password_comes_in_the_desks_words(desk: Desk, source: str) -> None:
    said = trigger(source)
    assert said["emailSubject"] == "Your code for Results Desk"
    assert "{####}" in said["emailMessage"]
    assert "https://desk.example/sign-in/" in said["emailMessage"]


def test_a_name_with_signs_of_markup_is_shown_as_it_is_in_an_invitation(desk: Desk) -> None:
    said = trigger("CustomMessage_AdminCreateUser", {"organisation": "<b>Bold</b> & Sons"})
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; Sons" in said["emailMessage"]


def test_the_harbour_officer_cannot_name_somebody_of_northfield(desk: Desk) -> None:
    assert desk.centre("POST", f"/api/people/{listed(OFFICER)}/leave", {"version": 0}, by=HARBOUR).status == 404
    assert desk.associate("POST", f"/people/{listed(OFFICER)}/leave", {"version": 0}, by=ASSOCIATE_COORDINATOR).status == 404
    assert desk.associate("GET", "/people", by=ASSOCIATE).ok()["manages"] is False
