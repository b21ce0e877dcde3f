"""One thing under several names: a change of a key event says which conversion imports it and which mapping feeds it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_helpers import Captured, printed

pytestmark = pytest.mark.usefixtures("day")

SPECS = """version: 1
destinations:
  - {name: ga4, platform: ga4, id: G-HAZEL00001}
  - {name: ads, platform: google_ads, id: AW-100000001}
events: [{name: lead, description: Asked for an offer., owner: web, kind: conversion, parameters: []}]
mappings: [{event: lead, destination: ga4, as: generate_lead}]
settings: [{destination: ga4, account: properties/7, key_events: [{event: generate_lead, counting: once}]}]
"""
KEY_EVENT = {"name": "properties/7/keyEvents/1", "eventName": "generate_lead", "countingMethod": "ONCE_PER_EVENT"}


def action(name: str, property: str) -> dict[str, object]:
    imported = {"eventName": "generate_lead", "propertyId": property}
    return {"conversionAction": {"resourceName": f"customers/1/conversionActions/{property}", "id": property, "name": name,
            "type": "GOOGLE_ANALYTICS_4_CUSTOM", "status": "ENABLED", "googleAnalytics4Settings": imported}}  # fmt: skip


def test_a_change_of_a_key_event_says_what_hangs_on_it(tmp_path: Path, capsys: Captured) -> None:
    for folder in ("specs", "exports"):
        (tmp_path / folder).mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    (tmp_path / "specs" / "a.yaml").write_text(SPECS)
    (tmp_path / "exports" / "ga4.json").write_text(json.dumps({"keyEvents": [KEY_EVENT]}))
    answer = {"results": [action("Offer", "7"), action("Offer of the other shop", "8")]}
    (tmp_path / "exports" / "ads.json").write_text(json.dumps(answer))
    told = json.loads(printed(capsys, "diff", "-C", str(tmp_path), "--format", "json", code=1))
    (change,) = [change for change in told["changes"] if change["kind"] == "key event"]
    assert change["also"][0] == 'fed by the mapping of "lead" to "ga4"'
    assert len(change["also"]) == 2
    assert '"Offer"' in change["also"][1]
