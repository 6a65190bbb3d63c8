"""The same desk as the handlers' tests have, for what has to be tried below them: several requests at the same moment."""

from __future__ import annotations

from tests.handlers.conftest import aws, desk

__all__ = ["aws", "desk"]
