"""What several desks use. Each module needs only what is above it.

effect_names       the names of what must follow from an event
session            who asks, for which organisation, when, and what the desk works with
visits             one request of somebody without an account; wrong tokens slowed down
consents           candidates' consents of a series, for lists
claims             candidates' cards and cohorts: freed and closed
counted_together   the enquiries that count together with one for its fee
transactions       store all or nothing; decide again where somebody else was first
enquiry_changes    amending and cancelling, by a centre or its Associate
bodies_asked       which awarding body a centre means
document_links     links to documents, and the record of each opening
stored_enquiries   open an enquiry with everything stored with it
outcome_appeals    the appeals against an outcome
announcements      messages to all centres
evidence           files that a centre adds
centre_logos       a change of a centre's logo
invoices           invoices and credit notes to look at
people             who belongs to an organisation: invited, with roles, without access
first_visits       whether somebody comes for the first time
jobs               long work: begun, how far it is
imports            the results register and the exemptions
boundary_imports   grade boundaries
messages           questions, answers, errors about an enquiry
"""
