"""moto and the environment are the handlers' tests'."""

from __future__ import annotations

from tests.handlers.conftest import aws

__all__ = ["aws"]
