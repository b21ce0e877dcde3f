"""Conversion rules of LinkedIn ad accounts, from the Marketing API.

`GET https://api.linkedin.com/rest/conversions?q=account&account=urn:li:sponsoredAccount:ACCOUNT`, and
`GET https://api.linkedin.com/rest/adAccounts/ACCOUNT` for the currency. A rule takes conversions from the Insight Tag or
from the Conversions API, as `conversionMethod` says, never from both.

Source: a row of a connector's test and the fields of
https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/conversions-api-schema, read 2026-12-01 in a stored copy.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.settings import Settings
from govern.settings.shapes import Shape
from govern.settings.shapes import read as read_shapes
from govern.settings.values import Row, day, days, inside, known, number, text_of, truth
from govern.settings.walking import holds

PRECEDENCE = 66
READS = "json"
HOLDS = "settings"


def conversion(row: Row) -> dict[str, Any]:
    """A conversion rule."""
    enabled = truth(row.get("enabled"))
    campaigns = row.get("campaigns")
    return known(
        click=days(row.get("postClickAttributionWindowSize")),
        view=days(row.get("viewThroughAttributionWindowSize")),
        model=row.get("attributionType"),
        method=row.get("conversionMethod"),
        category=row.get("type"),
        status="active" if enabled else "paused" if enabled is False else None,
        fired=day(row.get("lastCallbackAt")),
        value=number(inside(row, "value", "amount")),
        currency=inside(row, "value", "currencyCode"),
        campaigns=len(campaigns) if isinstance(campaigns, list) else None,
    )


def account(row: Row) -> dict[str, Any]:
    """An ad account."""
    return known(currency=row.get("currency"))


SHAPES = (
    Shape("conversion", conversion, ("postClickAttributionWindowSize", "viewThroughAttributionWindowSize", "attributionType",
          "conversionMethod", "type", "enabled", "lastCallbackAt", "value", "campaigns", "account", "id"),
          marks=(frozenset({"postClickAttributionWindowSize", "type"}), frozenset({"conversionMethod", "type"})),
          account=lambda row: text_of(row.get("account"))),
    Shape("account", account, ("currency", "id", "name"), marks=(frozenset({"servingStatuses", "currency"}),),
          account=lambda row: f"urn:li:sponsoredAccount:{text_of(row.get('id'))}"),
)  # fmt: skip


def matches(data: Any) -> bool:
    """Whether this is an answer about conversion rules."""
    return holds(data, SHAPES)


def read(given: Given) -> tuple[Settings, ...]:
    """What is set at LinkedIn."""
    (found,) = read_shapes(given, "linkedin", SHAPES)
    if not found.is_list and any(not setting.id for setting in found.settings):
        found = found.replace(
            doubt="a rule without a number is the body of a request, which may not have been carried out"
        )
    return (found,)
