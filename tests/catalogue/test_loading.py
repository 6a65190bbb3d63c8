"""Loading refuses what is wrong and names the file and the key."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.loading import CONTENT, CatalogueFault, load
from tests.builders import CAMBRIDGE, catalogue

Edit = Callable[[dict[str, Any]], None]
FILE = f"{CAMBRIDGE}.yml"


def edit(content: Path, folder: str, change: Edit) -> None:
    path = content / folder / FILE
    data = json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))  # so that no anchor is shared
    change(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def fault(content: Path) -> str:
    with pytest.raises(CatalogueFault) as raised:
        load(content)
    return str(raised.value)


def setting(*path: str | int, to: object) -> Edit:
    """An edit that sets the value at `path`."""

    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = to

    return change


def adding(*path: str | int, again: int = 0) -> Edit:
    """An edit that lets an item of the list at `path` stand twice."""

    def change(data: Any) -> None:
        for step in path:
            data = data[step]
        data.append(data[again])

    return change


def removing(*path: str | int) -> Edit:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        del data[path[-1]]

    return change


# The rules that refusals on the standard route print beside them.
CITED = (
    "once", "declared", "contact-email", "most-candidates", "one-route", "change-until-outcome", "associate-agrees",
    "all-at-once", "one-service", "component-level", "mark-needed", "no-calculated", "exempt",
    "head-asks", "no-result-once",
    "appeal", "appeal-signed", "appeal-outcome", "appeal-decided", "appeal-once", "appeal-documents",
)  # fmt: skip
BASIS = {"source": "ear-guide", "checked": "2026-11-21"}
UNSAFE = "is not read the same everywhere; write letters, digits, / and -, classes such as [0-9A-Z] and [.], alternatives such as (A|B)"
FURTHER = {"id": "uln", "label": "ULN", "pattern": "[0-9]{10}", "example": "1234567890", "hint": "ten digits", "basis": BASIS}
SERVICES = ("routes", 0, "services")
DEADLINES = ("series", 0, "deadlines")


@pytest.mark.parametrize(
    ("change", "key", "words"),
    [
        (setting("colour", to="green"), "colour", "there is no such key"),
        (setting(*SERVICES, 0, "tagret", to=1), "routes.standard.services.1.tagret", "there is no such key"),
        (removing(*SERVICES, 0, "basis"), "routes.standard.services.1.basis", "missing"),
        (removing(*SERVICES, 0, "basis", "checked"), "routes.standard.services.1.basis.checked", "missing"),
        (
            setting(*SERVICES, 0, "basis", "checked", to="last week"),
            "routes.standard.services.1.basis.checked",
            "write a day, such as 2026-11-28",
        ),
        (setting(*SERVICES, 0, "target", "amount", to="thirty"), "routes.standard.services.1.target.amount", "write a whole number"),
        (setting(*SERVICES, 0, "target", "unit", to="fortnights"), "routes.standard.services.1.target.unit", "write "),
        (setting(*SERVICES, 0, "code", to=1), "routes.standard.services.1.code", "write text; put a number in quotes"),
        (setting(*SERVICES, 0, "name", to=" "), "routes.standard.services.1.name", "write something here"),
        (setting(*SERVICES, 0, "documents", to=["Letter"]), "routes.standard.services.1.documents.0", "write "),
        (setting("series", 0, "id", to="June 2022"), "series.June 2022.id", "write year and month, such as 2026-06"),
        (setting("series", 0, "invoices", "from_month", to=13), "series.2022-06.invoices.from_month", "less than or equal to 12"),
        (setting(*SERVICES, 0, "basis", "source", to="hearsay"), "routes.standard.services.1.basis", "“hearsay” is not among the sources"),
        (setting("contact", "basis", "source", to="hearsay"), "contact.basis", "“hearsay” is not among the sources"),
        (setting(*DEADLINES, 0, "basis", "source", to="hearsay"), "series.2022-06.deadlines", "“hearsay” is not among the sources"),
        (adding("routes"), "routes", "“standard” is given 2 times"),
        (adding("series"), "series", "“2022-06” is given 2 times"),
        (adding(*SERVICES, again=3), "routes.standard.services", "“2S” is given 2 times"),
        (adding("routes", 0, "declarations"), "routes.standard.declarations", "“complete” is given 2 times"),
        (removing("identifiers"), "identifiers", "missing; write under it centre, candidate, syllabus and component, each as { label:"),
        (removing("identifiers", "centre"), "identifiers.centre", "missing"),
        (removing("identifiers", "centre", "basis"), "identifiers.centre.basis", "missing"),
        (
            setting("identifiers", "centre", "example", to="Z1"),
            "identifiers.centre.example",
            "“Z1” does not fit the pattern [A-Z]{2}[0-9]{3}",
        ),
        (
            setting("identifiers", "candidate", "example", to="07 3"),
            "identifiers.candidate.example",
            "“07 3” cannot be stored; write at most 20",
        ),
        (setting("identifiers", "candidate", "padded_to", to=5), "identifiers.candidate.padded_to", "00713 does not fit the pattern"),
        (setting("identifiers", "syllabus", "pattern", to="[0-9"), "identifiers.syllabus.pattern", UNSAFE),
        (setting("identifiers", "syllabus", "pattern", to=r"\d{4}"), "identifiers.syllabus.pattern", UNSAFE),
        (setting("identifiers", "syllabus", "pattern", to="[0-9]+"), "identifiers.syllabus.pattern", UNSAFE),
        (setting("identifiers", "syllabus", "pattern", to="[0-9]{4,}"), "identifiers.syllabus.pattern", UNSAFE),
        (setting("identifiers", "syllabus", "pattern", to="^[0-9]{4}$"), "identifiers.syllabus.pattern", UNSAFE),
        (setting("identifiers", "syllabus", "pattern", to=".{4}"), "identifiers.syllabus.pattern", UNSAFE),
        (setting("identifiers", "syllabus", "pattern", to="(?i)[0-9]{4}"), "identifiers.syllabus.pattern", UNSAFE),
        (setting("identifiers", "syllabus", "pattern", to="[9-0]{4}"), "identifiers.syllabus.pattern", UNSAFE),
        (setting("identifiers", "syllabus", "pattern", to="[٠-٩]{4}"), "identifiers.syllabus.pattern", UNSAFE),
        (
            setting("identifiers", "further", to=[FURTHER | {"id": "name"}]),
            "identifiers.further.name",
            "the register has a column “name” already; write another id",
        ),
        (setting("identifiers", "further", to=[FURTHER, FURTHER]), "identifiers.further.uln", "column “uln” already"),
        (setting(*SERVICES, 5, "code", to="9 #"), "routes.standard.services.9 #", "a code has at most 20 letters, digits"),
        (
            setting(*SERVICES, 0, "availability", "only_types", to=["gcse"]),
            "routes.standard.services.1.availability.only_types",
            "no type has the id or the family “gcse”; write one of igcse, as-a-level, a-level",
        ),
        (
            setting(*SERVICES, 0, "availability", to={"only_types": ["igcse"], "excluded_types": ["a-level"]}),
            "routes.standard.services.1.availability.only_types",
            "write only_types or excluded_types, not both",
        ),
        (removing(*SERVICES, 6, "missing"), "routes.standard.services.X.missing", "a service about a missing result needs it"),
        (setting("routes", 0, "declarations", 2, "services", to=["Z"]), "routes.standard.declarations", "service “Z” is unknown"),
        (adding("routes", 0, "appeals"), "routes.standard.appeals", "“A1” is given 2 times"),
        (removing("routes", 0, "appeals", 0, "appeal"), "routes.standard.appeals.A1", "does not say what it is made against"),
        (
            setting("routes", 0, "appeals", 0, "completes_with", to=["AckLetter"]),
            "routes.standard.appeals.A1.completes_with",
            "ends with its decision",
        ),
        (
            setting("routes", 0, "appeals", 0, "appeal", "limit", to={"within": {"amount": 9, "unit": "days"}}),
            "routes.standard.appeals.A1.appeal.limit.basis",
            "missing",
        ),
        (removing("routes", 0, "rules", "extension-terms"), "routes.standard.rules", "extension needs extension-terms beside it"),
        (adding("routes", 0, "group_awards"), "routes.standard.group_awards", "“ICE” is given 2 times"),
        (
            removing("papers", "centre-review-factsheet", "find"),
            "papers.centre-review-factsheet",
            "a paper needs its address, or under `find` where it is",
        ),
        (setting("papers", "handbook", "url", to="www.example.org"), "papers.handbook.url", "write an address that begins with https://"),
        (
            setting("sources", "ear-guide", "url", to="http://www.example.org/"),
            "sources.ear-guide.url",
            "write an address that begins with https://",
        ),
        (
            setting("routes", 0, "fee_rule", "also_for", 0, "services", to=["A1", "77"]),
            "routes.standard.fee_rule.also_for",
            "service “77” is unknown",
        ),
        (
            setting("series", 0, "routes_basis", to={"school-assessed": BASIS}),
            "series.2022-06.routes_basis",
            "“school-assessed” is not among the routes",
        ),
        (setting(*SERVICES, 0, "part_bases", to={"name": BASIS}), "routes.standard.services.1.part_bases", "write "),
        (adding(*DEADLINES), "series.2022-06.deadlines", "two deadlines for all services overlap"),
        (setting(*DEADLINES, to=[]), "series.2022-06.deadlines", "no deadline for 1, 10, 1S, 2, 2S, 5, 9, Q, X"),
        (setting(*DEADLINES, 0, "services", to=["1", "2", "2S", "5", "9", "X", "Q"]), "series.2022-06.deadlines", "no deadline for 1S"),
        (
            setting(*DEADLINES, to=[{"closes_on": "2022-09-20", "services": each, "basis": BASIS} for each in (None, ["2S"], ["2S"])]),
            "series.2022-06.deadlines",
            "“2S” is given 2 times",
        ),
        (
            setting(*DEADLINES, 0, "services", to=["1", "1S", "2", "2S", "5", "9", "X", "Q", "7"]),
            "series.2022-06.deadlines",
            "service “7” is unknown",
        ),
        (setting(*DEADLINES, 0, "find", to="In the list."), "series.2022-06.deadlines", "a deadline needs its day, or under `within`"),
        (removing(*DEADLINES, 0, "closes_on"), "series.2022-06.deadlines", "a deadline needs its day, or under `within`"),
        (setting("series", 0, "opens_on", to="2022-09-21"), "series.2022-06.deadlines", "closes before it opens"),
        (removing(*SERVICES, 5, "availability", "group"), "routes.standard.services.9.availability.group", "a group service needs it"),
        (
            setting(*SERVICES, 0, "availability", "group", to={"least": 5, "most": 15}),
            "routes.standard.services.1.availability.group",
            "no other may have it",
        ),
        (
            setting(*SERVICES, 0, "completes_with", to=["Rpt"]),
            "routes.standard.services.1.completes_with",
            "Rpt is not among its documents",
        ),
        (setting("zone", to="Europe/Cambridge"), "zone", "no time zone “Europe/Cambridge”"),
        (setting("working_days", "country", to="XX"), "working_days", "XX"),
        (setting("working_days", "subdivision", to="ATLANTIS"), "working_days", "ATLANTIS"),
        (setting("sources", to=["ear-guide"]), "sources", "must be a mapping"),
        (
            setting("routes", 0, "timings", "number_within", "amount", to=1.5),
            "routes.standard.timings.number_within.amount",
            "write 1.5 in quotes",
        ),
        *((removing("routes", 0, "rules", each), "routes.standard.rules", f"missing {each}") for each in CITED),
        *(
            (removing("routes", 2, "rules", each), "routes.school-assessed.rules", f"missing {each}")
            for each in ("centre-review", "centres-only", "appeal", "appeal-decided", "appeal-once", "appeal-documents")
        ),
    ],
)
def test_a_wrong_catalogue_is_refused_with_file_and_key(content: Path, change: Edit, key: str, words: str) -> None:
    edit(content, "catalogue", change)
    said = fault(content)
    assert said.startswith(f"{FILE}: {key}")
    assert words in said


@pytest.mark.parametrize(
    ("change", "key", "words"),
    [
        (setting("prices", "services", "2", to=52.5), "prices.services.2", "write 52.5 in quotes; an amount of money must not be a float"),
        (setting("prices", "late_change", to=25.0), "prices.late_change", "write 25.0 in quotes"),
        (setting("prices", "services", "2", to="52.505"), "prices.services.2", "no more than 2 decimal places"),
        (setting("prices", "services", "2", to="-1.00"), "prices.services.2", "greater than or equal to 0"),
        (setting("prices", "services", "2", to="a lot"), "prices.services.2", "valid decimal"),
        (setting("prices", "currency", to="£"), "prices.currency", "match pattern"),
        (setting("prices", "unit", to="page"), "prices.unit", "write "),
        (setting("prices", "services", "7", to="1.00"), "prices.services.7", "no such service"),
        (setting("prices", "appeals", "A7", to="1.00"), "prices.appeals.A7", "no such appeal"),
        (setting("prices", "basis", "source", to="hearsay"), "prices.basis", "“hearsay” is not among the sources"),
        (adding("syllabuses"), "syllabuses", "“0400” is given 2 times"),
        (adding("syllabuses", 0, "components"), "syllabuses.0400.components", "“01” is given 2 times"),
        (setting("syllabuses", 0, "type", to="gcse"), "syllabuses.0400.type", "“gcse”; write one of igcse, as-a-level"),
        (removing("syllabuses", 0, "type"), "syllabuses.0400.type", "missing"),
        (setting("qualification_types", 0, "id", to="IGCSE"), "qualification_types.IGCSE.id", "match pattern"),
        (setting("qualification_types", 0, "id", to="a-level"), "qualification_types.a-level", "is also a family; write family: a-level"),
        (setting("qualification_types", to=[]), "qualification_types", "write at least one"),
        (adding("qualification_types"), "qualification_types", "“igcse” is given 2 times"),
        (setting("syllabuses", 0, "code", to="04#0"), "syllabuses.04#0.code", "match pattern"),
        (
            setting("syllabuses", 0, "code", to="400"),
            "syllabuses.400.code",
            "“400” does not fit identifiers.syllabus.pattern, [0-9]{4}; write a code such as 0580, or a pattern that all codes fit",
        ),
        (
            setting("syllabuses", 0, "components", 0, "code", to="1"),
            "syllabuses.0400.components.1.code",
            "“1” does not fit identifiers.component.pattern, [0-9]{2}; write a code such as 22",
        ),
        (setting("syllabuses", 0, "components", 0, "kind", to="essay"), "syllabuses.0400.components.01.kind", "write "),
        (setting("syllabuses", 0, "components", 0, "most", to=0), "syllabuses.0400.components.01.most", "greater than 0"),
        (setting("zone", to="Europe/London"), "key “zone” is in", FILE),
        (
            setting("sources", "ear-guide", to={"title": "x", "publisher": "y", "trust": "ours"}),
            "key “sources.ear-guide” is in",
            FILE,
        ),
    ],
)
def test_a_wrong_demonstration_is_refused_with_its_own_file_and_key(content: Path, change: Edit, key: str, words: str) -> None:
    edit(content, "demonstration", change)
    said = fault(content)
    assert said.startswith(f"demonstration/{FILE}: {key}")
    assert words in said


@pytest.mark.parametrize(
    ("folder", "line", "again", "key"),
    [
        ("catalogue", "name: Cambridge International\n", "name: Cambridge\n", "name"),
        ("catalogue", "        name: Clerical re-check\n", "        name: Review\n", "name"),
        ("demonstration", '  late_change: "25.00"\n', '  late_change: "26.00"\n', "late_change"),
    ],
)
def test_a_key_that_stands_twice_is_refused_where_yaml_would_keep_the_last(
    content: Path, folder: str, line: str, again: str, key: str
) -> None:
    path = content / folder / FILE
    text = path.read_text(encoding="utf-8")
    assert line in text
    path.write_text(text.replace(line, line + again, 1), encoding="utf-8")
    said = fault(content)
    assert FILE in said
    assert f"key “{key}” is given twice" in said


def test_a_fee_written_twice_in_one_line_is_refused(content: Path) -> None:
    path = content / "demonstration" / FILE
    path.write_text(path.read_text(encoding="utf-8").replace('"2": "52.00"', '"2": "52.00", "2": "25.00"'), encoding="utf-8")
    assert "key “2” is given twice" in fault(content)


@pytest.mark.parametrize("text", ["", "- a\n- list\n", "just words"])
def test_a_file_that_is_no_mapping_is_refused(content: Path, text: str) -> None:
    (content / "catalogue" / FILE).write_text(text, encoding="utf-8")
    assert fault(content).startswith(f"{FILE}: ")


def test_a_file_that_is_no_yaml_is_refused_with_its_name(content: Path) -> None:
    (content / "catalogue" / FILE).write_text("name: [unclosed", encoding="utf-8")
    assert fault(content).startswith(f"{FILE}: ")


def test_a_file_whose_name_is_not_its_bodys_id_is_refused_so_no_two_are_about_one_body(content: Path) -> None:
    shutil.copy(content / "catalogue" / FILE, content / "catalogue" / "another.yml")
    shutil.copy(content / "demonstration" / FILE, content / "demonstration" / "another.yml")
    assert fault(content) == "another.yml: id: write another, as the file is named"


def test_a_folder_without_a_catalogue_is_refused(tmp_path: Path) -> None:
    assert "no catalogue file found" in fault(tmp_path)


def test_a_deadline_for_some_services_stands_beside_the_one_for_all(content: Path) -> None:
    edit(
        content,
        "catalogue",
        lambda data: data["series"][0]["deadlines"].append({"closes_on": "2022-09-01", "services": ["2S"], "basis": BASIS}),
    )
    series = load(content).bodies[CAMBRIDGE].series[0]
    assert series.deadline_for("2S").closes_on.isoformat() == "2022-09-01"
    assert series.deadline_for("2").closes_on.isoformat() == "2022-09-20"


TARGET = (*SERVICES, 0, "target")
THIRTY, TWENTY_EIGHT = {"amount": 30, "unit": "days"}, {"amount": 28, "unit": "days"}


def dating(*path: str | int, figures: list[dict[str, object]]) -> Edit:
    """An edit that puts dated figures at `path`, each with what stands there unless it says otherwise."""

    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = [{**data[path[-1]], **each} for each in figures]

    return change


@pytest.mark.proves("BY-20")
@pytest.mark.parametrize(
    ("folder", "change", "key", "words"),
    [
        (
            "catalogue",
            setting(*TARGET, to=[{"until": "2022-12-31", **THIRTY}, {"from": "2022-12-01", **TWENTY_EIGHT}]),
            f"{FILE}: routes.standard.services.1.target",
            "two figures are valid on 2022-12-01",
        ),
        (
            "catalogue",
            setting(*TARGET, to=[{"until": "2022-12-31", **THIRTY}, {"from": "2023-02-01", **TWENTY_EIGHT}]),
            f"{FILE}: routes.standard.services.1.target",
            "no figure is valid on 2023-01-01",
        ),
        (
            "catalogue",
            dating("routes", 0, "timings", figures=[{"until": "2022-12-31"}]),
            f"{FILE}: routes.standard.timings",
            "no figure is valid after 2022-12-31",
        ),
        (
            "catalogue",
            dating("routes", 0, "rules", "once", figures=[{"until": "2022-12-31"}, {"from": "2023-01-03"}]),
            f"{FILE}: routes.standard.rules.once",
            "no figure is valid on 2023-01-01",
        ),
        (
            "demonstration",
            dating("prices", figures=[{"until": "2022-12-31"}, {"from": "2023-02-01"}]),
            f"demonstration/{FILE}: prices",
            "no figure is valid on 2023-01-01",
        ),
        (
            "demonstration",
            dating("prices", figures=[{"until": "2022-12-31"}, {"from": "2022-12-31"}]),
            f"demonstration/{FILE}: prices",
            "two figures are valid on 2022-12-31",
        ),
        (
            "demonstration",
            dating("prices", figures=[{"until": "2022-12-31"}, {"from": "2023-01-01", "services": {"7": "1.00"}}]),
            f"demonstration/{FILE}: prices.services.7",
            "no such service",
        ),
    ],
)
def test_dates_of_validity_that_overlap_or_leave_a_gap_are_refused_with_file_and_key(
    content: Path, folder: str, change: Edit, key: str, words: str
) -> None:
    edit(content, folder, change)
    said = fault(content)
    assert said.startswith(f"{key}: ")
    assert words in said


@pytest.mark.proves("BY-20")
def test_prices_targets_windows_and_rules_may_each_have_dates_and_each_day_has_its_figures(content: Path) -> None:
    def change(data: Any) -> None:
        standard = data["routes"][0]
        standard["services"][0]["target"] = [{"until": "2022-12-31", **THIRTY}, {"from": "2023-01-01", **TWENTY_EIGHT}]
        window = {"amount": 48, "unit": "hours"}
        standard["timings"] = [
            {"until": "2023-06-30", **standard["timings"]},
            {"from": "2023-07-01", **standard["timings"], "change_window": window},
        ]
        once = standard["rules"]["once"]
        standard["rules"]["once"] = [{"until": "2023-06-30", **once}, {"from": "2023-07-01", **once, "text": "Twice."}]

    edit(content, "catalogue", change)
    edit(content, "demonstration", dating("prices", figures=[{"until": "2022-12-31"}, {"from": "2023-01-01", "services": {"1": "20.00"}}]))
    body = Catalogue.from_json(load(content).to_json()).bodies[CAMBRIDGE]
    found = []
    for day in (date(2022, 12, 31), date(2023, 1, 1), date(2023, 7, 1)):
        then = body.on(day)
        service = then.routes[0].service("1")
        assert service
        assert then.prices
        found.append(
            (
                str(service.target),
                str(then.routes[0].timings.change_window),
                then.routes[0].rules["once"].text == "Twice.",
                str(then.prices.services["1"]),
            )
        )
    assert found == [
        ("30 days", "24 hours", False, "18.00"),
        ("28 days", "24 hours", False, "20.00"),
        ("28 days", "48 hours", True, "20.00"),
    ]
    assert body.on(date(2023, 7, 1)).on(date(2022, 8, 22)).prices == body.prices
    portfolio = body.on(date(2023, 1, 1)).route("portfolio")
    assert portfolio
    assert portfolio.service("1") == body.on(date(2023, 1, 1)).routes[0].service("1"), "a route that extends another has its dates too"


def test_a_fault_that_only_a_later_figure_has_is_found_too(content: Path) -> None:
    figures = [{"until": "2022-12-31"}, {"from": "2023-01-01", "services": {"1": "20.00", "77": "30.00"}}]
    edit(content, "demonstration", dating("prices", figures=figures))
    assert "77" in fault(content)


@pytest.mark.parametrize(
    ("instead", "named"),
    [
        ("", "ATS, MR for v-cert and cache"),
        ("      - services: [ATS, MR]\n        find: In the list.\n        basis: *guide\n", "ATSD for t-level"),
    ],
)
def test_a_service_without_a_deadline_is_named_with_the_types_of_qualification_that_have_none(
    content: Path, instead: str, named: str
) -> None:
    written = (CONTENT / "catalogue" / "ncfe.yml").read_text(encoding="utf-8")
    general = "      - find: NCFE publishes it on its pages about enquiries about results and access to scripts.\n        basis: *guide\n"
    assert written.count(general) == 1
    (content / "catalogue" / "ncfe.yml").write_text(written.replace(general, instead), encoding="utf-8")
    shutil.copy(CONTENT / "demonstration" / "ncfe.yml", content / "demonstration")
    assert fault(content) == f"ncfe.yml: series.2025-11.deadlines: no deadline for {named}"


@pytest.mark.proves("CI-16")
def test_a_body_that_publishes_no_fees_has_no_prices(content: Path) -> None:
    edit(content, "demonstration", removing("prices"))
    assert load(content).bodies[CAMBRIDGE].prices is None


def test_without_syllabuses_there_is_no_desk(content: Path) -> None:
    (content / "demonstration" / FILE).unlink()
    assert fault(content) == f"{FILE}: qualification_types: missing; this entry needs it"


def test_the_compiled_catalogue_is_the_same_catalogue() -> None:
    assert dict(Catalogue.from_json(catalogue().to_json()).bodies) == catalogue().bodies


def test_the_command_writes_the_catalogue_that_functions_read(tmp_path: Path) -> None:
    target = tmp_path / "build" / "catalogue.json"
    said = subprocess.run(
        [sys.executable, "-m", "functions.domain.loading", str(target)], cwd=CONTENT.parent, capture_output=True, text=True, check=True
    )
    assert str(target) in said.stdout
    assert dict(Catalogue.from_json(target.read_bytes()).bodies) == catalogue().bodies
    assert Catalogue.from_json(target.read_bytes()).bodies[CAMBRIDGE].closed


def test_reading_the_compiled_catalogue_needs_neither_yaml_nor_holidays() -> None:
    """Deployed functions carry neither."""
    code = "import sys, functions.domain.catalogue.bodies, functions.domain.eligibility.eligibility; sys.exit(bool({'yaml', 'holidays'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=CONTENT.parent, check=False).returncode == 0


def test_nothing_in_a_loaded_catalogue_can_be_changed() -> None:
    body = catalogue().bodies[CAMBRIDGE]
    for entry, field in ((body, "zone"), (body.series[0], "title"), (body.routes[0].services[0], "target")):
        with pytest.raises(ValueError, match="frozen"):
            setattr(entry, field, None)
