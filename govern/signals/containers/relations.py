"""How two sets of times lie to each other: equal or contained, overlapping, disjoint, or unknown where nothing is proven."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from govern.core.record import Record
from govern.signals.containers.condition import Domain, holds, implies, opposite, satisfiable, widened
from govern.signals.containers.when import PAGE_MESSAGES, is_opaque
from govern.signals.signal import Condition, Cube, When
from govern.signals.source import Read, Source, Text, Unknown, given

LATER = ("CLICK_", "FORM_", "VIDEO_", "SCROLL_", "ELEMENT_VISIBILITY_", "ERROR_", "NEW_HISTORY_", "OLD_HISTORY_")
"""Built-in variables that have a value only when something has happened on the page."""


MANY_CUBES = 400
"""With so many triggers, each held against each that blocks, nothing is said of a tag."""


Relation = Literal["never", "disjoint", "contained", "overlapping", "unknown"]


class Cell(Record):
    """Conditions that hold together at one message, outside of what blocks."""

    cube: Cube
    outside: tuple[Cube, ...] = ()


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
