"""The history of an enquiry or a submission: who did what, when and why. It keeps ids, never names."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from functions.domain.people.people import Membership, Person, Role


class What(StrEnum):
    """What happened: the kind of a history entry."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"
    RELEASED = "released"
    WAITED = "waited"
    MOVED_ON = "moved_on"
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    DECLINED = "declined"
    MADE_IN_PORTAL = "made_in_portal"
    OUTCOME_RECORDED = "outcome_recorded"
    REASONS_RECEIVED = "reasons_received"
    ASSIGNED = "assigned"
    TAKEN_OVER = "taken_over"
    WENT_ON = "went_on"
    MARKED = "marked"
    MODERATED = "moderated"
    CHECKED = "checked"
    EXPLAINED = "explained"
    DECIDED = "decided"
    EVIDENCE_BROUGHT = "evidence_brought"
    DOCUMENT_ATTACHED = "document_attached"
    OUTCOME_ISSUED = "outcome_issued"
    SCRIPT_ISSUED = "script_issued"
    REPORT_ISSUED = "report_issued"
    BREAKDOWN_ISSUED = "breakdown_issued"
    EVIDENCE_ISSUED = "evidence_issued"
    TASKS_ISSUED = "tasks_issued"
    STATEMENT_ISSUED = "statement_issued"
    STATEMENT_SENT = "statement_sent"
    EXTENDED = "extended"
    BEGUN = "begun"
    COMPLETED = "completed"
    AMENDED = "amended"
    CANCELLED = "cancelled"
    CHANGE_PROPOSED = "change_proposed"
    CHANGE_DECLINED = "change_declined"
    NOTED = "noted"
    DOWNLOADED = "downloaded"
    CORRECTED = "corrected"
    ASKED = "asked"
    ANSWERED = "answered"
    ERROR_REPORTED = "error_reported"
    INVOICED = "invoiced"
    CREDITED = "credited"
    ANNOUNCED = "announced"
    RENAMED = "renamed"
    INVITED = "invited"
    INVITED_AGAIN = "invited_again"
    JOINED = "joined"
    ROLES_GIVEN = "roles_given"
    LEFT = "left"
    FACTOR_RESET = "factor_reset"
    HANDED_OVER = "handed_over"
    SUMMARISED = "summarised"
    CONSENT_ASKED = "consent_asked"
    CONSENT_GIVEN = "consent_given"
    CONSENT_REFUSED = "consent_refused"
    LINK_REVOKED = "link_revoked"
    CONSENT_RECORDED = "consent_recorded"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    TERMS_CHANGED = "terms_changed"
    LOGO_CHANGED = "logo_changed"
    CALENDAR_GIVEN = "calendar_given"
    CALENDAR_STOPPED = "calendar_stopped"
    MONEY_RECORDED = "money_recorded"
    CANDIDATE_TOLD = "candidate_told"
    CONSENT_CHASED = "consent_chased"


