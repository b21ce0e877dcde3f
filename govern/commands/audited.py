"""What the rules over live state say of a loaded project, with lines and the first look at each container."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from govern.commands.refused import not_judged, read
from govern.commands.render import is_unread
from govern.core.memo import memo
from govern.core.report import Finding, Overview, Report, by_cost
from govern.project.exports import passed_over

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govern.gtm.lines import Lines
    from govern.project import Project
    from govern.project.baseline import Accepted


def audited(project: Project, *, whole: bool = True) -> Report:
    """`audit` of a loaded project with its exports, the `whole` of them or some."""
    return judged(project, whole=whole)[0]


def judged(project: Project, *, whole: bool = True) -> tuple[Report, tuple[Accepted, ...]]:
    """`audited`, what could not be read of the specs first, and what the baseline accepts.

    What is found and accepted comes apart: it is not told again, and no report of a review leaves it out.
    """
    from govern.project import baseline
    from govern.rules.own import left_out
    from govern.rules.run import run

    findings: tuple[Finding, ...] = run(project, "live")
    notes: tuple[str, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    if project.root:
        accepted = baseline.accepted_now(project.root, findings, (baseline.LIVE,), project.today)
        findings, notes = baseline.new_findings(
            project.root, findings, (baseline.LIVE,), whole=whole, today=project.today
        )
        unread = tuple(filter(is_unread, of_specs(project)))
        name = project.config.name or os.path.basename(project.root)
        held = f'held against the specs of the project "{name}"'
        held += "" if project.documents else f", though {project.config.specs} holds no spec file"
        notes = (held + (", as far as they can be read" if unread else ""), *strangers(project, name), *notes)
        findings = unread + findings
    told = (*notes, *left_out(project), *not_judged(project.live), *passed_over(project.live))
    ordered = by_cost(located(project, findings))
    seen = tuple(overviews(project, ordered))
    return Report(ordered, notes=told, today=project.held_day, read=read(project.live), overviews=seen), accepted


STRANGERS = 3
"""So many containers that are not the project's are named."""


def strangers(project: Project, name: str) -> Iterator[str]:
    """A line about the live containers that a project with containers does not have: its specs say nothing of them."""
    from govern.gtm.desired import outline

    if not project.live.containers:
        return
    own = {container.id for container in outline(project).containers}
    own |= {
        id for site in project.sites if site.containers for id in (site.containers.web, site.containers.server) if id
    }
    others = sorted({container.id for container in project.live.containers if container.id and container.id not in own})
    if own and others:
        more = f" and {len(others) - STRANGERS:,} more" if len(others) > STRANGERS else ""
        named = f"{', '.join(others[:STRANGERS])}{more}"
        is_ = "is not a container" if len(others) == 1 else "are not containers"
        yield f'{named} {is_} of the project "{name}", whose specs say nothing of what is in there'


@memo
def of_specs(project: Project) -> tuple[Finding, ...]:
    """What `lint` says of the project, which several parts of an audit go by."""
    from govern.rules.run import run

    return run(project, "specs")


WORST = 5
"""So many findings stand on the first page of a container."""


def overviews(project: Project, findings: tuple[Finding, ...]) -> Iterator[Overview]:
    """The first page of each container, with the findings that cost most."""
    if not project.live.containers:
        return
    from govern.gtm.lines import container_link
    from govern.signals.containers.overview import overview

    texts = {source.file: source.raw for source in project.live.sources}
    for container in project.live.containers:
        mine = [one for one in findings if is_about(one, container.file) and one.cost != "tidy"]
        link = container_link(texts.get(container.file, b""))
        yield overview(project, container).replace(worst=worst(mine), link=link)


def worst(findings: list[Finding]) -> tuple[Finding, ...]:
    """The findings for a first page. Where not all have room, one of a rule speaks for the others, except for errors."""
    loud = sorted(findings, key=lambda one: one.level == "note")
    if len(loud) <= WORST:
        return tuple(loud)
    kinds: dict[str, list[Finding]] = {}
    for one in loud:
        kinds.setdefault(one.fingerprint if one.level == "error" else f"{one.level} {one.rule}", []).append(one)
    some = list(kinds.values())[:WORST]
    return tuple(
        first.replace(message=f"{first.message} (and {len(others):,} more like it)") if others else first
        for first, *others in some
    )


def is_about(finding: Finding, file: str) -> bool:
    """Whether a finding is about an export: in it, or in a page that is held against it."""
    beside = not finding.place.entity and any(other.place.file == file for other in finding.related)
    return finding.place.file == file or beside


def located(project: Project, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings, with the line of the entity in its file and its address in Tag Manager where the file has them."""
    from govern.gtm import lines

    files = {container.file for container in project.live.containers}
    read_ = {
        source.file: lines.Lines(source.raw, source.file) for source in project.live.sources if source.file in files
    }
    return tuple(one if one.place.file not in read_ else with_place(one, read_[one.place.file]) for one in findings)


def with_place(finding: Finding, lines: Lines) -> Finding:
    """A finding with the line and the address of its entity."""
    return finding.replace(place=lines.found(finding.place), link=lines.link(finding.place))
