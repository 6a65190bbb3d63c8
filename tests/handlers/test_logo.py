"""The logo on a centre's papers: uploaded, checked by its content, on every paper of the centre in every format, on none of another."""

from __future__ import annotations

import hashlib
import struct
import zlib
from base64 import b64encode
from io import BytesIO
from typing import Any

import openpyxl
import pikepdf
import pytest
from docx import Document

from functions import wiring
from functions.adapters.events import read_event
from functions.domain.people.history import What
from functions.domain.people.people import Role
from tests.builders import CAMBRIDGE
from tests.handlers.desk import HARBOUR, HEAD, VIEWER, Desk
from tests.scans import jpeg, png, scan

TABLE, FORM = "deadlines-fees-charges-2022-06", "request-consent-payment-2022-06"
WIDE, TALL = png(600, 100, grey=90), png(100, 400, grey=160)
ALT = "Northfield School, an oak"


def announce(desk: Desk, data: bytes, **changes: Any) -> Any:
    sent = {"filename": "crest.png", "size": len(data), "sha256": hashlib.sha256(data).hexdigest()} | changes
    return desk.centre("POST", "/api/logo", sent)


def upload(desk: Desk, data: bytes, *, arrives: bytes | None = None) -> Any:
    """Announce a logo, have it arrive and be checked. Return what became of it."""
    id = announce(desk, data).ok()["upload"]["id"]
    desk.arrive(id, data if arrives is None else arrives)
    return desk.centre("GET", f"/api/uploads/{id}").ok()["upload"]


def logo(desk: Desk, **by: str) -> Any:
    return desk.centre("GET", "/api/logo", **by).ok()["logo"]


def letterhead(desk: Desk, paper: str = TABLE, **about: str) -> Any:
    return desk.centre("POST", "/api/papers/page", {"paper": paper} | about).ok()["paper"]["letterhead"]


def file(desk: Desk, paper: str, format: str, **about: str) -> bytes:
    link = desk.centre("POST", "/api/papers/file", {"paper": paper, "format": format} | about).ok()
    data = wiring.documents().get(f"previews/{link['url'].split('?')[0].partition('/previews/')[2]}")
    assert data
    return data


def kept() -> list[str]:
    """The keys of all logos that are stored."""
    found = wiring.documents().client.list_objects_v2(Bucket=wiring.documents().bucket, Prefix="logos/")
    return [each["Key"] for each in found.get("Contents", [])]


def pictures(pdf: bytes) -> list[tuple[int, int]]:
    """The sides of every picture in a PDF."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        streams = [each for each in opened.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == pikepdf.Name.Image]
        return [(int(each.Width), int(each.Height)) for each in streams]


@pytest.mark.proves("TX-01", "TX-02")
def test_a_logo_stands_on_the_page_the_pdf_the_word_file_and_the_spreadsheet_with_what_is_read_out_for_it(desk: Desk) -> None:
    assert (letterhead(desk)["logo"], pictures(file(desk, TABLE, "pdf"))) == (None, [])
    assert upload(desk, WIDE) == {"id": upload_id(desk), "state": "attached", "errors": []}
    desk.centre("PUT", "/api/logo", {"version": 1, "alt": ALT}).ok()
    encoded = b64encode(WIDE).decode()
    shown = {"kind": "png", "base64": encoded, "width": 600, "height": 100, "alt": ALT, "printed": [55.0, 9.2]}
    assert letterhead(desk)["logo"] == shown
    assert letterhead(desk, FORM, body=CAMBRIDGE, candidate="0714")["logo"] == shown, "the form for a candidate too"
    pdf = file(desk, TABLE, "pdf")
    assert pictures(pdf) == [(600, 100)]
    assert ALT in alternatives(pdf)
    word = Document(BytesIO(file(desk, FORM, "docx")))
    (drawn,) = word.inline_shapes
    assert (round(drawn.width.mm), round(drawn.height.mm, 1), drawn._inline.docPr.get("descr")) == (55, 9.2, ALT)
    sheet = openpyxl.load_workbook(BytesIO(file(desk, TABLE, "xlsx")))["About this paper"]
    (on_sheet,) = sheet._images  # type: ignore[attr-defined]
    assert on_sheet._data() == WIDE
    assert sheet["A2"].value == "Northfield School", "the words stay where they are"


def upload_id(desk: Desk) -> str:
    """The id of the only upload that there is."""
    (id,) = {each.pk.removeprefix("UPLOAD#") for each in desk.items() if each.pk.startswith("UPLOAD#")}
    return id


def alternatives(pdf: bytes) -> list[str]:
    """What is read out in place of the pictures of a PDF."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        found = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
        return [str(each.Alt) for each in found]


@pytest.mark.proves("TX-01")
def test_a_logo_is_its_own_centres_and_stands_on_no_paper_of_another(desk: Desk) -> None:
    upload(desk, WIDE)
    assert logo(desk, by=VIEWER)["picture"]["alt"] == "Logo of Northfield School"
    assert logo(desk, by=HARBOUR) == {"version": 0, "alt": "", "picture": None}
    theirs = desk.centre("POST", "/api/papers/page", {"paper": TABLE}, by=HARBOUR).ok()["paper"]["letterhead"]
    assert (theirs["name"], theirs["logo"]) == ("Harbour International School", None)
    upload_of_northfield = upload_id(desk)
    assert desk.centre("GET", f"/api/uploads/{upload_of_northfield}", by=HARBOUR).status == 404
    assert desk.centre("POST", "/api/logo", {"filename": "a.png", "size": 9, "sha256": "0" * 64}, by=VIEWER).status == 404


