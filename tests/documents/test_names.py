"""Names are printed in the script that they are written in: the letter a centre gets names its candidate as the candidate does."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from functions.documents.letters import FONTS, printable, render
from tests.documents.builders import acknowledgement, candidates, outcome, receipt
from tests.documents.reading import fonts, text

NAMES = {
    "Arabic": "محمد عبد الله",
    "Armenian": "Արամ Խաչատրյան",
    "Bengali": "রবীন্দ্রনাথ ঠাকুর",
    "Chinese": "王小明",
    "Chinese, rare": "𠮷田㛃",
    "Chinese, traditional": "歐陽鳳儀",
    "Cyrillic": "Ольга Ефимова",
    "Devanagari": "अनन्या शर्मा",
    "Ethiopic": "አበበ ቢቂላ",
    "Georgian": "ნინო ბერიძე",
    "Greek": "Αλέξανδρος Παπαδόπουλος",
    "Gujarati": "મોહનદાસ ગાંધી",
    "Gurmukhi": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "Hebrew": "תמר כהן",
    "Japanese": "佐藤 さくら",
    "Kannada": "ಪುನೀತ್ ಕುಮಾರ್",
    "Korean": "김민준",
    "Lao": "ສົມສັກ ພົມມະ",
    "Latin, African": "Ɛsi Ọláńrewájú",
    "Latin, European": "Łucja Šťastná-Óðinsdóttir",
    "Malayalam": "ആദിത്യ നായർ",
    "Myanmar": "အောင်ဆန်း",
    "Sinhala": "නිමල් පෙරේරා",
    "Tamil": "ரவி குமார்",
    "Telugu": "రవి కుమార్",
    "Thai": "สมชาย ใจดี",
    "Urdu": "علی گڑھ",
    "Vietnamese": "Nguyễn Thị Hồng",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_name_is_printed_and_can_be_copied_in_the_script_it_is_written_in(name: str) -> None:
    pdf = render(receipt(candidates=candidates(name)))
    assert name in text(pdf)
    assert "[U+" not in text(pdf)


def test_a_khmer_name_is_printed_whole_though_copying_it_may_double_a_syllable() -> None:
    # Typst's PDF writer gives the text of some clusters to each of their glyphs; what is seen on paper is right.
    name = "សុខ សំណាង"
    said = text(render(receipt(candidates=candidates(name))))
    assert "".join(sorted(set(name))) == "".join(sorted(set(said[said.index("0001") + 5 : said.index("Components")].strip())))
    assert "[U+" not in said


def test_a_name_is_printed_alike_in_each_letter() -> None:
    for kind in (acknowledgement, outcome, receipt):
        for name in ("王小明", "محمد عبد الله", "สมชาย ใจดี"):
            assert name in text(render(kind(candidates=candidates(name))))


def test_names_in_different_scripts_use_fonts_that_have_them() -> None:
    used = fonts(render(receipt(candidates=candidates("王小明", "محمد", "สมชาย", "अनन्या"))))
    assert {"NotoSansCJKsc-Regular", "NotoSansArabic-Regular", "NotoSansThai-Regular", "NotoSansDevanagari-Regular"} <= used


def test_a_character_that_no_bundled_font_has_is_shown_by_its_number_and_the_letter_explains_it() -> None:
    said = text(render(receipt(candidates=candidates("Ana 🎓 Lee \ue000"))))
    assert "Ana [U+1F393] Lee [U+E000]" in said
    assert "A character that this document cannot print" in said
    assert "cannot print" not in text(render(receipt()))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=40).filter(lambda name: name.strip() != ""))
@example("\u202eevil\u202c")
@example("e\u0301\u0301\u0301")
@example("\u0000")
@example("\u200d\u200c\ufeff")
@example("\u0e33\u0e33")
@example("\U000e0061")
@example("\ud55c\u1100\u1161\u11a8")
@pytest.mark.proves("BY-03")
def test_no_name_keeps_a_centre_from_its_receipt(name: str) -> None:
    assert render(receipt(candidates=candidates(name))).startswith(b"%PDF-1.7")


def test_coverage_json_names_only_characters_that_a_letter_can_print() -> None:
    ranges = json.loads((FONTS / "coverage.json").read_text())
    ends = [code for pair in ranges for code in pair]
    assert ends == sorted(ends)
    assert all(printable(chr(code)) for pair in ranges for code in pair)
    sample = [chr(code) for first, _ in ranges for code in [first] if unicodedata.category(chr(code))[0] in "LN"]
    for start in range(0, len(sample), 100):
        render(acknowledgement(candidates=candidates("".join(sample[start : start + 100]))))
