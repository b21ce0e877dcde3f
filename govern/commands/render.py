"""`render`: what is deployed and read, written from the specs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.core.report import Artifact, Finding, Report

if TYPE_CHECKING:
    from govern.project import Project


def render(root: str, targets: tuple[str, ...] = (), *, check: bool = False, today: str | None = None) -> Report:
    """The artifacts of some targets, of the project's own when none is named. An error in the specs stops everything before anything is written."""
    from govern.project.load import load

    return rendered(load(root, today=today), targets, check=check)


def rendered(project: Project, targets: tuple[str, ...], *, check: bool) -> Report:
    """`render` of a loaded project."""
    from importlib import import_module

    from govern.project.folders import refuse_links
    from govern.render.deliver import deliver
    from govern.rules.findings import Maker

    chosen = targets or own_targets(project)
    refuse_links(project.root, project.config, ("output",))
    errors = spec_errors(project, chosen)
    if errors:
        return Report(errors, notes=("nothing was rendered, because the specs have errors",), today=project.held_day)
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
    made = deliver(project.root, artifacts, check=check, within=project.root)
    return Report(artifacts=made, notes=tuple(notes), today=project.held_day)


def own_targets(project: Project) -> tuple[str, ...]:
    """What a project renders when nothing is named: what `govern.yaml` lists, or everything."""
    from govern.render import TARGETS

    for position, target in enumerate(project.config.targets):
        if target not in TARGETS:
            from govern.spec.spelling import suggest

            place = project.config.place("targets", position)
            raise GovernError(f'"targets" names "{target}", which nothing renders', place, suggest(target, TARGETS))
    return project.config.targets or TARGETS


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
    from govern.project import baseline
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
