"""The page on adding an awarding body: its example is a whole file, and what it says about the loader's messages is what they say."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from functions.domain.catalogue.bodies import Body
from functions.domain.loading import CatalogueFault, load
from infra.catalogue.age import oldest, unknowns, warnings
from infra.catalogue.sentences import sentences
from tests.catalogue.test_schema import faults

PAGE = (Path(__file__).parents[2] / "content" / "pages" / "add-an-awarding-body.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def written(content: Path) -> Path:
    path = content / "catalogue" / "example-board.yml"
    path.write_text(EXAMPLE, encoding="utf-8")
    return path


def read(written: Path, *changes: tuple[str, str]) -> Body:
    text = EXAMPLE
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    written.write_text(text, encoding="utf-8")
    return load(written.parents[1]).bodies["example-board"]


def test_the_example_of_the_page_is_read_as_it_stands_and_keeps_to_the_schema(written: Path) -> None:
    body = read(written)
    assert [each.code for each in body.routes[0].services] == ["1", "2", "3", "4", "MR"]
    assert faults(json.loads(json.dumps(yaml.safe_load(EXAMPLE), default=str))) == []


def test_what_the_example_says_is_printed_in_sentences(written: Path) -> None:
    said = list(sentences(read(written)))
    for sentence in (
        "Example Board (example-board), under the arrangement “What Results Desk does where an awarding body is silent”: its enquiries are handled on this desk.",
        "  Service 2: Review of marking. Was the mark scheme applied correctly?",
        "    Normally within 15 calendar days of receipt. GBP 40.00 for each component. "
        "There is no charge where the enquiry changes the syllabus grade, whether up or down. (Diploma)",
        "    Normally within 20 calendar days of receipt. GBP 40.00 for each component. "
        "There is no charge where the enquiry changes the syllabus grade, whether up or down. (Certificate)",
        "  1, 2, 3: within 25 working days of the results on 20 August 2026, until the end of 25 September 2026 (Europe/London).",
        "  MR: until the end of 31 August 2026 (Europe/London).",
        "  4: the deadline is not known here. It is on the page about scripts.",
    ):
        assert sentence in said


def test_what_is_not_known_and_what_was_checked_longest_ago_is_named(written: Path) -> None:
    body = read(written, ("{ source: teachers, checked: 2026-11-28 }", "{ source: teachers, checked: 2026-02-03 }"))
    assert list(dict.fromkeys(unknowns(body))) == [
        "Examinations: how long “Review of moderation” takes is not known.",
        "Examinations: how long “Copy of script” takes is not known.",
        "Examinations: how long “Query about a missing result” takes is not known.",
        "Examinations: how long “Appeal” takes is not known.",
        "June 2026: the last day for services 4 is not known. It is on the page about scripts.",
    ]
    assert oldest(body)[0] == (date(2026, 2, 3), "teachers", "routes.standard.services.4.basis", 1)


def test_a_year_after_the_last_check_and_after_the_last_series_the_build_warns(written: Path) -> None:
    body = read(written)
    assert list(warnings(body, date(2026, 9, 25))) == []
    (closed,) = warnings(body, date(2026, 9, 26))
    assert closed == (
        "example-board: no series is left that can be asked about (its last day was 25 September 2026); add its successor under `series`"
    )
    assert len([each for each in warnings(body, date(2027, 11, 28)) if "were last checked on" in each]) == 0
    assert len([each for each in warnings(body, date(2027, 11, 29)) if "were last checked on 28 November 2026" in each]) == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("name: Certificate, family: certificate, basis: *guide", "name: Certificate, family: certificate"), "qualification_types.0.basis: Field required"),
        (("{ amount: 20, unit: calendar_days }", "{ amount: 1.5, unit: calendar_days }"), "write 1.5 in quotes"),
        (("      - { within: { amount: 25, unit: working_days }, basis: *guide } # counted from the results\n", ""), "series.2026-06.deadlines: no deadline for 1, 2, 3"),
        (("      appeal-signed: { text: The Head of Centre makes the appeal., basis: *guide }\n", ""), "routes.standard.rules: missing appeal-signed"),
        (("    results:\n      - { day: 2026-08-20, basis: *guide }\n", ""), "`within` 25 working days counts from the results; write their day under `results`"),
        (("basis: *guide } # counted from the results", "find: On its page., basis: *guide }"), "so `find` has nothing to say; leave it out"),
        (("example: \"0713\"", "example: \"713\""), "identifiers.candidate"),
        (("types: [diploma]", "types: [degree]"), "no type has the id or the family “degree”; write one of certificate, diploma"),
        (("extends: desk", "extends: jcq"), "no route “jcq” comes before it; there are desk"),
        (("arrangement: desk", "arrangement: none"), "there is no arrangement “none”; there are desk, jcq"),
        (("      - code: \"4\"", "      - like: \"4\"\n      - code: \"4\""), "has no service “4”"),
        (("unit: component\n", "unit: component\n  late: 3\n"), "prices.late: Extra inputs are not permitted"),
    ],
)  # fmt: skip
def test_a_slip_is_refused_with_the_file_the_key_and_what_to_write(written: Path, change: tuple[str, str], said: str) -> None:
    with pytest.raises(CatalogueFault) as refused:
        read(written, change)
    assert str(refused.value).startswith("example-board.yml: ")
    assert said in str(refused.value)
