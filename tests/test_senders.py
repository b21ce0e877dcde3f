"""The senders as they run: what becomes of an event, the same in Python and in Node, whatever a platform answers."""

from __future__ import annotations

import contextlib
import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from helpers import project
from node import needs_node, node
from payload_helpers import SHOP, shop
from pytest_socket import socket_allow_hosts
from sender_helpers import EVERYTHING, answers_of_python, asked_of_node, control, imitations, loaded, written

from govern.payloads.example import AT
from govern.payloads.normalise import sha256

pytestmark = pytest.mark.slow

READY = SHOP.replace(
    "    event_id: 'order_{order_id}'\n",
    "    event_id: 'order_{order_id}'\n    fires: {on: server_confirmed, when_ready: [customer]}\n",
)
TOKEN = "-".join(["not", "a", "token", "of", "anybody"])
VARIABLES = ("META_CAPI_TOKEN", "TIKTOK_TOKEN", "SNAPCHAT_TOKEN", "GOOGLE_ADS_TOKEN", "GOOGLE_ADS_DEVELOPER_TOKEN",
             "GA4_TOKEN", "MICROSOFT_TOKEN", "PINTEREST_TOKEN", "REDDIT_TOKEN", "X_TOKEN", "LINKEDIN_TOKEN")  # fmt: skip
EVENT = {"order_id": "A-1", "value": 20, "currency": "EUR", "email": "ana.maria@example.com"}
REQUEST = {"url": "https://www.example.com/thanks", "client_id": "1.2", "session_id": "3"}
TO = ["ga4", "google-ads", "linkedin", "meta", "microsoft", "pinterest", "reddit", "snapchat", "tiktok", "x"]
GOOD = {"events_received": 1, "requestId": "r1", "code": 0, "status": "VALID", "results": [{}], "data": {"conversions_processed": 1},
        "eventsReceived": 1, "num_events_processed": 1}  # fmt: skip
"""What is a good answer for one event to all platforms."""


