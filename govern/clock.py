"""Today, in the time zone in which a project counts its days."""

from __future__ import annotations

from govern.errors import GovernError
from govern.report import Place


def today_in(timezone: str, place: Place | None = None) -> str:
    """Today's date in a time zone, as ISO text; `place` is where the zone is named."""
    from datetime import UTC, datetime

    if timezone == "UTC":
        return datetime.now(UTC).date().isoformat()
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return datetime.now(ZoneInfo(timezone)).date().isoformat()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = f'"timezone" is "{timezone}", which is no time zone known here'
        raise GovernError(message, place, "use a name such as Europe/Madrid") from None
