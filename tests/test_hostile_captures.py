"""Captures that were broken anywhere are read, or refused: never a traceback, and time stays linear to the text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from damage import damaged, nodes
from helpers import findings, project

from govern.captures.compare import by_kind, changes
from govern.captures.coverage import lines
from govern.captures.learn import specs
from govern.captures.read import read_text
from govern.core.errors import GovernError
from govern.project.exports import Exports
from govern.render.verify import render

pytestmark = pytest.mark.usefixtures("day")

SHOP = json.loads((Path(__file__).parent / "golden" / "captures" / "shop.har").read_text("utf-8"))
BODY = {"data": [{"event_name": "Purchase", "event_time": 1795428002, "event_id": "o", "action_source": "website",
                  "user_data": {"em": "a" * 64}, "custom_data": {"value": 1, "contents": [{"id": "A", "item_price": 1}]}}]}  # fmt: skip
SERVER = {"method": "POST", "url": "https://graph.facebook.com/v25.0/1234567890123456/events", "status": 200, "time": 1795428002,
          "body": BODY, "response": {"error": {"code": 100}}}  # fmt: skip
ROW = {"event_name": "purchase", "event_timestamp": "1675704514198480", "event_params": [{"key": "value", "value": {"int_value": 1}}],
       "ecommerce": {"transaction_id": "A"}, "items": [{"price": 1, "quantity": 1}]}  # fmt: skip
TIKTOK = {"method": "POST", "url": "https://analytics.tiktok.com/api/v2/pixel",
          "body": {"batch": [{"event": "x", "context": {"pixel": {"code": "C"}, "user": {"email": "a"}}, "properties": {"value": 1}}]}}  # fmt: skip
OTHERS: list[Any] = [
    None,
    7,
    "",
    "\ud800x",
    "%ff%zz",
    [],
    {},
    [None],
    {"a": []},
    ["x"],
    True,
    1e308,
    float("inf"),
    10**400,
    "\u202e",
    '{"a":',
]


def everything(text: str) -> None:
    """All that is asked of a capture."""
    try:
        capture = read_text(text, "x")
    except GovernError:
        return
    subject = project(files={}, live=Exports(captures=(capture,)))
    found = findings(subject, over="captures")
    assert [*lines(subject)]
    assert "version: 1" in specs(subject)
    assert list(render(subject, found))
    list(changes(by_kind((capture,)), by_kind((capture,))))


@pytest.mark.slow
@pytest.mark.parametrize(
    "document",
    [SERVER, ROW, TIKTOK, {"log": {"entries": [SHOP["log"]["entries"][0]]}}],
    ids=["server", "row", "batch", "har"],
)
def test_what_is_broken_anywhere_is_read_or_refused(document: dict[str, Any]) -> None:
    for route in list(nodes(document))[1:]:
        for other in OTHERS:
            everything(json.dumps(damaged(document, route, other)))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"log": {"entries": [' + '{"a":' * 50_000,
        "{" * 100_000,
        '{"log": {"entries": [' + '"' + "x" * 3_000_000,
    ],
)
def test_what_is_nested_or_never_ends_is_told(text: str) -> None:
    everything(text)
    assert read_text(text, "x").damaged


@pytest.mark.parametrize("number", ["1e999", "9" * 400, '"' + "9" * 400 + '"'])
def test_a_number_that_no_program_can_hold_is_told(number: str) -> None:
    capture = read_text(json.dumps(SERVER).replace("1795428002", number), "x")
    (hit,) = capture.hits
    assert any(
        "event_time is" in complaint.message and "expected seconds since 1970" in complaint.message
        for complaint in hit.complaints
    )
