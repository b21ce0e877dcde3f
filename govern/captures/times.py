"""Times as captures have them: the unit by the size, text by ISO 8601; all become microseconds since 1970."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from govern.captures.values import number_of

UNITS = ((10**8, 10**11, "s", 10**6), (10**11, 10**14, "ms", 10**3), (10**14, 10**17, "us", 1))


def read_time(value: Any) -> tuple[int | None, str]:
    """Microseconds and the unit that was written; a text without a zone is read as UTC and says so."""
    number = number_of(value)
    if number is not None:
        for least, most, unit, factor in UNITS:
            if least <= number < most:
                return int(number * factor), unit
        return None, ""
    if not isinstance(value, str) or not 10 <= len(value) <= 40:
        return None, ""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None, ""
    zoned = found if found.tzinfo is not None else found.replace(tzinfo=UTC)
    return int(zoned.timestamp() * 1_000_000), "text" if found.tzinfo is not None else "text without zone"