class Platform(ThreadingHTTPServer):
    """A platform on this machine: it answers as it was told to, and keeps what it got."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers: list[Any] = []
        self.later: list[tuple[int, str]] = []
        self.got: list[tuple[str, dict[str, str], Any]] = []
        self.origin = f"http://127.0.0.1:{self.server_address[1]}"


class Answering(BaseHTTPRequestHandler):
    server: Platform

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, dict(self.headers), json.loads(text)))
        answer = self.server.answers.pop(0) if self.server.answers else 200
        if isinstance(answer, str):
            self.never(answer)
            return
        status, body, headers = answer if isinstance(answer, tuple) else (answer, json.dumps(GOOD), {})
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status == 302:
            self.send_header("Location", f"{self.server.origin}/elsewhere")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def never(self, how: str) -> None:
        """An answer that never ends: one byte at a time, or as many as there is room for."""
        self.close_connection = True
        begun = b"HTTP/1.1 200 OK\r\n" + (b"X-Drop: " if how == "header" else b"\r\n")
        part, pause = (b" " * 65536, 0.0) if how == "flood" else (b" ", 0.05)
        try:
            self.wfile.write(begun)
            until = time.monotonic() + 20
            while time.monotonic() < until:
                self.wfile.write(part)
                time.sleep(pause)
        except OSError:
            return

    def do_GET(self) -> None:
        self.server.got.append((self.path, dict(self.headers), None))
        status, body = self.server.later.pop() if self.server.later else (200, "")
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def loopback(socket_enabled: None) -> None:
    """Connections to this machine, and to no other."""
    socket_allow_hosts(["127.0.0.1"])


@pytest.fixture
def platform(loopback: None) -> Iterator[Platform]:
    with Platform() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the shop's back end gets."""
    return written(shop(), tmp_path_factory.mktemp("shop"))


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What it gets where an event has to wait for the customer."""
    return written(project(READY), tmp_path_factory.mktemp("waiting"))


@pytest.fixture
def tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.setenv(name, TOKEN)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


class Sender:
    """One of the two senders, asked the same way."""

    def __init__(self, language: str, folder: Path) -> None:
        self.language = language
        self.folder = folder

    def asked(self, asked: list[dict[str, Any]]) -> Any:
        """What it answers to calls."""
        return answers_of_python(self.folder, asked) if self.language == "python" else asked_of_node(self.folder, asked)

    def results(self, **options: Any) -> list[dict[str, Any]]:
        """What becomes of a purchase."""
        (found,) = self.asked([purchase(**options)])
        return list(found)

    def send(self, **options: Any) -> dict[str, Any]:
        """Outcome, status and attempts by destination."""
        found = self.results(**options)
        return {one["destination"]: (one["outcome"], one["status"], one["attempts"]) for one in found}


def purchase(**options: Any) -> dict[str, Any]:
    """The call that tells of a purchase."""
    event = options.pop("event", EVENT)
    return {"call": "sendPurchase", "event": event, "options": {"environment": "production", "pause": 0, **options}}


LANGUAGES = ["python", pytest.param("node", marks=needs_node)]


@pytest.fixture(params=LANGUAGES)
def sender(request: pytest.FixtureRequest, rendered: Path, tokens: None) -> Sender:
    return Sender(request.param, rendered)


# ---- requests --------------------------------------------------------------------------------------------------------


def test_an_event_arrives_with_its_token_where_the_platform_wants_it(sender: Sender, platform: Platform) -> None:
    to = ["meta", "tiktok", "snapchat", "google-ads"]
    found = sender.send(to=to, consent=EVERYTHING, origin=platform.origin)
    assert found == {**dict.fromkeys(to, ("sent", 200, 1)), "google-ads": ("accepted", 200, 1)}
    got = {path.partition("?")[0]: (path, headers, body) for path, headers, body in platform.got}
    _, _, body = got["/v25.0/1000000000000001/events"]
    assert body["access_token"] == TOKEN
    assert got["/open_api/v1.3/event/track/"][1]["Access-Token"] == TOKEN
    assert got["/v3/01234567-89ab-4cde-8f01-23456789abcd/events"][0].endswith(f"?access_token={TOKEN}")
    headers = {key.lower(): value for key, value in got["/v1/events:ingest"][1].items()}
    assert headers["authorization"] == f"Bearer {TOKEN}"


def test_a_busy_platform_is_asked_again_and_not_for_ever(sender: Sender, platform: Platform) -> None:
    platform.answers = [429, 500, 200]
    assert sender.send(to=["meta"], consent=EVERYTHING, origin=platform.origin) == {"meta": ("sent", 200, 3)}
    platform.answers = [503] * 9
    assert sender.send(to=["meta"], consent=EVERYTHING, origin=platform.origin) == {"meta": ("failed", 503, 4)}
    bodies = [body for _, _, body in platform.got]
    assert len(bodies) == 7
    assert all(body == bodies[0] for body in bodies)


def test_what_is_refused_is_not_repeated(sender: Sender, platform: Platform) -> None:
    platform.answers = [400]
    assert sender.send(to=["meta"], consent=EVERYTHING, origin=platform.origin) == {"meta": ("refused", 400, 1)}
    assert len(platform.got) == 1


def test_a_token_follows_no_redirect(sender: Sender, platform: Platform) -> None:
    platform.answers = [302]
    assert sender.send(to=["tiktok"], consent=EVERYTHING, origin=platform.origin) == {"tiktok": ("refused", 302, 1)}
    assert len(platform.got) == 1


def test_nothing_is_sent_without_consent_or_token(
    sender: Sender, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LINKEDIN_TOKEN")
    found = sender.send(to=["meta", "linkedin"], consent=["ad_storage"], origin=platform.origin)
    assert found == {"meta": ("no consent", 0, 0), "linkedin": ("no token", 0, 0)}
    assert platform.got == []


def test_a_platform_that_cannot_be_reached_is_said(sender: Sender, loopback: None) -> None:
    found = sender.send(to=["meta"], consent=EVERYTHING, origin="http://127.0.0.1:1", attempts=2)
    assert found == {"meta": ("failed", 0, 2)}


def test_logs_say_what_happened_and_to_nobody(
    rendered: Path, platform: Platform, tokens: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("X_TOKEN")
    caplog.set_level(logging.DEBUG)
    platform.answers = [500, 400]
    Sender("python", rendered).send(to=["meta", "x"], consent=EVERYTHING, origin=platform.origin)
    said = caplog.text
    assert "event 'purchase' to 'meta': attempt 2, status 400" in said
    assert "event 'purchase' was not sent to 'x': a token is not set" in said
    assert TOKEN not in said
    assert "ana" not in said


@pytest.mark.parametrize("how", ["header", "body"])
def test_a_call_ends_at_its_deadline(sender: Sender, platform: Platform, how: str) -> None:
    platform.answers = [how]
    begun = time.monotonic()
    found = sender.send(to=["meta"], consent=EVERYTHING, origin=platform.origin, timeout=1)
    assert time.monotonic() - begun < 15  # the platform goes on for longer
    assert found == {"meta": ("failed", 0, 1)}


def test_an_answer_without_an_end_is_not_read_to_it(sender: Sender, platform: Platform) -> None:
    platform.answers = ["flood"] * 2
    found = sender.send(to=["meta"], consent=EVERYTHING, origin=platform.origin, timeout=300, attempts=2)
    assert found == {"meta": ("failed", 200, 2)}


def dripping(server: socket.socket) -> None:
    """Begin to agree on keys, and send them byte by byte."""
    line, _ = server.accept()
    with line, contextlib.suppress(OSError):
        line.sendall(bytes.fromhex("1603034000"))
        until = time.monotonic() + 20
        while time.monotonic() < until:
            line.sendall(b" ")
            time.sleep(0.05)


def test_a_call_ends_while_keys_are_agreed_on_and_leaves_nothing_behind(sender: Sender, loopback: None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=dripping, args=(server,), daemon=True).start()
        begun = time.monotonic()
        origin = f"https://127.0.0.1:{server.getsockname()[1]}"
        (found,) = sender.results(to=["meta"], consent=EVERYTHING, origin=origin, timeout=1, attempts=1)
        assert (found["outcome"], found["status"]) == ("failed", 0)
        while any(type(thread).__name__ == "_Delivery" for thread in threading.enumerate()):
            time.sleep(0.05)
        assert time.monotonic() - begun < 15


LATER = "Fri, 01 Jan 2999 00:00:00 GMT"
EARLIER = "Sat, 01 Jan 2000 00:00:00 GMT"


def test_a_platform_is_asked_again_when_it_wants_to_be(sender: Sender, platform: Platform) -> None:
    options = {"to": ["meta"], "consent": EVERYTHING, "origin": platform.origin}
    for said in ("3600", LATER):
        platform.answers = [(429, "", {"Retry-After": said})]
        (found,) = sender.results(**options)
        assert (found["outcome"], found["status"], found["attempts"]) == ("failed", 429, 1)
        assert found["wait"] == 3600 if said == "3600" else found["wait"] > 1_000_000_000
    for said in ("0", EARLIER, "soon"):
        platform.answers = [(429, "", {"Retry-After": said})]
        assert sender.send(**options) == {"meta": ("sent", 200, 2)}
    platform.answers = [(503, "", {"Retry-After": "1"})]
    begun = time.monotonic()
    assert sender.send(**options) == {"meta": ("sent", 200, 2)}
    assert time.monotonic() - begun >= 1


def test_pauses_are_made_longer_by_chance_alone(
    rendered: Path, platform: Platform, tokens: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = loaded(rendered / "sender.py")
    slept: list[float] = []
    monkeypatch.setattr(module, "time", type("Time", (), {"monotonic": time.monotonic, "sleep": slept.append}))
    for jitter, wanted in (
        (lambda: 0, [0.5, 1.0, 2.0]),
        (lambda: 1, [1.0, 2.0, 4.0]),
        (lambda: 1 / 0, [1.0, 2.0, 4.0]),
    ):
        slept.clear()
        platform.answers = [500] * 4
        options = {"environment": "production", "consent": EVERYTHING, "to": ["meta"], "origin": platform.origin}
        module.send_purchase(EVENT, **options, pause=1, timeout=60, jitter=jitter)
        assert slept == wanted


# ---- what a platform says --------------------------------------------------------------------------------------------


def forced_calls(origin: str, sender: Sender, next: dict[str, Any], **options: Any) -> Iterator[dict[str, Any]]:
    """A call for each platform that tells it of a purchase, where each gives a forced answer."""
    for number, name in enumerate(TO):
        key = {"microsoft": "microsoft_ads", "google-ads": "data_manager"}.get(name, name)
        given: dict[str, Any] = {
            "environment": "production",
            "consent": EVERYTHING,
            "request": REQUEST,
            "to": [name],
            "origin": origin,
        }
        given |= {"pause": 0, "attempts": 2, **options}
        call = {"call": "sendPurchase", "event": {**EVENT, "order_id": f"{sender.language}-{number}"}, "options": given}
        yield call | ({"next": {"platform": key, **next}} if next else {})


@pytest.fixture
def imitated(loopback: None) -> Iterator[str]:
    with imitations() as origin:
        yield origin


PAGE = Path(__file__).parent.parent / "docs" / "answers.md"
KEPT = {"ga4": "no body to cut", "linkedin": "no body to cut"}
"""What is answered without a body: whether it was cut nobody can see."""

SITUATIONS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "taken": ({}, {}),
    "401: the token is not valid": ({"status": 401}, {}),
    "403: it may not do this": ({"status": 403}, {}),
    "429 with `Retry-After: 0`, then taken": ({"status": 429, "retry_after": 0}, {}),
    "429 with `Retry-After: 60`, a call of 5 s": ({"status": 429, "retry_after": 60}, {"timeout": 5}),
    "500, then taken": ({"status": 500}, {}),
    "503 each time": ({"status": 503, "times": 2}, {}),
    "a redirect": ({"kind": "redirect"}, {}),
    "the answer cut off, then taken": ({"kind": "cut"}, {}),
    "the connection dropped, then taken": ({"kind": "drop"}, {}),
    "no answer within the call": ({"kind": "slow", "seconds": 1}, {"timeout": 0.15}),
}
"""What the imitation is made to answer, and the options of the call; two attempts unless there is no time for them."""

TAKES_NOTHING: dict[str, Any] = {
    "google-ads": {"error": {"status": "INVALID_ARGUMENT"}},
    "linkedin": {"elements": [{"status": 422}]},
    "meta": {"events_received": 0},
    "microsoft": {"eventsReceived": 0, "error": {"details": [{"errorCode": "InvalidEventTime"}]}},
    "pinterest": {"num_events_processed": 0, "events": [{"status": "failed"}]},
    "reddit": {"error": {"code": 400}},
    "snapchat": {"status": "INVALID", "errors": {"codes": ["E1"]}},
    "tiktok": {"code": 40002},
    "x": {"data": {"conversions_processed": 0}},
}
"""Answers with status 200 which say that the event was not taken. Analytics answers 204 to anything."""


def became(found: dict[str, Any]) -> str:
    """An outcome as the page tells it."""
    code = found["code"] if found["outcome"] == "refused" else ""
    word = " ".join(filter(None, (found["outcome"], code and f"`{code}`")))
    wait = f", wait {found['wait']} s" if found["wait"] else ""
    return word + (f" at attempt {found['attempts']}" if found["attempts"] > 1 else "") + wait


def after(found: list[dict[str, Any]]) -> str:
    """The outcomes of several events as the page tells them."""
    return ", ".join(became({**one, "attempts": 1}) for one in found)


def forced_answers(sender: Sender, imitated: str, platform: Platform) -> str:
    """The table: a line for each situation, a column for each platform."""
    calls = [
        call for forced, options in SITUATIONS.values() for call in forced_calls(imitated, sender, forced, **options)
    ]
    found = iter([became(one) for (one,) in sender.asked(calls)])
    rows = {situation: [next(found) for _ in TO] for situation in SITUATIONS}
    cut = rows["the answer cut off, then taken"]
    cut[:] = [KEPT.get(name, cell) for name, cell in zip(TO, cut, strict=True)]
    platform.answers = [(200, json.dumps(answer), {}) for answer in TAKES_NOTHING.values()]
    silent = [
        call for call in forced_calls(platform.origin, sender, {}, attempts=1) if call["options"]["to"][0] != "ga4"
    ]
    rows["200 that says it was not taken"] = ["cannot say so", *(became(one) for (one,) in sender.asked(silent))]
    spoilt = [batch_of(sender, imitated, name, 3, {1: {"currency": "ZZZ"}}) for name in TO]
    told = sender.asked(spoilt)
    rows["the second of three in no currency"] = [after([one for (one,) in events]) for events in told]
    lines = [["answer", *TO], ["---"] * (len(TO) + 1), *([situation, *cells] for situation, cells in rows.items())]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def test_what_becomes_of_forced_answers_is_what_the_page_says(
    sender: Sender, imitated: str, platform: Platform, request: pytest.FixtureRequest
) -> None:
    table = forced_answers(sender, imitated, platform)
    start = PAGE.read_text("utf-8").partition("| answer |")[0]
    if request.config.getoption("--update-golden", default=False):
        PAGE.write_text(f"{start}{table}\n", encoding="utf-8")
    assert PAGE.read_text("utf-8") == f"{start}{table}\n"


def test_a_request_that_is_repeated_has_the_same_body(sender: Sender, imitated: str) -> None:
    for kind in ("cut", "drop"):
        control(imitated, "DELETE")
        sender.asked(list(forced_calls(imitated, sender, {"kind": kind})))
        assert len({json.dumps(one["body"], sort_keys=True) for one in control(imitated)}) == len(TO)


ANSWERS: list[tuple[str, int, Any, tuple[str, int, str]]] = [
    ("meta", 400, {"error": {"code": 100, "error_subcode": 2804003}}, ("refused", 1, "100/2804003")),
    ("meta", 400, {"error": {"code": 4}}, ("failed", 2, "4")),
    ("meta", 200, {"events_received": 0}, ("refused", 1, "events_received=0")),
    ("meta", 200, {}, ("failed", 2, "")),
    ("meta", 400, {"error": {"code": "ana@example.com was wrong"}}, ("refused", 1, "")),
    ("tiktok", 200, {"code": 40002}, ("refused", 1, "40002")),
    ("tiktok", 200, {"code": 40100}, ("failed", 2, "40100")),
    ("tiktok", 200, {"code": False}, ("refused", 1, "")),
    ("snapchat", 200, {"status": "INVALID", "errors": {"codes": ["E1"]}}, ("refused", 1, "E1")),
    ("google-ads", 200, {"requestId": "r-7"}, ("accepted", 1, "r-7")),
    ("google-ads", 400, {"error": {"details": [{"reason": "INVALID_CURRENCY_CODE"}]}},
     ("refused", 1, "INVALID_CURRENCY_CODE")),
    ("pinterest", 422, {"code": 4195, "details": {"events": [{"status": "failed"}]}}, ("refused", 1, "failed")),
    ("microsoft", 200, {"eventsReceived": 1, "error": {"details": [{"errorCode": "InvalidHash"}]}},
     ("sent", 1, "InvalidHash")),
    ("x", 400, {"errors": [{"code": "INVALID_PARAMETER"}]}, ("refused", 1, "INVALID_PARAMETER")),
    ("reddit", 200, "<html>", ("failed", 2, "")),
    ("linkedin", 422, {"message": "ERROR :: /user :: ana@example.com"}, ("refused", 1, "")),
]  # fmt: skip


def test_answers_are_read_by_their_codes_and_never_by_their_texts(sender: Sender, platform: Platform) -> None:
    calls = []
    for name, status, body, (_, attempts, _) in ANSWERS:
        text = body if isinstance(body, str) else json.dumps(body)
        platform.answers += [(status, text, {})] * attempts
        calls.append(purchase(to=[name], consent=EVERYTHING, origin=platform.origin, attempts=2))
    found = [one for (one,) in sender.asked(calls)]
    wanted = [(name, *outcome) for name, _, _, outcome in ANSWERS]
    assert [(one["destination"], one["outcome"], one["attempts"], one["code"]) for one in found] == wanted
    assert not platform.answers
    assert "ana" not in json.dumps(found)


# ---- what the specs ask for ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_event_that_is_not_ready_is_not_sent(language: str, waiting: Path, tokens: None, platform: Platform) -> None:
    options = {"to": ["meta"], "consent": EVERYTHING, "origin": platform.origin}
    asked = Sender(language, waiting)
    for event, missing in (
        (EVENT, ["customer"]),
        ({"customer": "c", "value": 1}, ["order_id", "currency"]),
        ({**EVENT, "customer": ""}, ["customer"]),
        ({**EVENT, "customer": None, "value": None}, ["value", "customer"]),
    ):
        (found,) = asked.results(event=event, **options)
        assert (found["outcome"], found["fields"]) == ("not ready", missing)
    assert platform.got == []
    assert asked.send(event={**EVENT, "customer": 0, "value": 0}, **options) == {"meta": ("sent", 200, 1)}


def test_analytics_needs_a_client_and_misses_a_session(sender: Sender, platform: Platform) -> None:
    options = {"to": ["ga4"], "consent": EVERYTHING, "origin": platform.origin}
    (found,) = sender.results(**options)
    assert (found["outcome"], found["fields"]) == ("not ready", ["request.client_id"])
    assert platform.got == []
    (found,) = sender.results(request={"client_id": "1.2"}, **options)
    assert (found["outcome"], found["note"]) == ("sent", "without session_id reports lack the event")
    (found,) = sender.results(request=REQUEST, **options)
    assert (found["outcome"], found["note"]) == ("sent", "")


PAGES = {
    "https://a.example/x?email=ana%40b.example&size=9#mail=ana@b.example": "https://a.example/x?size=9",
    "https://ana:pw@a.example/ana%2540b.example/x?tel=1&phone=%2B49301234567": "https://a.example/redacted/x?tel=1",
    "https://a.example/?first_name=Ana&q=react@18#top": "https://a.example/?q=react@18#top",
    "/thanks?user[email]=x&utm_source=news": "/thanks?user[email]=x&utm_source=news",
}


def test_pages_lose_what_says_who_looks_at_them(sender: Sender, platform: Platform) -> None:
    for given, wanted in PAGES.items():
        request = {**REQUEST, "url": given, "referrer": given}
        sender.send(to=["ga4"], consent=EVERYTHING, origin=platform.origin, request=request)
        sent = platform.got[-1][2]["events"][0]["params"]
        assert (sent["page_location"], sent["page_referrer"]) == (wanted, wanted)


def test_addresses_among_the_parameters_lose_it_too(tmp_path: Path, platform: Platform, tokens: None) -> None:
    specs = SHOP.replace("{name: order_id, type: string}", "{name: order_id, type: url}")
    module = loaded(written(project(specs), tmp_path) / "sender.py")
    options = {"environment": "production", "consent": EVERYTHING, "to": ["meta"], "origin": platform.origin}
    module.send_purchase({**EVENT, "order_id": "/o?email=a@b.example&n=1"}, **options)
    assert platform.got[0][2]["data"][0]["event_id"] == "order_/o?n=1"


# ---- several events --------------------------------------------------------------------------------------------------


def batch(sender: Sender, origin: str, name: str, count: int, spoilt: dict[int, Any], **options: Any) -> list[Any]:
    """What becomes of several purchases at one destination: outcome and code."""
    (found,) = sender.asked([batch_of(sender, origin, name, count, spoilt, **options)])
    return [(one["outcome"], one["code"]) for (one,) in found]


def batch_of(
    sender: Sender, origin: str, name: str, count: int, spoilt: dict[int, Any], **options: Any
) -> dict[str, Any]:
    """A call that tells one destination of several purchases, some of them spoilt."""
    events = [{**EVENT, "order_id": f"{sender.language}-{name}-{n}", **spoilt.get(n, {})} for n in range(count)]
    calls = [{"event": event, "consent": EVERYTHING, "request": REQUEST} for event in events]
    given = {"environment": "production", "to": [name], "origin": origin, "pause": 0, **options}
    return {"call": "sendPurchaseBatch", "batch": calls, "options": given}


def test_a_failed_item_does_not_take_its_neighbours_along(sender: Sender, imitated: str) -> None:
    for name, spoilt, refused in (
        ("microsoft", {"email": ""}, ("not ready", "")),
        ("tiktok", {"email": ""}, ("refused", "40002")),
        ("x", {"currency": "ZZZ"}, ("refused", "INVALID_PARAMETER")),
        ("x", {"email": ""}, ("not ready", "")),
        ("meta", {"currency": ""}, ("not ready", "")),
    ):
        found = batch(sender, imitated, name, 5, {3: spoilt})
        assert found == [("sent", "")] * 3 + [refused, ("sent", "")], name


def test_events_share_requests_up_to_the_platform_s_limit(sender: Sender, platform: Platform) -> None:
    platform.answers = [(204, "", {})] * 3
    assert batch(sender, platform.origin, "ga4", 51, {}) == [("sent", "")] * 51
    assert [len(body["events"]) for _, _, body in platform.got] == [25, 25, 1]
    platform.got.clear()
    rows = [{"status": 201}, {"status": 422}, {"status": 503}]
    platform.answers = [(200, json.dumps({"elements": rows}), {}), (201, "", {})]
    assert batch(sender, platform.origin, "linkedin", 3, {}) == [("sent", ""), ("refused", "422"), ("sent", "")]
    (_, first, many), (_, second, one) = platform.got
    assert {key.lower(): value for key, value in first.items()}["x-restli-method"] == "BATCH_CREATE"
    assert "x-restli-method" not in {key.lower() for key in second}
    assert one == many["elements"][2]


@pytest.fixture(params=LANGUAGES)
def by_data_manager(request: pytest.FixtureRequest, tmp_path: Path, tokens: None) -> Sender:
    """A shop that tells Analytics by the Data Manager API, as it tells Google Ads."""
    ga4 = "platform: ga4, settings: {api: data_manager, property_id: '123456789'}"
    return Sender(request.param, written(project(SHOP.replace("platform: ga4", ga4)), tmp_path))


def test_what_has_become_of_accepted_events_is_asked_for(by_data_manager: Sender, imitated: str) -> None:
    orders = [("A-1", EVERYTHING), ("A-2", EVERYTHING), ("A-1", EVERYTHING), ("A-3", ["ad_storage"])]
    calls = [{"event": {**EVENT, "order_id": order}, "consent": given, "request": REQUEST} for order, given in orders]
    options = {"environment": "production", "to": ["ga4", "google-ads"], "origin": imitated, "pause": 0}
    asked = {"call": "sendPurchaseBatch", "batch": calls, "options": options, "later": True}
    (found,) = by_data_manager.asked([asked])
    twice, denied = "PROCESSING_ERROR_REASON_DUPLICATE_TRANSACTION_ID", "PROCESSING_ERROR_REASON_DENIED_CONSENT"
    assert [(one["destination"], one["outcome"], one["code"]) for one in found] == [
        ("ga4", "sent", ""), ("google-ads", "sent", ""),
        ("ga4", "sent", ""), ("google-ads", "sent", ""),
        ("ga4", "sent", twice), ("google-ads", "sent", twice),
        ("ga4", "refused", denied), ("google-ads", "no consent", ""),
    ]  # fmt: skip
    judged = [one for one in control(imitated) if one["path"] == "/v1/events:ingest"]
    told_at_once = [one["rule"] for request in judged for one in request["findings"] if one["effect"] == "refused"]
    assert len(judged) == 2 and told_at_once == []


STATUSES: list[tuple[int, Any, tuple[str, str, str]]] = [
    (200, {"requestStatusPerDestination": [{"requestStatus": "PROCESSING"}]}, ("accepted", "r-7", "not told yet")),
    (200, {"requestStatusPerDestination": [{"requestStatus": "FAILED", "errorInfo": {"errorCounts": [
        {"reason": "PROCESSING_ERROR_REASON_INTERNAL_ERROR", "recordCount": "1"}]}}]},
     ("failed", "PROCESSING_ERROR_REASON_INTERNAL_ERROR", "")),
    (200, {"requestStatusPerDestination": [{"requestStatus": "PARTIAL_SUCCESS", "errorInfo": {"errorCounts": [
        {"reason": "PROCESSING_ERROR_REASON_INVALID_GCLID", "recordIndices": [0, 4]}]}}]},
     ("refused", "PROCESSING_ERROR_REASON_INVALID_GCLID", "")),
    (200, {"requestStatusPerDestination": [{"requestStatus": "PARTIAL_SUCCESS", "errorInfo": {"errorCounts": [
        {"reason": "PROCESSING_ERROR_REASON_INVALID_GCLID", "recordIndices": [4]}]}}]}, ("sent", "", "")),
    (403, {"error": {"status": "PERMISSION_DENIED"}}, ("accepted", "r-7", "not told: PERMISSION_DENIED")),
    (503, "<html>", ("accepted", "r-7", "not told: 503")),
]  # fmt: skip


def test_what_is_told_later_becomes_an_outcome_and_what_is_not_can_be_asked_again(
    rendered: Path, tokens: None, platform: Platform
) -> None:
    module = loaded(rendered / "sender.py")
    accepted = module.Result("google-ads", "accepted", 200, 1, "r-7")
    for status, body, wanted in STATUSES:
        platform.later = [(status, body if isinstance(body, str) else json.dumps(body))]
        (found,) = module.ask([accepted], origin=platform.origin)
        assert (found.outcome, found.code, found.note) == wanted
    assert platform.got[-1][0] == "/v1/requestStatus:retrieve?requestId=r-7"
    assert module.ask([module.Result("meta", "sent", 200, 1)]) == [module.Result("meta", "sent", 200, 1)]
    assert [one.fields for one in (*module.ask(None), *module.ask([3]), *module.ask([accepted], origin="ftp://x"))] == [
        ("results",),
        ("results",),
        ("origin",),
    ]


def test_a_platform_that_refuses_all_is_not_asked_for_each(sender: Sender, platform: Platform) -> None:
    platform.answers = [(400, '{"error": {"code": 100}}', {})] * 500
    assert batch(sender, platform.origin, "meta", 200, {}, timeout=60) == [("refused", "100")] * 200
    assert len(platform.got) < 20


def test_who_has_google_s_upload_keeps_it_and_its_partial_failures(
    tmp_path: Path, tokens: None, platform: Platform, loopback: None
) -> None:
    kept = SHOP.replace("customer_id: 123-456-7890", "customer_id: 123-456-7890, api: google_ads")
    old = Sender("python", written(project(kept), tmp_path))
    failed = [{"errorCode": {"conversionUploadError": "EXPIRED_EVENT"}}]
    text = json.dumps({"results": [{}], "partialFailureError": {"details": [{"errors": failed}]}})
    platform.answers = [(200, text, {})]
    (found,) = old.results(to=["google-ads"], consent=EVERYTHING, origin=platform.origin)
    assert (found["outcome"], found["code"]) == ("refused", "EXPIRED_EVENT")
    assert platform.got[0][0] == "/v26/customers/1234567890:uploadClickConversions"
    assert "developer-token" not in {name.lower() for name in platform.got[0][1]}
    with imitations() as origin:
        assert batch(old, origin, "google-ads", 3, {1: {"currency": "ZZZ"}}) == [
            ("sent", ""), ("refused", "UNSUPPORTED"), ("sent", "")]  # fmt: skip


def test_of_the_click_ids_of_google_one_is_sent(sender: Sender, platform: Platform) -> None:
    page = {**REQUEST, "url": "https://www.example.com/?wbraid=w1&gclid=g1&gbraid=b1"}
    sender.results(to=["google-ads"], consent=EVERYTHING, origin=platform.origin, request=page)
    assert platform.got[0][2]["events"][0]["adIdentifiers"] == {"gclid": "g1"}


def test_a_sum_of_nothing_is_not_ready_unless_it_may_be_zero(tmp_path: Path, tokens: None, platform: Platform) -> None:
    waits = READY.replace("when_ready: [customer]", "when_ready: [value]")
    free = waits.replace("{name: value, type: money", "{name: value, may_be_zero: true, type: money")
    for text, outcome in ((waits, ("not ready", ["value"])), (free, ("sent", [])), (SHOP, ("sent", []))):
        asked = Sender("python", written(project(text), tmp_path))
        (found,) = asked.results(
            to=["meta"], consent=EVERYTHING, origin=platform.origin, event={**EVENT, "value": "0.00"}
        )
        assert (found["outcome"], found["fields"]) == outcome


# ---- values in other forms -------------------------------------------------------------------------------------------

SUMS = {"1,299.00": 1299, "1.299,00": 1299, "$29.99": 29.99, "29,99 €": 29.99, "1 299,5": 1299.5, "1,299,000": 1299000,
        "-$5": -5, " 20 ": 20, "1'299.10": 1299.1, "12.500": 12.5, "12,3456": 12.3456, "1.299.000": 1299000}  # fmt: skip
"""What a shop writes, and the only number that it can be."""

NO_SUMS = ("1,299", "much", "12,34,567", "1.299.00", "€", "0x10", "1e3", "1,299,00", ".5", "5.", "1.2.3", "--5", "٣")


def bodies_at(sender: Sender, platform: Platform, changes: list[dict[str, Any]], *to: str) -> list[tuple[Any, Any]]:
    """What becomes of purchases with other values, at Meta unless told otherwise, and the events in the bodies."""
    given = {"environment": "production", "consent": EVERYTHING, "to": to or ["meta"], "origin": platform.origin}
    calls = []
    for change in changes:
        options = {**given, "request": {**REQUEST, **change.pop("request", {})}}
        calls.append({"call": "sendPurchase", "event": {**EVENT, **change}, "options": options})
    found = [one for (one,) in sender.asked(calls)]
    events = iter([body["data"][0] for _, _, body in platform.got])
    return [(one, next(events) if one["attempts"] else None) for one in found]


def test_a_sum_is_read_as_the_only_number_that_it_can_be(sender: Sender, platform: Platform) -> None:
    made = bodies_at(sender, platform, [{"value": text} for text in SUMS])
    assert [event["custom_data"]["value"] for _, event in made] == list(SUMS.values())
    for result, event in bodies_at(sender, platform, [{"value": text} for text in NO_SUMS]):
        assert (result["outcome"], result["fields"], event) == ("not ready", ["value"], None)


def test_a_currency_is_three_capitals_or_missing(sender: Sender, platform: Platform) -> None:
    made = bodies_at(sender, platform, [{"currency": " eur"}, {"currency": "840"}, {"currency": "€"}])
    assert made[0][1]["custom_data"]["currency"] == "EUR"
    assert [(result["outcome"], result["fields"]) for result, _ in made[1:]] == [("not ready", ["currency"])] * 2


def test_the_visitor_s_address_is_the_first_of_a_list(sender: Sender, platform: Platform) -> None:
    given = ["203.0.113.7, 10.0.0.1", "203.0.113.7:443", "[2001:db8::7]:443", "12:34", "unknown"]
    made = bodies_at(sender, platform, [{"request": {"ip": ip}} for ip in given])
    found = [event["user_data"].get("client_ip_address") for _, event in made]
    assert found == ["203.0.113.7", "203.0.113.7", "2001:db8::7", None, None]
    assert [result["fields"] for result, _ in made] == [[], [], [], ["request.ip"], ["request.ip"]]
    assert {result["outcome"] for result, _ in made} == {"sent"}


def test_a_click_id_comes_from_the_cookie_or_from_the_page_s_address(sender: Sender, platform: Platform) -> None:
    page = {"url": "https://www.example.com/?fbclid=IwAR-1_x&a=1"}
    made = bodies_at(
        sender,
        platform,
        [
            {"request": page},
            {"request": {**page, "fbc": "fb.1.1767225600000.kept"}},
            {"request": {**page, "fbc": "IwAR0", "fbp": "fb.1.2"}},
            {"request": {"fbc": "fb.1.x.IwAR0"}},
        ],
    )
    here = f"fb.1.{AT}.IwAR-1_x"
    assert [event["user_data"].get("fbc") for _, event in made] == [here, "fb.1.1767225600000.kept", here, None]
    assert [result["fields"] for result, _ in made] == [[], [], ["request.fbc", "request.fbp"], ["request.fbc"]]


PHONES = {
    "(650) 555-1212": "16505551212",
    "1 650 555 1212": "16505551212",
    "+34 600 123 456": "34600123456",
    "555-1212": "",
}
"""Phone numbers in a shop whose visitors come from the United States, and their digits."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_number_without_its_country_is_one_of_the_site_s(
    language: str, tmp_path: Path, platform: Platform, tokens: None
) -> None:
    text = SHOP.replace("    platform: meta\n    id", "    platform: meta\n    site: shop\n    id")
    american = project(text + "\nsites: [{name: shop, countries: [US]}]\n")
    made = bodies_at(Sender(language, written(american, tmp_path)), platform, [{"phone": phone} for phone in PHONES])
    wanted = [digits and sha256(digits) for digits in PHONES.values()]
    assert [event["user_data"].get("ph", "") for _, event in made] == wanted
    assert [result["fields"] for result, _ in made] == [[], [], [], ["phone"]]


