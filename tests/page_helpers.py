"""A web container on a page in a real browser: what leaves the page when it pushes its messages."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from browser import opened

from govern.gtm.container import Container

SANDBOX = Path(__file__).parent / "sandbox"
EVERYTHING = ["ad_storage", "analytics_storage", "ad_user_data", "ad_personalization"]


def page_of(
    container: Container, code: str, host: str, *, early: bool, agreed: Sequence[str] = tuple(EVERYTHING)
) -> str:
    """A page with the container and the code that its developers wrote, which runs before or after Tag Manager loads."""
    job = json.dumps({"container": container.entities, "host": host, "consent": list(agreed), "storage": {}})
    scripts = [f"const JOB = {job};".replace("</", "<\\/"), "window.dataLayer = [];"]
    inline = "".join(f"<script>{script}</script>" for script in scripts)
    return (
        f'<!doctype html><meta charset="utf-8"><title>Thank you</title>{inline}'
        f'<script src="/web.js"></script><script src="/page.js"></script>'
        + "".join(f"<script>{script}</script>" for script in ([code, "loaded();"] if early else ["loaded();", code]))
    )


@contextmanager
def served(page: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The address of a page on this machine, and the hits that leave it."""
    hits: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, _, query = self.path.partition("?")
            if path == "/library":
                self.answer("text/javascript", f"libraryArrived({json.dumps(unquote(query))});")
            elif path in ("/web.js", "/page.js"):
                self.answer("text/javascript", (SANDBOX / path[1:]).read_text("utf-8"))
            else:
                self.answer("text/html", page if path == "/" else "")

        def do_POST(self) -> None:
            hits.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.answer("text/plain", "")

        def answer(self, kind: str, text: str) -> None:
            raw = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: the tests say what went wrong."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", hits
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def browse(
    container: Container,
    code: str,
    folder: Path,
    host: str,
    *,
    early: bool = False,
    agreed: Sequence[str] = tuple(EVERYTHING),
    query: str = "",
) -> list[dict[str, Any]]:
    """The hits of a page, in the order in which they were sent."""
    with served(page_of(container, code, host, early=early, agreed=agreed)) as (address, hits):
        opened(address + query, folder, "--virtual-time-budget=3000")
        return sorted(hits, key=lambda hit: int(hit["count"]))
