"""The candidate's link: read what is asked, answer, take an answer back, follow the request. For people without an account.

The token in the request is the whole permission, so these routes have no authorizer, and the function may read and write nothing but
links, consents and the count of wrong tokens, and read how a request stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from functions import wiring
from functions.actions.candidate import consents
from functions.actions.shared.visits import Visit
from functions.domain.consent.answers import AnswerConsents, OpenLink, WithdrawConsent
from functions.domain.consent.candidate_words import problem_words
from functions.domain.errors import Refused, TooMany
from functions.handlers.answers import entry, refuse, reply, resolver
from functions.handlers.callers import caller, knowing_caller
from functions.handlers.parameters import Answer

app = resolver(
    "Results Desk for candidates",
    "What a candidate’s link opens. The token of the link is in the body of every request, and there is nothing else to sign in with. "
    'A refusal is always {"errors": [{code, message, field, rule, source}]}, in the language that the request names.',
)


def _visit() -> Visit:
    return Visit(wiring.table(), wiring.catalogue(), caller(app), wiring.now(), wiring.system_now())


def _answered(language: str, action: Callable[[], dict[str, Any]]) -> Answer:
    """Answer with what the action returns, or with its refusal in the candidate's language."""
    try:
        return reply(action())
    except (Refused, TooMany) as refused:
        words = problem_words(wiring.say(language or "en"))
        said = [replace(each, message=words.get(each.code, each.message), rule=None, source=None) for each in refused.problems]
        return refuse(type(refused)(*said))


@app.post("/api/candidate/consents", summary="What a link asks, what was answered, and how the request stands", tags=["Candidate"])
def read(request: OpenLink) -> Answer:
    return _answered(request.language, lambda: consents.read(_visit(), request, wiring.say))


@app.post(
    "/api/candidate/answers", summary="Answer", tags=["Candidate"],
    description="For each service by itself. Until the request is submitted it can be answered again; sending it twice is sending it once.",
)  # fmt: skip
def answer(request: AnswerConsents) -> Answer:
    return _answered(request.language, lambda: consents.answer(_visit(), request, wiring.say))


@app.post("/api/candidate/withdrawals", summary="Take an answer back, until the request is submitted", tags=["Candidate"])
def withdraw(request: WithdrawConsent) -> Answer:
    return _answered(request.language, lambda: consents.withdraw(_visit(), request, wiring.say))


handler = knowing_caller(entry(app))
