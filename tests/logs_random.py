"""Random hits, the same for the same seed, as a log has them, and the zone whose days they are counted by."""

from __future__ import annotations

from random import Random
from typing import Any

from govern.counts.zones import zone

MADRID = zone("Europe/Madrid", 1_790_000_000_000_000, 1_796_000_000_000_000)
"""With the one step that is in these months: fewer are read faster."""


def random_rows(seed: int, size: int) -> list[dict[str, Any]]:
    """Hits with nulls, empty texts, doubles, line ends in values and times about the change of clocks."""
    chance = Random(seed)
    rows = []
    for _ in range(size):
        at = 1_792_886_400_000_000 + chance.randrange(3 * 86_400_000_000)
        rows.append({
            "at_us": str(at), "event_time": chance.choice([str(at - chance.randrange(10**11)), None, "soon"]), "event": chance.choice(["purchase", "lead", None, ""]),
            "event_id": chance.choice([f"e{chance.randrange(40)}", "", None]), "order_id": chance.choice([f"o{chance.randrange(40)}", None, ""]),
            "leg": chance.choice(["browser", "server", "Server", None]), "value": chance.choice(["12.50", "0", "-3", "12,50", None, "1e2"]),
            "currency": chance.choice(["EUR", "eur", "EURO", "", None, "EU\nR"]), "status": chance.choice(["200", "401", "500", None, "ok"]),
            "em": chance.choice(["a" * 64, "A" * 64, "mia@shop.example", "", None, "Ü" * 5]), "destination": chance.choice(["meta", None, "größe"]),
        })  # fmt: skip
    return rows
