"""Hits that tell one thing twice, or two things as one: both legs of an event, reloads, double clicks, IDs of other orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from govern.captures.amounts import CURRENCIES, VALUES, first, is_purchase
from govern.captures.declared import AUTOMATIC, is_automatic
from govern.captures.hit import Hit, Value
from govern.captures.told import events
from govern.captures.values import number_of
from govern.core.memo import memo

if TYPE_CHECKING:
    from govern.project import Project

BY_ORDER = frozenset(("ga4", "google_ads"))
"""Platforms that know an event by its order alone."""

TOGETHER = 5_000_000
"""How far apart two equal hits may be, in microseconds, and still be one click."""

CENT = 0.011
"""Up to how much two amounts are the same, rounded otherwise."""

VISIT = 600_000_000
"""How far apart the legs of one event may be, in microseconds."""


def id_of(hit: Hit) -> Value | None:
    """The ID by which the platform tells events apart."""
    return hit.event_id if hit.platform not in BY_ORDER else hit.order_id


def same(one: Value | None, other: Value | None) -> bool | None:
    """Whether two values are equal; `None` where one of them was not sent."""
    return one.same == other.same if one is not None and other is not None else None


@memo
def groups(project: Project) -> tuple[tuple[Hit, ...], ...]:
    """The hits of one event at one account, all legs together, those of earlier portions that tell it too among them. An
    account that is not told is any."""
    found: dict[tuple[str, str], list[Hit]] = {}
    for hit in (*project.live.earlier, *events(project)):
        if hit.form != "export row":
            found.setdefault((hit.platform, hit.event.casefold()), []).append(hit)
    return tuple(tuple(hits) for hits in found.values() if len(hits) > 1)


@memo
def exported(project: Project) -> tuple[tuple[Hit, ...], ...]:
    """The rows of exports that are about one order, by event and visitor."""
    found: dict[tuple[str, str], list[Hit]] = {}
    for hit in events(project):
        if hit.form == "export row" and hit.order_id is not None and hit.visit:
            found.setdefault((hit.event.casefold(), hit.visit), []).append(hit)
    return tuple(tuple(hits) for hits in found.values() if len(hits) > 1)


@memo
def earlier(project: Project) -> frozenset[int]:
    """The hits of earlier portions, by what they are and not by what they say."""
    return frozenset(map(id, project.live.earlier))


def is_new(project: Project, *both: Hit) -> bool:
    """Whether two hits were not held against each other before: not both of them are of earlier portions."""
    return not all(id(hit) in earlier(project) for hit in both)


def is_near(one: Hit, other: Hit, limit: int) -> bool:
    """Whether two hits were sent within a time; those without one are asked of what they say happened."""
    times = [hit.at_us or hit.event_us for hit in (one, other)]
    return None in times or abs((times[0] or 0) - (times[1] or 0)) <= limit


@memo
def legs(project: Project) -> tuple[tuple[Hit, Hit], ...]:
    """The browser's and the server's hit of one event: of one ID, else of one order, else the only ones there are."""
    found = []
    for hits in groups(project):
        browser = [hit for hit in hits if hit.leg == "browser"]
        server = [hit for hit in hits if hit.leg == "server"]
        merged = {id_of(hit).same for hit in browser if id_of(hit)} & {id_of(hit).same for hit in server if id_of(hit)}  # type: ignore[union-attr]
        for one in browser:
            for other in server if id_of(one) is None or id_of(one).same not in merged else ():  # type: ignore[union-attr]
                if id_of(other) is not None and id_of(other).same in merged:  # type: ignore[union-attr]
                    continue
                order = same(one.order_id, other.order_id)
                alone = len(browser) == len(server) == 1 and is_near(one, other, VISIT) and worth_the_same(one, other)
                if (order or (order is None and alone)) and is_new(project, one, other):
                    found.append((one, other))
    return tuple(found)


def worth_the_same(one: Hit, other: Hit) -> bool:
    """Whether nothing that two hits say of their worth differs."""
    return same(first(one, VALUES), first(other, VALUES)) is not False


def apart(project: Project) -> Iterator[tuple[Hit, Hit]]:
    """Both legs of one event, with different IDs."""
    return ((one, other) for one, other in legs(project) if same(id_of(one), id_of(other)) is False)


def worth_apart(project: Project) -> Iterator[tuple[Hit, Hit, float, float]]:
    """The legs of one event, by its ID, that say it is worth different amounts: the server's, the browser's, and what they say."""
    for hits in groups(project):
        told = [(id.same, hit) for hit in hits if hit.leg == "browser" and (id := id_of(hit)) is not None]
        once = Counter(id for id, _ in told)
        browser = {id: hit for id, hit in told if once[id] == 1}  # an ID that is used again is another mistake
        for hit in hits if browser else ():
            id = id_of(hit)
            other = browser.get(id.same) if id is not None and hit.leg == "server" else None
            if other is None or same(hit.order_id, other.order_id) is False or not is_new(project, hit, other):
                continue
            mine, its = (number_of(value.text) if (value := first(one, VALUES)) else None for one in (hit, other))
            if (
                mine
                and its
                and abs(mine - its) > CENT
                and same(first(hit, CURRENCIES), first(other, CURRENCIES)) is not False
            ):
                yield hit, other, mine, its


def without(project: Project) -> Iterator[tuple[Hit, Hit]]:
    """Both legs of one event, of which the first was seen without an ID and the second with one."""
    for one, other in legs(project):
        if (id_of(one) is None) != (id_of(other) is None):
            yield (one, other) if id_of(one) is None else (other, one)


FEW = 40
"""Of so many hits each is held against each."""


def pairs(project: Project) -> Iterator[tuple[Hit, Hit]]:
    """Hits of one event at one account on one leg and host: each with each, of many with the one before, with the last one of
    its order and with the last one of its ID."""
    for hits in (*groups(project), *exported(project)):
        lines: dict[tuple[str, str, str], list[Hit]] = {}
        for hit in hits:
            lines.setdefault((hit.leg, hit.account, hit.host), []).append(hit)
        for line in lines.values():
            both = neighbours(line) if len(line) > FEW else combinations(line, 2)
            yield from (pair for pair in both if is_new(project, *pair))


def neighbours(line: list[Hit]) -> Iterator[tuple[Hit, Hit]]:
    """Each hit with the one before, and with the last ones that had its order or its ID, each pair once."""
    last: dict[tuple[str, bytes], int] = {}
    for at, hit in enumerate(line):
        before = {at - 1} if at else set()
        for sign, value in (("order", hit.order_id), ("event", hit.event_id)):
            if value is not None and value.same:
                before.add(last.get((sign, value.same), at))
                last[sign, value.same] = at
        yield from ((line[other], hit) for other in sorted(before) if other != at)


def reused(project: Project) -> Iterator[tuple[Hit, Hit]]:
    """Hits with one ID that are about different orders, or worth different amounts."""
    for one, other in pairs(project):
        if same(one.event_id, other.event_id):
            order = same(one.order_id, other.order_id)
            here = one.place.file == other.place.file  # unrelated examples in two files may share an ID
            if order is False or (order is None and here and not worth_the_same(one, other)):
                yield one, other


def made_anew(project: Project) -> Iterator[tuple[Hit, Hit]]:
    """Hits about one order with different IDs: the order is told, or the page is the same and has a number of its own."""
    for one, other in pairs(project):
        if one.platform in BY_ORDER or same(one.event_id, other.event_id) is not False:
            continue
        page = bool(one.page_same) and one.page_same == other.page_same and says(one) == says(other)
        order = same(one.order_id, other.order_id)
        if order or (order is None and page and is_purchase(project, one)):
            yield one, other


def twice(project: Project) -> Iterator[tuple[Hit, Hit]]:
    """Hits that say the same within seconds, or about one order without an ID to tell that."""
    for one, other in pairs(project):
        if (
            one.place.file != other.place.file or one.visit != other.visit or 300 <= (one.status or 0) < 400
        ):  # another page, or sent on to a second address
            continue
        if same(one.event_id, other.event_id) is False or same(one.hit_id, other.hit_id):
            continue
        if is_automatic(project, one) and one.event.casefold() not in AUTOMATIC:
            continue
        if one.place == other.place:
            if is_twice_in_one_body(one, other):
                yield one, other
            continue
        timed = one.at_us is not None and other.at_us is not None and abs(other.at_us - one.at_us) <= TOGETHER
        ordered = same(one.order_id, other.order_id) and one.event_id is None and other.event_id is None
        if (timed and says(one) == says(other)) or (ordered and one.platform not in BY_ORDER):
            yield one, other


def is_twice_in_one_body(one: Hit, other: Hit) -> bool:
    """Whether two hits of one request, of which no ID is told, are one event: they say the same of the same person at the same
    time. One that says nothing of its own, as a step of a page may, is not compared."""
    if id_of(one) is not None or id_of(other) is not None or one.form != other.form:
        return False
    alike = one.event_us == other.event_us and one.keys == other.keys and says(one) == says(other)
    return alike and bool(one.parameters or one.products or one.keys)


def says(hit: Hit) -> tuple[object, ...]:
    """What a hit says, as far as it can be compared."""
    return (
        hit.page,
        tuple(sorted((name, value.same, value.length) for name, value in hit.parameters.items())),
        hit.products,
    )
