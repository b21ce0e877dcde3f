"""Who changed what at the platforms since the last review, by what right, and what is not as declared there."""

from __future__ import annotations

import json

import pytest
from helpers import project

from govern.access.kept import Kept
from govern.project.exports import read_export
from govern.render.targets import attribution
from govern.settings.recorded import last_review, recorded

pytestmark = pytest.mark.usefixtures("day")

SPECS = """
destinations: [{name: ads, platform: google_ads, id: AW-100000001}]
events: [{name: purchase, kind: conversion, description: Somebody paid.}]
mappings: [{event: purchase, destination: ads, as: conversion, conversion_action: '9'}]
attribution: {windows: [{destination: ads, click: 30d}]}
access:
  people: [{name: Ana Ruiz, email: ana@hazel.example}, {name: Ben Oak, email: ben@hazel.example}]
  grants: [{who: Ben Oak, platform: google_ads, role: admin, approved_by: ana@hazel.example}, {who: ana@hazel.example, platform: ga4, role: editor}]
"""


def analytics(day: str, address: str, kind: str = "USER") -> dict[str, object]:
    who = {"userActorEmail": address} if address else {}
    return {
        "changeTime": f"{day}T10:30:00Z",
        "actorType": kind,
        **who,
        "changes": [{"resource": "PROPERTY", "action": "UPDATED"}],
    }


HISTORIES = [
    {"changeHistoryEvents": [analytics("2026-09-01", "ana@hazel.example"), analytics("2026-11-15", "Ana@hazel.example"), analytics("2026-11-20", "", "SYSTEM")]},
    {"results": [{"changeEvent": {"changeDateTime": "2026-11-18 10:00:00.1", "userEmail": "ben@hazel.example", "changeResourceType": "CONVERSION_ACTION",
                                  "resourceChangeOperation": "UPDATE"}}]},
    {"data": [{"event_time": "2026-11-19T10:00:00+0000", "event_type": "update_ad_set", "actor_name": "Bo Ash", "object_name": "Spring"},
              {"event_time": "2026-11-17T10:00:00+0000", "event_type": "update_ad_set", "actor_name": "Ana Ruiz", "object_name": "Spring"}]},
    {"results": [{"conversionAction": {"resourceName": "customers/5/conversionActions/9", "id": "9", "name": "Order", "category": "PURCHASE",
                                       "clickThroughLookbackWindowDays": "90"}}]},
]  # fmt: skip


def test_changes_since_the_last_review_are_told_with_the_right_of_whoever_made_them() -> None:
    """A person is known by an address or, where a platform tells names only, by the name; the review of this quarter may be made again."""
    live = read_export(json.dumps(HISTORIES).encode(), "exports/histories.json")
    kept = [
        Kept("reviews/a.json", "2026-Q3", "2026-07-01", "2026-09-30", "2026-09-28"),
        Kept("reviews/b.json", "2026-Q4", "2026-10-01", "2026-12-31", "2026-11-21"),
    ]
    shop = project(SPECS, live=live.replace(reviews=tuple(kept)))
    assert last_review(shop) == "2026-09-28"
    assert [(one.day, one.platform, one.actor, one.right, one.apart) for one in recorded(shop)] == [
        ("2026-11-20", "ga4", "system", "by the platform itself", 0),
        ("2026-11-19", "meta", "Bo Ash", "nobody declares them", 0),
        ("2026-11-18", "google_ads", "ben@hazel.example", "admin, approved by ana@hazel.example", 1),
        ("2026-11-17", "meta", "Ana Ruiz", "declared, without a role at Meta", 0),
        ("2026-11-15", "ga4", "Ana@hazel.example", "editor, approved by nobody", 0),
    ]
    page, markdown, data = attribution.pages(shop, "index", "attribution")
    assert "Recorded changes since the review of 2026-09-28" in page.text
    assert (
        "| 2026-11-18 | Google Ads | ben@hazel.example | conversion action update | admin, approved by ana@hazel.example | 1 |"
        in markdown.text
    )
    assert len(json.loads(data.text)["changes"]) == 5
