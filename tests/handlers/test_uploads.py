"""Files that staff bring: what is not what was announced is refused, and then nothing has changed."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from functions import wiring
from tests.handlers import permits
from tests.handlers.desk import Desk
from tests.handlers.resources import PARAMETERS, properties
from tests.scans import jpeg, png, scan, stream

SCAN = scan("pages of component 22")


@pytest.fixture
def id(desk: Desk) -> str:
    """An acknowledged enquiry under service 2S about components 22 and 42."""
    made = desk.acknowledged(service="2S")
    desk.follow()
    return made


def case(desk: Desk, id: str) -> dict[str, Any]:
    """The enquiry as staff and as its centre see it, and what is stored of it."""
    stored = {key: item for key, item in desk.items().items() if key.pk == f"ENQ#{id}"}
    return {"staff": desk.case(id), "centre": desk.enquiry(id), "stored": stored}


def lying(desk: Desk, folder: str) -> list[str]:
    bucket = wiring.settings().incoming_bucket if folder == "incoming" else wiring.settings().documents_bucket
    found = wiring.incoming().client.list_objects_v2(Bucket=bucket, Prefix=f"{folder}/")
    return [each["Key"] for each in found.get("Contents", [])]


# --- taken


def test_a_checked_file_is_attached_for_staff_and_shown_to_the_centre_only_when_it_is_issued(desk: Desk, id: str) -> None:
    attached = desk.upload(id, SCAN)
    assert (attached["state"], attached["errors"]) == ("attached", [])
    document = f"CoSLetter-22.{hashlib.sha256(SCAN).hexdigest()[:16]}"
    assert attached["document"] == document
    assert desk.file(f"documents/{id}/{document}.pdf") == SCAN
    assert lying(desk, "incoming") == []
    assert [each["state"] for each in desk.case(id)["documents"]] == ["issued", "expected", "attached", "expected"]
    assert [each["state"] for each in desk.enquiry(id)["documents"]] == ["issued", "expected", "expected", "expected"]
    link = f"/enquiries/{id}/documents/{document}/link"
    assert desk.centre("POST", f"/api{link}", {}).status == 404
    looked = desk.staff("POST", link, {}).ok()
    assert "inline" in looked["url"]

    desk.issue_script(id, document).ok()
    assert desk.centre("POST", f"/api{link}", {}).ok()["name"] == "CoSLetter-22.pdf"


def test_the_form_permits_one_file_of_that_size_in_that_place_and_the_function_may_permit_it(desk: Desk, id: str) -> None:
    upload = desk.announce(id, SCAN).ok()["upload"]
    assert upload["fields"]["key"] == f"incoming/{upload['id']}"
    assert upload["expires_in"] == 300
    bucket = properties("IncomingBucket", "BucketName")["BucketName"]
    assert permits.may("StaffFunction", "s3:PutObject", f"arn:aws:s3:::{bucket}/{upload['fields']['key']}")
    assert not permits.may("StaffFunction", "s3:GetObject", f"arn:aws:s3:::{bucket}/{upload['fields']['key']}")
    assert desk.became(upload["id"])["state"] == "waiting"


def test_functions_that_give_links_may_read_what_the_links_lead_to(desk: Desk) -> None:
    bucket = f"arn:aws:s3:::{properties('DocumentsBucket', 'BucketName')['BucketName']}"
    for function, key, allowed in (
        ("CentreFunction", "documents/e/AckLetter.0.pdf", True),
        ("CentreFunction", "receipts/s.pdf", True),
        ("CentreFunction", "previews/e/OutLetter-3.pdf", False),
        ("StaffFunction", "previews/e/OutLetter-3.pdf", True),
        ("StaffFunction", "documents/e/AckLetter.0.pdf", True),
    ):
        assert permits.may(function, "s3:GetObject", f"{bucket}/{key}") is allowed
    assert not any(permits.may("CentreFunction", f"s3:{deed}", f"{bucket}/documents/e") for deed in ("PutObject", "DeleteObject"))
    assert not permits.may("CentreFunction", "dynamodb:Query", f"{PARAMETERS['Table.Arn']}/index/queues")


# --- refused


@pytest.mark.parametrize(
    ("arrives", "code"),
    [
        (b"PK\x03\x04 a spreadsheet called scan.pdf", "upload_type"),
        (b"\xff\xd8\xff\xe0 a photograph", "upload_type"),
        (SCAN[:-40], "upload_checksum"),
        (b"<html>%PDF-1.7</html>%%EOF", "upload_type"),
        (b"", "upload_empty"),
        (SCAN.replace(b"22", b"23"), "upload_checksum"),
        (SCAN + b"\n%%EOF\n", "upload_checksum"),
        (SCAN[1:], "upload_type"),
    ],
)
def test_a_file_that_is_not_what_was_announced_or_no_pdf_is_refused_and_nothing_changes(
    desk: Desk, id: str, arrives: bytes, code: str
) -> None:
    before = case(desk, id)
    refused = desk.upload(id, SCAN, arrives=arrives)
    assert (refused["state"], refused["document"]) == ("refused", None)
    assert [each["code"] for each in refused["errors"]] == [code]
    assert "Nothing was changed" in refused["errors"][0]["message"]
    assert case(desk, id) == before
    assert lying(desk, "incoming") == []
    assert len(lying(desk, "documents")) == 1, "the acknowledgement letter"


def test_a_file_is_judged_by_its_content_even_where_the_announcement_fits_it(desk: Desk, id: str) -> None:
    picture = b"\x89PNG\r\n\x1a\n a screenshot that was renamed"
    assert [each["code"] for each in desk.upload(id, picture)["errors"]] == ["upload_type"]


def test_a_file_too_large_is_refused_when_it_is_announced_and_when_it_arrives(desk: Desk, id: str) -> None:
    announced = desk.announce(id, SCAN, size=25_000_001)
    assert (announced.status, announced.codes) == (422, ["upload_size"])
    assert announced.body["errors"][0]["field"] == "file"
    empty = desk.announce(id, b"")
    assert (empty.status, empty.codes) == (422, ["upload_empty"])
    assert empty.body["errors"][0]["message"].startswith("“scan.pdf” is empty: it has 0 bytes. Nothing was changed")
    upload = desk.announce(id, SCAN).ok()["upload"]
    desk.arrive(upload["id"], SCAN + b"0" * 25_000_000)
    assert [each["code"] for each in desk.became(upload["id"])["errors"]] == ["upload_size"]


@pytest.mark.parametrize(
    ("kind", "component"), [("CoSLetter", "99"), ("CoSLetter", None), ("Rpt", None), ("AckLetter", None), ("OutLetter", "22")]
)
def test_a_document_that_the_service_does_not_have_or_that_is_out_cannot_be_announced(
    desk: Desk, id: str, kind: str, component: str | None
) -> None:
    refused = desk.announce(id, SCAN, kind=kind, component=component)
    assert (refused.status, refused.codes) == (422, ["document_not_expected"])


def test_a_file_that_nobody_announced_is_removed_and_attached_to_nothing(desk: Desk, id: str) -> None:
    before = desk.items()
    desk.arrive("0" * 32, SCAN)
    assert desk.items() == before
    assert lying(desk, "incoming") == []


def test_told_twice_of_a_file_the_function_finds_its_work_done(desk: Desk, id: str) -> None:
    upload = desk.announce(id, SCAN).ok()["upload"]
    desk.arrive(upload["id"], SCAN)
    before = desk.items()
    desk.arrive(upload["id"], None)
    assert desk.items() == before
    desk.arrive(upload["id"], scan("something else posted with the same form"))
    assert desk.items() == before
    assert lying(desk, "incoming") == [], "what is posted again is removed again"
    assert desk.file(f"documents/{id}/{desk.became(upload['id'])['document']}.pdf") == SCAN


def test_a_failure_on_the_way_is_made_good_when_s3_tells_again(desk: Desk, id: str) -> None:
    upload = desk.announce(id, SCAN).ok()["upload"]
    desk.network.refuses("TransactWriteItems", "InternalServerError", times=3, status=500)
    with pytest.raises(Exception, match="InternalServerError"):
        desk.arrive(upload["id"], SCAN)
    assert desk.became(upload["id"])["state"] == "waiting"
    desk.arrive(upload["id"], None)
    assert desk.became(upload["id"])["state"] == "attached"


def test_a_file_that_arrives_after_the_document_is_out_is_refused_and_what_is_out_stays(desk: Desk, id: str) -> None:
    late = desk.announce(id, scan("another scan")).ok()["upload"]
    shown = desk.script(id, "22")
    issued = next(each for each in shown["documents"] if each["slot"] == "CoSLetter-22")
    before = case(desk, id)
    desk.arrive(late["id"], scan("another scan"))
    assert [each["code"] for each in desk.became(late["id"])["errors"]] == ["upload_meanwhile"]
    assert case(desk, id) == before
    assert desk.centre("POST", f"/api/enquiries/{id}/documents/{issued['id']}/link", {}).status == 200


def test_the_same_file_arriving_again_while_it_is_issued_leaves_it_issued(desk: Desk, id: str) -> None:
    document = desk.upload(id, SCAN)["document"]
    again = desk.announce(id, SCAN).ok()["upload"]
    desk.network.first("TransactWriteItems", lambda: desk.issue_script(id, document).ok())
    desk.arrive(again["id"], SCAN)
    assert desk.centre("POST", f"/api/enquiries/{id}/documents/{document}/link", {}).status == 200


def test_a_document_is_issued_once(desk: Desk, id: str) -> None:
    document = desk.upload(id, SCAN)["document"]
    version = desk.case(id)["version"]
    desk.staff("POST", f"/enquiries/{id}/documents/{document}/issue", {"version": version}).ok()
    before = desk.items()
    twice = desk.staff("POST", f"/enquiries/{id}/documents/{document}/issue", {"version": version})
    assert (twice.status, twice.codes) == (409, ["changed_meanwhile"])
    assert desk.issue_script(id, document).codes == ["document_not_attached"]
    assert desk.issue_script(id, f"CoSLetter-42.{'0' * 16}").codes == ["document_not_attached"]
    assert desk.items() == before


def test_a_second_file_in_place_of_one_not_issued_yet_leaves_the_choice_to_staff(desk: Desk, id: str) -> None:
    wrong = desk.upload(id, scan("somebody else's script"))["document"]
    right = desk.upload(id, SCAN)["document"]
    waiting = [each["id"] for each in desk.case(id)["documents"] if each["state"] == "attached"]
    assert sorted(waiting) == sorted([wrong, right])
    desk.issue_script(id, right).ok()
    assert desk.centre("POST", f"/api/enquiries/{id}/documents/{wrong}/link", {}).status == 404
    assert desk.issue_script(id, wrong).status == 422


def test_nothing_is_uploaded_to_an_enquiry_that_is_finished(desk: Desk) -> None:
    id = desk.received(service="1S")
    desk.centre("POST", f"/api/enquiries/{id}/cancel", {"version": desk.enquiry(id)["version"]}).ok()
    assert desk.announce(id, SCAN).codes == ["status_forbids"]


# --- told twice


@pytest.mark.parametrize("moment", ["HEAD s3", "GET s3", "PUT s3", "TransactWriteItems", "PutItem"])
def test_told_twice_at_the_same_time_of_a_file_it_is_attached_once_and_stays_so(desk: Desk, id: str, moment: str) -> None:
    """The second delivery is carried out as a whole in the middle of the first, before this request of it."""
    upload = desk.announce(id, SCAN).ok()["upload"]
    desk.network.first(moment, lambda: desk.arrive(upload["id"], None))
    desk.arrive(upload["id"], SCAN)
    became = desk.became(upload["id"])
    assert (became["state"], became["errors"]) == ("attached", [])
    assert desk.file(f"documents/{id}/{became['document']}.pdf") == SCAN
    assert [each["what"] for each in desk.case(id)["history"]].count("File checked and attached: CoSLetter-22") == 1
    assert lying(desk, "incoming") == []


def test_a_file_that_was_attached_and_issued_before_its_result_was_stored_is_not_called_refused(desk: Desk, id: str) -> None:
    upload = desk.announce(id, SCAN).ok()["upload"]
    desk.network.refuses("PutItem", "InternalServerError", times=3, status=500)
    with pytest.raises(Exception, match="InternalServerError"):
        desk.arrive(upload["id"], SCAN)
    document = f"CoSLetter-22.{hashlib.sha256(SCAN).hexdigest()[:16]}"
    desk.issue_script(id, document).ok()
    desk.arrive(upload["id"], None)
    assert desk.became(upload["id"]) == {"id": upload["id"], "state": "attached", "errors": [], "document": document}


# --- taken as it is, or refused for what is in it


@pytest.mark.parametrize("data", [b"\n" + SCAN, b"\xef\xbb\xbf" + SCAN, SCAN + b"\0" * 8_000])
def test_a_scan_with_a_line_break_or_mark_before_its_header_or_padding_after_its_end_is_stored_byte_for_byte(
    desk: Desk, id: str, data: bytes
) -> None:
    became = desk.upload(id, data)
    assert became["state"] == "attached"
    assert desk.file(f"documents/{id}/{became['document']}.pdf") == data


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (scan(catalogue=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"), "upload_contains"),
        (scan(more=(stream(b"MZ", b"/Type/EmbeddedFile"),)), "upload_contains"),
        (scan("<script>alert(1)</script>"), "upload_contains"),
        (b"%PDF-1.4\n%%", "upload_unreadable"),
        (jpeg(), "upload_type"),
        (png(), "upload_type"),
    ],
)
def test_what_acts_by_itself_or_cannot_be_opened_is_refused_and_nothing_changes(desk: Desk, id: str, data: bytes, code: str) -> None:
    before = case(desk, id)
    refused = desk.upload(id, data)
    assert (refused["state"], [each["code"] for each in refused["errors"]]) == ("refused", [code])
    assert case(desk, id) == before
    assert lying(desk, "incoming") == []
