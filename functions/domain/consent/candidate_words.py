"""Everything else that candidates read: the words of their page, of its problems, and of the e-mails to them, put into a language by `say`."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from functions.domain.consent.records import ConsentState
from functions.domain.consent.wording import Say

LANGUAGES = {"en": "English", "cy": "Cymraeg"}  # each in itself


def page_words(say: Say) -> dict[str, str]:
    """Return the words of the page that are the same for everybody."""
    return {
        "title": say("Your consent"),
        "for": say("For {candidate}, from {school}"),
        "lead": say("Your school or college asks whether you agree to the following. Read each part, then answer. It is your decision."),
        "lead_answered": say("You have answered. You can change your answer until the request is sent."),
        "lead_sent": say("This is how your request stands."),
        "asked": say("What is asked"),
        "checks": say("What is looked at"),
        "agrees": say("Do you agree?"),
        "yes": say("Yes, I agree"),
        "no": say("No, I do not agree"),
        "choice": say("If your script is used in class"),
        "age": say("If you are younger than {age}, a parent or guardian must answer for you."),
        "giver": say("Who is answering?"),
        "candidate": say("The candidate"),
        "guardian": say("A parent or guardian"),
        "signed": say("Your full name"),
        "signed_hint": say("Typing it is your signature."),
        "email": say("Your e-mail address (optional)"),
        "email_hint": say("We send a copy of your answer there."),
        "send": say("Send my answer"),
        "sent": say("Your answer is saved."),
        "copy_sent": say("We are sending you a copy."),
        "print": say("Print a copy"),
        "change": say("Change my answer"),
        "withdraw": say("Take my agreement back"),
        "withdrawn": say("You have taken your agreement back. No request is sent without it."),
        "answered_on": say("Answered on {day}"),
        "signed_by": say("Signed: {name}"),
        "standing": say("How it stands"),
        "problems": say("There is a problem"),
        "loading": say("Opening your link…"),
        "unreachable": say("The page could not be reached. Check your connection and try again."),
        "retry": say("Try again"),
        "questions": say("If you have a question, speak to your exams officer."),
        "unchecked": say("A translator has not checked this text."),
        "private": say("This page is for you alone. Do not pass the link on."),
    }


def state_words(state: ConsentState, say: Say) -> str:
    """Return how far a consent is, as its candidate reads it."""
    match state:
        case ConsentState.ASKED:
            return say("Not answered yet")
        case ConsentState.GIVEN:
            return say("You agreed")
        case ConsentState.REFUSED:
            return say("You did not agree")
        case ConsentState.WITHDRAWN:
            return say("You took your agreement back")


def problem_words(say: Say) -> dict[str, str]:
    """Return what candidates read in place of the message of a problem, by its code."""
    return {
        "link_not_valid": say("This link does not work, or does not work any more. Ask your exams officer for a new one."),
        "too_many_wrong": say("Too many links that do not work were tried from here. Wait ten minutes, then open your link again."),
        "consent_answer_missing": say("Say whether you agree."),
        "answer_choice_missing": say("Choose what should happen if your script is used in class."),
        "answer_too_late": say("The request has been sent, so this answer can no longer be changed here. Speak to your exams officer."),
        "answer_outdated": say("The words on this page have changed. Read them again, then answer."),
        "signature_missing": say("Type your full name."),
        "field_invalid": say("This is not in the right form. Check it for typing mistakes."),
        "malformed": say("This could not be read. Load the page again."),
        "try_again": say("That did not work. Nothing is lost: wait a moment and try again."),
    }


def day_words(day: date, say: Say) -> str:
    """Return a day in words: 24 August 2026."""
    months = [
        say("January"), say("February"), say("March"), say("April"), say("May"), say("June"), say("July"), say("August"), say("September"),
        say("October"), say("November"), say("December"),
    ]  # fmt: skip
    return f"{day.day} {months[day.month - 1]} {day.year}"


class EmailWords(NamedTuple):
    """An e-mail to a candidate: its subject, its paragraphs, and the words on its link, if it has one."""

    subject: str
    paragraphs: tuple[str, ...]
    call: str = ""


def link_email(school: str, say: Say) -> EmailWords:
    """Return the e-mail with the link. It names no candidate, no subject and no result."""
    return EmailWords(
        say("Your school or college asks for your consent"),
        (
            say("{school} would like to ask for something about your results, and needs your consent first.").format(school=school),
            say("Open the link to read what it is about, what it costs and what can happen, and to say whether you agree."),
            say("The link is for you alone. Later it shows you how the request stands."),
        ),
        say("Read and answer"),
    )


def copy_email(school: str, agreed: tuple[str, ...], day: str, say: Say) -> EmailWords:
    """Return the copy of an answer: the words that were agreed to, and when. It names no candidate and no result."""
    return EmailWords(
        say("A copy of your answer"),
        (say("On {day} you agreed to the following, for {school}.").format(day=day, school=school), *agreed),
    )  # fmt: skip
