"""`govern csp`: questions about the security policy of a site."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from govern.cli.emit import tell_day
from govern.cli.names import destinations, names
from govern.cli.options import exports_given, project_options
from govern.cli.progress import progress

HELP = "Ask why a host is in a policy, who needs what, what browsers blocked; grade."
POSITION = 75

TITLES = {"broken": "tags that the policy breaks", "look": "something to look at", "noise": "noise"}
DAYS_SHOWN = 7
INDENT = " " * 13

Answer = dict[str, Any]


@click.group()
def command() -> None:
    """Ask about the security policies of the project's sites.

    \b
    Examples:
      govern csp why www.googletagmanager.com
      govern csp without meta
    """


def asking(run: Callable[..., int]) -> Callable[..., int]:
    """What all questions take: the project, and how to answer."""
    form = click.Choice(["text", "json"])
    return project_options(click.option("--format", "format_", type=form, default="text", show_default=True)(run))


@command.command("why", short_help="Why HOST stands in a policy, and who needs it.")
@click.argument("host")
@asking
def why(host: str, format_: str, directory: str, today: str | None) -> int:
    """Why HOST stands in a policy: which destination, container or person needs it in which directive, and where that
    was read. The exit code is 1 where nothing that is declared needs it.

    \b
    Examples:
      govern csp why www.googletagmanager.com
      govern csp why https://connect.facebook.net --format json
    """
    from govern.commands import csp as asked
    from govern.project.roots import find_root

    root = find_root(directory)
    answer = asked.why(root, host, today=today)
    tell_day(root, today)
    found, name = answer["reasons"], answer["host"]
    if format_ == "json":
        as_json(answer)
        return 0 if found else 1
    for site in dict.fromkeys(one["site"] for one in found):
        say(f'{name} in the policy of site "{site}":')
        tell_reasons([one for one in found if one["site"] == site])
    if not found:
        say(f"nothing that is declared needs {name}")
    if answer["live"]:
        say("tags of the live container need it:")
        tell_reasons(answer["live"])
    for site, by in answer["lets_through"].items():
        listed = ", ".join(f"{one} has {source}" if source else one for one, source in by.items())
        say(f'the policy of site "{site}" lets it through all the same: {listed}')
    return 0 if found else 1


@command.command("without", short_help="What could go if DESTINATION left.")
@click.argument("destination", shell_complete=names(destinations))
@asking
def without(destination: str, format_: str, directory: str, today: str | None) -> int:
    """What could go from each policy if DESTINATION left, and what others need as well.

    \b
    Examples:
      govern csp without meta
      govern csp without meta -C clients/nord
    """
    from govern.commands import csp as asked
    from govern.project.roots import find_root

    root = find_root(directory)
    answer = asked.without(root, destination, today=today)
    tell_day(root, today)
    if format_ == "json":
        return as_json(answer)
    for left in answer["sites"]:
        what = "could go" if left["gone"] else "nothing could go"
        end = ":" if left["gone"] else ""
        say(f'without destination "{destination}" {what} from the policy of site "{left["site"]}"{end}')
        tell_sources("-", left["gone"])
        tell_sources("+", left["instead"])
        for source, name, who in sorted({(one["source"], one["directive"], one["who"]) for one in left["kept"]}):
            say(f"    {source} stays in {name}: {who} needs it")
    if not answer["sites"]:
        say(f'destination "{destination}" needs nothing in any policy')
    return 0


@command.command("needs", short_help="Which hosts stand in which directives, and who needs them.")
@asking
def needs(format_: str, directory: str, today: str | None) -> int:
    """Which hosts stand in which directives, and who needs them.

    \b
    Examples:
      govern csp needs
      govern csp needs --format json
    """
    from govern.commands import csp as asked
    from govern.project.roots import find_root

    root = find_root(directory)
    rows = asked.needs(root, today=today)
    tell_day(root, today)
    if format_ == "json":
        return as_json(rows)
    for site in dict.fromkeys(row["site"] for row in rows):
        say(f'site "{site}"')
        cells = [
            (
                row["source"],
                " ".join(row["directives"]),
                named(row["who"]),
                "" if row["verified"] else "  (not verified)",
            )
            for row in rows
            if row["site"] == site
        ]
        wide, wider = (max(len(cell[column]) for cell in cells) for column in (0, 1))
        for source, needing, who, doubt in cells:
            say(f"  {source:{wide}}  {needing:{wider}}  {who}{doubt}")
    return 0


@command.command("grade", short_help="A letter for served policies, with its reasons.")
@click.argument("exports", nargs=-1, type=click.Path())
@asking
def grade(exports: tuple[str, ...], format_: str, directory: str, today: str | None) -> int:
    """A letter for the policies that pages were served, with its reasons, for people who report to others.

    \b
    F  nothing is enforced
    E  any script runs
    D  base-uri or object-src is open
    C  a host is let in that is a known way round
    B  something else is open: eval, forms, framing, where data goes
    A  none of these

    EXPORTS are headers, HAR files, saved pages or configurations; without any, those of the project. The exit code is 0.

    \b
    Examples:
      govern csp grade
      govern csp grade headers.txt page.html
    """
    from govern.commands import csp as asked

    with progress():
        pages = asked.grades(directory, exports_given(exports))
    if format_ == "json":
        return as_json(pages)
    for page in pages:
        say(f"{page['grade']}  {page['page']}")
        for why in page["reasons"]:
            named = f" ({why['directive']})" if why["directive"] else ""
            say(f"     {why['letter']}  {why['what']}{named}")
    return 0


@command.command("reports", short_help="What browsers blocked, from their reports.")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--html", "page", default="", metavar="FILE", help="Write a page of it there, day by day.")
@asking
def reports(files: tuple[str, ...], page: str, format_: str, directory: str, today: str | None) -> int:
    """What browsers reported to have blocked, from FILES or folders of violation reports (`-` is standard input): tags that the policy
    breaks with the change that would mend each, what to look at, and the noise of browser extensions and proxies.

    The exit code is 1 where a tag is broken or something is to be looked at.

    \b
    Examples:
      govern csp reports reports.ndjson
      govern csp reports reports.ndjson --html blocked.html
    """
    from govern.commands import csp as asked

    with progress():
        answer = asked.reports(directory, exports_given(files), html=page, today=today)
    code = 1 if any(group["verdict"] != "noise" for group in answer["groups"]) else 0
    if format_ == "json":
        as_json(answer)
        return code
    days = list(answer["days"])
    count = answer["reports"]
    say(f"{count:,} report{'s' * (count != 1)}" + (f", {days[0]} to {days[-1]}" if days else ""))
    for verdict, title in TITLES.items():
        listed = [group for group in answer["groups"] if group["verdict"] == verdict]
        if listed:
            say("", title)
        for group in listed:
            tell_group(group)
    if answer["other"] or answer["damaged"]:
        say("", f"passed over: {answer['other']} of other kinds, {answer['damaged']} damaged")
    if page:
        say("", f"written  {page}")
    return code


def named(who: list[str]) -> str:
    """Who needs something, the first of many."""
    return ", ".join(who[:3]) + (f" and {len(who) - 3} more" if len(who) > 3 else "")


def tell_reasons(found: list[Answer]) -> None:
    """Each reason once, with all the directives that have it."""
    together: dict[tuple[str, str, str], list[Answer]] = {}
    for one in found:
        together.setdefault((one["who"], one["why"], one["source"]), []).append(one)
    for (who, reason, source), same in together.items():
        first = same[0]
        doubt = "" if first["verified"] else " (not verified: --strict leaves it out)"
        say(f"  {' '.join(dict.fromkeys(one['directive'] for one in same))}  {source}")
        say(f"      {who}: {reason}{doubt}")
        for line in filter(None, (first["note"], first["place"], *first["evidence"])):
            say(f"      {line}")


def tell_sources(sign: str, directives: dict[str, list[str]]) -> None:
    """Sources that go or come, by directive."""
    for name, sources in directives.items():
        say(f"  {sign} {name}  {' '.join(sources)}")


def tell_group(group: Answer) -> None:
    """Print a group of violations: how often, what was blocked, what mends it."""
    sample = f'"{group["sample"]}"' if group["sample"] else ""
    mode = "(only reported)" if group["only_reported"] else ""
    told = "  ".join(part for part in (group["directive"], group["blocked"], sample, mode) if part)
    is_noise = group["verdict"] == "noise"
    browsers = f", {group['browsers']} browsers" if group["browsers"] > 1 else ""
    say(f"  {group['count']:>9,}  {group['why'] if is_noise else told}{browsers}")
    if is_noise:
        say(f"{INDENT}such as {group['examples'][0]}")
        return
    say(f"{INDENT}{group['why']}")
    if group["change"]:
        say(f"{INDENT}→ {group['change']}")
    last = list(group["days"].items())[-DAYS_SHOWN:]
    if last:
        say(f"{INDENT}{', '.join(f'{day[5:]}: {count:,}' for day, count in last)}")


def as_json(data: Any) -> int:
    """Print data for programs."""
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    return 0


def say(*lines: str) -> None:
    """Lines for people, in which nothing of a file steers the terminal."""
    import sys

    from govern.output.safe import Spelling

    spell = Spelling(sys.stdout)
    for line in lines:
        click.echo(spell(line))
