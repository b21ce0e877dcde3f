"""When an event fires: what its trigger waits for."""

from __future__ import annotations

from govern.core.report import Place
from govern.spec.sections.events import Event

WITH_ELEMENT = ("click", "element_visible", "form_attempt", "form_success", "custom")
WITH_TIME = ("timer", "element_visible", "custom")
"""What fires on an element, and what fires after a time."""


def place_of_message(event: Event) -> Place:
    """Where an event's message is written."""
    return event.place("fires", "name") if event.fires and event.fires.name else event.place("name")
