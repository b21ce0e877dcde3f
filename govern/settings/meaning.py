"""What a change of a setting means for money and for people's data, so that the expensive ones come first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from govern.core.report import Change
from govern.settings.fields import WINDOWS
from govern.spec.base import DURATION, seconds

Fields = dict[str, Any]
COLLECTING = frozenset({"google_signals", "user_data", "enhanced_measurement"})


def meaning(was: Fields, now: Fields, kind: str) -> str:
    """In a few words what it means that fields are as they are now; empty where it costs nothing that is known."""
    return next((says for says, holds in MEANINGS.items() if holds(was, now, kind)), "")


def ranked(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that cost most first, the others in their order."""
    order = list(MEANINGS)
    return tuple(sorted(changes, key=lambda change: order.index(change.meaning) if change.meaning else len(order)))


def matches_more(was: Fields, now: Fields, kind: str) -> bool:  # noqa: ARG001
    """A pixel looks for more personal data."""
    return "matching" in now and bool(set(now["matching"] or ()) - set(was.get("matching") or ()))


def collects_more(was: Fields, now: Fields, kind: str) -> bool:
    """A switch that collects something was moved on."""
    return kind in COLLECTING and now.get("on") is True and was.get("on") is not True


def counts_more(was: Fields, now: Fields, kind: str) -> bool:  # noqa: ARG001
    """Every conversion counts where one did."""
    return now.get("counting") == "every" and was.get("counting") == "once"


def longer(was: Fields, now: Fields, kind: str) -> bool:  # noqa: ARG001
    """A window is longer."""
    return any(length(now.get(name)) > length(was.get(name)) >= 0 for name in WINDOWS if name in now)


def length(value: Any) -> float:
    """A window in seconds; less than nothing where nobody says."""
    return seconds(value) if isinstance(value, str) and DURATION.accepts(value) else -1


def differs_in(field: str) -> Callable[[Fields, Fields, str], bool]:
    """Whether a field is another than it was, and was known."""
    return lambda was, now, _: (
        field in now and field in was and None not in (was[field], now[field]) and was[field] != now[field]
    )


def steers(was: Fields, now: Fields, kind: str) -> bool:  # noqa: ARG001
    """A conversion steers bids that did not."""
    return now.get("primary") is True and was.get("primary") is False


def stops(was: Fields, now: Fields, kind: str) -> bool:  # noqa: ARG001
    """Something counts no more."""
    return now.get("status") in ("removed", "paused", "hidden") and was.get("status") != now.get("status")


def keeps_less(was: Fields, now: Fields, kind: str) -> bool:  # noqa: ARG001
    """Data is kept for a shorter time."""
    before, after = was.get("retention_months"), now.get("retention_months")
    return isinstance(before, int) and isinstance(after, int) and after < before


MEANINGS: dict[str, Callable[[Fields, Fields, str], bool]] = {
    "looks for more personal data": matches_more,
    "collects more": collects_more,
    "steers bids": steers,
    "counted every time": counts_more,
    "longer window": longer,
    "another currency": differs_in("currency"),
    "another time zone": differs_in("time_zone"),
    "counts no more": stops,
    "another model": differs_in("model"),
    "kept for a shorter time": keeps_less,
}
"""What changes may mean, the most expensive first, and how each is known."""
