"""Source expressions: the words of a directive that say what it lets through, in the grammar of CSP Level 3.

Served headers and the sources that specs declare are read alike: https://www.w3.org/TR/CSP3/#framework-directive-source-list.
"""

from __future__ import annotations

import re
from typing import Literal

from govern.core.record import Record
from govern.core.regex import regex
from govern.csp.address import DEFAULT_PORTS, SCHEME

NONE = "'none'"
KEYWORDS = frozenset({
    "'self'", "'unsafe-inline'", "'unsafe-eval'", "'strict-dynamic'", "'unsafe-hashes'", "'report-sample'",
    "'unsafe-allow-redirects'", "'wasm-unsafe-eval'", "'trusted-types-eval'", "'report-sha256'", "'report-sha384'",
    "'report-sha512'", "'unsafe-webtransport-hashes'", "'inline-speculation-rules'",
})  # fmt: skip

HOST_SOURCE = regex(
    r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?"
    r"(?P<host>\*|(?:\*\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.?)"
    r"(?::(?P<port>[0-9]+|\*))?"
    r"(?P<path>/[A-Za-z0-9._~!$&'()*+=:@%/-]*)?(?:[?#].*)?"  # browsers drop a query, where the grammar has none
)
NONCE = regex(r"'nonce-[A-Za-z0-9+/_-]+={0,2}'", re.IGNORECASE)
HASH = regex(r"'sha(256|384|512)-[A-Za-z0-9+/_-]+={0,2}'", re.IGNORECASE)

SourceKind = Literal["keyword", "nonce", "hash", "scheme", "host", "none", "invalid"]


class Source(Record):
    """One source expression. `text` is as written; the parts of a scheme or host source are in lower case."""

    text: str
    kind: SourceKind
    scheme: str = ""
    host: str = ""
    port: str = ""
    path: str = ""

    @property
    def word(self) -> str:
        """What two sources that mean the same share: case counts only in nonces, hashes and paths, and neither the
        scheme's own port nor a lone slash behind the host counts."""
        if self.kind in ("keyword", "none"):
            return self.text.lower()
        if self.kind in ("scheme", "host"):
            scheme = f"{self.scheme}:" if self.kind == "scheme" else f"{self.scheme}://" if self.scheme else ""
            port = f":{self.port}" if self.port and self.port != str(DEFAULT_PORTS.get(self.scheme)) else ""
            return scheme + self.host + port + (self.path if self.path != "/" else "")
        return self.text

    @property
    def value(self) -> str:
        """What a nonce or a hash has to be, in the letters of plain base64; a hash with its algorithm."""
        value = self.text.strip("'")
        if self.kind == "nonce":
            return value[len("nonce-") :]
        algorithm, _, digest = value.partition("-")
        return f"{algorithm.lower()}-{plain(digest)}"


def plain(digest: str) -> str:
    """A value in base64 in its first alphabet and without padding, since either spelling means the same."""
    return digest.replace("-", "+").replace("_", "/").rstrip("=")


def parse_source(text: str) -> Source:
    """One source expression; `invalid` is what no browser will ever match."""
    lowered = text.lower()
    if lowered == NONE:
        return Source(text, "none")
    if lowered in KEYWORDS:
        return Source(text, "keyword")
    if NONCE.fullmatch(text):
        return Source(text, "nonce")
    if HASH.fullmatch(text):
        return Source(text, "hash")
    if text.endswith(":") and SCHEME.fullmatch(text[:-1]):
        return Source(text, "scheme", lowered[:-1])
    found = HOST_SOURCE.fullmatch(text)
    if found is None:
        return Source(text, "invalid")
    scheme, host = (found["scheme"] or "").lower(), found["host"].lower()
    return Source(text, "host", scheme, host, found["port"] or "", found["path"] or "")
