"""What never fires, and why: conditions that contradict each other, a client that is not there, a block that covers all."""

from __future__ import annotations

from collections.abc import Iterable

from govern.core.memo import memo
from govern.gtm.container import Container
from govern.signals.containers.condition import holds, never_together
from govern.signals.containers.condition_words import told
from govern.signals.containers.relations import at, is_too_much, outside_of
from govern.signals.containers.when import CLIENT, OTHERS, OWN, PAGE_MESSAGES, PAGES, cubes, domain_of, names
from govern.signals.signal import Condition, Cube, When
from govern.signals.source import MESSAGE, Read, Table, Text, looked_up


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
    if why := never_together(cube, domain):
        return " and ".join(map(told, why)) + (" cannot both hold" if len(why) > 1 else " never holds")
    wrong = next((one for one in cube if is_elsewhere(one)), None)
    if wrong is not None:
        return f"{told(wrong)} never holds"
    if (misspelt := next(filter(None, map(misspelt_message, cube)), "")) != "":
        return misspelt
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


MESSAGES = {
    name.casefold(): name for name in (*PAGES.values(), *OTHERS.values(), *OWN.values()) if name.startswith("gtm.")
}
"""The messages that Tag Manager itself pushes, by their names in small letters."""


def misspelt_message(condition: Condition) -> str:
    """Why a message that a trigger waits for never comes: Tag Manager's own in other letters, a blank at an end of the name."""
    value = condition.value
    if condition.left != MESSAGE or condition.op != "equals" or condition.negate:
        return ""
    if (known := MESSAGES.get(value.casefold(), value)) != value and not condition.ignore_case:
        return f'the message is called "{known}", not "{value}"'
    return f'the message "{value}" has a blank at an end of its name' if value != value.strip() else ""


@memo
def clients_missed(container: Container) -> frozenset[str]:
    """The triggers that wait for a client that the container does not have."""
    domain = domain_of(container)
    if not domain:
        return frozenset()
    clients = domain[CLIENT]
    return frozenset(name for name, cube in cubes(container).items() if any(is_of_nobody(one, clients) for one in cube))


def is_of_nobody(condition: Condition, clients: Iterable[str]) -> bool:
    """Whether a condition on the client, or on what a table finds for it, holds for none of some clients."""
    left = condition.left
    if condition.negate or (left != CLIENT and not (isinstance(left, Table) and left.input == CLIENT)):
        return False
    found = (looked_up(left, Text(name), "") if isinstance(left, Table) else Text(name) for name in clients)
    return all(isinstance(one, Text) and holds(condition, one.value) is False for one in found)
