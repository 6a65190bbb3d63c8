"""Every key of the one table, and what each is for.

| to do                                         | key                                                              |
|-----------------------------------------------|------------------------------------------------------------------|
| open a submission or a draft, with its history| `SUB#id` / HEAD, H#version, MAIL#…                               |
| open an enquiry: itself, documents, history   | `ENQ#id` / HEAD, DOC#document, EVIDENCE#fingerprint, APPEAL#service#attempt, DRAFT#service, H#version, ASIDE#time, MAIL#…|
| a centre's enquiries of a series, newest first| lists `L#organisation#series` / submitted#id                        |
| what a centre recorded of them for itself        | lists `K#organisation#series` / submitted#id (`ENQ#id` / OWN)       |
| an Associate's enquiries, newest first         | lists `L#associate#series` / submitted#id (pointers, `ENQ#id` / ASSOCIATE) |
| a centre's extensions of a series, newest first  | lists `X#organisation#series` / submitted#id (pointers, `ENQ#id` / EXTENSION) |
| what waits for an Associate                    | queues `Q#associate#with_associate` / submitted#id |
| updated statements to print and send; printed   | queues `Q#body#to_print`, `Q#body#printed` / time#id (`ENQ#id` / PRINT, of a cohort PRINT#candidate) |
| a centre's drafts                             | lists `D#organisation` / saved                                      |
| a candidate's entries                         | lists `C#body#series#organisation#candidate` / syllabus (the cards) |
| staff queues in order of receipt              | queues `Q#body#stage` / received#id                                  |
| enquiries in which something waits for staff     | agenda `A#waiting#body` / received#id                                |
| effects that are due                          | agenda `A#effects` / due#id                                          |
| cards of a syllabus                           | `REG#body#series#organisation` / CARD#syllabus#candidate         |
| who asked for a component's re-moderation     | `REG#body#series#organisation` / COHORT#syllabus#component           |
| a centre's Centre Reviews, with corrections    | `REG#body#series#organisation` / REVIEW#id, REVIEW#id#C#fingerprint         |
| as whom a centre's candidates are entered     | `WHO#organisation` / trait#fingerprint#body#series#candidate     |
| grade boundaries of a syllabus                 | `BOUND#body#series#owner` / syllabus                             |
| an enquiry by its number; the counter         | `NUM#body#number`, `COUNT#body#series` / HEAD                    |
| a person's views of a centre's log             | `PERSON#sub` / VIEWS#organisation                                |
| people, organisations, centre numbers         | `PERSON#sub`, `ORG#id`, `CENTRE#body#number` / HEAD              |
| a centre's history and its changes of address  | `ORG#id` / H#version, ADDRESS#version, MAIL#…                    |
| who belongs to an organisation, with the history of that | `PEOPLE#organisation` / HEAD, H#version, ASIDE#time, MAIL#… |
| somebody's summary by e-mail for an organisation | `SUMMARY#person#organisation` / HEAD, COUNTS#version, H#version, MAIL#… |
| which summaries are due                       | agenda `A#summaries` / due#key |
| the summary that a token ends                 | `STOP#SHA-256 of the token` / HEAD (pointer) |
| the Associate that an awarding body knows by a name | `ASSOCIATE#body#name` / HEAD (pointer) |
| a centre's own dates and charges              | `ORG#id` / TERMS                                                 |
| the logo on a centre's papers                  | `ORG#id` / LOGO                                                  |
| the address of a centre's calendar             | `ORG#id` / CALENDAR                                              |
| whose calendar a secret address opens          | `CALENDAR#SHA-256 of the secret` / HEAD (pointer)                |
| a centre's requests of earlier years, as imported | `PAST#organisation` / id                                        |
| an awarding body's messages to its centres    | `NEWS#body` / time#id                                            |
| whom a run of invoices asks, centre by centre | queues `B#body#series` / organisation (`BILL#body#series` / organisation) |
| what of a centre's series has been billed      | `BILLED#body#series` / organisation                              |
| open an invoice: heading, lines, credit notes  | `INV#id` / HEAD, LINES-n, CREDIT-n, H#version, MAIL#…            |
| invoices and credit notes of a payer           | lists `I#organisation` / issued#id#sort key                      |
| invoices and credit notes of a series          | queues `I#body#series` / issued#id#sort key                      |
| the last number of invoices, of credit notes   | `COUNT#body#series#INV`, `COUNT#body#series#CRN` / HEAD          |
| who is told of a message by e-mail            | `NEWS#body#id` / HEAD, H#page, CENTRE#organisation, MAIL#…         |
| an awarding body's centres                    | lists `O#body` / centre number (`CENTRE#body#number`)              |
| whether an import of a series is running      | `REGSTATE#body#series`, `REGSTATE#body#series#organisation` / HEAD |
| long work; its portions, what was left out (TTL) | `JOB#id` / HEAD, P-n, L-n                                        |
| long work of a body or Associate, newest first  | lists `J#organisation` / started#id                               |
| long work that nobody goes on with            | agenda `A#jobs` / due#id                                             |
| uploads on their way (TTL)                    | `UPLOAD#id` / HEAD                                               |
| a candidate's consents, the words agreed to, the link to them, their history | `CONSENT#organisation#body#series#candidate` / SYLLABUS#code, AGREED#code#consent#time, LINK, ASIDE#time, MAIL#… |
| all consents of a centre's series              | lists `K#organisation#body#series` / candidate#syllabus             |
| whom the token of a link opens (TTL)           | `LINK#hash` / HEAD                                               |
| tokens that opened nothing, from one address (TTL) | `TRIES#address` / window                                       |
| a checked file that shows consent              | `SCAN#organisation#fingerprint` / HEAD                             |
| consents and scans to look at, whether they can be deleted | agenda `A#consents` / day#key                                  |

The three indexes are keyed by g1pk/g1sk (lists), g2pk/g2sk (queues) and g3pk/g3sk (agenda). What an item contains: items.py.
"""

