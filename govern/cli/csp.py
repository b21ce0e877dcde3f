"""`govern csp`: questions about the security policy of a site."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from govern.cli.common import project_options

if TYPE_CHECKING:
    from govern.core.report import Place
    from govern.csp.reasons import Left, Reason, Row
    from govern.csp.violations.summary import Group, Summary

HELP = "Ask why a host is in a policy, who needs what, and what browsers blocked."
POSITION = 75


@click.group()
def command() -> None:
    """Ask about the security policies of the project's sites."""


def asking(run: Callable[..., int]) -> Callable[..., int]:
    """What all questions take: the project, and how to answer."""
    run = click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)(
        run
    )
    return project_options(run)


@command.command("why")
@click.argument("host")
@asking
def why(host: str, format_: str, directory: str, today: str | None) -> int:
    """Why HOST stands in a policy: which destination, container or person needs it in which directive, and where that
    was read. The exit code is 1 where nothing that is declared needs it."""
    from govern.commands import csp as asked
    from govern.project.roots import find_root

    found, passes = asked.why(find_root(directory), host, today=today)
    if format_ == "json":
        return as_json({"host": host, "reasons": [plain(one) for one in found], "lets_through": passes}, bool(found))
    for site in dict.fromkeys(one.site for one in found):
        say(f'{host} in the policy of site "{site}":')
        tell_reasons([one for one in found if one.site == site])
    if not found:
        say(f"nothing that is declared needs {host}")
    for site, by in passes.items():
        listed = ", ".join(f"{name} has {source}" if source else name for name, source in by.items())
        say(f'the policy of site "{site}" lets it through all the same: {listed}')
    return 0 if found else 1


@command.command("without")
@click.argument("destination")
@asking
def without(destination: str, format_: str, directory: str, today: str | None) -> int:
    """What could go from each policy if DESTINATION left, and what others need as well."""
    from govern.commands import csp as asked
    from govern.project.roots import find_root

    found = asked.without(find_root(directory), destination, today=today)
    if format_ == "json":
        return as_json({"destination": destination, "sites": [of_left(one) for one in found]})
    for left in found:
        what = "could go" if left.gone else "nothing could go"
        say(
            f'without destination "{destination}" {what} from the policy of site "{left.site}"'
            + (":" if left.gone else "")
        )
        tell_sources("-", left.gone)
        tell_sources("+", left.instead)
        for source, directive, who in sorted({(one.source, one.directive, one.who) for one in left.kept}):
            say(f"    {source} stays in {directive}: {who} needs it")
    if not found:
        say(f'destination "{destination}" needs nothing in any policy')
    return 0


@command.command("needs")
@asking
def needs(format_: str, directory: str, today: str | None) -> int:
    """Which hosts stand in which directives, and who needs them."""
    from govern.commands import csp as asked
    from govern.project.roots import find_root

    rows = asked.needs(find_root(directory), today=today)
    if format_ == "json":
        return as_json([of_row(row) for row in rows])
    for site in dict.fromkeys(row.site for row in rows):
        say(f'site "{site}"')
        own = [row for row in rows if row.site == site]
        wide, wider = max(len(row.source) for row in own), max(len(" ".join(row.directives)) for row in own)
        for row in own:
            doubt = "" if row.verified else "  (not verified)"
            say(f"  {row.source:{wide}}  {' '.join(row.directives):{wider}}  {', '.join(row.who)}{doubt}")
    return 0


def tell_reasons(found: list[Reason]) -> None:
    """Each reason once, with all the directives that have it."""
    told: dict[tuple[str, str, str], list[Reason]] = {}
    for one in found:
        told.setdefault((one.who, one.why, one.source), []).append(one)
    for (who, reason, source), same in told.items():
        first = same[0]
        doubt = "" if first.verified else " (not verified: --strict leaves it out)"
        say(f"  {' '.join(dict.fromkeys(one.directive for one in same))}  {source}")
        say(f"      {who}: {reason}{doubt}")
        if first.note:
            say(f"      {first.note}")
        say(f"      {where(first.place)}")
        for address in first.evidence:
            say(f"      {address}")


