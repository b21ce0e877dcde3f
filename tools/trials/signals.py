"""What a container tells, signals of every kind, and the rules that speak about it are the same in whatever order it is exported.

A good or damaged container has its tags, triggers, variables and keys put into another order, as exports of one state differ.
"""

from __future__ import annotations

import json
import traceback
from collections import Counter
from functools import cache
from random import Random
from typing import Any

from govern.commands.audited import audited
from govern.core.errors import GovernError
from govern.project import load
from govern.project.exports import read_exports
from govern.signals.containers.tags import container_signals
from govern.signals.signal import Signal
from tools.damage import examples, projects
from tools.damage.changes import Seed
from tools.damage.heard import damaged
from tools.trials import Failure, chance

GOAL = 50_000
SECONDS = 0.02
WHOLE = 20
"""Of so many attempts one is about a whole container."""


@cache
def small() -> tuple[examples.Example, ...]:
    """The containers in examples of rules."""
    return tuple(one for one in examples.exports() if one.seed.kind == "container" and one.seed.syntax == "json")


@cache
def large() -> tuple[Seed, ...]:
    """The containers of our whole projects."""
    return tuple(seed for seed in projects.seeds() if seed.kind == "container" and seed.syntax == "json")


def attempt(seed: int, number: int) -> Failure | None:
    """One container in two orders."""
    luck = chance("signals", seed, number)
    good = luck.choice(large()) if number % WHOLE == 0 else examples.chosen(small(), number).seed
    raw = good.raw if luck.random() < 0.3 else damaged(luck, (good,)).raw
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        return None  # what cannot be read is for another row
    other = json.dumps(shuffled(data, luck)).encode()
    try:
        one, two = told(json.dumps(data).encode()), told(other)
    except Exception:  # noqa: BLE001 - finding these is what this is for
        return Failure(traceback.format_exc(), other, ".json")
    if one == two:
        return None
    return Failure(f"{good.project}/{good.file}: {difference(one, two)}", raw + b"\n" + other, ".json")


def shuffled(value: Any, luck: Random, depth: int = 0) -> Any:
    """The same with the entities of a container version, and the keys of every object, in another order."""
    if isinstance(value, dict):
        keys = luck.sample(sorted(value), len(value))
        return {key: shuffled(value[key], luck, depth + 1) for key in keys}
    if isinstance(value, list):
        found = [shuffled(item, luck, depth + 1) for item in value]
        return luck.sample(found, len(found)) if depth == 2 and all(isinstance(item, dict) for item in found) else found
    return value


Told = Counter[str]


def told(raw: bytes) -> Told:
    """What is told, and what rules say, each as a text; a refusal is one too."""
    try:
        exports = read_exports(["-"], raw)
    except GovernError as error:
        return Counter([f"refused: {error.message.partition(': ')[0]}"])
    found: Told = Counter()
    for container in exports.containers:
        setup = container_signals(container)
        found.update(as_text(signal) for signal in setup.told)
        found["helps"] += len(setup.support)
        found.update("unread: " + one.why.partition('"')[0] for one in setup.unread)
    report = audited(load.bare(projects.TODAY, exports))
    found.update({f"rule {finding.rule}" for finding in report.findings})  # once each: of two namesakes either is named
    return found


def as_text(signal: Signal) -> str:
    """A signal without where it stands."""
    parameters = sorted((name, repr(one.source)) for name, one in signal.parameters.items())
    person = sorted((name, repr(one.source)) for name, one in signal.person.items())
    moments = sorted(map(repr, signal.when.fire)), sorted(map(repr, signal.when.block)), signal.when.once
    sources = [repr(one.source) for one in (signal.account, signal.name, signal.event_id, signal.endpoint)]
    said = (signal.platform, signal.leg, signal.kind, signal.consent, signal.surely, sorted(signal.more))
    return repr((said, sources, parameters, person, moments))


def difference(one: Told, two: Told) -> str:
    """What only one of the two says."""
    return f"only first {sorted((one - two).elements())[:3]}, only second {sorted((two - one).elements())[:3]}"