def test_what_could_match_nobody_is_left_out_and_named(sender: Sender, platform: Platform) -> None:
    nobody: dict[str, Any] = {"phone": "(650) 555-1212", "email": "+x@example.com.", "customer": " "}
    nobody["request"] = {"ip": "203.0.113.7"}
    ((result, event),) = bodies_at(sender, platform, [nobody])
    assert (result["outcome"], result["fields"]) == ("sent", ["email", "customer", "phone"])
    assert event["user_data"] == {"client_ip_address": "203.0.113.7"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_event_that_waits_for_what_could_match_nobody_is_not_ready(
    language: str, waiting: Path, platform: Platform, tokens: None
) -> None:
    ((result, event),) = bodies_at(Sender(language, waiting), platform, [{"customer": " "}])
    assert (result["outcome"], result["fields"], event) == ("not ready", ["customer"], None)


# ---- bad input -------------------------------------------------------------------------------------------------------

BAD: list[tuple[dict[str, Any], list[str]]] = [
    ({"options": {"environment": "prod"}}, ["environment"]),
    ({"options": {"timeout": 0}}, ["timeout"]),
    ({"options": {"timeout": "2", "attempts": 1.5, "pause": -1, "origin": "nowhere"}},
     ["timeout", "attempts", "pause", "origin"]),
    ({"options": {"consent": "ad_storage"}}, ["consent"]),
    ({"options": {"consent": [1]}}, ["consent"]),
    ({"options": {"request": []}}, ["request"]),
    ({"options": {"request": {"ip": 7}}}, ["request.ip"]),
    ({"options": {"to": ["nowhere"]}}, ["to"]),
    ({"options": {"to": "meta"}}, ["to"]),
    ({"event": None}, ["event"]),
    ({"event": []}, ["event"]),
    ({"event": "purchase"}, ["event"]),
    ({"event": {**EVENT, "value": "much"}}, ["value"]),
    ({"event": {**EVENT, "value": 1e300}}, ["value"]),
    ({"event": {**EVENT, "value": True, "items": [1]}}, ["value", "items"]),
    ({"event": {**EVENT, "items": {"item_id": 1}}}, ["items"]),
    ({"event": {**EVENT, "email": ["a@b.example"]}}, ["email"]),
    ({"event": {**EVENT, "email": "\ud800@b.example"}}, ["email"]),
    ({"event": {**EVENT, "test_order": "yes"}}, ["test_order"]),
]  # fmt: skip


def test_bad_input_is_answered_with_the_name_of_the_field(sender: Sender, platform: Platform) -> None:
    given = {"environment": "production", "consent": EVERYTHING, "to": ["meta"], "origin": platform.origin}
    calls = [
        {"call": "sendPurchase", "event": bad.get("event", EVENT), "options": {**given, **bad.get("options", {})}}
        for bad, _ in BAD
    ]
    for (bad, fields), found in zip(BAD, sender.asked(calls), strict=True):
        assert [(one["outcome"], one["fields"]) for one in found] == [("not ready", fields)], bad
    assert platform.got == []


def test_python_objects_of_any_kind_raise_nothing(rendered: Path, tokens: None) -> None:
    module = loaded(rendered / "sender.py")
    around: list[Any] = []
    around.append(around)

    class Hostile(dict[str, Any]):
        def get(self, *_: Any) -> Any:
            raise RuntimeError("secret")

    class Text(str):
        __slots__ = ()
        __hash__ = None  # type: ignore[assignment]

        def __str__(self) -> str:
            raise RuntimeError("secret")

        strip = __eq__ = __str__  # type: ignore[assignment]

    options = {"environment": "production", "consent": EVERYTHING, "to": ["meta"], "origin": "http://127.0.0.1:1"}
    for value in (float("nan"), float("inf"), 10**400, b"20", object(), around, 1j):
        (found,) = module.send_purchase({**EVENT, "value": value}, **options)
        assert found == module.Result("meta", "not ready", fields=("value",))
    (found,) = module.send_purchase(Hostile(EVENT), **options)
    assert (found.outcome, found.fields[0]) == ("not ready", "order_id")
    latest = datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-12)))
    for at in ("today", 5, datetime(2026, 1, 1), latest):  # noqa: DTZ001 -- a time without a zone is what is passed
        (found,) = module.send_purchase(EVENT, at=at, **options)
        assert found.fields == ("at",)
        assert module.build_purchase(EVENT, environment="production", at=at)["meta"]["data"]
    for environment in (["production"], {"production": 1}, 10**5000, around, Hostile(), Text("staging!")):
        (found,) = module.send_purchase(EVENT, **{**options, "environment": environment})
        assert found.fields == ("environment",)
    own = {**EVENT, "email": Text("ana.maria@example.com"), "order_id": Text("A-1")}
    bodies = [
        module.build_purchase(event, environment="production", at=datetime.fromtimestamp(AT / 1000, UTC))["meta"]
        for event in (own, EVENT)
    ]
    assert bodies[0] == bodies[1]
    assert module.send_purchase_batch(7, environment="production")[0][0].fields == ("batch",)
    for call in (7, Hostile(event=EVENT)):
        (row,) = module.send_purchase_batch([call], environment="production", to=["meta"])
        assert row[0].fields == ("event", "consent")