from __future__ import annotations

from typing import NamedTuple

from functions.domain.register.cards import CentreSyllabus

HEAD = "HEAD"
# How sort keys begin.
EVENTS, SIDE_EVENTS = "H#", "ASIDE#"
DOCUMENTS, EVIDENCE, APPEALS = "DOC#", "EVIDENCE#", "APPEAL#"
CARDS, REVIEWS, CORRECTION = "CARD#", "REVIEW#", "#C#"
LINES, CREDIT_NOTES = "LINES-", "CREDIT-"
EXTENSION = "EXTENSION"  # what lists an extension apart from other enquiries
ASSOCIATE = "ASSOCIATE"  # what lists an enquiry under its Associate
EFFECTS = "A#effects"
JOBS_DUE = "A#jobs"
SUMMARIES_DUE = "A#summaries"
CONSENTS_DUE = "A#consents"
SYLLABUSES, AGREED = "SYLLABUS#", "AGREED#"  # in a candidate's consents
LEFT_OUT = "L-"  # in a job: what of a portion could not be done
PRINT = "PRINT"
OWN = "OWN"  # what the centre keeps for itself of an enquiry
TO_PRINT, PRINTED = "to_print", "printed"
FINGERPRINT = 16  # characters of a SHA-256 that tell one content from another: a file in a slot, a correction


class Key(NamedTuple):
    pk: str
    sk: str = HEAD


def waiting(body: str) -> str:
    """Return the partition of the enquiries in which something waits for an awarding body's staff."""
    return f"A#waiting#{body}"


def submission(id: str) -> Key:
    return Key(f"SUB#{id}")


def enquiry(id: str) -> Key:
    return Key(f"ENQ#{id}")


def event(of: Key, version: int) -> Key:
    return Key(of.pk, f"H#{version:06d}")


def side_event(of: Key, at: str, token: str) -> Key:
    """Return the key of a history entry of something that left the version as it was: a download, a file attached."""
    return Key(of.pk, f"ASIDE#{at}#{token}")


def document(enquiry_id: str, document_id: str) -> Key:
    return Key(f"ENQ#{enquiry_id}", f"DOC#{document_id}")


def evidence(enquiry_id: str, fingerprint: str) -> Key:
    return Key(f"ENQ#{enquiry_id}", f"EVIDENCE#{fingerprint}")


def appeal(enquiry_id: str, service: str, attempt: int) -> Key:
    """Return the key of what leads from an outcome to an appeal against it."""
    return Key(f"ENQ#{enquiry_id}", f"APPEAL#{service}#{attempt:02d}")


def appeal_draft(enquiry_id: str, service: str) -> Key:
    return Key(f"ENQ#{enquiry_id}", f"DRAFT#{service}")


def associate_pointer(enquiry_id: str) -> Key:
    return Key(f"ENQ#{enquiry_id}", ASSOCIATE)


def extension_pointer(enquiry_id: str) -> Key:
    return Key(f"ENQ#{enquiry_id}", EXTENSION)


def printing(enquiry_id: str, candidate: str = "") -> Key:
    """Return the key of whether an updated statement of results is printed and sent; `candidate` only for an enquiry about a cohort."""
    return Key(f"ENQ#{enquiry_id}", f"{PRINT}#{candidate}" if candidate else PRINT)


def mail(event: Key, kind: str, recipient: str) -> Key:
    """Return the key of the one e-mail for an event and a recipient."""
    return Key(event.pk, f"MAIL#{event.sk}#{kind}#{recipient}")


