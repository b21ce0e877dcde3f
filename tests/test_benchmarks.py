"""What the benchmarks generate is the same every time and what it claims to be. How fast anything is, is not tested."""

from __future__ import annotations

import json
from typing import Any

import pytest
from helpers import findings, project

from benchmarks.changes import second_state
from benchmarks.containers import container, written
from benchmarks.shop import shop_files
from benchmarks.specs import spec_files
from govern.core.report import Change
from govern.gtm import read as gtm
from govern.gtm.container import Container
from govern.gtm.faults import faults
from govern.plan import plan

SIZE, COUNT = 400_000, 60


def pair(seed: int) -> tuple[Container, Container, list[dict[str, str]]]:
    first = container(SIZE, seed)
    second, planted = second_state(first, COUNT, seed)
    (live,), (desired,) = (gtm.read(written(export).encode(), "export.json") for export in (first, second))
    return live, desired, planted


def as_planted(change: Change) -> dict[str, str]:
    found = {"action": change.action, "kind": change.kind, "name": change.name}
    return found | ({"before_name": change.before_name} if change.before_name else {})


def ordered(planted: list[dict[str, str]]) -> list[str]:
    return sorted(json.dumps(change, sort_keys=True) for change in planted)


def test_spec_files_are_the_same_every_time_and_as_long_as_real_ones() -> None:
    files = dict(spec_files(20))
    assert files == dict(spec_files(20))
    assert files != dict(spec_files(20, seed=2))
    lengths = [text.count("\n") for path, text in files.items() if path.startswith("specs/")]
    assert len(lengths) == 20
    assert all(50 <= length <= 70 for length in lengths)


def test_spec_files_lint_clean() -> None:
    files = {path: text for path, text in spec_files(40) if path.startswith("specs/")}
    assert findings(project(files=files)) == ()


def test_exports_are_the_same_every_time_and_have_the_size() -> None:
    text = written(container(SIZE))
    assert text == written(container(SIZE))
    assert SIZE * 0.95 < len(text) < SIZE * 1.1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_plan_of_a_generated_pair_is_what_was_planted(seed: int) -> None:
    live, desired, planted = pair(seed)
    assert live.problems == desired.problems == ()
    assert faults(live) == faults(desired) == ()
    assert len(planted) == COUNT
    found = list(plan([desired], [live]))
    assert ordered([as_planted(change) for change in found]) == ordered(planted)
    assert all(change.fields for change in found if change.action == "change")
    assert all(not change.fields for change in found if change.action == "rename" and "paused" not in routes(change))


def test_the_plan_back_is_the_mirror_of_the_plan() -> None:
    live, desired, _ = pair(4)
    back = {"add": "remove", "remove": "add"}
    forth = [
        (back.get(c.action, c.action), c.kind, c.before_name or c.name, c.before_name and c.name)
        for c in plan([desired], [live])
    ]
    found: list[tuple[Any, ...]] = [(c.action, c.kind, c.name, c.before_name) for c in plan([live], [desired])]
    assert sorted(found) == sorted(forth)


def routes(change: Change) -> set[str]:
    return {str(step) for field in change.fields for step in field.route}


@pytest.mark.slow
def test_a_whole_shop_of_a_thousand_events_is_in_order() -> None:
    """The promise to whoever writes specs with care: nothing at all is said, not even a note."""
    files = {path: text for path, text in shop_files(1000) if path.startswith("specs/")}
    subject = project(files=files)
    assert len(subject.events) == 1000
    assert findings(subject) == ()
