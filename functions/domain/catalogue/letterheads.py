"""What stands at the head and the foot of an awarding body's letters, invoices and e-mails, besides its name."""

from typing import Annotated

from pydantic import Field, StringConstraints

from functions.domain.catalogue.sources import Basis, Entry, Text


class Letterhead(Entry):
    """The initials that the desk draws as the body's mark, which is nobody's logo, and the line under which letters are signed."""

    initials: Annotated[str, StringConstraints(pattern="^[A-Z]{1,3}$")]
    signed: Text
    basis: Basis


class PostalAddress(Entry):
    """Where the body receives post, line by line."""

    lines: tuple[Text, ...] = Field(min_length=1, max_length=4)
    basis: Basis
