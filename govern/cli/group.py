"""The commands together, as click parses them: finds the command's module and runs it.

A command is a module of this folder, see `govern/cli/command.py`. Modules here import click and the standard library at the top and
everything else inside their command.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

import click

from govern import __version__
from govern.cli.help import columns, commands, first_column, text
from govern.core.registry import modules, said_by


def module_of(name: str) -> str:
    """The module of a command; empty where there is none of the name."""
    module = next((module for module in modules("cli") if module.rstrip("_") == name), "")
    return module if module and "HELP" in said_by(f"cli/{module}") else ""


class Commands(click.Group):
    """The commands, each imported only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(commands())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = module_of(cmd_name)
        if not module:
            return None
        command: click.Command = import_module(f"govern.cli.{module}").command
        command.name = cmd_name
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[:1] == ["help"]:
            args = [*args[1:], "--help"]
        if args and not args[0].startswith("-") and not module_of(args[0]):
            from difflib import get_close_matches

            close = get_close_matches(args[0], (*commands(), "--version"), 1)
            ctx.fail(f"there is no command {args[0]!r}" + (f", did you mean {close[0]!r}?" if close else ""))
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(text(formatter.width))


class Formatter(click.HelpFormatter):
    """Help whose names stand above what they mean where a terminal is narrow."""

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl(rows, min(col_max, first_column(self.width)), col_spacing)


click.Context.formatter_class = Formatter


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "terminal_width": columns()})
@click.version_option(__version__, "-V", "--version", prog_name="govern")
def govern() -> None:
    """Tracking governance as code; the help is that of `help.py`."""


def parsed(args: list[str], *, completing: str = "") -> int:
    """The exit code of a command line, or of what a shell asks while it completes one."""
    if completing == "powershell_complete":
        from govern.cli.powershell import register

        register()
    try:
        result = govern.main(args, prog_name="govern", standalone_mode=False)
    except click.ClickException as error:
        return not_understood(error)
    except click.Abort:
        raise KeyboardInterrupt from None
    return result if isinstance(result, int) else 0


def not_understood(error: click.ClickException) -> int:
    """Say what is wrong with the command line; without any word of it the help is the answer."""
    from govern.cli.emit import note
    from govern.cli.misused import told
    from govern.platforms import masked

    if type(error) is click.exceptions.NoArgsIsHelpError:
        error.show()
        return 2
    message, help = told(error)
    note(masked(f"govern: {message}" + (f"\n  → {help}" if help else "")))
    return 2
