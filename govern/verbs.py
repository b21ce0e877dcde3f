"""The verbs: what the commands do, composed from load, rules, plan, render and the exports. They add nothing of their own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.errors import GovernError
from govern.report import LEVELS, Artifact, Finding, Report
from govern.source.files import CONFIG

if TYPE_CHECKING:
    from govern.live import Exports
    from govern.project import Project


def exit_code(report: Report, level: str = "warning") -> int:
    """1 when there is something to look at: a finding at the level or above, a difference, something out of date."""
    loud = any(LEVELS.index(finding.level) <= LEVELS.index(level) for finding in report.findings)
    stale = any(artifact.state in ("stale", "missing") for artifact in report.artifacts)
    return 1 if loud or stale or report.changes else 0


def lint(root: str, *, today: str | None = None, use_cache: bool = True, paths: tuple[str, ...] = ()) -> Report:
    """The rules over the specs, the baseline applied. `paths` limit what is shown, from the current folder."""
    from govern import baseline, linting

    findings = linting.findings_of(root, today) if use_cache else linting.fresh(root, today)
    findings, notes = baseline.new_findings(root, findings)
    shown = within(findings, root, paths) if paths else findings
    return Report(shown, notes=(*notes, *fixable(shown)), today=held_day(root, today))


def held_day(root: str, today: str | None) -> str:
    """The day that the project at `root` holds still, if it does and nobody asked for another."""
    from govern.source import files

    raw = files.read(os.path.join(root, CONFIG))
    if today is not None or b"today" not in raw:
        return ""
    from govern.load import parse_config

    return parse_config(raw).today or ""


def held_by(project: Project) -> str:
    """The day that a loaded project holds still, if it was judged on that day."""
    return project.today if project.today == project.config.today else ""


def fixable(findings: tuple[Finding, ...]) -> Iterator[str]:
    """A remark where some findings have one right answer."""
    number = sum(bool(finding.fix) for finding in findings)
    if number:
        yield f"{number} of these can be fixed: govern lint --fix (with --diff to look first)"


def fix(root: str, *, today: str | None = None, paths: tuple[str, ...] = (), write: bool = True) -> tuple[Report, str]:
    """The fixes of findings that have one right answer, made in the files; what is left, and the diff if not written."""
    from govern import baseline, fixing
    from govern.source import files

    def shown(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        new = baseline.new_findings(root, findings)[0]
        return within(new, root, paths) if paths else new

    fixed = fixing.fix(root, today, shown)
    if not write:
        return Report(fixed.left, notes=fixed.refused, fixed=fixed.done, today=held_day(root, today)), fixing.diff_of(
            fixed
        )
    files.write_all({os.path.join(root, file): raw for file, raw in fixed.files.items()})
    artifacts = tuple(Artifact(file, raw.decode()) for file, raw in fixed.files.items())
    day = held_day(root, today)
    return Report(fixed.left, artifacts=artifacts, notes=fixed.refused, fixed=fixed.done, today=day), ""


def accept(root: str, *, today: str | None = None) -> str:
    """Write the baseline: all findings of today the first time, only those still accepted from then on."""
    from govern import baseline, linting

    return accepted(root, linting.findings_of(root, today), baseline.SPECS)


def accept_live(root: str, *, today: str | None = None) -> str:
    """`accept` for what is found in the project's exports folder."""
    from govern import baseline
    from govern.load import load
    from govern.rules.run import run

    return accepted(root, run(load(root, today=today, live=exports_of(root, ())), "live"), baseline.LIVE)


def accepted(root: str, findings: tuple[Finding, ...], group: str) -> str:
    """Write the baseline of a group, and say what it accepts."""
    from govern import baseline

    left = len({finding.fingerprint for finding in findings}) - (count := baseline.write(root, findings, group))
    text = f"{count} finding{'s' * (count != 1)} accepted in {baseline.FILE}"
    return f"{text}; {left} new {'are' if left != 1 else 'is'} not: a baseline only shrinks" if left else text


