"""What a centre does. Each module needs only what is above it.

appeals          write and submit an appeal against an outcome
series           what is open, until when
candidates       the register: whom to choose
candidate_pages  one page for a candidate, over all awarding bodies
centre_details   who is signed in, my centre details
consents         who has consented; consent on paper or by e-mail
consent_links    links with which candidates are asked for consent
centre_reviews   record a Centre Review, and corrections
enquiries        find, open, note, amend, cancel
past_requests    requests of earlier years, from the centre's own spreadsheet
log              every enquiry in one list, what is recorded of it, its export and views
money            the money of one enquiry, totals, a note to the family
own_terms        the centre's own dates and charges
set_up           what a new centre sets up first, and what of it is done
logo             the logo on the centre's papers
own_papers       papers in the centre's own name, blank or for a candidate
calendar_address  the secret address of the centre's calendar
calendar_feed    what a calendar program reads there
portal_requests  what a centre records of what it makes in a body's own portal
exemptions       exemptions by candidate, and the report
submission_builder  what a submission becomes in storage
submissions      submit; what was submitted
request_lists    several requests at once, from a spreadsheet
drafts           save, check, delete
finding          what the one box at the top of the desk finds
service_guide    which services are open to a candidate
"""
