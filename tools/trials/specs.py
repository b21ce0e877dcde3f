"""Damaged specs, side files and configurations give findings with a place, or a refusal with one: never a traceback.

Most are examples of rules, each alone or, one of five, beside one to three others; one of two hundred and fifty is a file of a
whole project. The project is linted, then one of audit, diff, render and import, chosen by chance, reads it, or none. One format
writes what each said.
"""

from __future__ import annotations

import traceback
from functools import cache
from random import Random

from govern.commands.audited import audited
from govern.commands.diff import differences
from govern.commands.render import rendered
from govern.core.report import Report
from govern.project import Project
from govern.rules.run import run
from tools.damage import examples, projects
from tools.damage import judged as judging
from tools.damage.changes import Case, Seed
from tools.damage.heard import Listener, damaged, failure, heard
from tools.trials import Failure, chance

GOAL = 1_000_000
SECONDS = 0.005
WHOLE = 250
"""Of so many attempts one is about a file of a whole project."""
SETS = 5
"""Of so many attempts with examples one has others beside it."""
STEPS = ("audit", "diff", "render", "import", "")
"""What else reads a project; an example has no containers that could be imported, so that for it this is lint alone."""


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
        if case.seed.kind == "configuration":
            judging.judge_config(case, listener)
        else:
            step = luck.choice(STEPS)
            judged(project_of(case, luck), listener, step)
            if step == "import" and case.seed.project == "adopted":
                base = projects.bases()["adopted"]
                judging.taken_in(base.found | {case.seed.file: case.raw}, base.live, listener, in_specs=True)
    except Exception:  # noqa: BLE001 - finding these is what this is for
        fault = traceback.format_exc()
    return failure(case, listener, fault)


def project_of(case: Case, luck: Random) -> Project:
    """The project that a damaged spec stands in."""
    if case.seed.file != examples.SPEC:
        return projects.bases()[case.seed.project].project(case.seed.file, case.raw)
    others = luck.choices(examples.specs(), k=luck.randint(1, 3)) if luck.randrange(SETS) == 0 else ()
    return examples.project(case.raw, beside=[other.seed.raw for other in others])


def judged(project: Project, listener: Listener, step: str) -> None:
    """What lint says of a project, and one command more."""
    found = run(project, "specs")
    documents = tuple(project.documents)
    listener.report(Report(found), specs=documents)
    if step == "audit":
        heard(listener, lambda: audited(project), documents, in_specs=True)
    elif step == "diff":
        heard(listener, lambda: differences(project), documents, in_specs=True)
    elif step == "render" and not any(finding.level == "error" for finding in found):
        heard(listener, lambda: rendered(project, (), found, check=True), documents, in_specs=True)
