"""The rules of post-results services: pure, no clock, no network, one file a chapter. Each needs only what stands above it.

Words and time
    errors           every refusal: a stable code and a plain message
    calendar         periods, working days, the end of a day in a body's zone
    sources          where a fact comes from, and how far to trust it
What is on offer: the catalogue
    syllabuses       what candidates sit
    services         what can be asked for
    catalogue        an awarding body: routes, series, deadlines, prices
Who asks for what
    submission       the form, and what was submitted
    people           who may do what, for every route and every role
    history          who did what, when and why
    cards            a candidate in a syllabus: results, and who has asked
    register         results and exemptions from CSV
    centre_reviews   what comes before a check of a grade that a centre gave
    fees             what it costs, and when it costs nothing
    announcements    an awarding body's messages to its centres
    deadlines        what is open, due, late
    appealed         what an appeal is against
The life of an enquiry
    statuses         where it stands; the one table of steps
    enquiry          itself
    changes          amend, cancel, record marks
    handling         in whose hands
    messages         questions, answers, errors in a letter
    review           who reviews the marking, and tolerance
    missing          NO RESULT and PENDING
    grade_checks     checks of grades that centres gave
    extending        to other candidates
    standing         what stands after all outcomes; the statement of results
    appeals          two stages
May this be asked for?
    availability     for these components
    desk_appeals     appeals that begin at the desk
    waiting          what must be finished first
    eligibility      all of it together
    loading          the catalogue from YAML, checked; the one file that needs more than pydantic
How it is shown
    fee_views        the fee of an enquiry
    invoices         what is billed, and credit notes
    invoice_views    invoices on a page
    appeal_views     an appeal, and the one that can be made
    rows             a line of a list
    views            the page for its centre and Associate
    staff_views      the page for staff
"""
