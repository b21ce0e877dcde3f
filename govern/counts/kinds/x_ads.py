"""X Ads reports, as connectors write them (Fivetran's `campaign_report`): days begin at the account's midnight, in UTC."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 28

KIND = Kind(
    "X Ads report",
    "counts",
    ("date", "placement", "billed_charge_local_micro"),
    layer="platform",
    platform="x",
    day=("date",),
    count=("conversion_purchases_metric",),
    value=("conversion_purchases_sale_amount",),
    windows=("_post_engagement", "_post_view"),
    asks=("event",),
)
