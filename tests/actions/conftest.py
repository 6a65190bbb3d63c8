"""The same desk as the handlers' tests have, for what has to be tried below them: several requests at the same moment."""

from __future__ import annotations

import pytest

from tests.handlers.conftest import aws, desk

pytest.register_assert_rewrite("tests.actions.invariants", "tests.actions.billing")  # assertions that fail there show their values too

__all__ = ["aws", "desk"]
