"""A project's own platform files: a network that we do not know, or what a team knows better about one that we do.

The format is that of our own facts. A file named after one of our platforms changes what it writes and leaves the
rest: mappings are merged key by key, lists of entries by the name of the entry, all other lists are replaced. What a
team writes counts as verified unless it says `verified: false`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from importlib import import_module
from typing import Any

from govern.core.record import Record
from govern.core.report import Route
from govern.payloads.normalise import STEPS
from govern.platforms import Platform, load, platforms
from govern.spec.spelling import meant

BLOCKS = (
    "identifiers", "server_api", "event_envelope", "events", "reserved_names", "parameters", "limits",
    "customer_information", "deduplication", "test_mode", "attribution", "csp", "access", "tokens", "consent", "errors",
    "browser",
)  # fmt: skip
HEAD = ("platform", "display_name", "aliases", "purpose", "facts_as_of", "schema_version", "source", "verified", "note")
PURPOSES = ("advertising", "analytics", "tag_management")
NAMES = ("key", "name", "id", "kind", "interaction", "product", "label")
"""What an entry of a list goes by: the first of these that it has; a role goes by its scope as well."""

ENTRIES: dict[tuple[str, str], dict[str, type | tuple[type, ...]]] = {
    ("identifiers", "items"): {"key": str, "pattern": str},
    ("event_envelope", "fields"): {"name": str, "type": str},
    ("events", "standard"): {"name": str},
    ("parameters", "items"): {"name": str, "type": str},
    ("limits", "items"): {"key": str, "value": int, "unit": str},
    ("customer_information", "items"): {"key": str, "label": str, "hash": str},
    ("deduplication", "methods"): {"id": str, "browser_key": str, "server_key": str},
    ("attribution", "settings"): {"interaction": str},
    ("csp", "products"): {"product": str, "directives": dict},
    ("access", "roles"): {"name": str, "scope": str, "rank": int},
    ("tokens", "leaks"): {"label": str, "hint": str, "pattern": str},
    ("tokens", "items"): {"kind": str, "use": str, "lifetime": str, "rotation": dict},
    ("consent", "signals"): {"name": str},
}
"""What an entry of a list cannot do without."""

WORDS = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dict: "a mapping",
    list: "a list",
}
PATTERNS = ("pattern", "version_pattern", "name_pattern")


class Complaint(Record):
    """Why a part of a file is no fact; it is left out, and the rest holds."""

    route: Route
    message: str
    at_key: bool = False
    known: tuple[str, ...] = ()


class Own(Record):
    """One platform as a project knows it, and what could not be read."""

    platform: Platform
    complaints: tuple[Complaint, ...] = ()


def key_of(file: str) -> str:
    """The key of the platform that a file is about: its name."""
    stem = file.rpartition("/")[2].rpartition(".")[0]
    return stem.casefold().replace("-", "_").replace(" ", "_")


def read(key: str, data: Any) -> Own:
    """The platform of a file's data, on top of ours of that name."""
    shipped: dict[str, Any] = (
        load(key).facts if key in platforms() else {"platform": key, "display_name": key, "aliases": []}
    )
    if not isinstance(data, dict) or not data:
        return Own(Platform(shipped), (Complaint((), "a platform file is a mapping of blocks"),))
    complaints = list(headings(key, data))
    bad = {complaint.route[0] for complaint in complaints if complaint.route}
    facts = shipped
    for name, block in data.items():
        if name in bad:
            continue
        if name in HEAD:
            facts = {**facts, name: block}
        elif not isinstance(block, dict):
            complaints.append(Complaint((name,), f'"{name}" is {word(block)}, expected a mapping'))
        else:
            own, found = readable(name, block, shipped.get(name, {}))
            complaints += found
            merged_block = merged(shipped.get(name, {"verified": True}), own)
            reason = unreadable({**facts, name: merged_block}, shipped)
            if reason:
                complaints.append(Complaint((name,), f'"{name}" cannot be read: {reason}'))
            else:
                facts = {**facts, name: merged_block}
    return Own(Platform(facts), tuple(complaints))


