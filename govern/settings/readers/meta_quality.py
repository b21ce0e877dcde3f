"""Quality of the events that a Meta dataset receives, from the Dataset Quality API.

`GET /dataset_quality?dataset_id=DATASET&fields=web{event_name,event_match_quality,event_coverage,dedupe_key_feedback,data_freshness}`.
An empty list is not good news: Meta says nothing about events that it has hardly seen.

Source: answers as tests of public programs have them, and Meta's field list `AdsPixelCAPIIntegrationQuality`, read 2026-11-30.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.settings import Settings
from govern.settings.shapes import Shape
from govern.settings.shapes import read as read_shapes
from govern.settings.values import Row, inside, known, number, text_of
from govern.settings.walking import holds

PRECEDENCE = 64
READS = "json"
HOLDS = "settings"


def quality(row: Row) -> dict[str, Any]:
    """What Meta says of one event."""
    event_ids = next((one for one in listed(row.get("dedupe_key_feedback")) if one.get("dedupe_key") == "event_id"), {})
    return known(
        event=row.get("event_name"),
        score=number(inside(row, "event_match_quality", "composite_score")),
        missing=missing(row),
        coverage=number(inside(row, "event_coverage", "percentage")),
        coverage_goal=number(inside(row, "event_coverage", "goal_percentage")),
        browser_ids=number(inside(event_ids, "browser_events_with_dedupe_key", "percentage")),
        server_ids=number(inside(event_ids, "server_events_with_dedupe_key", "percentage")),
        upload=text_of(inside(row, "data_freshness", "upload_frequency")),
    )


def missing(row: Row) -> tuple[str, ...] | None:
    """The match keys that no event had, or hardly any; one without its coverage tells nothing."""
    feedback = listed(inside(row, "event_match_quality", "match_key_feedback"))
    few = [
        one for one in feedback if (share := number(inside(one, "coverage", "percentage"))) is not None and share < 50
    ]
    return tuple(text for one in few if (text := text_of(one.get("identifier")))) if feedback else None


def listed(value: Any) -> list[Row]:
    """The objects of a list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


SHAPES = (
    Shape("quality", quality, ("event_match_quality", "event_coverage", "dedupe_key_feedback", "data_freshness", "acr",
          "event_potential_aly_acr_increase"), lists=("web",), schema="AdsPixelCAPIIntegrationQuality", names=("event_name",),
          marks=(frozenset({"event_name", "event_match_quality"}), frozenset({"event_name", "event_coverage"}))),
)  # fmt: skip


def matches(data: Any) -> bool:
    """Whether this is such an answer."""
    return holds(data, SHAPES)


def read(given: Given) -> tuple[Settings, ...]:
    """The quality of each event."""
    return read_shapes(given, "meta", SHAPES)
