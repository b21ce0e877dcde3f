"""On what occasion an event of a container is told: on every page, on one, on a click, on a form, on a message of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from govern.core.record import Record
from govern.core.regex import regex
from govern.gtm.container import Container
from govern.gtm.references import trigger_parameters
from govern.gtm.tags import text_of
from govern.platforms.vendors import vendors
from govern.signals.containers.condition import holds
from govern.signals.containers.when import CLIENT, PAGE_MESSAGES, TRIGGER, names, triggers
from govern.signals.regular_expressions import EVERYTHING
from govern.signals.signal import Condition, Cube, Signal, When
from govern.signals.source import MESSAGE, Either, Read, Source, Table, Text, alternatives, given, inner

if TYPE_CHECKING:
    from govern.project import Project

Kind = Literal["every page", "page", "click", "form", "unchecked form", "message"]

HITS = frozenset(("page_view",))
"""The message of a server that each page of a site brings."""

VIEWS = frozenset(
    ("page_view", "pageview", "pageView", "page-view", "virtualPageview", "virtual_pageview", "virtualPageView")
)
"""What sites call the message that each page brings, also where no page is loaded."""

ON_PAGES = ("gtm.historyChange-v2", "gtm.timer", "gtm.scrollDepth")
"""What happens on any page, without that anybody has asked for something."""

ADDRESS = ("url", "path")
ANY_PATH = ("/", "^/", "/.*", "^/.*", "^/.*$")
"""Patterns that fit every address."""

CLICKS = ("gtm.click", "gtm.linkClick")

BUTTON = regex(r"\[\s{0,9}type\s{0,9}=\s{0,9}[\"']?submit[\"']?\s{0,9}\]", re.IGNORECASE)
"""A selector of the button that sends a form."""

LEADS = frozenset(("purchase", "generate_lead", "sign_up", "subscribe", "conversion"))
"""What counts as done: it is worth something, and happens once in a while."""


class Occasion(Record):
    """One of the occasions of a signal, and the trigger that makes it."""

    kind: Kind
    trigger: str
    cube: Cube

    @property
    def message(self) -> str:
        """The message that makes it, where that has a name."""
        return (names(self.cube) or ("",))[0]


def occasions(container: Container, when: When) -> tuple[Occasion, ...]:
    """The occasions on which something fires, one for each trigger. A dozen rules ask for them: they are kept with the times that
    they are of, and for which container, since to compare times takes longer than this."""
    known: tuple[Container, tuple[Occasion, ...]] | None = when.memory.get("occasions")
    if known is None or known[0] is not container:
        named = zip(when.triggers, when.fire, strict=False)
        known = container, tuple(Occasion(kind_of(container, trigger, cube), trigger, cube) for trigger, cube in named)
        when.memory["occasions"] = known
    return known[1]


def kind_of(container: Container, trigger: str, cube: Cube) -> Kind:
    """What makes a trigger fire."""
    name = (names(cube) or ("",))[0]
    if name in (HITS if container.context == "server" else PAGE_MESSAGES | VIEWS):
        return "page" if any(map(is_narrower, cube)) else "every page"
    if name in ON_PAGES and not any(map(is_narrower, cube)):
        return "every page"
    if name == "gtm.historyChange-v2" and any(map(is_of_address, cube)):
        return "page"
    if name in CLICKS or any(is_click(condition) for condition in cube):
        return "unchecked form" if any(map(is_button, cube)) else "click"
    if name == "gtm.triggerGroup" and is_of_pages(container, trigger):
        return "every page"
    if name == "gtm.formSubmit":
        return "form" if is_checked(container, trigger) else "unchecked form"
    return "message"


def is_click(condition: Condition) -> bool:
    """Whether a condition is a pattern of messages that fits those of clicks, and not every message."""
    is_pattern = condition.left == MESSAGE and condition.op == "matches" and not condition.negate
    known = is_pattern and condition.value not in EVERYTHING and "lick" in condition.value
    return known and any(holds(condition, message) for message in CLICKS)


def is_button(condition: Condition) -> bool:
    """Whether a condition is that what is clicked is the button that sends a form."""
    return condition.op == "fits" and not condition.negate and BUTTON.search(condition.value[:500]) is not None


def is_of_pages(container: Container, group: str) -> bool:
    """Whether a group waits for nothing but triggers that fire on every page."""
    body = container.bodies("trigger").get(group, {})
    members = [str(parameter["value"]) for parameter, _ in trigger_parameters(body)]
    found = [triggers(container).cube(name) for name in members]
    pages = (names(cube) is not None and (names(cube) or ("",))[0] in PAGE_MESSAGES for cube in found)
    return bool(members) and all(pages) and not any(is_narrower(condition) for cube in found for condition in cube)


def is_narrower(condition: Condition) -> bool:
    """Whether a condition leaves out most pages: not that the path begins with a slash, that it is any but one, that the host
    is the site's, or that a server's own client asks."""
    if condition.left in (MESSAGE, TRIGGER, CLIENT):
        return False
    left = condition.left
    is_page = isinstance(left, Read) and left.place == "page"
    if is_page and isinstance(left, Read) and left.key == "host":
        return not condition.negate and not is_site(condition.value)
    if not (is_page and isinstance(left, Read) and left.key in ADDRESS):
        return True
    if condition.negate:
        return False
    if condition.op == "matches":
        return condition.value not in EVERYTHING and condition.value not in ANY_PATH
    return condition.op not in ("contains", "starts") or condition.value not in ("", "/", "http", "https://")


def is_of_address(condition: Condition) -> bool:
    """Whether a condition is that the address of the page is one of few."""
    left = condition.left
    return isinstance(left, Read) and left.place == "page" and left.key in ADDRESS and is_narrower(condition)


def is_site(host: str) -> bool:
    """Whether a host is that of a whole site: `www.shop.example`, `shop.example`."""
    return host.startswith("www.") or host.count(".") == 1


def is_checked(container: Container, trigger: str) -> bool:
    """Whether a form has to be valid for a trigger to fire."""
    check = container.bodies("trigger").get(trigger, {}).get("checkValidation")
    return (
        text_of({"parameter": [{**check, "key": "checked"}]}, "checked") == "true" if isinstance(check, dict) else False
    )


def meaning(project: Project, signal: Signal, message: str = "") -> str:
    """What an event is in the words of all platforms, such as `purchase`; empty where nobody knows. Where a table of
    messages says how it is called, the name is the one for this message."""
    platform = project.platform(signal.platform) if signal.platform else None
    called = name_at(signal, message)
    if signal.kind != "event" or not called:
        return ""
    if signal.platform == "floodlight" or (signal.platform == "linkedin" and called.isdecimal()):
        return "conversion"
    if signal.platform == "x" and called.startswith("tw-"):
        return "purchase" if is_numbered(signal) else ""
    if signal.platform == "x" and called in X_IMAGES:
        return X_IMAGES[called]
    if platform is None and (vendor := vendors().get(signal.platform)) is not None:
        return vendor.events.get(called, "")
    standard = platform.events.get(called) if platform is not None else None
    return standard.canonical if standard is not None else ""


X_IMAGES = {"tw_purchase": "purchase", "tw_lead": "generate_lead", "tw_signup": "sign_up", "conversion": "conversion"}
"""Names of events in the images that X hands out, the last of an image that names none and has an amount."""

NUMBERS = regex(r"(?:order|transaction)[_-]?(?:id|number|no|nr|ref)", re.IGNORECASE)
"""What pages call the number of an order."""


def is_numbered(signal: Signal) -> bool:
    """Whether an event that goes by a number of its own tells what an order is worth, and which order it is."""
    key = signal.event_id.source.key if isinstance(signal.event_id.source, Read) else ""
    return "value" in signal.parameters and NUMBERS.fullmatch(key.rpartition(".")[2]) is not None


def name_at(signal: Signal, message: str) -> str:
    """How an event is called when a message comes; empty where that is not always the same."""
    source = signal.name.source
    found = given(source, message) if message and isinstance(source, Table) else source
    return found.value if isinstance(found, Text) else ""


MOST = 40
"""So many names of one event are told apart."""


def by_each_name(signal: Signal) -> tuple[Signal, ...]:
    """A signal once for each name that it may have, where code or a table of something but messages chooses one; else itself.
    Where it may have none, one is without a name."""
    left, found = [signal.name.source], list[Source]()
    while left and len(found) < MOST:
        source = left.pop()
        chosen = isinstance(source, Either) or (
            isinstance(source, Table) and MESSAGE not in (source.input, *inner(source.input))
        )
        left.extend(reversed(alternatives(source))) if chosen else found.append(source)
    names = dict.fromkeys(found)
    return tuple(signal.replace(name=signal.name.replace(source=one)) for one in names) if len(names) > 1 else (signal,)


def counts(project: Project, signal: Signal, message: str = "") -> bool:
    """Whether a signal tells something that is done and counted, such as an order or a lead."""
    return signal.surely != "never called" and meaning(project, signal, message) in LEADS


def is_purchase(project: Project, signal: Signal) -> bool:
    """Whether a signal that can be told tells of an order."""
    return signal.surely != "never called" and meaning(project, signal) == "purchase"
