"""When the tags of a container fire: triggers as sets of conditions, and how two such sets lie to each other.

A trigger is a set and not a name: two triggers for one message are one set, a pattern holds the names that it fits. Sets are
compared at each message that the container knows, where tables and names are settled. What is not proven is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from govern.core.memo import memo
from govern.core.record import Record
from govern.gtm.container import BUILT_IN_TRIGGERS, Body, Container
from govern.gtm.tags import names_in, parameters, text_of
from govern.signals.condition import Domain, holds, implies, opposite, satisfiable, widened
from govern.signals.regular_expressions import expanded
from govern.signals.signal import Condition, Cube, Op, When
from govern.signals.source import MESSAGE, Made, Read, Source, Text, Unknown, given, inner
from govern.signals.variables import Variables, variables

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

LATER = ("CLICK_", "FORM_", "VIDEO_", "SCROLL_", "ELEMENT_VISIBILITY_", "ERROR_", "NEW_HISTORY_", "OLD_HISTORY_")
"""Built-in variables that have a value only when something has happened on the page."""

MANY_MESSAGES = 2000
MANY_CUBES = 400
"""With so many triggers, each held against each that blocks, nothing is said of a tag."""

CLIENT = Read("built-in", "CLIENT_NAME")

Relation = Literal["never", "disjoint", "contained", "overlapping", "unknown"]


class Cell(Record):
    """Conditions that hold together at one message, outside of what blocks."""

    cube: Cube
    outside: tuple[Cube, ...] = ()


@memo
def whens(container: Container) -> dict[str, When]:
    """When each tag of a container fires, those it comes before or after included."""
    return Triggers(container).all()


@memo
def domain_of(container: Container) -> Domain:
    """What is known of what can be read: a server has the clients that it has, where the export lists any."""
    clients = frozenset(container.bodies("client"))
    return {CLIENT: clients} if clients and container.context == "server" else {}


@memo
def cubes(container: Container) -> dict[str, Cube]:
    """What each trigger of a container waits for."""
    triggers = Triggers(container)
    return {name: triggers.cube(name) for name in container.bodies("trigger")}


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
        left, right = self.variables.source(text_of(row, "arg0")), raw_text(row, "arg1")
        ignore, negate = text_of(row, "ignore_case") == "true", text_of(row, "negate") == "true"
        resolved = self.variables.source(right)
        type_ = str(row.get("type"))
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


def raw_text(row: Body, key: str) -> str:
    """A text as it is written, blanks included."""
    found = next((one for one in parameters(row.get("parameter")) if one["key"] == key), {})
    value = found.get("value")
    return value if isinstance(value, str) else ""


def sequenced(tag: Body) -> Iterator[str]:
    """The tags that fire before or after one."""
    for key in ("setupTag", "teardownTag"):
        entries = tag.get(key)
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict) and isinstance(entry.get("tagName"), str):
                yield entry["tagName"]


def at(cube: Cube, message: str | None) -> Cube | None:
    """What is left of conditions when a message comes; `None` where they do not hold. Without a message, as they stand."""
    if message is None:
        return cube
    left: list[Condition] = []
    for condition in cube:
        source = condition.left if isinstance(condition.left, Read) else given(condition.left, message)
        known = holds(condition, source.value) if isinstance(source, Text) else None
        if known is None and message in PAGE_MESSAGES and not condition.negate and is_later(source):
            known = False if holds(condition, "undefined") is False and holds(condition, "") is not True else None
        if known is False:
            return None
        if known is None:
            left.append(condition if source == condition.left else condition.replace(left=source))
    return tuple(dict.fromkeys(left))


def is_later(source: Source) -> bool:
    """Whether something has no value yet while a page loads."""
    if not isinstance(source, Read):
        return False
    return source.place == "built-in" and source.key.startswith(LATER)


def cells(when: When, message: str | None, domain: Domain) -> tuple[Cell, ...]:
    """The ways in which something can fire at a message."""
    if is_too_much(when):
        return ()
    found = []
    blocks = [block for cube in when.block if (block := at(cube, message)) is not None]
    for cube in when.fire:
        left = at(cube, message)
        cell = outside_of(left, blocks, domain) if left is not None else None
        if cell is not None and satisfiable(cell.cube, domain).possible is not False:
            found.append(cell)
    return tuple(dict.fromkeys(found))


def is_too_much(when: When) -> bool:
    """Whether so much fires and blocks something that nobody looks at all of it."""
    return len(when.fire) * (len(when.block) + 1) > MANY_CUBES


def outside_of(cube: Cube, blocks: Iterable[Cube], domain: Domain) -> Cell | None:
    """Conditions less what blocks: a block of one condition is its opposite; `None` where a block covers them."""
    kept: list[Cube] = []
    for block in blocks:
        if all(implies(cube, condition, domain) for condition in block):
            return None
        if satisfiable((*cube, *block), domain).possible is False:
            continue
        if len(block) == 1 and not isinstance(block[0].left, Unknown) and not is_opaque(block[0]):
            cube = (*cube, opposite(block[0]))
        else:
            kept.append(block)
    return Cell(widened(cube), tuple(kept))


def is_inside(one: Cell, other: Cell, domain: Domain) -> bool:
    """Whether all that one holds is in the other."""
    if any(isinstance(condition.left, Unknown) for condition in (*one.cube, *other.cube)):
        return False
    blocking = (condition for block in one.outside for condition in block)
    if any(map(is_opaque, blocking)) or any(is_opaque(found) and found not in other.cube for found in one.cube):
        return False
    return all(implies(one.cube, condition, domain) for condition in other.cube) and all(
        block in one.outside or satisfiable((*one.cube, *block), domain).possible is False for block in other.outside
    )


def meeting(one: Cell, other: Cell, domain: Domain) -> Relation:
    """How two ways to fire lie to each other."""
    if is_inside(one, other, domain) or is_inside(other, one, domain):
        return "contained"
    verdict = satisfiable((*one.cube, *other.cube), domain)
    if verdict.possible is None:
        return "unknown"
    if not verdict.possible:
        return "disjoint"
    blocks = (*one.outside, *other.outside)
    seen = verdict.witness
    free = all(any(holds(c, seen[c.left]) is False for c in block if c.left in seen) for block in blocks)
    return "overlapping" if free else "unknown"


def relation(one: When, other: When, message: str | None, domain: Domain) -> Relation:
    """How two sets of times lie to each other when a message comes."""
    here, there = cells(one, message, domain), cells(other, message, domain)
    return relation_of(here, there, domain)


def relation_of(here: tuple[Cell, ...], there: tuple[Cell, ...], domain: Domain) -> Relation:
    """`relation` of what is left at a message."""
    if not here or not there:
        return "never"
    found = {meeting(a, b, domain) for a in here[:20] for b in there[:20]}
    return next(kind for kind in ("contained", "overlapping", "unknown", "disjoint") if kind in found)


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


def never(when: When, container: Container) -> tuple[str, ...] | None:
    """Why something that has triggers never fires, a reason for each trigger; `None` where it may fire."""
    if not when.fire or is_too_much(when):
        return None
    reasons = []
    for cube in when.fire:
        why = never_cube(cube, when, container)
        if not why:
            return None
        reasons.append(why)
    return tuple(dict.fromkeys(reasons))


def never_cube(cube: Cube, when: When, container: Container) -> str:
    """Why conditions never hold, or never outside of what blocks; empty where they may."""
    domain, named = domain_of(container), names(cube)
    message = named[0] if named else None
    verdict = satisfiable(cube, domain)
    if verdict.possible is False:
        return " and ".join(told(condition) for condition in verdict.why) + (
            " cannot both hold" if len(verdict.why) > 1 else " never holds"
        )
    wrong = next((one for one in cube if is_elsewhere(one)), None)
    if wrong is not None:
        return f"{told(wrong)} never holds"
    left = at(cube, message)
    if left is None:
        late = next((one for one in cube if at((one,), message) is None), cube[0])
        return (
            f"{told(late)} never holds when a page loads" if message in PAGE_MESSAGES else f"{told(late)} never holds"
        )
    blocks = [block for one in when.block if (block := at(one, message)) is not None]
    if outside_of(left, blocks, domain) is None:
        return "what fires it blocks it"
    return ""


def is_elsewhere(condition: Condition) -> bool:
    """Whether a condition asks a part of the page's address for what stands in another part."""
    left, value = condition.left, condition.value
    if not isinstance(left, Read) or left.place != "page" or condition.negate or condition.op == "matches":
        return False
    if left.key == "host":
        return "/" in value
    if left.key != "path" or condition.op not in ("equals", "contains", "starts", "ends"):
        return False
    whole = condition.op in ("equals", "starts") and value[:1] not in ("/", "")
    return whole or any(sign in value for sign in ("://", "?", "#"))


