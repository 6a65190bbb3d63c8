"""Candidates' consents in the table, the words that they agreed to, and the files that show consent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from functions.adapters import keys
from functions.adapters.items import item_of, listed_item_of, model_in
from functions.adapters.keys import FINGERPRINT, Key
from functions.adapters.table import Delete, Item, Put, Table, chunks
from functions.domain.calendar import iso
from functions.domain.consent.records import AgreedText, ConsentRecord, Scan
from functions.domain.register.cards import CentreSyllabus

PAGE = 200


def key_of(record: ConsentRecord) -> Key:
    """Return the key of the consents of a record's candidate."""
    return keys.consents(record.organisation, record.body, record.series, record.candidate)


def put_consent(record: ConsentRecord) -> Put:
    """Store a record over the version before it, listed among its centre's, and on the agenda of what is looked at."""
    key = keys.consent(key_of(record), record.syllabus)
    listed = {
        "g1pk": keys.consents_of(record.organisation, record.body, record.series),
        "g1sk": f"{record.candidate}#{record.syllabus}",
        **_looked_at(key, record.looked_at),
    }
    return Put(listed_item_of(key, record.version, record, **listed), expect=record.version - 1)


def put_agreed_text(record: ConsentRecord, consent: str, text: AgreedText, at: datetime) -> Put:
    """Store the words that somebody agreed to at this moment."""
    return Put(item_of(keys.agreed_text(key_of(record), record.syllabus, consent, iso(at)), 1, text), expect=None)


def read_agreed_text(table: Table, of: Key, syllabus: str, consent: str, at: datetime) -> AgreedText | None:
    """Return the words that somebody agreed to at this moment; None where nobody did."""
    item = table.get(keys.agreed_text(of, syllabus, consent, iso(at)))
    return model_in(AgreedText, item) if item else None


def consent_keys(at: CentreSyllabus, candidates: Iterable[str]) -> list[Key]:
    """Return the keys of these candidates' records, for one read together with other items."""
    return [keys.consent(keys.consents(at.organisation, at.body, at.series, each), at.syllabus) for each in candidates]


def consents_in(found: Mapping[Key, Item]) -> dict[str, ConsentRecord]:
    """Return the records among the items of one read, by candidate."""
    records = [model_in(ConsentRecord, item) for key, item in found.items() if key.sk.startswith(keys.SYLLABUSES)]
    return {each.candidate: each for each in records}


def read_consents(table: Table, at: CentreSyllabus, candidates: Iterable[str]) -> dict[str, ConsentRecord]:
    """Return the records of these candidates in a syllabus, by candidate; who was never asked is left out. A call for each hundred."""
    found: dict[str, ConsentRecord] = {}
    for some in chunks(consent_keys(at, candidates)):
        found |= consents_in(table.get_all(some))
    return found


def read_consents_of_candidate(table: Table, of: Key) -> list[ConsentRecord]:
    """Return the records of one candidate in a series, in order of syllabus."""
    return [model_in(ConsentRecord, item) for item in table.partition(of.pk, keys.SYLLABUSES)]


def list_consents(table: Table, organisation: str, body: str, series: str) -> list[ConsentRecord]:
    """Return all records of a centre's series, in order of candidate and syllabus. They come from an index, which may lag by a moment."""
    pk = keys.consents_of(organisation, body, series)
    found: list[ConsentRecord] = []
    after: dict[str, str] | None = None
    while True:
        page = table.index("lists", pk, limit=PAGE, after=after)
        found += [model_in(ConsentRecord, item) for item in page.items]
        if page.next is None:
            return found
        after = {name: str(page.items[-1][name]) for name in ("g1pk", "g1sk", "pk", "sk")}


def scan_file(scan: Scan) -> str:
    """Return the key of the file of a scan. It contains the fingerprint, so nothing is ever put in its place."""
    return f"evidence/consents/{scan.organisation}/{scan.sha256[:FINGERPRINT]}.{scan.kind}"


def put_scan(scan: Scan, looked_at: datetime) -> Put:
    """Store a checked file, over the same one."""
    key = keys.consent_scan(scan.organisation, scan.sha256[:FINGERPRINT])
    return Put(item_of(key, 1, scan, **_looked_at(key, looked_at)), expect=None)


def read_scan(table: Table, organisation: str, fingerprint: str) -> Scan | None:
    """Return a checked file of a centre; None where it has none with this fingerprint."""
    item = table.get(keys.consent_scan(organisation, fingerprint))
    return model_in(Scan, item) if item else None


def _looked_at(key: Key, at: datetime) -> dict[str, str]:
    return {"g3pk": keys.CONSENTS_DUE, "g3sk": f"{iso(at)}#{key.pk}#{key.sk}"}


def read_due(table: Table, now: datetime, limit: int) -> list[ConsentRecord | Scan]:
    """Return up to `limit` records and scans of which it is time to look whether they can be deleted, the longest due first."""
    page = table.index("agenda", keys.CONSENTS_DUE, limit=limit, below=iso(now))
    return [model_in(Scan, item) if str(item["pk"]).startswith("SCAN#") else model_in(ConsentRecord, item) for item in page.items]


def delete_consents(table: Table, of: Key, record: ConsentRecord) -> None:
    """Delete a record with the words that were agreed to; with the last one of a candidate, the link and the history too.

    The record itself goes last and only in this version, so that what was interrupted is found again. Raise Conflict where it has changed.
    """
    items = table.partition(of.pk)
    key = keys.consent(of, record.syllabus)
    others = [each for each in items if str(each["sk"]).startswith(keys.SYLLABUSES) and each["sk"] != key.sk]
    own = f"{keys.AGREED}{record.syllabus}#"
    for each in items:
        sk = str(each["sk"])
        if sk != key.sk and (sk.startswith(own) or (not others and not sk.startswith(keys.SYLLABUSES))):
            table.delete(Delete(Key(of.pk, sk)))
    table.delete(Delete(key, {"v": record.version}))


def delete_scan(table: Table, scan: Scan) -> None:
    """Delete the entry of a scan, whose file is deleted already."""
    table.delete(Delete(keys.consent_scan(scan.organisation, scan.sha256[:FINGERPRINT])))
