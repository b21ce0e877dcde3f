"""One event, told by the browser and by a server: each platform gets the same ID twice, in the field where it looks.

The browser's half is the rendered container with its templates, in the model of Tag Manager (`sandbox/web.js`), in Node
and in a page of a real browser; the server's half are the bodies of `govern.payloads`, both from the event's example.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from helpers import project
from node import needs_node
from test_derive_web import EVENT_IDS, EVERYTHING, SHOP, visit

from govern.desired import desired
from govern.payloads import sent_by_servers
from govern.payloads.example import bodies
from govern.platforms import load

HERE = Path(__file__).parent
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
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


IN_JSON = {"order_id": "orderId"}
"""Where a body spells a field otherwise than the facts, which have it from a library."""


def found(value: Any, key: str) -> list[Any]:
    """Every value of a key, anywhere in a body."""
    if isinstance(value, dict):
        return [one for name, inner in value.items() for one in ([inner] if name == key else found(inner, key))]
    return [one for inner in value for one in found(inner, key)] if isinstance(value, list) else []


def server_ids() -> dict[str, set[Any]]:
    """The event IDs in the bodies, by platform, in the field that the facts name for a server."""
    ids: dict[str, set[Any]] = {}
    for sent in sent_by_servers(project(BOTH)):
        field = sent.platform.deduplication[0].server_key if sent.platform.deduplication else ""
        for body in bodies(sent):
            told = found(body, field) or found(body, IN_JSON.get(field, field))
            ids.setdefault(sent.platform.key, set()).update(told)
    return {key: told for key, told in ids.items() if key != "ga4"}


def message() -> dict[str, Any]:
    """What the page pushes for the example."""
    return {"event": "purchase", **EXAMPLE}


def in_chromium(job: dict[str, Any], tmp_path: Path) -> Any:
    """What the model answers in a page of a real browser."""
    assert CHROMIUM is not None
    script = (HERE / "sandbox" / "web.js").read_text("utf-8")
    data = json.dumps(job).replace("<", "\\u003c")
    page = tmp_path / "page.html"
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><script type="application/json" id="job">{data}</script>'
        f"<body></body><script>{script}</script>",
        "utf-8",
    )
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", f"--user-data-dir={tmp_path / 'profile'}"]
    done = subprocess.run([CHROMIUM, *options, page.as_uri()], capture_output=True, text=True, check=True, timeout=120)
    text = re.search(r"<body>([A-Za-z0-9+/=]+)", done.stdout)
    assert text is not None, done.stdout[-2000:] + done.stderr[-2000:]
    return json.loads(base64.b64decode(text[1]))


def test_the_facts_name_a_field_for_every_server() -> None:
    assert set(server_ids()) == {key for key in EVENT_IDS if load(key).api.hosts and key != "ga4"}


@needs_node
def test_both_legs_tell_one_id() -> None:
    (container, *_) = desired(project(BOTH)).containers
    result = visit(container, message())
    servers = server_ids()
    assert {key: {EVENT_IDS[key](result)} for key in servers} == servers


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
def test_a_real_browser_tells_the_same(tmp_path: Path) -> None:
    (container, *_) = desired(project(BOTH)).containers
    job = {"do": "visit", "container": container.entities, "host": "www.hazel.example", "consent": EVERYTHING}
    result = in_chromium({**job, "messages": [message()], "arrives": 0}, tmp_path)
    assert {key: find(result) for key, find in EVENT_IDS.items()} == dict.fromkeys(EVENT_IDS, "order_A-1001")
    servers = server_ids()
    assert {key: {EVENT_IDS[key](result)} for key in servers} == servers
