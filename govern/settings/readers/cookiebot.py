"""What Cookiebot has found on a site: each cookie with its category, and whether it is held back until somebody consents.

`https://consent.cookiebot.com/api/v1/APIKEY/json/domaingroup/GROUP/CULTURE/domain/DOMAIN/cookies`, with the key of the Manager under Settings › Your
scripts. It is what the last scan saw, not the banner's settings, for which there is no public description. Values of cookies are not kept.

Source: https://support.cookiebot.com/hc/en-us/articles/360006346473-Extracting-cookie-information-via-API and the same answer in an import script's
documentation, checked 2026-11-30 in stored copies. That `1` is what needs no consent both show; the other numbers are advice.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.settings import Settings
from govern.settings.shapes import Shape
from govern.settings.shapes import read as read_shapes
from govern.settings.values import Row, known, text_of, truth

PRECEDENCE = 76
READS = "json"
HOLDS = "settings"

CATEGORIES = {"1": "necessary", "2": "preferences", "3": "statistics", "4": "marketing", "5": "unclassified"}
MARKS = frozenset({"Name", "Category", "PriorConsentEnabled"})


def cookie(row: Row) -> dict[str, Any]:
    """One cookie: it begins as granted where nothing holds it back."""
    held, category = truth(row.get("PriorConsentEnabled")), text_of(row.get("Category"))
    return known(
        category=CATEGORIES.get(category, category),
        begins=None if held is None else "denied" if held else "granted",
        essential=category == "1" if category else None,
        owner=text_of(row.get("Provider")),
    )


SHAPES = (
    Shape("consent_service", cookie, ("Category", "PriorConsentEnabled", "Provider", "Value", "FirstURL"), lists=("cookies",), names=("Name",),
          ids=("Name",), marks=(MARKS,), account=lambda row: text_of(row.get("Provider"))),
)  # fmt: skip


def matches(data: Any) -> bool:
    """Whether this is what a scan found."""
    listed = data.get("cookies") if isinstance(data, dict) and "utcscandate" in data else None
    return isinstance(listed, list) and all(isinstance(row, dict) and row.keys() >= MARKS for row in listed[:1])


def read(given: Given) -> tuple[Settings, ...]:
    """Every cookie of the scan."""
    return read_shapes(given, "cookiebot", SHAPES)
