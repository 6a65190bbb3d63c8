"""The artefacts hold what runs, all of it and little else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from functions.domain.catalogue.catalogues import Catalogue
from infra import package

HANDLERS = {
    "associate": "common", "centre": "common", "staff": "common", "uploads": "uploads", "changes": "common", "sweep": "common",
    "letters": "letters", "calendar_feed": "calendar",
}  # fmt: skip
LIMIT_MB = 250  # of Lambda's, unpacked
COMMON_MB = 13  # zipped; every megabyte is read at a cold start


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = package.stage(package.HERE, tmp_path_factory.mktemp("build"))
    assert set(made) == {"calendar", "common", "letters", "uploads"}
    return made


@pytest.mark.parametrize("handler", HANDLERS)
def test_a_handler_starts_from_its_artefact_alone(staged: dict[str, Path], handler: str) -> None:
    """Isolated, without this environment's packages: what the artefact lacks is missing in AWS too."""
    code = f"import sys; sys.path.insert(0, {str(staged[HANDLERS[handler]])!r})\nfrom functions.handlers.{handler} import handler"
    environment = {"PATH": os.environ["PATH"], "TABLE": "t", "AWS_DEFAULT_REGION": "eu-west-2", "CATALOGUE": "content/catalogue.json"}
    started = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], cwd=staged[HANDLERS[handler]], env=environment, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert started.returncode == 0, started.stderr


def test_only_the_function_that_renders_carries_typst_and_fonts(staged: dict[str, Path]) -> None:
    assert (staged["letters"] / "typst").is_dir()
    assert list((staged["letters"] / "functions" / "documents" / "fonts").glob("*.ttf"))
    assert list((staged["letters"] / "functions" / "documents" / "letters").glob("*.typ"))
    assert not (staged["common"] / "typst").exists()
    assert not (staged["common"] / "functions" / "documents" / "fonts").exists()


def test_only_the_function_that_checks_uploads_carries_the_reader_of_pdfs(staged: dict[str, Path]) -> None:
    assert [artefact for artefact, folder in staged.items() if (folder / "pypdf").exists()] == ["uploads"]


def test_only_the_function_of_a_centres_calendar_carries_the_writer_of_calendars(staged: dict[str, Path]) -> None:
    assert [artefact for artefact, folder in staged.items() if (folder / "icalendar").exists()] == ["calendar"]


def test_only_the_function_that_renders_carries_the_writer_of_word_files_and_the_template_of_papers(staged: dict[str, Path]) -> None:
    assert [artefact for artefact, folder in staged.items() if (folder / "docx").exists()] == ["letters"]
    assert [name for name, folder in staged.items() if (folder / "functions" / "documents" / "papers").exists()] == ["letters"]


def test_every_artefact_carries_the_templates_of_the_mails_and_the_checked_catalogue(staged: dict[str, Path]) -> None:
    for folder in staged.values():
        assert list((folder / "functions" / "documents" / "emails").rglob("body.txt"))
        assert "cambridge-international" in Catalogue.from_json((folder / "content" / "catalogue.json").read_bytes()).bodies


def test_nothing_is_carried_that_does_not_run(staged: dict[str, Path]) -> None:
    for folder in staged.values():
        names = {path.name for path in folder.iterdir()}
        assert {"functions", "pydantic", "botocore"} <= names
        assert not names & {"yaml", "holidays", "mkdocs", "pytest", "moto", "tests", "site"}
        assert not list(folder.rglob("*.dist-info"))
        services = {path.name for path in (folder / "botocore" / "data").iterdir() if path.is_dir()}
        assert services == {"cognito-idp", "dynamodb", "lambda", "s3", "sesv2", "sts"}


def test_the_artefacts_are_within_lambdas_limit_and_our_own(staged: dict[str, Path], tmp_path: Path) -> None:
    assert all(package.size(package.files(folder)) < LIMIT_MB for folder in staged.values())
    assert package.size([package.zip_up(staged["common"], tmp_path / "common.zip")]) < COMMON_MB


def test_the_same_content_makes_the_same_zip_file_so_that_nothing_is_deployed_twice(staged: dict[str, Path], tmp_path: Path) -> None:
    folder = staged["common"] / "functions"
    before = package.zip_up(folder, tmp_path / "one.zip").read_bytes()
    (folder / "__init__.py").touch()
    assert package.zip_up(folder, tmp_path / "two.zip").read_bytes() == before


LOCKS = ["calendar.lock", "dev.lock", "functions.lock", "letters.lock", "local.lock", "uploads.lock"]


def test_every_lock_is_looked_at() -> None:
    assert sorted(path.name for path in (package.ROOT / "infra" / "locks").glob("*.lock")) == LOCKS


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_versions_and_hashes_but_no_registry(lock: str) -> None:
    text = (package.ROOT / "infra" / "locks" / lock).read_text(encoding="utf-8")
    assert "--hash=sha256:" in text
    assert "://" not in text
