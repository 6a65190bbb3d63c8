"""The results register, and which enquiries hold a candidate. Each module needs only what is above it.

cards            a candidate's results in a syllabus, and the enquiries about them
centre_reviews   reviews that a centre makes of the grades that it gave
imports          the register and the exemptions, read from CSV
"""
