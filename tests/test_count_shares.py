"""A gap with known shares is explained: what was planted is found, what cannot be known is not made up."""

from __future__ import annotations

import pytest
from count_mixtures import LOST, OVER, mixture

from govern.counts.records import Hit, Order
from govern.counts.shares import Frame, shares
from govern.counts.units import Manners, units
from govern.counts.zones import zone

HOUR = 3_600_000_000
NOON = 1_793_534_400_000_000
"""2026-11-01 12:00 in UTC."""


@pytest.mark.parametrize("seed", range(4))
def test_planted_shares_are_found_within_a_point(seed: int) -> None:
    planted = mixture(seed)
    found = shares(planted.orders, planted.hits, planted.frame, planted.manners, "order_{order_id}")
    assert found.booked == planted.true["booked"]
    over = [found.plus.get(cause, 0) - planted.true[cause] for cause in OVER]
    lost = [found.minus.get(cause, 0) - planted.true[cause] for cause in LOST]
    edges = [
        found.plus["day boundary"] - planted.true["day boundary+"],
        found.minus["day boundary"] - planted.true["day boundary-"],
    ]
    clicks = found.plus.get("unknown to the backend", 0) - planted.true["unknown to the backend"]
    worst = max(map(abs, (*over, *lost, *edges, clicks)))
    assert worst <= 0.01 * found.booked
    assert found.booked + sum(found.plus.values()) - sum(found.minus.values()) == found.expected, "the shares add up"


def test_what_orders_do_not_carry_moves_to_what_is_not_known() -> None:
    planted = mixture(1)
    blind = [order.replace(consent=None, page=None) for order in planted.orders]
    found = shares(blind, planted.hits, planted.frame, planted.manners, "order_{order_id}")
    lost = sum(
        planted.true[cause] for cause in ("consent", "blocked", "page not reached", "not sent, why is not known")
    )
    assert abs(found.minus["not sent, why is not known"] - lost) <= 0.01 * found.booked
    assert [what for what, _ in found.unknown] == ["consent and blocked", "page not reached"]


UTC = zone("UTC")
TODAY = Frame(NOON // (24 * HOUR), NOON // (24 * HOUR), UTC, UTC)


def test_an_id_is_one_event_within_the_window_of_the_platform() -> None:
    sent = [Hit(NOON + hours * HOUR, "purchase", id="a") for hours in (0, 47, 49)]
    assert [len(unit.hits) for unit in units(sent, Manners()).live] == [2, 1]
    assert [len(unit.hits) for unit in units(sent, Manners(72 * HOUR)).live] == [3]
    other = [sent[0], sent[0].replace(event="lead"), sent[0].replace(status=401), sent[0].replace(test=True)]
    assert len(units(other, Manners()).live) == 2


def test_an_order_is_found_by_value_and_moment_only_where_one_fits() -> None:
    order = Order("A-1", NOON, 5_000_000, "EUR")
    hit = Hit(NOON + 30_000_000, "purchase", id="zzz", value=5_000_000, currency="EUR")
    alone = shares([order], [hit], TODAY, Manners())
    assert (alone.plus, alone.minus) == ({}, {})
    twins = shares([order, order.replace(id="A-2")], [hit], TODAY, Manners())
    assert twins.plus == {"unknown to the backend": 1}
    assert twins.minus == {"not sent, why is not known": 2}
    far = shares([order], [hit.replace(at=NOON + HOUR)], TODAY, Manners())
    assert far.plus == {"unknown to the backend": 1}
