"""The Lambda entry points, one for each trust boundary or trigger.

Nothing that an import makes is garbage, so garbage collection is off until `started`. It would otherwise take a tenth of the
time of a cold start.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TypeVar

Handler = TypeVar("Handler", bound=Callable[..., object])

gc.disable()


def started(handler: Handler) -> Handler:
    """Return the handler, once everything that it needs is imported, and turn garbage collection on for what comes after."""
    gc.freeze()
    gc.enable()
    return handler
