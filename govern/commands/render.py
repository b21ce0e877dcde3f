"""`render`: what is deployed and read, written from the specs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.core.report import Artifact, Finding, Report

if TYPE_CHECKING:
    from govern.project import Project
    from govern.render._rendered import Entry


def render(
    root: str, targets: tuple[str, ...] = (), *, check: bool = False, strict: bool = False, today: str | None = None
) -> Report:
    """The artifacts of some targets, of the project's own when none is named. An error in the specs stops everything before anything is written.

    `strict` policies get nothing that rests on facts which are not verified.
    """
    from govern.project.load import load
    from govern.rules.own import left_out
    from govern.rules.run import run

    project = load(root, today=today)
    if strict:
        project = project.with_section("csp", tuple(policy.replace(strict=True) for policy in project.policies))
    report = rendered(project, targets, run(project, "specs"), check=check)
    return report.replace(notes=(*report.notes, *left_out(project)))


def rendered(project: Project, targets: tuple[str, ...], said: tuple[Finding, ...], *, check: bool) -> Report:
    """`render` of a loaded project, of whose specs the rules have `said` what they say."""
    from importlib import import_module

    from govern.project.folders import refuse_links
    from govern.render._rendered import left_over, remember
    from govern.render.deliver import deliver
    from govern.rules.findings import Maker

    chosen = targets or own_targets(project)
    refuse_links(project.root, project.config, ("output",))
    errors = stopping(project, said, chosen)
    if errors:
        return Report(errors, notes=("nothing was rendered, because the specs have errors",), today=project.held_day)
    artifacts: list[tuple[str, Artifact]] = []
    aside: list[Artifact] = []
    notes: list[str] = []
    for target in chosen:
        renderer = import_module(f"govern.render.{target}")
        try:
            artifacts.extend((target, artifact) for artifact in renderer.artifacts(project))
            if not check:
                aside.extend(getattr(renderer, "beside", nothing)(project))
            notes.extend(getattr(renderer, "remarks", nothing)(project))
        except GovernError as error:  # renderers know the way to a value, its line is looked up here
            place = error.place and Maker(project).settled(error.place)
            raise GovernError(error.message, place, error.help) from None
    old = tuple(left_over(project.root, project.config.output, artifacts, chosen)) if project.root else ()
    made = deliver(project.root, (*(artifact for _, artifact in artifacts), *aside), check=check, within=project.root)
    if check:
        made = (*made, *(Artifact(entry.path, "", "stale") for entry in old))
        notes.extend(f"{entry.path} is left over from what is not in the specs any more" for entry in old)
    elif project.root:
        notes.extend(removed(project.root, old))
        remember(project.root, artifacts, chosen)
    return Report(artifacts=made, notes=tuple(notes), today=project.held_day)


def removed(root: str, old: tuple[Entry, ...]) -> Iterator[str]:
    """Remove what was rendered and is no more; a remark for each file."""
    for entry in old:
        try:
            os.unlink(os.path.join(root, entry.path))
        except OSError as error:
            raise GovernError(f"{entry.path} cannot be removed: {error.strerror}") from None
        yield f"{entry.path} was removed, since the specs do not ask for it any more"


def nothing(project: Project) -> tuple[()]:  # noqa: ARG001
    """What a renderer without remarks, or without anything beside its artifacts, has to say."""
    return ()


def own_targets(project: Project) -> tuple[str, ...]:
    """What a project renders when nothing is named: what `govern.yaml` lists, or everything."""
    from govern.render import targets

    for position, target in enumerate(project.config.targets):
        if target not in targets():
            from govern.spec.spelling import suggest

            place = project.config.place("targets", position)
            raise GovernError(f'"targets" names "{target}", which nothing renders', place, suggest(target, targets()))
    return project.config.targets or tuple(targets())


NOT_TO_RENDER = {
    "containers/not-importable": ("gtm",),
    "containers/unresolved-name": ("gtm",),
    "events/data-layer-overwritten": ("types", "schemas", "plan"),
}
"""Errors that keep a target from being rendered at all, whoever has accepted them."""


def stopping(project: Project, said: tuple[Finding, ...], targets: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """What is so wrong, of all that the rules have `said` of the specs, that nothing should be made of them.

    Errors that the baseline accepts do not stop anybody, except where a part of the specs could not be read at all, or
    where it cannot be rendered as one of the targets.
    """
    from govern.project import baseline

    new = {finding.fingerprint for finding in baseline.new_findings(project.root, said, today=project.today)[0]}
    accepted = {finding.fingerprint for finding in said} - new
    stops = {rule for rule, kept in NOT_TO_RENDER.items() if not set(kept).isdisjoint(targets)}
    errors = (finding for finding in said if finding.level == "error")
    return tuple(e for e in errors if e.fingerprint not in accepted or is_unread(e) or e.rule in stops)


def is_unread(finding: Finding) -> bool:
    """Whether a finding says that a part of the specs could not be read, so that they say less than is written."""
    return finding.level == "error" and finding.rule.startswith("spec/")
