"""What of a report is told, and what of it is a reason to fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.record import Record

if TYPE_CHECKING:
    from govern.core.report import Finding, Report

LEVELS = ("error", "warning", "note")


class Wanted(Record):
    """Which findings the user asked for, by rule or group of rules and by level, and from which level on one fails.

    Without a `select` every rule is asked for. `exit_zero` lets nothing that is found fail; what keeps the work from
    being done still does.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    level: str = "note"
    fail_on: str = "warning"
    exit_zero: bool = False

    def has(self, finding: Finding) -> bool:
        """Whether a finding is told."""
        asked = {finding.rule, finding.rule.partition("/")[0]}
        wanted = (not self.select or not asked.isdisjoint(self.select)) and asked.isdisjoint(self.ignore)
        return wanted and LEVELS.index(finding.level) <= LEVELS.index(self.level)

    def chosen(self, report: Report) -> Report:
        """The report with the findings that are told."""
        if not (self.select or self.ignore) and self.level == "note":
            return report
        return report.each(self.of_one)

    def of_one(self, report: Report) -> Report:
        """The report of one project with the findings that are told, on the first page of a container too."""
        seen = (one.replace(worst=tuple(filter(self.has, one.worst))) for one in report.overviews)
        return report.replace(findings=tuple(filter(self.has, report.findings)), overviews=tuple(seen))

    def code(self, report: Report) -> int:
        """The exit code of a report whose findings are chosen."""
        from govern.core.report import exit_code

        code = exit_code(report, self.fail_on)
        return 0 if self.exit_zero and code == 1 else code
