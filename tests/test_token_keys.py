"""Keys that clouds list, without their secret halves: their age, their end, who holds them."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from govern.project.exports import read_export
from govern.tokens.changed import changed
from govern.tokens.stores import Listing

pytestmark = pytest.mark.usefixtures("day")

REPORT = """user,arn,user_creation_time,access_key_1_active,access_key_1_last_rotated,access_key_2_active,access_key_2_last_rotated
<root_account>,arn:aws:iam::1:root,2020-01-01T00:00:00+00:00,false,N/A,false,N/A
ana,arn:aws:iam::1:user/ana,2020-01-01T00:00:00+00:00,true,2026-01-09T00:00:00+00:00,false,2024-01-01T00:00:00+00:00
"""


def listing(given: Any, file: str = "exports/x.json") -> Listing:
    raw = given if isinstance(given, str) else json.dumps(given)
    return read_export(raw.encode(), file).secrets[0]


@pytest.mark.parametrize(
    "given", [REPORT, {"Content": base64.b64encode(REPORT.encode()).decode(), "ReportFormat": "text/csv"}]
)
def test_a_credential_report_has_two_keys_a_user_at_most(given: Any) -> None:
    found = listing(given)
    assert [(key.holder, key.name, key.made, key.is_active) for key in found.keys] == [
        ("ana", "access key 1", "2026-01-09", True),
        ("ana", "access key 2", "2024-01-01", False),
    ]


def test_keys_of_service_accounts_are_those_that_people_made() -> None:
    row = {"name": "projects/shop/serviceAccounts/tag@shop.iam.gserviceaccount.com/keys/0123456789abcdef",
           "validAfterTime": "2026-01-02T03:04:05Z", "validBeforeTime": "9999-12-31T23:59:59Z", "keyType": "USER_MANAGED"}  # fmt: skip
    found = listing([row, {**row, "keyType": "SYSTEM_MANAGED"}, {**row, "disabled": True}])
    assert [(key.name, key.holder, key.made, key.ends, key.is_active) for key in found.keys] == [
        ("0123…cdef", "tag@shop.iam.gserviceaccount.com", "2026-01-02", "", True),
        ("0123…cdef", "tag@shop.iam.gserviceaccount.com", "2026-01-02", "", False),
    ]


def test_credentials_of_an_app_by_themselves_are_of_the_app_after_which_the_file_is_called() -> None:
    one = {
        "keyId": "1f0c2a77",
        "displayName": None,
        "startDateTime": "2026-01-02T00:00:00Z",
        "endDateTime": "2027-01-02T00:00:00Z",
    }
    (key,) = listing([one], "exports/capi.json").keys
    assert (key.name, key.holder, key.made, key.ends) == ("1f0c2a77", "capi", "2026-01-02", "2027-01-02")


@pytest.mark.parametrize(
    ("given", "tells"),
    [
        ({"META_CAPI": {}, "DOPPLER_PROJECT": {}}, False),
        ({"names": ["META_CAPI", "DOPPLER_CONFIG"]}, False),
        ({"secrets": {"META_CAPI": {"raw": "hush-hush", "computed": "hush-hush"}}}, True),
    ],
)
def test_doppler_lists_names_and_no_value_is_kept(given: Any, *, tells: bool) -> None:
    found = listing(given)
    assert [one.name for one in found.items] == ["META_CAPI"]
    assert found.is_whole
    assert found.tells_values is tells
    assert "hush" not in repr(found)


def test_two_lists_of_keys_say_which_came_went_or_were_switched_off() -> None:
    def keys(*rows: tuple[str, str]) -> Listing:
        return listing({"AccessKeyMetadata": [{"UserName": "ana", "AccessKeyId": id, "Status": status, "CreateDate": "2026-01-01"}
                                              for id, status in rows]})  # fmt: skip

    older = keys(("AKIAOLD0000000000OLD", "Active"), ("AKIAGONE00000000GONE", "Active"))
    newer = keys(("AKIAOLD0000000000OLD", "Inactive"), ("AKIANEW0000000000NEW", "Active"))
    found = {(change.action, change.name, change.owner) for change in changed([older], [newer])}
    assert found == {
        ("remove", "AKIA…GONE", "AWS ana"),
        ("add", "AKIA…0NEW", "AWS ana"),
        ("change", "AKIA…0OLD", "AWS ana"),
    }


def test_the_log_of_a_config_in_doppler_says_when_each_secret_was_changed() -> None:
    def entry(day: str, *diff: dict[str, str]) -> dict[str, Any]:
        return {
            "id": "x",
            "text": "",
            "html": "",
            "created_at": f"{day}T09:00:00.000Z",
            "config": "prd",
            "environment": "prd",
            "project": "shop",
            "user": {},
            "diff": list(diff),
        }

    logs = [entry("2026-03-01", {"name": "META_CAPI", "added": "hush-hush"}),
            entry("2026-08-20", {"name": "META_CAPI"}, {"name": "TIKTOK", "added": ""})]  # fmt: skip
    for given in (logs, {"page": 1, "logs": logs}, [{"page": 1, "logs": logs[:1]}, {"page": 2, "logs": logs[1:]}]):
        found = listing(given)
        assert [(one.name, one.inside, one.changed) for one in found.items] == [
            ("META_CAPI", "shop", "2026-08-20"),
            ("TIKTOK", "shop", "2026-08-20"),
        ]
        assert found.tells_values and not found.is_whole
        assert "hush" not in repr(found)
