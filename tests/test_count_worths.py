"""Values of matched orders by class, and what an attribution window leaves out, with planted truth."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from cli_helpers import Captured, printed
from for_each import for_each

from govern.counts.exchange import Exchange, told
from govern.counts.reading import read_counts
from govern.counts.records import Hit, Order
from govern.counts.worths import MEANING, worths

pytestmark = pytest.mark.usefixtures("day")

CENT = 10_000


def sent(order: Order, kind: str) -> Hit:
    """A hit of an order that has one fault of its value."""
    value, tax, shipping = order.value or 0, order.tax or 0, order.shipping or 0
    values = {
        "the same": value, "rounding": value + CENT, "without a value": None, "zero": 0, "a hundred times": 100 * value,
        "a hundredth": value // 100, "without tax": value - tax, "without shipping": value - shipping,
        "without tax and shipping": value - tax - shipping, "tax on top": value + tax, "shipping on top": value + shipping,
        "tax and shipping on top": value + tax + shipping, "another currency, the same figure": value,
        "another currency": round(value * 1.0837), "other": value - 17 * CENT, "converted": round(value * 1.1 * 1.01),
        "converted at another rate": round(value * 1.2),
    }  # fmt: skip
    currency = "GBP" if kind == "another currency" else "USD" if kind.startswith(("another", "converted")) else "EUR"
    return Hit(order.at, value=values[kind], currency=currency)


def test_every_planted_class_is_found_exactly() -> None:
    chance, planted, pairs = Random(7), Counter[str](), list[tuple[Order, Hit]]()
    for number in range(3000):
        value = chance.randrange(2_000, 90_000) * CENT
        order = Order(
            f"A-{number}", 0, value, "EUR", tax=round(value * 0.19), shipping=chance.choice([3_900_000, 5_900_000])
        )
        kind = chance.choice(list(MEANING))
        planted[kind] += 1
        pairs.append((order, sent(order, kind)))
    found = worths(pairs, Exchange("EUR", (-3,), {-3: {"USD": 1.1}}))
    assert found.numbers == {name: planted[name] for name in MEANING}
    assert found.sums["zero"]["EUR"] == -sum(order.value or 0 for order, hit in pairs if hit.value == 0)
    assert worths([(Order("A", 0), Hit(0, value=1))]).unpriced == 1


@for_each(
    "text",
    (
        "Date,USD,JPY,BGN,\n2026-11-27,1.1,180.5,N/A,\n2026-11-26,1.2,181,1.9558,\n",
        "KEY,CURRENCY,TIME_PERIOD,OBS_VALUE\na,USD,2026-11-27,1.1\na,JPY,2026-11-27,180.5\nb,USD,2026-11-26,1.2\n",
        "day;currency;rate\n2026-11-27;usd;1,1\n2026-11-27;JPY;180,5\n2026-11-26;USD;1,2\n",
    ),
)
def test_a_table_of_rates_is_read_and_holds_over_a_weekend(text: str) -> None:
    (reading,) = read_counts(text.encode(), "rates.csv")
    rates: dict[int, dict[str, float]] = {}
    for day, currency, rate in told(reading):
        rates.setdefault(day, {})[currency] = rate
    first, last = sorted(rates)
    table = Exchange("EUR", (first, last), rates)
    assert table.rate(last + 2, "EUR", "USD") == pytest.approx(1.1)
    assert table.rate(first, "USD", "EUR") == pytest.approx(1 / 1.2)
    assert table.rate(last, "USD", "JPY") == pytest.approx(180.5 / 1.1)
    assert (
        table.rate(last + 8, "EUR", "USD"),
        table.rate(first - 1, "EUR", "USD"),
        table.rate(last, "EUR", "CHF"),
    ) == (None,) * 3


SPECS = """
version: 1
destinations: [{name: meta, platform: meta}]
events: [{name: purchase}]
attribution: {windows: [{destination: meta, click: 7d}]}
counts:
  - {name: ads, files: ads.csv, layer: platform, means: attributed, destination: meta, event: purchase, zone: UTC, window: {column: conversions}}
  - {name: shop, files: shop.csv, layer: backend, means: orders, event: purchase, zone: UTC, order: {click: clicked_at}}
"""


def test_a_click_outside_of_the_window_cannot_be_attributed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("specs").mkdir()
    Path("govern.yaml").write_text("version: 1\n")
    Path("specs/s.yaml").write_text(SPECS)
    lines = ["order_id,paid_at,total,currency,clicked_at"]
    for number in range(100):
        click = "" if number >= 80 else f"2026-11-{1 if number < 20 else 12:02}T10:00:00Z"
        lines.append(f"A{number},2026-11-{13 + number % 2}T11:00:00Z,10,EUR,{click}")
    Path("shop.csv").write_text(
        "\n".join([*lines, "edge,2026-11-12T09:00:00Z,1,EUR,", "edge2,2026-11-15T09:00:00Z,1,EUR,", ""])
    )
    Path("ads.csv").write_text("date,conversions\n2026-11-13,20\n2026-11-14,25\n")
    told = printed(capsys, "reconcile")
    told = " ".join(told.split())
    assert "attribution window: clicked outside of it 20 25.0 % of these" in told
    assert "between 16.8 and 35.5 % lie outside" in told
