"""Automatic matching: which personal data a pixel looks for by itself, in our classes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

CLASSES: dict[str, tuple[str, ...]] = {
    "em": ("email",),
    "email": ("email",),
    "ph": ("phone",),
    "phone": ("phone",),
    "phone_number": ("phone",),
    "fn": ("first_name",),
    "ln": ("last_name",),
    "name": ("first_name", "last_name"),
    "ct": ("city",),
    "st": ("state",),
    "zp": ("zip",),
    "country": ("country",),
    "address": ("city", "state", "zip", "country"),
    "db": ("birth_date",),
    "ge": ("gender",),
    "external_id": ("external_id",),
}
"""Meta's short names and TikTok's words."""


def matching(value: Any) -> tuple[str, ...] | None:
    """The classes that a list of names, or a table of names and truths, has switched on; `None` where nobody says. A name
    of which nobody knows what it stands for stays as it is."""
    names: Iterable[str]
    if isinstance(value, list):
        names = (name for name in value if isinstance(name, str))
    elif isinstance(value, dict):
        names = (name for name, is_on in value.items() if is_on is True)
    else:
        return None
    return tuple(sorted({part for name in names for part in CLASSES.get(name.lower(), (name,))}))
