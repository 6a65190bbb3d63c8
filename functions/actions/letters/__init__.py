"""From an enquiry to the data of its letters and e-mails. Figures and the sentences of rules come from the domain.

sender           the awarding body as the sender of letters, invoices and e-mails
letter_data      acknowledgement, outcome, receipt, and what all letters have
mail_data        the e-mails
breakdown_data   the breakdown of marks
cohort_data      the outcome of a re-moderation
answer_data      the answer about a missing result, and the outcome of a check of a grade
appeal_data      the decision on an appeal
membership_data  access to an organisation
summary_data     the summary by e-mail
invoice_data     invoices and credit notes
money_data       a centre's note to a family
statement_data   the updated statement of results
"""
