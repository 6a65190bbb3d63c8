"""How a request stands, in plain words for its candidate (BY-08): where it is, when an answer is expected, that it is over.

No mark and no grade is said, and no outcome: those are for the exams officer to tell.
"""

from __future__ import annotations

from functions.domain.calendar import last_day
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.deadlines import outcome_late_from
from functions.domain.consent.wording import Say
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.statuses import Status


def standing(enquiry: Enquiry, body: Body, say: Say, day_in_words: Say) -> list[str]:
    """Return the sentences that say how the request stands; `day_in_words` puts a day, as YYYY-MM-DD, into the candidate's language."""
    to = {"body": body.name}
    match enquiry.status:
        case Status.SUBMITTED if enquiry.portal:
            return [say("Your school or college has prepared the request. It has not sent it to {body} yet.").format(**to)]
        case Status.WITH_ASSOCIATE | Status.PENDING | Status.SUBMITTED:
            return [say("Your school or college has sent the request. {body} has not confirmed yet that it has it.").format(**to)]
        case Status.CANCELLED:
            return [say("Your school or college has cancelled the request. Speak to your exams officer.")]
        case Status.REJECTED | Status.DECLINED:
            return [say("The request was not accepted. Your exams officer can tell you why.")]
        case Status.COMPLETED if _is_over(enquiry):
            return [say("It is finished. Your exams officer has the answer and tells you what it says.")]
    found = [say("{body} has the request and is working on it.").format(**to)]
    if expected := _expected(enquiry, body):
        found.append(say("An answer is expected by {day}.").format(day=day_in_words(expected)))
    return found


def _is_over(enquiry: Enquiry) -> bool:
    """Return whether the centre can know the answer: an Associate may not have passed it on yet."""
    return bool(enquiry.portal) or enquiry.associate is None or enquiry.outcome_open_to_centre


def _expected(enquiry: Enquiry, body: Body) -> str:
    """Return the last day of the time that was promised, as YYYY-MM-DD; empty where none is known."""
    service = entries_of(enquiry, body).service
    began_at = enquiry.acknowledged_at if service.target_from == "acceptance" else enquiry.received_at
    late_from = outcome_late_from(body, service, began_at) if began_at else None
    return last_day(late_from, body.zone).isoformat() if late_from else ""
