"""What a page may want to do that a policy has a say in: load an address, run a text, send a form, be framed."""

from __future__ import annotations

from typing import Literal

from govern.core.record import Record

Kind = Literal["address", "inline", "eval", "wasm"]
Element = Literal[
    "", "audio", "base", "beacon", "fetch", "font", "form", "frame", "handler", "image", "javascript", "link", "object",
    "ping", "prefetch", "script", "socket", "style", "video", "worker", "xhr",
]  # fmt: skip


class Request(Record):
    """One thing that a page wants. `directive` is the one that is asked for by its own name, such as `script-src-elem`.

    `urls` are the address and those it was redirected to; of `frame-ancestors` the origins of all ancestors. `text` is
    what an inline element holds. `parser_inserted` says that it stands in the page's text and was not put in by code.
    """

    directive: str
    urls: tuple[str, ...] = ()
    kind: Kind = "address"
    element: Element = ""
    nonce: str = ""
    integrity: str = ""
    text: str = ""
    parser_inserted: bool = False


class Said(Record):
    """What one policy says to a request: the directive that spoke, the source that let it through, and why."""

    allowed: bool
    why: str
    directive: str = ""
    source: str = ""


class Verdict(Record):
    """What all policies of a page say to a request: it passes when every enforced policy lets it through.

    `said` is the answer of each enforced policy, `reported` of each that only reports.
    """

    said: tuple[Said, ...]
    reported: tuple[Said, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether the request is made."""
        return all(said.allowed for said in self.said)

    @property
    def blocked_by(self) -> Said | None:
        """The first refusal."""
        return next((said for said in self.said if not said.allowed), None)
