"""Enquiries in the table, and everything that is stored with one."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict

from functions.adapters import keys
from functions.adapters.documents import ATTACHED, Evidence, Printing, StoredDocument
from functions.adapters.items import Model, item_of, model_in, pointer_item, target_of
from functions.adapters.table import Item, Put, Table, chunks
from functions.domain.calendar import iso
from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.services import STANDARD, TELLING_OUTCOME
from functions.domain.enquiries.appeal_records import AppealDetails
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Line
from functions.domain.enquiries.statuses import Status
from functions.domain.fields import STORED
from functions.domain.people.history import Event

LISTED = frozenset(
    {
        "reference", "organisation", "organisation_name", "centre", "body", "route", "series", "service", "syllabus", "candidates", "status",
        "submitted_at", "extends", "associate", "approved_at", "moved_on_at", "received_at", "acknowledged_at", "amended_at", "addressed",
        "held", "owner", "note", "number", "promised", "portal", "cost", "charges", "grade_before", "completed_at", "unit_grade_changed",
        "declined_at",
    }
)  # fmt: skip
# Of version, lines, issued, released, appeal and the outcome a list needs only a part: it is in the row, and the whole in the rest of the
# item. So is the route, which the row leaves out where it is the standard one.
DICTIONARIES = ("released", "issued")  # left out while they are empty
IN_ROW_ALONE = set(LISTED - {"route"})
ALWAYS_IN_ROW = {name for name in IN_ROW_ALONE if Enquiry.model_fields[name].is_required()}  # also while it is empty
STAGES = frozenset({Status.SUBMITTED, Status.RECEIVED, Status.ACKNOWLEDGED})  # those that staff have in a queue


class AppealDraft(BaseModel):
    """What a centre has written of an appeal that it has not submitted."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    grounds: str
    version: int
    at: datetime


class ListedEnquiry(Enquiry):
    """An enquiry as an index has it: with what lists show and filter by, and without the rest, which has no value here.

    Never store one (put_enquiry refuses it): read the enquiry itself.
    """

    id: str = ""
    submission: str = ""
    route: str = STANDARD
    qualification: str = ""
    lines: tuple[Line, ...] = ()
    contact_email: str = ""
    submitted_by: str = ""


class StoredEnquiry:
    """An enquiry with everything stored under its key, each part read from its items when it is first asked for."""

    def __init__(self, enquiry: Enquiry, items: Sequence[Item]) -> None:
        self.enquiry = enquiry
        self._items = items

    @cached_property
    def events(self) -> list[Event]:
        """The history, downloads included, oldest first."""
        return sorted(self._under(Event, keys.EVENTS, keys.SIDE_EVENTS), key=lambda event: event.at)

    @cached_property
    def documents(self) -> list[StoredDocument]:
        """Every document, issued or only attached."""
        return self._under(StoredDocument, keys.DOCUMENTS)

    @property
    def attached(self) -> list[StoredDocument]:
        """The documents that are checked and not issued."""
        return [each for each in self.documents if each.stage == ATTACHED]

    @cached_property
    def evidence(self) -> list[Evidence]:
        """The evidence that the centre has added, in the order in which it came."""
        return sorted(self._under(Evidence, keys.EVIDENCE), key=lambda each: each.at)

    @cached_property
    def appeals(self) -> list[str]:
        """The ids of the appeals against its outcome, the earliest first."""
        return [target_of(item) for item in self._items if str(item["sk"]).startswith(keys.APPEALS)]

    @cached_property
    def extensions(self) -> list[str]:
        """The ids of the enquiries that it was extended to."""
        return [id for item in self._items for id in str(item.get("extensions", "")).split(",") if id]

    @cached_property
    def printings(self) -> list[Printing]:
        """Whether its updated statements of results are printed and sent: one, or one for each candidate of a cohort whose grade it changed."""
        return self._under(Printing, keys.PRINT)

    def with_change(self, after: Enquiry, *events: Event) -> "StoredEnquiry":
        """Return it as it is once `after` and its history entries are stored."""
        changed = StoredEnquiry(after, self._items)
        changed.events = [*self.events, *events]
        return changed

    def with_issued(self, after: Enquiry, document: StoredDocument, *events: Event) -> "StoredEnquiry":
        """Return it as it is once `after`, an issued document and its history entries are stored."""
        changed = self.with_change(after, *events)
        changed.documents = [each for each in self.documents if each.id != document.id]
        return changed

    def appeal_draft(self, service: str) -> AppealDraft | None:
        """What the centre has written of an appeal of this service."""
        return next(iter(self._under(AppealDraft, keys.appeal_draft(self.enquiry.id, service).sk)), None)

    def _under(self, kind: type[Model], *prefixes: str) -> list[Model]:
        return [model_in(kind, item) for item in self._items if str(item["sk"]).startswith(prefixes)]


