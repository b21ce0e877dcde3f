"""What of a report is told, and what of it is a reason to fail: `--select`, `--ignore`, `--level`, `--fail-on`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

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


def names(ctx: click.Context, param: click.Parameter, values: Iterable[str]) -> tuple[str, ...]:
    """Rules and groups as typed, several in one word or in several, each of which there has to be."""
    given = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    if given:
        from govern.commands.rules import unknown_names

        directory = str(ctx.params.get("directory") or ".")
        for name, meant in unknown_names(given, directory):
            raise click.BadParameter(f'there is no rule or group of rules "{name}"; {meant}', ctx, param)
    return given


def completed(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The rules and groups that a word on the command line may become."""
    from govern.commands.rules import known_names

    before, comma, word = incomplete.rpartition(",")
    return [
        before + comma + name for name in known_names(str(ctx.params.get("directory") or ".")) if name.startswith(word)
    ]


OPTIONS = (
    click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found."),
    click.option(
        "--fail-on",
        type=click.Choice(LEVELS),
        default="warning",
        show_default=True,
        help="Exit with 1 from this level on.",
    ),
    click.option(
        "--level",
        type=click.Choice(LEVELS),
        default="note",
        show_default=True,
        help="Show findings from this level on.",
    ),
    click.option(
        "--ignore",
        multiple=True,
        metavar="RULE",
        callback=names,
        shell_complete=completed,
        help="Leave out a rule or a group, such as csp.",
    ),
    click.option(
        "--select",
        multiple=True,
        metavar="RULE",
        callback=names,
        shell_complete=completed,
        help="Show only this rule or group; may be repeated.",
    ),
)


def selection_options(command: Callable[..., int]) -> Callable[..., int]:
    """The options that choose."""
    for option in OPTIONS:
        command = option(command)
    return command


def taken_from(given: dict[str, Any]) -> Wanted:
    """What the options say, which are taken out of what the command is given."""
    return Wanted(**{name: given.pop(name) for name in Wanted.__fields__})
