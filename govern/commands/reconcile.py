"""`reconcile`: the counts of platform, analytics and backend against each other."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.core.report import Artifact, Finding, Report, by_cost

if TYPE_CHECKING:
    from govern.project import Project

GROUP = "counts/"


def reconcile(
    root: str | None, typed: tuple[str, ...] = (), *, since: str = "", until: str = "", by_day: bool = False,
    today: str | None = None, report_dir: str | None = None,
) -> Report:  # fmt: skip
    """What the files of counts say of each other. What the specs do not say of them is asked, with lines to paste."""
    from govern.counts.block import block
    from govern.counts.figures import figures

    if since and until and since > until:
        raise GovernError(f"--from {since} is after --to {until}")
    project = with_counts(root, typed, since, until, today)
    findings = (*of_specs(project), *of_groups(project, (GROUP,)))
    told = tuple(figures(project, by_day=by_day))
    report = Report(by_cost(findings), notes=notes(project), today=project.held_day, figures=told, block=block(project))
    return report if report_dir is None else report.replace(artifacts=written(project, report, report_dir))


def outcome(report: Report) -> str:
    """What a reconciliation without findings comes to: not to agree, where nothing could be judged."""
    verdicts = [str(row[-1]) for table in report.figures if "verdict" in table.columns for row in table.rows]
    open_ = sum(verdict.startswith("not judged") for verdict in verdicts)
    if 0 < open_ < len(verdicts):
        return f"the counts that could be judged agree; {open_} of {len(verdicts)} pairs could not"
    if verdicts and open_ == len(verdicts):
        return "nothing could be judged, so whether the counts agree is not known: each pair says why"
    return "the counts agree" if report.figures else "nothing was compared"


def written(project: Project, report: Report, folder: str) -> tuple[Artifact, ...]:
    """The page of a reconciliation, in a folder."""
    from govern.render.reconcile import render

    return placed(render(project, report), folder)


def placed(artifacts: Iterable[Artifact], folder: str) -> tuple[Artifact, ...]:
    """Pages, written into a folder."""
    from govern.project.folders import project_around
    from govern.render.deliver import deliver

    folder = os.path.abspath(folder)
    found = (artifact.replace(path=os.path.join(folder, artifact.path)) for artifact in artifacts)
    return deliver("", found, within=project_around(folder))


def with_counts(
    root: str | None, typed: tuple[str, ...], since: str, until: str, today: str | None, *, moment: int = 0
) -> Project:
    """The project with the files of counts that it names, and those that somebody typed."""
    from govern.commands.unread import because
    from govern.counts.sources import declared
    from govern.project.counted import counts_of
    from govern.project.exports import Exports
    from govern.project.load import bare, load

    project = load(root, today=today) if root is not None else bare(today, Exports())
    if not typed and not declared(project):
        help = "name a file: govern reconcile FILE says what it holds, and which lines to write under counts"
        raise because(project, "there is nothing to reconcile: the specs declare no counts", help)
    return held(project, counts_of(project, typed, since, until, moment))


def held(project: Project, live: object) -> Project:
    """The project with live state of its own."""
    from govern.project import Project as Made

    return Made(
        project.root, project.config, tuple(project.documents.values()), project.sections, project.refused, project.broken,
        project.side_files, project.today, live, project.own_files,  # type: ignore[arg-type]
    )  # fmt: skip


def of_specs(project: Project) -> tuple[Finding, ...]:
    """What is wrong with what the specs say of counts, and what could not be read of them."""
    from govern.commands.render import is_unread
    from govern.rules.run import run

    return tuple(found for found in run(project, "specs") if found.rule.startswith(GROUP) or is_unread(found))


def of_groups(project: Project, groups: tuple[str, ...], but: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """What the live rules of some groups, such as `counts/`, say; without those that are left out."""
    from govern.rules.catalogue import is_live, load_rule, rule_ids
    from govern.rules.run import ask, by_cause, sort

    wanted = (rule for rule in rule_ids() if rule.startswith(groups) and rule not in but and is_live(rule))
    return sort(by_cause(ask(project, map(load_rule, wanted))))


def notes(project: Project) -> tuple[str, ...]:
    """What people should know beside the findings."""
    return tuple(f"{one.place.file} is not a table of counts and was passed over" for one in project.live.skipped)
