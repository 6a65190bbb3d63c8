"""What the desk writes: letters and receipts as PDF, and the e-mails that say they are ready.

Words live in the templates beside the code; figures and rules come in through the contexts.
"""
