"""Damaged specs, side files and configurations give findings with a place, or a refusal with one: never a traceback.

Forty-nine of fifty are examples of rules, which are linted and audited; of the files of whole projects each is linted, then
one of audit, diff, render and import, chosen by chance, reads it. One format writes what was said.
"""

from __future__ import annotations

import traceback
from functools import cache

from govern.commands.audited import audited
from govern.commands.diff import differences
from govern.commands.render import rendered
from govern.core.report import Report
from govern.rules.run import run
from tools.damage import examples, projects
from tools.damage import judged as judging
from tools.damage.changes import Case, Seed
from tools.damage.heard import Listener, damaged, failure, heard
from tools.trials import Failure, chance

GOAL = 1_000_000
SECONDS = 0.005
WHOLE = 50
"""Of so many attempts one is about a file of a whole project."""


@cache
def seeds() -> tuple[Seed, ...]:
    """The good files."""
    return tuple(seed for seed in projects.seeds() if seed.kind in ("spec", "side file", "configuration"))


def attempt(seed: int, number: int) -> Failure | None:
    """Damage one file and read it."""
    luck = chance("specs", seed, number)
    case = damaged(luck, seeds() if number % WHOLE == 0 else (examples.chosen(examples.specs(), number).seed,))
    listener = Listener(case, luck)
    fault = ""
    try:
        if case.seed.file == examples.SPEC:
            small(case, listener)
        elif case.seed.kind == "configuration":
            judging.judge_config(case, listener)
        else:
            judged(case, listener, luck.choice(("audit", "diff", "render", "import", "")))
    except Exception:  # noqa: BLE001 - finding these is what this is for
        fault = traceback.format_exc()
    return failure(case, listener, fault)


def small(case: Case, listener: Listener) -> None:
    """What lint and audit say of an example."""
    project = examples.project(case.raw)
    documents = tuple(project.documents)
    listener.report(Report(run(project, "specs")), specs=documents)
    heard(listener, lambda: audited(project), documents, in_specs=True)


def judged(case: Case, listener: Listener, step: str) -> None:
    """What lint says of a spec, and one command more."""
    base = projects.bases()[case.seed.project]
    project = base.project(case.seed.file, case.raw)
    found = run(project, "specs")
    documents = tuple(project.documents)
    listener.report(Report(found), specs=documents)
    if step == "audit":
        heard(listener, lambda: audited(project), documents, in_specs=True)
    elif step == "diff":
        heard(listener, lambda: differences(project), documents, in_specs=True)
    elif step == "render" and not any(finding.level == "error" for finding in found):
        heard(listener, lambda: rendered(project, (), found, check=True), documents, in_specs=True)
    elif step == "import" and case.seed.project == "adopted":
        judging.taken_in(base.found | {case.seed.file: case.raw}, project.live, listener, in_specs=True)
