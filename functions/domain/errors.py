"""Every refusal of the desk: a stable code, a plain message that says what to do next, and a kind.

    Refusal
     ├─ Malformed    what was sent cannot be read
     ├─ NotFound     absent, or not for this person: the two look alike
     ├─ Changed      somebody else changed it first
     ├─ Refused      a rule forbids it
     ├─ TooMany      it was tried too often: nothing was looked at
     └─ TryAgain     the request is in order, but the desk could not finish it

There is no HTTP here: the one table from kind to status is in handlers/answers.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from functions.domain.own_rules import OUR_OWN, OWN_RULES

MESSAGES: dict[str, str] = {
    # what was sent
    "malformed": "This could not be read. Reload the page and try again; what you typed in the form is kept.",
    "field_invalid": "{what}",
    "text_character": "There is {character} in this. It may have come in with a copy and paste: type the words again, then go on.",
    "not_found": "There is nothing here that you can open. Check the address, or go back to your list.",
    "choose_organisation": "You belong to several organisations. Choose the one you are acting for.",
    "choose_body": "Your centre enters candidates with several awarding bodies. Choose the one you mean.",
    # meanwhile
    "changed_meanwhile": "Somebody changed this while you had it open. Nothing of yours was saved over it: reload to see the change, then decide again.",
    "already_submitted": "This has been submitted already, so it can no longer be changed as a draft. Open it from your enquiries.",
    "try_again": "The desk was too busy to finish this. Nothing is lost: wait a moment and press the button again.",
    # the form
    "draft_empty": "There is nothing to save yet. Choose a service or a syllabus, or write a note, then save the draft.",
    "body_missing": "Choose the awarding body.",
    "series_missing": "Choose the series.",
    "series_unknown": "Choose a series from the list.",
    "service_missing": "Choose a service.",
    "service_unknown": "Choose a service from the list for this series.",
    "service_not_on_route": "{service} is not available on the route “{route}”. Choose a service from the list, or choose your candidates’ route.",
    "route_unknown": "There is no route “{route}” in {series}. Choose {routes}.",
    "service_not_yet": "{name} cannot be requested on this desk yet. Write to {contact} to request it.",
    "syllabus_missing": "Enter a syllabus by name or number and choose it from the list.",
    "syllabus_unknown": "There is no syllabus “{syllabus}” in {series}. Choose one from the list.",
    "qualification_mismatch": "Syllabus {syllabus} belongs to {qualification}. Choose that qualification.",
    "identifier_form": "“{value}” cannot be right: {form}. Correct it.",
    "components_missing": "Choose each component that you want us to look at.",
    "component_unknown": "Syllabus {syllabus} has no component {component}. Choose components from the list.",
    "component_twice": "Component {component} is listed twice. Remove one.",
    "candidates_missing": "Choose at least one candidate.",
    "candidates_too_many": "One submission can have at most {most} candidates. Submit these, then start another.",
    "candidate_unknown": "Candidate {candidate} is not in the results register for syllabus {syllabus}. Check the number.",
    "candidate_twice": "Candidate {candidate} is listed twice. Remove one.",
    "contact_email_missing": "Enter the e-mail address that we should write to.",
    "contact_email_unconfirmed": "Confirm that {email} is the right address, or correct it under My centre details.",
    "contact_email_differs": "{email} is not the address in My centre details. Correct it there, then come back: your draft is kept.",
    "declarations_missing": "Tick {what}. This cannot be submitted without {them}.",
    # the rules
    "deadline_passed": "The deadline for {service} in {series} was {closes}. It has passed, so this cannot be submitted; your draft is kept. "
    "If there is a case for a late request, write to {contact} and quote {reference}.",
    "series_closed": "{series} is closed, so this cannot be submitted; your draft is kept. If there is a case for a late request, write to {contact}.",
    "series_not_open": "{series} is not open for enquiries yet. It opens on {opens}; your draft is kept.",
    "component_assessor": "{service} is available only for components that {assessor} assessed. Component {component} is not one of them: remove it or choose another service.",
    "component_kind": "{service} is not available for component {component}, {kind}. Remove it or choose another service.",
    "component_digital": "{service} is not available for component {component}, {kind}. Remove it or choose another service.",
    "qualification_type": "{service} is not available for {qualification} qualifications such as {syllabus}. Choose another service.",
    "syllabus_trait": "{service} is not available for {trait} syllabuses such as {syllabus}. Choose another service.",
    "other_route": "Candidate {candidate} reached the result in syllabus {syllabus} by another route: {theirs}. Choose that route in a separate enquiry, or leave this candidate out.",
    "component_exempt": "Candidate {candidate} was exempted from component {component}. Remove the component or the candidate.",
    "component_not_taken": "Candidate {candidate} has no entry for component {component}. Remove the component or the candidate.",
    "component_no_mark": "Candidate {candidate} has no mark for component {component}. Remove the component, or ask about the missing result instead.",
    "component_calculated": "The mark of candidate {candidate} for component {component} was calculated, not given for work that was marked. "
    "That rules out the whole request for this candidate and syllabus: leave this candidate out.",
    "already_enquired": "Candidate {candidate} already has an enquiry in syllabus {syllabus} ({about}). Leave this candidate out.",
    "ruled_out": "{service} cannot be asked for about candidate {candidate} any more, because of an earlier request ({about}). Leave this candidate out.",
    "head_only": "Only the Head of Centre can submit this. Save the draft, which everybody at your centre can see, and ask your Head of Centre to sign in, open draft {reference} and submit it.",
    "no_components": "{service} is about the syllabus as a whole. Remove the components.",
    "grade_given": "Candidate {candidate} has {grade} in syllabus {syllabus}, so this service is not available. Choose another candidate or service.",
    "already_explained": "There is already an open enquiry about the missing result of candidate {candidate} in syllabus {syllabus} ({about}). Leave this candidate out.",
    "group_waits": "Candidate {candidate} has an open enquiry. You can continue: the report will wait until that enquiry is finished.",
    "waiting_not_accepted": "Some candidates have open enquiries, so the report will wait for them. Tick the box to continue, or choose other candidates.",
    "no_individuals": "{service} is about the whole cohort. Remove the candidates.",
    "already_enquired_cohort": "{service} has already been requested for component {component} ({about}).",
    "report_waits": "Candidates {candidates} have enquiries that are still open. Those must be finished before the report can be issued.",
    "group_size": "{service} is about a group of {least} to {most} candidates. You have chosen {count}.",
    "group_components": "{service} is about one component. Choose only one.",
    # checks of grades that a centre gave
    "centre_review_missing": "No Centre Review is recorded for {whom}. Complete it, record it under Centre Reviews on your desk, then come back: your draft is kept.",
    "on_behalf_missing": "Say on whose behalf your centre is asking.",
    "one_candidate": "{service} takes one candidate at a time. Choose one and submit, then start another enquiry for the next.",
    "revised_grade_missing": "Choose the grade that your centre would have given without the error, from the grades of syllabus {syllabus}.",
    "revised_grade_same": "{grade} is the current grade. Choose the revised one.",
    "error_missing": "Say what the error was and how it was found.",
    "marks_accepted": "In component {component} your centre’s marks were all accepted as they were, so {service} is not available. Choose another component or service.",
    "already_checked_cohort": "{service} has already been requested for this syllabus ({about}).",
    "review_series": "Choose a series in which your centre determined the grades itself.",
    "review_syllabus": "Choose the syllabus.",
    "review_cohort": "Choose either the whole cohort or individual candidates, not both.",
    "review_nobody": "Your centre has no candidates in syllabus {syllabus} whose grades it determined itself. Choose another syllabus.",
    "review_too_many": "One record can name at most {most} candidates. Record the others separately, or choose the whole cohort.",
    "review_asker_missing": "Say who asked for the Centre Review.",
    "review_day_missing": "Enter the day on which the Centre Review was completed.",
    "review_day_to_come": "That day is in the future. Record the Centre Review once it is completed.",
    "review_post_missing": "Enter the post of the person who completed it, such as Head of Centre.",
    "review_finding_missing": "Choose what the Centre Review found.",
    "review_words_missing": "Describe in a few sentences what was looked at and what was found.",
    "correction_missing": "Say what is wrong in the record, and what it should say.",
    "finding_missing": "Choose what the check found.",
    "finding_reasons_missing": "Give the reasons, in words meant for the centre.",
    "other_grade_missing": "Choose the grade after the check. It must differ from the current grade, {grade}.",
    # an enquiry
    "status_forbids": "This enquiry is {status}, so it cannot be {step} now.",
    "nothing_added": "Component {component} is not part of this enquiry. An amendment can remove components but not add them.",
    "service_family": "An amendment can change the service only to another clerical re-check or review of marking.",
    "nothing_changed": "Nothing has been changed. Make a change, or go back.",
    "no_change_proposed": "No change waits for your decision. Reload the page to see the enquiry as it is now.",
    "charge_not_accepted": "The time for changes without charge ended {until}. Tick the box to accept the administration fee, or leave the enquiry as it is.",
    "reason_missing": "Say why, in a few words.",
    "decline_not_for": "This enquiry cannot be declined: its service has no acceptance step.",
    "portal_not_for": "The awarding body handles this enquiry on this desk, so its staff record what becomes of it.",
    "portal_day_missing": "Enter the day.",
    "portal_day_to_come": "That day is in the future. Record it once it has happened.",
    "portal_day_too_early": "That day is too early: it cannot be before {day}. Check the day.",
    "portal_answer_missing": "Choose what the awarding body answered.",
    "portal_verdict_missing": "Choose what was decided.",
    # a centre's own dates and charges
    "own_date_none": "There is no such day. Enter your last day for {service} as a date, or leave it empty.",
    "own_date_late": "Your last day for {service} is after the last day of {body}, {closes}. Choose that day or an earlier one.",
    "own_date_early": "{service} cannot be asked for before {series} opens on {opens}. Choose a later day.",
    "decline_reason_missing": "Say why it is declined, in words meant for the centre.",
    # what a centre records for itself
    "record_day_none": "There is no such day. Enter the day again.",
    "record_day_to_come": "That day is in the future. Record this once it has happened.",
    "told_too_early": "There is no outcome yet that the candidate could be told.",
    "nothing_to_chase": "No candidate of this request has consent still to give: it is answered, or none is needed.",
    "bearer_missing": "Choose who bears the cost.",
    "fund_missing": "Enter the name of the fund.",
    "amount_unknown": "The amount is not known here. Enter the awarding body’s fee or your own charge first.",
    "nobody_asked": "Your centre bears this cost itself, so nobody else pays it. Change who bears the cost first.",
    "paid_already": "This is paid. Take the payment back first, or record that it was given back.",
    "returned_already": "The money was given back. Take that back first.",
    "nothing_to_return": "There is nothing to give back for this enquiry as things stand.",
    "note_several": "A note is about the requests for one candidate. Choose requests for one candidate only.",
    "earlier_columns": "Choose for at least one column of your spreadsheet what it is.",
    "column_twice": "Two columns of your spreadsheet are both “{column}”. Leave one of them out.",
    "spreadsheet_unreadable": "This is not an Excel file that can be read here. Save it again as .xlsx, or copy its cells and paste them.",
    "spreadsheet_old": "This Excel file is of the old kind (.xls) or has a password. Save it as .xlsx without a password.",
    "spreadsheet_large": "This Excel file holds too much to be read here. Copy the cells of the log alone and paste them.",
    "spreadsheet_sheets": "This Excel file has more than {most} sheets. Save the sheet with the log as a file of its own.",
    "spreadsheet_no_sheet": "The file has no sheet of that name. Choose one of its sheets.",
    "earlier_empty": "There is nothing to read yet. Paste the cells of your log with their headings, or choose a file.",
    "earlier_too_many": "This has more than {most} rows. Bring it in in parts.",
    "earlier_day": "“{value}” cannot be read as a day. Write days like 12/09/2025.",
    "earlier_amount": "“{value}” cannot be read as an amount. Write amounts like 51.95.",
    "earlier_currency": "The heading says {currency}, and this cell says “{value}”. Write which currency it is, in the heading or in the cell.",
    "earlier_long": "This has more than {most} characters. Shorten it.",
    "view_twice": "Two views are called “{name}”. Give one of them another name.",
    "column_unknown": "The log has no column “{column}”. Choose columns from the list.",
    # appeals
    "appeal_none": "This cannot be appealed against. You can appeal against the outcome of an enquiry, and then against the decision on the stage 1 appeal.",
    "appeal_too_early": "There is no outcome to appeal against yet. Wait until the outcome letter has been issued.",
    "appeal_too_late": "The time limit for a {appeal} ended at {until}. This cannot be submitted; what you wrote is kept. If there is a case for a late appeal, write to {contact} and quote {reference}.",
    "appeal_already": "An appeal at this stage has already been made ({about}). Open it from this page.",
    "appeal_head_only": "Only the Head of Centre can submit an appeal. What you wrote is saved, and everybody at your centre can see it: ask your Head of Centre to sign in, open this page and submit it.",
    "appeal_open": "There is already an open appeal of this kind about candidate {candidate} in syllabus {syllabus} ({about}). Leave this candidate out.",
    "check_not_ended": "No post-results check about candidate {candidate} in syllabus {syllabus} has been completed. Request a check first, or leave this candidate out.",
    "concern_missing": "Choose what the appeal is about.",
    "grounds_missing": "Give the grounds for the appeal.",
    "appeal_not_amended": "An appeal cannot be amended. Cancel it and make a new one.",
    "decision_missing": "Record the decision before you issue its letter.",
    "decision_not_for": "This appeal was made in time. Choose another decision.",
    "reasons_missing": "Give the reasons for the decision, in words meant for the Head of Centre.",
    "grade_stays": "You chose: {decision}. With that decision the grade does not change; leave it as it is, or choose another decision.",
    "decided_before": "You issued the outcome that this appeal is against. A colleague must decide it.",
    # Associates
    "approve_too_late": "The deadline for {service} in {series} was {closes}. It has passed, so the enquiry can no longer be sent on. Reject it, and tell the centre why.",
    "nothing_to_release": "There is no document of this kind to release for {reference}.",
    "message_missing": "Write your message.",
    "message_title_missing": "Give the message a title.",
    # extensions
    "extension_itself": "This enquiry is itself an extension. Extend enquiry {number} instead.",
    "extension_not_for": "{service} cannot be extended to other candidates.",
    "extension_own": "Candidate {candidate} is the candidate whom this enquiry is about.",
    "extension_again": "This enquiry has already been extended to candidate {candidate}.",
    "extension_open": "Candidate {candidate} has an open enquiry in this syllabus ({about}). Finish that one first.",
    "extension_no_mark": "Candidate {candidate} has no mark for work that was marked in component {components}.",
    "extension_too_many": "An enquiry can be extended to at most {most} candidates at once. Extend it to these first, then to the others.",
    "extension_not_yours": "The awarding body started this enquiry, so it cannot be {step} here. Write to {contact} if something is wrong.",
    # staff
    "explanation_missing": "Explain the result, in words meant for the Head of Centre.",
    "missing_unnamed": "Component {component} has no mark in the results register. List it and say why.",
    "missing_has_mark": "Component {component} has a mark. Remove it, or import the corrected register first.",
    "missing_nothing": "Every component has a mark in the results register, so there is none to list. Correct the register first, or say that a result will be issued.",
    "missing_reason": "Say why component {component} has no mark.",
    "missing_not_for": "Components without a mark are listed only where no result can be issued. Remove them.",
    "moderation_missing": "Record what the re-moderation found before you issue the outcome letter.",
    "moderation_words_missing": "Say what the re-moderation found, in words meant for the centre.",
    "results_stay": "You chose: {decision}. With that decision nobody’s results change: put them back, or choose another decision.",
    "moderation_finding_missing": "Choose the outcome of the re-moderation.",
    "moderation_stays": "You chose: {finding}. With that outcome no mark or grade changes. Put them back, or choose another outcome.",
    "moderation_changes_nothing": "You chose: {finding}. Nobody’s results change: enter those that do, or say in words meant for the centre why none does.",
    "moderation_outdated": "The results of candidate {candidate} have changed since you recorded the outcome. Look at the table again, then record it anew.",
    "not_in_cohort": "Candidate {candidate} is not in this cohort. Choose candidates from the table.",
    "candidate_mark_range": "The mark of candidate {candidate} for component {component} must be between 0 and {most}.",
    "candidate_grade": "Choose the syllabus grade of candidate {candidate} from the list.",
    "candidate_still_open": "Candidate {candidate} has an open enquiry in this syllabus ({about}), which began from the results that this would change. Finish it first.",
    "cohort_stays": "You chose: {finding}. With that finding no grade changes. Put the grades back, or choose another finding.",
    "cohort_nobody": "You chose: {finding}. Choose at least one candidate whom it concerns.",
    "reviewer_missing": "Nobody is assigned to review component {component}. Assign a reviewer, or say why the marks are recorded without one.",
    "answer_missing": "Record the answer before you issue its letter.",
    "marks_missing": "Enter the mark after review for component {component}.",
    "mark_out_of_range": "The mark for component {component} must be between 0 and {most}.",
    "grade_missing": "Enter the syllabus grade after review, even if it has not changed.",
    "part_out_of_range": "The mark of part “{part}” of component {component} can be at most {most}.",
    "parts_do_not_add_up": "The marks of the parts of component {component} add up to {total}, but its mark is {mark}. Correct one of them.",
    "parts_most": "The maximum marks of the parts of component {component} add up to {total}, but its maximum is {most}. Add what is missing.",
    "reason_for_mark_missing": "Say why the mark for component {component} changes.",
    "reviewer_marked_it": "{reviewer} set the mark that is to be reviewed, for component {component}. Assign somebody else.",
    "component_not_asked": "Component {component} is not part of this enquiry.",
    "held": "This enquiry is on hold until its question is answered. Wait for the answer, or end the hold.",
    "not_held": "This enquiry is not on hold.",
    "yours_already": "This enquiry is already assigned to you.",
    "outcome_missing": "Record the marks and the grade before you issue the outcome letter.",
    "breakdown_after_outcome": "Issue the outcome letter first. This document follows it: {document}.",
    "preview_stale": "The enquiry or the letter has changed since your preview. Preview the letter again, then issue it.",
    "document_not_expected": "{document} does not belong to this service, or has already been issued.",
    "document_not_attached": "There is no checked file for this document yet. Upload one first.",
    "upload_type": "“{filename}” is not a PDF. Nothing was changed: choose the PDF and upload it again.",
    "evidence_type": "“{filename}” is not a PDF, a JPEG or a PNG. Nothing was changed: choose another file.",
    "evidence_too_many": "An enquiry can have at most {most} files of evidence. Put several pages into one PDF.",
    "evidence_not_for": "This enquiry takes no evidence, or no more can be added.",
    "logo_type": "“{filename}” is not a PNG or a JPEG. Nothing was changed: save your logo as a PNG, and upload that.",
    "logo_sides": "“{filename}” is {width} by {height} pixels. Each side of a logo must have from {least} to {most} pixels. Nothing was changed: save your logo in another size, and upload that.",
    "upload_empty": "“{filename}” is empty: it has 0 bytes. Nothing was changed: open it on your computer to see what it holds, then choose the right file.",
    "upload_unreadable": "“{filename}” cannot be opened: it is damaged or incomplete. Nothing was changed: scan or save it again, open it once yourself, then upload it.",
    "upload_locked": "“{filename}” is protected with a password or against printing. Nothing was changed: save it without protection, or print it to a new PDF, and upload that.",
    "upload_contains": "“{filename}” contains {what}, and only plain pages and pictures are taken. Nothing was changed: print it to a new PDF and upload that.",
    "upload_size": "The file has {size} bytes; the limit is {most}. Nothing was changed.",
    "upload_checksum": "The file arrived damaged: its checksum differs from the one announced. Nothing was changed; upload it again.",
    "upload_meanwhile": "The document was issued while this file was being uploaded. Nothing was changed.",
    "not_ready": "The document is still being made. Try again in a moment.",
    # people
    "person_name_missing": "Enter the person’s name.",
    "person_address_missing": "Enter the person’s e-mail address.",
    "roles_missing": "Choose at least one role.",
    "role_not_here": "{role} is not a role at {organisation}. Choose from the list.",
    "coordinator_only": "Choose another role beside Coordinator: it lets somebody invite people, but not work at the desk.",
    "person_already": "{email} already belongs to {organisation}. Change the roles there instead.",
    "people_too_many": "{organisation} has {most} people, and no more can be invited. End the access of those who have left.",
    "last_coordinator": "{organisation} would have no coordinator left. Make somebody else coordinator first.",
    "joined_already": "This person has signed in already, so there is no invitation to send again. If the password is lost, they can choose a new one on the sign-in page.",
    "hand_over_to": "Choose a colleague who works on drafts.",
    "centre_number_missing": "Enter the centre number.",
    "organisation_address_missing": "Enter the organisation’s e-mail address.",
    "organisation_name_missing": "Enter the name of the organisation.",
    # consent
    "consent_missing": "The consent of candidate {candidate} ({name}) to {service} is not recorded for these components. Record it, or send the candidate a link; what you typed is kept.",
    "consent_not_needed": "{service} needs no consent. Choose another service.",
    "consent_before_results": "The results of {series} come out on {day}. Ask for consent from then on.",
    "consent_way_missing": "Choose how the consent was given.",
    "consent_day_missing": "Enter the day on which it was signed or written.",
    "consent_day_to_come": "That day is in the future. Record the consent once it is given.",
    "consent_day_before_results": "That day is before the results, which came out on {day}. Ask again: consent from before does not count.",
    "consent_choice_missing": "Choose what the candidate said about scripts that are used in class.",
    "consent_in_use": "The request that this consent is for has been submitted, so it can no longer be withdrawn here. Cancel the request first, if you still can.",
    "consent_none": "There is no consent here that could be withdrawn. Reload the page.",
    "link_emails_missing": "Enter the e-mail address of candidate {candidate}, or give out a sheet instead.",
    "link_way_missing": "Choose how the links reach the candidates.",
    "link_none": "There is no link of this candidate that works. Reload the page.",
    "link_not_valid": "This link does not work. Ask your exams officer for a new one.",
    "too_many_wrong": "Too many links that do not work were tried from here. Wait ten minutes, then open your link again.",
    "consent_answer_missing": "Say whether you agree.",
    "answer_choice_missing": "Choose what should happen if your script is used in class.",
    "answer_too_late": "The request has been sent, so this answer can no longer be changed here. Speak to your exams officer.",
    "answer_outdated": "The words on this page have changed. Read them again, then answer.",
    "signature_missing": "Type your full name.",
    "guardian_missing": "Enter the name of the parent or guardian.",
    "scan_unknown": "That file is not here any more. Upload it again, then record the consent.",
    # money
    "prices_unknown": "{body} publishes no prices, so there is nothing to base an invoice on. Add the prices to its catalogue, then run the invoices.",
    "invoices_too_early": "{series} is invoiced from {first}. Run its invoices on or after that day.",
    "invoices_unpublished": "The month from which {series} is invoiced is not published. Add it to the catalogue, then run the invoices.",
    "credit_amount": "Enter the amount to credit as a figure above zero, such as 12.50.",
    "credit_line": "Choose a line of this invoice.",
    "credit_too_much": "At most {most} is left to credit on this line. Enter that or less.",
    # imports
    "import_empty": "The file is empty. Choose the file with the results, or paste its lines.",
    "import_encoding": "The file is in another encoding than UTF-8, probably UTF-16. Save it again as “CSV UTF-8”, then import it.",
    "import_header": "One of the first lines must name these columns: {columns}. Missing: {missing}.",
    "import_column_twice": "Two columns are named “{column}”. Delete the wrong one, then import the file again.",
    "import_no_rows": "There are no rows below the headings. Check that this is the whole file.",
    "import_unreadable": "A cell in row {row} is longer than any value can be. Quotation marks may be missing: correct the row, then import the file again.",
    "import_quotes": "From row {row} on the quotation marks do not match: one is not closed, or text follows a closing one. Correct the row, then import the file again.",
    "import_too_long": "The file has {count} rows; one import can have at most {most}. Split it into several files, with all rows of a candidate in the same one.",
    "list_too_long": "There are {count} rows; at most {most} can be submitted at once. Submit them in parts.",
    "import_removes": "This would remove {removed} that the register has and the file leaves out. Check the preview; tick the box if this is what you want.",
    "import_changed": "The register has changed since your preview. Look at the new preview, then import the file.",
    "boundaries_source_missing": "Say where these grade boundaries are published: title and publisher.",
    "import_by_centres": "Centres import the results of {name} themselves, each its own, for {name} has a portal of its own.",
    "import_by_body": "{name} imports its results itself, so there is nothing for you to import.",
    "import_running": "Another import for {series} is still running. Wait until it is finished, then preview this file again.",
    "row_cells_missing": "This row has {cells}, but the file has {headings}. A missing cell is not an empty one: add what is missing, or a separator for an empty cell.",
    "row_cells_surplus": "This row has {cells}, but the file has only {headings}. If a value contains the separator, such as a comma in a name, put it in quotation marks.",
    "row_character": "There is {character} in {column}. Type the value again in your file.",
    "row_disagrees": "Row {other} gives “{value}” for {whom}. Correct the row that is wrong.",
    "row_repeats": "Row {other} asks for the same. Delete one of the two rows.",
    "row_by_form": "“{service}” needs more than a row can say. Ask for it with the form, and delete the row.",
    "row_value": "“{value}” is not valid in {column}: {why}.",
    "row_twice": "Row {other} is about the same candidate, syllabus and component.",
}


OUR_VALUES = frozenset({"assessor", "removed", "what", "whom", "why"})  # values of messages that are words of ours


class Citation(NamedTuple):
    """The rule behind a refusal, in a sentence, and the line that names its published source. Either may be missing."""

    rule: str | None = None
    source: str | None = None


NO_CITATION = Citation()


def own_rule(rule: str) -> Citation:
    """Return the citation of a rule of the desk's own."""
    return Citation(rule, OUR_OWN)