@memo
def clients_missed(container: Container) -> frozenset[str]:
    """The triggers that wait for a client that the container does not have."""
    domain = domain_of(container)
    if not domain:
        return frozenset()
    return frozenset(
        name
        for name, cube in cubes(container).items()
        for condition in cube
        if condition.left in domain and not condition.negate and satisfiable((condition,), domain).possible is False
    )


SIGNS = {"equals": "is", "contains": "contains", "starts": "starts with", "ends": "ends with", "matches": "matches"}


def told(condition: Condition) -> str:
    """A condition in words."""
    what, value = source_words(condition.left), condition.value[:60]
    if condition.op == "exists":
        return f"that {what} is {'not ' if condition.negate else ''}there"
    if condition.op == "fits":
        return f'that {what} {"does not fit" if condition.negate else "fits"} "{value}"'
    return f'that {what} {(NEGATED if condition.negate else SIGNS)[condition.op]} "{value}"'


NEGATED = {
    "equals": "is not",
    "contains": "does not contain",
    "starts": "does not start with",
    "ends": "does not end with",
    "matches": "does not match",
}


def source_words(source: Source) -> str:
    """What a source reads, in words."""
    if source == MESSAGE:
        return "the event"
    if isinstance(source, Read):
        key = source.key.replace("_", " ").title() if source.place == "built-in" else source.key
        return {"page": f"the page's {key}", "built-in": key}.get(source.place, f"the {source.place}'s {key}")
    if isinstance(source, Text):
        return f'"{source.value[:40]}"'
    return source.how if isinstance(source, Made) else "a value"
