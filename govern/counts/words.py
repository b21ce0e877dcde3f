"""Counts and gaps in words, for findings and for tables."""

from __future__ import annotations

from govern.counts.amounts import MILLION, means_in_words
from govern.counts.pairs import Pair, Side
from govern.counts.reading import days_in_words
from govern.source.cells import day_text


def number(amount: int) -> str:
    """Millionths as people write a number: `13,568`, `30.5`."""
    whole, part = divmod(abs(amount), MILLION)
    sign = "−" if amount < 0 else ""
    shown = f"{part:06}".rstrip("0")[:2]
    return f"{sign}{whole:,}{'.' + shown if shown.strip('0') else ''}"


def signed(amount: int) -> str:
    """Millionths with their sign."""
    return f"+{number(amount)}" if amount > 0 else number(amount)


def share(value: float | None) -> str:
    """Per cents with their sign; the smallest that is not nothing is 0.1."""
    if value is None:
        return "no share"
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{abs(value):.1f} %"


def side_in_words(side: Side) -> str:
    """A side of a pair: `meta-ads (platform, counted) 13,568`."""
    entry = side.source.entry
    return f"{entry.name} ({entry.layer}, {means_in_words(side.source)}) {number(side.total)}"


def subject(pair: Pair) -> str:
    """What a pair is about: `purchase at meta-pixel`."""
    return f"{pair.event} at {pair.destination}" if pair.destination else pair.event


def pair_in_words(pair: Pair) -> str:
    """A pair with its gap."""
    both = f"{side_in_words(pair.left)} against {side_in_words(pair.right)}"
    days = days_in_words((pair.first, pair.last))
    return f"{subject(pair)}, {days}: {both}, {share(pair.percent)}"


def limit(percent: float) -> str:
    """An allowed share: `5 %`."""
    return f"{percent:g} %"


def days_in_list(days: list[tuple[int, float]], shown: int = 3) -> str:
    """Days with their shares, the worst first."""
    worst = sorted(days, key=lambda day: -abs(day[1]))
    told = ", ".join(f"{day_text(day)} {share(percent)}" for day, percent in worst[:shown])
    return told + (f" and {len(days) - shown} more" if len(days) > shown else "")
