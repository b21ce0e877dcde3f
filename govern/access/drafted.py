"""A first `access` section from lists of who has access: people, services, the fewest roles, and what is left to decide.

It says what is there and not what should be: nothing in it is called approved, and what no role explains stands at the end with what
speaks against it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from govern.access import AccessEntry, Kind
from govern.access.fewest import Pair, Roles, fewest
from govern.access.live import allows_something, entries
from govern.access.register import UNNAMED, register
from govern.core.record import Record
from govern.source import emit
from govern.spec.base import EMAIL

if TYPE_CHECKING:
    from govern.project import Project

FEW = 6
"""How many holders of a role a comment names."""


class Who(Record):
    """Somebody in the lists, under every name that they have there."""

    key: str
    name: str
    kind: Kind
    is_known: bool
    invited: bool = False


class Draft(Record):
    """What lists hold beyond the specs: `assets` are (name, platform, asset), `unbound` numbers by platform."""

    people: tuple[Who, ...]
    services: tuple[Who, ...]
    assets: tuple[tuple[str, str, str], ...]
    roles: Roles
    unbound: dict[str, int]
    has_policy: bool
    nameless: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether the specs say all of it already."""
        return not (self.people or self.services or any(self.roles.left.values()) or any(self.roles.has.values()))


def draft(project: Project) -> Draft:
    """What the lists hold and the specs do not say."""
    who: dict[str, Who] = {}
    found: dict[str, set[tuple[str, str, str]]] = {}
    unbound: dict[str, set[str]] = {}
    known, nameless = register(project), 0
    for _, entry in entries(project):
        platform = known.platform_key(entry.platform)
        if entry.kind == "person" and known.holder(entry) is None and not EMAIL.accepts(entry.key):
            unbound.setdefault(platform or "a platform that is not said", set()).add(entry.key)
            continue
        one = who_of(project, entry)
        if one.key not in who or (not who[one.key].name and one.name):
            who[one.key] = one
        if platform and entry.role and allows_something(project, entry) and known.grant(entry) is None:
            role = entry.role.rpartition("/")[2] or entry.role
            found.setdefault(one.key, set()).add((platform, asset_of(project, entry), role))
        nameless += not platform
    places = named({(platform, asset) for given in found.values() for platform, asset, _ in given})
    pairs = {
        key: frozenset((places[platform, asset], role) for platform, asset, role in given)
        for key, given in sorted(found.items())
    }
    new = [one for key, one in sorted(who.items()) if not one.is_known]
    machines = {key: gives for key, gives in pairs.items() if who[key].kind != "person" or who[key].is_known}
    roles = fewest({key: gives for key, gives in pairs.items() if key not in machines})
    roles = roles.replace(left={**roles.left, **machines}, has=roles.has)
    assets = tuple(sorted((name, platform, asset) for (platform, asset), name in places.items() if name != platform))
    counts = {platform: len(numbers) for platform, numbers in sorted(unbound.items())}
    has_policy = any(access.policy is not None for access in project.access)
    return Draft(tuple(one for one in new if one.kind == "person"), tuple(one for one in new if one.kind != "person"),
                 assets, roles, counts, has_policy, nameless)  # fmt: skip


def who_of(project: Project, entry: AccessEntry) -> Who:
    """The principal of an entry; the person or service of the specs, where they know one."""
    holder = register(project).holder(entry)
    if holder is not None:
        keys = sorted(holder.keys)
        key = next((key for key in keys if EMAIL.accepts(key)), keys[0])
        return Who(key, holder.name, entry.kind, True)
    return Who(entry.key, " ".join(entry.name.split()), entry.kind, False, entry.state == "invited")


def asset_of(project: Project, entry: AccessEntry) -> str:
    """The asset as a grant names it: a container by its public id where its export was given; nothing where the list has
    only the kind."""
    asset = register(project).names.get(entry.asset, entry.asset).strip()
    return "" if asset.casefold() in UNNAMED else asset


