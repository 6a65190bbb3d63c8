"""A catalogue to be spoilt."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from functions.domain.loading import CONTENT


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the catalogue, to be spoilt."""
    for folder in ("catalogue", "demonstration"):
        shutil.copytree(CONTENT / folder, tmp_path / folder)
    return tmp_path
