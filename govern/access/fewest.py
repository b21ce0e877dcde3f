"""The fewest roles that explain who may do what: found in lists, so that nobody has to type them.

People are sets of what they may do. Candidates for roles are those sets and what pairs of them share. One after the other the
candidate is taken that saves most lines, then roles that save nothing are dropped. A role never gives what a list does not show:
roles and single grants together give back every list exactly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush
from itertools import combinations

from govern.core.record import Record

COMMONEST = 300
"""Among so many of the commonest sets what pairs of them share is a candidate, too."""

LEAST, LEAST_SHARE = 3, 0.005
"""A role has so many holders, and such a share of the people."""

SAVED = 0.25
"""Roles are worth it where they save such a share of the lines."""

Pair = tuple[str, str]
"""What somebody may do: where, and with which role."""

Sets = Mapping[str, frozenset[Pair]]


class Roles(Record):
    """What was found: what each role gives, who has which, and what no role explains."""

    gives: tuple[frozenset[Pair], ...]
    has: dict[str, tuple[int, ...]]
    left: dict[str, frozenset[Pair]]

    @property
    def lines(self) -> int:
        """How much somebody has to read and keep: what roles give, who has them, and what is left."""
        return sum(map(len, self.gives)) + sum(map(len, self.has.values())) + sum(map(len, self.left.values()))


def fewest(people: Sets) -> Roles:
    """The roles of people; none where they would save too little."""
    found = trimmed(people, greedy(people))
    all_lines = sum(map(len, people.values()))
    if not found or assigned(people, found).lines > all_lines * (1 - SAVED):
        return Roles((), dict.fromkeys(people, ()), dict(people))
    return assigned(people, found)


def greedy(people: Sets) -> list[frozenset[Pair]]:
    """Candidates by what they save, each counted by what is still uncovered when it is taken."""
    uncovered = {who: set(gives) for who, gives in people.items()}
    holders = {role: [who for who, gives in people.items() if role <= gives] for role in candidates(people.values())}
    heap = [(-saving(role, holders[role], uncovered), len(role), key_of(role), role) for role in holders]
    heapify(heap)
    taken: list[frozenset[Pair]] = []
    while heap:
        _, size, key, role = heappop(heap)
        gain = saving(role, holders[role], uncovered)
        if gain <= 0:
            continue
        if heap and gain < -heap[0][0]:
            heappush(heap, (-gain, size, key, role))
            continue
        taken.append(role)
        for who in holders[role]:
            uncovered[who] -= role
    return taken


def candidates(sets: Iterable[frozenset[Pair]]) -> set[frozenset[Pair]]:
    """Every set of at least two, and what pairs of the commonest share."""
    counted = Counter(sets)
    common = sorted(counted, key=lambda gives: (-counted[gives], -len(gives), key_of(gives)))[:COMMONEST]
    shared = {one & other for one, other in combinations(common, 2)}
    return {gives for gives in {*counted, *shared} if len(gives) > 1}


def saving(role: frozenset[Pair], holders: list[str], uncovered: Mapping[str, set[Pair]]) -> int:
    """How many lines a role saves now: what it covers less one for each who has it, less its own length."""
    return sum(max(0, len(role & uncovered[who]) - 1) for who in holders) - len(role)


def trimmed(people: Sets, roles: list[frozenset[Pair]]) -> list[frozenset[Pair]]:
    """The roles without those that few have, and those whose absence makes the whole shorter."""
    least = max(LEAST, round(len(people) * LEAST_SHARE))
    while True:
        now = assigned(people, roles)
        counts = Counter(number for has in now.has.values() for number in has)
        few = [role for number, role in enumerate(roles) if counts[number] < least]
        if few:
            roles = [role for role in roles if role is not few[-1]]
            continue
        shorter = next((rest for role in reversed(roles)
                        if assigned(people, rest := [r for r in roles if r is not role]).lines <= now.lines), None)  # fmt: skip
        if shorter is None:
            return roles
        roles = shorter


def assigned(people: Sets, roles: list[frozenset[Pair]]) -> Roles:
    """Who has which of the roles: for each the ones that cover most first, as long as one covers more than one line."""
    has: dict[str, tuple[int, ...]] = {}
    left: dict[str, frozenset[Pair]] = {}
    known: dict[frozenset[Pair], tuple[tuple[int, ...], frozenset[Pair]]] = {}
    for who, gives in people.items():
        if gives not in known:
            known[gives] = covering(gives, roles)
        has[who], left[who] = known[gives]
    return Roles(tuple(roles), has, left)


def covering(gives: frozenset[Pair], roles: list[frozenset[Pair]]) -> tuple[tuple[int, ...], frozenset[Pair]]:
    """The roles that a set holds, and what is left of it."""
    fitting = [number for number, role in enumerate(roles) if role <= gives]
    left, taken = gives, []
    while fitting:
        best = max(fitting, key=lambda number: (len(roles[number] & left), -number))
        if len(roles[best] & left) < 2:
            break
        taken.append(best)
        left -= roles[best]
        fitting.remove(best)
    return tuple(sorted(taken)), left


def key_of(gives: frozenset[Pair]) -> str:
    """A set as text, for a fixed order."""
    return " ".join(sorted(map(str, gives)))
