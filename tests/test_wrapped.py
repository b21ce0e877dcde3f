"""Captures as logs, queues and tools wrap them: of each form the fault is found, and the same form without it is silent."""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path

import pytest
from for_each import for_each

from govern.captures.kinds import kind_of
from govern.captures.read import in_portions
from govern.captures.within import told_in
from govern.captures.wrapped import request_in
from govern.core.report import Place
from govern.project.exports import Exports
from govern.project.load import bare
from govern.rules.run import run

pytestmark = pytest.mark.usefixtures("day")

API = "https://graph.facebook.com/v25.0/1234567890123456/events"
TOLD = {"event_name": "Purchase", "event_time": 1796032800, "event_id": "o-1", "action_source": "website",
        "event_source_url": "https://www.hazel.example/thanks",
        "user_data": {"em": ["ab" * 32], "client_ip_address": "203.0.113.9", "client_user_agent": "Mozilla/5.0"},
        "custom_data": {"value": 29.99, "currency": "EUR"}}  # fmt: skip
BODY = json.dumps({"data": [TOLD]})
FORM = json.dumps({"FORM": {"data": [json.dumps(TOLD)]}})
PIXEL = "https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=29.99&cd[currency]=EUR&eid=o-1"
"""In all of them `EUR` stands once; the fault is another word in its place."""

TEXT = json.dumps(BODY)
FORMS = {
    "curl, a pixel": f"curl '{PIXEL}' -H 'accept: */*' --compressed ;\n",
    "curl, a body": f"curl -X POST '{API}' -H 'content-type: application/json' --data-raw '{BODY}'\n",
    "curl, over lines": f"curl '{API}' \\\n  -H 'content-type: application/json' \\\n  --data-raw '{BODY}'\n",
    "a proxy": f"1796032800.123 89 10.0.0.2 TCP_MISS/200 512 GET {PIXEL} - image/gif\n",
    "an access log": f'203.0.113.9 - - [30/Nov/2026:10:00:00 +0000] "GET {PIXEL} HTTP/1.1" 200 44 "https://www.hazel.example/"\n',
    "a list": f"- https://www.hazel.example/\n- {PIXEL}\n",
    "logfmt": f'time=2026-11-30T10:00:00Z level=info url="{PIXEL}" status=200\n',
    "Python": f"{{'url': '{PIXEL}', 'status': 200}}\n",
    "a time and a level": f"[2026-11-30 10:00:00] production.INFO: Sending {BODY} []\n",
    "a container's log": f'2026-11-30T10:00:00.1Z stdout F {{"url": "{API}", "body": {BODY}}}\n',
    "Docker": f'{{"log": {TEXT}, "stream": "stdout", "time": "2026-11-30T10:00:00Z"}}\n',
    "CloudWatch": f'{{"events": [{{"timestamp": 1796032800000, "message": {TEXT}}}]}}',
    "Cloud Logging": f'[{{"timestamp": "2026-11-30T10:00:00Z", "textPayload": {json.dumps("sent: " + BODY)}}}]',
    "a search": f'{{"hits": {{"hits": [{{"_source": {{"message": {TEXT}}}}}]}}}}',
    "a queue, in base64": f'{{"message": {{"data": "{base64.b64encode(BODY.encode()).decode()}"}}}}\n',
    "a page beside the body": f'{{"event": "sent", "url": "https://www.hazel.example/thanks", "payload": {BODY}}}\n',
    "a router of events": f'{{"output": {{"endpoint": "{API}", "body": {FORM}}}}}\n',
    "Postman": f'{{"item": [{{"request": {{"method": "POST", "url": {{"raw": "{API}"}}, "body": {{"raw": {TEXT}}}}}}}]}}',
    "the browser's protocol": f'{{"method": "Network.requestWillBeSent", "params": {{"request": {{"url": "{PIXEL}"}}}}}}\n',
    "a table": f"time;url;status\n2026-11-30T10:00:00Z;{PIXEL};200\n",
    "a text sequence": f'\x1e{{"url": "{API}", "body": {BODY}}}\n',
}


def spoken(folder: Path, raw: bytes) -> set[str]:
    """The rules that say more than a note of a file."""
    (folder / "capture").write_bytes(raw)
    found = run(bare("2026-11-30", Exports(captures=next(in_portions([str(folder / "capture")])))), "captures")
    return {one.rule for one in found if one.level != "note"}


def faulty(text: str) -> str:
    """The same with a word in place of the currency, in base64 too."""
    packed = base64.b64encode(BODY.encode()).decode()
    return text.replace(packed, base64.b64encode(BODY.replace("EUR", "EURO").encode()).decode()).replace("EUR", "EURO")


@for_each("text", FORMS.values(), ids=FORMS)
def test_a_fault_is_found_however_it_is_wrapped(text: str, tmp_path: Path) -> None:
    assert spoken(tmp_path, text.encode()) == set()
    assert "hits/currency-not-a-code" in spoken(tmp_path, faulty(text).encode()) or "hits/malformed-field" in spoken(
        tmp_path, faulty(text).encode()
    )


def test_what_is_packed_or_of_two_bytes_a_letter_is_read(tmp_path: Path) -> None:
    for packed in (gzip.compress, lambda raw: raw.decode().encode("utf-16")):
        assert spoken(tmp_path, packed(PIXEL.encode())) == set()
        assert "hits/currency-not-a-code" in spoken(tmp_path, packed(faulty(PIXEL).encode()))


def test_prose_with_addresses_is_not_a_log() -> None:
    assert kind_of("See https://www.hazel.example/docs and {braces} for more.\n") is None
    assert kind_of(f'<html><body>\n<img src="{PIXEL}">\n</body></html>') is None
    assert kind_of(f"# How to record\n\nLook for `{PIXEL}`.\n") is None


def test_what_an_order_comes_to_is_not_how_long_an_answer_took() -> None:
    """Charles says `total` of milliseconds, a logger beside the address says it of money."""
    timed = request_in({"url": PIXEL, "durations": {"total": 620}}, 1, Place("a.json"))
    paid = request_in({"url": PIXEL, "total": 1299.5}, 1, Place("a.json"))
    assert (timed.ms, paid.ms) == (620, None)


def test_quotes_within_quotes_without_end_cost_no_more_than_the_text() -> None:
    """A line of 1,600 layers of backslashes is of somebody who means harm: it holds nothing, and is left soon."""
    quoted = json.dumps(json.dumps({"event_name": "Purchase"}))[1:-1]
    assert told_in(f"message: {quoted}") == {"event_name": "Purchase"}
    assert told_in("".join("{" + "\\" * layer + '"' for layer in range(1, 1600))) is None
