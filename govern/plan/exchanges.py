"""Names that went from one entity to another: two that swapped theirs, or a row in which each took the next one's.

By name alone every one of them has changed. They are renames when each body turns up unchanged under another name and
nothing else still refers to the names as if nothing had happened.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from govern.gtm.container import Body
from govern.plan.names import named_in, references, referred, spelled
from govern.plan.renames import NOT_RENAMED, Search, moved_references, names_in, says_enough

Pairs = Mapping[str, Mapping[str, tuple[Body, Body]]]
Chain = list[tuple[str, str]]


def find(search: Search, changed: Pairs, desired: Mapping[str, Mapping[str, Body]]) -> None:
    """Add exchanged names to the renames of a search.

    `changed` are the entities that differ under their name although the renames found so far are applied, `desired`
    are all that shall be, by kind and name.
    """
    search.moving |= names_in(changed)
    every = [pair for named in changed.values() for pair in named.values()]
    for kind, pairs in changed.items():
        if kind in NOT_RENAMED:
            continue
        for chain in chains(kind, pairs, search):
            moved = moved_references(referred(kind), every)
            followed = any((spelled(kind, old), spelled(kind, new)) in moved for old, new in chain)
            if not followed and refers(desired, changed, kind, [old for old, _ in chain]):
                continue
            for old, new in chain:
                search.renames.add(kind, old, new)
                search.went.get(kind, {}).pop(old, None)
                search.came.get(kind, {}).pop(new, None)


def chains(kind: str, pairs: Mapping[str, tuple[Body, Body]], search: Search) -> Iterator[Chain]:
    """Rows of renames from old to new names in which every name that is on both sides is given away and taken."""
    went, came = search.went.get(kind, {}), search.came.get(kind, {})
    if len(pairs) + min(len(went), len(came)) < 2:
        return
    olds = {**{name: before for name, (before, _) in pairs.items()}, **went}
    news = {**{name: after for name, (_, after) in pairs.items()}, **came}
    step = {
        names[0]: others[0]
        for names, others in search.same_bodies(kind, olds, news)
        if len(names) == len(others) == 1 and names != others and says_enough(kind, olds[names[0]])
    }
    while broken := {name for name in pairs if (name in step) != (name in step.values())}:
        step = {old: new for old, new in step.items() if old not in broken and new not in broken}
    taken = set(step.values())
    for start in sorted(step, key=lambda old: (old in taken, old)):
        chain: Chain = []
        while start in step:
            new = step.pop(start)
            chain.append((start, new))
            start = new
        if chain and any(old in pairs for old, _ in chain):
            yield chain


def refers(desired: Mapping[str, Mapping[str, Body]], changed: Pairs, kind: str, names: Iterable[str]) -> bool:
    """Whether an entity that has not changed refers to one of the names."""
    wanted = {(referred(kind), spelled(kind, name)) for name in names}
    needles = [json.dumps(name if kind != "variable" else f"{{{{{name}}}}}")[1:-1] for kind, name in wanted]
    for where, bodies in desired.items():
        for name, body in bodies.items():
            if name not in changed.get(where, ()) and not body.keys().isdisjoint(named_in(kind, body)):
                text = json.dumps(body)
                if any(needle in text for needle in needles) and not wanted.isdisjoint(references(body)):
                    return True
    return False