class Message(str):
    """A message that remembers what it is made of, so that the same can be said in the words of an awarding body."""

    template: str
    values: Mapping[str, object]

    @classmethod
    def of(cls, template: str, values: Mapping[str, object]) -> Message:
        """Return the template filled in with the values."""
        made = cls(template.format(**values))
        made.template, made.values = template, values
        return made

    def said(self, in_words: Callable[[str], str]) -> Message:
        """Return the message with our part of it in other words. What was typed, names and titles stay as they are."""
        values = {name: in_words(str(each)) if name in OUR_VALUES else each for name, each in self.values.items()}
        return Message.of(in_words(self.template), values)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: its message, the form field it is about, the rule behind it and the rule's published source."""

    code: str
    message: str
    field: str | None = None
    rule: str | None = None
    source: str | None = None

    @property
    def citation(self) -> Citation:
        """Return the rule and its source, for another problem that rests on the same rule."""
        return Citation(self.rule, self.source)

    def said(self, in_words: Callable[[str], str]) -> Problem:
        """Return the same problem with our part of its message in other words; what was typed, names and titles stay as they are."""
        message = self.message.said(in_words) if isinstance(self.message, Message) else self.message
        return replace(self, message=message, rule=self.rule and in_words(self.rule))


def problem(code: str, *, field: str | None = None, cites: Citation | None = None, **values: object) -> Problem:
    """Return the problem with this code, its message filled in with `values`, and the rule that it cites or the desk's own for this code.

    Raise KeyError if the code is unknown or a value is missing, which is a fault of the desk.
    """
    own = OWN_RULES.get(code)
    rule, source = cites or (own_rule(own) if own else NO_CITATION)
    return Problem(code, Message.of(MESSAGES[code], values), field, rule, source)


class Refusal(Exception):
    """A request that the desk does not carry out, with one or more problems to show."""

    def __init__(self, *problems: Problem) -> None:
        self.problems: Sequence[Problem] = problems
        super().__init__(", ".join(each.code for each in problems))


class Malformed(Refusal):
    """A request that cannot be read."""


class NotFound(Refusal):
    """Something absent or forbidden; the answer does not say which."""

    def __init__(self) -> None:
        super().__init__(problem("not_found"))


class Changed(Refusal):
    """A change that somebody else made first; nothing of theirs is overwritten."""


class Refused(Refusal):
    """A request that a rule forbids."""


class TooMany(Refusal):
    """A request that was not looked at, because too many like it came from the same place."""


class TryAgain(Refusal):
    """A request that the desk could not finish; the same request may be sent again."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*(problems or (problem("try_again"),)))
