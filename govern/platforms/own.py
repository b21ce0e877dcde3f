"""A project's own platform files: a network that we do not know, or what a team knows better about one that we do.

The format is that of our own facts, and a file is fitted to the same type as they are of (`facts.py`), by what fits
specs. A file named after one of our platforms changes what it writes and leaves the rest: mappings are merged key by
key, lists of entries by the name of the entry, all other lists are replaced. What a team writes counts as verified
unless it says `verified: false`.
"""

from __future__ import annotations

from typing import Any

from govern.core.record import Record
from govern.core.report import Route
from govern.platforms import Platform, load, platforms
from govern.platforms.facts import Facts
from govern.spec.fit import Unfit, fitter, key_of
from govern.spec.misfits import Misfit, explain_record

NAMES = ("key", "name", "id", "kind", "interaction", "product", "label")
"""What an entry of a list goes by: the first of these that it has; a role goes by its scope as well."""


class Own(Record):
    """One platform as a project knows it, and what could not be read: that is left out, and the rest holds."""

    platform: Platform
    misfits: tuple[Misfit, ...] = ()


def platform_of(file: str) -> str:
    """The key of the platform that a file is about: its name."""
    stem = file.rpartition("/")[2].rpartition(".")[0]
    return stem.casefold().replace("-", "_").replace(" ", "_")


def read(key: str, data: Any) -> Own:
    """The platform of a file's data, on top of ours of that name."""
    ours = plain(load(key).facts) if key in platforms() else {"platform": key, "display_name": key}
    if not isinstance(data, dict) or not data:
        shipped = fitter(Facts)(ours)
        return Own(Platform(shipped), (Misfit("team/broken-platform", (), "a platform file is a mapping of blocks"),))
    misfits: list[Misfit] = []
    if data.get("platform", key) != key:
        message = f'the file is about "{key}" by its name, and says "{data["platform"]}"'
        misfits.append(Misfit("team/broken-platform", ("platform",), message))
        data = {name: block for name, block in data.items() if name != "platform"}
    left = data
    while (facts := fitted(merged(ours, sure(ours, left)))) is None:
        wrong = list(explain_record(f'platform "{key}"', Facts, completed(ours, left), ()))
        misfits += wrong if left is data else ()  # what comes up later is lacking because of what was left out
        less = without(left, {misfit.route[:3] for misfit in wrong})
        assert less != left, "what does not fit is explained, at a place of the file"
        left = less
    return Own(Platform(facts), tuple(misfits))


def fitted(data: Any) -> Facts | None:
    """The facts that plain data are; `None` where something does not fit."""
    try:
        return fitter(Facts)(data)  # type: ignore[no-any-return]
    except Unfit:
        return None


def plain(value: Any) -> Any:
    """Facts as a file would write them."""
    if isinstance(value, Record):
        return {key_of(name): plain(inner) for name, inner in vars(value).items()}
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, tuple) else value


def sure(ours: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """What a team writes, with its word for it: every block that is new and every entry of a list is verified."""

    def entries(value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return [{"verified": True, **entry} if isinstance(entry, dict) else entry for entry in value]

    blocks = {name: block for name, block in data.items() if isinstance(block, dict)}
    new = {name: {} if name in ours else {"verified": True} for name in blocks}
    return {
        **data,
        **{
            name: {**new[name], **{key: entries(value) for key, value in block.items()}}
            for name, block in blocks.items()
        },
    }


def without(value: Any, routes: set[Route], at: Route = ()) -> Any:
    """Plain data without what these routes lead to."""
    if isinstance(value, dict):
        return {key: without(inner, routes, (*at, key)) for key, inner in value.items() if (*at, key) not in routes}
    if isinstance(value, list):
        return [
            without(inner, routes, (*at, position))
            for position, inner in enumerate(value)
            if (*at, position) not in routes
        ]
    return value


def completed(ours: Any, own: Any) -> Any:
    """What a team writes, where it writes it, with what we know besides: an entry of ours is whole without being repeated."""
    if isinstance(ours, dict) and isinstance(own, dict):
        return {**ours, **{key: completed(ours[key], value) if key in ours else value for key, value in own.items()}}
    if is_named(ours) and isinstance(own, list):
        known = {identity(entry): entry for entry in ours}
        return [completed(known.get(identity(entry)), entry) for entry in own]
    return own


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
