"""Names of the secrets of a config in Doppler. No day is in them.

`doppler secrets --only-names --json`, or `GET https://api.doppler.com/v3/configs/config/secrets/names?project=PROJECT&config=CONFIG`. `doppler
secrets --json` and `.../secrets` print the values as well: they are neither kept nor shown, and `tokens/values-in-list` says so.
"""

from __future__ import annotations

import re
from typing import Any

from govern.core.reader import Given
from govern.core.report import Place
from govern.tokens.stores import Listing, Stored

PRECEDENCE = 73
READS = "json"
HOLDS = "secrets"

NAME = re.compile(r"[A-Z_][A-Z0-9_]{0,199}")
"""How Doppler has names written."""

VALUES = ("raw", "computed")


def is_secret(value: Any) -> bool:
    """Whether this is what is told of one secret."""
    return isinstance(value, dict) and ("computed" in value or "computedVisibility" in value)


def secrets(data: Any) -> dict[str, Any]:
    """What is told of each secret, by name; nothing of it where names alone are listed."""
    if not isinstance(data, dict):
        return {}
    names = data.get("names")
    if isinstance(names, list) and names and all(isinstance(name, str) and NAME.fullmatch(name) for name in names):
        return dict.fromkeys(names)
    found = data["secrets"] if isinstance(data.get("secrets"), dict) else data
    bare = all(value == {} for value in found.values()) and any(name.startswith("DOPPLER_") for name in found)
    known = bool(found) and all(NAME.fullmatch(name) for name in found)
    return found if known and (bare or all(map(is_secret, found.values()))) else {}


def matches(data: Any) -> bool:
    """Whether this lists secrets of a config."""
    return bool(secrets(data))


def read(given: Given) -> tuple[Listing, ...]:
    """Every secret by its name; those that Doppler adds itself say only where the config is."""
    found = secrets(given.data)
    items = [
        Stored(name, Place(given.file, (), None, f'secret "{name}"'))
        for name in found
        if not name.startswith("DOPPLER_")
    ]
    told = any(isinstance(one, dict) and any(one.get(key) for key in VALUES) for one in found.values())
    return (Listing(given.file, "doppler", tuple(items), True, (), told),)
