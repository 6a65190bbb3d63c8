"""What a centre keeps for itself, which no awarding body sees. Each module needs only what is above it.

terms      the centre's own dates, which are earlier than the awarding bodies', and its own charges
logos      the logo on its papers
set_up     what a new centre sets up first, and whether it is done
own_papers  papers in a centre's own name
calendar_feed  its own last days and the promised answers, as events of a calendar
records    what it has recorded of an enquiry: who pays, what was asked for, paid, given back; candidate told
accounts   what an enquiry costs whom
totals     what is due, paid, open and given back, added up
log        every enquiry as a line of the centre's log, column by column
earlier    requests of earlier years, read from a centre's own spreadsheet
views      columns, filters and order of the log, as a person saved them
exports    the log as a spreadsheet and as CSV, safe to open
list_results  what became of a list of requests, row by row
"""
