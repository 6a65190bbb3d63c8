"""The awarding body as the sender of letters, invoices and e-mails."""

from __future__ import annotations

from typing import Any

from functions.documents import contexts
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.sources import Basis, Trust

INVENTED = "Address invented for the demonstration"


def sender_of(body: Body, contact: str | None = None) -> dict[str, Any]:
    """Return what every document and e-mail says of its sender: name, contact, letterhead, words, and that it is a demonstration.

    `contact` is whom the reader writes to where that is not the body, such as an Associate. What the catalogue does not know is left out. An address that only the demonstration has is marked as invented.
    """
    head, address = body.letterhead, body.address
    invented = address is not None and _is_demonstration(body, address.basis)
    return {
        "body": body.name,
        "contact": contact or body.contact.address,
        "letterhead": contexts.Letterhead(
            initials=head.initials if head else None,
            signed=head.signed if head else None,
            address=address.lines if address else (),
            address_note=INVENTED if invented else None,
        ),
        "words": body.words,
        "demonstration": demonstration_of(body),
    }


def demonstration_of(body: Body) -> str | None:
    """Return the line on a letter of a desk whose syllabuses are invented, so that nobody takes it for an awarding body's; None elsewhere."""
    return f"Demonstration: not a document of {body.name}" if _is_demonstration(body, body.syllabuses_basis) else None


def _is_demonstration(body: Body, basis: Basis) -> bool:
    return body.sources[basis.source].trust is Trust.DEMONSTRATION
