"""Random policies and requests, the same for the same seed, for `tests/test_csp_browser.py` and `tools/chromium.py`."""

from __future__ import annotations

import random
from html import escape
from typing import Any
from urllib.parse import quote

from govern.core.record import Record
from govern.csp.match import digests_of
from govern.csp.request import Request

ORIGINS = ("http://p.test", "https://p.test", "http://p.test:8080", "https://p.test:8443")
HOSTS = ("a.test", "www.a.test", "x.www.a.test", "b.test", "p.test", "www_x.a.test")
PORTS = {"http": ("", "", ":8080"), "https": ("", "", ":8443"), "ws": ("", ":8080"), "wss": ("", ":8443")}
PATHS = ("/", "/x", "/d/y", "/d%2Fy", "/D/y")
SOURCES = (
    "'self'", "'none'", "*", "https:", "http:", "ws:", "wss:", "data:", "a.test", "A.TEST", "www.a.test", "*.a.test",
    "*.test", "b.test", "p.test", "*.www.a.test", "https://a.test", "http://a.test", "https://*.a.test", "a.test:443", "a.test:80",
    "http://a.test:80", "http://a.test:443", "https://a.test:8443", "a.test:8080", "a.test:*", "*:8443", "https://*",
    "https://*:*", "a.test/d/", "a.test/x", "a.test/d%2Fy", "https://a.test/d/", "b.test/", "a.test/x?q", "a_b.test",
    "self", "https://", "//a.test", "a.test:", "wss://a.test", "ws://a.test", "'unsafe-inline'", "http://p.test:8080",
)  # fmt: skip
LISTS = ("default-src", "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem", "style-src-attr",
         "img-src", "connect-src", "font-src", "frame-src", "child-src", "media-src", "object-src", "worker-src",
         "base-uri", "form-action")  # fmt: skip
CODE = "window.done_{}=1"
ADDRESSED = {
    "image": "img-src", "fetch": "connect-src", "xhr": "connect-src", "beacon": "connect-src", "socket": "connect-src",
    "script": "script-src-elem", "style": "style-src-elem", "font": "font-src", "frame": "frame-src", "video": "media-src",
    "object": "object-src", "worker": "worker-src", "prefetch": "prefetch-src", "form": "form-action",
}  # fmt: skip


class Job(Record):
    """A page with its policies, the requests, and the same as the runner wants them."""

    origin: str
    headers: list[tuple[str, str]]
    metas: list[str]
    requests: list[Request]
    asks: list[dict[str, Any]]
    page: str


def jobs(count: int, seed: int) -> list[Job]:
    """So many pages."""
    chance = random.Random(seed)
    return [job(chance, number) for number in range(count)]


def job(chance: random.Random, number: int) -> Job:
    """One page with one to three policies and a request of every kind."""
    headers = [("Content-Security-Policy", policy(chance)) for _ in range(chance.choice((0, 1, 1, 1, 2)))]
    if chance.random() < 0.2:
        headers.append(("Content-Security-Policy-Report-Only", policy(chance)))
    metas = [policy(chance)] if chance.random() < 0.2 else []
    origin = ORIGINS[number % len(ORIGINS)]
    made = list(requests(chance, origin, number))
    asks = [ask | {"id": f"{number}.{position}"} for position, (_, ask, _) in enumerate(made)]
    text = "".join(part for _, _, part in made)
    head = "".join(f'<meta http-equiv="Content-Security-Policy" content="{escape(one)}">' for one in metas)
    page = f"<!DOCTYPE html><head>{head}</head><body>{text}<p id=here>"
    return Job(origin, headers, metas, [request for request, _, _ in made], asks, page)


def policy(chance: random.Random) -> str:
    """A policy of some directives, most of which let something through."""
    parts = []
    for name in chance.sample(LISTS, chance.randint(1, 6)):
        words = chance.sample(SOURCES, chance.randint(0, 4))
        if name.startswith(("script", "style", "default")):
            extra = ("'unsafe-inline'", "'nonce-abc'", "'unsafe-eval'", "'wasm-unsafe-eval'", "'strict-dynamic'",
                     "'unsafe-hashes'", "'nonce-Abc'", *(f"'{one}'" for one in HASHES))  # fmt: skip
            words += chance.sample(extra, chance.randint(0, 3))
        parts.append(" ".join((chance.choice((name, name, name.upper())), *words)))
    if chance.random() < 0.1:
        parts.append("upgrade-insecure-requests")
    if chance.random() < 0.05:
        parts.insert(0, "img-src caf\u00e9.test".encode().decode("latin-1"))
    return "; ".join(parts)


