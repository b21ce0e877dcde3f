"""A custom event trigger says which event it waits for.

A trigger of this type has its event name in a filter on `{{_event}}`. Without one Tag Manager refuses the container, and a
file that carries the name elsewhere, as assistants and scripts write it, fires on nothing.

Remedy: give the trigger its event name in Tag Manager, or the filter in the file:
`customEventFilter: [{type: EQUALS, parameter: {arg0: '{{_event}}', arg1: lead_sent}}]`.

Source: https://developers.google.com/tag-manager/api/v2/reference/accounts/containers/workspaces/triggers, where the filter
of a custom event decides whether it fires, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.gtm.container import label
from govern.gtm.tags import problem, text_of
from govern.project import Project
from govern.rules import Problem, rule

PLAIN = ("EQUALS", "CONTAINS", "STARTS_WITH", "ENDS_WITH", "MATCH_REGEX")
"""Comparisons with a text, which is then the name of the event or a part of it."""

CONTAINER = "containers: [{id: GTM-ABC1234, triggers: [{name: Lead, type: CUSTOM_EVENT%s}]}]"


@rule(
    good=CONTAINER % ", customEventFilter: [{type: EQUALS, parameter: {arg0: '{{_event}}', arg1: lead_sent}}]",
    bad=CONTAINER % "",
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, trigger in container.bodies("trigger").items():
            if trigger.get("type") == "CUSTOM_EVENT" and not says_event(trigger.get("customEventFilter")):
                message = f"{label('trigger', name)} does not say which event it waits for"
                yield problem(container, "trigger", name, message, help="give it an event name")


def says_event(filters: Any) -> bool:
    """Whether a filter asks for an event, and for one with a name. What is not a list of filters is said elsewhere."""
    if not isinstance(filters, list):
        return bool(filters)
    asked = [row for row in filters if isinstance(row, dict)]
    return any(text_of(row, "arg0") and (text_of(row, "arg1") or row.get("type") not in PLAIN) for row in asked)