def within(findings: tuple[Finding, ...], root: str, paths: tuple[str, ...]) -> tuple[Finding, ...]:
    """The findings in some files or folders."""
    wanted = [os.path.realpath(path) for path in paths]
    base = os.path.realpath(root)
    for path, given in zip(wanted, paths, strict=True):
        if not os.path.exists(path):
            raise GovernError(f"{given} does not exist")
        if path != base and not path.startswith(base + os.sep) and not base.startswith(path + os.sep):
            raise GovernError(f"{given} is not in the project {root}", help="name its project with -C")

    def covered(finding: Finding) -> bool:
        file = os.path.realpath(os.path.join(root, finding.place.file))
        return any(file == path or file.startswith(path + os.sep) for path in wanted)

    return tuple(finding for finding in findings if covered(finding))


def render(root: str, targets: tuple[str, ...] = (), *, check: bool = False, today: str | None = None) -> Report:
    """The artifacts of some targets, of the project's own when none is named. An error in the specs stops everything before anything is written."""
    from govern.load import load

    return rendered(load(root, today=today), targets, check=check)


def rendered(project: Project, targets: tuple[str, ...], *, check: bool) -> Report:
    """`render` of a loaded project."""
    from importlib import import_module

    from govern.deliver import deliver
    from govern.rules.making import Maker

    chosen = targets or own_targets(project)
    errors = spec_errors(project, chosen)
    if errors:
        return Report(errors, notes=("nothing was rendered, because the specs have errors",), today=held_by(project))
    artifacts: list[Artifact] = []
    notes: list[str] = []
    for target in chosen:
        renderer = import_module(f"govern.render.{target}")
        try:
            artifacts.extend(renderer.artifacts(project))
            notes.extend(getattr(renderer, "remarks", lambda _: ())(project))
        except GovernError as error:  # renderers know the way to a value, its line is looked up here
            place = error.place and Maker(project).settled(error.place)
            raise GovernError(error.message, place, error.help) from None
    made = deliver(project.root, artifacts, check=check)
    return Report(artifacts=made, notes=tuple(notes), today=held_by(project))


def own_targets(project: Project) -> tuple[str, ...]:
    """What a project renders when nothing is named: what `govern.yaml` lists, or everything."""
    from govern.render import TARGETS

    for position, target in enumerate(project.config.targets):
        if target not in TARGETS:
            from govern.model.words import suggest

            place = project.config.place("targets", position)
            raise GovernError(f'"targets" names "{target}", which nothing renders', place, suggest(target, TARGETS))
    return project.config.targets or TARGETS


def exports_of(root: str | None, paths: tuple[str, ...]) -> Exports:
    """What the named exports hold; in a project, its exports folder when none is named."""
    from govern.live import Exports, read_exports

    if not paths and root is not None:
        folder = exports_folder(root)
        return read_exports([folder], shown_from=root) if os.path.isdir(folder) else Exports()
    stdin = sys.stdin.buffer.read() if "-" in paths else b""
    if root is None:
        return read_exports(paths, stdin)
    return read_exports([path if path == "-" else os.path.abspath(path) for path in paths], stdin, shown_from=root)


def exports_folder(root: str) -> str:
    """The project's folder of live exports."""
    from govern.load import parse_config
    from govern.source import files

    return os.path.join(root, parse_config(files.read(os.path.join(root, CONFIG))).exports)


def diff(root: str, paths: tuple[str, ...] = (), *, today: str | None = None) -> Report:
    """The specs against live exports."""
    from govern.load import load

    live = exports_of(root, paths)
    if not live.sources:
        raise GovernError(
            "there is no export to compare with", help="name one, or put it into the exports folder of the project"
        )
    project = load(root, today=today, live=live)
    errors = spec_errors(project)
    if errors:
        return Report(errors, notes=("nothing was compared, because the specs have errors",), today=held_by(project))
    return differences(project)


NOT_TO_RENDER = {
    "containers/not-importable": ("gtm",),
    "containers/unresolved-name": ("gtm",),
    "events/data-layer-overwritten": ("types", "schemas", "plan"),
}
"""Errors that keep a target from being rendered at all, whoever has accepted them."""


