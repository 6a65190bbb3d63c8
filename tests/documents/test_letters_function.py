"""The function that renders and stores, against S3 as moto plays it."""

from __future__ import annotations

import hashlib
import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from functions.documents.letters import render
from functions.handlers import letters
from tests.documents.builders import acknowledgement, candidates, outcome, receipt

BUCKET = "desk-test-documents"
KEYS = {"acknowledgement": "previews/e1/acknowledgement.pdf", "outcome": "previews/e1/outcome.pdf", "receipt": "receipts/s1.pdf"}


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The bucket's client; whatever the function stores can be read with it."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
    letters._files.cache_clear()
    with mock_aws():
        client = boto3.client("s3")
        client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
        yield client
    letters._files.cache_clear()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the function logs, as JSON lines."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(letters.logger.registered_formatter)
    letters.logger.addHandler(handler)
    yield lines
    letters.logger.removeHandler(handler)


def event(kind: str, context: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return {"kind": kind, "context": context, "bucket": BUCKET, "key": KEYS[kind]} | changed


@pytest.mark.parametrize("context", [acknowledgement(), outcome(), receipt()], ids=lambda context: context.kind)
def test_a_letter_is_stored_under_its_key_and_answered_with_its_checksum(stored: Any, context: Any) -> None:
    asked = json.loads(json.dumps(event(context.kind, context.model_dump(mode="json"))))
    answer = letters.handler(asked)
    found = stored.get_object(Bucket=BUCKET, Key=KEYS[context.kind])
    data = found["Body"].read()
    assert data == render(context)
    assert found["ContentType"] == "application/pdf"
    assert answer == {"key": KEYS[context.kind], "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


def test_with_pictures_the_pages_are_stored_beside_the_letter_under_its_fingerprint(stored: Any) -> None:
    names = [f"Candidate Number{place}" for place in range(1, 41)]
    context = acknowledgement(candidates=candidates(*names))
    answer = letters.handler(event("acknowledgement", context.model_dump(mode="json"), pictures=True))
    sha256 = hashlib.sha256(render(context)).hexdigest()
    assert answer["sha256"] == sha256
    assert answer["pages"] == [f"previews/e1/acknowledgement-{sha256[:16]}-{page}.svg" for page in (1, 2)]
    for key in answer["pages"]:
        found = stored.get_object(Bucket=BUCKET, Key=key)
        assert found["ContentType"] == "image/svg+xml"
        assert found["Body"].read().startswith(b"<svg")
    assert answer["words"][:5] == [
        "Body: Cambridge International", "Contact: info@example.org", "Dated: 23 August 2022", "Centre: ZZ101 Northfield School", "Reference: RD-7K4M-2Q9X",
    ]  # fmt: skip
    assert "Candidates: 0001 Candidate Number1" in answer["words"]
    assert "Next steps: Copy of script. The copies follow on the desk." in answer["words"]
    assert not any("RD-" in key for key in answer["pages"])


def test_a_letter_that_says_something_else_has_other_pictures(stored: Any) -> None:
    made = [
        letters.handler(event("acknowledgement", acknowledgement(reference=reference).model_dump(mode="json"), pictures=True))
        for reference in ("RD-AAAA-AAAA", "RD-BBBB-BBBB")
    ]
    assert made[0]["pages"] != made[1]["pages"]


def test_asking_twice_changes_nothing(stored: Any) -> None:
    asked = event("receipt", receipt().model_dump(mode="json"))
    assert letters.handler(asked) == letters.handler(asked)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"key": "documents/e1/AckLetter.pdf"}, "key"),
        ({"key": "receipts/../documents/x.pdf"}, "key"),
        ({"key": "receipts/"}, "key"),
        ({"kind": "outcome"}, "key"),
        ({"kind": "invitation"}, "kind"),
        ({"context": {}}, "body: missing"),
        ({"bucket": ""}, "bucket: string_too_short"),
        ({"more": 1}, "more: extra_forbidden"),
    ],
)
def test_what_the_function_was_not_made_for_is_an_error_and_nothing_is_stored(stored: Any, changed: dict[str, Any], field: str) -> None:
    answer = letters.handler(event("receipt", receipt().model_dump(mode="json")) | changed)
    assert answer["error"]["code"] == "event_invalid"
    assert any(each.startswith(field) for each in answer["error"]["fields"])
    assert "Contents" not in stored.list_objects_v2(Bucket=BUCKET)


def test_trouble_with_the_storage_is_raised_so_that_the_caller_tries_again(stored: Any) -> None:
    with pytest.raises(ClientError):
        letters.handler(event("receipt", receipt().model_dump(mode="json"), bucket="desk-test-elsewhere"))


def test_neither_log_nor_error_names_a_candidate_or_an_address(stored: Any, log: io.StringIO) -> None:
    name = "Amara Okonkwo-Secret"
    good = receipt(candidates=candidates(name)).model_dump(mode="json")
    stored_answer = letters.handler(event("receipt", good))
    refused = [
        letters.handler(event("receipt", good | {"candidates": [{"number": name, "name": 7}]})),
        letters.handler(event("receipt", good | {"contact_email": name, "digest": name})),
        letters.handler(event("receipt", good | {"candidates": name})),
        letters.handler(event("receipt", good | {"submitted_at": {"at": "2022-08-22T09:14:00Z", "zone": name}})),
    ]
    said = log.getvalue() + json.dumps([stored_answer, *refused])
    assert [answer["error"]["code"] for answer in refused] == ["event_invalid"] * 4
    assert "letter stored" in said
    assert "Secret" not in said
    assert "@" not in log.getvalue()
