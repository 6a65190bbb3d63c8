"""How the API shows what the domain knows. Each module needs only what is above it.

appeal_pages          the appeal that a page offers; the page of an appeal
boundary_pages        grade boundaries, and how far a mark is from them
candidate_pages       a candidate's entries; the candidates to choose
people_pages          the people of an organisation
centre_review_pages   a Centre Review with its corrections
consent_pages         candidates' consents
candidate_consents    the page of a candidate's link
invoice_pages         invoices and credit notes
list_rows             an enquiry as a line of a list
progress              how far an enquiry has come, and what happens next by when
attention             what needs doing about an enquiry now, by kind
series_pages          a series with its services, deadlines, days remaining
job_pages             long work and how far it is
import_pages          what an import would change
submission_pages      a draft, its check, a submission
request_list_pages    a list of requests, checked
guide_pages           which services are open for a candidate
extension_pages       what awarding bodies say about extensions
outcome_pages         an outcome in a line, and what it changes in a cohort
portal_pages          what to enter in a body's own portal, and what to record of it
enquiry_pages         the page of an enquiry, for its centre and its Associate
staff_pages           an enquiry for the awarding body's staff
"""