def register(body: str, series: str, organisation: str) -> str:
    return f"REG#{body}#{series}#{organisation}"


def cards_of(syllabus: str) -> str:
    """Return how the sort keys of a syllabus's cards begin."""
    return f"CARD#{syllabus}#"


def card(at: CentreSyllabus, candidate: str) -> Key:
    return Key(register(at.body, at.series, at.organisation), f"CARD#{at.syllabus}#{candidate}")


def cohort(at: CentreSyllabus, component: str) -> Key:
    return Key(register(at.body, at.series, at.organisation), f"COHORT#{at.syllabus}#{component}")


def boundaries(body: str, series: str, owner: str, syllabus: str) -> Key:
    """Return the key of a syllabus's grade boundaries; `owner` is the awarding body, or the centre that imported them for itself."""
    return Key(f"BOUND#{body}#{series}#{owner}", syllabus)


def traits_of(organisation: str) -> str:
    return f"WHO#{organisation}"


def trait(name: str, fingerprint: str) -> str:
    """Return how the sort keys begin of a centre's candidates who share a trait, such as a name or a unique learner number."""
    return f"{name}#{fingerprint}#"


def entered_with(trait: str, body: str, series: str, candidate: str) -> str:
    return f"{trait}{body}#{series}#{candidate}"


def who_entered(sk: str) -> tuple[str, str, str]:
    """Return the awarding body, the series and the candidate number in the sort key of a trait."""
    body, series, candidate = sk.split("#")[2:]
    return body, series, candidate


def centre_review(body: str, series: str, organisation: str, id: str) -> Key:
    return Key(register(body, series, organisation), f"REVIEW#{id}")


def correction(review: Key, fingerprint: str) -> Key:
    return Key(review.pk, f"{review.sk}{CORRECTION}{fingerprint}")


def number(body: str, number: str) -> Key:
    return Key(f"NUM#{body}#{number}")


def counter(body: str, series: str) -> Key:
    return Key(f"COUNT#{body}#{series}")


def person(sub: str) -> Key:
    return Key(f"PERSON#{sub}")


def organisation(id: str) -> Key:
    return Key(f"ORG#{id}")


def address_change(organisation_id: str, version: int) -> Key:
    """Return the key of the addresses before and after an organisation became this version."""
    return Key(f"ORG#{organisation_id}", f"ADDRESS#{version:06d}")


def log_views(sub: str, organisation_id: str) -> Key:
    """Return the key of the views that a person has saved of a centre's log."""
    return Key(f"PERSON#{sub}", f"VIEWS#{organisation_id}")


def centre_record(enquiry_id: str) -> Key:
    """Return the key of what a centre keeps of an enquiry for itself."""
    return Key(f"ENQ#{enquiry_id}", OWN)


def centre_records_of(organisation: str, series: str) -> str:
    return f"K#{organisation}#{series}"


def earlier(organisation_id: str, id: str = "") -> Key:
    """Return the key of a request of an earlier year that a centre brought into its log."""
    return Key(f"PAST#{organisation_id}", id)


def terms(organisation_id: str) -> Key:
    """Return the key of a centre's own dates and charges."""
    return Key(f"ORG#{organisation_id}", "TERMS")


def centre_logo(organisation_id: str) -> Key:
    """Return the key of the logo on a centre's papers."""
    return Key(f"ORG#{organisation_id}", "LOGO")


def centre_calendar(organisation_id: str) -> Key:
    """Return the key of the address of a centre's calendar."""
    return Key(f"ORG#{organisation_id}", "CALENDAR")


def calendar_secret(hash: str) -> Key:
    return Key(f"CALENDAR#{hash}")


def centre(body: str, number: str) -> Key:
    return Key(f"CENTRE#{body}#{number}")


def people(organisation: str) -> Key:
    """Return the key of the list of an organisation's people."""
    return Key(f"PEOPLE#{organisation}")


def summary(person: str, organisation: str) -> Key:
    return Key(f"SUMMARY#{person}#{organisation}")


def summary_counts(of: Key, version: int) -> Key:
    return Key(of.pk, f"COUNTS#{version:06d}")


def summary_end(fingerprint: str) -> Key:
    return Key(f"STOP#{fingerprint}")


def associate_by_name(body: str, name: str) -> Key:
    return Key(f"ASSOCIATE#{body}#{name}")


def announcements(body: str) -> str:
    return f"NEWS#{body}"


def announcement(body: str, id: str) -> Key:
    return Key(f"NEWS#{body}#{id}")


def told(of: Key, organisation: str) -> Key:
    """Return the key of the history entry that one centre is told of something."""
    return Key(of.pk, f"CENTRE#{organisation}")


