"""What is owed and billed. Each module needs only what is above it.

enquiry_fees   the fee of an enquiry
invoices       invoices of a series
credit_notes   credit notes, each for one line of an invoice
"""
