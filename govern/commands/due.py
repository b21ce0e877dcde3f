"""`due`: what a date brings within some days, and what it has brought already."""

from __future__ import annotations

from datetime import date

from govern.core.errors import GovernError
from govern.core.problem import Problem
from govern.core.report import Level, Report
from govern.rules.findings import Maker
from govern.spec.base import DURATION, seconds


def due(root: str, within: str = "30d", *, today: str | None = None) -> Report:
    """Everything with a day that has passed, as a warning, and what comes within a time, as a note; the soonest first. What
    cannot be read of the specs is an error: a day may stand there."""
    from govern.commands.unread import unread
    from govern.project.load import load
    from govern.render.dates import dates

    if not DURATION.accepts(within):
        raise GovernError(f"{within!r} is not {DURATION.says}", help="govern due --within 30d")
    project = load(root, today=today)
    now, days = date.fromisoformat(project.today), int(seconds(within) // 86400)
    maker, findings = Maker(project), []
    for one in dates(project):
        left = (date.fromisoformat(one.day) - now).days
        if left > days or (left < 0 and one.kind not in LASTING):
            continue
        level: Level = "warning" if left < 0 or (left == 0 and one.kind in LASTING) else "note"
        answer = f"{one.owner} answers for it" if one.owner else ""
        said = Problem(
            one.place, f"{one.day}, {shown(left)}: {one.what}", help=answer, subject=f"{one.kind}\n{one.what}"
        )
        findings.append(maker.finding(f"due/{one.kind}", level, said))
    return Report(
        (*unread(project), *findings),
        notes=(f"{len(findings)} within {within} from {project.today}",) if findings else (),
        today=project.held_day,
    )


LASTING = ("rotation", "expiry", "version")
"""What has to be done however long ago its day was; an end that has passed is judged by `lint` and `audit`."""


def shown(left: int) -> str:
    """How far away a day is, in words."""
    if left == 0:
        return "today"
    count = f"{abs(left)} day{'s' * (abs(left) != 1)}"
    return f"in {count}" if left > 0 else f"{count} ago"
