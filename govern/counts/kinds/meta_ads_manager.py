"""Ads Manager, Reports, Export table data: CSV with `Reporting starts` and `Reporting ends`."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 21

KIND = Kind(
    "Ads Manager export",
    "counts",
    ("reporting_starts", "reporting_ends"),
    layer="platform",
    platform="meta",
    day=("day",),
    event=("result_indicator", "result_type"),
    count=("purchases", "website_purchases", "results"),
    value=("purchases_conversion_value", "website_purchases_conversion_value"),
    currency=("currency",),
    span=("reporting_starts", "reporting_ends"),
)
