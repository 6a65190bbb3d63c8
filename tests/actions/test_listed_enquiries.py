"""An enquiry is stored in two parts: the row that lists show, and the rest. Together they are the enquiry; the row is never stored as one."""

from __future__ import annotations

from typing import Any

import pytest

from functions.adapters.enquiries import listed_in, put_enquiry
from functions.adapters.items import json_of, model_in
from functions.domain.enquiries.appeal_records import AppealDetails
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import CaseOwner, Issued
from functions.domain.enquiries.statuses import Status
from functions.domain.views.list_rows import associate_row, row
from functions.domain.views.staff_pages import staff_row
from tests.builders import RESULTS_OUT, body, enquiry, london

S = Status
LETTER = Issued(at=london("2022-08-23 10:00"), fingerprint="0123456789abcdef", size=40_000)
APPEAL = AppealDetails(enquiry="e1", name="2206-000001", grounds="It was not added up. " * 60, until=london("2022-09-16 00:00"))
CASES: dict[str, dict[str, Any]] = {
    "about a cohort, of a centre without a number": {"status": S.RECEIVED, "service": "5", "candidates": (), "centre": ""},
    "as it was submitted": {"status": S.SUBMITTED},
    "with an Associate": {"status": S.WITH_ASSOCIATE, "associate": "meridian", "version": 3},
    "an appeal with an Associate": {"status": S.WITH_ASSOCIATE, "associate": "meridian", "appeal": APPEAL, "service": "A1"},
    "amended after its letter": {
        "status": S.ACKNOWLEDGED, "acknowledged_at": LETTER.at, "issued": {"AckLetter": LETTER}, "amended_at": london("2022-08-23 12:00"),
    },
    "in somebody’s hands, held, written to": {
        "status": S.ACKNOWLEDGED, "acknowledged_at": LETTER.at, "issued": {"AckLetter": LETTER}, "held": True, "version": 9,
        "owner": CaseOwner(id="c1", name="Kim Ito"), "addressed": {"northfield": "question"}, "note": "Set 3 “Ås”", "number": "2206-000417",
    },
}  # fmt: skip


def stored(**changes: Any) -> Enquiry:
    return enquiry(changes.pop("status"), **changes)


@pytest.mark.parametrize("changes", CASES.values(), ids=CASES.keys())
def test_the_two_parts_of_an_item_are_the_enquiry(changes: dict[str, Any]) -> None:
    one = stored(**changes)
    assert model_in(Enquiry, put_enquiry(one).item) == one


@pytest.mark.parametrize("changes", CASES.values(), ids=CASES.keys())
def test_a_list_shows_of_the_row_what_it_would_show_of_the_enquiry(changes: dict[str, Any]) -> None:
    one, now = stored(**changes), london("2022-08-25 09:00")
    listed = listed_in(put_enquiry(one).item)
    assert row(listed, body(), now) == row(one, body(), now)
    if one.status is S.WITH_ASSOCIATE:
        assert associate_row(listed, body(), now) == associate_row(one, body(), now)
    else:
        assert staff_row(listed, body(), now) == staff_row(one, body(), now)


def test_the_row_of_an_appeal_has_nothing_of_its_grounds() -> None:
    item = put_enquiry(stored(**CASES["an appeal with an Associate"])).item
    assert "added up" not in str(item["row"])
    assert "added up" in json_of(item)


def test_what_was_read_from_a_list_is_never_stored() -> None:
    listed = listed_in(put_enquiry(stored(status=S.SUBMITTED)).item)
    with pytest.raises(TypeError, match="is not the enquiry"):
        put_enquiry(listed)


def test_recording_marks_changes_nothing_that_a_list_shows() -> None:
    before = enquiry(S.ACKNOWLEDGED, acknowledged_at=RESULTS_OUT, issued={"AckLetter": LETTER})
    after = before.changed(grade_after="A", recorded=True)
    assert put_enquiry(after).item["row"] == put_enquiry(before).item["row"]
