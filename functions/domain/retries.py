"""How long what failed waits before it is tried again: the same for effects of an event and for jobs (ours)."""

from __future__ import annotations

from datetime import timedelta

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=2), timedelta(hours=1)
DOUBLED_AT_MOST = 10  # times: an hour is reached long before, and two minutes doubled for a day would be more than a timedelta holds


def retry_wait(failures_before: int) -> timedelta:
    """Return the wait after a failure: two minutes after the first, then twice as long each time, an hour at most."""
    wait: timedelta = FIRST_WAIT * 2 ** min(failures_before, DOUBLED_AT_MOST)
    return min(wait, LONGEST_WAIT)
