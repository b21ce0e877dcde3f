"""Damaged exports, lists of people, headers, lists of settings and captures are read or refused: never a traceback.

Nearly all are of examples of rules, one of two hundred and fifty is of a whole project. Each is audited without specs or with those beside
it; a difference, a review, first specs or a page of what was captured is made of it, chosen by chance.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from govern.captures.coverage import lines
from govern.captures.learn import specs as learned
from govern.captures.read import read_text
from govern.commands import init
from govern.commands.audited import audited
from govern.commands.diff import differences
from govern.core.errors import GovernError
from govern.core.report import Report
from govern.project import Project, load
from govern.project.exports import Exports, read_exports
from govern.render import verify
from govern.render.reviews import audit as review
from govern.rules.run import run
from tools.damage import examples, projects
from tools.damage import judged as judging
from tools.damage.changes import Case, Seed
from tools.damage.heard import Listener, damaged, failure
from tools.trials import Failure, chance

GOAL = 500_000
SECONDS = 0.01
WHOLE = 250
"""Of so many attempts one is about an export of a whole project."""
CAPTURES = Path(projects.ROOT) / "tests" / "golden" / "captures"


@cache
def seeds() -> tuple[Seed, ...]:
    """The good files: exports of every kind, and captures."""
    exports = [seed for seed in projects.seeds() if seed.kind not in ("spec", "side file", "configuration")]
    captured = [
        Seed("container", examples.CAPTURE, f"{path.stem}.json", path.read_bytes())
        for path in sorted(CAPTURES.glob("*"))
        if path.suffix in (".har", ".ndjson", ".jsonl", ".json")
    ]
    return (*exports, *captured)


def attempt(seed: int, number: int) -> Failure | None:
    """Damage one file and read it."""
    luck = chance("exports", seed, number)
    example = examples.chosen(examples.exports(), number) if number % WHOLE else None
    case = damaged(luck, (example.seed,) if example else seeds())
    listener = Listener(case, luck)
    fault = ""
    try:
        beside = partial(examples.project, example.specs) if example else partial(whole, case.seed.project)
        judged = captured if case.seed.project == examples.CAPTURE else exported
        judged(case, listener, beside, luck.choice(("bare", "review", "diff", "init")))
    except Exception:  # noqa: BLE001 - finding these is what this is for
        fault = traceback.format_exc()
    return failure(case, listener, fault)


def whole(name: str, live: Exports) -> Project:
    """One of the whole projects, with other exports."""
    return projects.bases().get(name, projects.bases()["example"]).project(live=live)


Beside = Callable[[Exports], Project]
"""The project of the specs that stand beside an export."""


def exported(case: Case, listener: Listener, beside: Beside, step: str) -> None:
    """What is asked of an export."""
    try:
        exports = read_exports(["-"], case.raw)
    except GovernError as error:
        listener.refusal(error, in_specs=False)
        return
    project = beside(exports)
    if step == "bare":
        listener.report(audited(load.bare(projects.TODAY, exports)))
        return
    if step == "init":
        try:
            made = init.project_files("mutant", exports).files
        except GovernError as error:
            listener.refusal(error, in_specs=False)
            return
        judging.came_back(made, exports)
        return
    changes = differences(project).changes
    if step == "diff":
        listener.report(Report(changes=changes))
        return
    report = audited(project)
    listener.report(report)
    listener.report(Report(artifacts=tuple(review.render(project, report.findings, changes, exports.sources))))


def captured(case: Case, listener: Listener, beside: Beside, step: str) -> None:
    """What is asked of a capture."""
    try:
        capture = read_text(case.raw.decode("utf-8", "replace"), "capture")
    except GovernError as error:
        listener.refusal(error, in_specs=False)
        return
    project = beside(Exports(captures=(capture,)))
    found = run(project, "captures")
    listener.report(Report(found))
    if step == "review":
        list(verify.render(project, found))
    elif step == "init":
        learned(project)
    else:
        list(lines(project))
