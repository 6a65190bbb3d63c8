"""Modules of the desks in Chromium, each by itself: finding people, the API's answers, and the sign-in service's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.finding import CASES
from tests.spoken import NCFE, ODD, SPOKEN

TOKENS = {"id": "header.e30.signature", "refresh": "refresh-1", "ends": 0}
CONFIGURATION = {pool: {"domain": "https://sign-in.example", "client_id": "client"} for pool in ("people", "staff")}


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page without scripts of its own at the site's address, where somebody is signed in whose token has run out."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}/openapi/centre.json")
    page.evaluate("tokens => sessionStorage.setItem('people.tokens', JSON.stringify(tokens))", TOKENS)
    page.route("**/config.json", lambda route: route.fulfill(json=CONFIGURATION))
    yield page
    context.close()


def run(page: Page, module: str, script: str, argument: Any = None) -> Any:
    """What the script makes of a module of the desks."""
    return page.evaluate(f"async (argument) => {{ const module = await import('/assets/desk/{module}'); {script} }}", argument)


def answering(page: Page, pattern: str, status: int, body: str) -> list[Route]:
    """Answer every request for addresses like this; return those that come."""
    seen: list[Route] = []

    def answer(route: Route) -> None:
        seen.append(route)
        headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json" if body[:1] == "{" else "text/html"}
        route.fulfill(status=status, body=body, headers=headers)

    page.route(pattern, answer)
    return seen


@pytest.mark.proves("BY-25")
def test_the_chooser_finds_candidates_as_the_lists_do(page: Page) -> None:
    script = "return argument.map(([number, name, typed]) => module.fitsFilter({ number, name }, typed));"
    found = run(page, "candidate-filter.js", script, [list(case[:3]) for case in CASES])
    assert [(case[2], each) for case, each in zip(CASES, found, strict=True)] == [(case[2], case[3]) for case in CASES]


SIGNED_IN = json.dumps({"id_token": TOKENS["id"], "refresh_token": "refresh-2", "expires_in": 3600})
TOKEN = "return module.idToken().then((token) => token, (fault) => fault.name);"


@pytest.mark.parametrize(
    ("status", "body", "said", "kept"),
    [
        (200, SIGNED_IN, TOKENS["id"], "refresh-2"),
        (400, '{"error": "invalid_grant"}', None, None),
        (401, '{"error": "invalid_client"}', None, None),
        (429, "{}", "TypeError", "refresh-1"),
        (403, "<html>blocked</html>", "TypeError", "refresh-1"),
        (500, "", "TypeError", "refresh-1"),
        (503, "<html>busy</html>", "TypeError", "refresh-1"),
    ],
)
def test_only_a_refusal_of_the_sign_in_service_ends_a_session_and_a_rotated_token_is_kept(
    page: Page, status: int, body: str, said: str | None, kept: str | None
) -> None:
    answering(page, "https://sign-in.example/oauth2/token", status, body)
    assert run(page, "session.js", TOKEN) == said
    stored = page.evaluate("JSON.parse(sessionStorage.getItem('people.tokens'))")
    assert (stored and stored["refresh"]) == kept


def test_a_service_whose_name_has_its_code_in_it_is_called_by_its_name_alone(page: Page) -> None:
    names = [
        {"label": "2", "name": "Review of marking"},
        {"label": "X", "name": "Enquiry about NO RESULT (X)"},
        {"label": "Q", "name": "Enquiry about PENDING (Q)"},
        {"label": "Stage 1 appeal", "name": "Stage 1 appeal"},
    ]
    assert run(page, "enquiry/enquiry-rows.js", "return argument.map(module.serviceName);", names) == [
        "2 Review of marking", "Enquiry about NO RESULT (X)", "Enquiry about PENDING (Q)", "Stage 1 appeal",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "sent"),
    [
        ("drafts/", "drafts/none"),
        ("enquiries//letters/outcome", "enquiries/none/letters/outcome"),
        ("invoices/?series=2022-06", "invoices/none?series=2022-06"),
        ("staff/enquiries/0123", "staff/enquiries/0123"),
    ],
)
def test_a_page_without_its_id_asks_for_what_does_not_exist_and_not_for_the_list(page: Page, asked: str, sent: str) -> None:
    answering(page, "https://sign-in.example/oauth2/token", 200, SIGNED_IN)
    seen = answering(page, "**/api/**", 200, '{"drafts": []}')
    run(page, "api.js", "return module.call('GET', argument);", asked)
    assert [each.request.url.split("/api/")[1] for each in seen] == [sent]


@pytest.mark.parametrize("status", [200, 503])
def test_signing_out_revokes_the_refresh_token_and_goes_on_whatever_the_answer(page: Page, status: int) -> None:
    revoked = answering(page, "https://sign-in.example/oauth2/revoke", status, "")
    left = answering(page, "https://sign-in.example/logout**", 200, "<p>Signed out")
    with page.expect_navigation():
        run(page, "session.js", "module.signOut();")
    assert [each.request.post_data for each in revoked] == ["client_id=client&token=refresh-1"]
    assert len(left) == 1


@pytest.mark.parametrize(
    ("status", "body", "becomes", "code"),
    [
        (404, '{"errors": [{"code": "not_found", "message": "No.", "field": null, "rule": null, "source": null}]}', 404, "not_found"),
        (404, "<!doctype html><title>No page", 403, "forbidden"),
        (403, "<html>Request blocked", 403, "forbidden"),
        (413, "<html>too large", 413, "too_large"),
        (502, "<html>Bad gateway", 0, "unanswered"),
        (504, "<html>Gateway timeout", 0, "unanswered"),
    ],
)
def test_what_stands_before_the_api_is_told_from_the_api(page: Page, status: int, body: str, becomes: int, code: str) -> None:
    """A web ACL's 403 comes as the page of what does not exist: the distribution shows that for every 403."""
    answering(page, "https://sign-in.example/oauth2/token", 200, SIGNED_IN)
    asked = answering(page, "**/api/anything", status, body)
    script = "return module.call('POST', 'anything', {}).catch(({ status, problems }) => [status, problems[0].code]);"
    assert run(page, "api.js", script) == [becomes, code]
    assert len(asked) == 1, "what may have been done is not sent again"


