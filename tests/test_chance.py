"""Alarms that chance explains do not ring: the tails, the bounds, and years of a shop in which nothing happens."""

from __future__ import annotations

from math import comb
from random import Random

import pytest

from govern.counts.chance import binomial_tail, drop_chance, fall_needs, stop_needs, wilson


@pytest.mark.parametrize(("least", "tries", "rate"), [(0, 10, 0.2), (3, 41, 0.2), (7, 30, 0.125), (12, 12, 0.5)])
def test_the_tail_is_that_of_the_distribution(least: int, tries: int, rate: float) -> None:
    exact = sum(comb(tries, k) * rate**k * (1 - rate) ** (tries - k) for k in range(least + 1))
    assert abs(binomial_tail(least, tries, rate) - exact) < 1e-10


def test_bounds_hold_the_share_and_get_narrower() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    few, many = wilson(9, 10), wilson(900, 1000)
    assert few[0] < many[0] < 0.9 < many[1] < few[1]
    assert round(wilson(50, 100, 0.99)[0], 3) == 0.387


def test_what_can_be_seen_is_told() -> None:
    """A full stop needs some ten expected events, a half gone some fifty; more where counts are lumpy."""
    assert 9 < stop_needs(0.9999, 4, 1) < 12
    assert 40 < fall_needs(50, 0.9999, 4, 1) < 75
    assert fall_needs(50, 0.9999, 4, 2) == 2 * fall_needs(50, 0.9999, 4, 1)


def lumpy(chance: Random, mean: float, lumpiness: float) -> int:
    """A number of events around a mean that come in lumps: variance is `lumpiness` times the mean."""
    level = chance.gammavariate(mean / (lumpiness - 1), lumpiness - 1) if lumpiness > 1 else mean
    limit, at, number = 2.718281828 ** -min(level, 500), 1.0, -1
    while at > limit:
        at *= chance.random()
        number += 1
    return number


@pytest.mark.parametrize("mean", [2, 10, 50])
def test_hours_in_which_nothing_happens_raise_no_alarm(mean: int) -> None:
    """Half of the usual number is met all the time at two events an hour; with the test it is an alarm about never."""
    chance = Random(11)
    plain = tested = 0
    for _ in range(1500):
        now, *before = (lumpy(chance, mean, 2.0) for _ in range(5))
        usual = sum(before) / 4
        fell = now < usual / 2
        plain += fell
        tested += fell and drop_chance(now, sum(before), 4, 2.0) < 0.0001
    assert tested <= 1
    assert plain > 100 or mean > 9
