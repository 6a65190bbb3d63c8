"""The documents of the desk: letters and receipts as PDF, and the e-mails that say that they are ready.

Words are in the templates beside the code; figures and rules come in through the contexts.
"""
