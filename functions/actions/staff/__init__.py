"""What staff of the awarding body do. Each module needs only what is above it.

extensions             extend an enquiry to other candidates
coordinators           invite the coordinator of a centre or an Associate
failures               what keeps failing; try again
invoice_runs           invoices and credit notes
queue                  the queue, and an enquiry's page
acceptance             decline an enquiry that is not accepted
uploads                files: announced, and what became of them
case_ownership         take over, resume
outcomes               record what a review found, for every kind of enquiry
statements             statements of results to print and send
attention              what needs doing now, counted
issuing                preview and issue letters, scripts, reports
bulk_acknowledgement   many at once
"""
