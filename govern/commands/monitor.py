"""`monitor`: the thresholds of `quality` over counts and logs, once, for a job that runs every hour or day."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from govern.commands.reconcile import held, of_groups, of_specs, with_counts
from govern.core.errors import GovernError
from govern.core.report import Figures, Report, by_cost

if TYPE_CHECKING:
    from govern.counts.series import Series
    from govern.project import Project

GROUPS = ("monitor/", "counts/")
QUIET = ("counts/gap-above-target", "counts/undeclared", "counts/odd-one-out", "counts/nothing-compared")
"""What a reconciliation says and nobody is woken up for."""


def monitor(
    root: str | None, typed: tuple[str, ...] = (), *, at: str = "", log: str = "", today: str | None = None
) -> Report:
    """What the thresholds say at a moment; the day that has ended becomes a line of the log."""
    from govern.counts.drops import drop_alarms

    if root is None:
        raise GovernError("there is no project here: thresholds and counts stand in its specs", help="govern init DIR")
    project = with_counts(root, typed, "", "", today, moment=moment_of(at, today))
    if log:
        project = held(project, project.live.replace(remembered=remembered(log)))
    if not project.quality:
        raise GovernError("the specs have no quality section, so there is no threshold to hold anything against")
    findings = (*of_specs(project), *of_groups(project, GROUPS, QUIET))
    report = Report(
        by_cost(findings),
        notes=(*remarks(project), *drop_alarms(project)[1]),
        today=project.held_day,
        figures=(table(project),),
    )
    return report if not log else report.replace(artifacts=logged(project, report, log))


def moment_of(at: str, today: str | None) -> int:
    """The moment that is looked at, in microseconds: the one that is named, else the end of the day that is, else now."""
    from datetime import UTC

    from govern.core.clock import now
    from govern.source.cells import DAY_US, HOUR_US, day_of_text, moment

    if at:
        found = moment(at)
        if found is None:
            raise GovernError(f'--at "{at}" is not a time', help="write it as 2026-11-30T10:00Z")
        return found.us
    if today:
        return (day_of_text(today) + 1) * DAY_US
    return int(now(UTC).timestamp()) * 1_000_000 // HOUR_US * HOUR_US


def remarks(project: Project) -> tuple[str, ...]:
    """What people should know: that a threshold found nothing to judge."""
    scores = [source for quality in project.quality if quality.event_match_quality for source in scored(project)]
    if any(quality.event_match_quality for quality in project.quality) and not scores:
        return ("match quality is not judged: no score of a platform is among the counts (means: score)",)
    return ()


def scored(project: Project) -> list[str]:
    """The sources that have scores."""
    from govern.counts.sources import sources

    return [source.name for source in sources(project) if source.entry.means == "score"]


def table(project: Project) -> Figures:
    """The last hour, day and week of each series, beside what is usual."""
    from govern.counts.drops import moment_of as asked_moment
    from govern.counts.series import all_series
    from govern.source.cells import DAY_US, HOUR_US, day_text

    now = asked_moment(project)
    rows = tuple(row(found, now // HOUR_US) for found in all_series(project))
    title = f"{day_text(now // DAY_US)} {now % DAY_US // HOUR_US:02}:00 UTC"
    return Figures(title, ("event", "source", "last hour", "same hour, 4 weeks", "last day", "mean of 7 days"), rows)


def row(found: Series, hour: int) -> tuple[str | int | float | None, ...]:
    """A series in the table."""
    from govern.counts.series import HOURS_A_WEEK, WEEKS
    from govern.source.cells import HOUR_US

    day = found.zone.day(hour * HOUR_US) - 1
    same = [found.between(hour - 1 - HOURS_A_WEEK * week, hour - HOURS_A_WEEK * week) for week in range(1, WEEKS + 1)
            if hour - 1 - HOURS_A_WEEK * week >= found.first]  # fmt: skip
    week = [found.days[one] for one in range(day - 7, day) if one in found.days]
    return (
        found.event, found.source.name, found.between(hour - 1, hour) if found.hours else None,
        round(sum(same) / len(same), 1) if found.hours and same else None, found.days.get(day),
        round(sum(week) / len(week), 1) if week else None,
    )  # fmt: skip


def logged(project: Project, report: Report, path: str) -> tuple[object, ...]:
    """The log with a line for the day that has ended: what was counted, and which rules spoke. A day's line is written anew."""
    from govern.core.report import Artifact
    from govern.counts.drops import moment_of as asked_moment
    from govern.counts.series import all_series
    from govern.project.folders import project_around
    from govern.render.deliver import deliver
    from govern.source.cells import HOUR_US, day_text

    hour = asked_moment(project) // HOUR_US
    days = {found.zone.day(hour * HOUR_US) - 1 for found in all_series(project)}
    day = day_text(max(days)) if days else project.today
    counts = {
        f"{found.event} {found.source.name}": found.days.get(found.zone.day(hour * HOUR_US) - 1, 0)
        for found in all_series(project)
    }
    rules = sorted({finding.rule for finding in report.findings if finding.level != "note"})
    line = json.dumps({"day": day, "counts": counts, "rules": rules}, ensure_ascii=False)
    path = os.path.abspath(path)
    before = [old for old in lines_of(path) if day_of_line(old) != day]
    text = "".join(f"{one}\n" for one in sorted([*before, line], key=day_of_line))
    return deliver("", (Artifact(path, text),), within=project_around(path))


def remembered(path: str) -> tuple[tuple[str, str, int], ...]:
    """What a log says of earlier days: day, event with source, and how many. What nobody can read says nothing."""
    found: list[tuple[str, str, int]] = []
    for line in lines_of(os.path.abspath(path)):
        day = day_of_line(line)
        counts = json.loads(line).get("counts") if day else None
        for name, number in counts.items() if isinstance(counts, dict) else ():
            if isinstance(number, int) and not isinstance(number, bool):
                found.append((day, str(name), number))
    return tuple(found)


def lines_of(path: str) -> list[str]:
    """The lines of a log, if there is one."""
    from govern.source import files

    if not os.path.exists(path):
        return []
    return [line for line in files.read(path).decode("utf-8", "replace").split("\n") if line.strip()]


def day_of_line(line: str) -> str:
    """The day of a line; one that nobody can read stays where it is, at the front."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    return str(found.get("day", "")) if isinstance(found, dict) else ""
