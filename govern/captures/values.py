"""What is kept of values that were sent: their type and length, what may be shown, whether two are the same."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

from govern.captures.hit import Key, KeyForm, Leaked, Product, Value, ValueType
from govern.captures.mask import Personal, personal, shown, shown_as
from govern.captures.request import opened, plain
from govern.core.regex import regex
from govern.platforms import Platform
from govern.signals.email_addresses import who_in

HASH_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
FORMS: tuple[tuple[re.Pattern[str], KeyForm], ...] = (
    (regex(r"[0-9a-f]{64}"), "sha256"),
    (regex(r"[0-9a-fA-F]{64}"), "sha256 upper"),
    (regex(r"[0-9a-fA-F]{32}"), "md5"),
    (regex(r"[0-9a-fA-F]{40}"), "sha1"),
    (regex(r"[A-Za-z0-9+/_-]{43}=?"), "base64"),
)
NUMBER = regex(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
PRICES = ("price", "item_price", "product_price", "unitPrice", "content_price")
QUANTITIES = ("quantity", "product_quantity")
IDS = ("id", "item_id", "content_id", "product_id", "productId")
GA4_ITEM = {"id": "item_id", "nm": "item_name", "pr": "price", "qt": "quantity"}
"""What GA4's script calls the fields of an item: `idSKU~nmTea~pr29.99~qt1`."""


class Digests:
    """Digests under a key of this run, never written: equal values have equal ones."""

    MANY = 20_000
    """So many values are remembered at a time: most of a log are the same few."""

    def __init__(self) -> None:
        self.key = os.urandom(16)
        self.values: dict[tuple[str, ValueType, str, bool], Value] = {}
        self.keys: dict[str, Key] = {}
        self.looked: dict[tuple[str, str], Personal | None] = {}

    def of(self, text: str) -> bytes:
        """The digest of a text."""
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12, key=self.key).digest()

    def value(self, text: str, type: ValueType, key: str, *, number: bool) -> Value:
        """What is kept of a text of some type."""
        asked = (text, type, key, number)
        known = self.values.get(asked)
        if known is None:
            if len(self.values) >= self.MANY:
                self.values.clear()
            about = self.personal(text, key)
            known = Value(shown_as(text, about, number=number), type, len(text), self.of(text), about)
            self.values[asked] = known
        return known

    def personal(self, text: str, key: str) -> Personal | None:
        """What in a text is personal, or secret; it may be a parameter, an ID and looked through for leaks."""
        asked = (text, key)
        if asked not in self.looked:
            if len(self.looked) >= self.MANY:
                self.looked.clear()
            self.looked[asked] = personal(text, key)
        return self.looked[asked]

    def match_key(self, text: str) -> Key:
        """How a match key was sent."""
        known = self.keys.get(text)
        if known is None:
            if len(self.keys) >= self.MANY:
                self.keys.clear()
            form = next((form for pattern, form in FORMS if pattern.fullmatch(text)), None)
            known = self.keys[text] = Key(form or "plain", self.of(text))
        return known


def type_of(value: Any) -> ValueType:
    """What kind of JSON a value is."""
    if isinstance(value, bool):
        return "boolean"
    kinds: dict[type, ValueType] = {str: "text", int: "number", float: "number", list: "list", dict: "object"}
    return kinds.get(type(value), "nothing")


def value_of(raw: Any, digests: Digests, key: str = "", *, number: bool = False) -> Value:
    """What is kept of a value. A `number` of an account or an order is shown unless it is a person's."""
    text = plain(raw)
    if text is None:
        return Value("", type_of(raw), len(raw) if isinstance(raw, list | dict) else 0)
    return digests.value(text, type_of(raw), key, number=number)


def page_digest(url: str, digests: Digests) -> bytes:
    """A digest of an address that has a number behind its host; the others are the same for many visitors."""
    behind = url.partition("://")[2].partition("/")[2]
    return digests.of(url) if any(map(str.isdigit, behind)) else b""


def key_of(raw: Any, digests: Digests) -> Key | None:
    """How a match key was sent; nothing where there is no value. Of a list the first counts."""
    while isinstance(raw, list):
        raw = raw[0] if raw else None
    text = plain(raw)
    if text is None:
        return None
    if not text.strip():
        return Key("empty")
    if text == HASH_OF_NOTHING:
        return Key("hash of nothing")
    return digests.match_key(text)


def parameters_of(raw: Mapping[str, Any], platform: Platform, digests: Digests) -> dict[str, Value]:
    """The parameters under the server's words for them; empty ones are not there."""
    found: dict[str, Value] = {}
    for name, value in raw.items():
        if value not in (None, ""):
            word = platform.server_words.get(name, name)
            found.setdefault(shown(word), value_of(value, digests, name, number=word.endswith(("_id", "_ids", "Id"))))
    return found


def products_in(raw: Mapping[str, Any]) -> tuple[Product, ...]:
    """The lines of the first list of products that there is."""
    for name in ("items", "contents", "products", "line_items"):
        rows = opened(raw.get(name))
        if isinstance(rows, list) and any(isinstance(row, dict) for row in rows):
            return tuple(product_of(row) for row in rows if isinstance(row, dict))
    return ()


def product_of(row: Mapping[str, Any]) -> Product:
    """A line of a list of products: its id as it may be shown, its price and quantity as far as they are numbers."""
    price, quantity = (first_number(row, names) for names in (PRICES, QUANTITIES))
    return Product(next((shown(str(row[name]), number=True) for name in IDS if row.get(name)), ""), price, quantity)


def first_number(row: Mapping[str, Any], names: tuple[str, ...]) -> float | None:
    """The first of some fields that is a number."""
    return next((number for name in names if (number := number_of(row.get(name))) is not None), None)


def number_of(value: Any) -> float | None:
    """A number, also where it is written as a text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = str(value).strip()
    return float(text) if len(text) < 40 and NUMBER.fullmatch(text) else None


def analytics_items(fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The items of a hit of GA4's script."""
    rows = []
    for number in range(1, 201):
        text = fields.get(f"pr{number}")
        if not isinstance(text, str):
            break
        parts = {part[:2]: part[2:] for part in text.split("~")}
        rows.append({GA4_ITEM[key]: value for key, value in parts.items() if key in GA4_ITEM})
    return rows


def leaks(
    fields: Mapping[str, Any], places: Mapping[str, str], digests: Digests, but: frozenset[str] = frozenset()
) -> Iterator[Leaked]:
    """What is personal or secret in fields; `places` names those that are more than a parameter, `but` are match keys."""
    for name, value in fields.items():
        text = plain(value)
        if text is None or name in but:
            continue
        found = digests.personal(text, name.rpartition(".")[2])
        if found is None and name in places and who_in(text):
            found = Personal("personal data", len(text))
        if found is not None and not is_number_of_order(name, found):
            yield Leaked(places.get(name, f'parameter "{shown(name)}"'), found)


NUMBERS = ("id", "ids", "ord", "sku", "ean", "gtin", "number", "ts", "random", "cb", "z")
"""How fields end that hold numbers of things."""


def is_number_of_order(name: str, found: Personal) -> bool:
    """Whether digits are an order's or an account's number rather than a card's."""
    last = name.rpartition(".")[2].rstrip("]").lower()
    return found.what == "card number" and last.endswith(NUMBERS)
