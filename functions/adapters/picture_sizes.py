"""How large a JPEG or a PNG is, from its bytes, and whether the data of a PNG are as much as its size needs.

Only the function that checks uploads needs this. The files were found whole already (file_contents.py).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from functions.adapters.file_contents import JPEG, NEXT_MARKER, PNG

SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by the colour type of a PNG (ISO/IEC 15948, table 11.1)
DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}


class Sides(NamedTuple):
    """The width and the height of a picture, in pixels."""

    width: int
    height: int


def sides_of(data: bytes) -> Sides:
    """Return the sides of a picture whose parts are whole. Raise ValueError or struct.error for what has none."""
    return _png_sides(data) if data.startswith(PNG) else _jpeg_sides(data)


def fills(data: bytes, sides: Sides) -> bool:
    """Return whether a PNG has the data of every row, no matter what they unpack to beyond that. For a JPEG it is taken on trust."""
    if data.startswith(JPEG):
        return True
    depth, colour, interlaced = data[len(PNG) + 16], data[len(PNG) + 17], data[len(PNG) + 20]
    if depth not in DEPTHS.get(colour, ()) or interlaced > 1:
        return False
    row = 1 + (sides.width * SAMPLES[colour] * depth + 7) // 8
    least = row * sides.height if not interlaced else 1
    try:
        return len(zlib.decompressobj().decompress(b"".join(_image_data(data)), least)) == least
    except zlib.error:
        return False


def _png_sides(data: bytes) -> Sides:
    return Sides(*struct.unpack_from(">II", data, len(PNG) + 8))


def _image_data(data: bytes) -> Iterator[bytes]:
    place, name = len(PNG), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, place)
        if name == b"IDAT":
            yield data[place + 8 : place + 8 + length]
        place += 12 + length


def _jpeg_sides(data: bytes) -> Sides:
    place = 2
    while True:
        while data[place] == 0xFF:
            place += 1
        marker = data[place]
        (length,) = struct.unpack_from(">H", data, place + 1)
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, place + 4)
            return Sides(width, height)
        following = NEXT_MARKER.search(data, place + 1 + length)
        if following is None:
            raise ValueError("no frame")
        place = following.start()
