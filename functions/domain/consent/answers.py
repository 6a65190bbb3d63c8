"""What a candidate answers over the link, for each service by itself: yes or no, with the choice that the body leaves; and a change of mind."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from functions.domain.calendar import local_day
from functions.domain.consent.records import Agreement, ConsentRecord, ConsentState, Giver, ServiceConsent, Way
from functions.domain.consent.wording import WORDING, Offer
from functions.domain.errors import Problem, problem
from functions.domain.fields import Code, EmailOrNothing, Request


class OpenLink(Request):
    """The token of a link, and the language in which its page is wanted."""

    token: Annotated[str, Field(max_length=100)]
    language: Annotated[Literal["", "en", "cy"], Field()] = ""


class Answer(Request):
    """The answer about one service: `consent` is its short name in the record about the syllabus."""

    syllabus: Code
    consent: Annotated[str, Field(pattern="^[0-9a-f]{8}$")]
    agrees: bool | None = None
    choice: Annotated[str, Field(max_length=200)] = ""


class AnswerConsents(OpenLink):
    """Every answer of one visit, with the name of whoever gives it. `wording` is the version of the words that were read."""

    wording: Annotated[str, Field(max_length=60)] = ""
    answers: Annotated[tuple[Answer, ...], Field(max_length=40)] = ()
    giver: Literal["candidate", "guardian"] = "candidate"
    signed: Annotated[str, Field(max_length=80)] = ""
    email: EmailOrNothing = ""


class WithdrawConsent(OpenLink):
    syllabus: Code
    consent: Annotated[str, Field(pattern="^[0-9a-f]{8}$")]


def field_of(answer: Answer) -> str:
    """Return the field of the page that an answer is in."""
    return f"answer-{answer.syllabus}-{answer.consent}"


def answer_problems(answer: Answer, offer: Offer) -> Iterator[Problem]:
    """Yield what is missing in an answer about one service."""
    consent = offer.service.consent
    if answer.agrees is None:
        yield problem("consent_answer_missing", field=field_of(answer))
    elif answer.agrees and consent and consent.choices and answer.choice not in consent.choices:
        yield problem("answer_choice_missing", field=f"{field_of(answer)}-choice")


def is_open(consent: ServiceConsent, held: bool) -> bool:
    """Return whether a candidate can still answer or take back the answer: until a request rests on it. `held` is whether that still counts."""
    return consent.enquiry is None or not held


def answered(
    record: ConsentRecord, consent: ServiceConsent, answer: Answer, *, request: AnswerConsents, offer: Offer, now: datetime
) -> ConsentRecord:
    """Return the next version of a record, with this answer."""
    state = ConsentState.GIVEN if answer.agrees else ConsentState.REFUSED
    agreement = Agreement(
        way=Way.LINK, day=local_day(now, offer.body.zone), recorded_at=now, giver=Giver(request.giver), choice=answer.choice if answer.agrees else "",
        wording=WORDING, language=request.language or "en", signed=request.signed, guardian=request.signed if request.giver == "guardian" else "",
    )  # fmt: skip
    return record.with_consent(consent.model_copy(update={"state": state, "at": now, "agreement": agreement, "enquiry": None}))
