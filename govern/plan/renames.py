"""Which entities have only another name: an entity that went and one that came whose bodies mean the same.

A rename is claimed when the bodies are equal and say enough to be no coincidence, or nearly equal under names that are
nearly equal. References between entities that are themselves being renamed are left out of the comparison, so the
order in which renames are found does not matter. Everything is looked up by fingerprint; pairs are only ever compared
among a few candidates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any

from govern.gtm.container import ORDER, Body, canonical
from govern.plan.likeness import alike, features, likeness, plain, says
from govern.plan.names import (
    Renames,
    blank,
    blank_length,
    blank_text,
    references,
    referred,
    replaced,
    rewritten,
    spelled,
)

Bodies = Mapping[str, Body]

HOW_IT_RUNS = frozenset(
    (
        "blockingTrigger",
        "consentSettings",
        "disablingTrigger",
        "enablingTrigger",
        "firingTrigger",
        "folder",
        "liveOnly",
        "monitoringMetadata",
        "monitoringMetadataTagNameKey",
        "notes",
        "paused",
        "priority",
        "scheduleEndMs",
        "scheduleStartMs",
        "setupTag",
        "tagFiringOption",
        "teardownTag",
    )
)
"""Fields that say when and where an entity works, not what it is."""

NOT_RENAMED = frozenset(("gtagConfig",))
"""Kinds whose name is made of what they hold."""

SAYS_ENOUGH = 3
CONSTANT_SAYS_ENOUGH = 8
"""How many telling characters make equal bodies no coincidence. Constants often share a value."""

NEARLY = 0.5
NEARLY_EQUAL = 0.9
LONG = 1000
"""How alike bodies are (0 to 1) under like names, and under any names where they share this many characters."""

ALIKE, STRIKINGLY_ALIKE = 0.6, 0.75
"""How alike two names are that speak for a rename, beside a body that says enough and one that does not."""

FEW = 20
"""Candidates of one fingerprint up to which each is compared with each."""


class Search:
    """The search for renames between two states: what went, what came, and what is found so far."""

    def __init__(self, went: Mapping[str, Bodies], came: Mapping[str, Bodies], changed: Mapping[str, Any]) -> None:
        """`went` and `came` are bodies by kind and name; `changed` has pairs of bodies by kind and name."""
        self.went = {kind: dict(bodies) for kind, bodies in went.items()}
        self.came = {kind: dict(bodies) for kind, bodies in came.items()}
        self.changed = changed
        self.renames = Renames()
        self.moving = names_in(went) | names_in(came)
        self.paired: list[tuple[Body, Body]] = []
        self._moves: dict[str, dict[str, list[str]]] = {}

    def run(self) -> Renames:
        """All renames from an entity that went to one that came."""
        for kind in self.open_kinds():
            self.equal_bodies(kind, lambda body: body)
            self.equal_bodies(kind, essence)
            self.like_bodies(kind)
        if self.paired:
            self._moves.clear()  # what was renamed may have followed others, as tags follow their folder
            for kind in self.open_kinds():
                self.equal_bodies(kind, lambda body: body)
        return self.renames

    def open_kinds(self) -> list[str]:
        """The kinds with entities that went and others that came; what others refer to is first."""
        kinds = (*reversed(ORDER), *sorted(self.went.keys() - set(ORDER)))
        return [kind for kind in kinds if self.went.get(kind) and self.came.get(kind) and kind not in NOT_RENAMED]

    def found(self, kind: str, old: str, new: str) -> None:
        """Note a rename."""
        self.renames.add(kind, old, new)
        self.paired.append((self.went[kind].pop(old), self.came[kind].pop(new)))

    def blanked(self, kind: str, body: Body) -> Body:
        """The body in canonical form without the names that may be changing."""
        return canonical(kind, rewritten(body, blank(self.moving)))

    def same_bodies(self, kind: str, olds: Bodies, news: Bodies) -> Iterator[tuple[list[str], list[str]]]:
        """Names of old and new entities whose bodies are equal but for names that may be changing.

        Equal bodies have texts of equal length, and the length is found much faster than the canonical form.
        """
        left, right = self.by_length(olds), self.by_length(news)
        for length, names in left.items():
            others = right.get(length)
            if not others:
                continue
            by_text: dict[str, tuple[list[str], list[str]]] = {}
            for name in names:
                by_text.setdefault(blank_text(kind, olds[name], self.moving), ([], []))[0].append(name)
            for name in others:
                if (found := by_text.get(blank_text(kind, news[name], self.moving))) is not None:
                    found[1].append(name)
            yield from (found for found in by_text.values() if found[1])

    def by_length(self, bodies: Bodies) -> dict[int, list[str]]:
        """Names by the length of what their bodies say."""
        found: dict[int, list[str]] = {}
        for name in sorted(bodies):
            found.setdefault(blank_length(bodies[name], self.moving), []).append(name)
        return found

    def equal_bodies(self, kind: str, part: Callable[[Body], Body]) -> None:
        """Pairs that share a part of their body."""
        olds = {name: part(body) for name, body in self.went[kind].items()}
        news = {name: part(body) for name, body in self.came[kind].items()}
        for names, others in self.same_bodies(kind, olds, news):
            self.settle(kind, names, others)

    def settle(self, kind: str, olds: list[str], news: list[str]) -> None:
        """Find who is who among entities with equal bodies."""
        enough = says_enough(kind, self.went[kind][olds[0]])
        if enough and len(olds) == len(news) == 1:
            self.found(kind, olds[0], news[0])
            return
        pairs = unique_pairs(olds, news, plain, plain)
        pairs += self.followed(kind, *without(olds, news, pairs))
        if enough:
            went, came = self.went[kind], self.came[kind]
            pairs += unique_pairs(
                *without(olds, news, pairs),
                lambda old: tuple(references(rewritten(went[old], self.renames.swap))),
                lambda new: tuple(references(came[new])),
            )
        olds, news = without(olds, news, pairs)
        if olds and news and len(olds) * len(news) <= FEW * FEW:
            needed = ALIKE if enough else STRIKINGLY_ALIKE
            scored = ((alike(old, new), old, new) for old in olds for new in news)
            pairs += best_pairs(found for found in scored if found[0] >= needed)
            olds, news = without(olds, news, pairs)
            if enough and len(olds) == len(news) == 1:
                pairs.append((olds[0], news[0]))
        for old, new in pairs:
            self.found(kind, old, new)

    def followed(self, kind: str, olds: list[str], news: list[str]) -> list[tuple[str, str]]:
        """Pairs that references moved between, from the old name to the new one and to no other."""
        names = {spelled(kind, new): new for new in news}
        moves = self.moves(kind)
        found = [(old, names[new]) for old in olds for new in moves.get(spelled(kind, old), ()) if new in names]
        left, right = Counter(old for old, _ in found), Counter(new for _, new in found)
        return [(old, new) for old, new in found if left[old] == right[new] == 1]

    def moves(self, kind: str) -> dict[str, list[str]]:
        """Where references to a kind went, as far as is known: new names by old one, as references write them."""
        to = referred(kind)
        if to not in self._moves:
            pairs = [pair for named in self.changed.values() for pair in named.values()]
            found: dict[str, list[str]] = {}
            for old, new in sorted(moved_references(to, [*pairs, *self.paired])):
                found.setdefault(old, []).append(new)
            self._moves[to] = found
        return self._moves[to]

    def like_bodies(self, kind: str) -> None:
        """Pairs whose bodies are nearly the same."""
        went, came = self.went[kind], self.came[kind]
        if not went or not came:
            return
        olds = {name: features(self.blanked(kind, went[name])) for name in sorted(went)}
        news = {name: features(self.blanked(kind, came[name])) for name in sorted(came)}
        for old, new in unique_pairs(list(olds), list(news), plain, plain):
            if rewritten(went[old].get("type"), self.renames.swap, "type") == came[new].get("type"):
                self.found(kind, old, new)
                del olds[old], news[new]
        scored = []
        for new, old in candidates(olds, news):
            score, shared = likeness(olds[old], news[new])
            equal = score >= NEARLY_EQUAL and shared >= LONG
            if score >= NEARLY and (equal or alike(old, new) >= ALIKE or self.followed(kind, [old], [new])):
                scored.append((score, old, new))
        for old, new in best_pairs(scored):
            self.found(kind, old, new)


def essence(body: Body) -> Body:
    """What an entity is, without when and where it works."""
    return {key: value for key, value in body.items() if key not in HOW_IT_RUNS}


def without(olds: list[str], news: list[str], pairs: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """What is left of two lists of names once pairs are found."""
    done_old, done_new = {old for old, _ in pairs}, {new for _, new in pairs}
    return [old for old in olds if old not in done_old], [new for new in news if new not in done_new]


def unique_pairs(
    olds: list[str], news: list[str], old_key: Callable[[str], Hashable], new_key: Callable[[str], Hashable]
) -> list[tuple[str, str]]:
    """Pairs of names that alone have some key, on either side."""
    left: dict[Hashable, list[str]] = {}
    right: dict[Hashable, list[str]] = {}
    for name in olds:
        left.setdefault(old_key(name), []).append(name)
    for name in news:
        right.setdefault(new_key(name), []).append(name)
    return [(left[key][0], right[key][0]) for key in left if len(left[key]) == len(right.get(key, ())) == 1]


def best_pairs(scored: Iterable[tuple[float, str, str]]) -> list[tuple[str, str]]:
    """Pairs by falling score, each name once; pairs without any score are left out."""
    pairs: list[tuple[str, str]] = []
    taken_old: set[str] = set()
    taken_new: set[str] = set()
    for score, old, new in sorted(scored, key=lambda found: (-found[0], found[1], found[2])):
        if score > 0 and old not in taken_old and new not in taken_new:
            taken_old.add(old)
            taken_new.add(new)
            pairs.append((old, new))
    return pairs


def candidates(olds: Mapping[str, Mapping[Any, int]], news: Mapping[str, Mapping[Any, int]]) -> list[tuple[str, str]]:
    """For each new entity the few old ones that share most of what is rare, as (new, old)."""
    having: dict[Any, list[str]] = {}
    for old, found in olds.items():
        for feature in found:
            having.setdefault(feature, []).append(old)
    result = []
    for new, found in news.items():
        shared: dict[str, int] = {}
        for feature, size in found.items():
            sharing = having.get(feature, ())
            if len(sharing) <= FEW:
                for old in sharing:
                    shared[old] = shared.get(old, 0) + size
        closest = sorted(shared, key=lambda old: (-shared[old], old))[:FEW]
        result += [(new, old) for old in closest]
    return result


def moved_references(kind: str, pairs: Iterable[tuple[Body, Body]]) -> set[tuple[str, str]]:
    """References of a kind that gave way to others, as (old, new), over pairs of bodies."""
    return {reference for before, after in pairs for reference in replaced(kind, before, after)}


def names_in(bodies: Mapping[str, Iterable[str]]) -> set[tuple[str, str]]:
    """The names of entities by kind, as references write them."""
    return {(referred(kind), spelled(kind, name)) for kind, names in bodies.items() for name in names}


def says_enough(kind: str, body: Body) -> bool:
    """Whether two entities with this body are the same thing and not alike by chance."""
    if kind == "builtInVariable":
        return True
    return says(essence(body), CONSTANT_SAYS_ENOUGH if body.get("type") == "c" else SAYS_ENOUGH)
