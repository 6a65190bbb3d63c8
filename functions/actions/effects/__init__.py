"""What follows from an event by itself. Each module needs only what is above it.

means                 what effects are carried out with
arrivals              files that have arrived: checked by their content, kept or refused
announcement_emails   an e-mail to every centre
consents_used         which request rests on which consents
consent_retention     delete consents that need be kept no longer
mail                  one e-mail, once
sign_ins              the accounts of people who are invited, leave, or lost their second factor
consent_emails        e-mails to candidates: the link, the copy of an answer
statements            the updated statement of results
invoice_billing       what an invoice run bills
register_updates      an import of the register, whole or not at all
effects               do what is due, until it is done
"""
