"""What a Google Analytics property knows of its events: key events, dimensions, metrics, rules, secrets, changes."""

from __future__ import annotations

import re
from typing import Any

from govern.core.regex import regex
from govern.settings.shapes import Shape, owner_in
from govern.settings.values import Row, day, inside, known, number, text_of, whole

SCOPES = {"EVENT": "event", "USER": "user", "ITEM": "item"}
COUNTING = {"ONCE_PER_EVENT": "every", "ONCE_PER_SESSION": "once"}


def key_event(row: Row) -> dict[str, Any]:
    """A key event: how it is counted and what one without a value is worth."""
    return known(
        event=row.get("eventName"),
        counting=COUNTING.get(text_of(row.get("countingMethod"))),
        value=number(inside(row, "defaultValue", "numericValue")),
        currency=inside(row, "defaultValue", "currencyCode"),
        system=True if row.get("deletable") is False else None,
    )


def dimension(row: Row) -> dict[str, Any]:
    """A custom dimension, or a metric with its unit."""
    return known(
        parameter=row.get("parameterName"),
        scope=SCOPES.get(text_of(row.get("scope"))),
        unit=text_of(row.get("measurementUnit")).lower(),
    )


def create_rule(row: Row) -> dict[str, Any]:
    """A rule by which the property makes another event of one."""
    return known(
        event=row.get("destinationEvent"),
        conditions=conditions(row),
        copies=row.get("sourceCopyParameters") is True,
        sets=mutations(row),
        method="create",
    )


def edit_rule(row: Row) -> dict[str, Any]:
    """A rule by which the property changes events before it counts them."""
    return known(conditions=conditions(row), sets=mutations(row), method="edit")


def conditions(row: Row) -> tuple[str, ...]:
    """What an event has to be like: `event_name = purchase`."""
    signs = {"EQUALS": "=", "EQUALS_CASE_INSENSITIVE": "="}
    found = row.get("eventConditions")
    return tuple(
        f"{'not ' * (one.get('negated') is True)}{text_of(one.get('field'))} "
        f"{signs.get(text_of(one.get('comparisonType')), text_of(one.get('comparisonType')).lower())} {text_of(one.get('value'))}"
        for one in (found if isinstance(found, list) else ())
        if isinstance(one, dict)
    )


def mutations(row: Row) -> tuple[str, ...]:
    """The parameters that a rule sets."""
    found = row.get("parameterMutations")
    return tuple(
        text_of(one.get("parameter")) for one in (found if isinstance(found, list) else ()) if isinstance(one, dict)
    )


def audience(row: Row) -> dict[str, Any]:
    """How long somebody stays in an audience."""
    return known(days=whole(row.get("membershipDurationDays")))


def channel_group(row: Row) -> dict[str, Any]:
    """Whether the platform made a group."""
    return known(system=row.get("systemDefined") is True)


def annotation(row: Row) -> dict[str, Any]:
    """A remark in the reports."""
    date = row.get("annotationDate")
    if isinstance(date, dict):
        date = "-".join(f"{whole(date.get(part)) or 0:02}" for part in ("year", "month", "day"))
    return known(day=day(date))


def secret(row: Row) -> dict[str, Any]:
    """That there is a secret, and nothing of it."""
    return known(on=True if text_of(row.get("secretValue")) else None)


def changed(row: Row) -> dict[str, Any]:
    """Who changed what on which day."""
    changes = row.get("changes")
    listed = [change for change in (changes if isinstance(changes, list) else ()) if isinstance(change, dict)]
    return known(
        day=day(row.get("changeTime")),
        actor=row.get("userActorEmail") or text_of(row.get("actorType")).lower(),
        what=", ".join(
            f"{text_of(one.get('resource'))} {text_of(one.get('action'))}".lower().replace("_", " ") for one in listed
        ),
    )


def below(end: str) -> re.Pattern[str]:
    """The resource name of something at a property, or at one of its streams."""
    return regex(rf"properties/[^/]+/(?:dataStreams/[^/]+/)?{end}/[^/]+")


EVENTS = (
    Shape("key_event", key_event, ("eventName", "countingMethod", "defaultValue", "deletable", "custom", "createTime"),
          lists=("keyEvents", "conversionEvents"), account=owner_in, path=below("(?:keyEvents|conversionEvents)"),
          schema="KeyEvent", names=("eventName",), marks=(frozenset({"eventName", "countingMethod"}),)),
    Shape("dimension", dimension, ("parameterName", "scope"), lists=("customDimensions",), account=owner_in,
          path=below("customDimensions"), schema="CustomDimension", names=("parameterName",),
          marks=(frozenset({"parameterName", "scope", "disallowAdsPersonalization"}),)),
    Shape("metric", dimension, ("parameterName", "scope", "measurementUnit"), lists=("customMetrics",), account=owner_in,
          path=below("customMetrics"), schema="CustomMetric", names=("parameterName",),
          marks=(frozenset({"parameterName", "measurementUnit"}),)),
    Shape("event_rule", create_rule, ("destinationEvent", "eventConditions", "parameterMutations", "sourceCopyParameters"),
          lists=("eventCreateRules",), account=owner_in, path=below("eventCreateRules"), schema="EventCreateRule",
          names=("destinationEvent",)),
    Shape("event_rule", edit_rule, ("displayName", "eventConditions", "parameterMutations"), lists=("eventEditRules",),
          account=owner_in, path=below("eventEditRules"), schema="EventEditRule", names=("displayName",)),
    Shape("secret", secret, ("secretValue", "displayName"), lists=("measurementProtocolSecrets",), account=owner_in,
          path=below("measurementProtocolSecrets"), schema="MeasurementProtocolSecret", names=("displayName",),
          marks=(frozenset({"secretValue", "displayName"}),)),
    Shape("audience", audience, ("membershipDurationDays",), lists=("audiences",), account=owner_in, path=below("audiences"),
          schema="Audience", names=("displayName",)),
    Shape("channel_group", channel_group, ("systemDefined",), lists=("channelGroups",), account=owner_in,
          path=below("channelGroups"), schema="ChannelGroup", names=("displayName",)),
    Shape("annotation", annotation, ("annotationDate",), lists=("reportingDataAnnotations",), account=owner_in,
          path=below("reportingDataAnnotations"), schema="ReportingDataAnnotation", names=("title",)),
    Shape("changed", changed, ("changeTime", "userActorEmail", "actorType", "changes"), lists=("changeHistoryEvents",),
          schema="ChangeHistoryEvent", names=("id",)),
)  # fmt: skip
