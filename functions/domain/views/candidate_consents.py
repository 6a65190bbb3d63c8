"""The page of a candidate's link: what is asked, in the candidate's language, what was answered, and how the request stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from functions.domain.consent.candidate_words import LANGUAGES, day_words, page_words, problem_words, state_words
from functions.domain.consent.links import ConsentLink
from functions.domain.consent.records import ConsentRecord, ConsentState, ServiceConsent
from functions.domain.consent.standing import standing
from functions.domain.consent.wording import WORDING, Offer, Say, sentences
from functions.domain.enquiries.enquiry import Enquiry

Shown = tuple[Offer, ConsentRecord, ServiceConsent, Enquiry | None, bool]  # the last: whether it can still be answered or taken back


def candidate_page(link: ConsentLink, asked: Sequence[Shown], language: str, say: Say) -> dict[str, Any]:
    """Return the page in the API's shape. Nothing of it is about anybody else, and it has no mark and no grade."""
    ages = [each[0].service.consent.guardian_under for each in asked if each[0].service.consent and each[0].service.consent.guardian_under]
    return {
        "language": language, "languages": LANGUAGES, "checked": language == "en", "words": page_words(say), "problems": problem_words(say),
        "wording": WORDING, "school": link.organisation_name, "candidate": link.name, "age": max(ages) if ages else None,
        "asked": [_asked(each, say) for each in asked],
    }  # fmt: skip


def _asked(shown: Shown, say: Say) -> dict[str, Any]:
    offer, record, consent, enquiry, is_open = shown
    rule, agreement = offer.service.consent, consent.agreement

    def day(text: str) -> str:
        return day_words(date.fromisoformat(text), say)

    return {
        "syllabus": record.syllabus, "consent": consent.id, "heading": f"{offer.service.name}: {offer.syllabus.name}", "checks": offer.service.checks,
        "sentences": sentences(offer, say), "choices": list(rule.choices) if rule else [], "state": consent.state.value,
        "state_text": state_words(consent.state, say), "open": is_open, "agrees": _agrees(consent.state), "choice": agreement.choice if agreement else "",
        "answered_on": day(agreement.day.isoformat()) if agreement else "", "signed": agreement.signed if agreement else "",
        "standing": standing(enquiry, offer.body, say, day) if enquiry and not is_open else [],
    }  # fmt: skip


def _agrees(state: ConsentState) -> bool | None:
    return {ConsentState.GIVEN: True, ConsentState.REFUSED: False}.get(state)
