"""What people do at the desk, one procedure a function: read, let the domain decide, store. Each package needs only what is above it.

letters     from an enquiry to the data of its letters and e-mails
shared      what several desks use: the session, stored enquiries, transactions, messages, evidence, invoices
associate   what an Associate does
centre      what a centre does
candidate   what a candidate does, without an account
effects     what follows by itself
staff       what staff of the awarding body do
summaries   the summary by e-mail: chosen, due, ended
jobs        long work done, a portion at a time
"""
