"""LinkedIn's `adAnalytics` with `pivot` and `timeGranularity=DAILY`: a `dateRange` of one day in each element."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 29

KIND = Kind(
    "LinkedIn report (API)",
    "counts",
    ("daterange.start", ("externalwebsiteconversions", "oneclickleads")),
    layer="platform",
    platform="linkedin",
    day=("daterange.start",),
    count=("externalwebsiteconversions", "oneclickleads"),
    value=("conversionvalueinlocalcurrency",),
)
