"""Several threads at the same moment, however busy the machine is: nothing here waits for a length of time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from functions.adapters.table import Busy
from functions.domain.errors import Changed, Refused, TryAgain


class Meeting:
    """A place that none of `count` threads passes before all of them have reached it, each for the first time.

    A thread that ends without having come would leave the others waiting for ever, so its leaving breaks the meeting for all.
    """

    def __init__(self, count: int) -> None:
        self._barrier = threading.Barrier(count)
        self._came: set[int] = set()

    def reach(self) -> None:
        if threading.get_ident() not in self._came:
            self._came.add(threading.get_ident())
            self._barrier.wait()

    def leave(self) -> None:
        if threading.get_ident() not in self._came:
            self._barrier.abort()


def at_once(count: int, deed: Callable[[int], Any], meeting: Meeting | None = None) -> list[Any]:
    """Return what `count` threads got that all begin at the same moment; a refusal is what its thread got.

    `meeting` is a place on the way that `deed` makes them reach, which fails the test if one of them never does.
    """
    start = threading.Barrier(count)

    def one(position: int) -> Any:
        start.wait()
        try:
            return deed(position)
        except (Refused, Changed, TryAgain, Busy) as refusal:
            return refusal
        finally:
            if meeting:
                meeting.leave()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))
