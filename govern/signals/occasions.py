"""On what occasion an event of a container is told: on every page, on one, on a click, on a form, on a message of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from govern.core.record import Record
from govern.gtm.container import Container
from govern.gtm.tags import text_of
from govern.signals.signal import Cube, Signal, When
from govern.signals.source import Text
from govern.signals.when import PAGE_MESSAGES, names

if TYPE_CHECKING:
    from govern.project import Project

Kind = Literal["every page", "page", "click", "form", "unchecked form", "message"]

CLICKS = ("gtm.click", "gtm.linkClick")

LEADS = frozenset(("purchase", "generate_lead", "sign_up", "subscribe", "conversion"))
"""What counts as done: it is worth something, and happens once in a while."""


class Occasion(Record):
    """One of the occasions of a signal, and the trigger that makes it."""

    kind: Kind
    trigger: str
    cube: Cube


def occasions(container: Container, when: When) -> Iterator[Occasion]:
    """The occasions on which something fires, one for each trigger."""
    for trigger, cube in zip(when.triggers, when.fire, strict=False):
        yield Occasion(kind_of(container, trigger, cube), trigger, cube)


def kind_of(container: Container, trigger: str, cube: Cube) -> Kind:
    """What makes a trigger fire."""
    name = (names(cube) or ("",))[0]
    if name in PAGE_MESSAGES:
        return "page" if len(cube) > 1 else "every page"
    if name in CLICKS:
        return "click"
    if name == "gtm.formSubmit":
        return "form" if is_checked(container, trigger) else "unchecked form"
    return "message"


def is_checked(container: Container, trigger: str) -> bool:
    """Whether a form has to be valid for a trigger to fire."""
    check = container.bodies("trigger").get(trigger, {}).get("checkValidation")
    return (
        text_of({"parameter": [{**check, "key": "checked"}]}, "checked") == "true" if isinstance(check, dict) else False
    )


def meaning(project: Project, signal: Signal) -> str:
    """What an event is in the words of all platforms, such as `purchase`; empty where nobody knows."""
    platform = project.platform(signal.platform) if signal.platform else None
    if signal.kind != "event" or not isinstance(signal.name.source, Text):
        return ""
    if signal.platform == "floodlight" or (signal.platform == "linkedin" and signal.called.isdecimal()):
        return "conversion"
    standard = platform.events.get(signal.called) if platform is not None else None
    return standard.canonical if standard is not None else ""


def counts(project: Project, signal: Signal) -> bool:
    """Whether a signal tells something that is done and counted, such as an order or a lead."""
    return signal.surely != "never called" and meaning(project, signal) in LEADS


def is_purchase(project: Project, signal: Signal) -> bool:
    """Whether a signal that can be told tells of an order."""
    return signal.surely != "never called" and meaning(project, signal) == "purchase"
