"""Policies and requests asked of Chromium itself, to hold our own answers against its (`tools/chromium.py`).

One browser, one page that runs everything, one loopback server. The runner is a page without a policy on the origin of
the page under test: it opens that page in a frame and makes the requests from outside, with the frame's own objects, so
that the frame's policy judges them. Received by the server: allowed. Told of by a violation: blocked. Neither: not judged,
such as mixed content, which fails before any policy. Invented hosts lead to the loopback server.
"""

from __future__ import annotations

import json
import os
import signal
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs, urlsplit

from browser import CHROMIUM, FLAGS
from csp_random import ORIGINS, Job

from govern.csp.policies import Policies
from govern.csp.policy import NOT_IN_META, Policy, parse_policies
from govern.csp.readers.headers import without

RUNNER = (Path(__file__).parent / "csp_runner.html").read_text(encoding="utf-8")
GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
ANSWERS = {
    "script": ("text/javascript", b";"), "worker": ("text/javascript", b";"), "style": ("text/css", b"i{}"),
    "frame": ("text/html", b"<p>framed"), "object": ("text/html", b"<p>framed"), "image": ("image/gif", GIF),
}  # fmt: skip


class Asked(ThreadingHTTPServer):
    """The loopback server: hands out the runner and the pages under test, and remembers what reached it."""

    daemon_threads = True
    request_queue_size = 128
    jobs: list[Job]
    received: set[str]
    told: dict[str, bool]
    finished: threading.Event

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that gives up a connection is nothing to talk about."""


class Handler(BaseHTTPRequestHandler):
    """Answers whatever is asked; what counts is the id in the query."""

    protocol_version = "HTTP/1.1"
    timeout = 30
    server: Asked

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        if "id" in query:
            self.server.received.add(query["id"][0])
        if "to" in query:
            self.answer(302, "text/plain", b"", [("Location", query["to"][0])])
        elif parts.path == "/runner":
            self.answer(200, "text/html", RUNNER.encode())
        elif parts.path == "/jobs":
            self.answer(200, "application/json", json.dumps(self.jobs_of(query["origin"][0])).encode())
        elif parts.path == "/page":
            job = self.server.jobs[int(query["job"][0])]
            self.answer(200, "text/html", job.page.encode(), job.headers)
        else:
            kind = query.get("k", [""])[0]
            self.answer(204 if kind == "form" else 200, *ANSWERS.get(kind, ("text/plain", b"ok")))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/told":
            self.server.told.update(json.loads(body))
            self.answer(200, "text/plain", b"")
        elif self.path == "/finished":
            self.answer(200, "text/plain", b"")
            self.server.finished.set()
        else:
            self.do_GET()

    def jobs_of(self, origin: str) -> dict[str, Any]:
        """The jobs of an origin as the runner wants them, and where it goes next."""
        here = [{"job": n, "asks": job.asks} for n, job in enumerate(self.server.jobs) if job.origin == origin]
        following = ORIGINS[ORIGINS.index(origin) + 1 :]
        return {"jobs": here, "next": f"{following[0]}/runner" if following else ""}

    def answer(self, code: int, kind: str, body: bytes, headers: list[tuple[str, str]] | None = None) -> None:
        self.send_response(code)
        for name, value in headers or ():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(body) if code != 204 else 0))
        self.end_headers()
        if code != 204:
            self.wfile.write(body)

    def log_message(self, *words: Any) -> None:
        """Say nothing."""


@contextmanager
def servers(asked: list[Job], folder: Path) -> Iterator[tuple[Asked, Asked]]:
    """One server for http and one for https that share what they remember."""
    plain, secure = (Asked(("127.0.0.1", 0), Handler) for _ in range(2))
    for server in (plain, secure):
        server.jobs, server.received, server.told = asked, set(), {}
        server.finished = threading.Event()
    secure.received, secure.told, secure.finished = plain.received, plain.told, plain.finished
    secure.socket = certificate(folder).wrap_socket(secure.socket, server_side=True, do_handshake_on_connect=False)
    for server in (plain, secure):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield plain, secure
    finally:
        plain.shutdown()
        secure.shutdown()
        plain.server_close()
        secure.server_close()


def certificate(folder: Path) -> ssl.SSLContext:
    """A certificate of nobody, which the browser is told to accept."""
    key, file = folder / "key.pem", folder / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=p.test"]
    subprocess.run([*command, "-keyout", key, "-out", file], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)
    return context


def verdicts(asked: list[Job], patience: float = 600) -> dict[str, bool]:
    """What Chromium says to each question of each job, by id; what it did not judge is left out."""
    with TemporaryDirectory() as scratch, servers(asked, Path(scratch)) as (plain, secure):
        http, https = plain.server_address[1], secure.server_address[1]
        ports = {80: http, 443: https, 8080: http, 8443: https}
        mapped = ",".join(f"MAP *:{port} 127.0.0.1:{real}" for port, real in ports.items())
        flags = [*FLAGS, f"--user-data-dir={scratch}/profile", f"--host-resolver-rules={mapped}",
                 "--ignore-certificate-errors", "--allow-running-insecure-content", "--no-proxy-server",
                 "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LocalNetworkAccessChecks"]  # fmt: skip
        command = [CHROMIUM or "", *flags, "--remote-debugging-port=0", f"{ORIGINS[0]}/runner"]
        browser = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            if not plain.finished.wait(patience):
                raise TimeoutError("the browser did not finish its jobs")
        finally:
            os.killpg(browser.pid, signal.SIGKILL)
            browser.wait()
        return (
            {id: False for id, passed in plain.told.items() if not passed}
            | dict.fromkeys(plain.received, True)
            | {id: True for id, passed in plain.told.items() if passed}
        )


def policies_of(job: Job) -> Policies:
    """The policies of a job's page, as our model has them."""
    found: dict[str, list[Policy]] = {"enforce": [], "report": []}
    for name, value in job.headers:
        found["report" if name.endswith("Only") else "enforce"].extend(parse_policies(value))
    for value in job.metas:
        found["enforce"].extend(without(policy, NOT_IN_META) for policy in parse_policies(value))
    return Policies(job.origin, tuple(found["enforce"]), tuple(found["report"]))


def held_against(asked: list[Job]) -> tuple[int, int, list[str]]:
    """How many questions the browser judged, how many it did not, and each on which we differ."""
    said, judged, silent, differ = verdicts(asked), 0, 0, []
    for number, job in enumerate(asked):
        policies = policies_of(job)
        for position, request in enumerate(job.requests):
            theirs = said.get(f"{number}.{position}")
            if theirs is None:
                silent += 1
                continue
            judged += 1
            if policies.as_chromium(request) != theirs:
                shown = request.replace(urls=tuple(url.partition("?")[0] for url in request.urls))
                differ.append(f"{job.origin} {job.headers} {job.metas} Chromium {theirs}: {shown}")
    return judged, silent, differ
