"""The addresses that policies are asked about."""

from __future__ import annotations

import re

from govern.core.record import Record
from govern.core.regex import regex

DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21}
SAFER = {"http": "https", "ws": "wss"}
"""The scheme that is the same, encrypted."""

SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*")
ADDRESS = regex(
    r"([A-Za-z][A-Za-z0-9+.-]*)://([^/?#:\[]*|\[[^\]]*\])(?::([0-9]{1,5}))?(/[^?#]*)?(?:[?#].*)?", re.DOTALL
)


class Address(Record):
    """The parts of an address that matching looks at. `port` is -1 where the scheme's default stands."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def actual_port(self) -> int:
        """The port that is asked, -1 where the scheme has none."""
        return DEFAULT_PORTS.get(self.scheme, -1) if self.port == -1 else self.port

    @property
    def text(self) -> str:
        """The address as it is written."""
        port = f":{self.port}" if self.port != -1 else ""
        return f"{self.scheme}://{self.host}{port}{self.path}" if self.host else f"{self.scheme}:"

    def upgraded(self) -> Address:
        """The same address, encrypted: the default port becomes the other default, a written one stays."""
        scheme = SAFER.get(self.scheme, self.scheme)
        return self.replace(scheme=scheme, port=-1 if self.port == DEFAULT_PORTS.get(scheme) else self.port)


def address_of(url: str) -> Address:
    """The parts of an address. Raises `ValueError` for what has no scheme."""
    found = ADDRESS.fullmatch(url)
    if found is None:
        scheme, colon, _ = url.partition(":")
        if not colon or not SCHEME.fullmatch(scheme):
            raise ValueError(f'"{url}" is not an address')
        return Address(scheme.lower(), "", -1, "")
    scheme = found[1].lower()
    port = int(found[3]) if found[3] else -1
    return Address(scheme, found[2].lower(), -1 if port == DEFAULT_PORTS.get(scheme) else port, found[4] or "/")
