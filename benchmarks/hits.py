"""A log of what a server told Meta, a body a line; one order is told twice, 60,000 hits apart, under two IDs."""

from __future__ import annotations

import json
import os
import random
from typing import Any

NAMES, SHARES = ("PageView", "ViewContent", "AddToCart", "InitiateCheckout", "Purchase", "Lead"), (50, 25, 12, 5, 5, 3)
AGAIN = (1_000, 61_000)
"""The hits that tell one order."""


def worth(name: str, number: int, chance: random.Random) -> dict[str, Any]:
    """What a hit says of its value and products."""
    if name == "PageView":
        return {}
    products = [{"id": f"sku-{chance.randrange(400)}", "quantity": 1, "item_price": 9.9}]
    told = {
        "value": round(chance.random() * 90 + 5, 2),
        "currency": "EUR",
        "content_type": "product",
        "contents": products,
    }
    return told | ({"order_id": f"A-{AGAIN[0] if number in AGAIN else number}"} if name == "Purchase" else {})


def body(number: int, chance: random.Random) -> dict[str, Any]:
    """One body with its event."""
    name = "Purchase" if number in AGAIN else chance.choices(NAMES, SHARES)[0]
    person = {
        "em": [f"{chance.getrandbits(256):064x}"],
        "client_ip_address": f"192.0.2.{number % 250}",
        "client_user_agent": "Mozilla/5.0 (X11; Linux x86_64)",
        "fbp": f"fb.1.1700000000000.{chance.randrange(10**9)}",
    }
    event = {
        "event_name": name,
        "event_time": 1_796_032_800 + number,
        "event_id": f"e-{number}",
        "action_source": "website",
        "event_source_url": f"https://www.hazel.example/p/{chance.randrange(400)}",
        "user_data": person,
        "custom_data": worth(name, number, chance),
    }
    return {"data": [event]}


def write_hits(path: str, size: int, seed: int) -> None:
    """Write a log of about so many bytes."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    chance, number, written = random.Random(seed), 0, 0
    with open(path, "w", encoding="utf-8") as file:
        while written < size:
            number += 1
            written += file.write(json.dumps(body(number, chance)) + "\n")
