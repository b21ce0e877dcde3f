"""Good texts with one to three small changes each, made from chance alone, and what the product makes of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import lru_cache
from random import Random

from govern.core.errors import GovernError
from govern.core.report import Report
from govern.output import write
from govern.output.formats import FORMATS
from tools.damage import listener
from tools.damage.changes import Case, Edit, Seed, cut, edits, noise
from tools.trials import Failure


@lru_cache(maxsize=64)
def edits_of(seed: Seed) -> tuple[Edit, ...]:
    """All single changes to a text; noise is what is left for one that has no tree."""
    return tuple(edits(seed.raw.decode(), seed.syntax))


def damaged(chance: Random, seeds: Sequence[Seed]) -> Case:
    """One of the texts, changed in one place mostly, sometimes in several, sometimes cut off or with random bytes."""
    seed = chance.choice(seeds)
    found = edits_of(seed)
    if found and chance.random() < 0.8:
        edit = chance.choice(found)
        case = Case(seed, edit.label, edit.applied(seed.raw.decode()))
    else:
        case = Case(seed, *cut(seed.raw, chance.randrange(1 << 20)))
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        label, raw = noise(case.raw, chance.randrange(1 << 30), seed.file)
        case = Case(seed, f"{case.label}; {label}", raw)
    return case


class Listener(listener.Listener):
    """Hears reports, and writes each in one format only: which one is chance."""

    def __init__(self, case: Case, chance: Random) -> None:
        super().__init__(case)
        self.chance = chance

    def written(self, report: Report) -> None:
        format = self.chance.choice(FORMATS)
        stream = io.TextIOWrapper(io.BytesIO(), "utf-8", "strict")
        write(report, format, stream)
        stream.flush()


def failure(case: Case, listener: listener.Listener, fault: str = "") -> Failure | None:
    """What a case showed, if anything."""
    if not fault and not listener.unplaced:
        return None
    said = f"{case.seed.project}/{case.seed.file}: {case.label}\n{fault}" + "\n".join(listener.unplaced)
    return Failure(said, case.raw, f".{case.seed.file.rpartition('.')[2]}")


def heard(listener: listener.Listener, step: Callable[[], Report], specs: Sequence[str], *, in_specs: bool) -> None:
    """A step that reports or refuses."""
    try:
        listener.report(step(), specs=specs)
    except GovernError as error:
        listener.refusal(error, in_specs=in_specs)
