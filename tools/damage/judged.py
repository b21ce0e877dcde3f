"""What comes of a damaged file: findings and refusals, each with its place in the file, and never another exception."""

from __future__ import annotations

import os
import tempfile
import traceback
from collections.abc import Callable
from functools import cache

from govern.commands import init as start
from govern.commands.audited import audited
from govern.commands.diff import differences
from govern.commands.lint import lint
from govern.commands.render import rendered
from govern.core.errors import GovernError
from govern.core.record import Record
from govern.core.report import Report
from govern.gtm import specs as importing
from govern.gtm.desired import desired
from govern.gtm.faults import faults
from govern.plan import plan
from govern.project import load
from govern.project.exports import Exports, read_exports
from govern.render.reviews import audit as audit_report
from govern.rules.run import run
from govern.source import writing
from tools.damage.changes import Case
from tools.damage.listener import Listener
from tools.damage.projects import CONFIG, TODAY, base_of, bases


class Outcome(Record):
    """What came of a case. `fault` is the traceback of what should not have been raised."""

    label: str
    findings: int = 0
    refusals: int = 0
    fault: str = ""
    unplaced: tuple[str, ...] = ()


def judge(case: Case) -> Outcome:
    """What comes of a case."""
    listener = Listener(case)
    fault = ""
    try:
        {"spec": judge_spec, "side file": judge_spec, "configuration": judge_config}.get(case.seed.kind, judge_export)(
            case, listener
        )
    except Exception:  # noqa: BLE001 - finding these is what this is for
        fault = traceback.format_exc()
    label = f"{case.seed.project}/{case.seed.file}: {case.label}"
    return Outcome(label, listener.findings, listener.refusals, fault, tuple(listener.unplaced))


def judge_spec(case: Case, listener: Listener) -> None:
    """A spec: what lint, audit, diff, render and import say."""
    project = bases()[case.seed.project].project(case.seed.file, case.raw)
    found = run(project, "specs")
    listener.report(Report(found), specs=project.documents)
    has_errors = any(finding.level == "error" for finding in found)
    steps: list[Callable[[], Report]] = [lambda: audited(project), lambda: differences(project)]
    if not has_errors:
        steps.append(lambda: rendered(project, (), found, check=True))
    for step in steps:
        try:
            listener.report(step(), specs=project.documents)
        except GovernError as error:
            listener.refusal(error, in_specs=True)
    if case.seed.project == "adopted":
        taken_in(bases()["adopted"].found | {case.seed.file: case.raw}, project.live, listener, in_specs=True)


def taken_in(existing: dict[str, bytes], live: Exports, listener: Listener, *, in_specs: bool) -> None:
    """Import into existing specs either refuses, or leads to specs from which the export does not differ."""
    for container in live.containers:
        if container.id not in (governed.id for governed in bases()["adopted"].live.containers):
            continue
        try:
            made = importing.import_container(container, existing)
        except GovernError as error:
            listener.refusal(error, in_specs=in_specs)
            continue
        after = base_of(existing | made.files, Exports()).project()
        wished = desired(after).container(container.id)
        changes = list(plan([wished] if wished else [], [container]))
        if changes:
            raise AssertionError(f"import left a difference: {changes[:2]}")


@cache
def scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder that is gone when the process that asked for it first has ended."""
    return tempfile.TemporaryDirectory(prefix="govern-damage-")


@cache
def folder(process: int) -> str:
    """A folder with the example project, for what only works on a disk; each process has one."""
    made = os.path.join(scratch().name, str(process))
    writing.write_all({os.path.join(made, path): raw for path, raw in bases()["example"].found.items()})
    os.mkdir(os.path.join(made, "standards"))
    return made


def judge_config(case: Case, listener: Listener) -> None:
    """A configuration: the project is read with it, from a folder."""
    root = folder(os.getpid())
    writing.write_all({os.path.join(root, CONFIG): case.raw})
    try:
        listener.report(lint(root, use_cache=False))
    except GovernError as error:
        listener.refusal(error, in_specs=True)


def judge_export(case: Case, listener: Listener) -> None:
    """An export: what audit says, with and without specs, what diff says, and what init would write."""
    try:
        exports = read_exports(["-"], case.raw)
    except GovernError as error:
        listener.refusal(error, in_specs=False)
        return
    for container in exports.containers:
        for problem in (*faults(container), *container.doubts):
            listener.findings += 1
            if not problem.message or not (problem.entity or problem.route):
                listener.unplaced.append(f"problem: {problem.message[:300]}")
    base = bases()[case.seed.project]
    project = base.project(live=exports)
    report = audited(project)
    changes = differences(project).changes
    listener.report(report.replace(changes=changes))
    listener.report(audited(load.bare(TODAY, exports)))
    listener.report(Report(changes=tuple(plan(exports.containers, base.live.containers))))
    artifacts = audit_report.render(project, report.findings, changes, exports.sources)
    listener.report(Report(artifacts=tuple(artifacts)))
    try:
        made = start.project_files("mutant", exports).files
    except GovernError as error:
        listener.refusal(error, in_specs=False)
        return
    came_back(made, exports)
    taken_in(bases()["adopted"].found, exports, listener, in_specs=False)


def came_back(made: dict[str, bytes], exports: Exports) -> None:
    """What init made of an export can be read, and has no difference from it; what Tag Manager refuses, it says."""
    specs = {path: raw for path, raw in made.items() if path.startswith("specs/")}
    project = base_of(specs, exports).project()
    refused = {"containers/not-importable", "containers/unresolved-name", "containers/unknown-variable"}
    said = run(project, "specs")
    errors = [
        f for f in said if f.level == "error" and f.rule.startswith(("spec/", "containers/")) and f.rule not in refused
    ]
    changes = differences(project).changes
    if errors or changes:
        raise AssertionError(f"init made specs with {errors[:2]} {changes[:2]}")
