"""Today, in the time zone in which a project counts its days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.core.report import Place

if TYPE_CHECKING:
    from datetime import datetime, tzinfo


def today_in(timezone: str, place: Place | None = None) -> str:
    """Today's date in a time zone, as ISO text; `place` is where the zone is named."""
    from datetime import UTC

    if timezone == "UTC":
        return now(UTC).date().isoformat()
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = f'"timezone" is "{timezone}", which is not a time zone known here'
        raise GovernError(message, place, "use a name such as Europe/Madrid") from None
    return now(zone).date().isoformat()


def now(zone: tzinfo) -> datetime:
    """The one place where the clock is read: tests put a day of their own here."""
    from datetime import datetime

    return datetime.now(zone)
