"""One event, told by the browser and by a server: each platform gets the same ID twice, in the field where it looks.

The browser's half is the rendered container with its templates, in the model of Tag Manager (`sandbox/web.js`), in Node
and on a page of a real browser (`sandbox/page.js`); the server's half are the bodies of `govern.payloads`, both from the
event's example.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from both_legs import as_visit, found
from browser import needs_browser
from helpers import project
from node import needs_node
from page_helpers import browse
from pytest_socket import socket_allow_hosts
from web_shop import EVENT_IDS, SHOP, visit

from govern.gtm.desired import desired
from govern.payloads.example import bodies
from govern.payloads.sent import sent_by_servers
from govern.platforms import load
from govern.render.messages import message_of
from govern.render.planned import code

pytestmark = pytest.mark.slow

EXAMPLE = {
    "order_id": "A-1001",
    "value": 29.99,
    "currency": "EUR",
    "items": [{"item_id": "SKU-1", "item_name": "Tea", "price": 29.99, "quantity": 1}],
    "email": "customer@example.com",
}
BOTH = re.sub(r"(as: \w+)", r"\1, via: [browser, server]", SHOP)
BOTH = BOTH.replace("    event_id: 'order", f"    examples: [{json.dumps(EXAMPLE)}]\n    event_id: 'order", 1)
BOTH = re.sub(r"(platform: (?!ga4)\w+,)", r"\1 server: {token: t},", BOTH)
BOTH = BOTH.replace("{advanced_matching: true}", "{advanced_matching: true, api: google_ads}")  # which asks for nobody


IN_JSON = {"order_id": ("orderId", "transactionId")}
"""Where a body spells a field otherwise than the facts, which have it from a library: the upload, and the Data Manager API."""


def server_ids() -> dict[str, set[Any]]:
    """The event IDs in the bodies, by platform, in the field that the facts name for a server."""
    ids: dict[str, set[Any]] = {}
    for sent in sent_by_servers(project(BOTH)):
        field = sent.platform.deduplication[0].server_key if sent.platform.deduplication else ""
        for body in bodies(sent):
            for name in (field, *IN_JSON.get(field, ())):
                ids.setdefault(sent.platform.key, set()).update(found(body, name))
    return {key: told for key, told in ids.items() if key != "ga4"}


def message() -> dict[str, Any]:
    """What the page pushes for the example."""
    return {"event": "purchase", **EXAMPLE}


@pytest.fixture
def loopback(socket_enabled: None) -> None:
    """The test's own server, and nobody else's."""
    socket_allow_hosts(["127.0.0.1"])


def test_the_facts_name_a_field_for_every_server() -> None:
    assert set(server_ids()) == {key for key in EVENT_IDS if load(key).api.hosts and key != "ga4"}


@needs_node
def test_both_legs_tell_one_id() -> None:
    (container, *_) = desired(project(BOTH)).containers
    result = visit(container, message())
    servers = server_ids()
    assert {key: {EVENT_IDS[key](result)} for key in servers} == servers


@needs_browser
@pytest.mark.parametrize("early", [True, False], ids=["before Tag Manager has loaded", "after"])
def test_a_real_browser_sends_the_same(tmp_path: Path, loopback: None, early: bool) -> None:
    """Scripts are loaded and hits leave as a browser does it; the page runs the code that the tracking plan shows."""
    subject = project(BOTH)
    (container, *_) = desired(subject).containers
    shown = code(message_of(subject, subject.event_by_name["purchase"]))
    result = as_visit(browse(container, shown, tmp_path / "profile", "www.hazel.example", early=early))
    assert {key: find(result) for key, find in EVENT_IDS.items()} == dict.fromkeys(EVENT_IDS, "order_A-1001")
    servers = server_ids()
    assert {key: {EVENT_IDS[key](result)} for key in servers} == servers
    counted = [call for call in result["fbq"] if "Purchase" in call]
    assert len(counted) == 1  # two tags ask for the library, which comes once
