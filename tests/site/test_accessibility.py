"""What judges the pages' accessibility finds pale text wherever it first appears, however much it has seen before."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.accessibility import violations

PAGE = '<!doctype html><html lang="en"><head><title>A page</title></head><body style="background: #fff"><main><h1>A page</h1>{}</main></body></html>'
GOOD = '<p style="color: #111">Dark letters on a light ground</p>'


def found(browser: Browser, body: str, *, looks_only: bool) -> set[str]:
    """Return the rules that are broken by a page with this body, which follows one that is in order."""
    page = browser.new_page()
    try:
        page.set_content(PAGE.format(GOOD))
        assert violations(page) == []
        page.set_content(PAGE.format(GOOD + body))
        return {each["id"] for each in violations(page, looks_only=looks_only)}
    finally:
        page.close()


@pytest.mark.parametrize("looks_only", [False, True])
@pytest.mark.parametrize(
    "pale",
    [
        '<p style="color: #bbb">Pale letters</p>',
        '<div style="background: #222"><p style="color: #111">The same dark letters on a dark ground</p></div>',
        '<div style="opacity: 0.3"><p style="color: #111">The same dark letters seen through</p></div>',
        '<div style="height: 3em; background: #222"></div><p style="color: #111; position: absolute; margin: -2.5em 0 0">Laid over a dark ground</p>',
        '<p><input aria-label="Number" value="0713" style="color: #ccc; background: #fff"></p>',
    ],
)
def test_text_that_is_too_pale_is_found_although_the_like_was_good_before(browser: Browser, pale: str, looks_only: bool) -> None:
    assert found(browser, pale, looks_only=looks_only) == {"color-contrast"}


def test_text_that_is_too_pale_is_found_again_on_the_next_page(browser: Browser) -> None:
    pale = '<p style="color: #bdbdbd">Pale letters</p>'
    assert [found(browser, pale, looks_only=True) for _ in range(2)] == [{"color-contrast"}] * 2


def test_a_control_that_is_disabled_excuses_no_other_of_the_same_look(browser: Browser) -> None:
    label = '<p><label style="color: #bcbcbc">Number <input value="0713" {}></label></p>'
    page = browser.new_page()
    page.set_content(PAGE.format(label.format("disabled")))
    assert violations(page) == []
    page.set_content(PAGE.format(label.format("")))
    assert {each["id"] for each in violations(page)} == {"color-contrast"}
    page.close()


def test_every_other_rule_sees_the_whole_page_each_time(browser: Browser) -> None:
    assert found(browser, '<p><input style="color: #111"></p>', looks_only=False) == {"label"}