def headings(key: str, data: dict[str, Any]) -> Iterator[Complaint]:
    """Unknown blocks, and what a file says about itself."""
    for name, value in data.items():
        if name not in BLOCKS and name not in HEAD:
            yield Complaint((name,), f'unknown block "{name}"', at_key=True, known=(*BLOCKS, *HEAD))
        elif name == "aliases":
            if not isinstance(value, list) or not all(isinstance(alias, str) for alias in value):
                yield Complaint((name,), '"aliases" is no list of texts')
        elif name in ("display_name", "purpose") and not isinstance(value, str):
            yield Complaint((name,), f'"{name}" is {word(value)}, expected text')
        elif name == "purpose" and value not in PURPOSES:
            yield Complaint((name,), f'"{name}" is "{value}", expected one of {", ".join(PURPOSES)}')
    if data.get("platform", key) != key:
        yield Complaint(("platform",), f'the file is about "{key}" by its name, and says "{data["platform"]}"')


def readable(name: str, block: dict[str, Any], shipped: dict[str, Any]) -> tuple[dict[str, Any], list[Complaint]]:
    """A block without the entries that lack something, and what they lack."""
    complaints = [*patterns(block, (name,)), *misshapen(block, (name,))]
    lists = {step for block_name, step in ENTRIES if block_name == name}
    spoilt = {c.route[1] for c in complaints if len(c.route) == 2 or c.route[1] not in lists}
    own = {step: value for step, value in block.items() if step not in spoilt}
    for (block_name, step), needed in ENTRIES.items():
        if block_name != name or step not in own:
            continue
        entries = block[step]
        if not isinstance(entries, list):
            complaints.append(Complaint((name, step), f'"{step}" is {word(entries)}, expected a list of entries'))
            del own[step]
            continue
        ours = {identity(entry): entry for entry in shipped.get(step, ())}
        own[step] = []
        for position, entry in enumerate(entries):
            route = (name, step, position)
            known = any(c.route[: len(route)] == route for c in complaints)
            wrong = [] if known else list(lacks(entry, ours.get(identity(entry), {}), needed, route))
            complaints += wrong
            if not known and not wrong:
                own[step].append({"verified": True, **entry})
    return own, complaints


def lacks(
    entry: Any, shipped: dict[str, Any], needed: dict[str, type | tuple[type, ...]], route: Route
) -> Iterator[Complaint]:
    """What keeps an entry from being a fact."""
    if not isinstance(entry, dict):
        yield Complaint(route, f"{shown(route)} is {word(entry)}, expected a mapping")
        return
    whole = {**shipped, **entry}
    for key, types in needed.items():
        if key not in whole:
            yield Complaint(route, f'{shown(route)} has no "{key}"')
        elif not isinstance(whole[key], types) or isinstance(whole[key], bool):
            expected = WORDS[types] if isinstance(types, type) else "something else"
            yield Complaint((*route, key), f'"{key}" is {word(whole[key])}, expected {expected}')


def shown(route: Route) -> str:
    """An entry of a list, for messages: `entry 2 of limits.items`."""
    block, step, position = route
    return f"entry {int(position) + 1} of {block}.{step}"


Path = tuple[str, ...]
"""The way to a value; a star stands for the positions of a list."""


@cache
def forms() -> dict[Path, frozenset[type]]:
    """The types that our own facts have at each place: what the team writes has one of them."""
    found: dict[Path, set[type]] = {}
    for key in platforms():
        for path, value in places(load(key).facts, ()):
            found.setdefault(path, set()).add(type(value))
    return {path: frozenset(types | ({int, float} if types & {int, float} else set())) for path, types in found.items()}


CLOSED = ("hash", "status")
"""Keys whose words the rules know one by one."""


@cache
def words(path: Path) -> tuple[str, ...]:
    """The words that our own facts have at a place, and `active`, which is meant where none stands."""
    found = {value for key in platforms() for where, value in places(load(key).facts, ()) if where == path}
    return tuple(sorted({str(value) for value in found} | ({"active"} if path[-1] == "status" else set())))


