"""What may be posted to the desk and what its links open: exactly one file, for five minutes, for whom they were made."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from functions.adapters.files import Files
from tests.enquiring import Enquiring, post_file, scan
from tests.running_desk import OTHER_OFFICER, PATIENCE, RunningDesk, eventually

pytestmark = pytest.mark.stack
SCRIPT = scan("script")


@pytest.fixture(scope="module")
def script(running_desk: RunningDesk, at_desk: Enquiring) -> tuple[str, str, bytes]:
    """An acknowledged enquiry, its issued copy of script, and the bytes that were brought."""
    (enquiry,) = at_desk.received(*running_desk.new_candidates(), service="2S", components=["22"])
    at_desk.acknowledge(enquiry["id"])
    data = scan("the script")
    document = at_desk.bring(enquiry["id"], "22", data)
    at_desk.issue_script(enquiry["id"], document)
    return enquiry["id"], document, data


@pytest.fixture
def waiting(running_desk: RunningDesk, at_desk: Enquiring) -> str:
    """An enquiry that waits for its copy of script."""
    (enquiry,) = at_desk.received(*running_desk.new_candidates(), service="2S", components=["22"])
    id: str = enquiry["id"]
    return id


@pytest.mark.parametrize(
    ("data", "changed"),
    [
        (SCRIPT + b" ", {}),
        (SCRIPT[:-1], {}),
        (SCRIPT, {"Content_Type": "text/html"}),
        (SCRIPT, {"key": "incoming/" + "0" * 32}),
        (SCRIPT, {"key": "documents/letter.pdf"}),
    ],
    ids=["a byte more", "a byte less", "another type", "another upload", "another place"],
)
def test_the_form_for_an_upload_takes_the_announced_size_type_and_place_and_no_other(
    at_desk: Enquiring, waiting: str, data: bytes, changed: dict[str, str]
) -> None:
    upload = at_desk.announce(waiting, SCRIPT)
    assert post_file(upload, data, **changed).status_code in {400, 403}
    assert at_desk.upload(upload["id"])["state"] == "waiting"
    post_file(upload, SCRIPT).raise_for_status()
    assert at_desk.became(upload["id"])["state"] == "attached"


def test_a_form_used_again_for_other_bytes_changes_nothing_of_what_was_checked(
    running_desk: RunningDesk, at_desk: Enquiring, waiting: str
) -> None:
    data = scan("the script that was checked")
    upload = at_desk.announce(waiting, data)
    post_file(upload, data).raise_for_status()
    document = at_desk.became(upload["id"])["document"]
    post_file(upload, data.replace(b"checked", b"swapped")).raise_for_status()
    at_desk.acknowledge(waiting)
    at_desk.issue_script(waiting, document)
    assert at_desk.document(waiting, document) == data


@pytest.mark.proves("CI-24")
def test_a_link_opens_the_bytes_that_were_brought_under_the_documents_name_and_ends_after_five_minutes(
    at_desk: Enquiring, script: tuple[str, str, bytes]
) -> None:
    id, document, data = script
    link = at_desk.officer.post(f"/api/enquiries/{id}/documents/{document}/link").raise_for_status().json()
    answer = httpx.get(link["url"], timeout=PATIENCE)
    assert answer.content == data
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert "CoSLetter" in answer.headers["content-disposition"]
    assert parse_qs(urlsplit(link["url"]).query)["X-Amz-Expires"] == ["300"]
    assert link["expires_in"] == 300


def test_a_link_that_has_ended_or_was_changed_opens_nothing(running_desk: RunningDesk, script: tuple[str, str, bytes]) -> None:
    id, document, data = script
    files = Files(running_desk.stack["DocumentsBucket"], running_desk.emulator.client("s3"))
    keys = [item["Key"] for item in files.client.list_objects_v2(Bucket=files.bucket, Prefix=f"documents/{id}/")["Contents"]]
    key = next(key for key in keys if document in key)
    link = files.link(key, "script.pdf", seconds=300)
    assert httpx.get(link, timeout=PATIENCE).content == data
    other = next(key for key in keys if document not in key)
    assert httpx.get(link.replace(document, other.rsplit("/", 1)[1].removesuffix(".pdf")), timeout=PATIENCE).status_code == 403
    assert httpx.get(link.split("?")[0], timeout=PATIENCE).status_code == 403
    short = files.link(key, "script.pdf", seconds=1)
    eventually(lambda: httpx.get(short, timeout=PATIENCE).status_code == 403)


@pytest.mark.proves("CI-24")
def test_another_centre_gets_no_link_and_cannot_tell_that_the_document_exists(
    running_desk: RunningDesk, script: tuple[str, str, bytes]
) -> None:
    id, document, _ = script
    with running_desk.as_(OTHER_OFFICER) as other:
        theirs = other.post(f"/api/enquiries/{id}/documents/{document}/link")
        absent = other.post(f"/api/enquiries/{'0' * 32}/documents/{document}/link")
    assert (theirs.status_code, theirs.json()) == (absent.status_code, absent.json())
    assert theirs.status_code == 404


def test_a_document_that_is_only_attached_is_not_yet_the_centres(running_desk: RunningDesk, at_desk: Enquiring, waiting: str) -> None:
    document = at_desk.bring(waiting, "22", scan("not issued"))
    assert at_desk.officer.post(f"/api/enquiries/{waiting}/documents/{document}/link").status_code == 404
    assert [each["state"] for each in at_desk.enquiry(waiting)["documents"] if each["kind"] == "CoSLetter"] == ["expected"]
