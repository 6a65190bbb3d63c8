"""Forms are rendered from the models that the functions validate with."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Browser
from pydantic import BaseModel, TypeAdapter

from functions.domain.enquiries.submission import DraftContent, SaveDraft
from functions.domain.fields import Request
from tests.site.building import Built

HOOKS = Path(__file__).parents[2] / "site" / "hooks"
VALUES = ["", "0580", "12", "2S", "2022-06", "٠٥٨٠", "officer@northfield.example", "a.b+c@x-y.example", "a|b{c}@x.example", "no address", "a@b", "x" * 5, "AB", "a/b"]  # fmt: skip


@pytest.fixture(scope="module")
def forms() -> Iterator[ModuleType]:
    """The generator as a program without MkDocs would load it."""
    sys.path.insert(0, str(HOOKS))
    try:
        yield import_module("guidance.forms")
    finally:
        sys.path.remove(str(HOOKS))


def request_models() -> list[type[BaseModel]]:
    found: dict[str, type[BaseModel]] = {}
    for name in (
        "enquiries.submission",
        "enquiries.amendments",
        "enquiries.marks",
        "enquiries.staff_requests",
        "enquiries.associate_requests",
        "people.people",
        "register.imports",
    ):
        module = import_module(f"functions.domain.{name}")
        found |= {
            key: each for key, each in vars(module).items() if isinstance(each, type) and issubclass(each, Request) and each is not Request
        }
    return list(found.values())


def test_the_generators_need_no_mkdocs() -> None:
    generators = sorted((HOOKS / "guidance").glob("*.py"))
    assert generators
    for path in generators:
        assert "mkdocs" not in re.sub(r'""".*?"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL).lower(), path.name
    assert "guidance" in sys.modules or importlib.util.find_spec("guidance") is None or str(HOOKS) in sys.path


def test_label_hint_and_limit_are_the_models(forms: ModuleType) -> None:
    html = forms.field(DraftContent, "note")
    info = DraftContent.model_fields["note"]
    assert '<label class="label" id="note-label" for="note">Note <span class="optional">(optional)</span></label>' in html
    assert f'<span class="hint" id="note-hint">{info.description}</span>' in html
    assert 'data-longest="200"' in html
    assert "maxlength" not in html, "a browser would cut what is pasted without a word"
    assert 'aria-describedby="note-hint note-error"' in html
    assert 'data-field="note"' in html


def test_only_fields_with_a_title_are_for_people(forms: ModuleType) -> None:
    html = forms.form_fields(SaveDraft)
    assert 'data-field="version"' not in html
    html = forms.form_fields(DraftContent)
    assert 'data-field="series"' in html
    assert 'data-field="body"' in html


def test_two_forms_on_one_page_keep_their_ids_apart(forms: ModuleType) -> None:
    html = forms.field(DraftContent, "note", prefix="other-")
    assert 'id="other-note"' in html
    assert 'name="note"' in html
    assert 'id="other-note-error"' in html


def test_what_the_model_has_not_got_is_refused(forms: ModuleType) -> None:
    with pytest.raises(forms.UnknownField):
        forms.field(DraftContent, "nonsense")
    with pytest.raises(forms.UnknownField):
        forms.field(DraftContent, "note", control="nonsense")
    with pytest.raises(forms.UnknownField):
        forms.model("Nonsense")


def test_the_browser_takes_every_pattern_and_judges_like_the_model(forms: ModuleType, browser: Browser) -> None:
    page = browser.new_page()
    tried = 0
    for model in request_models():
        for name, schema in model.model_json_schema()["properties"].items():
            if "pattern" not in schema:
                continue
            tried += 1
            pattern = forms.browser_pattern(schema["pattern"])
            assert pattern.isascii()
            adapter = TypeAdapter(model.model_fields[name].rebuild_annotation())
            for value in VALUES:
                # `v` is the flag that Chromium compiles the attribute with; an invalid pattern would let everything pass.
                in_browser = page.evaluate("([pattern, value]) => new RegExp(`^(?:${pattern})$`, 'v').test(value)", [pattern, value])
                try:
                    adapter.validate_python(value)
                    in_model = True
                except ValueError:
                    in_model = False
                assert in_browser == in_model, f"{model.__name__}.{name}: {value!r}"
    page.close()
    assert tried >= 4


def test_the_desks_form_carries_every_field_of_a_draft(site: Built) -> None:
    page = site.page("desk/new/")
    for name, info in DraftContent.model_fields.items():
        if info.title:
            assert f'data-field="{name}"' in page, name
