"""What a centre does. Each module needs only what is above it.

appeals          write and submit an appeal against an outcome
candidates       the register: whom to choose, a candidate's entries
centre_details   who is signed in, my centre details
centre_reviews   record a Centre Review, and corrections
enquiries        find, open, note, amend, cancel
portal_requests  what a centre records of what it makes in a body's own portal
exemptions       exemptions by candidate, and the report
submission_builder  what a submission becomes in storage
submissions      submit; what was submitted
drafts           save, check, delete
service_guide    which services are open to a candidate
"""