def tell_sources(sign: str, directives: dict[str, list[str]]) -> None:
    """Sources that go or come, by directive."""
    for name, sources in directives.items():
        say(f"  {sign} {name}  {' '.join(sources)}")


def where(place: Place) -> str:
    """A place of the specs."""
    return f"{place.file}:{place.span.line}:{place.span.column}" if place.span else place.file


def plain(reason: Reason) -> dict[str, Any]:
    """A reason as JSON."""
    listed = {name: getattr(reason, name) for name in ("site", "directive", "source", "who", "why", "note", "verified")}
    return {**listed, "evidence": list(reason.evidence), "place": where(reason.place)}


def of_left(left: Left) -> dict[str, Any]:
    """What becomes of a policy, as JSON."""
    return {"site": left.site, "gone": left.gone, "instead": left.instead, "kept": [plain(one) for one in left.kept]}


def of_row(row: Row) -> dict[str, Any]:
    """A line of the table as JSON."""
    listed = {name: getattr(row, name) for name in ("site", "source", "verified")}
    return {**listed, "directives": list(row.directives), "who": list(row.who)}


def as_json(data: Any, found: bool = True) -> int:
    """Print data for programs."""
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    return 0 if found else 1


def say(*lines: str) -> None:
    """Lines for people, in which nothing of a file steers the terminal."""
    import sys

    from govern.output.safe import Spelling

    spell = Spelling(sys.stdout)
    for line in lines:
        click.echo(spell(line))


TITLES = {"broken": "tags that the policy breaks", "look": "something to look at", "noise": "noise"}
DAYS_SHOWN = 7


@command.command("reports")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--html", "page", default="", metavar="FILE", help="Write a page of it there, day by day.")
@asking
def reports(files: tuple[str, ...], page: str, format_: str, directory: str, today: str | None) -> int:
    """What browsers reported to have blocked, from FILES of violation reports (`-` is standard input): tags that the policy
    breaks with the change that would mend each, what to look at, and the noise of browser extensions and proxies.

    The exit code is 1 where a tag is broken or something is to be looked at."""
    from govern.cli.common import exports_given
    from govern.commands import csp as asked

    found = asked.reports(directory, exports_given(files), html=page, today=today)
    if format_ == "json":
        return as_json(of_summary(found), not (found.judged_as("broken") or found.judged_as("look")))
    days = found.days
    span = f", {next(iter(days))} to {list(days)[-1]}" if days else ""
    say(f"{found.reports:,} reports{span}")
    for verdict, title in TITLES.items():
        listed = [group for group in found.groups if group.verdict == verdict]
        if listed:
            say("", title)
        for group in listed:
            tell_group(group)
    if found.other or found.damaged:
        say("", f"passed over: {found.other} of other kinds, {found.damaged} damaged")
    if page:
        say("", f"written  {page}")
    return 1 if found.judged_as("broken") or found.judged_as("look") else 0


def tell_group(group: Group) -> None:
    """A group of violations."""
    heads = [
        group.directive,
        group.blocked,
        group.sample and f'"{group.sample}"',
        group.only_reported and "(only reported)",
    ]
    told = "  ".join(str(part) for part in heads if part)
    browsers = f", {group.browsers} browsers" if group.browsers > 1 else ""
    say(f"  {group.count:>9,}  {told or group.why}{browsers}")
    if told:
        say(f"             {group.why}")
    if group.change:
        say(f"             → {group.change}")
    if group.verdict == "noise":
        say(f"             such as {group.examples[0]}")
    elif group.days:
        last = list(group.days.items())[-DAYS_SHOWN:]
        say(f"             {', '.join(f'{day[5:]}: {count:,}' for day, count in last)}")


def of_summary(found: Summary) -> dict[str, Any]:
    """Reports as JSON."""
    groups = [{name: getattr(group, name) for name in group.__fields__} for group in found.groups]
    counts = {name: getattr(found, name) for name in ("reports", "other", "damaged")}
    return {**counts, "days": found.days, "groups": groups}
