"""Whom to write to, the body's own pages about results, and the portal in which a centre makes its requests."""

from typing import Literal

from functions.domain.catalogue.sources import Basis, Entry, Text, Url


class Contact(Entry):
    """Whom to write to. Where no address is known here, `find` says where it stands."""

    name: Text
    email: Text | None = None
    find: Text | None = None
    basis: Basis

    @property
    def address(self) -> str:
        """Return whom to write to, as it completes 'write to': the address, or else the name."""
        return self.email or self.name


class Link(Entry):
    """A page of the awarding body about results or what comes after them."""

    title: Text
    url: Url
    basis: Basis


class PortalField(Entry):
    """Something to enter in a body's own portal: what it is called there, and which part of the request goes into it."""

    label: Text
    value: Literal[
        "centre", "series", "qualification", "syllabus", "components", "candidate", "name", "service", "contact_email", "reference"
    ]


class Portal(Entry):
    """The body's own portal, where the centre makes a request that it has prepared here. `enter` is in the order of entering."""

    name: Text
    url: Url | None = None
    roles: tuple[Text, ...] = ()  # of which its user needs one
    enter: tuple[PortalField, ...]
    enter_basis: Basis
    basis: Basis
