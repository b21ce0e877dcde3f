"""Analytics Data API, `runReport`: JSON with `dimensionHeaders` and `metricHeaders`."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 10

KIND = Kind(
    "GA4 report (Data API)",
    "counts",
    (),
    layer="analytics",
    platform="ga4",
    forms=("ga4-report",),
    day=("datehourminute", "datehour", "date"),
    event=("eventname",),
    count=("eventcount", "keyevents", "conversions", "ecommercepurchases", "transactions", "sessions"),
    value=("purchaserevenue", "totalrevenue", "eventvalue"),
    currency=("currencycode",),
)
