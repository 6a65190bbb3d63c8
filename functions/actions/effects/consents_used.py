"""Which request rests on which consents, noted after the submission where one transaction could not hold that as well."""

from __future__ import annotations

from functools import partial

from functions.actions.effects.means import Means
from functions.actions.shared.transactions import settle
from functions.adapters.consents import put_consent, read_consents
from functions.adapters.enquiries import read_enquiries
from functions.adapters.register import read_cards_of_syllabus
from functions.domain.consent.coverage import covering
from functions.domain.consent.records import ConsentState
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.submission import Submission
from functions.domain.register.cards import CentreSyllabus


def note_consents_used(means: Means, submission: Submission) -> None:
    """Note on the consents of a submission's candidates which of its enquiries rests on them; where it is noted already, nothing is done."""
    for enquiry in read_enquiries(means.table, submission.enquiries):
        _note(means, enquiry)


def _note(means: Means, enquiry: Enquiry) -> None:
    at = CentreSyllabus(enquiry.body, enquiry.series, enquiry.organisation, enquiry.syllabus)

    def note(candidate: str) -> None:
        record = read_consents(means.table, at, [candidate]).get(candidate)
        given = covering(record, enquiry.service, enquiry.components)
        if record and given and given.state is ConsentState.GIVEN and given.enquiry is None:
            means.table.commit([put_consent(record.used_by(given, enquiry.id))])

    for number in [each.number for each in enquiry.candidates] or _cohort(means, at, enquiry.components):
        settle(partial(note, number))


def _cohort(means: Means, at: CentreSyllabus, components: tuple[str, ...]) -> list[str]:
    """Return everybody in the cohort of these components."""
    cards = read_cards_of_syllabus(means.table, at)
    return [card.candidate for card in cards if not components or any(card.result(each) for each in components)]