def centres_of(body: str) -> str:
    return f"O#{body}"


def upload(id: str) -> Key:
    return Key(f"UPLOAD#{id}")


def list_of(organisation: str, series: str) -> str:
    return f"L#{organisation}#{series}"


def extensions_of(organisation: str, series: str) -> str:
    return f"X#{organisation}#{series}"


def drafts_of(organisation: str) -> str:
    return f"D#{organisation}"


def entries_of(body: str, series: str, organisation: str, candidate: str) -> str:
    return f"C#{body}#{series}#{organisation}#{candidate}"


def queue(body: str, stage: str) -> str:
    return f"Q#{body}#{stage}"


def to_bill(body: str, series: str, organisation: str) -> Key:
    """Return the key of what says that a centre has had an enquiry in a series."""
    return Key(f"BILL#{body}#{series}", organisation)


def to_bill_in(body: str, series: str) -> str:
    return f"B#{body}#{series}"


def account(body: str, series: str, organisation: str) -> Key:
    return Key(f"BILLED#{body}#{series}", organisation)


def invoice(id: str) -> Key:
    return Key(f"INV#{id}")


def invoice_lines(id: str, portion: int) -> Key:
    return Key(f"INV#{id}", f"LINES-{portion:03d}")


def credit_note(invoice_id: str, turn: int) -> Key:
    return Key(f"INV#{invoice_id}", f"CREDIT-{turn:03d}")


def invoices_to(organisation: str) -> str:
    return f"I#{organisation}"


def invoices_of(body: str, series: str) -> str:
    return f"I#{body}#{series}"


def money_counter(body: str, series: str, prefix: str) -> Key:
    return Key(f"COUNT#{body}#{series}#{prefix}")


def register_state(body: str, series: str, centre: str = "") -> Key:
    """Return the key of whether an import of a series is running, or that of one centre's results."""
    return Key(f"REGSTATE#{body}#{series}#{centre}" if centre else f"REGSTATE#{body}#{series}")


def job(id: str) -> Key:
    return Key(f"JOB#{id}")


def job_portion(id: str, number: int) -> Key:
    return Key(f"JOB#{id}", f"P-{number:05d}")


def job_left_out(id: str, number: int) -> Key:
    return Key(f"JOB#{id}", f"{LEFT_OUT}{number:05d}")


def jobs_of(body: str) -> str:
    return f"J#{body}"


def consents(organisation: str, body: str, series: str, candidate: str) -> Key:
    """Return the key of a candidate's consents in a series: where their history is."""
    return Key(f"CONSENT#{organisation}#{body}#{series}#{candidate}")


def consent(of: Key, syllabus: str) -> Key:
    return Key(of.pk, f"{SYLLABUSES}{syllabus}")


def agreed_text(of: Key, syllabus: str, consent: str, at: str) -> Key:
    return Key(of.pk, f"{AGREED}{syllabus}#{consent}#{at}")


def consents_of(organisation: str, body: str, series: str) -> str:
    return f"K#{organisation}#{body}#{series}"


def consent_scan(organisation: str, fingerprint: str) -> Key:
    return Key(f"SCAN#{organisation}#{fingerprint}")


def consent_link(of: Key) -> Key:
    return Key(of.pk, "LINK")


def link_token(hash: str) -> Key:
    return Key(f"LINK#{hash}")


def wrong_tokens(source: str, window: int) -> Key:
    return Key(f"TRIES#{source}", f"{window}")


def is_consents(pk: str) -> bool:
    return pk.startswith("CONSENT#")


def enquiry_in(pk: str) -> str | None:
    """Return the id of the enquiry that a partition belongs to; None for another kind of thing."""
    return pk.removeprefix("ENQ#") if pk.startswith("ENQ#") else None


def is_submission(pk: str) -> bool:
    return pk.startswith("SUB#")


def is_organisation(pk: str) -> bool:
    return pk.startswith("ORG#")


def is_summary(pk: str) -> bool:
    return pk.startswith("SUMMARY#")


def is_people(pk: str) -> bool:
    return pk.startswith("PEOPLE#")


def is_invoice(pk: str) -> bool:
    return pk.startswith("INV#")


def body_of_announcement(pk: str) -> str | None:
    """Return the awarding body of a message that a partition belongs to; None for another kind of thing."""
    return pk.split("#")[1] if pk.startswith("NEWS#") else None


def thing_in(pk: str) -> str:
    """Return the id of the submission, enquiry, invoice or organisation that a partition belongs to."""
    return pk.split("#")[1]


def centre_told(sk: str) -> str:
    """Return the organisation of the history entry that one centre is told of something."""
    return sk.removeprefix("CENTRE#")
