"""What a file is by its content: a PDF, a JPEG or a PNG that opens, and that does nothing by itself when it is opened.

Only the function that checks uploads carries the library that reads PDFs, so nothing else imports this module. Neither the name of a
file nor what was announced about it counts. What scanners and phones add is taken: a line break or a byte-order mark before a PDF's
header, padding after its end, data after the end of a picture.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from functions.domain.errors import Problem, problem

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would quote the file

# ISO 32000 lets readers look for the header in the first kilobyte; before it we take what shows as nothing.
PDF_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?[\0\t\n\f\r ]{0,1000}%PDF-[0-9]")
PDF_END = b"%%EOF"
JPEG = b"\xff\xd8\xff"
PNG = b"\x89PNG\r\n\x1a\n"
WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html|script|iframe)[\s>/]", re.IGNORECASE)
NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # in a JPEG's scan: FF 00 is data, FF D0 to FF D7 are restarts

# Names of ISO 32000-2 and what they are in plain words. Actions of a kind that is not here, such as going to a page, do no harm.
ACTIONS = {
    "/JavaScript": "JavaScript",
    "/Launch": "a command that starts a program",
    "/ImportData": "a command that loads data",
    "/SubmitForm": "a form that sends data",
    "/GoToE": "another file",
    "/Rendition": "film or sound",
    "/Movie": "film or sound",
    "/Sound": "film or sound",
    "/RichMediaExecute": "film or sound",
}
ANNOTATIONS = {
    "/RichMedia": "film or sound",
    "/Movie": "film or sound",
    "/Sound": "film or sound",
    "/Screen": "film or sound",
    "/FileAttachment": "another file",
}
KEYS = {"/JS": "JavaScript", "/EF": "another file", "/XFA": "a form that changes itself"}
HARMLESS_AT_OPENING = {"/GoTo", "/Named"}
# The same names as they stand in the bytes: a part that this reader does not reach might be reached by another.
NAMES = {b"/JavaScript": "JavaScript", b"/Launch": ACTIONS["/Launch"], b"/EmbeddedFile": "another file"}
MOST_OBJECTS = 200_000
MOST_NESTED = 100  # a scan has ten; far less than the library can follow, which gives up at a depth that differs by what called it


def kind_of(data: bytes) -> str | None:
    """Return pdf, jpg or png, as the file begins; None for anything else."""
    if PDF_HEADER.match(data):
        return "pdf"
    return "jpg" if data.startswith(JPEG) else "png" if data.startswith(PNG) else None


def content_problem(data: bytes, filename: str) -> Problem | None:
    """Return why a file of a kind that is taken is refused all the same; None if it opens and does nothing by itself."""
    kind = kind_of(data)
    try:
        inside = _in_pdf(data) if kind == "pdf" else None
        opens = {"pdf": _is_pdf, "jpg": _is_jpeg, "png": _is_png}[kind](data) if kind and not inside else True
    except Exception:  # noqa: BLE001 - a broken file can break a reader in any way, and that is the finding
        return problem("upload_unreadable", filename=filename)
    if inside == ENCRYPTED:
        return problem("upload_locked", filename=filename)
    inside = inside or _also(data)
    if inside:
        return problem("upload_contains", filename=filename, what=inside)
    return None if opens else problem("upload_unreadable", filename=filename)


ENCRYPTED = "a password"


def _also(data: bytes) -> str | None:
    """Return what else the file would be to a program that does not go by its beginning."""
    if WEB_PAGE.search(data):
        return "a web page"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "a ZIP archive" if archive.namelist() else None
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None


# --- PDF


def _reader(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data[: data.rfind(PDF_END) + len(PDF_END)] + b"\n"), strict=False)


def _is_pdf(data: bytes) -> bool:
    return PDF_END in data and len(_reader(data).pages) > 0


def _in_pdf(data: bytes) -> str | None:
    """Return what in a PDF acts by itself or keeps it from being read; None where nothing does. Raise anything where it cannot be read."""
    reader = _reader(data)
    if reader.is_encrypted:
        return ENCRYPTED
    found = next((what for each in _dictionaries(reader) if (what := _acts(each))), None)
    return found or next((what for name, what in NAMES.items() if name in data), None)


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Return every dictionary that a reader can come to from the trailer. Raise ValueError for more than any scan has."""
    waiting: list[tuple[Any, int]] = [(reader.trailer, 0)]
    seen: set[tuple[int, int]] = set()
    while waiting:
        found, depth = waiting.pop()
        if isinstance(found, IndirectObject):
            if (found.idnum, found.generation) in seen:
                continue
            seen.add((found.idnum, found.generation))
            found, depth = found.get_object(), 0
        if len(seen) > MOST_OBJECTS or depth > MOST_NESTED:
            raise ValueError("too many objects")
        if isinstance(found, DictionaryObject):
            yield found
            waiting += [(each, depth + 1) for each in dict.values(found)]
        elif isinstance(found, ArrayObject):
            waiting += [(each, depth + 1) for each in list.__iter__(found)]


def _acts(found: DictionaryObject) -> str | None:
    """Return what a dictionary of a PDF does without being asked, in plain words."""
    for key, what in KEYS.items():
        if key in found:
            return what
    if _value(found, "/Type") == "/EmbeddedFile":
        return "another file"
    action, annotation = _value(found, "/S"), _value(found, "/Subtype")
    if isinstance(action, str) and action in ACTIONS:
        return ACTIONS[action]
    if isinstance(annotation, str) and annotation in ANNOTATIONS:
        return ANNOTATIONS[annotation]
    started = [_value(found, "/OpenAction"), *_values(_value(found, "/AA"))]
    kinds = {_value(each, "/S") for each in started if isinstance(each, DictionaryObject)}
    known = next((ACTIONS[each] for each in kinds if each in ACTIONS), None)
    return known or ("an action that starts by itself" if kinds - HARMLESS_AT_OPENING else None)


def _value(found: DictionaryObject, key: str) -> Any:
    value = found.get(key)
    return value.get_object() if isinstance(value, IndirectObject) else value


def _values(found: Any) -> list[Any]:
    return [_value(found, key) for key in found] if isinstance(found, DictionaryObject) else []


# --- pictures


def _is_jpeg(data: bytes) -> bool:
    """Return whether the file is a JPEG to its end: a frame with a size, at least one scan, the mark of the end."""
    place, framed, scanned = 2, False, False
    while True:
        if data[place] != 0xFF:
            return False
        while data[place] == 0xFF:
            place += 1
        marker = data[place]
        place += 1
        if marker == 0xD9:
            return framed and scanned
        (length,) = struct.unpack_from(">H", data, place)
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, place + 3)
            framed = width > 0 and height > 0
        place += length
        if marker == 0xDA:
            following = NEXT_MARKER.search(data, place)
            if following is None:
                return False
            scanned, place = True, following.start()


def _is_png(data: bytes) -> bool:
    """Return whether the file is a PNG to its end: its parts whole, a size, data, the end."""
    place, names = len(PNG), list[bytes]()
    while names[-1:] != [b"IEND"]:
        length, name = struct.unpack_from(">I4s", data, place)
        part = data[place + 4 : place + 8 + length]
        (checksum,) = struct.unpack_from(">I", data, place + 8 + length)
        if zlib.crc32(part) != checksum:
            return False
        if not names and (name != b"IHDR" or 0 in struct.unpack_from(">II", part, 4)):
            return False
        names.append(name)
        place += 12 + length
    return b"IDAT" in names