def read_stored_enquiry(table: Table, id: str) -> StoredEnquiry | None:
    """Return an enquiry with everything stored with it. One call."""
    items = table.partition(keys.enquiry(id).pk)
    head = next((item for item in items if item["sk"] == keys.HEAD), None)
    return StoredEnquiry(model_in(Enquiry, head), items) if head else None


def read_enquiry(table: Table, id: str) -> Enquiry | None:
    """Return an enquiry alone."""
    item = table.get(keys.enquiry(id))
    return model_in(Enquiry, item) if item else None


def read_enquiries(table: Table, ids: Iterable[str]) -> list[Enquiry]:
    """Return enquiries in the order of their ids; what does not exist is left out. A call for each hundred, none for no id."""
    wanted = dict.fromkeys(keys.enquiry(each) for each in ids)
    found = {key: item for some in chunks(wanted) for key, item in table.get_all(some).items()}
    return [model_in(Enquiry, found[key]) for key in wanted if key in found]


def read_enquiry_by_number(table: Table, body: str, number: str) -> Enquiry | None:
    """Return the enquiry that has this number with an awarding body."""
    item = table.get(keys.number(body, number))
    return read_enquiry(table, target_of(item)) if item else None


def listed_in(item: Item) -> ListedEnquiry:
    """Return the enquiry of an item of an index."""
    id = keys.thing_in(str(item["pk"]))
    return ListedEnquiry.model_validate_json(f'{{"id":"{id}",{str(item["row"])[1:]}')


def put_enquiry(enquiry: Enquiry) -> Put:
    """Store the enquiry over the version before it; version 1 over nothing. Raise TypeError for one that was read from an index."""
    if isinstance(enquiry, ListedEnquiry):
        raise TypeError("what an index has of an enquiry is not the enquiry")
    key = keys.enquiry(enquiry.id)
    empty = {name for name in DICTIONARIES if not getattr(enquiry, name)}
    content = {
        "row": _listed(enquiry).model_dump_json(exclude_unset=True),
        "json": enquiry.model_dump_json(exclude=IN_ROW_ALONE | empty, exclude_defaults=True),
    }
    listed = {"g1pk": keys.list_of(enquiry.organisation, enquiry.series), "g1sk": f"{iso(enquiry.submitted_at)}#{enquiry.id}"}
    if enquiry.status in STAGES and enquiry.portal is None:
        since = enquiry.received_at or enquiry.submitted_at
        listed |= {"g2pk": keys.queue(enquiry.body, enquiry.status.value), "g2sk": f"{iso(since)}#{enquiry.id}"}
        if enquiry.waits_for_staff:
            listed |= {"g3pk": keys.waiting(enquiry.body), "g3sk": listed["g2sk"]}
    if enquiry.status is Status.WITH_ASSOCIATE and enquiry.associate:
        listed |= {"g2pk": keys.queue(enquiry.associate, enquiry.status.value), "g2sk": f"{iso(enquiry.submitted_at)}#{enquiry.id}"}
    item: Item = {"pk": key.pk, "sk": key.sk, "v": enquiry.version, **content, **listed}
    return Put(item, expect=enquiry.version - 1)


