"""Faults of AWS while the practice desk's history is played, so that its staff have something to look into.

They are put into the network, not into the desk's code, so what answers them is the desk as it runs.
"""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ReadTimeoutError

from functions import wiring


class PracticeFault(Exception):
    """The part of AWS that was asked is out of order."""


class Faults:
    """The faults of the moment: `mail_unanswered` (SES never answers) and `no_numbers` (the counter of enquiry numbers cannot be reached)."""

    def __init__(self) -> None:
        self._counting_fails = False
        self._mail_fails = False

    def __enter__(self) -> Faults:
        self._events().register("before-send.dynamodb.UpdateItem", self._counter)
        wiring.mailer().client.meta.events.register("before-send.sesv2.SendEmail", self._mail)
        return self

    def __exit__(self, *_: object) -> None:
        self._events().unregister("before-send.dynamodb.UpdateItem", self._counter)
        wiring.mailer().client.meta.events.unregister("before-send.sesv2.SendEmail", self._mail)

    def now(self, fault: str | None) -> None:
        """Let this fault happen until the next step; that of the numbers lasts."""
        self._mail_fails = fault == "mail_unanswered"
        self._counting_fails = self._counting_fails or fault == "no_numbers"

    def _events(self) -> Any:
        return wiring.table().client.meta.events

    def _counter(self, request: Any, **_: Any) -> None:
        if self._counting_fails and b"ADD n " in request.body:
            raise PracticeFault

    def _mail(self, request: Any, **_: Any) -> None:
        if self._mail_fails:
            raise ReadTimeoutError(endpoint_url=request.url)
