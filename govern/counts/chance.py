"""Chance: how improbable a number is where nothing has changed, and between which bounds a share lies."""

from __future__ import annotations

from math import exp, lgamma, log, sqrt

QUANTILES = (
    (0.9, 1.2816),
    (0.95, 1.6449),
    (0.975, 1.96),
    (0.99, 2.3263),
    (0.999, 3.0902),
    (0.9999, 3.7190),
    (0.99999, 4.2649),
)
"""One-sided quantiles of the normal distribution."""


def binomial_tail(least: float, tries: float, rate: float) -> float:
    """The probability of at most `least` among `tries`; both may be fractions, since lumpy counts are divided first."""
    if tries <= 0 or least >= tries:
        return 1.0
    total, at = 0.0, 0
    whole = lgamma(tries + 1)
    while at <= least:
        total += exp(whole - lgamma(at + 1) - lgamma(tries - at + 1) + at * log(rate) + (tries - at) * log(1 - rate))
        at += 1
    return min(1.0, total)


def drop_chance(now: float, before: float, weeks: int, lumpiness: float = 1.0) -> float:
    """How probable so few are, `before` having been counted in as many equal windows as there are weeks, if nothing changed."""
    low, all_ = now / lumpiness, (now + before) / lumpiness
    return binomial_tail(low, all_, 1 / (weeks + 1))


def quantile(sure: float) -> float:
    """How many deviations make so sure, on one side; of those that are known the next higher."""
    return next((value for share, value in QUANTILES if share >= sure - 1e-9), QUANTILES[-1][1])


def wilson(hits: int, tries: int, sure: float = 0.999) -> tuple[float, float]:
    """The bounds between which a share lies, so sure on each side."""
    if tries == 0:
        return 0.0, 1.0
    z = quantile(sure)
    share = hits / tries
    middle = share + z * z / (2 * tries)
    spread = z * sqrt(share * (1 - share) / tries + z * z / (4 * tries * tries))
    scale = 1 + z * z / tries
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def stop_needs(sure: float, weeks: int, lumpiness: float) -> float:
    """How many expected events a full stop takes to show."""
    return lumpiness * log(1 - sure) / log(weeks / (weeks + 1)) / weeks


def fall_needs(percent: float, sure: float, weeks: int, lumpiness: float) -> float:
    """How many expected events a fall by so many per cent takes to show, at its median; infinite where it never does."""
    kept = 1 - percent / 100
    expected = 1.0
    while expected < 100_000:
        if drop_chance(int(expected * kept), expected * weeks, weeks) < 1 - sure:
            return expected * lumpiness
        expected *= 1.05
    return float("inf")
