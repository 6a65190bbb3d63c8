"""The updated statement of results that follows a changed syllabus grade, made by the desk (CI-25)."""

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
from functions.domain.catalogue.services import Document
from functions.domain.enquiries.current_results import needs_statement
from functions.domain.enquiries.enquiry import Enquiry, Issued, body_of
from functions.domain.errors import TryAgain
from functions.domain.people.history import THE_DESK, Event, What

SLOT = Document.STATEMENT.value


def make_statement(means: Means, id: str) -> None:
    """Make the statement of an enquiry whose outcome changed the grade, and issue it; do nothing where that is done.

    It is rendered from what is stored alone and kept under its content's name, so a repeat finds it or makes the same. It
    completes nothing and holds nothing up. Raise NotYet where the enquiry keeps changing meanwhile.
    """

    def attempt() -> None:
        enquiry = read_enquiry(means.table, id)
        if enquiry is None or not needs_statement(enquiry) or SLOT in enquiry.issued:
            return
        stored = _rendered(means, enquiry)
        after = enquiry.changed(issued={**enquiry.issued, SLOT: Issued(at=stored.at, fingerprint=stored.fingerprint, size=stored.size)})
        event = Event(what=What.STATEMENT_ISSUED, at=stored.at, by=THE_DESK, version=after.version)
        means.table.commit(
            [
                put_enquiry(after),
                put_event(keys.enquiry(id), event, (f"{MAIL}:statement",), enquiry.body),
                put_document(stored, after),
                put_printing(Printing(enquiry=id, body=enquiry.body, document=stored.id, made_at=stored.at), expect=0),
            ]
        )

    try:
        settle(attempt)
    except TryAgain as busy:
        raise NotYet("the enquiry keeps changing") from busy


def _rendered(means: Means, enquiry: Enquiry) -> StoredDocument:
    cards = list_cards_of_candidate(means.table, enquiry.body, enquiry.series, enquiry.organisation, enquiry.candidates[0].number)
    if all(each.syllabus != enquiry.syllabus for each in cards):
        raise NotYet("the candidate's entry is not listed yet")
    others = [each for each in enquiries_about(means.table, cards) if each.id != enquiry.id]
    context = statement(enquiry, cards, others, body_of(enquiry, means.catalogue))
    made = means.renderer().render(context, f"previews/{enquiry.id}/{SLOT}.pdf")
    data = means.files.get(made.key)
    if data is None:
        raise NotYet("the statement is not stored yet")
    stored = StoredDocument(enquiry=enquiry.id, slot=SLOT, stage=ISSUED, sha256=made.sha256, size=made.size, at=means.now())
    means.files.put_if_absent(stored.file, data, PDF)
    return stored