def test_a_page_says_a_sentence_in_the_same_words_as_the_functions(page: Page) -> None:
    odd = "A candidate of a centre with a component; centres, components and a syllabus"
    script = "return argument.map(([text, words]) => module.said(text, words));"
    found = run(page, "words.js", script, [*([ours, NCFE.chosen] for ours, _ in SPOKEN), [odd, ODD.chosen]])
    assert found == [*(theirs for _, theirs in SPOKEN), ODD.said(odd)]
    assert len(found) > 10


def test_a_page_is_said_in_a_body_s_words_and_what_the_desk_sent_stays_as_it_is(page: Page) -> None:
    page.set_content(
        "<title>Candidates</title><article><h1>Your candidates</h1><p title='a centre'>Choose a component.</p>"
        "<textarea>The candidate</textarea><p translate='no'>Our centre</p></article>"
    )
    script = """
        module.speak(argument, [{ name: "Harbour Centre", parts: [{ title: "Component 2: Theory" }], note: "The candidate asked" }]);
        document.querySelector("article").append(document.createElement("p"), document.createElement("p"));
        const [late, noted] = [...document.querySelectorAll("p")].slice(-2);
        late.append("Centre: Harbour Centre, component Component 2: Theory");
        noted.append("The candidate asked");
        await new Promise((resolve) => setTimeout(resolve));
        return [document.title, ...[...document.querySelectorAll("h1, p, textarea")].map((each) => each.value ?? each.textContent), document.querySelector("p").title];
    """
    assert run(page, "words.js", script, NCFE.chosen) == [
        "Learners", "Your learners", "Choose a unit.", "The candidate", "Our centre", "Provider: Harbour Centre, unit Component 2: Theory",
        "The candidate asked", "a provider",
    ]  # fmt: skip


def test_what_is_wrong_in_the_same_words_with_several_fields_is_one_line_until_the_last_of_them_is_mended(page: Page) -> None:
    fields = "".join(f"<p class='field'><label for='{each}'>Day</label><input id='{each}'></p>" for each in ("first", "second", "third"))
    page.set_content(f"<article><h1>Days</h1>{fields}</article>")
    script = """
        const shown = () => [
          document.querySelector("#error-summary:not([hidden]) h2")?.textContent ?? "",
          [...document.querySelectorAll("#error-summary li:not([hidden])")].map((each) => [each.textContent, each.querySelector("a").hash]),
          [...document.querySelectorAll("[aria-invalid]")].map((each) => each.id),
        ];
        module.showProblems(argument.map(([field, message]) => ({ field, message })));
        const states = [shown()];
        for (const field of ["first", "third", "second"]) {
          module.clearField(field);
          states.push(shown());
        }
        return states;
    """
    day, charge = "Enter a day.", "Enter a charge."
    assert run(page, "error-summary.js", script, [["first", day], ["second", day], ["third", charge]]) == [
        ["There are 2 problems", [[day, "#first"], [charge, "#third"]], ["first", "second", "third"]],
        ["There are 2 problems", [[day, "#second"], [charge, "#third"]], ["second", "third"]],
        ["There is a problem", [[day, "#second"]], ["second"]],
        ["", [], []],
    ]


def test_a_page_that_cannot_be_shown_says_once_what_is_wrong_in_the_same_words_with_several_fields(page: Page) -> None:
    parts = "".join(f"<div data-part='{each}' hidden></div>" for each in ("loading", "ready", "fault"))
    page.set_content(f"<article><h1>Log</h1><div data-module='log'>{parts}</div></article>")
    script = """
        const { Refusal } = await import("/assets/desk/api.js");
        class Log extends module.DeskPage { static module = "log"; }
        new Log(document.querySelector("[data-module=log]")).showFault(new Refusal(422, argument));
        return [...document.querySelectorAll("[data-part=fault] p:not(.notice__title, .button-row)")].filter((each) => each.checkVisibility()).map((each) => each.textContent);
    """
    dated = {"message": "Enter a day.", "rule": "A day is a day.", "source": None}
    found = [
        dated | {"field": "from"},
        dated | {"field": "until"},
        {"message": "Enter a day.", "field": "at", "rule": None, "source": None},
    ]
    assert run(page, "components/desk-page.js", script, found) == ["Enter a day.Rule: A day is a day.", "Enter a day."]