def test_another_logo_takes_the_place_of_the_first_and_a_removed_one_is_gone_with_its_file(desk: Desk) -> None:
    upload(desk, WIDE)
    first = kept()
    assert [each.rpartition(".")[2] for each in first] == ["png"]
    upload(desk, TALL)
    assert [each for each in kept() if each in first] == []
    assert logo(desk)["picture"]["printed"] == [5.0, 20.0]
    assert desk.centre("POST", "/api/logo/remove", {"version": 1}).codes == ["changed_meanwhile"]
    removed = desk.centre("POST", "/api/logo/remove", {"version": 2}, by=HEAD).ok()["logo"]
    assert removed == {"version": 3, "alt": "", "picture": None}
    assert kept() == []
    assert letterhead(desk)["logo"] is None
    again = desk.centre("POST", "/api/logo/remove", {"version": 3}).ok()["logo"]
    assert again["version"] == 3, "removing none changes nothing"
    upload(desk, WIDE)
    assert logo(desk)["picture"]["width"] == 600, "a removed logo can come back"


def test_the_history_says_who_changed_the_logo(desk: Desk) -> None:
    upload(desk, WIDE)
    desk.centre("PUT", "/api/logo", {"version": 1, "alt": ALT}, by=HEAD).ok()
    events = [read_event(wiring.table(), key) for key in desk.items() if key.pk == "ORG#northfield" and key.sk.startswith("ASIDE#")]
    by = {each.version: each.by for each in events if each and each.what is What.LOGO_CHANGED}
    assert {version: (each.organisation, each.role) for version, each in by.items()} == {
        1: ("northfield", Role.EXAMS_OFFICER),
        2: ("northfield", Role.HEAD_OF_CENTRE),
    }
    told = [str(item) for key, item in desk.items().items() if key.pk == "ORG#northfield" and key.sk.startswith("ASIDE#")]
    assert len([each for each in told if "logo_changed" in each]) == 2
    assert not [each for each in told if ALT in each]


def test_a_file_that_arrives_twice_is_one_logo(desk: Desk) -> None:
    id = announce(desk, WIDE).ok()["upload"]["id"]
    desk.arrive(id, WIDE)
    desk.arrive(id, WIDE)
    upload(desk, WIDE)
    assert logo(desk)["version"] == 1


def broken_data() -> bytes:
    return png(60, 60, data=b"not packed at all")


def short_data() -> bytes:
    return png(60, 60, data=zlib.compress(b"\0" * 61 * 59))


def packed_to_explode() -> bytes:
    """A PNG within the limit of bytes that says it is far larger than any logo."""
    return png(60_000, 60_000, data=zlib.compress(b"\0" * 1000))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (scan("a page"), "logo_type"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "logo_type"),
        (b"GIF89a", "logo_type"),
        (WIDE[:-30], "upload_unreadable"),
        (broken_data(), "upload_unreadable"),
        (short_data(), "upload_unreadable"),
        (packed_to_explode(), "logo_sides"),
        (png(19, 60), "logo_sides"),
        (png(2001, 60), "logo_sides"),
        (WIDE + b"<script>alert(1)</script>", "upload_contains"),
        (jpeg(), "logo_sides"),
    ],
)
def test_what_is_no_plain_picture_of_a_fit_size_is_refused_and_the_logo_stays(desk: Desk, data: bytes, code: str) -> None:
    upload(desk, TALL)
    refused = upload(desk, data)
    assert (refused["state"], [each["code"] for each in refused["errors"]]) == ("refused", [code])
    assert (logo(desk)["picture"]["width"], len(kept())) == (100, 1)


def test_what_arrives_is_what_was_announced_and_its_size_is_limited(desk: Desk) -> None:
    assert announce(desk, WIDE, size=500_001).codes == ["upload_size"]
    assert announce(desk, WIDE, size=0).codes == ["upload_empty"]
    other = png(600, 100, grey=91)
    assert [each["code"] for each in upload(desk, WIDE, arrives=other)["errors"]] == ["upload_checksum"]
    assert logo(desk)["picture"] is None


def test_the_largest_and_the_smallest_sides_are_taken(desk: Desk) -> None:
    for width, height in ((20, 20), (2000, 2000)):
        assert upload(desk, png(width, height))["state"] == "attached"
        assert (logo(desk)["picture"]["width"], logo(desk)["picture"]["height"]) == (width, height)


def frame(width: int, height: int) -> bytes:
    """A JPEG whose parts are whole and whose picture cannot be drawn."""
    return jpeg().replace(struct.pack(">HH", 1, 1), struct.pack(">HH", height, width), 1)


def test_a_picture_that_cannot_be_drawn_keeps_no_paper_from_being_made(desk: Desk) -> None:
    assert upload(desk, frame(300, 200))["state"] == "attached"
    assert (logo(desk)["picture"]["kind"], logo(desk)["picture"]["printed"]) == ("jpg", [30.0, 20.0])
    for paper, format in ((TABLE, "pdf"), (TABLE, "xlsx"), (FORM, "docx")):
        assert file(desk, paper, format)[:4] in {b"%PDF", b"PK\x03\x04"}, format
