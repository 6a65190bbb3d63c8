"""The documents of the desk: letters and receipts as PDF, the e-mails that say that they are ready, papers, and calendar feeds.

Words are in the templates beside the code; figures and rules come in through the contexts.
"""
