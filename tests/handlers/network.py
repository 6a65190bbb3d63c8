"""The way to AWS in tests: every call goes to moto, one at a time, and some are lost or refused on purpose.

moto has no lock of its own, and what it plays has: DynamoDB carries out each request, a transaction included, as if alone.
moto also lets everybody do everything; here a function is refused what template.yaml does not permit it. The letters
function is invoked as Lambda would. Faults are put in here and not in our code, so what answers them is botocore and the desk as they run in production.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ReadTimeoutError
from moto.core.botocore_stubber import BotocoreStubber

from functions.handlers import jobs, letters
from tests.handlers import permits
from tests.handlers.cheap_copies import cheap_copies
from tests.handlers.quick_requests import quick_requests

Answer = tuple[int, dict[str, str], bytes]
Send = Callable[[Any], Any]


@dataclass
class Fault:
    """What happens to the next `times` requests of an operation: `meddle` gets the request and what sends it on."""

    operation: str
    times: int
    meddle: Callable[[Any, Send], Any]


@dataclass
class Network:
    """Counts operations by name and carries out faults. A retry by botocore counts as a request, not as another call."""

    lock: Any = field(default_factory=threading.RLock)
    faults: list[Fault] = field(default_factory=list)
    requests: Counter[str] = field(default_factory=Counter)
    denied: list[tuple[object, ...]] = field(default_factory=list)
    mails: list[dict[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)  # of each of those mails
    begun: list[str] = field(default_factory=list)  # the jobs that the jobs function was invoked for
    factors_reset: list[str] = field(default_factory=list)  # the accounts whose second factor was forgotten, which moto cannot do
    jobs_are_lost: bool = False  # the event is taken and never delivered, as where the function is killed at once
    acting: str | None = None  # the function that is running, by its name in the template; None while the test itself asks

    def reset(self) -> None:
        self.faults.clear()
        self.requests.clear()
        self.mails.clear()
        self.headers.clear()
        self.denied.clear()
        self.begun.clear()
        self.factors_reset.clear()
        self.jobs_are_lost = False

    def carry(self, request: Any, send: Send) -> Any:
        operation = operation_of(request)
        with self.lock:
            self.requests[operation] += 1
            fault = next((each for each in self.faults if each.operation == operation and each.times), None)
            if fault:
                fault.times -= 1
        if fault is None:
            return self.permitted(operation, request, send)
        return fault.meddle(request, lambda each: self.permitted(operation, each, send))

    @contextmanager
    def running(self, function: str) -> Iterator[None]:
        """Requests come from this function, with its permissions."""
        before, self.acting = self.acting, function
        try:
            yield
        finally:
            self.acting = before

    def permitted(self, operation: str, request: Any, send: Send) -> Any:
        if self.acting is None:
            return send(request)
        lacking = [need for need in permits.needs(operation, request) if not permits.may(self.acting, *need)]
        if lacking:
            self.denied.append((self.acting, *lacking[0]))
            return denial(operation)
        if operation == "Invoke" and request.headers.get("X-Amz-Invocation-Type") in ("Event", b"Event"):
            self.begun.append(json.loads(request.body)["job"])
            if not self.jobs_are_lost:
                self.work()
            return 202, {}, b""
        if operation == "AdminDeleteSoftwareToken":
            self.factors_reset.append(json.loads(request.body)["Username"])
            return 200, {"content-type": "application/x-amz-json-1.1"}, b"{}"
        if operation == "Invoke":
            with self.running("LettersFunction"):
                return 200, {}, json.dumps(letters.handler(json.loads(request.body))).encode()
        answer = send(request)
        if operation.endswith(" s3") and answer[0] == 404 and not permits.may_know_of_absence(self.acting, request):
            self.denied.append((self.acting, "s3:ListBucket", request.url.split("?")[0]))
            return denial(operation)
        return answer

    def work(self, context: Any = None) -> None:
        """The jobs function gets the last event that was sent to it."""
        with self.running("JobsFunction"):
            jobs.handler({"job": self.begun[-1]}, context)

    def noted(self, request: Any, answer: Any) -> Any:
        """Keep what SES took: to whom, and what it says."""
        if request.url.endswith("/outbound-emails") and answer[0] == 200:
            told = json.loads(request.body)
            (to,) = told["Destination"]["ToAddresses"]
            simple = told["Content"]["Simple"]
            parts = {"subject": simple["Subject"], "text": simple["Body"]["Text"], "html": simple["Body"]["Html"]}
            self.headers.append({each["Name"]: each["Value"] for each in simple.get("Headers", [])})
            self.mails.append({"to": to, "from": told["FromEmailAddress"], **{name: part["Data"] for name, part in parts.items()}})
        return answer

    def never_arrives(self, operation: str, times: int = 1) -> None:
        """No answer, and nothing was done."""

        def lost(request: Any, _: Send) -> Any:
            raise ReadTimeoutError(endpoint_url=request.url)

        self.faults.append(Fault(operation, times, lost))

    def answer_is_lost(self, operation: str) -> None:
        """AWS does it, but no answer comes, also not to the retries that botocore makes by itself."""

        def done_but_lost(request: Any, send: Send) -> Any:
            send(request)
            raise ReadTimeoutError(endpoint_url=request.url)

        self.faults.append(Fault(operation, 1, done_but_lost))
        self.never_arrives(operation, 2)

    def refuses(self, operation: str, code: str, times: int = 1, status: int = 400, **said: Any) -> None:
        """AWS answers with an error and does nothing."""

        def refuse(_: Any, __: Send) -> Answer:
            body = json.dumps({"__type": f"com.amazonaws#{code}", "message": code, **said}).encode()
            return status, {"x-amzn-errortype": code, "content-type": "application/x-amz-json-1.0"}, body

        self.faults.append(Fault(operation, times, refuse))

    def transaction_conflicts(self, times: int) -> None:
        """Another transaction holds an item: DynamoDB cancels this one, which may be tried again."""
        reasons = [{"Code": "None"}, {"Code": "TransactionConflict", "Message": "Transaction is ongoing for the item"}]
        self.refuses(
            "TransactWriteItems", "TransactionCanceledException", times, Message="Transaction cancelled", CancellationReasons=reasons
        )

    def meddles(self, operation: str, meddle: Callable[[Any, Send], Any]) -> None:
        self.faults.append(Fault(operation, 1, meddle))

    def first(self, operation: str, happening: Callable[[], object]) -> None:
        """Something else happens just before the next request of an operation goes out."""

        def meanwhile(request: Any, send: Send) -> Any:
            happening()
            return send(request)

        self.faults.append(Fault(operation, 1, meanwhile))


def operation_of(request: Any) -> str:
    """DynamoDB names its operation in a header; S3 and SES are told by method, as 'PUT s3' and 'POST ses'."""
    target = request.headers.get("X-Amz-Target", b"")
    named = target.decode() if isinstance(target, bytes) else str(target)
    if named:
        return named.rsplit(".", 1)[-1]
    if "/functions/" in request.url:
        return "Invoke"
    return f"{request.method} {'ses' if 'email.' in request.url else 's3'}"


def denial(operation: str) -> Answer:
    """What AWS says to who may not."""
    if operation.endswith(" s3"):
        return 403, {}, b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
    kind = "AccessDeniedException"
    return 403 if "ses" in operation or operation == "Invoke" else 400, {"x-amzn-errortype": kind}, json.dumps({"__type": kind}).encode()


NETWORK = Network()


@contextmanager
def connected() -> Iterator[Network]:
    """moto's requests go through the network as long as this lasts."""
    plain = BotocoreStubber.process_request

    def carried(stubber: BotocoreStubber, request: Any) -> Any:
        def sent(each: Any) -> Any:
            with NETWORK.lock:
                return NETWORK.noted(each, plain(stubber, each))

        return NETWORK.carry(request, sent)

    BotocoreStubber.process_request = carried  # type: ignore[assignment, method-assign]
    try:
        with cheap_copies(), quick_requests():
            yield NETWORK
    finally:
        BotocoreStubber.process_request = plain  # type: ignore[method-assign]