def places(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Every value inside some facts and the way to it."""
    yield path, value
    for step, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(item, (*path, step if isinstance(step, str) else "*"))


def misshapen(value: Any, route: Route) -> Iterator[Complaint]:
    """What has another type than our own facts have at that place, and steps of normalising that nobody knows."""
    path = tuple(step if isinstance(step, str) else "*" for step in route)
    if isinstance(value, dict) and (len(path) == 1 or (path[-1] == "*" and path[:-1] in ENTRIES)):
        yield from misprints(value, route, path)
    known = forms().get(path)
    if known is not None and type(value) not in known:
        expected = " or ".join(sorted({WORDS[tp] for tp in known if tp in WORDS})) or "another value"
        yield Complaint(route, f'"{named(route)}" is {word(value)}, expected {expected}')
        return
    if path[-2:] == ("normalise", "*") and value not in STEPS and not str(value).startswith("one_of:"):
        yield Complaint(route, f'"{value}" is no way to normalise', known=tuple(STEPS))
    if path[-1] in CLOSED and value not in words(path):
        yield Complaint(route, f'"{value}" is no word for "{path[-1]}"', known=words(path))
    for step, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from misshapen(item, (*route, step))


def misprints(value: dict[str, Any], route: Route, path: Path) -> Iterator[Complaint]:
    """Keys that nobody reads and that look like one of ours."""
    known = tuple(where[-1] for where in forms() if where[:-1] == path)
    for key in value:
        if key not in known and (word := meant(key, known)) and word not in value:
            yield Complaint((*route, key), f'"{key}" is no key of {".".join(path[:2])}', at_key=True, known=(word,))


def named(route: Route) -> str:
    """The last key of a route."""
    return next(step for step in reversed(route) if isinstance(step, str))


def patterns(value: Any, route: Route) -> Iterator[Complaint]:
    """Regular expressions, wherever they stand, that cannot be read or could take forever."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in entries:
        if step in PATTERNS and isinstance(item, str):
            reason = refused_pattern(item)
            if reason:
                yield Complaint((*route, step), f'the pattern "{item}" {reason}')
        yield from patterns(item, (*route, step))


def refused_pattern(pattern: str) -> str:
    """Why a regular expression is not used; empty when it is."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"cannot be read: {error}"
    return "repeats a repetition, so that a text could keep it busy forever" if repeats_twice(pattern) else ""


def repeats_twice(pattern: str) -> bool:
    """Whether a repetition without an end stands inside another, as in `(a+)+`."""
    _parser: Any = import_module("re._parser")

    def inside(node: Any, repeated: bool) -> bool:
        for operation, argument in node:
            parts = [argument] if isinstance(argument, tuple | list) else []
            endless = False
            if str(operation) in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
                endless = argument[1] == _parser.MAXREPEAT
            if endless and repeated:
                return True
            if any(inside(part, repeated or endless) for part in subpatterns(parts)):
                return True
        return False

    def subpatterns(parts: Any) -> Iterator[Any]:
        for part in parts:
            if isinstance(part, _parser.SubPattern):
                yield part
            elif isinstance(part, tuple | list):
                yield from subpatterns(part)

    return inside(_parser.parse(pattern), False)


def unreadable(facts: dict[str, Any], shipped: dict[str, Any]) -> str:
    """What keeps facts from being asked for: every question is tried once. A block that is ours is not in doubt."""
    platform = Platform({"aliases": [], "display_name": "", **shipped, **facts})
    for name, member in vars(Platform).items():
        if isinstance(member, cached_property | property):
            try:
                getattr(platform, name)
            except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
                return f"{name.replace('_', ' ')}: {error!r}"
    return ""


def merged(ours: Any, own: Any) -> Any:
    """What a team writes on top of what we know."""
    if isinstance(ours, dict) and isinstance(own, dict):
        return {**ours, **{key: merged(ours[key], value) if key in ours else value for key, value in own.items()}}
    if is_named(ours) and is_named(own):
        changed = {identity(entry): entry for entry in own}
        kept = [merged(entry, changed.pop(identity(entry), {})) for entry in ours]
        return [*kept, *changed.values()]
    return own


def is_named(value: Any) -> bool:
    """Whether a list's entries go by names."""
    return isinstance(value, list) and all(identity(entry) is not None for entry in value)


def identity(entry: Any) -> tuple[str, str] | None:
    """What tells an entry from its siblings."""
    if not isinstance(entry, dict):
        return None
    name = next((entry[key] for key in NAMES if isinstance(entry.get(key), str)), None)
    return None if name is None else (name, str(entry.get("scope", "")))


def word(value: Any) -> str:
    """A value's kind, for messages."""
    if isinstance(value, str):
        return f'"{value}"' if len(value) < 60 else "text"
    if isinstance(value, dict | list):
        return WORDS[type(value)]
    return "empty" if value is None else f"{value!r}"
