"""The Lambda entry points, one a trust boundary or trigger.

While one of them is imported nothing that is made is garbage, so collecting waits until `started`: a tenth of the time that
a cold start takes otherwise.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TypeVar

Handler = TypeVar("Handler", bound=Callable[..., object])

gc.disable()


def started(handler: Handler) -> Handler:
    """The handler, when all that it needs is imported. What is there by now stays for good and is not looked through again."""
    gc.freeze()
    gc.enable()
    return handler
