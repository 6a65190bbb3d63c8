"""The rules of post-results services: pure, no clock, no network. Each package or module needs only what is above it.

calendar      periods, working days, the end of a day in a body's zone
wording       counts in words, and that results are provisional
own_rules     the rules of the desk itself that refusals rest on
errors        every refusal: a stable code and a plain message
text_form     the one form of all text that comes in
search        what is typed finds names and numbers, whatever the accents or the order
typed_text    text that somebody typed, beside text that nobody did
tokens        what is kept of a token, and how many wrong ones are too many
fields        types of the fields that forms and handlers share
catalogue     what is on offer: services, series, deadlines, fees
calendar_events  last days and results days as events of a calendar
people        who may do what; history; messages to centres
retries       how long what failed waits before it is tried again
jobs          long work in steps and portions
register      results, and who has asked for what; Centre Reviews
enquiries     the life of an enquiry, appeals included
consent       candidates' consent to requests about them
billing       what an enquiry costs; invoices and credit notes
eligibility   may this be asked for
papers        forms, checklists and tables for a centre
validity      figures with dates of validity
catalogue_files  what becomes of a body's YAML before it is the model, and what can be wrong with it
loading       the catalogue from YAML, checked; the one module that needs more than pydantic
views         how it is shown
centre_desk   what a centre keeps for itself: its own dates and charges, payments, its log
"""
