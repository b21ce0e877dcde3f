"""Options that commands share: which project, on which day, and how a report looks."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from govern.cli.selection import selection_options, taken_from
from govern.cli.style import Style, usual_format


class Listed(click.Choice[str]):
    """A choice among what is there, looked up only when somebody chooses or asks for help."""

    def __init__(self, find: Callable[[], tuple[str, ...]]) -> None:
        self.find = find
        super().__init__(())

    def __getattribute__(self, name: str) -> Any:
        return self.find() if name == "choices" else super().__getattribute__(name)


class ListedEach(Listed):
    """Some of a choice in one word, with commas between them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return ",".join(super(ListedEach, self).convert(one.strip(), param, ctx) for one in str(value).split(","))


def formats() -> tuple[str, ...]:
    """What `--format` takes."""
    from govern.output.formats import formats_in_order

    return formats_in_order()


class Day(click.ParamType[str]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from govern.spec.base import DAY

        if value and not DAY.accepts(str(value)):
            self.fail(f"{value!r} is not {DAY.says}", param, ctx)
        return str(value)


class AtLeast(click.ParamType[int]):
    """A whole number that is not smaller than another one."""

    name = "number"

    def __init__(self, least: int) -> None:
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number = int(value)
        except ValueError:
            self.fail(f"{value!r} is not a whole number", param, ctx)
        if number < self.least:
            self.fail(f"{number} is less than {self.least}", param, ctx)
        return number


color_option = click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True
)


def report_options(command: Callable[..., int]) -> Callable[..., int]:
    """`--format`, `--color`, `-q`, `-v` and what chooses findings, which the command gets as one `style`."""

    @wraps(command)
    def styled(*, format_: str | None, **given: Any) -> int:
        wanted = taken_from(given)
        look = {name: given.pop(name) for name in ("color", "quiet", "verbose", "statistics", "output_file")}
        style = Style(format_ or usual_format(), **look, wanted=wanted)
        if style.statistics and style.format not in ("text", "json"):
            raise click.UsageError("--statistics is for the formats text and json")
        if (given.get("write_baseline") or given.get("accepting")) and (wanted.select or wanted.ignore):
            raise click.UsageError("--write-baseline accepts everything that is found; leave out --select and --ignore")
        return command(**given, style=style)

    for option in (
        click.option(
            "-v", "--verbose", is_flag=True, help="Tell every detail, which project was read, and how long it took."
        ),
        click.option("-q", "--quiet", is_flag=True, help="Print errors only; the exit code says the rest."),
        color_option,
        click.option("--output-file", default="", metavar="FILE", help="Write the report there, whole or not at all."),
        click.option("--statistics", is_flag=True, help="Count findings by rule instead of showing them."),
        click.option("--format", "format_", type=Listed(formats), help="How to print the report."),
    ):
        styled = option(styled)
    return selection_options(styled)


def rule_options(command: Callable[..., int]) -> Callable[..., int]:
    """`-C`, `--project-rules`, `--no-project-rules`: which project's own rules count, if there are any."""
    return switch_option(directory_option(command))


def allow_root(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    """Let projects extend folders below another one, for this run."""
    if value is not None:
        before = os.environ.get(ROOT)
        os.environ[ROOT] = os.path.abspath(value)
        ctx.call_on_close(lambda: os.environ.pop(ROOT) if before is None else os.environ.update({ROOT: before}))


ROOT = "GOVERN_ROOT"


def directory_option(command: Callable[..., int]) -> Callable[..., int]:
    """`-C` and `--root`: where the project is, and below which folder it may extend others."""
    root = click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False),
        metavar="DIR",
        expose_value=False,
        callback=allow_root,
        help="Folders below this one may be extended, beside those of the git work tree.",
    )
    directory = click.option(
        "-C",
        "directory",
        multiple=True,
        metavar="DIR",
        is_eager=True,
        callback=folders,
        help="The project's folder (default: from here up), or a pattern for several: 'clients/*'; may be given again.",
    )
    return root(directory(command))


def folders(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> str:
    """The folder that is named; several as one text, which `project.roots` takes apart."""
    from govern.project.roots import HERE, SEVERAL

    return SEVERAL.join(value) or HERE


def decide(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    """Run the project's own Python in this run, or leave it out: leaving out wins, whoever says it."""
    from govern.project.trust import SWITCH, switch

    if value and switch() is not False:
        before = os.environ.get(SWITCH, "")
        os.environ[SWITCH] = "off" if param.name == "no_project_rules" else "on"
        ctx.call_on_close(lambda: os.environ.update({SWITCH: before}))


def switch_option(command: Callable[..., int]) -> Callable[..., int]:
    """`--project-rules` and `--no-project-rules`: whether the project's own code is run."""
    for name, help in (
        ("--no-project-rules", "Leave out the project's own rules in Python, also where they are trusted."),
        ("--project-rules", "Run the project's own rules in Python this once; govern trust says so for good."),
    ):
        command = click.option(name, is_flag=True, expose_value=False, callback=decide, help=help)(command)
    return command


def project_options(command: Callable[..., int]) -> Callable[..., int]:
    """`-C`, `--today` and what `switch_option` adds: which project, on which day, and whether its own code is run."""
    for option in (
        switch_option,
        click.option("--today", type=Day(), metavar="YYYY-MM-DD", help="Judge dates as if it were this day."),
        directory_option,
    ):
        command = option(command)
    return command


staged_option = click.option(
    "--staged", is_flag=True, help="In a git hook: pass over projects that nothing staged is about, deletions included."
)


jobs_option = click.option(
    "--jobs",
    type=AtLeast(1),
    default=None,
    metavar="N",
    help="How many of several projects are looked at at a time (default: one for each processor).",
)


def exports_given(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The exports named on the command line; a name is checked here so that the message is about the command line."""
    for path in paths:
        if path != "-" and not os.path.exists(path):
            raise click.UsageError(f"{path!r} does not exist")
    return paths
