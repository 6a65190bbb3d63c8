"""An enquiry and everything stored with it, as the people who may open it read it."""

from __future__ import annotations

from typing import Any

from functions.actions.shared.session import Session
from functions.adapters.boundaries import read_boundaries
from functions.adapters.enquiries import StoredEnquiry, read_enquiries, read_stored_enquiry
from functions.adapters.register import read_centre_review
from functions.domain.calendar import iso
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import NotFound
from functions.domain.people.permissions import Act
from functions.domain.views.boundary_pages import with_distances
from functions.domain.views.centre_review_pages import centre_review_page
from functions.domain.views.list_rows import enquiry_summary

OWNERS = {  # whose permission an act needs
    Act.READ: "organisation",
    Act.ASK: "organisation",
    Act.FORWARD: "associate",
    Act.HANDLE: "body",
}


def open_enquiry(session: Session, act: Act, id: str) -> StoredEnquiry:
    """Return an enquiry with everything stored with it, in one call. Raise NotFound where it is absent or the person may not do this with it.

    To the awarding body an enquiry does not exist here until its Associate has sent it on, nor one that is made in the body's own portal.
    """
    stored = read_stored_enquiry(session.table, id)
    if stored is None:
        raise NotFound
    require_permission(session, act, stored.enquiry)
    return stored


def require_permission(session: Session, act: Act, enquiry: Enquiry) -> None:
    """Raise NotFound where the person may not do this with the enquiry."""
    session.allow(act, getattr(enquiry, OWNERS[act]))
    if act is Act.HANDLE and (enquiry.portal or enquiry.status in {Status.WITH_ASSOCIATE, Status.REJECTED}):
        raise NotFound


def related_records(session: Session, stored: StoredEnquiry) -> dict[str, Any]:
    """Return what a page of an enquiry shows beside it: evidence, extensions, and the Centre Review that it is based on, if any.

    A call for the extensions where there are any, and one for the Centre Review.
    """
    enquiry, body = stored.enquiry, session.body_of(stored.enquiry)
    review = None
    if enquiry.asked:
        review = read_centre_review(session.table, enquiry.body, enquiry.series, enquiry.organisation, enquiry.asked.centre_review)
    return {
        "evidence": [
            {"id": each.fingerprint, "name": each.name, "kind": each.kind, "size": each.size, "sha256": each.sha256, "at": iso(each.at)}
            for each in stored.evidence
        ],
        "extensions": [enquiry_summary(each, body) for each in read_enquiries(session.table, stored.extensions)],
        "review": centre_review_page(*review, body) if review else None,
    }


def with_boundaries(session: Session, enquiry: Enquiry, page: dict[str, Any]) -> dict[str, Any]:
    """Return the page of an enquiry with how far each mark on it is from the next grade boundaries (BY-28). A call where it shows a mark."""
    if all(each["mark_before"] is None and each["mark_after"] is None for each in page["components"]):
        return page | {"boundaries": None}
    at = enquiry.centre_syllabus
    return with_distances(page, read_boundaries(session.table, [at]).get(at), session.body_of(enquiry))
