"""QR codes, drawn by segno, which is loaded where one is first needed."""

from __future__ import annotations


def qr_code(text: str) -> str:
    """Return the QR code of a text as a data address of an SVG picture, dark on light with its margin, to show or print."""
    import segno

    made: str = segno.make(text, error="m").svg_data_uri(scale=4, border=4, dark="#000", light="#fff")
    return made
