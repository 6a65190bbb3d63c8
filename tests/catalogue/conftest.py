"""A catalogue to be spoilt."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from functions.domain.loading import CONTENT


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of what the catalogue says of Cambridge International, to be spoilt, and of the arrangements."""
    for folder in ("catalogue", "demonstration"):
        (tmp_path / folder).mkdir()
        shutil.copy(CONTENT / folder / "cambridge-international.yml", tmp_path / folder)
    shutil.copytree(CONTENT / "arrangements", tmp_path / "arrangements")
    return tmp_path
