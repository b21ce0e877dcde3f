"""Trigger references become names wherever they stand: most stand in trigger groups, but not all."""

from __future__ import annotations

import json
from typing import Any

import pytest

from govern.gtm import read as gtm

REFERENCE = {"type": "TRIGGER_REFERENCE", "value": "12"}
GROUP = {
    "triggerId": "13",
    "name": "Group",
    "type": "TRIGGER_GROUP",
    "parameter": [{"type": "LIST", "key": "triggerIds", "list": [REFERENCE]}],
}
TAG = {
    "tagId": "1",
    "name": "Odd",
    "type": "html",
    "parameter": [{"type": "MAP", "key": "m", "map": [{"key": "t", **REFERENCE}]}],
}
EXPORT = {
    "exportFormatVersion": 2,
    "containerVersion": {
        "containerVersionId": "0",
        "container": {"publicId": "GTM-ABC1234", "name": "Shop", "usageContext": ["WEB"]},
        "tag": [TAG],
        "trigger": [{"triggerId": "12", "name": "Paid", "type": "PAGEVIEW"}, GROUP],
    },
}


def values(export: dict[str, Any], encoding: str = "utf-8") -> list[str]:
    (container,) = gtm.read(json.dumps(export).encode(encoding), "export.json")
    tag, group = container.entities["tag"]["Odd"], container.entities["trigger"]["Group"]
    return [tag["parameter"][0]["map"][0]["value"], group["parameter"][0]["list"][0]["value"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_references_in_groups_and_elsewhere_are_names(encoding: str) -> None:
    assert values(EXPORT, encoding) == ["Paid", "Paid"]


def test_text_that_only_mentions_references_is_left_alone() -> None:
    export = json.loads(json.dumps(EXPORT))
    html = {"type": "TEMPLATE", "key": "html", "value": "// TRIGGER_REFERENCE triggerReference"}
    export["containerVersion"]["tag"].insert(0, {"tagId": "2", "name": "Code", "type": "html", "parameter": [html]})
    assert values(export) == ["Paid", "Paid"]
