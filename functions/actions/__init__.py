"""What people do at the desk, one procedure a function: load → the domain decides → save. Each needs only what stands above it.

What all of them use
    lists                  lists by page
    claims                 candidates' cards, held and let go
    storing                all or nothing, and who got there first
    appealed               appeals beside their outcome
    extended               extensions beside their enquiry
At the centre
    candidates             the register, whom to choose from
    exempting              exemptions by candidate
    drafts                 save, check, delete
    centres                who I am, my centre details
    submitting             one read, one transaction
    centre_reviews         record a Centre Review
    enquiries              find, open, amend, cancel
    appealing              appeal against an outcome
    evidence               files that a centre brings
    messages               questions, answers, errors
At the Associate
    associates             approve, reject, release
What follows by itself
    writing                what letters and e-mails are told
    writing_appeals
    writing_explanations
    writing_statements
    invoice_papers
    mailing                once for each event and recipient
    telling                every centre, one by one
    statements             made, printed, sent
    invoicing              runs and credit notes
    effects                whatever is due, until it is done
At the awarding body
    imports                register and exemptions
    announcing             messages to centres
    extensions             to other candidates
    casework               the queue, letters, scripts
    acknowledging          many at once
    reviewing              reviewers, marks, decisions
    explaining             missing results
    finding                checks of grades
    handling               taking over, holding
    uploads                files that staff bring
    invoices               to look at, and the ledger
    failures               what keeps failing
"""
