"""What awarding bodies offer after results, every entry with its source. Each module needs only what is above it.

sources      what every entry has: its source, and how far that can be trusted
words        what the body calls candidates, centres, syllabuses and components
syllabuses   syllabuses and their components
identifiers  the numbers of centres and candidates, the codes of syllabuses and components
series       exam series, their deadlines, from when they are invoiced
documents    the kinds of document that a body sends back
availability  for what a service is available, and the sentences that say so
appealing    what an appeal is made against, and within which time
services     services: whom they are about, what they check and end with
service_names  the names of several services in one line
qualification_types  types of qualification, and for which of them a service is available
routes       routes to results, with their services, rules and time limits
promises     the times that an enquiry is promised
letterheads  the mark, the signature and the postal address on letters
prices       figures and the unit that each is for
portals      whom to write to, and a portal of the body's own
bodies       awarding bodies, and the citation of rules
catalogues   the whole catalogue, each body read when it is asked for
deadlines    what is open, promised and late, and how it is worded
fees         fees before an enquiry is submitted, and waivers
"""
