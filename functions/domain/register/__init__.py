"""The results register, and which enquiries hold a candidate. Each module needs only what is above it.

cards            a candidate's results in a syllabus, and the enquiries about them
same_candidates  whether two awarding bodies or series have the same candidate
centre_reviews   reviews that a centre makes of the grades that it gave
csv_rows         a CSV file as its rows: what is repaired, what is at fault
imports          the register and the exemptions, read from rows
boundaries       grade boundaries, and how far a mark is from them
changes          what an import adds, changes and removes
"""
