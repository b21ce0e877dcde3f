"""Conversion goals and UET tags of Microsoft Advertising, from the Campaign Management service.

`POST https://campaign.api.bingads.microsoft.com/CampaignManagement/v13/ConversionGoals/QueryByIds` and
`.../UetTags/QueryByIds`. Windows are minutes.

Source: the form of `GetConversionGoalsByIds` and `GetUetTagsByIds` in Microsoft's documentation (`MicrosoftDocs/Advertising`), filled in; read 2026-11-30.
No answer of an account was seen.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.settings import Settings
from govern.settings.microsoft import COUNTING, STATUS, TRACKING
from govern.settings.shapes import Shape
from govern.settings.shapes import read as read_shapes
from govern.settings.values import Row, inside, known, minutes, number, text_of, truth
from govern.settings.walking import holds
from govern.source.answers import is_form

PRECEDENCE = 72
READS = "json"
HOLDS = "settings"


def goal(row: Row) -> dict[str, Any]:
    """A conversion goal."""
    excluded = truth(row.get("ExcludeFromBidding"))
    return known(
        click=minutes(row.get("ConversionWindowInMinutes")),
        view=minutes(row.get("ViewThroughConversionWindowInMinutes")),
        counting=COUNTING.get(text_of(row.get("CountType")).casefold()),
        model=row.get("AttributionModelType"),
        primary=not excluded if excluded is not None else None,
        category=row.get("GoalCategory"),
        method=row.get("Type"),
        status=STATUS.get(text_of(row.get("Status")).casefold()),
        fired=TRACKING.get(text_of(row.get("TrackingStatus"))),
        value=number(inside(row, "Revenue", "Value")),
        currency=inside(row, "Revenue", "CurrencyCode"),
        always_default=text_of(inside(row, "Revenue", "Type")) == "FixedValue" or None,
        enhanced=truth(row.get("IsEnhancedConversionsEnabled")),
    )


def tag(row: Row) -> dict[str, Any]:
    """A UET tag."""
    return known(fired=TRACKING.get(text_of(row.get("TrackingStatus"))))


SHAPES = (
    Shape("conversion", goal, ("ConversionWindowInMinutes", "ViewThroughConversionWindowInMinutes", "CountType",
          "AttributionModelType", "ExcludeFromBidding", "GoalCategory", "Type", "Status", "TrackingStatus", "Revenue",
          "IsEnhancedConversionsEnabled", "Id", "TagId"), names=("Name",), ids=("Id",), lists=("ConversionGoals",),
          account=lambda row: text_of(row.get("TagId")), marks=(frozenset({"ConversionWindowInMinutes", "Name"}),)),
    Shape("pixel", tag, ("TrackingStatus", "Id", "TrackingScript", "TrackingNoScript"), names=("Name",), ids=("Id",),
          lists=("UetTags",), account=lambda row: text_of(row.get("Id")), marks=(frozenset({"TrackingScript", "Id"}),)),
)  # fmt: skip


def matches(data: Any) -> bool:
    """Whether this is an answer about goals or tags, and not its form in the manual."""
    return holds(data, SHAPES) and not is_form(data)


def read(given: Given) -> tuple[Settings, ...]:
    """What is set at Microsoft Advertising."""
    return read_shapes(given, "microsoft_ads", SHAPES)