def named(places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What each platform and asset is called in roles: the only asset of a platform as the platform, others by names of
    their own."""
    found = sorted(places)
    several = Counter(platform for platform, _ in found)
    names: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    for platform, asset in found:
        if several[platform] == 1:
            names[platform, asset] = platform
            continue
        short = re.sub(r"[^\w.]+", "-", asset)[:40].strip("-") or "any"
        base, number = f"{platform}-{short}", 2
        while base in taken:
            base, number = f"{platform}-{short}-{number}", number + 1
        taken.add(base)
        names[platform, asset] = base
    return names


def text(found: Draft, header: str) -> str:
    """The spec file, its three parts in order: roles, people who have them, and what is to be decided."""
    return "\n".join([header, "version: 1", "", "access:", *section(found)]) + "\n"


def section(found: Draft) -> Iterator[str]:
    """The lines below `access:`: policy, assets, roles, people and grants as far as the lists show them."""
    if not found.has_policy:
        yield "  policy: {review: quarterly}"
    if found.assets:
        yield "  assets:"
        yield from (item({"name": name, "platform": platform, **({"asset": asset} if asset else {})}) for name, platform, asset in found.assets)  # fmt: skip
    if found.roles.gives:
        yield "  # Found in the lists: the names are yours to give."
        yield "  roles:"
        yield from roles(found)
    if found.people:
        yield "  people:"
        yield from map(item, (person(one, found) for one in found.people))
    if found.services:
        yield "  # Write who answers for each (owner), and what it is for (purpose)."
        yield "  services:"
        yield from (item({"name": name_of(one), "id": one.key, **({"purpose": "a group, whose members no list here shows"} if one.kind == "group" else {})}) for one in found.services)  # fmt: skip
    if any(found.roles.left.values()):
        yield "  # To decide: no role explains these. Keep each with a reason and who approved it, or have it removed."
        yield "  grants:"
        yield from left_over(found)


def roles(found: Draft) -> Iterator[str]:
    """Each role, below a comment that names its holders."""
    names = {one.key: name_of(one) for one in found.people}
    for number, gives in enumerate(found.roles.gives):
        holders = [names.get(key, key) for key, has in found.roles.has.items() if number in has]
        more = f" and {len(holders) - FEW} more" if len(holders) > FEW else ""
        yield f"    # {len(holders)}: {plain(', '.join(holders[:FEW]))}{more}"
        by_place: dict[str, list[str]] = {}
        for place, role in sorted(gives):
            by_place.setdefault(place, []).append(role)
        value = {place: said[0] if len(said) == 1 else said for place, said in by_place.items()}
        yield from emit.entry(f"role-{number + 1}", value, 4)


def person(one: Who, found: Draft) -> dict[str, object]:
    """A person with the roles found."""
    has = [f"role-{number + 1}" for number in found.roles.has.get(one.key, ())]
    return {"name": name_of(one), "email": one.key, **({"roles": has} if has else {})}


def name_of(one: Who) -> str:
    """A name: that of the list, else what stands before the sign of the address."""
    return one.name or one.key.partition("@")[0] or one.key


def left_over(found: Draft) -> Iterator[str]:
    """Each single grant, with how many of the same role have it, too."""
    where = {name: (platform, asset) for name, platform, asset in found.assets}
    for key, gives in sorted(found.roles.left.items()):
        for place, role in sorted(gives):
            platform, asset = where.get(place, (place, ""))
            if why := unlike(found, key, (place, role)):
                yield f"    # {why}"
            named = {"asset": place} if asset else {}
            yield item({"who": key, "platform": platform, **named, "role": role})


def unlike(found: Draft, key: str, pair: Pair) -> str:
    """How many others of the first role that somebody has may do the same; nothing of who has none."""
    has = found.roles.has.get(key, ())
    if not has:
        return ""
    others = [who for who, roles in found.roles.has.items() if has[0] in roles]
    same = sum(pair in found.roles.left[who] for who in others)
    return f"{same} of {len(others)} with role-{has[0] + 1} {'has' if same == 1 else 'have'} this"


def item(value: dict[str, object]) -> str:
    """An entry of a list on one line, however long."""
    return f"    - {emit.flow(value)}"


def plain(text: str) -> str:
    """A text for a comment: one line, nothing that a reader could take for something else."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def told(found: Draft) -> Iterator[str]:
    """What was found, in words."""
    explained = sum(1 for key, has in found.roles.has.items() if has and not found.roles.left[key])
    grants = sum(map(len, found.roles.left.values()))
    counted = ", ".join(
        (shown(len(found.people), "person", "people"), shown(len(found.services), "service", "services"))
    )
    if found.roles.gives:
        roles = shown(len(found.roles.gives), "role explains", "roles explain")
        single = shown(grants, "single grant is", "single grants are")
        yield f"{counted}: {roles} what {explained} of them may do, {single} left to decide"
    elif grants:
        single = shown(grants, "single grant", "single grants")
        yield f"{counted}: {single} to decide; roles would save too little to be worth it"
    for platform, count in found.unbound.items():
        numbers = shown(count, "principal is a number", "principals are numbers")
        yield f"{numbers} at {platform}: bind each to a person with ids: {{{platform}: ...}}"
    if found.nameless:
        entries = shown(found.nameless, "entry does", "entries do")
        yield f"{entries} not say at which platform: put the file into a folder called after it, such as linkedin/"


def shown(count: int, one: str, many: str) -> str:
    """A count with its noun."""
    return f"{count} {one if count == 1 else many}"
