"""How the API shows what the domain knows. Each module needs only what is above it.

appeal_pages    the appeal that a page offers; the page of an appeal
invoice_pages   invoices and credit notes
list_rows       an enquiry as a line of a list
enquiry_pages   the page of an enquiry, for its centre and its Associate
staff_pages     an enquiry for the awarding body's staff
"""
