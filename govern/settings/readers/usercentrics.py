"""Services of a Usercentrics banner and what each begins with: the JSON that its script loads.

`https://api.usercentrics.eu/settings/SETTINGS_ID/latest/en.json`, as the developer tools save it. It has each service by the number of its
template and its category; names stand in another file, and are read where a list has them (`getServices` of the SDKs).

Source: the fields of `ServiceConsentTemplate` and of `UsercentricsService` in the vendor's SDKs for mobile apps, read 2026-11-30.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.settings import Settings
from govern.settings.shapes import Shape
from govern.settings.shapes import read as read_shapes
from govern.settings.values import Row, known, text_of, truth
from govern.settings.walking import holds

PRECEDENCE = 75
READS = "json"
HOLDS = "settings"

ESSENTIAL = "essential"
"""How the category of what needs no consent is called, unless the file says another."""


def service(row: Row) -> dict[str, Any]:
    """One service: its category, whether it is switched off, and what it begins with."""
    default, off = truth(row.get("defaultConsentStatus")), truth(row.get("isDeactivated"))
    return known(
        category=text_of(row.get("categorySlug")),
        begins=None if default is None else "granted" if default else "denied",
        essential=truth(row.get("isEssential")),
        status=None if off is None else "paused" if off else "active",
    )


USED = ("templateId", "dataProcessor", "categorySlug", "defaultConsentStatus", "isDeactivated", "isEssential")
SHAPES = (
    Shape("consent_service", service, USED, lists=("consentTemplates",), names=("dataProcessor", "templateId"),
          ids=("templateId",), marks=(frozenset({"templateId", "categorySlug"}),)),
)  # fmt: skip


def matches(data: Any) -> bool:
    """Whether this lists services of a banner."""
    return holds(data, SHAPES)


def read(given: Given) -> tuple[Settings, ...]:
    """The services, each with whether its category needs consent."""
    free = essential(given.data)
    (found,) = read_shapes(given, "usercentrics", SHAPES)
    services = tuple(
        one.replace(fields={**one.fields, "essential": one.says("category") in free})
        if one.says("essential") is None and one.says("category")
        else one
        for one in found.settings
    )
    return (found.replace(settings=services),)


def essential(data: Any) -> frozenset[str]:
    """The categories that need no consent."""
    listed = data.get("categories") if isinstance(data, dict) else None
    rows = [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
    return frozenset({ESSENTIAL, *(text_of(row.get("categorySlug")) for row in rows if row.get("isEssential") is True)})
