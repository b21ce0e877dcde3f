"""The questions that tell two policies apart: requests that stand for every source of either, and what lies beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.core.record import Record
from govern.csp.policies import Policies
from govern.csp.policy import NOT_ELSEWHERE, Directive
from govern.csp.request import Request
from govern.csp.source import Source

NOBODY = "https://nobody.invalid/"
"""An address that no source names: what lets it through lets anything through."""

NONCE = "nonce"
CLASSES: dict[str, tuple[str, Any]] = {
    "script-src-elem": ("scripts", "script"),
    "worker-src": ("workers", "worker"),
    "style-src-elem": ("styles", "style"),
    "img-src": ("images", "image"),
    "font-src": ("fonts", "font"),
    "connect-src": ("connections", "fetch"),
    "media-src": ("media", "video"),
    "frame-src": ("frames", "frame"),
    "object-src": ("plugins", "object"),
    "manifest-src": ("manifests", ""),
    "form-action": ("forms", "form"),
    "base-uri": ("base elements", "base"),
    "frame-ancestors": ("framing", ""),
}
"""What is asked by its own directive, the word for what passes, and the element that asks."""


class Question(Record):
    """A request, and the word for what passes where it is answered with yes."""

    request: Request
    what: str


CODE = (
    Question(Request("script-src-elem", (), "inline", "script", parser_inserted=True), "inline scripts"),
    Question(Request("script-src-attr", (), "inline", "handler"), "inline handlers"),
    Question(Request("script-src-elem", (), "inline", "javascript"), "javascript: addresses"),
    Question(Request("style-src-elem", (), "inline", "style"), "inline styles"),
    Question(Request("style-src-attr", (), "inline", "style"), "style attributes"),
    Question(Request("script-src", (), "eval"), "texts run as scripts"),
    Question(Request("script-src", (), "wasm"), "WebAssembly"),
    Question(
        Request("script-src-elem", (NOBODY,), element="script", nonce=NONCE, parser_inserted=True),
        "scripts with the nonce",
    ),
)


def questions(*sides: Policies) -> Iterator[Question]:
    """Every question that one of the sides could answer otherwise than another."""
    yield from CODE
    for name, (what, element) in CLASSES.items():
        if not differs(name, sides) or is_long(name, sides):
            continue
        for url in dict.fromkeys(addresses(name, sides)):
            yield Question(Request(name, (url,), element=element), what)
            if name == "script-src-elem":
                parsed = Request(name, (url,), element=element, parser_inserted=True)
                yield Question(parsed, "scripts in the page's text")


LONGEST = 400
"""A list of more sources is compared word by word: each question costs as much as the list is long."""


def speaking(name: str, side: Policies) -> tuple[Directive | None, ...]:
    """The directive that speaks in each enforced policy of a side."""
    return tuple(policy.effective(name) for policy in side.enforced)


def differs(name: str, sides: tuple[Policies, ...]) -> bool:
    """Whether the lists that speak are others: nothing need be asked where they are the same."""
    lists = {
        tuple(directive.words if directive is not None else None for directive in speaking(name, side))
        for side in sides
    }
    return len(lists) > 1


def is_long(name: str, sides: tuple[Policies, ...]) -> bool:
    """Whether one of the lists is too long to be asked about."""
    lists = (directive for side in sides for directive in speaking(name, side) if directive is not None)
    return any(len(directive.values) > LONGEST for directive in lists)


def addresses(name: str, sides: tuple[Policies, ...]) -> Iterator[str]:
    """The addresses to ask about: those that stand for the sources that speak, one that nobody names, and the page's own."""
    yield NOBODY
    yield f"{sides[0].origin}/"
    if name not in NOT_ELSEWHERE:
        yield "data:"
        yield "blob:"
    for side in sides:
        for directive in speaking(name, side):
            for source in directive.sources if directive is not None else ():
                own = source.host == side.page.host  # 'self' lets in its own sockets, a host does not
                yield from around(source, sockets=name == "connect-src" and not own)


def around(source: Source, sockets: bool) -> Iterator[str]:
    """Addresses inside a source and just outside of it: the domain and below it, another scheme, port and path."""
    if source.kind == "scheme" and source.scheme not in ("data", "blob"):
        yield f"{source.scheme}://nobody.invalid/" if source.scheme in ("http", "ws", "wss") else f"{source.scheme}:"
    if source.kind != "host":
        return
    host = source.host.removeprefix("*.") if source.host != "*" else "nobody.invalid"
    port = f":{source.port}" if source.port.isdecimal() and len(source.port) < 6 else ""
    scheme, path = source.scheme or "https", source.path + "x" if source.path.endswith("/") else source.path or "/"
    yield from (f"{scheme}://{name}{port}{path}" for name in (host, f"x.{host}", f"y.x.{host}"))
    inside = f"x.{host}" if source.host.startswith("*.") else host
    yield f"https://{inside}{port}{path}"
    yield f"http://{inside}{port}{path}"
    yield f"{scheme}://{inside}:9443{path}"
    yield f"{scheme}://{inside}{port}/other"
    if sockets:
        yield f"wss://{inside}{port}{path}"
