"""`render`: what is deployed and read, written from the specs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.core.report import Artifact, Finding, Report

if TYPE_CHECKING:
    from govern.project import Project
    from govern.render.entities import States
    from govern.render.rendered import Entry


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
    from govern.project.folders import refuse_links
    from govern.render.deliver import deliver
    from govern.render.rendered import FILE, is_conflicted

    chosen = targets or own_targets(project)
    refuse_links(project.root, project.config, ("output",))
    errors = stopping(project, said, chosen)
    if errors:
        return Report(errors, notes=("nothing was rendered, because the specs have errors",), today=project.held_day)
    artifacts, aside, notes = made_of(project, chosen, check)
    notes += why_nothing(project, targets, artifacts)
    old, remarks = left(project, artifacts, chosen, check)
    made = deliver(project.root, (*(artifact for _, artifact in artifacts), *aside), check=check, within=project.root)
    if check:
        made = (*made, *(Artifact(entry.path, "", "stale") for entry in old))
        if is_conflicted(project.root):
            made = (*made, Artifact(FILE, "", "stale"))
        by_hand = {entry.path for entry in old if entry.edited}
        if any(artifact.state in ("stale", "missing") and artifact.path not in by_hand for artifact in made):
            remarks = (*remarks, "what is stale or missing is put right by: govern render")
    elif project.root:
        remarks = (*remarks, *removed(project, old))
        written_down(project, artifacts, chosen, tuple(entry for entry in old if entry.edited))
    return Report(artifacts=made, notes=(*notes, *remarks), today=project.held_day)


Made = list[tuple[str, Artifact]]
"""Artifacts, each with the target that it belongs to."""


def made_of(project: Project, chosen: tuple[str, ...], check: bool) -> tuple[Made, list[Artifact], list[str]]:
    """What targets make of the specs; what stands beside it and is written without being checked; remarks."""
    from importlib import import_module

    from govern.rules.findings import Maker

    artifacts: Made = []
    aside: list[Artifact] = []
    notes: list[str] = []
    for target in chosen:
        renderer = import_module(f"govern.render.targets.{target}")
        try:
            artifacts.extend((target, artifact) for artifact in renderer.artifacts(project))
            if not check:
                aside.extend(getattr(renderer, "beside", nothing)(project))
            notes.extend(getattr(renderer, "remarks", nothing)(project))
        except GovernError as error:  # renderers know the way to a value, its line is looked up here
            place = error.place and Maker(project).settled(error.place)
            raise GovernError(error.message, place, error.help) from None
    return artifacts, aside, notes


def why_nothing(project: Project, named: tuple[str, ...], artifacts: Made) -> Iterator[str]:
    """Of each target that somebody has named and that made nothing, why, and the way out, where it knows."""
    from importlib import import_module

    for target in (one for one in named if one not in {key for key, _ in artifacts}):
        renderer = import_module(f"govern.render.targets.{target}")
        if (reason := getattr(renderer, "lacks", None)) is not None:
            yield f"{target}: {reason(project)}"


def left(
    project: Project, artifacts: Made, chosen: tuple[str, ...], check: bool
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The files of an earlier run that are not made any more, and remarks about them. Those in another folder, and those that
    somebody has changed since, are left to people."""
    from govern.render.rendered import elsewhere, left_over

    if not project.root:
        return (), ()
    where = (project.root, project.config.output, artifacts, chosen)
    old, away = tuple(left_over(*where)), tuple(elsewhere(*where))
    remarks = [f"{entry.path} was rendered into another folder than today's: remove it" for entry in away]
    remarks += [EDITED.format(entry.path) for entry in old if entry.edited]
    if check:
        remarks += [
            f"{entry.path} is left over from what is not in the specs any more" for entry in old if not entry.edited
        ]
    return (*old, *away) if check else old, tuple(remarks)


EDITED = "{} is left over from what is not in the specs any more, and somebody has changed it since: remove it yourself"


def written_down(project: Project, artifacts: Made, chosen: tuple[str, ...], old: tuple[Entry, ...]) -> None:
    """Remember what was rendered, and the `old` files that are left to people."""
    from govern.render.policy_states import is_policy
    from govern.render.rendered import remember, states

    known = states(project.root)
    policies = {key: history for key, history in known.items() if is_policy(key)}
    others = {key: history for key, history in known.items() if key not in policies}
    others = entities(project, others) if "gtm" in chosen else others
    policies = policies_after(project, policies) if "csp" in chosen else policies
    remember(project.root, artifacts, chosen, others | policies, old)


def entities(project: Project, known: States) -> States:
    """What is known of the entities of containers after they were rendered; the exports show how far live has followed."""
    from govern.gtm.desired import desired
    from govern.project.live import exports_of
    from govern.render.entities import rendered_again

    wished = desired(project).containers
    made = rendered_again(known, wished, ())
    if all(len(history) == 1 for history in made.values()):
        return made
    try:
        return rendered_again(known, wished, exports_of(project.root, ()).containers)
    except GovernError:  # what is wrong with an export is said by who looks at exports
        return made


def policies_after(project: Project, known: States) -> States:
    """What is known of the policies after they were rendered; the exports show how far live has followed."""
    from govern.project.live import with_exports
    from govern.render.policy_states import rendered_again

    made = rendered_again(project, known, None)
    if all(len(history) == 1 for history in made.values()):
        return made
    return rendered_again(project, known, with_exports(project))


def removed(project: Project, old: tuple[Entry, ...]) -> Iterator[str]:
    """Remove what was rendered and is no more; a remark for each file. What somebody has changed since stays."""
    for entry in old:
        if entry.edited:
            continue
        try:
            os.unlink(os.path.join(project.root, entry.path))
        except OSError as error:
            raise GovernError(f"{entry.path} cannot be removed: {error.strerror}") from None
        yield f"{entry.path} was removed, since the specs do not ask for it any more"


def nothing(project: Project) -> tuple[()]:  # noqa: ARG001
    """What a renderer without remarks, or without anything beside its artifacts, has to say."""
    return ()


def own_targets(project: Project) -> tuple[str, ...]:
    """What a project renders when nothing is named: what `govern.yaml` lists, or everything."""
    from govern.render.targets import targets

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

    Errors that the baseline accepts, or that a day brought, do not stop anybody, except where a part of the specs could not
    be read at all, or where it cannot be rendered as one of the targets.
    """
    from govern.project import baseline

    new = baseline.new_findings(project.root, said, today=project.today)[0]
    passed = {finding.fingerprint for finding in said} - {one.fingerprint for one in new if not one.by_date}
    stops = {rule for rule, kept in NOT_TO_RENDER.items() if not set(kept).isdisjoint(targets)}
    errors = (finding for finding in said if finding.level == "error")
    return tuple(e for e in errors if e.fingerprint not in passed or is_unread(e) or e.rule in stops)


def is_unread(finding: Finding) -> bool:
    """Whether a finding says that a part of the specs could not be read, so that they say less than is written."""
    return finding.level == "error" and finding.rule.startswith("spec/")