def spec_errors(project: Project, targets: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """What is wrong in the specs so that nothing should be made of them.

    Errors that the baseline accepts do not stop anybody, except where a part of the specs could not be read at all, or
    where it cannot be rendered as one of the targets.
    """
    from govern import baseline
    from govern.rules.run import run

    findings = run(project, "specs")
    accepted = {finding.fingerprint for finding in findings} - {
        finding.fingerprint for finding in baseline.new_findings(project.root, findings)[0]
    }
    stops = {rule for rule, kept in NOT_TO_RENDER.items() if not set(kept).isdisjoint(targets)}
    errors = (finding for finding in findings if finding.level == "error")
    return tuple(e for e in errors if e.fingerprint not in accepted or is_unread(e) or e.rule in stops)


def is_unread(finding: Finding) -> bool:
    """Whether a finding says that a part of the specs could not be read, so that they say less than is written."""
    return finding.level == "error" and finding.rule.startswith("spec/")


def differences(project: Project) -> Report:
    """`diff` of a loaded project with its exports: containers of which there is an export, and what is not governed."""
    from govern.desired import desired
    from govern.plan import plan

    wished = desired(project).containers
    exported = {container.id for container in project.live.containers}
    changes = tuple(plan([container for container in wished if container.id in exported], project.live.containers))
    absent = [container.id for container in wished if container.id not in exported]
    notes = (f"no export of {', '.join(absent)} to compare with",) if absent and exported else ()
    return Report(changes=changes, notes=(*notes, *passed_over(project.live)), today=held_by(project))


def compare_exports(before: str, paths: tuple[str, ...]) -> Report:
    """What happened from one export to others: the older one is what was, so an addition is a `+`."""
    from govern.plan import plan

    if not paths:
        raise GovernError("--from needs a second export", help="govern diff --from OLD.json NEW.json")
    return Report(changes=tuple(plan(exports_of(None, paths).containers, exports_of(None, (before,)).containers)))


def audit(
    root: str | None, paths: tuple[str, ...] = (), *, today: str | None = None, report_dir: str | None = None
) -> Report:
    """The rules over live exports, held against the specs if there are any; the quarterly report on request."""
    from govern.load import bare, load

    live = exports_of(root, paths)
    if not live.sources:
        raise GovernError("there is no export to audit", help="govern audit EXPORT.json, or a folder of exports")
    project = load(root, today=today, live=live) if root is not None else bare(today, live)
    report = audited(project, whole=not paths)
    if report_dir is None:
        return report
    from govern.deliver import deliver
    from govern.render import audit as renderer

    whole = root is not None and not any(map(is_unread, report.findings))
    changes = differences(project).changes if whole else ()
    artifacts = tuple(renderer.render(project, report.findings, changes, live.sources))
    folder = os.path.abspath(report_dir)
    return report.replace(artifacts=deliver("", (a.replace(path=os.path.join(folder, a.path)) for a in artifacts)))


def audited(project: Project, *, whole: bool = True) -> Report:
    """`audit` of a loaded project with its exports, the `whole` of them or some; what could not be read of the specs is said first."""
    from govern import baseline
    from govern.rules.run import run

    findings: tuple[Finding, ...] = run(project, "live")
    notes: tuple[str, ...] = ()
    if project.root:
        findings, notes = baseline.new_findings(project.root, findings, (baseline.LIVE,), whole=whole)
        unread = tuple(filter(is_unread, run(project, "specs")))
        name = project.config.name or os.path.basename(project.root)
        held = f'held against the specs of the project "{name}"'
        notes = (held + (", as far as they can be read" if unread else ""), *notes)
        findings = unread + findings
    return Report(findings, notes=(*notes, *passed_over(project.live)), today=held_by(project))


def passed_over(live: Exports) -> Iterator[str]:
    """A remark for each file of a folder that is none of ours."""
    return (f"{file} is no export and was passed over" for file in live.skipped)


def check(root: str, *, today: str | None = None) -> Report:
    """Lint, render --check, diff and audit of the exports folder, in one report."""
    from govern import baseline
    from govern.load import load
    from govern.rules.run import run

    project = load(root, today=today, live=exports_of(root, ()))
    found, groups = run(project, "specs") + run(project, "live"), (baseline.SPECS, baseline.LIVE)
    findings, notes = baseline.new_findings(root, found, groups)
    if errors := spec_errors(project):
        told = (*findings, *(error for error in errors if error not in findings))
        stopped = "nothing was rendered or compared, because the specs have errors"
        return Report(told, notes=(*notes, stopped), today=held_by(project))
    made = rendered(project, (), check=True)
    findings, notes = (*findings, *made.findings), (*notes, *made.notes)
    changed = differences(project) if project.live.containers else Report()
    if not project.live.sources:
        notes = (*notes, f"{project.config.exports} holds no exports, so nothing live was looked at")
    return Report(findings, changed.changes, made.artifacts, notes + changed.notes, today=held_by(project))


def import_exports(root: str, paths: tuple[str, ...], *, check: bool = False, today: str | None = None) -> Report:
    """What exports hold, into the specs; with `check` only what would be written."""
    from govern.deliver import state_of
    from govern.source import files
    from govern.taking import take

    live = exports_of(root, paths)
    if not live.containers:
        raise GovernError("there is no Tag Manager container in what was given", help="export one under Admin, Export")
    taken = take(root, live, today)
    targets = {os.path.join(root, path): raw for path, raw in taken.files.items()}
    states = [state_of(target, raw) for target, raw in targets.items()]
    if not check:
        files.write_all(targets)
    artifacts = tuple(
        Artifact(path, "", state if check or state == "unchanged" else "written")
        for path, state in zip(taken.files, states, strict=True)
    )
    notes = (
        *taken.changed,
        *(f"{path} is not needed any more" for path in taken.orphans),
        *credentials_in(live),
        *passed_over(live),
    )
    return Report(artifacts=artifacts, notes=notes, today=held_day(root, today))


def init(folder: str, paths: tuple[str, ...] = ()) -> Report:
    """A new project in a folder, from exports if there are any; refuses where a project is already."""
    from govern import start
    from govern.deliver import state_of
    from govern.source import files

    if os.path.exists(os.path.join(folder, CONFIG)):
        raise GovernError(f"{folder} is a project already", help="to take an export in: govern import EXPORT")
    live = exports_of(None, paths)
    if paths and not live.sources:
        raise GovernError(f"{', '.join(paths)} holds no export", help="name a Tag Manager export")
    name = os.path.basename(os.path.abspath(folder)) or "tracking"
    found = start.project_files(name, live)
    states = {path: state_of(os.path.join(folder, path), raw) for path, raw in found.items()}
    foreign = [path for path, state in states.items() if state == "stale"]
    if foreign:
        raise GovernError(f"{foreign[0]} is in {folder} already", help="start in an empty folder, or move it away")
    files.write_all({os.path.join(folder, path): found[path] for path, state in states.items() if state == "missing"})
    artifacts = tuple(
        Artifact(path, "", "unchanged" if states[path] == "unchanged" else "written")
        for path in found
        if "/code/" not in path
    )
    notes = (*taken_in(live, len(found) - len(artifacts)), *credentials_in(live), *passed_over(live))
    return Report(artifacts=artifacts, notes=notes)


def taken_in(live: Exports, side_files: int) -> Iterator[str]:
    """One line for each container about what it held."""
    from govern.model.gtm import LABELS

    for container in live.containers:
        counts = [
            f"{len(bodies)} {LABELS.get(kind, kind)}{'s' * (len(bodies) != 1)}"
            for kind in LABELS
            if (bodies := container.bodies(kind))
        ]
        yield f"{container.id} ({container.context}): {', '.join(counts) or 'empty'}"
    if side_files:
        where = "a file of its own" if side_files == 1 else f"{side_files} files of their own"
        yield f"code and long texts are in {where}, in the code folders beside the specs"


def credentials_in(live: Exports) -> Iterator[str]:
    """A warning where exports hold credentials, since the next step of a new project is to commit it."""
    from govern.load import bare
    from govern.rules.catalogue import load_rule

    number = sum(1 for _ in load_rule("containers/secret-in-container").check(bare(None, live)))
    if number:
        them, stand = ("them", "s stand") if number > 1 else ("it", " stands")
        yield f"{number} credential{stand} in what was taken in: withdraw {them} before you commit; govern audit says where"


def demo(folder: str) -> Iterator[tuple[str, Report, str]]:
    """The main job on a copy of the example project: title, report, and what to say when there is nothing."""
    from govern import example

    written = example.copy(folder)
    root = os.path.abspath(folder)
    made = f"{written} files copied" if written else "the files are there already"
    yield "the example project", Report(notes=(f"{made} in {folder}",)), ""
    yield "govern lint", lint(root), "the specs are in order"
    yield "govern render", render(root), ""
    yield "govern diff", diff(root), "no difference"
    report = audit(root, report_dir=os.path.join(root, "audit"))
    yield "govern audit --report audit", report, "nothing to look at"
