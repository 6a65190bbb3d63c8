"""The documents that an enquiry ends with, and the names of their places in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.services import OF_EACH_COMPONENT, TELLING_OUTCOME, Service
from functions.domain.fields import MOST_CHARACTERS


class ExpectedDocument(NamedTuple):
    """A document that an enquiry ends with. `component` is given for scripts and other documents that come one a component."""

    slot: str
    kind: Document
    component: str | None


CODE_IN_SLOT = f"[0-9A-Za-z_.\\-]{{1,{MOST_CHARACTERS}}}"  # a component's code or a candidate's number, as it is in a slot


def slot_of(document: Document, code: str | None = None) -> str:
    """Return the name of a document's place in an enquiry: 'AckLetter', or 'CoSLetter-42' for the script of a component.

    It is part of addresses and of names of files, so a stroke in a code is written _ in it, which no code has: 'CoSLetter-8300_1H'.
    """
    return f"{document.value}-{code.replace('/', '_')}" if code else document.value


def code_in_slot(slot: str) -> str:
    """Return the component's code or the candidate's number in a slot; empty where it has none."""
    return slot.partition("-")[2].replace("_", "/")


def kind_of(slot: str) -> Document:
    """Return the kind of document of a slot: the copy of a script for 'CoSLetter-42'."""
    return Document(slot.split("-")[0])


def tells_outcome(slots: Collection[str]) -> bool:
    """Return whether one of these documents says what the outcome is."""
    return any(each.value in slots for each in TELLING_OUTCOME)


def expected_documents(service: Service, components: Sequence[str], kinds: Sequence[Document] | None = None) -> list[ExpectedDocument]:
    """Return the documents that an enquiry of a service ends with; of these `kinds` only, where they are given."""
    expected: list[ExpectedDocument] = []
    for kind in service.documents if kinds is None else kinds:
        if kind in OF_EACH_COMPONENT:
            expected += [ExpectedDocument(slot_of(kind, each), kind, each) for each in components]
        else:
            expected.append(ExpectedDocument(slot_of(kind), kind, None))
    return expected
