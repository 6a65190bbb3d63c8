"""The money that a centre has recorded: of one enquiry, in total, and as a note to a family."""

from __future__ import annotations

from typing import Any

from functions.actions.centre.log import read_all, with_beside
from functions.actions.shared.counted_together import counted_beside, known_beside
from functions.actions.shared.document_links import Link, link_to
from functions.actions.shared.session import Session
from functions.adapters.centre_records import RecordedEnquiry, read_recorded, read_terms
from functions.adapters.documents import note_file
from functions.adapters.files import Files
from functions.adapters.organisations import read_organisation
from functions.adapters.renderer import Renderer
from functions.domain.centre_desk.accounts import account_of, account_page
from functions.domain.centre_desk.records import BEARER_TEXT, MakeNote
from functions.domain.centre_desk.totals import GROUPS, Reckoned, total_of_all, total_page, totals
from functions.domain.errors import NotFound, Refused, problem
from functions.domain.people.permissions import Act


def of_enquiry(session: Session, id: str) -> dict[str, Any]:
    """Return the money for one enquiry of the person's own centre. Two calls, and three more where papers count together."""
    (enquiry, own) = _own(session, (id,))[0]
    terms = read_terms(session.table, enquiry.organisation)
    account = account_of(enquiry, session.body_of(enquiry), own, terms, beside=known_beside(counted_beside(session, enquiry)))
    return account_page(account, own) | {"bearers": BEARER_TEXT, "outcome_open": enquiry.outcome_open_to_centre}


def summary(session: Session, series: str) -> dict[str, Any]:
    """Return what is due, paid, open and given back in a series, or in all: in total, by awarding body, by who pays and by candidate."""
    member = session.acting_for(Act.READ)
    terms = read_terms(session.table, member.organisation)
    reckoned = []
    for each in with_beside(session, read_all(session, member.organisation, series)):
        body = session.body_of(each.enquiry)
        reckoned.append(
            Reckoned(each.enquiry, each.record, account_of(each.enquiry, body, each.record, terms, beside=each.beside), body.name)
        )
    return {"all": total_page(total_of_all(reckoned))} | {group: [total_page(each) for each in totals(reckoned, group)] for group in GROUPS}


def note(session: Session, files: Files, renderer: Renderer, request: MakeNote) -> Link:
    """Return a link to the note to the family about these requests, which are for one candidate. Raise Refused for those of several."""
    from functions.actions.letters.money_data import Request, payment_note  # brings the letters' contexts, which only a note needs

    entries = _own(session, request.ids)
    about = {(each.enquiry.organisation, each.enquiry.candidates) for each in entries}
    if len(about) != 1 or len(entries[0].enquiry.candidates) != 1:
        raise Refused(problem("note_several", field="ids"))
    organisation = entries[0].enquiry.organisation
    terms = read_terms(session.table, organisation)
    requests = []
    for each in with_beside(session, entries):
        body = session.body_of(each.enquiry)
        requests.append(Request(each.enquiry, body, each.record, account_of(each.enquiry, body, each.record, terms, beside=each.beside)))
    context = payment_note(requests, read_organisation(session.table, organisation), terms, session.now)
    key = note_file(context)
    renderer.render(context, key)
    return link_to(files, key, f"note-{entries[0].enquiry.candidates[0].number.replace('/', '-')}.pdf")


def _own(session: Session, ids: tuple[str, ...]) -> list[RecordedEnquiry]:
    """Return the enquiries with what is recorded of them. Raise NotFound unless all are the person's own."""
    entries = read_recorded(session.table, ids)
    for each in entries:
        session.allow(Act.READ, each.enquiry.organisation)
    if len(entries) < len(set(ids)):
        raise NotFound
    return entries
