"""The updated statements of results that follow changed syllabus grades, made by the desk (CI-25): one for each candidate."""

from __future__ import annotations

from functions.actions.effects.means import Means, NotYet
from functions.actions.letters.statement_data import statement
from functions.actions.shared.claims import enquiries_about
from functions.actions.shared.effect_names import MAIL
from functions.actions.shared.transactions import settle
from functions.adapters import keys
from functions.adapters.documents import ISSUED, Printing, StoredDocument, put_document, put_printing
from functions.adapters.enquiries import put_enquiry, read_enquiry
from functions.adapters.events import put_event
from functions.adapters.files import PDF
from functions.adapters.register import list_cards_of_candidate
from functions.domain.catalogue.bodies import Body
from functions.domain.enquiries.cohort_records import CandidateOutcome
from functions.domain.enquiries.current_results import changed_results, needs_statement, statement_slot
from functions.domain.enquiries.enquiry import Enquiry, body_of, entries_of
from functions.domain.enquiries.enquiry_parts import Issued
from functions.domain.errors import TryAgain
from functions.domain.people.history import THE_DESK, Event, What

AT_ONCE = 20  # statements in one transaction


def make_statements(means: Means, id: str) -> None:
    """Make the statements of an enquiry whose outcome changed grades, and issue them; do nothing where that is done.

    Each is rendered from what is stored alone and kept under its content's name, so a repeat finds it or makes the same. They
    complete nothing and hold nothing up. One e-mail says that the last is there. Raise NotYet where the enquiry keeps changing
    meanwhile.
    """
    enquiry = read_enquiry(means.table, id)
    while enquiry and (missing := missing_statements(enquiry, body_of(enquiry, means.catalogue))):
        made = [_rendered(means, enquiry, each) for each in missing[:AT_ONCE]]
        try:
            enquiry = settle(lambda made=made: _issue(means, id, made))  # type: ignore[misc]
        except TryAgain as busy:
            raise NotYet("the enquiry keeps changing") from busy


def missing_statements(enquiry: Enquiry, body: Body) -> list[CandidateOutcome]:
    """Return the candidates whose statement is still to be made."""
    if not needs_statement(enquiry, entries_of(enquiry, body).route):
        return []
    return [each for each in changed_results(enquiry) if statement_slot(enquiry, each.number) not in enquiry.issued]


def _issue(means: Means, id: str, made: list[StoredDocument]) -> Enquiry | None:
    """Store the statements that were made as issued; return the enquiry afterwards."""
    enquiry = read_enquiry(means.table, id)
    new = [each for each in made if enquiry and each.slot not in enquiry.issued]
    if enquiry is None or not new:
        return enquiry
    issued = {each.slot: Issued(at=each.at, fingerprint=each.fingerprint, size=each.size) for each in new}
    after = enquiry.changed(issued={**enquiry.issued, **issued})
    about = ", ".join(each.slot for each in new) if enquiry.cohort else ""
    event = Event(what=What.STATEMENT_ISSUED, at=new[-1].at, by=THE_DESK, version=after.version, about=about)
    due = () if missing_statements(after, body_of(after, means.catalogue)) else (f"{MAIL}:statement",)
    printings = [Printing(enquiry=id, body=enquiry.body, document=each.id, made_at=each.at) for each in new]
    means.table.commit(
        [
            put_enquiry(after),
            put_event(keys.enquiry(id), event, due, (enquiry.body,)),
            *(put_document(each, after) for each in new),
            *(put_printing(each, expect=0) for each in printings),
        ]
    )
    return after


def _rendered(means: Means, enquiry: Enquiry, result: CandidateOutcome) -> StoredDocument:
    """Render the statement of one candidate."""
    cards = list_cards_of_candidate(means.table, enquiry.body, enquiry.series, enquiry.organisation, result.number)
    if all(each.syllabus != enquiry.syllabus for each in cards):
        raise NotYet("the candidate's entry is not listed yet")
    others = [each for each in enquiries_about(means.table, cards) if each.id != enquiry.id]
    slot = statement_slot(enquiry, result.number)
    context = statement(enquiry, result, cards, others, body=body_of(enquiry, means.catalogue))
    made = means.renderer().render(context, f"previews/{enquiry.id}/{slot}.pdf")
    data = means.files.get(made.key)
    if data is None:
        raise NotYet("the statement is not stored yet")
    stored = StoredDocument(enquiry=enquiry.id, slot=slot, stage=ISSUED, sha256=made.sha256, size=made.size, at=means.now())
    means.files.put_if_absent(stored.file, data, PDF)
    return stored
