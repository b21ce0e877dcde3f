"""`verify`: captured traffic, held against what is known of the platforms and, in a project, against its specs."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.core.report import Artifact, Finding, Report, by_cost

if TYPE_CHECKING:
    from govern.captures.coverage import Total
    from govern.captures.read import Counting
    from govern.project import Project
    from govern.rules.run import Together

LISTED = 1_000
"""So many findings of a rule are listed, and so many places of one cause; the rest is counted."""


def verify(
    root: str | None, paths: tuple[str, ...], *, today: str | None = None, report_dir: str | None = None,
    counted: Counting = iter,
) -> Report:  # fmt: skip
    """What is wrong in captures, and what they held; on request a page with each payload beside its contract. A capture of any
    size is judged, portion by portion: the page shows the first."""
    from govern.captures.coverage import Total
    from govern.captures.read import in_portions
    from govern.project.exports import Exports
    from govern.rules.run import Together, ask, rules_over, sort

    specs = specs_of(root, today)
    total, said, pages = Total(), Together(LISTED), tuple[Artifact, ...]()
    for number, captures in enumerate(in_portions(paths, sys.stdin.buffer, counted)):
        project = specs.beside(Exports(captures=captures))
        said.take(ask(project, rules_over(project, "captures")))
        total.add(project)
        if report_dir is not None and number == 0:
            pages = page(project, sort(said.findings()), report_dir)
        del captures, project
        gc.collect()  # what is asked of a project holds the project: nothing else sets a portion free
    if not any(read.requests or read.damaged for read in total.files.values()):
        raise nothing((file, read.remark) for file, read in total.files.items())
    return report_of(specs, total, said).replace(artifacts=pages)


def page(project: Project, findings: tuple[Finding, ...], report_dir: str) -> tuple[Artifact, ...]:
    """Write the page of `verify` into its folder, by way of files that are whole or not there."""
    from govern.project.folders import project_around
    from govern.render import verify as renderer
    from govern.render.deliver import deliver

    folder = os.path.abspath(report_dir)
    pages = renderer.render(project, findings)
    placed = (artifact.replace(path=os.path.join(folder, artifact.path)) for artifact in pages)
    return deliver("", placed, within=project_around(folder))


def report_of(specs: Project, total: Total, said: Together) -> Report:
    """What was counted and said."""
    from govern.rules.run import sort

    notes = list(total.lines(specs))
    if specs.root:
        name = specs.config.name or os.path.basename(specs.root)
        notes.append(f'held against the specs of the project "{name}"')
    if not total.hits and total.is_refused:
        notes.append("no hit was seen, and the visitor had refused")
    notes.extend(f"{count:,} more of {rule} are not listed" for rule, count in sorted(said.beyond.items()))
    if total.portions > 1:
        notes.append(
            f"judged in {total.portions:,} portions: hits of different portions were not held against each other, "
            "govern logs counts duplicates and unmatched legs over all of them"
        )
    read = f"{total.hits:,} hit{'s' * (total.hits != 1)}"
    findings = by_cost(sort(said.findings()))
    return Report(findings, notes=tuple(notes), today=specs.held_day, read=read, captures=total.heard)


def specs_of(root: str | None, today: str | None) -> Project:
    """The project, or an empty one, with nothing that was captured yet."""
    from govern.project.exports import Exports
    from govern.project.load import bare, load

    return load(root, today=today, live=Exports()) if root is not None else bare(today, Exports())


def compared(paths: tuple[str, ...], counted: Counting = iter) -> Report:
    """What a good capture has that a bad one has not, field by field."""
    from govern.captures.compare import changes
    from govern.captures.read import read_captures

    good, bad = (read_captures([path], sys.stdin.buffer, counted=counted) for path in paths)
    for captures in (good, bad):
        if not any(capture.hits for capture in captures):
            raise nothing((capture.file, capture.remark) for capture in captures)
    return Report(changes=tuple(changes(good, bad)))


def learned(paths: tuple[str, ...], *, today: str | None = None, counted: Counting = iter) -> str:
    """First specs from captures, as YAML."""
    from govern.captures.learn import specs
    from govern.captures.read import read_captures
    from govern.project.exports import Exports

    captures = read_captures(paths, sys.stdin.buffer, counted=counted)
    if not any(capture.requests or capture.damaged for capture in captures):
        raise nothing((capture.file, capture.remark) for capture in captures)
    return specs(specs_of(None, today).beside(Exports(captures=captures)))


def nothing(files: Iterable[tuple[str, str]]) -> GovernError:
    """Why nothing can be verified: files, each with what is to be said of it."""
    from govern.captures.read import EXPECTED

    told = "; ".join(
        f"{file}: {remark or 'no hit of a platform that govern knows was seen'}" for file, remark in islice(files, 5)
    )
    return GovernError(f"there is nothing to verify: {told or 'the folder is empty'}", help=EXPECTED)
