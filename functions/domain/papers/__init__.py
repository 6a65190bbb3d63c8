"""Papers for a centre: forms, checklists and tables made from the catalogue, blank or filled with a centre's own settings (S4).

Only what stands in a paper is decided here; functions/documents makes PDF, spreadsheet and Word file of it, and the site a page. Days and
figures come from the catalogue with their sources; the tasks and the words of the forms are our own, and every paper says so. Each module
needs only what is above it.

parts         what a paper is made of
editions      in which month a paper for a series is published
service_lines  the services of a body in a series, each with last day, fee and time
own_terms     a centre's own dates and charges on its papers, the candidate whom a form is for
deadlines_table  deadlines, fees and charges of all bodies
request_form  request, consent and payment
checklists    post-results services and results day
collection    permission to collect results; collecting certificates
moderation_log  work that comes back from moderation, and until when it is kept
shelf         every paper, by series
as_data       a paper as data, from one function to another
"""
