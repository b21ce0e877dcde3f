"""What of a captured value may be shown: personal data and credentials never, whatever they are wrapped in.

A text is looked through as it stands, and again under percent-encoding, base64 and JSON, three deep. What is found is told
as what it is and how long: `<e-mail, 24 characters>`. Every look takes time linear to the text.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import unquote

from govern.core.record import Record
from govern.core.regex import regex
from govern.platforms import leaks_in
from govern.signals.email_addresses import NAME_KEYS, PHONE_KEYS, addresses

DEEPEST = 3
LOOKED_AT = 20_000
SHOWN = 80
HASH = regex(r"[0-9a-fA-F]{128}|[0-9a-fA-F]{64}|[0-9a-fA-F]{40}|[0-9a-fA-F]{32}")
PHONE = regex(r"(?<![\w+])\+[1-9](?:[ ()./-]?[0-9]){7,14}(?![0-9])")
IP = regex(
    r"(?<![\w.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![\w.])|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F]{1,4}(?![\w:])"
)
CARD = regex(r"(?<![\w.])(?:(?:4[0-9]|5[1-5]|6[05])(?:[ -]?[0-9]){14}|3[47](?:[ -]?[0-9]){13})(?![\w.])")
"""The cards of the large brands: other numbers of that length are barcodes and orders."""
LINKS = ("mailto:", "tel:")
"""How links begin that the site itself shows: whom one may write to is nobody's secret."""
BASE64 = regex(r"[A-Za-z0-9+/_-]{16,}={0,2}")
PACKED = regex(r"[?&#][^=&#\s]{1,100}=([A-Za-z0-9+/_-]{16,4000}={0,2})(?=[&#]|$)")
"""A field of an address that may be base64."""


class Personal(Record):
    """Something personal, or secret, that was sent in clear: what it is, and how long the text around it."""

    what: str
    length: int

    def __str__(self) -> str:
        return f"<{self.what}, {self.length} character{'s' * (self.length != 1)}>"


def personal(text: str, key: str = "", deep: int = 0) -> Personal | None:
    """What in a text says who somebody is or lets in who reads it; hashes are left as they are."""
    if len(text) < 6 or text.startswith(LINKS):
        return None
    text = text[:LOOKED_AT]
    if what := plainly(text, key):
        return Personal(what, len(text))
    for inner_key, inner in wrapped(text) if deep < DEEPEST else ():
        found = personal(inner, inner_key or key, deep + 1)
        if found is not None:
            return Personal(found.what, len(text))
    return None


def plainly(text: str, key: str) -> str:
    """What a text holds as it stands; empty where it is harmless."""
    if next(addresses(text), None) is not None:
        return "e-mail"
    digits = sum(map(str.isdigit, text)) if len(text) < 40 else 0
    if PHONE.search(text) or (key.casefold() in PHONE_KEYS and digits >= 6 and not HASH.fullmatch(text)):
        return "phone number"
    if key.casefold() in NAME_KEYS and not HASH.fullmatch(text):
        return "name"
    if any(is_card(found[0]) for found in CARD.finditer(text)):
        return "card number"
    if leaks_in(text):
        return "token"
    return ""


def is_card(text: str) -> bool:
    """Whether digits are a card's number, by the sum that all of them obey."""
    digits = [int(character) for character in text if character.isdigit()]
    doubled = (2 * digit - 9 * (digit > 4) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def wrapped(text: str) -> Iterator[tuple[str, str]]:
    """The texts inside a text, and the names by which they go: without percent signs, in JSON, in base64."""
    if "%" in text and (bare := unquote(text)) != text:
        yield "", bare
    if "://" in text and "?" in text:
        yield from (("", field[1]) for field in PACKED.finditer(text, text.index("?")))
    if text[:1] in "{[":
        with suppress(ValueError, RecursionError):
            yield from inner_texts(json.loads(text))
    elif BASE64.fullmatch(text):
        try:
            raw = base64.b64decode(text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4), validate=True)
            bare = raw.decode()
        except (binascii.Error, ValueError):
            return
        if bare.isprintable():
            yield "", bare


def inner_texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """The texts in data, level by level."""
    level: list[tuple[str, Any]] = [(key, value)]
    for _ in range(20):
        following: list[tuple[str, Any]] = []
        for name, inner in level:
            if isinstance(inner, str):
                yield name, inner
            elif isinstance(inner, dict):
                following.extend((str(under), one) for under, one in inner.items())
            elif isinstance(inner, list):
                following.extend((name, one) for one in inner)
        level = following
        if not level:
            return


def shown(text: str, key: str = "", *, number: bool = False) -> str:
    """A text as messages have it. A `number` of an account or an order is not taken for a card or an address."""
    return shown_as(text, personal(text, key), number=number)


def shown_as(text: str, found: Personal | None, *, number: bool = False) -> str:
    """`shown`, of a text in which `found` is what is personal."""
    if found is not None and not (number and found.what in ("card number", "phone number")):
        return str(found)
    if HASH.fullmatch(text):
        return str(Personal("hash", len(text)))
    if not number and IP.search(text[:LOOKED_AT]):
        return str(Personal("IP address", len(text)))
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def shown_page(url: str) -> str:
    """An address as messages have it: scheme, host, path, and the names of its fields without their values."""
    from govern.captures.request import address_of

    page = address_of(url)
    if not page.host:
        return shown(url)
    path = "/".join(shown(unquote(step)) if step else "" for step in page.path.split("/"))
    names = "&".join(shown(name) for name in sorted(page.query))
    return f"{page.scheme}://{page.host}{path}{'?' * bool(names)}{names}"


def shown_message(message: str) -> str:
    """A message whose quoted values, and words, are shown as values may be."""
    parts = (shown(part) if at % 2 else part for at, part in enumerate(message.split('"')))
    return " ".join(word if personal(word) is None else shown(word) for word in '"'.join(parts).split(" "))
