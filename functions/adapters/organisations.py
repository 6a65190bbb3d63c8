"""People and organisations in the table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from functions.adapters import keys
from functions.adapters.items import item_of, model_in, pointer_item, target_of
from functions.adapters.table import Put, Table, chunks
from functions.domain.people.people import AddressChange, Organisation, Person


class StoredPerson(NamedTuple):
    """A person as they are stored, with the version of their item; 0 for one who is not stored yet."""

    person: Person
    version: int


def put_person(person: Person, over: int | None = None) -> Put:
    """Store a person over version `over` of their item, 0 for none; without one, over whatever the table had of them."""
    return Put(item_of(keys.person(person.id), (over or 0) + 1, person), expect=over)


def read_person(table: Table, id: str) -> Person | None:
    """Return the person with this id."""
    item = table.get(keys.person(id)) if id else None
    return model_in(Person, item) if item else None


def read_stored_person(table: Table, id: str) -> StoredPerson | None:
    """Return the person with this id, to be changed."""
    item = table.get(keys.person(id)) if id else None
    return StoredPerson(model_in(Person, item), int(item["v"])) if item else None


def put_organisation(organisation: Organisation, expect: int | None = None) -> Put:
    """Store an organisation; `expect` as in Put."""
    return Put(item_of(keys.organisation(organisation.id), organisation.version, organisation), expect=expect)


def put_organisation_and_numbers(organisation: Organisation) -> list[Put]:
    """Store an organisation with the entries that find it by its centre numbers; what was there before is replaced."""
    puts = [put_organisation(organisation)]
    for body, number in organisation.centres.items():
        listed = {"g1pk": keys.centres_of(body), "g1sk": number}
        puts.append(Put(pointer_item(keys.centre(body, number), organisation.id, **listed), expect=None))
    return puts


def new_organisation_and_numbers(organisation: Organisation) -> list[Put]:
    """Store an organisation with the entries that find it by its centre numbers, none of which is stored yet."""
    return [Put(each.item, expect=0) for each in put_organisation_and_numbers(organisation)]


def put_address_change(organisation_id: str, version: int, change: AddressChange) -> Put:
    """Store which addresses an organisation had before and after it became this version. History entries keep no addresses."""
    return Put(item_of(keys.address_change(organisation_id, version), version, change))


def read_address_change(table: Table, organisation_id: str, version: int) -> AddressChange:
    """Return the addresses before and after this version. Raise LookupError where that version changed no address."""
    item = table.get(keys.address_change(organisation_id, version))
    if item is None:
        raise LookupError("a change of address is not stored")
    return model_in(AddressChange, item)


def read_organisation(table: Table, id: str) -> Organisation:
    """Return the organisation with this id. Raise LookupError where there is none: every id that is stored has one."""
    item = table.get(keys.organisation(id))
    if item is None:
        raise LookupError("an organisation is not stored")
    return model_in(Organisation, item)


def read_organisations(table: Table, ids: Iterable[str]) -> dict[str, Organisation]:
    """Return the organisations with these ids, by id. One call, none for no id."""
    wanted = [keys.organisation(each) for each in ids]
    found = table.get_all(wanted) if wanted else {}
    organisations = [model_in(Organisation, item) for item in found.values()]
    return {each.id: each for each in organisations}


def read_centre_owners(table: Table, body: str, numbers: Iterable[str]) -> dict[str, str]:
    """Return the ids of the organisations that have these centre numbers with an awarding body; a number that nobody has is left out."""
    by_key = {keys.centre(body, each): each for each in numbers}
    found: dict[str, str] = {}
    for some in chunks(by_key):
        found |= {by_key[key]: target_of(item) for key, item in table.get_all(some).items()}
    return found


def read_centres(table: Table, body: str, limit: int, after: str = "") -> tuple[list[tuple[str, str]], str | None]:
    """Return a page of an awarding body's centres as (centre number, organisation), in order of number, and the number to go on after."""
    pk = keys.centres_of(body)
    start = {"g1pk": pk, "g1sk": after, **keys.centre(body, after)._asdict()} if after else None
    page = table.index("lists", pk, limit=limit, after=start)
    return [(str(item["g1sk"]), target_of(item)) for item in page.items], page.next