def _listed(enquiry: Enquiry) -> ListedEnquiry:
    """Return the enquiry with what lists show.

    The version is for the Associate, who approves from the list; the letter's time tells staff that an amended enquiry needs a new one;
    of an appeal a list shows by when the Associate sends it on. The outcome is there once it is open to the centre, for its log.
    """
    open_to_centre = enquiry.outcome_open_to_centre
    slots = {Document.ACKNOWLEDGEMENT.value} if enquiry.amended_at else set()
    slots |= {each.value for each in TELLING_OUTCOME} if open_to_centre else set()
    shown = {name: getattr(enquiry, name) for name in LISTED} | {
        "version": enquiry.version if enquiry.status is Status.WITH_ASSOCIATE else None,
        "lines": tuple(_listed_line(each, with_result=open_to_centre) for each in enquiry.lines),
        "issued": {slot: each for slot, each in enquiry.issued.items() if slot in slots},
        "released": {slot: at for slot, at in enquiry.released.items() if slot in slots},
        "recorded": enquiry.recorded and open_to_centre,
        "grade_after": enquiry.grade_after if open_to_centre else None,
        "answer": enquiry.answer.model_copy(update={"explanation": "", "unmarked": ()}) if enquiry.answer and open_to_centre else None,
        "decision": enquiry.decision.model_copy(update={"reasons": ""}) if enquiry.decision and open_to_centre else None,
        "appeal": AppealDetails(grounds="", until=enquiry.appeal.until) if enquiry.appeal else None,
        "route": enquiry.route if enquiry.route != STANDARD else None,
    }
    return ListedEnquiry.model_construct(**{name: value for name, value in shown.items() if value or name in ALWAYS_IN_ROW})


def _listed_line(line: Line, *, with_result: bool) -> Line:
    """Return what lists have of a component: its mark before, and after once the outcome is open to the centre."""
    marks: dict[str, Any] = {"mark_before": line.mark_before, "mark_after": line.mark_after if with_result else None}
    return Line.model_construct(component=line.component, **{name: mark for name, mark in marks.items() if mark is not None})


def as_listed(enquiry: Enquiry) -> ListedEnquiry:
    """Return an enquiry as lists have it, with the outcome about a cohort, which no index keeps, once it is open to the centre."""
    listed = _listed(enquiry).model_dump(exclude_unset=True) | {"id": enquiry.id}
    cohort = enquiry.cohort if enquiry.outcome_open_to_centre else None
    return ListedEnquiry.model_validate(listed, context=STORED).model_copy(update={"cohort": cohort})


def put_number(enquiry: Enquiry) -> Put:
    """Store what finds an enquiry by its number. Raise ValueError for one without a number."""
    if enquiry.number is None:
        raise ValueError("the enquiry has no number")
    return Put(pointer_item(keys.number(enquiry.body, enquiry.number), enquiry.id))


def put_associate_pointer(enquiry: Enquiry, associate: str) -> Put:
    """Store what lists an enquiry under its Associate."""
    return Put(_pointer(keys.associate_pointer(enquiry.id), keys.list_of(associate, enquiry.series), enquiry))


def put_extension_pointer(extension: Enquiry) -> Put:
    """Store what lists an extension among those of its centre."""
    return Put(_pointer(keys.extension_pointer(extension.id), keys.extensions_of(extension.organisation, extension.series), extension))


def put_appeal_pointer(appeal: Enquiry, against: str, attempt: int) -> Put:
    """Store what leads from the outcome of enquiry `against` to an appeal: once, so that there is one appeal of each attempt."""
    return Put(pointer_item(keys.appeal(against, appeal.service, attempt), appeal.id))


def save_appeal_draft(table: Table, draft: AppealDraft, enquiry: str, service: str) -> None:
    """Store what is written of an appeal over the version before it. Raise Conflict where that is not what is stored."""
    table.put(Put(item_of(keys.appeal_draft(enquiry, service), draft.version, draft), expect=draft.version - 1))


def _pointer(key: keys.Key, pk: str, enquiry: Enquiry) -> Item:
    return pointer_item(key, enquiry.id, g1pk=pk, g1sk=f"{iso(enquiry.submitted_at)}#{enquiry.id}")
