"""Tokens of the senders: renewed by OAuth 2 where they are short-lived, in their place a signature by OAuth 1.0a."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote

import pytest
from node import needs_node
from payload_helpers import shop
from pytest_socket import socket_allow_hosts
from sender_helpers import EVERYTHING, answers_of_python, asked_of_node, written

pytestmark = pytest.mark.slow

EVENT = {"order_id": "A-1", "value": 20, "currency": "EUR", "email": "ana.maria@example.com"}
RENEWS = {
    f"GOOGLE_ADS_{name}": f"the {name}".replace(" ", "-") for name in ("REFRESH_TOKEN", "CLIENT_ID", "CLIENT_SECRET")
}
SIGNS = {
    f"X_{name}": f"k&{name}" for name in ("CONSUMER_KEY", "CONSUMER_SECRET", "ACCESS_TOKEN", "ACCESS_TOKEN_SECRET")
}
LANGUAGES = ["python", pytest.param("node", marks=needs_node)]


class Server(ThreadingHTTPServer):
    """Google and X on this machine: `renewal` is what is answered to who wants a token."""

    daemon_threads = True
    renewal: tuple[int, dict[str, Any]] = (200, {"access_token": "renewed-1", "expires_in": 3600})

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.got: list[tuple[str, str, str]] = []
        self.origin = f"http://127.0.0.1:{self.server_address[1]}"


class Answering(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.got.append((self.path, self.headers.get("Authorization", ""), text))
        status, said = (
            self.server.renewal
            if self.path == "/token"
            else (200, {"requestId": "r1", "data": {"conversions_processed": 1}})
        )
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(socket_enabled: None) -> Iterator[Server]:
    socket_allow_hosts(["127.0.0.1"])
    with Server() as running:
        threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(shop(), tmp_path_factory.mktemp("shop"))


def sent(language: str, folder: Path, server: Server, to: str, times: int = 1) -> list[dict[str, Any]]:
    """What became of a purchase, sent several times by one process."""
    options = {
        "environment": "production",
        "pause": 0,
        "attempts": 1,
        "to": [to],
        "consent": EVERYTHING,
        "origin": server.origin,
    }
    asked = [
        {
            "call": "sendPurchase",
            "event": EVENT,
            "options": {**options, "request": {"user_agent": "UA/1", "ip": "192.0.2.1"}},
        }
    ]
    made = answers_of_python(folder, asked * times) if language == "python" else asked_of_node(folder, asked * times)
    return [row[0] for row in made]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_token_is_renewed_once_and_kept_until_it_ends(
    language: str, rendered: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in RENEWS.items():
        monkeypatch.setenv(name, value)
    assert [one["outcome"] for one in sent(language, rendered, server, "google-ads", times=2)] == ["accepted"] * 2
    (renewal, *events) = server.got
    assert parse_qs(renewal[2]) == {
        "grant_type": ["refresh_token"], "refresh_token": ["the-REFRESH_TOKEN"], "client_id": ["the-CLIENT_ID"],
        "client_secret": ["the-CLIENT_SECRET"],
    }  # fmt: skip
    assert [one[1] for one in events] == ["Bearer renewed-1"] * 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("status", "said", "outcome"),
    [(400, {"error": "invalid_grant"}, ("no token", "invalid_grant")), (503, {}, ("failed", "")), (200, {}, ("no token", "200"))],
)  # fmt: skip
def test_who_gets_no_token_hears_why(
    language: str, rendered: Path, server: Server, monkeypatch: pytest.MonkeyPatch, status: int, said: Any, outcome: Any
) -> None:
    for name, value in RENEWS.items():
        monkeypatch.setenv(name, value)
    server.renewal = status, said
    (found,) = sent(language, rendered, server, "google-ads")
    assert (found["outcome"], found["code"]) == outcome
    assert [one[0] for one in server.got] == ["/token"], "nothing is sent without one"


@pytest.mark.parametrize("language", LANGUAGES)
def test_requests_to_x_are_signed_where_there_are_keys(
    language: str, rendered: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RFC 5849, computed here once more from what was sent."""
    for name, value in SIGNS.items():
        monkeypatch.setenv(name, value)
    first, second = sent(language, rendered, server, "x", times=2)
    assert first["outcome"] == second["outcome"] == "sent"
    headers = [dict(re.findall(r'(oauth_\w+)="([^"]*)"', one[1])) for one in server.got]
    assert headers[0]["oauth_nonce"] != headers[1]["oauth_nonce"]
    told = {name: unquote(value) for name, value in headers[0].items()}
    signature = told.pop("oauth_signature")
    assert (told["oauth_consumer_key"], told["oauth_token"]) == ("k&CONSUMER_KEY", "k&ACCESS_TOKEN")
    rows = "&".join(f"{name}={quote(value, safe='')}" for name, value in sorted(told.items()))
    url = f"https://ads-api.x.com{server.got[0][0]}"
    base = "&".join(quote(part, safe="") for part in ("POST", url, rows))
    key = "&".join(quote(SIGNS[f"X_{name}"], safe="") for name in ("CONSUMER_SECRET", "ACCESS_TOKEN_SECRET"))
    assert signature == base64.b64encode(hmac.new(key.encode(), base.encode(), hashlib.sha1).digest()).decode()