INLINE = "window.hashed=(window.hashed||0)+1"
HASHES = sorted(f"{one}=" for one in digests_of(INLINE) if one.startswith("sha256"))


def requests(chance: random.Random, origin: str, number: int) -> list[tuple[Request, dict[str, Any], str]]:
    """The requests of a page: what we ask the model, what the runner does, and what stands in the page's text."""
    made: list[tuple[Request, dict[str, Any], str]] = []
    kinds = [*ADDRESSED, "image", "fetch", "script", "socket", "redirect", "redirect", "parsed", "parsed"]
    chance.shuffle(kinds)
    for kind in sorted(kinds, key="form".__eq__):
        id = f"{number}.{len(made)}"
        made.append(addressed(chance, kind, id, origin))
    for kind in (
        "inline",
        "nonced",
        "hashed",
        "handler",
        "style",
        "styled",
        "eval",
        "wasm",
        "base",
        "text",
        "text-nonced",
    ):
        made.append(unaddressed(kind, f"{number}.{len(made)}"))
    return made


def addressed(chance: random.Random, kind: str, id: str, origin: str) -> tuple[Request, dict[str, Any], str]:
    """A request of an address."""
    redirected = kind == "redirect"
    parsed = kind == "parsed"
    element: Any = chance.choice(("image", "fetch", "script", "frame")) if redirected else "script" if parsed else kind
    scheme = chance.choice(("ws", "wss", "https") if element == "socket" else ("http", "https", "https"))
    host = f"h{id.replace('.', '-')}.a.test" if element in ("frame", "object") and chance.random() < 0.4 else ""
    base = address(chance, scheme, host) if element != "worker" else origin + chance.choice(PATHS)
    url = f"{base}?k={element}&id={id}"
    urls: tuple[str, ...] = (url,)
    if redirected:
        urls = (f"{address(chance, scheme, '')}?rid={id}&to={quote(url, safe='')}", url)
    nonce = chance.choice(("", "abc", "abc")) if element in ("script", "style") else ""
    request = Request(ADDRESSED[element], urls, element=element, nonce=nonce, parser_inserted=parsed)
    text = f'<script src="{escape(url)}" nonce="{nonce}"></script>' if parsed else ""
    return request, {"do": "parsed" if parsed else element, "url": urls[0], "nonce": nonce}, text


def address(chance: random.Random, scheme: str, host: str) -> str:
    """An address of an invented host."""
    return f"{scheme}://{host or chance.choice(HOSTS)}{chance.choice(PORTS[scheme])}{chance.choice(PATHS)}"


def unaddressed(kind: str, id: str) -> tuple[Request, dict[str, Any], str]:
    """Something that is seen by its effect."""
    code = CODE.format(id.replace(".", "_"))
    ask = {"do": kind, "nonce": "abc" if "nonced" in kind else "", "code": INLINE if kind == "hashed" else code}
    nonce = ask["nonce"]
    script = Request("script-src-elem", (), "inline", "script", nonce=nonce, text=ask["code"])
    match kind:
        case "handler":
            return Request("script-src-attr", (), "inline", "handler", text=code), ask, ""
        case "style":
            return Request("style-src-elem", (), "inline", "style"), ask, ""
        case "styled":
            return Request("style-src-attr", (), "inline", "style"), ask, ""
        case "eval" | "wasm":
            return Request("script-src", (), kind), ask, ""
        case "base":
            return Request("base-uri", ("https://b.test/d/",), element="base"), ask | {"url": "https://b.test/d/"}, ""
        case "text" | "text-nonced":
            return script.replace(parser_inserted=True), ask, f'<script nonce="{nonce}">{code}</script>'
    return script, ask, ""
