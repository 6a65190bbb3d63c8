"""Every refusal of the desk: a stable code, a plain message that says what to do next, and what kind of refusal it is.

    Refusal
     ├─ Malformed    what was sent cannot be read
     ├─ NotFound     absent, or not for this person: the two look alike
     ├─ Changed      somebody else got there first
     ├─ Refused      a rule says no
     └─ TryAgain     nothing is wrong with the request; the desk could not finish it

No HTTP here: handlers/answers.py holds the one table from kind to status.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MESSAGES: dict[str, str] = {
    # what was sent
    "malformed": "This could not be read. Reload the page and try again; what you typed in the form is kept.",
    "field_invalid": "{what}",
    "not_found": "There is nothing here that you can open. Check the address, or go back to your list.",
    "choose_organisation": "You belong to several organisations. Choose the one you are acting for.",
    "choose_body": "Your centre enters candidates with several awarding bodies. Choose the one you mean.",
    # meanwhile
    "changed_meanwhile": "Somebody changed this while you had it open. Nothing of yours was saved over it: reload to see the change, then decide again.",
    "already_submitted": "This has been submitted already, so it can no longer be changed as a draft. Open it from your enquiries.",
    "try_again": "The desk was too busy to finish this. Nothing is lost: wait a moment and press the button again.",
    # the form
    "body_missing": "Choose the awarding body.",
    "series_missing": "Choose the series.",
    "series_unknown": "Choose a series from the list.",
    "service_missing": "Choose a service.",
    "service_unknown": "Choose a service from the list for this series.",
    "service_not_on_route": "{service} is not on offer for the route “{route}”. Choose a service from the list, or the route of your candidates.",
    "route_unknown": "There is no route “{route}” in {series}. Choose {routes}.",
    "service_not_yet": "{name} cannot be asked for on this desk yet. Write to {contact} to ask for it.",
    "syllabus_missing": "Enter a syllabus by name or number and choose it from the list.",
    "syllabus_unknown": "There is no syllabus “{syllabus}” in {series}. Choose one from the list.",
    "qualification_mismatch": "Syllabus {syllabus} belongs to {qualification}. Choose that qualification.",
    "components_missing": "Choose every component that is to be looked at.",
    "component_unknown": "Syllabus {syllabus} has no component {component}. Choose components from the list.",
    "component_twice": "Component {component} is named twice. Remove one.",
    "candidates_missing": "Choose at least one candidate.",
    "candidates_too_many": "One submission takes at most {most} candidates. Submit these, then start another.",
    "candidate_unknown": "Candidate {candidate} is not in the results register for syllabus {syllabus}. Check the number.",
    "candidate_twice": "Candidate {candidate} is named twice. Remove one.",
    "contact_email_missing": "Enter the e-mail address that we should write to.",
    "contact_email_unconfirmed": "Confirm that {email} is the right address, or correct it under My centre details.",
    "contact_email_differs": "{email} is not the address in My centre details. Correct it there, then come back: your draft is kept.",
    "declarations_missing": "Tick every declaration. The enquiry cannot be submitted without them.",
    # the rules
    "deadline_passed": "The deadline for {service} in {series} was {closes}. It has passed, so this cannot be submitted; your draft is kept. "
    "If there is a case for a late request, write to {contact} and quote {reference}.",
    "series_closed": "{series} is closed, so this cannot be submitted; your draft is kept. If there is a case for a late request, write to {contact}.",
    "series_not_open": "{series} is not open for enquiries yet. It opens on {opens}; your draft is kept.",
    "component_assessor": "{service} is for components that {assessor} assessed. Component {component} is not one; take it out or choose another service.",
    "component_kind": "{service} is not available for component {component}, {kind}. Take it out or choose another service.",
    "syllabus_trait": "{service} is not available for {trait} syllabuses such as {syllabus}. Choose a service without it.",
    "other_route": "The result of candidate {candidate} in syllabus {syllabus} was reached by another route: {theirs}. "
    "Choose that route in an enquiry of its own, or leave this candidate out.",
    "component_exempt": "Candidate {candidate} was exempted from component {component}. Leave out the component, or the candidate.",
    "component_not_taken": "Candidate {candidate} has no entry for component {component}. Leave out the component, or the candidate.",
    "component_no_mark": "Candidate {candidate} has no mark for component {component}. Take it out, or ask about the missing result instead.",
    "component_calculated": "The mark of candidate {candidate} for component {component} was calculated, not given for work seen. "
    "That rules out the whole request for this candidate and syllabus: leave this candidate out.",
    "already_enquired": "Candidate {candidate} already has an enquiry in syllabus {syllabus} ({about}). Leave this candidate out.",
    "head_only": "Only the Head of Centre can submit this. Save the draft, which your whole centre sees, and ask your Head of Centre to sign in, "
    "open draft {reference} and submit it.",
    "no_components": "{service} is about the syllabus as a whole. Take out the components.",
    "grade_given": "Candidate {candidate} has {grade} in syllabus {syllabus}, so this cannot be asked for. Choose another candidate or service.",
    "already_explained": "An enquiry about the missing result of candidate {candidate} in syllabus {syllabus} is open already ({about}). Leave this candidate out.",
    "group_waits": "Candidate {candidate} has an open enquiry. You can go on: the report will wait until that enquiry is finished.",
    "waiting_not_accepted": "Some candidates have open enquiries, so the report will wait for them. Tick the box to go on, or choose other candidates.",
    "no_individuals": "{service} is about everybody in the original sample. Take out the candidates.",
    "already_enquired_cohort": "{service} has been asked for already for component {component} ({about}).",
    "report_waits": "Candidates {candidates} have enquiries that are still open. Finish those first: the report waits for them.",
    "group_size": "{service} is about a group of {least} to {most} candidates. You have chosen {count}.",
    "group_components": "{service} is about one component. Choose only one.",
    # checks of grades that a centre gave
    "centre_review_missing": "No Centre Review is recorded for {whom}. Complete it, record it under Centre Reviews on your desk, then come back: your draft is kept.",
    "on_behalf_missing": "Say on whose behalf your centre asks.",
    "one_candidate": "{service} is about one candidate. Choose one, submit, then start another for the next.",
    "revised_grade_missing": "Choose the grade that your centre would have given without the error. It is one of syllabus {syllabus}.",
    "revised_grade_same": "{grade} is the grade that stands. Choose the revised one.",
    "error_missing": "Say what the error was and how it was found.",
    "already_checked_cohort": "{service} has been asked for already for this syllabus ({about}).",
    "review_series": "Choose a series in which your centre gave the grades itself.",
    "review_syllabus": "Choose the syllabus.",
    "review_cohort": "A Centre Review is about the whole cohort or about candidates whom you choose. Take out one of the two.",
    "review_nobody": "Your centre has nobody in syllabus {syllabus} whose grade it gave itself. Choose another syllabus.",
    "review_too_many": "One record names at most {most} candidates. Record the others in another, or the whole cohort.",
    "review_asker_missing": "Say whose doubts the Centre Review followed from.",
    "review_day_missing": "Enter the day on which the Centre Review was completed.",
    "review_day_to_come": "That day has not come yet. Record the Centre Review once it is completed.",
    "review_post_missing": "Enter the post of who completed it, such as Head of Centre.",
    "review_finding_missing": "Choose what the Centre Review found.",
    "review_words_missing": "Say in a few sentences what was looked at and what was found.",
    "correction_missing": "Say what is wrong in the record, and what is right.",
    "finding_missing": "Choose what the check found.",
    "finding_reasons_missing": "Give the reasons, in words for the centre.",
    "other_grade_missing": "Choose the grade after the check. It is another than the one that stands, {grade}.",
    # an enquiry
    "status_forbids": "This enquiry is {status}, so it cannot be {step} now.",
    "nothing_added": "Component {component} was not part of this enquiry. Components can be taken out by an amendment but not added.",
    "service_family": "An amendment can change the service only to another clerical re-check or review of marking.",
    "nothing_changed": "Nothing was changed. Change something, or go back.",
    "charge_not_accepted": "The time for changes without charge ended {until}. Tick the box to accept the administration fee, or leave the enquiry as it is.",
    "reason_missing": "Say why, in a few words.",
    # appeals
    "appeal_none": "There is no appeal against this. What can be appealed against is the outcome of an enquiry, then the decision of stage 1.",
    "appeal_too_early": "There is no outcome to appeal against yet. Wait until this is completed and its outcome letter is there.",
    "appeal_too_late": "The time for a {appeal} ended at {until}. This cannot be submitted; what you wrote is kept. "
    "If there is a case for a late appeal, write to {contact} and quote {reference}.",
    "appeal_already": "There is an appeal of this stage already ({about}). Open it from this page.",
    "appeal_head_only": "Only the Head of Centre can submit an appeal. What you wrote is saved and your whole centre sees it: "
    "ask your Head of Centre to sign in, open this page and submit it.",
    "appeal_open": "An appeal of this kind about candidate {candidate} in syllabus {syllabus} is open already ({about}). Take out the candidate.",
    "check_not_ended": "No post-results check about candidate {candidate} in syllabus {syllabus} has ended. Ask for a check first, or take out the candidate.",
    "concern_missing": "Choose what the appeal is about.",
    "grounds_missing": "Say on what grounds you appeal.",
    "appeal_not_amended": "An appeal cannot be amended. Cancel it, and make it anew.",
    "decision_missing": "Record the decision before its letter.",
    "decision_not_for": "This appeal was made in time. Choose another decision.",
    "reasons_missing": "Give the reasons for the decision, in words for the Head of Centre.",
    "grade_stays": "You chose: {decision}. Then the grade stays as it is; leave it, or choose another decision.",
    "decided_before": "You issued the outcome that this appeal is against. A colleague has to decide it.",
    # Associates
    "approve_too_late": "The deadline for {service} in {series} was {closes}. It has passed, so the enquiry can no longer be sent on. Reject it, and tell the centre why.",
    "nothing_to_release": "There is nothing of this kind to release for {reference}.",
    "message_missing": "Write what you want to say.",
    # extensions
    "extension_itself": "This is an extension itself. Extend enquiry {number} instead.",
    "extension_not_for": "{service} is not extended to other candidates.",
    "extension_own": "Candidate {candidate} is the one whom this enquiry is about.",
    "extension_again": "This enquiry is extended to candidate {candidate} already.",
    "extension_open": "Candidate {candidate} has an enquiry in this syllabus that is open ({about}). Finish that one first.",
    "extension_no_mark": "Candidate {candidate} has no mark for work that was seen in component {components}.",
    "extension_too_many": "An enquiry is extended to at most {most} candidates at once. Extend it to these, then to the others.",
    "extension_not_yours": "The awarding body began this enquiry, so it cannot be {step} here. Write to {contact} if something is wrong.",
    # staff
    "explanation_missing": "Say what there is to say about the result, in words for the Head of Centre.",
    "missing_unnamed": "Component {component} has no mark in the results register. Name it and say why.",
    "missing_has_mark": "Component {component} is not one without a mark. Take it out, or import the corrected register first.",
    "missing_nothing": "Every component has its mark in the results register, so there is none to name. Correct the register first, or say that a result will be issued.",
    "missing_reason": "Say why component {component} has no mark.",
    "missing_not_for": "Components without a mark are named only where no result can be issued. Take them out.",
    "answer_missing": "Record the answer before its letter.",
    "marks_missing": "Enter the mark after review for component {component}.",
    "mark_out_of_range": "The mark for component {component} must be between 0 and {most}.",
    "grade_missing": "Enter the syllabus grade after review, also where it stays the same.",
    "reason_for_mark_missing": "Say why the mark of component {component} changes.",
    "reviewer_marked_it": "{reviewer} set the mark of component {component} that is to be reviewed. Assign somebody else.",
    "component_not_asked": "Component {component} is not part of this enquiry.",
    "held": "This enquiry is held until its question is answered. Wait for the answer, or let it go on.",
    "not_held": "This enquiry is not held.",
    "yours_already": "This enquiry is in your hands already.",
    "outcome_missing": "Record the marks and the grade before the outcome letter.",
    "preview_stale": "The enquiry or the letter changed after you looked at it. Look at the letter again, then issue it.",
    "document_not_expected": "{document} does not belong to this service, or is there already.",
    "document_not_attached": "There is no checked file for this document. Upload it first.",
    "upload_type": "“{filename}” is not a PDF. Nothing was changed: choose the PDF and upload it again.",
    "evidence_type": "“{filename}” is neither a PDF nor a JPEG or PNG picture. Nothing was changed: choose another file.",
    "evidence_too_many": "An enquiry takes at most {most} files. Put several pages into one PDF.",
    "evidence_not_for": "This enquiry takes no evidence, or none any more.",
    "upload_size": "The file is {size} bytes; at most {most} are taken. Nothing was changed.",
    "upload_checksum": "The file arrived damaged: its checksum is not the one that was announced. Nothing was changed; upload it again.",
    "upload_meanwhile": "The document was issued while this file was on its way. Nothing was changed.",
    "not_ready": "The document is still being made. Try again in a moment.",
    # money
    "prices_unknown": "{body} publishes no prices, so there is nothing to invoice with. Put the body's prices into its catalogue, then run the invoices.",
    "invoices_too_early": "{series} is invoiced from {first}. Run its invoices from that day on.",
    "invoices_unpublished": "It is not published from when {series} is invoiced. Put the month into the catalogue, then run the invoices.",
    "credit_amount": "Enter the amount to give back as a figure above zero, such as 12.50.",
    "credit_line": "Choose a line of this invoice.",
    "credit_too_much": "At most {most} is left on this line. Enter that or less.",
    # imports
    "import_header": "The first line must name these columns: {columns}. Missing: {missing}.",
    "import_unreadable": "The file cannot be read as CSV from row {row} on. Save it again as CSV in UTF-8, then import it.",
    "import_too_long": "The file has {count} rows; one import takes at most {most}. Split it by centre.",
    "row_value": "“{value}” cannot stand under {column}: {why}.",
    "row_twice": "Row {other} is about the same candidate, syllabus and component.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (`field`, a form field's name), the rule behind it and the rule's published source."""

    code: str
    message: str
    field: str | None = None
    rule: str | None = None
    source: str | None = None


def problem(code: str, *, field: str | None = None, rule: str | None = None, source: str | None = None, **values: object) -> Problem:
    """The problem with this code, its message filled in. An unknown code or a missing value is a fault of ours: KeyError."""
    return Problem(code, MESSAGES[code].format(**values), field, rule, source)


class Refusal(Exception):
    """The desk says no, with one or more problems to show."""

    def __init__(self, *problems: Problem) -> None:
        self.problems: Sequence[Problem] = problems
        super().__init__(", ".join(each.code for each in problems))


class Malformed(Refusal):
    """What was sent cannot be read."""


class NotFound(Refusal):
    """Absent or forbidden; whoever asks cannot tell which."""

    def __init__(self) -> None:
        super().__init__(problem("not_found"))


class Changed(Refusal):
    """Somebody else got there first; nothing of theirs is overwritten."""


class Refused(Refusal):
    """A rule says no."""


class TryAgain(Refusal):
    """The desk could not finish; the same request may be sent again."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*(problems or (problem("try_again"),)))
