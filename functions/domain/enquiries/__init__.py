"""The life of an enquiry. Each module needs only what is above it.

statuses                  statuses, and the steps between them
appeal_records            what an appeal has besides what every enquiry has
cohort_records            whom an outcome about a cohort changes
portal_records            what is kept of an enquiry that is made in a body's own portal
proposed_changes          changes that an Associate has to agree to
associate_requests        requests of an Associate
staff_requests            requests of the awarding body's staff
submission                drafts, submissions and their form
request_list_columns      the columns of a list of requests
request_rows              a row of a list, read
request_lists             the rows of a spreadsheet as requests
enquiry_parts             what an enquiry is made of: components with marks, charges, issued documents
expected_documents        the documents that an enquiry ends with, and the names of their places
enquiry                   the enquiry and the steps of its life
acceptance                accepting or declining an enquiry
corrected_names           a candidate's name after a correction of the register
document_slots            the documents that still take a file
amendments                amendments, cancellations, the note
case_ownership            which member of staff works on an enquiry
current_results           a candidate's results after outcomes
extensions                extensions to other candidates
change_terms              until when changes are possible, in one sentence
messages                  questions, answers, reported errors
kinds                     what staff record for each kind of outcome
marks                     marks and grade after a review
cohort_outcomes           results of a cohort after a re-moderation
missing_results           enquiries about a missing result
grade_checks              checks that end with a finding
appeals                   appeals against an outcome
portal_requests           requests that the centre makes in a body's own portal, and what it records of them
reviewers                 who reviews the marking, and tolerances
school_assessed_appeals   appeals about school-assessed grades
"""
