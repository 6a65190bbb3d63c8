"""The summary by e-mail. Each module needs only what is above it.

choices   how often somebody wants it; ending it
due       what is due now, counted as on the desk's first page
"""
