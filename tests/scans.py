"""Files as scanners and phones make them, and files that act by themselves, made from nothing but bytes."""

from __future__ import annotations

import struct
import zlib


def scan(
    text: bytes | str = b"", *, catalogue: bytes = b"", page: bytes = b"", trailer: bytes = b"", more: tuple[bytes, ...] = ()
) -> bytes:
    """Return a PDF of one empty page, different for each text. `catalogue`, `page` and `trailer` are added to these; `more` are objects 4…"""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R" + catalogue + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]" + page + b">>",
        *more,
    )
    made = b"%PDF-1.7\n%" + (text.encode() if isinstance(text, str) else text).replace(b"\n", b" ") + b"\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        made
        + b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
        + b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(made))
    )


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(data), data)


def png(width: int = 1, height: int = 1, *, grey: int = 0, data: bytes | None = None) -> bytes:
    """Return a PNG of one grey, by itself a black point. `data` takes the place of what it packs."""
    rows = (b"\0" + bytes([grey]) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows) if data is None else data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


def jpeg(about: bytes = b"") -> bytes:
    """Return the parts of a JPEG of one point, as far as they are checked; different for each text."""
    comment = b"\xff\xfe" + struct.pack(">H", len(about) + 2) + about
    frame = b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x04JF" + comment + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\xff\x00\x34" + b"\xff\xd9"
