"""The words of what a candidate agrees to (TX-02): what is asked for, what can become of mark and grade, what it costs, what happens next.

Every sentence goes through `say`, which puts it into the candidate's language; its translations stand in content/languages. What comes
from the catalogue (names of services, what they check, rules on fees) stays as the awarding body has it. WORDING is the version of
these sentences: change it whenever one of them is changed, so that what is stored says which words were agreed to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import Amount, cost_of
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service, Subject
from functions.domain.catalogue.syllabuses import Syllabus

WORDING = "1 of 28 November 2026"
Say = Callable[[str], str]  # puts one of our sentences into a language


def english(sentence: str) -> str:
    """Return the sentence as it is."""
    return sentence


class Offer(NamedTuple):
    """What a candidate is asked to agree to: a service about these components of a syllabus."""

    body: Body
    route: Route
    service: Service
    syllabus: Syllabus
    components: tuple[str, ...]

    @property
    def fee(self) -> Amount | None:
        """What the awarding body charges for a request about one candidate; None where that is not known, or for a cohort."""
        cost = cost_of(self.body, self.route, self.service)
        known = cost.unit and not cost.free and self.service.subject is Subject.CANDIDATE
        return cost.fee(max(1, len(self.components))) if known else None

    @property
    def exams(self) -> str:
        """The components by code and name."""
        named = {each.code: f"{each.code} {each.title}" for each in self.syllabus.components}
        return ", ".join(named.get(each, each) for each in self.components)


def sentences(offer: Offer, say: Say) -> list[str]:
    """Return what the candidate agrees to, sentence by sentence."""
    service = offer.service
    said = [
        say("{service}, by {body}.").format(service=service.name, body=offer.body.name),
        say("It is about {subject}, {exams}.").format(subject=offer.syllabus.name, exams=offer.exams)
        if offer.components
        else say("It is about {subject}.").format(subject=offer.syllabus.name),
        *_what_can_change(service, say),
        *_cost(offer, say),
        say("If you agree, your school or college can send the request to the awarding body. It tells you what comes back."),
        say("You can change your mind until the request is sent."),
    ]
    consent = service.consent
    if consent and consent.kept_months:
        kept = say(
            "Your school or college keeps your answer for {months} months after the outcome, or after the outcome of a later appeal."
        )
        said.append(kept.format(months=consent.kept_months))
    return said


def _what_can_change(service: Service, say: Say) -> list[str]:
    if not service.can_change_grade:
        return [
            say("Your school or college sees your marked work. Your mark and your grade stay as they are."),
            say("If you later agree to a review, your mark and your grade can still go up, stay the same or go down."),
        ]
    return [
        say("Your mark and your grade can go up, stay the same or go down."),
        say("If they go down, the lower mark and the lower grade count. You cannot go back to the earlier ones."),
        say("This also counts for an appeal afterwards."),
    ]


def _cost(offer: Offer, say: Say) -> list[str]:
    if offer.service.free:
        return [say("The awarding body charges nothing for it.")]
    if offer.fee is None:
        return [say("Your exams officer tells you what it costs and who pays.")]
    charged = say(
        "The awarding body charges {fee} for it. Your exams officer tells you who pays, and whether your school or college charges more."
    )
    return [charged.format(fee=_money(offer.fee)), *_waived(offer, say)]


def _waived(offer: Offer, say: Say) -> list[str]:
    """Return when the awarding body charges nothing after all; nothing where it is not known, or where it never does."""
    if not offer.service.can_change_grade:
        return []
    match offer.route.fee_rule.waived_when:
        case "syllabus-grade-changes":
            return [say("If your grade in the subject changes, up or down, it charges nothing.")]
        case "unit-grade-changes":
            return [say("If your grade in the unit changes, up or down, it charges nothing.")]
        case "syllabus-or-unit-grade-changes":
            return [say("If your grade in the subject or in a unit changes, up or down, it charges nothing.")]
    return []


def _money(amount: Amount) -> str:
    return f"£{amount.amount:.2f}" if amount.currency == "GBP" else str(amount)