WHAT_TEXT = {
    What.SUBMITTED: "Submitted",
    What.APPROVED: "Approved and sent on",
    What.REJECTED: "Rejected",
    What.RELEASED: "Released to the centre",
    What.WAITED: "One enquiry fewer to wait for",
    What.MOVED_ON: "Submitted: no longer waiting for other enquiries",
    What.RECEIVED: "Received and numbered",
    What.ACKNOWLEDGED: "Acknowledged",
    What.DECLINED: "Declined",
    What.MADE_IN_PORTAL: "Made in the awarding body’s portal",
    What.OUTCOME_RECORDED: "Outcome recorded",
    What.REASONS_RECEIVED: "Reasons for the outcome received",
    What.ASSIGNED: "Review assigned",
    What.TAKEN_OVER: "Taken over",
    What.WENT_ON: "Hold ended",
    What.MARKED: "Marks and grade recorded",
    What.MODERATED: "Outcome for the cohort recorded",
    What.CHECKED: "Finding recorded",
    What.EXPLAINED: "Answer recorded",
    What.DECIDED: "Decision recorded",
    What.EVIDENCE_BROUGHT: "Evidence added",
    What.DOCUMENT_ATTACHED: "File checked and attached",
    What.OUTCOME_ISSUED: "Outcome letter issued",
    What.SCRIPT_ISSUED: "Copy of script issued",
    What.REPORT_ISSUED: "Report issued",
    What.BREAKDOWN_ISSUED: "Breakdown of marks issued",
    What.EVIDENCE_ISSUED: "Digital evidence issued",
    What.TASKS_ISSUED: "Breakdown of marks by task issued",
    What.STATEMENT_ISSUED: "Updated statement of results made",
    What.STATEMENT_SENT: "Updated statement of results printed and sent",
    What.EXTENDED: "Extended to other candidates",
    What.BEGUN: "Started as an extension of enquiry",
    What.COMPLETED: "Completed",
    What.AMENDED: "Amended",
    What.CANCELLED: "Cancelled",
    What.CHANGE_PROPOSED: "Change proposed to the Associate",
    What.CHANGE_DECLINED: "Proposed change declined",
    What.NOTED: "Note changed",
    What.DOWNLOADED: "Document opened",
    What.ASKED: "Question",
    What.ANSWERED: "Answer",
    What.ERROR_REPORTED: "Error in the acknowledgement reported",
    What.CORRECTED: "Centre details corrected",
    What.INVOICED: "Invoice issued",
    What.CREDITED: "Credit note issued",
    What.ANNOUNCED: "Message to all centres",
    What.TERMS_CHANGED: "Own dates and charges changed",
    What.LOGO_CHANGED: "Logo of the centre’s papers changed",
    What.CALENDAR_GIVEN: "Address of the calendar given out",
    What.CALENDAR_STOPPED: "Address of the calendar stopped",
    What.MONEY_RECORDED: "Payment recorded",
    What.CANDIDATE_TOLD: "Candidate told",
    What.CONSENT_CHASED: "Consent chased",
    What.RENAMED: "Name corrected in the results register, and on letters from now on",
    What.INVITED: "Invited",
    What.INVITED_AGAIN: "Invitation sent again",
    What.JOINED: "Signed in for the first time",
    What.ROLES_GIVEN: "Roles changed",
    What.LEFT: "Access ended",
    What.FACTOR_RESET: "Second factor reset",
    What.HANDED_OVER: "Drafts handed over",
    What.SUMMARISED: "Summary",
    What.CONSENT_ASKED: "Asked for consent",
    What.CONSENT_GIVEN: "Consent given",
    What.CONSENT_REFUSED: "Consent refused",
    What.LINK_REVOKED: "Link ended",
    What.CONSENT_RECORDED: "Consent recorded",
    What.CONSENT_WITHDRAWN: "Consent withdrawn",
}
CONSENT = "Consent"  # the slot of a file that shows consent
LOGO = "Logo"  # the slot of a file that is the logo on a centre's papers
EVIDENCE = "Evidence"  # how an entry names a file of evidence, before its checksum
# Entries that a centre does not see: results before their letter, and the people who mark, review or handle an enquiry.
STAFF_ONLY = frozenset(
    {
        What.ASSIGNED,
        What.TAKEN_OVER,
        What.WENT_ON,
        What.MARKED,
        What.MODERATED,
        What.CHECKED,
        What.EXPLAINED,
        What.DECIDED,
        What.DOCUMENT_ATTACHED,
    }
)
CENTRE_ONLY = frozenset({What.MONEY_RECORDED, What.CANDIDATE_TOLD, What.CONSENT_CHASED})  # entries that nobody but the centre sees
FOR_ANOTHER = frozenset({What.APPROVED, What.ANSWERED, What.ERROR_REPORTED})  # done by an Associate on behalf of its centre (BY-19)


class Actor(BaseModel):
    """The person who did something, by id, and the role in which they acted. `role` is None for the desk itself."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    organisation: str
    role: Role | None = None


THE_DESK = Actor(id="desk", organisation="desk")


class Event(BaseModel):
    """One entry of the history. `version` is the version of the enquiry or submission after it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    what: What
    at: datetime
    by: Actor
    version: int
    why: str = ""
    about: str = ""  # a document's id, a component: never a name
    among: tuple[str, ...] = ()  # the organisations that may read a message; empty for every other entry


def actor(person: Person, membership: Membership) -> Actor:
    """Return the actor for a person who acts under a membership."""
    return Actor(id=person.id, organisation=membership.organisation, role=membership.role)
