"""The documents of an enquiry that staff may still bring a file for, and how large a file may be."""

from __future__ import annotations

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.documents import Document
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.expected_documents import expected_documents

MOST_BYTES = 25_000_000


def takes_file(enquiry: Enquiry, slot: str, body: Body) -> bool:
    """Return whether the enquiry has this slot and it is not filled; an amended enquiry takes a new acknowledgement."""
    service = entries_of(enquiry, body).service
    has = slot in {each.slot for each in expected_documents(service, enquiry.components)}
    again = slot == Document.ACKNOWLEDGEMENT.value and enquiry.amended_since_letter
    return has and (slot not in enquiry.issued or again)
