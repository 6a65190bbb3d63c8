"""Who may do what, and what they did. Each module needs only what is above it.

people          people, organisations, roles
members         who belongs to an organisation: invited, with roles, left
summaries       the summary by e-mail: how often, when, what it counts
permissions     what each role may do
history         events: who did what, when and why
announcements   messages from an awarding body to all its centres
"""
