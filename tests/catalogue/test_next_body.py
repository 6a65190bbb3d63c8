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
EXAMPLE, PORTAL = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
# A service of each other kind, with the keys that the page gives for it.
COMMON = "        checks: What is looked at.\n        basis: *guide\n"
OTHER_KINDS = {
    "P": (
        "subject: candidate", "kind: priority-review", "family: marking", "availability: { assessed_by: awarding body, only_types: [diploma] }",
        "documents: [AckLetter, OutLetter]", "completes_with: [OutLetter]",
    ),
    "B": (
        "subject: candidate", "family: parts", "availability: { assessed_by: awarding body }",
        "documents: [AckLetter, Breakdown]", "completes_with: [Breakdown]", "asked_by: Head of Centre",
    ),
    "D": (
        "subject: candidate", "family: digital", "availability: { assessed_by: awarding body, digital: only }",
        "documents: [AckLetter, DigitalEvidence, TaskMarks]", "completes_with: [DigitalEvidence]", "code_is_ours: true",
    ),
    "G": (
        "subject: group", "kind: group-report",
        "availability: { assessed_by: awarding body, group: { least: 5, most: 15, components: 1 } }",
        "documents: [AckLetter, Rpt]", "completes_with: [Rpt]",
    ),
    "M": (
        "subject: cohort", "availability: { assessed_by: centre, whole_component: true, adjusted_only: true }",
        "documents: [AckLetter, OutLetter]", "completes_with: [OutLetter]", "target: { amount: 25, unit: working_days }",
        "acceptance: { within: { amount: 5, unit: working_days }, basis: *guide }", "target_from: acceptance",
        "moderation: { findings: [{ id: no_change, text: …, marks: stay }, { id: corrected, text: …, marks: corrected }, "
        "{ id: reinstated, text: …, marks: reinstated }] }",
    ),
    "F": (
        "subject: candidate", "family: later", "availability: { assessed_by: awarding body }", "documents: [AckLetter, OutLetter]",
        "completes_with: [OutLetter]", "rules_out: [marking]",
        'following: { services: ["1"], text: a clerical check, within: { amount: 5, unit: working_days }, basis: *guide }',
    ),
}  # fmt: skip


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


def test_a_service_of_each_other_kind_is_read_with_the_keys_that_the_page_gives_for_it(written: Path) -> None:
    shown = " ".join(PAGE.split())
    services, rules = "", ""
    for code, keys in OTHER_KINDS.items():
        own = [each for each in keys if each.split(":")[0] not in {"subject", "family", "target", "documents", "completes_with"}]
        assert [each for each in own if f"`{each}`" not in shown and each != "availability: { assessed_by: awarding body }"] == []
        services += f"      - code: {code}\n        name: Service {code}\n" + "".join(f"        {each}\n" for each in keys) + COMMON
    for rule in ("group-waits", "ruled-out", "head-asks"):
        assert f"a rule `{rule}`" in shown
        rules += f"      {rule}: {{ text: A sentence., basis: *guide }}\n"
    body = read(written, ("    appeals:\n", f"{services}    appeals:\n"), ("    services:\n", f"{rules}    services:\n"))
    assert [each.code for each in body.routes[0].services] == ["1", "2", "3", "4", "MR", "P", "B", "D", "G", "M", "F"]


def test_a_body_with_a_portal_of_its_own_is_read_as_the_page_writes_it(written: Path) -> None:
    here = "handled: here # its staff work on this desk; `portal` if centres make requests in the body's own portal\n"
    body = read(written, (here, "handled: portal\n"), ("zone: Europe/London\n", f"{PORTAL}\nzone: Europe/London\n"))
    assert body.portal
    assert (body.portal.name, [each.value for each in body.portal.enter]) == ("Board Online", ["centre", "candidate"])


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
        (("name: Certificate, family: certificate, basis: *guide", "name: Certificate, family: certificate"), "qualification_types.certificate.basis: missing; say what the entry rests on"),
        (("{ amount: 20, unit: calendar_days }", "{ amount: 1.5, unit: calendar_days }"), "write 1.5 in quotes"),
        (("      - { within: { amount: 25, unit: working_days }, basis: *guide } # counted from the results\n", ""), "series.2026-06.deadlines: no deadline for 1, 2, 3"),
        (("      appeal-signed: { text: The Head of Centre makes the appeal., basis: *guide }\n", ""), "routes.standard.rules: missing appeal-signed"),
        (("    results:\n      - { day: 2026-08-20, basis: *guide }\n", ""), "`within` 25 working days counts from the results; write their day under `results`"),
        (("basis: *guide } # counted from the results", "find: On its page., basis: *guide }"), "so `find` has nothing to say; leave it out"),
        (("example: \"0713\"", "example: \"713\""), "identifiers.candidate"),
        (("types: [diploma]", "types: [degree]"), "no type has the id or the family “degree”; write one of certificate, diploma"),
        (("extends: desk", "extends: jcq"), "no route “jcq” comes before it; there are desk"),
        (("handled: here", "handled: portal"), "portal: missing; requests to it are made in a portal of its own: write `portal: { name: …"),
        (("id: example-board", "id: Example Board"), "id: write example-board, as the file is named"),
        (("        target: { amount: 10, unit", "        tagret: { amount: 10, unit"), "routes.standard.services.1.tagret: there is no such key; did you mean `target`?"),
        (("unit: calendar_days }\n        basis", "unit: weeks }\n        basis"), "routes.standard.services.1.target.unit: write 'hours', 'days', 'calendar_days' or 'working_days'"),
        (("kind: written, most", "kind: paper, most"), "syllabuses.MA01.components.1.kind: write 'written', 'multiple-choice'"),
        (("day: 2026-08-20", "day: 20 August 2026"), ".day: write a day, such as 2026-11-28"),
        (("whole_component: true }", "whole_component: true }\n        moderation: { findings: [no change] }"), "routes.standard.services.3.moderation.findings.0: write an entry with keys of its own, such as `{ id: …, text: …, marks: … }`"),
        (("        availability: { grades: [X, Q] }", "        rules_out: [marking]\n        availability: { grades: [X, Q] }"), "missing ruled-out; write `ruled-out: { text: …, basis: … }`: ruled-out says which service cannot be asked for after which"),
        (("checks: A copy of the marked paper.", "checks: A copy: the marked paper."), "put text with a colon in it in quotes"),
        (("handled: here", "\thandled: here"), "indent with spaces, not with a tab"),
        (("id: certificate, name: Certificate, family: certificate, basis: *guide", "id: certificate, name: Certificate, family: certificate, basis: *book"), "a name after * must stand after & on a line above"),
        (("publisher: Example Board", "publisher: Example Board\n    url: http://board.example"), "sources.guide.url: write an address that begins with https://"),
        (("arrangement: desk", "arrangement: none"), "there is no arrangement “none”; there are desk, jcq"),
        (("      - code: \"4\"", "      - like: \"4\"\n      - code: \"4\""), "has no service “4”"),
        (("unit: component\n", "unit: component\n  late: 3\n"), "prices.late: there is no such key; there are currency, unit, units, services, appeals, late_change, basis, bases"),
    ],
)  # fmt: skip
def test_a_slip_is_refused_with_the_file_the_key_and_what_to_write(written: Path, change: tuple[str, str], said: str) -> None:
    with pytest.raises(CatalogueFault) as refused:
        read(written, change)
    assert str(refused.value).startswith("example-board.yml: ")
    assert said in str(refused.value)
