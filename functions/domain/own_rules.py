"""The rules of Results Desk itself, by the code of the refusal that rests on one, where that is always the same rule.

Other refusals cite a rule of the catalogue, or the one that their module states. Those that rest on no rule, since something is only
left out or was not readable, stand with the reason in tests/domain/test_refusals.py.
"""

from __future__ import annotations

OUR_OWN = "Results Desk (our own rule)"

_PLAIN_FILES = "Only files are taken that open everywhere and do nothing by themselves."
_RECORDED_FIRST = "An outcome letter is issued only once its outcome is recorded."
_ADD_UP = "The marks of the parts of a component, and their maximum marks, add up to those of the component."
_ISSUED_STAYS = "Each service has the documents that its page lists, and a document that has been issued is not replaced."
_EXTENDED_TO_OTHERS = "An enquiry of a centre can be extended once to each other candidate."
_UNMARKED = "Where no result can be issued, the answer names every component without a mark, and no other."
_OWN_GRADES = "A Centre Review is recorded for candidates whose grades their centre determined itself."
_SINCE_RESULTS = "Consent counts only if it is given since the results."
_PREVIEWED = "An import does what its preview showed, and results are removed only by somebody who was told so."
_WHO_IMPORTS = "Results are imported by the staff who handle enquiries here; where a body has its own portal, by each centre for itself."

OWN_RULES: dict[str, str] = {
    # an enquiry and its changes
    "service_family": "An amendment can change the service only to another of the same kind.",
    "held": "Nothing is issued while an enquiry is on hold for an answer.",
    "not_held": "An enquiry is on hold from a question until it is answered, or until staff end the hold.",
    "yours_already": "An enquiry is assigned to one member of staff at a time.",
    # requests that are made in an awarding body's own portal
    "portal_day_to_come": "What happened in a portal is recorded once it has happened.",
    "portal_day_too_early": "A request is made once its series is open, and its outcome and the reasons come after it.",
    # a centre's own dates and charges
    "own_date_late": "A centre’s own last day is never later than the awarding body’s.",
    "own_date_early": "A request is made once its series is open.",
    # what a centre records for itself
    "record_day_to_come": "What a centre has done is recorded once it has happened.",
    "told_too_early": "A candidate is told an outcome that the centre can see.",
    "nothing_to_chase": "A candidate is reminded of consent that is still to come.",
    "nobody_asked": "Money is asked for from a family or a fund that bears the cost.",
    "paid_already": "What was paid is given back; it is not waived.",
    "returned_already": "Money that was given back was paid before.",
    "note_several": "A note to a family says nothing of another candidate.",
    "nothing_to_return": "Money is given back where it was paid and is no longer due.",
    # appeals
    "appeal_not_amended": "An appeal is decided as it was submitted. It can be cancelled and made again.",
    "decision_not_for": "Where an appeal has a time limit, a later one is not accepted. So an appeal that was accepted came in time.",
    "grade_stays": "A grade changes only where an appeal is allowed, wholly or in part.",
    "results_stay": "Results change only where an appeal is allowed, wholly or in part.",
    # extensions
    "extension_itself": _EXTENDED_TO_OTHERS,
    "extension_own": _EXTENDED_TO_OTHERS,
    "extension_again": _EXTENDED_TO_OTHERS,
    "extension_not_for": "Only a clerical re-check or a review of marking about a candidate can be extended to others.",
    "extension_too_many": "Extensions that are made together are stored together, so their number is limited.",
    # documents and files
    "document_not_expected": _ISSUED_STAYS,
    "upload_meanwhile": _ISSUED_STAYS,
    "document_not_attached": "Only a file that was checked is issued.",
    "preview_stale": "A letter is issued exactly as it was previewed.",
    "evidence_not_for": "Evidence can be added where the service asks for it, until the outcome letter is issued.",
    "evidence_too_many": "The number of files of evidence is limited, so that staff can read all of them.",
    "evidence_type": _PLAIN_FILES,
    "logo_type": _PLAIN_FILES,
    "logo_sides": "A logo is as large as print needs, and no larger.",
    "upload_type": _PLAIN_FILES,
    "upload_contains": _PLAIN_FILES,
    "upload_locked": _PLAIN_FILES,
    "upload_size": "The size of a file is limited, so that everybody can open it on a slow line.",
    "nothing_to_release": "An Associate releases what the awarding body has issued, each document once.",
    # what staff record
    "outcome_missing": _RECORDED_FIRST,
    "decision_missing": _RECORDED_FIRST,
    "answer_missing": _RECORDED_FIRST,
    "moderation_missing": _RECORDED_FIRST,
    "breakdown_after_outcome": "Where a service has both, the outcome letter is issued before the breakdown of marks.",
    "part_out_of_range": _ADD_UP,
    "parts_do_not_add_up": _ADD_UP,
    "parts_most": _ADD_UP,
    "reason_for_mark_missing": "A mark changes only with a reason.",
    "reviewer_missing": "A review has a reviewer for each component, or the reason why it has none is kept.",
    "reviewer_marked_it": "Nobody reviews a mark that they set themselves.",
    "cohort_stays": "Grades change only with a finding that changes them.",
    "cohort_nobody": "A finding that withdraws grades names the candidates whose grades are withdrawn.",
    "not_in_cohort": "An outcome about a cohort changes the results of its own candidates only.",
    "moderation_outdated": "An outcome about a cohort starts from the current results of its candidates.",
    "missing_unnamed": _UNMARKED,
    "missing_has_mark": _UNMARKED,
    "missing_nothing": _UNMARKED,
    "missing_not_for": _UNMARKED,
    # Centre Reviews
    "review_series": _OWN_GRADES,
    "review_nobody": _OWN_GRADES,
    "review_day_to_come": "A Centre Review is recorded once it is completed.",
    # people
    "coordinator_only": "A coordinator works at the desk in another role as well.",
    "person_already": "Everybody is listed once in an organisation, with all their roles.",
    "people_too_many": "The number of people of an organisation is limited, so that their list is read at once.",
    "last_coordinator": "An organisation that has a coordinator keeps at least one, who can invite the others.",
    "joined_already": "An invitation is sent again only to somebody who has not signed in yet.",
    "hand_over_to": "Drafts are handed over to somebody who can change and submit them.",
    # consent
    "consent_before_results": _SINCE_RESULTS,
    "consent_day_before_results": _SINCE_RESULTS,
    "consent_day_to_come": "Consent is recorded once it is given.",
    "consent_not_needed": "Candidates are asked for consent where the awarding body demands it.",
    "consent_in_use": "Consent can be withdrawn until the request is submitted.",
    "answer_too_late": "Consent can be withdrawn until the request is submitted.",
    "link_emails_missing": "A link goes to the candidate’s own address, or is given to the candidate.",
    "guardian_missing": "Consent that somebody else gives for a candidate is recorded with their name.",
    # money
    "prices_unknown": "An invoice rests on published prices.",
    "invoices_unpublished": "A series is invoiced from a published month on.",
    "credit_too_much": "The credit notes on a line never come to more than it charged.",
    # imports
    "import_removes": _PREVIEWED,
    "import_changed": _PREVIEWED,
    "import_running": "One import of a series runs at a time.",
    "boundaries_source_missing": "Grade boundaries are shown with the publication that they come from.",
    "import_by_centres": _WHO_IMPORTS,
    "import_by_body": _WHO_IMPORTS,
}
