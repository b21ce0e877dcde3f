"""Exchange rates with a column for each currency, as `eurofxref-hist.csv` of the European Central Bank has them."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 59

KIND = Kind(
    "exchange rates by currency",
    "rates",
    (("date", "day"), ("usd", "eur"), ("gbp", "jpy", "chf", "usd")),
    day=("date", "day"),
)
