"""Exchange rates a line: a day, a currency, and how much of it one unit of the base buys; the data portal of the European Central Bank has such."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 58

KIND = Kind(
    "exchange rates",
    "rates",
    (("date", "day", "time_period"), ("currency", "currency_code"), ("rate", "obs_value", "exchange_rate")),
    day=("time_period", "date", "day"),
    currency=("currency", "currency_code"),
    value=("rate", "obs_value", "exchange_rate"),
)
