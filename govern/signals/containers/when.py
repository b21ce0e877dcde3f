"""When the tags of a container fire: triggers as sets of conditions, and how two such sets lie to each other.

A trigger is a set and not a name: two triggers for one message are one set, a pattern holds the names that it fits. Sets are
compared at each message that the container knows, where tables and names are settled. What is not proven is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.core.memo import memo
from govern.gtm.container import BUILT_IN_TRIGGERS, EVERY_EVENT, Body, Container
from govern.gtm.tags import names_in, parameters
from govern.signals.containers.condition import Domain
from govern.signals.containers.variables import Variables, variables
from govern.signals.regular_expressions import expanded
from govern.signals.signal import Condition, Cube, Op, When
from govern.signals.source import MESSAGE, Made, Read, Text, inner

PAGES = {
    "CONSENT_INIT": "gtm.init_consent",
    "INIT": "gtm.init",
    "PAGEVIEW": "gtm.js",
    "DOM_READY": "gtm.dom",
    "WINDOW_LOADED": "gtm.load",
}
"""The triggers of a page, in the order in which their messages come, each once."""


OTHERS = {
    "CLICK": "gtm.click",
    "LINK_CLICK": "gtm.linkClick",
    "FORM_SUBMISSION": "gtm.formSubmit",
    "HISTORY_CHANGE": "gtm.historyChange-v2",
    "JS_ERROR": "gtm.pageError",
    "SERVER_PAGEVIEW": "page_view",
}


OWN = {
    "TIMER": "gtm.timer",
    "SCROLL_DEPTH": "gtm.scrollDepth",
    "ELEMENT_VISIBILITY": "gtm.elementVisibility",
    "YOU_TUBE_VIDEO": "gtm.video",
    "TRIGGER_GROUP": "gtm.triggerGroup",
}
"""The triggers of which each has messages of its own."""


PAGE_MESSAGES = frozenset(PAGES.values())


TRIGGER = Read("built-in", "the trigger that the message is for")


OPS: dict[str, Op] = {
    "EQUALS": "equals",
    "CONTAINS": "contains",
    "STARTS_WITH": "starts",
    "ENDS_WITH": "ends",
    "MATCH_REGEX": "matches",
}


MANY_MESSAGES = 2000


CLIENT = Read("built-in", "CLIENT_NAME")


@memo
def triggers(container: Container) -> Triggers:
    """The triggers of a container, each read once."""
    return Triggers(container)


@memo
def whens(container: Container) -> dict[str, When]:
    """When each tag of a container fires, those it comes before or after included."""
    return triggers(container).all()


@memo
def domain_of(container: Container) -> Domain:
    """What is known of what can be read: a server has the clients that it has, where the export lists any."""
    clients = frozenset(container.bodies("client"))
    return {CLIENT: clients} if clients and container.context == "server" else {}


@memo
def cubes(container: Container) -> dict[str, Cube]:
    """What each trigger of a container waits for."""
    return {name: triggers(container).cube(name) for name in container.bodies("trigger")}


class Triggers:
    """The triggers of one container."""

    def __init__(self, container: Container) -> None:
        self.container = container
        self.variables: Variables = variables(container)
        self.bodies = container.bodies("trigger")
        self.known: dict[str, Cube] = {}

    def all(self) -> dict[str, When]:
        """When each tag fires."""
        tags = self.container.bodies("tag")
        found = {name: self.when(tag) for name, tag in tags.items()}
        for name, tag in tags.items():
            for other in sequenced(tag):
                if other in found and other != name and tag.get("paused") is not True:
                    found[other] = self.together(found[other], self.when(tag))
        return found

    def together(self, own: When, main: When) -> When:
        """The times of a tag that also fires with another one."""
        return own.replace(fire=own.fire + main.fire, triggers=own.triggers + main.triggers)

    def when(self, tag: Body) -> When:
        """When a tag fires by its own triggers."""
        fire, block = names_in(tag.get("firingTrigger")), names_in(tag.get("blockingTrigger"))
        once = {"ONCE_PER_LOAD": "page", "ONCE_PER_EVENT": "event"}.get(str(tag.get("tagFiringOption")), "")
        cubes_, blocked = tuple(map(self.cube, fire)), tuple(map(self.cube, block))
        return When(cubes_, blocked, once, None, fire, block)

    def cube(self, name: str) -> Cube:
        """What a trigger waits for."""
        known = self.known.get(name)
        if known is None:
            known = self.known[name] = self.read(name)
        return known

    def read(self, name: str) -> Cube:
        """`cube`, read."""
        if name in BUILT_IN_TRIGGERS.values() and name not in self.bodies:
            kind = next(kind for kind, words in BUILT_IN_KINDS.items() if name.startswith(words))
            return (Condition(MESSAGE, "equals", PAGES[kind]),)
        if name == f"#{EVERY_EVENT}" and self.container.context == "server":
            return ()
        body = self.bodies.get(name) or self.bodies.get(name.removeprefix("#"))
        if body is None:
            return (nobody_knows(name),)
        kind = str(body.get("type"))
        filters = [*self.conditions(body.get("filter")), *self.conditions(body.get("autoEventFilter"))]
        if kind in PAGES or kind in OTHERS:
            return (Condition(MESSAGE, "equals", {**PAGES, **OTHERS}[kind]), *filters)
        if kind in OWN:
            return (Condition(MESSAGE, "equals", OWN[kind]), Condition(TRIGGER, "equals", name), *filters)
        if kind == "ALWAYS":
            return tuple(filters)
        if kind == "CUSTOM_EVENT":
            asked = self.conditions(body.get("customEventFilter"))
            return (*(asked or (nobody_knows(name),)), *filters)
        return (nobody_knows(name), *filters)

    def conditions(self, rows: Any) -> tuple[Condition, ...]:
        """The conditions of a list of filters."""
        return tuple(self.condition(row) for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()

    def condition(self, row: Body) -> Condition:
        """One condition as Tag Manager has it."""
        said = texts_of(row)
        left, right = self.variables.source(said.get("arg0", "").strip()), said.get("arg1", "")
        ignore, negate = (said.get(key, "").strip() == "true" for key in ("ignore_case", "negate"))
        resolved = self.variables.source(right)
        given = row.get("type")
        type_ = given if isinstance(given, str) else "no type"
        if isinstance(resolved, Text) and type_ in OPS:
            return Condition(left, OPS[type_], resolved.value, negate, ignore)
        if isinstance(resolved, Text):
            return Condition(left, "fits", f"{type_} {right}", negate, ignore)
        return Condition(Made(f"{type_} {right}", (left, resolved)), "fits", right, negate, ignore)


def nobody_knows(trigger: str) -> Condition:
    """What a trigger waits for of which nobody can say when it fires: it is like itself and like no other."""
    return Condition(Made(f"{TRIGGER.key} {trigger}"), "exists")


def is_opaque(condition: Condition) -> bool:
    """Whether a condition stands for a trigger of which nobody can say when it fires."""
    return isinstance(condition.left, Made) and condition.left.how.startswith(TRIGGER.key)


BUILT_IN_KINDS = {"CONSENT_INIT": "Consent Init", "INIT": "Initialization", "PAGEVIEW": "All Pages"}


def texts_of(row: Body) -> dict[str, str]:
    """The texts of a condition by key, as they are written, blanks included; of two of one key the first."""
    first = {one["key"]: one.get("value") for one in reversed(parameters(row.get("parameter")))}
    return {key: value for key, value in first.items() if isinstance(value, str)}


def sequenced(tag: Body) -> Iterator[str]:
    """The tags that fire before or after one."""
    for key in ("setupTag", "teardownTag"):
        entries = tag.get(key)
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict) and isinstance(entry.get("tagName"), str):
                yield entry["tagName"]


def names(cube: Cube) -> tuple[str, ...] | None:
    """The messages that conditions wait for, where these have names of their own; `None` where it may be any."""
    found: tuple[str, ...] | None = None
    for condition in cube:
        if (
            condition.left == MESSAGE
            and condition.op == "equals"
            and not condition.negate
            and not condition.ignore_case
        ):
            found = (condition.value,)
    return found


def mentioned(cube: Cube) -> Iterator[str]:
    """The messages that conditions speak of, examples of patterns included."""
    for condition in cube:
        if MESSAGE in (condition.left, *inner(condition.left)) and condition.op in ("equals", "starts", "matches"):
            yield from expanded(condition.value).samples if condition.op == "matches" else (condition.value,)


@memo
def messages(container: Container) -> tuple[str, ...]:
    """The messages that a container knows: those that its triggers name, and the pages'."""
    found = [message for when in whens(container).values() for cube in when.fire for message in mentioned(cube)]
    return tuple(dict.fromkeys(message for message in found if message))[:MANY_MESSAGES]