HOSTILE = """
import * as sender from "./sender.mjs";
const around = {}; around.around = around;
const throwing = new Proxy({}, { get() { throw new Error("secret"); }, ownKeys() { throw new Error("secret"); },
  getOwnPropertyDescriptor() { throw new Error("secret"); } });
const event = { order_id: "A-1", value: 20, currency: "EUR" };
const options = { environment: "production", consent: CONSENT, to: ["meta"], origin: "http://127.0.0.1:1" };
const said = [];
for (const value of [NaN, Infinity, 10n, Symbol("x"), () => 1, around, throwing, new Date(), [around]]) {
  said.push((await sender.sendPurchase({ ...event, value }, options))[0].fields);
}
said.push((await sender.sendPurchase(throwing, options))[0].fields.slice(0, 1));
said.push((await sender.sendPurchase(event, { ...options, at: new Date(NaN) }))[0].fields);
said.push((await sender.sendPurchase(event, { ...options, at: "today" }))[0].fields);
said.push((await sender.sendPurchase(event))[0].fields);
said.push((await sender.sendPurchase(event, throwing))[0].fields);
said.push((await sender.sendPurchaseBatch(7, options))[0][0].fields);
said.push((await sender.sendPurchaseBatch([throwing], options))[0][0].fields);
said.push((await sender.sendPurchase(event, { ...options, log: 1, jitter: 1 }))[0].fields);
for (const environment of [around, throwing, [around], { toString: null }, Object.create(null)]) {
  said.push((await sender.sendPurchase(event, { ...options, environment }))[0].fields);
}
const revoked = Proxy.revocable({}, {}); revoked.revoke();
said.push((await sender.sendPurchase(event, { ...options, request: revoked.proxy }))[0].fields);
said.push((await sender.sendPurchase(revoked.proxy, options))[0].fields.slice(-1));
sender.buildPurchase(throwing, throwing);
console.log(JSON.stringify(said));
"""


@needs_node
def test_node_objects_of_any_kind_throw_nothing(rendered: Path, tokens: None) -> None:
    script = rendered / "hostile.mjs"
    script.write_text(HOSTILE.replace("CONSENT", json.dumps(EVERYTHING)), encoding="utf-8")
    lacking = ["environment", "consent"]
    assert json.loads(node(script)) == [
        *[["value"]] * 9, ["order_id"], ["at"], ["at"], lacking, lacking, ["batch"], ["event", "consent"],
        ["jitter", "log"], *[["environment"]] * 5, ["request"], ["event"]]  # fmt: skip
