"""Candidates' consent to requests about them. Each module needs only what is above it.

records     what is kept of a candidate's consent, service by service, and the link to it
coverage    for whom a request lacks consent
wording     the words of what a candidate agrees to, in versions, for every language
recording   consent that an exams officer records: on paper or by e-mail
links       the link that a candidate reads, agrees and follows the request with
answers     what a candidate answers over the link
retention   until when consent is kept
standing    how a request stands, in plain words for its candidate
candidate_words  everything else that candidates read
"""
