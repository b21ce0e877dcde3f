"""The fields of settings in our words: what each says, whatever the platform calls it.

A window is a duration as specs write it (`7d`, `150m`), `0d` where it is off. `matching` is in the classes of personal data.
"""

from __future__ import annotations

WORDS = frozenset(
    {"model", "category", "method", "event", "currency", "time_zone", "label", "parameter", "scope", "unit"}
)
"""Fields that are texts, as specs have them. A whole number is the text of its digits; anything else in one says nothing."""

WINDOWS = {
    "click": "click-through window",
    "engaged_view": "engaged-view window",
    "view": "view-through window",
    "acquisition": "window of acquisition key events",
    "other": "window of other key events",
}

LABELS = {
    **WINDOWS,
    "counting": "counting",
    "model": "attribution model",
    "primary": "primary",
    "status": "status",
    "category": "category",
    "method": "source",
    "event": "event",
    "value": "default value",
    "always_default": "default value always used",
    "currency": "currency",
    "time_zone": "time zone",
    "label": "label",
    "property": "property",
    "customer": "customer",
    "partner": "other side",
    "manager": "manager account",
    "fired": "last fired",
    "matching": "automatic matching",
    "first_party_cookies": "first-party cookies",
    "owner": "owner",
    "parameter": "parameter",
    "scope": "scope",
    "unit": "unit",
    "personalization": "ads personalization",
    "retention_months": "retention",
    "user_retention_months": "retention of user data",
    "reset_on_activity": "retention begins anew with each visit",
    "on": "switched on",
    "automatic": "detected automatically",
    "events": "events",
    "stream": "stream",
    "uri": "address",
    "measurement_id": "measurement ID",
    "premium": "Analytics 360",
    "system": "made by the platform",
    "conditions": "conditions",
    "copies": "copies parameters",
    "sets": "parameters set",
    "project": "project",
    "daily": "daily export",
    "streaming": "streaming export",
    "excluded": "excluded events",
    "advertising_id": "advertising IDs included",
    "score": "event match quality",
    "missing": "match keys missing",
    "coverage": "server coverage",
    "coverage_goal": "coverage goal",
    "browser_ids": "browser events with an event ID",
    "server_ids": "server events with an event ID",
    "upload": "upload",
    "countries": "countries",
    "consent_mode": "consent mode",
    "everywhere": "for all other countries",
    "framework": "framework",
    "begins": "begins as",
    "essential": "needs no consent",
    "auto_tagging": "auto-tagging",
    "customer_data_terms": "customer data terms accepted",
    "enhanced_for_leads": "enhanced conversions for leads",
    "enhanced": "enhanced conversions",
    "campaigns": "campaigns",
    "published": "published",
    "deleted": "deleted",
    "url": "address",
    "actor": "actor",
    "action": "action",
    "what": "what",
    "day": "day",
    "export_scope": "channels of exported conversions",
    "with_google": "shared with",
    "days": "days",
}
"""What messages and plans call a field, by its word."""


def shown(field: str, value: object) -> str:
    """A value as messages show it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value)) or "none"
    if field.endswith("_months"):
        return f"{value} months"
    if field in WINDOWS and value == "0d":
        return "off"
    return f"{value:,}" if isinstance(value, int) and field == "value" else str(value)
